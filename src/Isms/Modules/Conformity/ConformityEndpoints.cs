using Isms.Kernel.Access;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Modules.Conformity.AsOf;
using Isms.Modules.Conformity.Board;
using Isms.Modules.Conformity.Packs;
using Isms.Modules.Conformity.Questions;

namespace Isms.Modules.Conformity;

internal static class ConformityEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var board = api.MapGroup("/conformity").WithTags("Conformity");
        board.MapGet("/", (int? edition, Actor actor, ReadBoard read, CancellationToken ct) => read.RunAsync(actor, edition, ct)).Needs(ConformityPermissions.See);
        board.MapGet("/document", async (int? edition, Actor actor, ExportBoard export, CancellationToken ct) => (await export.RunAsync(actor, edition, ct)).AsDownload()).Needs(ConformityPermissions.See);
        board.MapGet("/clauses/{key}", (string key, Actor actor, ReadClause read, CancellationToken ct) => read.RunAsync(actor, key, ct)).Needs(ConformityPermissions.See);
        board.MapGet("/as-of/{day}", (DateOnly day, Actor actor, ReadSystemAsOf read, CancellationToken ct) => read.RunAsync(actor, day, ct)).Needs(KernelPermissions.LedgerContent);

        var questions = api.MapGroup("/audit-questions").WithTags("Conformity");
        questions.MapGet("/", (int? edition, AuditStage? stage, AnswerState? state, Actor actor, ReadReadiness read, CancellationToken ct) =>
            read.RunAsync(actor, new ReadReadinessRequest(edition, stage, state), ct)).Needs(ConformityPermissions.See);
        questions.MapGet("/document", async (int? edition, AuditStage? stage, AnswerState? state, Actor actor, ExportReadiness export, CancellationToken ct) =>
            (await export.RunAsync(actor, new ReadReadinessRequest(edition, stage, state), ct)).AsDownload()).Needs(ConformityPermissions.See);

        var packs = api.MapGroup("/evidence-packs").WithTags("Conformity");
        packs.MapGet("/", (Actor actor, ListPacks list, CancellationToken ct) => list.RunAsync(actor, ct)).Needs(ConformityPermissions.Pack);
        packs.MapPost("/", async (PreparePackRequest request, Actor actor, PreparePack prepare, CancellationToken ct) =>
            (await prepare.RunAsync(actor, request, ct)).At(p => "/api/v1/evidence-packs/" + p.Id)).Needs(ConformityPermissions.Pack);
        packs.MapGet("/{id:guid}", (Guid id, Actor actor, ReadPack read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(ConformityPermissions.Pack);
        packs.MapGet("/{id:guid}/file", async (Guid id, Actor actor, DownloadPack download, CancellationToken ct) => (await download.RunAsync(actor, id, ct)).AsDownload()).Needs(ConformityPermissions.Pack);
    }
}
