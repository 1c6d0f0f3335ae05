using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Reading;
using Isms.Kernel.Progress;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Intake;

/// <summary>An import in the list.</summary>
public sealed record ImportRow(Guid Id, string FileName, ImportState State, DateTime StartedAt, int Added, int Changed, int Unchanged, int Rejected);

/// <summary>Does what the preview shows.</summary>
/// <param name="Version">The version of the import that was looked at.</param>
public sealed record CommitImportRequest(Guid Id, int Version, ImportMode Mode);

/// <summary>Gives an import up.</summary>
/// <param name="Version">The version this change is based on.</param>
public sealed record DropImportRequest(Guid Id, int Version);

/// <summary>The import as done, or the long work that does it.</summary>
/// <param name="JobId">Where to watch; null when it is done.</param>
public sealed record ImportCommitted(Guid Id, Guid? JobId, int Added, int Changed, int Unchanged, int Rejected)
{
    internal static ImportCommitted Of(TableImport import) => new(import.Id, null, import.Added, import.Changed, import.Unchanged, import.Rejected);
}

/// <summary>Brings a table in; a process registers its own.</summary>
internal interface IImportRun
{
    /// <summary>All in one transaction, so that a power cut leaves everything or nothing.</summary>
    Task<Outcome<ImportCommitted>> ImportAsync(Actor actor, CommitImportRequest request, JobProgress progress, CancellationToken ct);
}

/// <summary>What every import of a file has in common: whose it is, whether it can go on, its file and its report.</summary>
internal sealed class ImportDesk(IsmsDbContext db, IFileVault vault, Jobs jobs)
{
    /// <summary>Beyond this many rows it runs in the background.</summary>
    public const int MostAtOnce = 2000;

    private const int MostListed = 20;

    public static readonly Refusal Ended = new("kernel.import-ended");
    public static readonly Refusal FileLost = new("kernel.import-file-lost");
    public static readonly Refusal RowsRejected = new("kernel.import-rows-rejected");
    public static readonly Refusal NothingToDo = new("kernel.import-nothing");

    /// <summary>Keeps an uploaded file; answers the hash by which the vault has it.</summary>
    /// <param name="content">Can be sought.</param>
    public async Task<Outcome<string>> KeepAsync(Stream content, CancellationToken ct)
    {
        content.Position = 0;
        return await vault.PutAsync(content, ReadingLimits.Default.FileBytes, ct) is { } kept ? kept.Sha256 : Refusal.Invalid("file", "office.file-too-large", ReadingLimits.Default.FileBytes >> 20);
    }

    /// <summary>The file; null when the vault no longer has it.</summary>
    public Stream? Open(FileImport import) => vault.Open(import.FileHash);

    /// <summary>A person's own imports, the newest first.</summary>
    public async Task<ImportRow[]> OwnAsync<TImport>(Actor actor, CancellationToken ct) where TImport : TableImport =>
        await db.Set<TImport>().Where(i => i.StartedById == actor.PersonId && i.State != ImportState.Dropped).OrderByDescending(i => i.StartedAt).ThenByDescending(i => i.Id).Take(MostListed)
            .Select(i => new ImportRow(i.Id, i.FileName, i.State, i.StartedAt, i.Added, i.Changed, i.Unchanged, i.Rejected)).ToArrayAsync(ct);

    /// <summary>To be read by who started it and by nobody else.</summary>
    public Task<TImport?> FindAsync<TImport>(Actor actor, Guid id, CancellationToken ct) where TImport : FileImport =>
        db.Set<TImport>().AsNoTracking().SingleOrDefaultAsync(i => i.Id == id && i.StartedById == actor.PersonId, ct);

    /// <summary>To be gone on with, in the version that was looked at.</summary>
    public async Task<Outcome<TImport>> TakeUpAsync<TImport>(Actor actor, Guid id, int version, CancellationToken ct) where TImport : FileImport
    {
        if (version == 0)
            return Refusal.VersionRequired;
        if (await db.Set<TImport>().SingleOrDefaultAsync(i => i.Id == id && i.StartedById == actor.PersonId, ct) is not { } import)
            return Refusal.NotFound;
        if (import.Version != version)
            return Refusal.Stale([]);
        return import.State == ImportState.Preview ? import : Ended;
    }

    /// <summary>Imports here and now, or in the background when it is long.</summary>
    /// <param name="work">Kind of the background work.</param>
    /// <param name="page">Where its result is seen.</param>
    public async Task<Outcome<ImportCommitted>> CommitAsync<TImport, TRun>(Actor actor, CommitImportRequest request, TRun run, string work, string page, CancellationToken ct)
        where TImport : TableImport
        where TRun : IImportRun
    {
        var open = await TakeUpAsync<TImport>(actor, request.Id, request.Version, ct);
        if (open.Value is not { } import)
            return open.Refusal!;
        // The run reads it anew under the lock, or elsewhere.
        db.ChangeTracker.Clear();
        if (import.RowsRead() <= MostAtOnce)
            return await run.ImportAsync(actor, request, new JobProgress(), ct);
        var job = await jobs.StartAsync(actor, work, Phrase.Of("kernel.import-job", import.FileName), WorkAsync, ct);
        return new ImportCommitted(import.Id, job, 0, 0, 0, 0);

        async Task<JobResult> WorkAsync(IServiceProvider services, JobProgress progress, CancellationToken token)
        {
            var outcome = await services.GetRequiredService<TRun>().ImportAsync(actor, request, progress, token);
            return new JobResult(page, outcome.Value, outcome.Refusal);
        }
    }

    /// <summary>Why nothing is imported; null when it can be.</summary>
    public static Refusal? Refuse(TablePlan plan, ImportMode mode)
    {
        if (plan.Report.Problem is { } problem)
            return Refusal.Invalid("file", problem.Code, [.. problem.Args]);
        var culture = CultureInfo.CurrentUICulture;
        if (mode == ImportMode.AllOrNothing && plan.Report.Rejected > 0)
            return RowsRejected.With(plan.Report.Rejected) with { Obstacles = [.. plan.Report.Rejections.Take(MostListed).Select(p => new Obstacle(Phrase.Of("kernel.import-row", p.Row, p.ColumnText(culture), p.Value, p.Reason(culture))))] };
        return plan.NewRows + plan.ChangedRows + plan.Unchanged == 0 ? NothingToDo : null;
    }

    /// <summary>Keeps the report of an import; answers the hash by which the vault has it.</summary>
    public async Task<string> KeepReportAsync(WrittenFile report, CancellationToken ct)
    {
        await using var content = report.Content;
        return (await vault.PutAsync(content, long.MaxValue, ct))!.Sha256;
    }

    /// <summary>The report of an import: as it was done, or written anew as it would be.</summary>
    /// <param name="name">Of the file.</param>
    public async Task<Outcome<WrittenFile>> ReportAsync(TableImport import, string name, Func<Stream, Task<WrittenFile>> write)
    {
        if (import.ReportHash.Length > 0)
            return vault.Open(import.ReportHash) is { } kept ? new WrittenFile(name, WrittenFile.Xlsx, kept) : FileLost;
        await using var file = Open(import);
        return file is null ? FileLost : await write(file);
    }
}
