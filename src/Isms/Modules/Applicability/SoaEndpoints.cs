using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Modules.Applicability.Conformity;
using Isms.Modules.Applicability.Decisions;
using Isms.Modules.Applicability.Implementing;
using Isms.Modules.Applicability.Printing;
using Isms.Modules.Applicability.Versions;

namespace Isms.Modules.Applicability;

/// <summary><c>/api/v1/soas</c>, <c>/control-implementations</c>, <c>/control-catalogues</c>, <c>/control-map</c>. A control is always named by edition and code.</summary>
internal static class SoaEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        Versions(api.MapGroup("/soas").WithTags("Statement of applicability").Needs(SoaPermissions.Read));
        Drafts(api.MapGroup("/soas").WithTags("Statement of applicability").Needs(SoaPermissions.Edit));
        api.MapGet("/soas/{id:guid}/controls/{key}", (Actor actor, Guid id, string key, ReadControl read, CancellationToken ct) => read.RunAsync(actor, new ReadControlRequest(id, key), ct))
            .WithTags("Statement of applicability").Needs(SoaPermissions.See);

        var implementations = api.MapGroup("/control-implementations").WithTags("Statement of applicability");
        implementations.MapGet("/mine", (Actor actor, RegisterQuery query, ListMyControls list, CancellationToken ct) => list.RunAsync(actor, query, ct)).Needs(SoaPermissions.See);
        implementations.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, ReportControlRequest request, ReportControl report, CancellationToken ct) =>
            report.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(SoaPermissions.Report);

        api.MapGet("/control-catalogues/{edition:int}", (Actor actor, int edition, ReadCatalogue read, CancellationToken ct) => read.RunAsync(actor, edition, ct))
            .WithTags("Standards").Needs(SoaPermissions.See);
        api.MapGet("/control-map", (Actor actor, string? key, bool? clause, FollowControl follow, CancellationToken ct) =>
            follow.RunAsync(actor, new FollowControlRequest(key, clause ?? false), ct)).WithTags("Standards").Needs(SoaPermissions.See);
    }

    private static void Versions(RouteGroupBuilder soas)
    {
        soas.MapGet("/", (Actor actor, ListSoas list, CancellationToken ct) => list.RunAsync(actor, ct));
        soas.MapGet("/{id:guid}", (Actor actor, Guid id, ReadSoa read, CancellationToken ct) => read.RunAsync(actor, new ReadSoaRequest(id), ct));
        soas.MapGet("/{id:guid}/gaps", (Actor actor, Guid id, FindGaps find, CancellationToken ct) => find.RunAsync(actor, id, ct));
        soas.MapGet("/{id:guid}/controls", (Actor actor, Guid id, RegisterQuery query, ListControls list, CancellationToken ct) => list.RunAsync(actor, new ListControlsRequest(id, query), ct));
        soas.MapGet("/{id:guid}/proposals", (Actor actor, Guid id, ListProposals list, CancellationToken ct) => list.RunAsync(actor, id, ct));
        soas.MapGet("/{id:guid}/differences/{newId:guid}", (Actor actor, Guid id, Guid newId, CompareSoas compare, CancellationToken ct) =>
            compare.RunAsync(actor, new CompareSoasRequest(id, newId), ct));
        soas.MapGet("/{id:guid}/document.xlsx", async (Actor actor, Guid id, PrintSoa print, CancellationToken ct) =>
            (await print.RunAsync(actor, new PrintSoaRequest(id, SoaFormat.Xlsx), ct)).AsDownload());
        soas.MapGet("/{id:guid}/document.docx", async (Actor actor, Guid id, PrintSoa print, CancellationToken ct) =>
            (await print.RunAsync(actor, new PrintSoaRequest(id, SoaFormat.Docx), ct)).AsDownload());
        soas.MapGet("/{id:guid}/controls.xlsx", async (Actor actor, Guid id, RegisterQuery query, ExportControls export, CancellationToken ct) =>
            (await export.RunAsync(actor, new ListControlsRequest(id, query), ct)).AsDownload());
    }

    private static void Drafts(RouteGroupBuilder soas)
    {
        soas.MapPost("/", async (Actor actor, PrepareSoaRequest request, PrepareSoa prepare, CancellationToken ct) =>
            (await prepare.RunAsync(actor, request, ct)).At(s => "/api/v1/soas/" + s.Id));
        soas.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, UpdateSoaRequest request, UpdateSoa update, CancellationToken ct) =>
            update.RunAsync(actor, request with { Id = id, Version = match.Version }, ct));
        soas.MapDelete("/{id:guid}", (Actor actor, Guid id, IfMatch match, DiscardSoa discard, CancellationToken ct) =>
            discard.RunAsync(actor, new DiscardSoaRequest(id, match.Version), ct));
        soas.MapPut("/{id:guid}/controls", (Actor actor, Guid id, SaveSoaSheetRequest request, SaveSoaSheet save, CancellationToken ct) =>
            save.RunAsync(actor, request with { SoaId = id }, ct));
        soas.MapPost("/{id:guid}/controls", async (Actor actor, Guid id, AddControlRequest request, AddControl add, CancellationToken ct) =>
            (await add.RunAsync(actor, request with { SoaId = id }, ct)).At(c => $"/api/v1/soas/{id}/controls/{c.Key}"));
        soas.MapPut("/{id:guid}/controls/{key}", (Actor actor, Guid id, string key, IfMatch match, DecisionInput decision, DecideControl decide, CancellationToken ct) =>
            decide.RunAsync(actor, new DecideControlRequest(id, key, match.Version, decision), ct));
        soas.MapDelete("/{id:guid}/controls/{key}", (Actor actor, Guid id, string key, IfMatch match, RemoveControl remove, CancellationToken ct) =>
            remove.RunAsync(actor, new RemoveControlRequest(id, key, match.Version), ct));
        soas.MapPost("/{id:guid}/proposals/confirmations", (Actor actor, Guid id, ConfirmProposalsRequest request, ConfirmProposals confirm, CancellationToken ct) =>
            confirm.RunAsync(actor, request with { SoaId = id }, ct));
    }
}
