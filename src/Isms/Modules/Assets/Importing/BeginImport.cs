using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.Intake;
using Isms.Kernel.Text;
using Isms.Modules.Criteria;

namespace Isms.Modules.Assets.Importing;

/// <summary>Uploads a register.</summary>
/// <param name="Name">The file's name; a path before it is dropped.</param>
/// <param name="Content">Can be sought; the caller disposes it.</param>
internal sealed record BeginImportRequest([Required] string Name, Stream Content);

/// <summary>Keeps the file and works out what it would do; nothing is imported yet.</summary>
internal sealed class BeginImport(IsmsDbContext db, ImportDesk desk, ImportPlanner planner, CriteriaInForce criteria, TimeProvider time)
{
    public async Task<Outcome<ImportView>> RunAsync(Actor actor, BeginImportRequest request, CancellationToken ct)
    {
        if (actor.Refuses(AssetPermissions.Edit, request) is { } no)
            return no;
        var name = AddAttachment.NameOf(request.Name);
        var plan = await planner.PlanAsync(actor, request.Content, name, new ImportSettings(), ct);
        // A file without any table has nothing to map; it is not kept.
        if (plan.Report.Problem is { } problem && plan.Recognition.Table is null)
            return Refusal.Invalid("file", problem.Code, [.. problem.Args]);
        var kept = await desk.KeepAsync(request.Content, ct);
        if (kept.Value is not { } hash)
            return kept.Refusal!;
        var import = new AssetImport { FileName = name, FileHash = hash, StartedById = actor.PersonId, StartedBy = actor.Name, StartedAt = time.Instant() };
        import.Look(new ImportSettings(), new ImportPreview(plan, await criteria.CurrentAsync(ct), actor.Culture));
        db.Add(import);
        await db.SaveAsync(actor, "assets.begin-import", ct);
        return new ImportView(import);
    }
}
