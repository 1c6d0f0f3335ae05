using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Progress;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Assets.Importing;

/// <summary>Does what the preview shows.</summary>
/// <param name="Version">The version of the import that was looked at.</param>
public sealed record CommitImportRequest(Guid Id, int Version, ImportMode Mode);

/// <summary>The import as done, or the long work that does it.</summary>
/// <param name="JobId">Where to watch; null when it is done.</param>
public sealed record ImportCommitted(Guid Id, Guid? JobId, int Added, int Changed, int Unchanged, int Rejected)
{
    internal static ImportCommitted Of(AssetImport import) => new(import.Id, null, import.Added, import.Changed, import.Unchanged, import.Rejected);
}

/// <summary>Imports a register that was looked at; a long one in the background.</summary>
internal sealed class CommitImport(IsmsDbContext db, ImportRun run, Jobs jobs)
{
    /// <summary>Beyond this many rows it runs in the background.</summary>
    public const int MostAtOnce = 2000;

    public async Task<Outcome<ImportCommitted>> RunAsync(Actor actor, CommitImportRequest request, CancellationToken ct)
    {
        if (actor.Refuses(AssetPermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        if (await db.Set<AssetImport>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == request.Id && i.StartedById == actor.PersonId, ct) is not { } import)
            return Refusal.NotFound;
        if (import.Version != request.Version)
            return Refusal.Stale([]);
        if (import.State != ImportState.Preview)
            return ChangeImport.Ended;
        if (import.ReadPreview().RowsRead <= MostAtOnce)
            return await run.ImportAsync(actor, request, new JobProgress(), ct);
        var job = await jobs.StartAsync(actor, "assets.import", Phrase.Of("assets.import-job", import.FileName), (services, progress, token) => WorkAsync(services, actor, request, progress, token), ct);
        return new ImportCommitted(import.Id, job, 0, 0, 0, 0);
    }

    private static async Task<JobResult> WorkAsync(IServiceProvider services, Actor actor, CommitImportRequest request, JobProgress progress, CancellationToken ct)
    {
        var outcome = await services.GetRequiredService<ImportRun>().ImportAsync(actor, request, progress, ct);
        return new JobResult($"/assets/import/{request.Id}", outcome.Value, outcome.Refusal);
    }
}
