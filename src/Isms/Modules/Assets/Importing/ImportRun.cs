using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.Intake;
using Isms.Kernel.Numbering;
using Isms.Kernel.Progress;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Assets.Confirmation;
using Isms.Modules.Assets.Documents;
using Isms.Modules.Assets.Inventory;
using Isms.Modules.Criteria;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Assets.Importing;

/// <summary>Puts a register into the assets: all in one transaction, so that a power cut leaves everything or nothing.</summary>
internal sealed class ImportRun(
    IsmsDbContext db, ImportDesk desk, RegisterReport reports, ConfirmedLists confirmed, ImportPlanner planner, CriteriaInForce criteria, Numbers numbers, TimeProvider time) : IImportRun
{
    private const int NewAtOnce = 2000;
    private const int ChangedAtOnce = 500;

    public async Task<Outcome<ImportCommitted>> ImportAsync(Actor actor, CommitImportRequest request, JobProgress progress, CancellationToken ct)
    {
        var import = await db.Set<AssetImport>().AsNoTracking().SingleAsync(i => i.Id == request.Id, ct);
        await using var file = desk.Open(import);
        if (file is null)
            return ImportDesk.FileLost;
        // Reading the file takes longest and needs no lock; only when somebody wrote meanwhile is it done again.
        var seen = await LastEntryAsync(ct);
        var plan = await planner.PlanAsync(actor, file, import.FileName, import.ReadSettings(), ct);
        await using var writing = await db.BeginAsync(ct);
        if (await LastEntryAsync(ct) != seen)
            plan = await planner.PlanAsync(actor, file, import.FileName, import.ReadSettings(), ct);
        if (ImportDesk.Refuse(plan, request.Mode) is { } refusal)
            return refusal;
        var tracked = await db.Set<AssetImport>().SingleAsync(i => i.Id == request.Id, ct);
        if (tracked.Version != request.Version || tracked.State != ImportState.Preview)
            return Refusal.Stale([]);

        var current = await criteria.CurrentAsync(ct);
        var report = await desk.KeepReportAsync(await reports.WriteAsync(actor, plan, ct), ct);
        await AddAsync(actor, plan, current, progress, ct);
        await ChangeAsync(actor, plan, current, progress, ct);
        tracked = await db.Set<AssetImport>().SingleAsync(i => i.Id == request.Id, ct);
        tracked.End(plan, report, time.Instant());
        await confirmed.ChangedAsync([.. plan.New.Select(r => r.DepartmentId).Concat(plan.Changed.SelectMany(c => new[] { c.Row.DepartmentId, c.Row.Existing!.DepartmentId })).Distinct()], ct);
        if (current is not null)
            await criteria.MarkUsedAsync(current.Id, ct);
        await db.SaveAsync(actor, "assets.import", ct);
        await writing.CommitAsync(ct);
        return ImportCommitted.Of(tracked);
    }

    private async Task AddAsync(Actor actor, ImportPlan plan, CriteriaSnapshot? current, JobProgress progress, CancellationToken ct)
    {
        var given = new Queue<string>(await FreeNumbersAsync(plan, ct));
        // The counter of the numbers is saved with them.
        await db.SaveAsync(actor, "assets.import", ct);
        var done = 0;
        foreach (var chunk in plan.New.Chunk(NewAtOnce))
        {
            var assets = Array.ConvertAll(chunk, row =>
            {
                var asset = new Asset { Number = row.Parsed.Number ?? given.Dequeue(), CategoryCode = row.CategoryCode };
                Take(asset, row, current);
                return asset;
            });
            await db.SaveNewAsync(actor, "assets.import", assets, ct);
            progress.Report(done += chunk.Length, plan.New.Count + plan.Changed.Count);
        }
    }

    // A number from the series that somebody already gave by hand is passed over.
    private async Task<List<string>> FreeNumbersAsync(ImportPlan plan, CancellationToken ct)
    {
        var needed = plan.New.Count(r => r.Parsed.Number is null);
        var inFile = plan.New.Select(r => r.Parsed.Number).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var free = new List<string>(needed);
        while (free.Count < needed)
        {
            var next = await numbers.TakeAsync(CreateAsset.NumberOfAsset, needed - free.Count, ct);
            var taken = await db.Set<Asset>().Where(a => EF.Parameter(next).Contains(a.Number)).Select(a => a.Number).ToListAsync(ct);
            free.AddRange(next.Except(taken, StringComparer.Ordinal).Where(n => !inFile.Contains(n)));
        }
        return free;
    }

    private async Task ChangeAsync(Actor actor, ImportPlan plan, CriteriaSnapshot? current, JobProgress progress, CancellationToken ct)
    {
        var done = plan.New.Count;
        foreach (var chunk in plan.Changed.Chunk(ChangedAtOnce))
        {
            db.ChangeTracker.Clear();
            var ids = Array.ConvertAll(chunk, c => c.Row.Existing!.Id);
            var assets = await db.Set<Asset>().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
            foreach (var (row, _) in chunk)
                Take(assets[row.Existing!.Id], row, current);
            await db.SaveAsync(actor, "assets.import", ct);
            progress.Report(done += chunk.Length, plan.New.Count + plan.Changed.Count);
        }
        db.ChangeTracker.Clear();
    }

    private static void Take(Asset asset, PlannedAsset row, CriteriaSnapshot? current)
    {
        var parsed = row.Parsed;
        asset.Rename(parsed.Name);
        asset.CategoryCode = RowDifferences.CategoryOf(row);
        asset.DepartmentId = row.DepartmentId;
        asset.OwnerId = row.OwnerId;
        if (parsed.Custodian is not null)
            (asset.CustodianId, asset.CustodianText) = (row.CustodianId, row.CustodianText ?? "");
        asset.Location = parsed.Location ?? asset.Location;
        asset.Quantity = parsed.Quantity ?? asset.Quantity;
        asset.Remark = parsed.Remark ?? asset.Remark;
        asset.Classification = row.Classification ?? asset.Classification;
        (asset.ReplacementCost, asset.Confidentiality, asset.Integrity, asset.Availability) = (parsed.ReplacementCost, parsed.Confidentiality, parsed.Integrity, parsed.Availability);
        if (current is not null)
            asset.Worth(current.Id, ImportPlanner.Valuation(current, parsed)!);
    }

    private Task<long> LastEntryAsync(CancellationToken ct) => db.Ledger.OrderByDescending(e => e.Sequence).Select(e => e.Sequence).FirstOrDefaultAsync(ct);
}

/// <summary>The report of an import of a register as a workbook.</summary>
internal sealed class RegisterReport(SignedPaper paper)
{
    public async Task<WrittenFile> WriteAsync(Actor actor, ImportPlan plan, CancellationToken ct)
    {
        var head = await paper.HeadAsync(actor, new PaperFacts(ImportReportDocument.Title(actor.Culture)), ct);
        return WrittenFile.By(ImportReportDocument.FileName(actor.Culture), WrittenFile.Xlsx, output => ImportReportDocument.Write(output, head, plan.Report, []));
    }
}

/// <summary>The report of an import: as it was done, or as it would be.</summary>
internal sealed class ExportImportReport(ImportDesk desk, RegisterReport reports, ImportPlanner planner)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, ReadImportRequest request, CancellationToken ct)
    {
        if (actor.Refuses(AssetPermissions.Edit, request) is { } no)
            return no;
        if (await desk.FindAsync<AssetImport>(actor, request.Id, ct) is not { } import)
            return Refusal.NotFound;
        return await desk.ReportAsync(import, ImportReportDocument.FileName(actor.Culture), async file =>
            await reports.WriteAsync(actor, await planner.PlanAsync(actor, file, import.FileName, import.ReadSettings(), ct), ct));
    }
}
