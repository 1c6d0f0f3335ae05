using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Reading;
using Isms.Kernel.Text;
using Isms.Modules.Criteria;

namespace Isms.Modules.Assets.Importing;

/// <summary>Uploads a register.</summary>
/// <param name="Name">The file's name; a path before it is dropped.</param>
/// <param name="Content">Can be sought; the caller disposes it.</param>
internal sealed record BeginImportRequest([Required] string Name, Stream Content);

/// <summary>Keeps the file and works out what it would do; nothing is imported yet.</summary>
internal sealed class BeginImport(IsmsDbContext db, IFileVault vault, ImportPlanner planner, CriteriaInForce criteria, TimeProvider time)
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
        request.Content.Position = 0;
        if (await vault.PutAsync(request.Content, ReadingLimits.Default.FileBytes, ct) is not { } kept)
            return Refusal.Invalid("file", "office.file-too-large", ReadingLimits.Default.FileBytes >> 20);

        var import = new AssetImport { FileName = name, FileHash = kept.Sha256, StartedById = actor.PersonId, StartedBy = actor.Name, StartedAt = time.Instant() };
        import.Look(new ImportSettings(), PreviewOf.Plan(plan, await criteria.CurrentAsync(ct), actor.Culture));
        db.Add(import);
        await db.SaveAsync(actor, "assets.begin-import", ct);
        return ImportView.Of(import);
    }
}

/// <summary>An import as its owner sees it.</summary>
/// <param name="Settings">What was said about it; send it back changed.</param>
/// <param name="Preview">What it would do, or did.</param>
/// <param name="Added">How many assets were added, once done; as are the next three.</param>
public sealed record ImportView(
    Guid Id, int Version, string FileName, ImportState State, DateTime StartedAt, string StartedBy, ImportSettings Settings, ImportPreview Preview,
    int Added, int Changed, int Unchanged, int Rejected, DateTime? EndedAt) : IVersioned
{
    internal static ImportView Of(AssetImport import) => new(
        import.Id, import.Version, import.FileName, import.State, import.StartedAt, import.StartedBy, import.ReadSettings(), import.ReadPreview(),
        import.Added, import.Changed, import.Unchanged, import.Rejected, import.EndedAt);
}
