using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Intake;
using Isms.Kernel.Text;
using Isms.Modules.Criteria;

namespace Isms.Modules.Assets.Importing;

/// <summary>Which import.</summary>
public sealed record ReadImportRequest(Guid Id);

/// <summary>An import, for who started it and nobody else.</summary>
internal sealed class ReadImport(ImportDesk desk)
{
    public async Task<Outcome<ImportView>> RunAsync(Actor actor, ReadImportRequest request, CancellationToken ct)
    {
        if (actor.Refuses(AssetPermissions.Edit, request) is { } no)
            return no;
        return await desk.FindAsync<AssetImport>(actor, request.Id, ct) is { } import ? new ImportView(import) : Refusal.NotFound;
    }
}

/// <summary>What a person says about the file.</summary>
/// <param name="Version">The version this change is based on.</param>
public sealed record ChangeImportRequest(Guid Id, int Version, ImportSettings Settings);

/// <summary>Takes mapping and choices over and works out anew what the file would do.</summary>
internal sealed class ChangeImport(IsmsDbContext db, ImportDesk desk, ImportPlanner planner, CriteriaInForce criteria)
{
    public async Task<Outcome<ImportView>> RunAsync(Actor actor, ChangeImportRequest request, CancellationToken ct)
    {
        if (actor.Refuses(AssetPermissions.Edit, request.Settings) is { } no)
            return no;
        var open = await desk.TakeUpAsync<AssetImport>(actor, request.Id, request.Version, ct);
        if (open.Value is not { } import)
            return open.Refusal!;
        await using var file = desk.Open(import);
        if (file is null)
            return ImportDesk.FileLost;
        var plan = await planner.PlanAsync(actor, file, import.FileName, request.Settings, ct);
        import.Look(request.Settings, new ImportPreview(plan, await criteria.CurrentAsync(ct), actor.Culture));
        await db.SaveAsync(actor, "assets.map-import", ct);
        return new ImportView(import);
    }
}

/// <inheritdoc cref="DropImportRequest"/>
internal sealed class DropImport(IsmsDbContext db, ImportDesk desk, TimeProvider time)
{
    public async Task<Outcome<ImportView>> RunAsync(Actor actor, DropImportRequest request, CancellationToken ct)
    {
        if (actor.Refuses(AssetPermissions.Edit, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        var open = await desk.TakeUpAsync<AssetImport>(actor, request.Id, request.Version, ct);
        if (open.Value is not { } import)
            return open.Refusal!;
        import.Drop(time.Instant());
        await db.SaveAsync(actor, "assets.drop-import", ct);
        await writing.CommitAsync(ct);
        return new ImportView(import);
    }
}
