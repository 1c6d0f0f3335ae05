using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Isms.Modules.Criteria;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Assets.Importing;

/// <summary>Which import.</summary>
public sealed record ReadImportRequest(Guid Id);

/// <summary>An import, for who started it and nobody else.</summary>
internal sealed class ReadImport(IsmsDbContext db)
{
    public async Task<Outcome<ImportView>> RunAsync(Actor actor, ReadImportRequest request, CancellationToken ct)
    {
        if (actor.Refuses(AssetPermissions.Edit, request) is { } no)
            return no;
        return await db.Set<AssetImport>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == request.Id && i.StartedById == actor.PersonId, ct) is { } import
            ? ImportView.Of(import) : Refusal.NotFound;
    }
}

/// <summary>What a person says about the file.</summary>
/// <param name="Version">The version this change is based on.</param>
public sealed record ChangeImportRequest(Guid Id, int Version, ImportSettings Settings);

/// <summary>Takes mapping and choices over and works out anew what the file would do.</summary>
internal sealed class ChangeImport(IsmsDbContext db, IFileVault vault, ImportPlanner planner, CriteriaInForce criteria)
{
    public static readonly Refusal Ended = new("assets.import-ended");
    public static readonly Refusal FileLost = new("assets.import-file-lost");

    public async Task<Outcome<ImportView>> RunAsync(Actor actor, ChangeImportRequest request, CancellationToken ct)
    {
        if (actor.Refuses(AssetPermissions.Edit, request.Settings) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        if (await db.Set<AssetImport>().SingleOrDefaultAsync(i => i.Id == request.Id && i.StartedById == actor.PersonId, ct) is not { } import)
            return Refusal.NotFound;
        if (import.Version != request.Version)
            return Refusal.Stale([]);
        if (import.State != ImportState.Preview)
            return Ended;
        await using var file = await vault.OpenAsync(import.FileHash, ct);
        if (file is null)
            return FileLost;
        var plan = await planner.PlanAsync(actor, file, import.FileName, request.Settings, ct);
        import.Look(request.Settings, PreviewOf.Plan(plan, await criteria.CurrentAsync(ct), actor.Culture));
        await db.SaveAsync(actor, "assets.map-import", ct);
        return ImportView.Of(import);
    }
}

/// <summary>Gives an import up.</summary>
/// <param name="Version">The version this change is based on.</param>
public sealed record DropImportRequest(Guid Id, int Version);

/// <inheritdoc cref="DropImportRequest"/>
internal sealed class DropImport(IsmsDbContext db, TimeProvider time)
{
    public async Task<Outcome<ImportView>> RunAsync(Actor actor, DropImportRequest request, CancellationToken ct)
    {
        if (actor.Refuses(AssetPermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<AssetImport>().SingleOrDefaultAsync(i => i.Id == request.Id && i.StartedById == actor.PersonId, ct) is not { } import)
            return Refusal.NotFound;
        if (import.Version != request.Version)
            return Refusal.Stale([]);
        if (import.State != ImportState.Preview)
            return ChangeImport.Ended;
        import.Drop(time.Instant());
        await db.SaveAsync(actor, "assets.drop-import", ct);
        await writing.CommitAsync(ct);
        return ImportView.Of(import);
    }
}
