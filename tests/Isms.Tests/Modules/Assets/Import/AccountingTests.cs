using CsCheck;
using Isms.Kernel.OfficeFiles.Importing;
using Isms.Modules.Assets.Import;
using Isms.Tests.Kernel.OfficeFiles;

namespace Isms.Tests.Modules.Assets.Import;

public sealed class AccountingTests
{
    private static readonly object?[] Headings = ["编号", "资产名称", "责任部门", "重置成本", "保密性", "完整性", "可用性", "备注", "无关列"];

    [Fact]
    [Trait("Requirement", "R-PLAT-08")]
    public void No_row_of_any_table_vanishes()
    {
        object?[] values = [null, null, "小计", "合计：3", "注：", "编号", "资产名称", "服务器", "行政部", 1, 3, 5, 6, 3.5, "3（中）", "高", "　", true];
        var cell = Gen.Int[0, values.Length - 1].Select(i => values[i]);
        var row = Gen.OneOf(cell.Array[0, 9], Gen.Const(Headings));
        Gen.Select(row.Array[0, 3], row.Array[0, 12], Gen.Bool).Sample((above, below, merge) =>
        {
            using var book = new XlsxBuilder().Sheet("表", s =>
            {
                Array.ForEach(above, r => s.Row(r));
                s.Row(Headings);
                Array.ForEach(below, r => s.Row(r));
                if (merge)
                    s.Merge($"C{above.Length + 2}:C{above.Length + 4}", $"A{above.Length + 5}:I{above.Length + 5}");
            }).Open().Spreadsheet!;
            var register = AssetRegisterParser.Parse(book);
            var report = register.Report;
            var skipped = report.Skipped.Where(s => s.Reason != SkipReason.Blank).Sum(s => s.Last - s.First + 1);
            return report.Problem is null
                && report.Accepted == register.Assets.Count
                && report.Accepted + report.Rejected + skipped == book.Sheets[0].Rows(repeatMerged: true).Count(r => !r.IsBlank)
                && report.Rejections.Select(p => p.Row).Distinct().Count() == report.Rejected;
        }, iter: 500);
    }

    [Fact]
    public void Assets_that_are_written_and_imported_are_the_same()
    {
        var text = Gen.String[Gen.Char["资产编号部门甲乙丙ABC019（）-—/"], 1, 10];
        var optional = Gen.OneOf(Gen.Const((string?)null), text.Select(t => (string?)t));
        var score = Gen.Int[1, 5];
        var asset = Gen.Select(text, optional, optional, optional, score, score, score, score)
            .Select((name, category, department, owner, r, c, i, a) => (name, category, department, owner, r, c, i, a));
        asset.Array[1, 20].Sample(assets =>
        {
            using var book = new XlsxBuilder { UseSharedStrings = true }.Sheet("表", s =>
            {
                s.Row("资产编号", "资产名称", "资产类别", "责任部门", "责任人", "重置成本级别", "保密性", "完整性", "可用性");
                for (var n = 0; n < assets.Length; n++)
                    s.Row($"A-{n}", assets[n].name, assets[n].category, assets[n].department, assets[n].owner, assets[n].r, assets[n].c, assets[n].i, assets[n].a);
            }).Open().Spreadsheet!;
            return AssetRegisterParser.Parse(book).Assets
                .Select(a => (a.Name, a.Category, a.Department, a.Owner, a.ReplacementCost, a.Confidentiality, a.Integrity, a.Availability))
                .SequenceEqual(assets);
        }, iter: 300);
    }
}
