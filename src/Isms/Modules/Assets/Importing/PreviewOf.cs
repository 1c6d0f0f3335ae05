using System.Globalization;
using Isms.Kernel.OfficeFiles.Importing;
using Isms.Modules.Assets.Import;
using Isms.Modules.Assets.Inventory;
using Isms.Modules.Criteria;

namespace Isms.Modules.Assets.Importing;

/// <summary>A plan as a person sees it before anything happens.</summary>
internal static class PreviewOf
{
    public static ImportPreview Plan(ImportPlan plan, CriteriaSnapshot? current, CultureInfo culture)
    {
        var (report, table) = (plan.Report, plan.Recognition.Table);
        return new ImportPreview(
            report.Problem?.Text(culture), table?.Sheet.Name, table?.HeaderTop, plan.Sheets,
            table is null ? [] : [.. table.Columns.Select(c => new PreviewColumn(c.Letter, c.Heading, c.Field, c.Confidence, c.Chosen))],
            table is null ? [] : [.. table.Missing(AssetImportSchema.Schema).Select(f => f.Key)],
            plan.Unknown, report.RowsRead, plan.New.Count, plan.Changed.Count, plan.Unchanged, report.Rejected, report.RowsRead - report.Accepted - report.Rejected,
            [.. report.Rejections.Take(ImportPreview.Listed).Select(Problem)], [.. report.Warnings.Take(ImportPreview.Listed).Select(Problem)],
            [.. plan.New.Take(ImportPreview.Listed).Select(r => Row(r, []))], [.. plan.Changed.Take(ImportPreview.Listed).Select(c => Row(c.Row, c.Differences))],
            [.. report.Skipped.Where(s => s.Reason != SkipReason.Blank).Take(ImportPreview.Listed).Select(s => new PreviewSkip(s.First, s.Last, s.Describe(culture), s.Text))]);

        PreviewProblem Problem(CellProblem problem) => new(problem.Row, $"{problem.Column} {problem.ColumnText(culture)}".Trim(), problem.Value, problem.Reason(culture));

        PreviewRow Row(PlannedAsset row, IReadOnlyList<RowDifference> differences)
        {
            var valuation = ImportPlanner.Valuation(current, row.Parsed);
            return new PreviewRow(row.Parsed.Row, row.Existing?.Id, row.Existing?.Number ?? row.Parsed.Number ?? "", row.Parsed.Name, InventoryRegister.CategoryTitle(row.CategoryCode),
                plan.DepartmentName(row.DepartmentId), plan.PersonName(row.OwnerId), valuation?.Value, valuation?.Important, differences);
        }
    }
}
