using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Modules.Disclosure.Exchange;
using Isms.Modules.Disclosure.Requests;
using Isms.Modules.Disclosure.Secrets;
using Isms.Modules.Disclosure.Transit;

namespace Isms.Modules.Disclosure;

internal static class DisclosureEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        MapSecrets(api.MapGroup("/trade-secrets").WithTags("Disclosure"));
        MapRequests(api.MapGroup("/secret-requests").WithTags("Disclosure"));
        MapExchange(api);
    }

    private static void MapSecrets(RouteGroupBuilder secrets)
    {
        secrets.MapGet("/", (Actor actor, RegisterQuery query, FindSecrets find, CancellationToken ct) => find.RunAsync(actor, query, ct)).Needs(DisclosurePermissions.See);
        secrets.MapGet("/export", async (Actor actor, RegisterQuery query, ExportSecrets export, CancellationToken ct) => (await export.RunAsync(actor, query, ct)).AsDownload()).Needs(DisclosurePermissions.ReadSecrets);
        secrets.MapPost("/", async (Actor actor, SecretFacts facts, SaveSecret save, CancellationToken ct) =>
            (await save.RunAsync(actor, new SaveSecretRequest(null, 0, facts), ct)).At(s => "/api/v1/trade-secrets/" + s.Id)).Needs(DisclosurePermissions.KeepSecrets);
        secrets.MapGet("/{id:guid}", (Actor actor, Guid id, ReadSecret read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(DisclosurePermissions.See);
        secrets.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, SecretFacts facts, SaveSecret save, CancellationToken ct) =>
            save.RunAsync(actor, new SaveSecretRequest(id, match.Version, facts), ct)).Needs(DisclosurePermissions.KeepSecrets);
        secrets.MapPost("/{id:guid}/holders", (Actor actor, Guid id, AddSecretHolderRequest request, AddSecretHolder add, CancellationToken ct) =>
            add.RunAsync(actor, request with { SecretId = id }, ct)).Needs(DisclosurePermissions.See);
        secrets.MapPost("/holders/{id:guid}/hand-back", (Actor actor, Guid id, IfMatch match, HandBackRequest request, HandBack back, CancellationToken ct) =>
            back.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(DisclosurePermissions.See);
        secrets.MapPost("/{id:guid}/reviews", (Actor actor, Guid id, ReviewSecretRequest request, ReviewSecret review, CancellationToken ct) =>
            review.RunAsync(actor, request with { SecretId = id }, ct)).Needs(DisclosurePermissions.See);
    }

    private static void MapRequests(RouteGroupBuilder requests)
    {
        requests.MapGet("/", (Actor actor, RegisterQuery query, FindSecretRequests find, CancellationToken ct) => find.RunAsync(actor, query, ct)).Needs(DisclosurePermissions.See);
        requests.MapGet("/export", async (Actor actor, RegisterQuery query, ExportSecretRequests export, CancellationToken ct) => (await export.RunAsync(actor, query, ct)).AsDownload()).Needs(DisclosurePermissions.See);
        requests.MapPost("/", async (Actor actor, AskForSecretRequest request, AskForSecret ask, CancellationToken ct) => (await ask.RunAsync(actor, request, ct)).At(r => "/api/v1/secret-requests/" + r.Id)).Needs(DisclosurePermissions.Send);
        requests.MapGet("/{id:guid}", (Actor actor, Guid id, ReadSecretRequest read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(DisclosurePermissions.See);
        requests.MapGet("/{id:guid}/document", async (Actor actor, Guid id, ExportSecretRequest export, CancellationToken ct) => (await export.RunAsync(actor, id, ct)).AsDownload()).Needs(DisclosurePermissions.See);
        requests.MapPost("/{id:guid}/end", (Actor actor, Guid id, IfMatch match, EndSecretRequest end, CancellationToken ct) => end.RunAsync(actor, new EndSecretRequestRequest(id, match.Version), ct)).Needs(DisclosurePermissions.See);
    }

    private static void MapExchange(RouteGroupBuilder api)
    {
        var channels = api.MapGroup("/exchange-channels").WithTags("Disclosure");
        channels.MapGet("/", (Actor actor, ListChannels list, CancellationToken ct) => list.RunAsync(actor, ct)).Needs(DisclosurePermissions.See);
        channels.MapPost("/", async (Actor actor, SaveChannelRequest request, SaveChannel save, CancellationToken ct) =>
            (await save.RunAsync(actor, request with { Id = null, Version = 0 }, ct)).At(_ => "/api/v1/exchange-channels")).Needs(DisclosurePermissions.Rule);
        channels.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, SaveChannelRequest request, SaveChannel save, CancellationToken ct) =>
            save.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(DisclosurePermissions.Rule);

        var transfers = api.MapGroup("/information-transfers").WithTags("Disclosure");
        transfers.MapGet("/", (Actor actor, RegisterQuery query, FindTransfers find, CancellationToken ct) => find.RunAsync(actor, query, ct)).Needs(DisclosurePermissions.See);
        transfers.MapGet("/export", async (Actor actor, RegisterQuery query, ExportTransfers export, CancellationToken ct) => (await export.RunAsync(actor, query, ct)).AsDownload()).Needs(DisclosurePermissions.See);
        transfers.MapPost("/", async (Actor actor, TransferFacts facts, LogTransfer log, CancellationToken ct) =>
            (await log.RunAsync(actor, new LogTransferRequest(null, 0, facts), ct)).At(t => "/api/v1/information-transfers/" + t.Id)).Needs(DisclosurePermissions.Send);
        transfers.MapGet("/{id:guid}", (Actor actor, Guid id, ReadTransfer read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(DisclosurePermissions.See);
        transfers.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, TransferFacts facts, LogTransfer log, CancellationToken ct) =>
            log.RunAsync(actor, new LogTransferRequest(id, match.Version, facts), ct)).Needs(DisclosurePermissions.Send);
        transfers.MapPost("/{id:guid}/move", (Actor actor, Guid id, IfMatch match, MoveTransferRequest request, MoveTransfer move, CancellationToken ct) =>
            move.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(DisclosurePermissions.Send);

        var carriers = api.MapGroup("/carriers").WithTags("Disclosure");
        carriers.MapGet("/", (Actor actor, ListCarriers list, CancellationToken ct) => list.RunAsync(actor, ct)).Needs(DisclosurePermissions.See);
        carriers.MapPost("/", async (Actor actor, SaveCarrierRequest request, SaveCarrier save, CancellationToken ct) =>
            (await save.RunAsync(actor, request with { Id = null, Version = 0 }, ct)).At(_ => "/api/v1/carriers")).Needs(DisclosurePermissions.Rule);
        carriers.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, SaveCarrierRequest request, SaveCarrier save, CancellationToken ct) =>
            save.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(DisclosurePermissions.Rule);

        var transits = api.MapGroup("/media-transits").WithTags("Disclosure");
        transits.MapGet("/", (Actor actor, RegisterQuery query, FindTransits find, CancellationToken ct) => find.RunAsync(actor, query, ct)).Needs(DisclosurePermissions.See);
        transits.MapGet("/export", async (Actor actor, RegisterQuery query, ExportTransits export, CancellationToken ct) => (await export.RunAsync(actor, query, ct)).AsDownload()).Needs(DisclosurePermissions.See);
        transits.MapPost("/", async (Actor actor, HandOverMediaRequest request, HandOverMedia hand, CancellationToken ct) => (await hand.RunAsync(actor, request, ct)).At(t => "/api/v1/media-transits/" + t.Id)).Needs(DisclosurePermissions.Send);
        transits.MapGet("/{id:guid}", (Actor actor, Guid id, ReadTransit read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(DisclosurePermissions.See);
        transits.MapPost("/{id:guid}/receive", (Actor actor, Guid id, IfMatch match, ReceiveMediaRequest request, ReceiveMedia receive, CancellationToken ct) =>
            receive.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(DisclosurePermissions.Send);
    }
}
