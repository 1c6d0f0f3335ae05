using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Resources.Requests;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Resources.Summary;

/// <summary>One purpose and kind in a year; amounts in the unit of the kind.</summary>
/// <param name="Late">Requests whose answer is overdue.</param>
public sealed record SummaryRow(ResourcePurpose Purpose, ResourceKind Kind, int Requests, int Open, int Late, decimal Planned, decimal Granted, decimal Spent);

/// <summary>The year's resources by purpose a–f (5.2.1), for the management review.</summary>
public sealed record YearSummary(int Year, IReadOnlyList<SummaryRow> Rows);

/// <inheritdoc cref="YearSummary"/>
internal sealed class ReadSummary(IsmsDbContext db)
{
    /// <param name="year">In which they are needed; null for the present one.</param>
    public async Task<Outcome<YearSummary>> RunAsync(Actor actor, int? year, CancellationToken ct)
    {
        if (actor.Refuses(ResourcePermissions.Read) is { } no)
            return no;
        var asked = Math.Clamp(year ?? actor.Today.Year, 2000, 2100);
        var rows = await RequestRegister.Rows(db, actor).Where(r => r.Year == asked && r.State != RequestState.Declined)
            .Select(r => new { r.Purpose, r.Kind, r.State, r.Late, r.Planned, r.Granted, r.Spent }).ToListAsync(ct);
        return new YearSummary(asked, [.. rows.GroupBy(r => (r.Purpose, r.Kind)).OrderBy(g => g.Key.Purpose).ThenBy(g => g.Key.Kind).Select(g => new SummaryRow(
            g.Key.Purpose, g.Key.Kind, g.Count(), g.Count(r => r.State is RequestState.Draft or RequestState.InApproval), g.Count(r => r.Late), g.Sum(r => r.Planned), g.Sum(r => r.Granted), g.Sum(r => r.Spent)))]);
    }
}

/// <summary>年度资源配置汇总表 as a workbook; noted in the ledger.</summary>
internal sealed class ExportSummary(IsmsDbContext db, ReadSummary read, SignedPaper paper)
{
    /// <param name="year">Null for the present one.</param>
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, int? year, CancellationToken ct)
    {
        if (actor.Refuses(ResourcePermissions.Read) is { } no)
            return no;
        var found = await read.RunAsync(actor, year, ct);
        if (found.Value is not { } summary)
            return found.Refusal!;
        var culture = actor.Culture;
        var head = await paper.HeadAsync(actor, new PaperFacts(T("summary-title", summary.Year), "", "", DocumentState.Extract), ct);
        db.Note("resources_requests", Guid.Empty, new { export = summary.Year, summary = true });
        await db.SaveAsync(actor, "resources.export-summary", ct);
        return WrittenFile.By(T("summary-file"), WrittenFile.Xlsx, output => WorkbookWriter.Write(output, head,
        [
            new WorkbookSheet(T("summary-title", summary.Year),
                [
                    new(T("field.purpose"), 44), new(T("field.kind"), 12), new(T("unit"), 12), new(T("requests-count"), 9, SheetCellKind.Integer), new(T("open-count"), 9, SheetCellKind.Integer), new(T("late"), 9, SheetCellKind.Integer),
                    new(T("field.planned"), 13, SheetCellKind.Decimal), new(T("field.granted"), 13, SheetCellKind.Decimal), new(T("field.spent"), 13, SheetCellKind.Decimal),
                ],
                summary.Rows.Select(r => (IReadOnlyList<object?>)[T("purpose." + r.Purpose), T("kind." + r.Kind), T("unit." + r.Kind), r.Requests, r.Open, r.Late, r.Planned, r.Granted, r.Spent])) { Zebra = true },
        ]));

        string T(string key, params object?[] args) => Phrase.In(culture, "resources." + key, args);
    }
}
