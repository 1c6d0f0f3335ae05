using System.Text;
using Isms.Kernel.OfficeFiles.Importing;
using Isms.Kernel.OfficeFiles.Reading;
using Isms.Kernel.Text;
using Isms.Modules.Assets.Import;
using Isms.Tests.Kernel.OfficeFiles;

namespace Isms.Tests.Modules.Assets.Import;

/// <summary>Registers in the shapes in which other companies keep them.</summary>
public sealed class OtherRegisterTests
{
    [Fact]
    public void An_english_register_with_other_order_and_headings()
    {
        var register = Parse(new XlsxBuilder { UseSharedStrings = true }.Sheet("Asset Inventory", s => s
            .Row("Asset ID", "Asset Name", "Description", "C", "I", "A", "Replacement Cost", "Asset Owner", "Department", "Custodian", "Location", "Type", "Asset Value")
            .Row("IT-001", "Mail server", "Rack 3", 4, 4, 5, 3, "A. Owner", "IT", "B. Keeper", "Room 1", "Hardware", 5)));

        register.Assets.Single().ShouldBe(new ParsedAsset(2, "IT-001", null, "Mail server", "Hardware", "IT", "A. Owner", "B. Keeper", "Room 1", 3, 4, 4, 5, null, null, "Rack 3", 5, null, null));
    }

    [Fact]
    public void Two_level_headings_with_bilingual_names_and_required_marks()
    {
        var register = Parse(new XlsxBuilder()
            .Sheet("说明", s => s.Row("资产名称：填写资产的名称").Row("机密性：1-5"))
            .Sheet("信息资产清单", s => s
                .Row("某公司信息资产清单").Row()
                .Row("资产编号 *", "资产信息", null, "责任信息", null, null, "赋值（1-5）", null, null, null, "重要性等级")
                .Row(null, "名称 Name", "类别/Category", "责任部门", "资产责任人\n（Owner）", "使用人", "机密性（C）", "完整性（I）", "可用性（A）", "重置价值（1～5级）")
                .Row("A01", "数据库", "软件", "信息部", "甲", "乙", "高(4)", "５", "三", "2级", "重要")
                .Merge("A1:K1", "A3:A4", "B3:C3", "D3:F3", "G3:J3", "K3:K4")));

        register.Report.Problem.ShouldBeNull();
        register.Assets.Single().ShouldBe(new ParsedAsset(5, "A01", null, "数据库", "软件", "信息部", "甲", "乙", null, 2, 4, 5, 3, null, null, null, null, "重要", null));
    }

    [Fact]
    public void A_two_level_csv_in_gb18030_knows_no_merged_cells()
    {
        var text = "资产登记表,,,,,,,\r\n序号,资产名称,部门,责任人,资产赋值,,,\r\n,,,,重置成本,保密性,完整性,可用性\r\n1,\"合同,正本\",商务部,甲,1,2,3,4\r\n2,投标文件,,乙,2,2,2,2\r\n,合计,,,,,,2\r\n3,门禁系统,,丙,1,1,1,1\r\n";
        var register = Parse(CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(text), "资产.csv");

        register.Assets.Select(a => (a.Row, a.Name, a.Department, a.ReplacementCost, a.Availability)).ShouldBe(
            [(4, "合同,正本", "商务部", 1, 4), (5, "投标文件", "商务部", 2, 2), (7, "门禁系统", null, 1, 1)]);
        register.Report.Warnings.Single().ShouldSatisfyAllConditions(w => w.Row.ShouldBe(5), w => w.Code.ShouldBe("office.taken-from-above"));
        register.Report.Skipped.Select(s => (s.First, s.Reason)).ShouldBe([(1, SkipReason.Title), (2, SkipReason.Header), (3, SkipReason.Header), (6, SkipReason.Subtotal)]);
    }

    [Fact]
    public void Headings_repeated_on_each_page_notes_sections_and_signatures_are_passed_over_and_told()
    {
        string[] headings = ["编号", "名称", "类型", "使用部门", "所有者", "重置成本", "保密性", "完整性", "可用性"];
        var register = Parse(new XlsxBuilder().Sheet("表", s => s
            .Row(headings)
            .Row("一、硬件类资产")
            .Row("H1", "服务器", "硬件", "信息部", "甲", 3, 4, 5, 5)
            .Row("硬件小计", null, null, null, null, 3, 4, 5, 5)
            .Row()
            .Row(headings)
            .Row("S1", "合计表单系统", "软件", "信息部", "甲", 3, 4, 5, 5)
            .Row(null, "合 计", null, null, null, 6, 8, 10, 10)
            .Row("注：1-5 级，5 级最高。")
            .Row("编制：甲", null, null, "审核：乙", null, null, "批准：丙")
            .Merge("A2:I2", "A9:I9")));

        register.Assets.Select(a => a.Name).ShouldBe(["服务器", "合计表单系统"]);
        register.Report.Skipped.Select(s => (s.First, s.Reason)).ShouldBe(
        [
            (1, SkipReason.Header), (2, SkipReason.Section), (4, SkipReason.Subtotal), (5, SkipReason.Blank), (6, SkipReason.RepeatedHeader),
            (8, SkipReason.Subtotal), (9, SkipReason.Note), (10, SkipReason.Note),
        ]);
        Accounted(register, 9);
    }

    [Fact]
    public void Money_is_no_replacement_cost_level_and_can_be_mapped_away()
    {
        var headings = new object[] { "资产名称", "重置成本（万元）", "重置等级", "保密性", "完整性", "可用性" };
        var builder = new XlsxBuilder().Sheet("表", s => s.Row(headings).Row("服务器", 12.5, 4, 3, 3, 3));

        Parse(builder).Assets.Single().ReplacementCost.ShouldBe(4);
        var only = new XlsxBuilder().Sheet("表", s => s.Row("资产名称", "重置成本（万元）", "等级", "保密性", "完整性", "可用性").Row("服务器", 12.5, 4, 3, 3, 3));
        var refused = Parse(only).Report.Problem!;
        refused.Code.ShouldBe("office.column-missing");
        refused.Text(Phrase.Chinese).ShouldContain("重置成本级别");
        refused.Text(Phrase.English).ShouldContain("Replacement cost level");
        Parse(only, Map("replacementCost=等级")).Assets.Single().ReplacementCost.ShouldBe(4);
        Parse(only, Map("replacementCost==C")).Assets.Single().ReplacementCost.ShouldBe(4);
    }

    [Fact]
    public void The_better_of_two_columns_is_taken_and_the_other_is_listed()
    {
        var register = Parse(new XlsxBuilder().Sheet("表", s => s
            .Row("序号", "固定资产编号", "资产编号", "资产名称", "使用部门", "责任部门", "使用人", "责任人", "重置成本", "C", "I", "A", "厂商")
            .Row(1, "FA-9", "X-1", "打印机", "财务部", "行政部", "乙", "甲", 1, 1, 1, 1, "某厂")));

        register.Assets.Single().ShouldSatisfyAllConditions(
            a => a.Number.ShouldBe("X-1"), a => a.Serial.ShouldBe("1"), a => a.Department.ShouldBe("行政部"), a => a.Owner.ShouldBe("甲"), a => a.Custodian.ShouldBe("乙"));
        register.Report.Table!.Columns.Where(c => c.Field is null).Select(c => c.Heading).ShouldBe(["固定资产编号", "使用部门", "厂商"]);
    }

    [Fact]
    public void A_second_table_a_hidden_sheet_and_a_hidden_row_are_told()
    {
        string[] headings = ["资产名称", "重置成本", "保密性", "完整性", "可用性"];
        var builder = new XlsxBuilder()
            .Sheet("硬件", s => s.Row(headings).Row("服务器", 1, 2, 3, 4).HiddenRow("交换机", 1, 2, 3, 4))
            .Sheet("软件", s => s.Row(headings).Row("系统", 1, 2, 3, 4))
            .Sheet("旧表", s => s.Row(headings).Row("旧", 1, 2, 3, 4), hidden: true);

        var register = Parse(builder);
        register.Assets.Select(a => a.Name).ShouldBe(["服务器", "交换机"]);
        register.Report.HiddenRows.ShouldBe(1);
        register.Report.SkippedSheets.Select(s => (s.Name, s.LooksAlike, s.Hidden)).ShouldBe([("软件", true, false), ("旧表", false, true)]);
        Parse(builder, new ImportOptions { Sheet = "软件" }).Assets.Single().Name.ShouldBe("系统");
        Parse(builder, new ImportOptions { Sheet = "无" }).Report.Problem!.Code.ShouldBe("office.sheet-not-found");
    }

    [Fact]
    [Trait("Requirement", "R-4.2.1.4-02")]
    [Trait("Requirement", "R-PLAT-08")]
    public void Each_bad_cell_is_named_with_row_column_value_and_what_to_do()
    {
        var register = Parse(new XlsxBuilder().Sheet("表", s => s
            .Row("编号", "资产名称", "重置成本", "保密性C", "完整性I", "可用性A")
            .Row("1", "好", 1, 2, 3, 4)
            .Row("2", "越界", 6, 2, 3, 4)
            .Row("3", null, 1, 2, 3, 4)
            .Row("4", "错误值", 1, new CellError("#REF!"), 3, 3.5)
            .Row("5", "公式", 1, new Formula("D2"), 3, null)
            .Row("1", "重号", 1, 2, 3, 4)
            .Row("２", "全角重号", 1, 2, 3, 4)));

        register.Assets.Select(a => a.Name).ShouldBe(["好"]);
        register.Report.Rejected.ShouldBe(6);
        register.Report.Rejections.Select(p => (p.Row, p.Column, p.Value, p.Code)).ShouldBe(
        [
            (3, "C", "6", "office.score-out-of-range"), (4, "B", "", "office.required-empty"), (5, "D", "#REF!", "office.cell-error"), (5, "F", "3.5", "office.score-not-whole"),
            (6, "D", "=D2", "office.formula-without-value"), (6, "F", "", "office.score-empty"), (7, "A", "1", "assets.import.duplicate-number"), (8, "A", "２", "assets.import.duplicate-number"),
        ]);
        var first = register.Report.Rejections.First();
        first.Reason(Phrase.Chinese).ShouldBe("评分超出范围。请填写 1～5 的整数。");
        first.ColumnText(Phrase.Chinese).ShouldBe("重置成本");
        register.Report.Rejections.Last().Reason(Phrase.Chinese).ShouldContain("与第 3 行重复");
        Accounted(register, 8);
    }

    [Fact]
    public void A_broken_value_in_a_column_that_is_only_checked_rejects_nothing()
    {
        var register = Parse(new XlsxBuilder().Sheet("表", s => s
            .Row("资产名称", "重置成本", "保密性", "完整性", "可用性", "资产价值", "是否重要资产")
            .Row("甲", 1, 2, 3, 4, new CellError("#DIV/0!"), "是")
            .Row("乙", 1, 2, 3, 4, new Formula("MAX(B3:E3)"), "也许")
            .Row("丙", 1, 2, 3, 4, "4（高）", "否")), compute: _ => new ComputedWorth(4, true));

        register.Assets.Count.ShouldBe(3);
        register.Report.Warnings.Select(w => (w.Row, w.Code)).ShouldBe([(2, "office.cell-error"), (3, "office.choice-unknown"), (4, "assets.import.important-by-criteria")]);
    }

    [Fact]
    public void An_asset_merged_over_two_rows_is_one_asset()
    {
        var register = Parse(new XlsxBuilder().Sheet("表", s => s
            .Row("资产名称", "保管人", "重置成本", "保密性", "完整性", "可用性")
            .Row("服务器", "甲", 1, 2, 3, 4)
            .Row(null, "乙")
            .Merge("A2:A3", "C2:C3", "D2:D3", "E2:E3", "F2:F3")));

        register.Assets.Count.ShouldBe(1);
        register.Report.Skipped.Last().ShouldBe(new SkippedRows("表", 3, 3, SkipReason.Continuation, "乙"));
    }

    [Fact]
    public void A_row_under_the_headings_that_says_what_to_fill_in_is_no_asset()
    {
        var register = Parse(new XlsxBuilder().Sheet("表", s => s
            .Row("资产名称", "重置成本", "保密性", "完整性", "可用性")
            .Row("必填", "1～5", "1～5", "1～5", "1～5")
            .Row("服务器", 1, 2, 3, 4)));

        register.Assets.Single().Name.ShouldBe("服务器");
        register.Report.Skipped.Last().ShouldSatisfyAllConditions(s => s.First.ShouldBe(2), s => s.Reason.ShouldBe(SkipReason.Note));
    }

    [Fact]
    public void What_is_no_register_is_refused_with_the_headings_that_are_needed()
    {
        var problem = Parse(new XlsxBuilder().Sheet("通讯录", s => s.Row("姓名", "电话").Row("甲", 123))).Report.Problem!;
        problem.Code.ShouldBe("office.header-not-found");
        problem.Text(Phrase.Chinese).ShouldContain("资产名称、重置成本级别");
        Parse(new XlsxBuilder().Sheet("空", s => s.Row())).Report.Problem!.Code.ShouldBe("office.header-not-found");
    }

    [Theory]
    [InlineData("nosuch=资产名称", "office.map-unknown-field")]
    [InlineData("owner=无此列", "office.map-heading-not-found")]
    public void A_mapping_that_fits_nothing_is_refused(string map, string code) =>
        Parse(new XlsxBuilder().Sheet("表", s => s.Row("资产名称", "重置成本", "保密性", "完整性", "可用性").Row("甲", 1, 1, 1, 1)), Map(map)).Report.Problem!.Code.ShouldBe(code);

    [Fact]
    public void A_mapping_is_written_in_three_ways_and_nothing_else()
    {
        ColumnChoice.Parse("owner=资产责任人").Choice.ShouldBe(new ColumnChoice("owner", "资产责任人", null));
        ColumnChoice.Parse("owner==AB").Choice.ShouldBe(new ColumnChoice("owner", null, 28));
        ColumnChoice.Parse("owner=").Choice.ShouldBe(new ColumnChoice("owner", null, null));
        ColumnChoice.Parse("owner").Problem!.Code.ShouldBe("office.map-not-understood");
        ColumnChoice.Parse("owner==3").Problem!.Code.ShouldBe("office.map-not-understood");
    }

    [Fact]
    public void A_field_can_be_left_out_and_the_heading_row_stated()
    {
        var builder = new XlsxBuilder().Sheet("表", s => s
            .Row("x", "y", "z", "u", "v", "w")
            .Row("甲", "备", 1, 2, 3, 4));
        var options = new ImportOptions { HeaderRow = 1, Columns = [.. new[] { "name=x", "replacementCost==C", "confidentiality==D", "integrity==E", "availability==F" }.Select(m => ColumnChoice.Parse(m).Choice!)] };
        Parse(builder, options).Assets.Single().Availability.ShouldBe(4);

        var known = new XlsxBuilder().Sheet("表", s => s.Row("资产名称", "备注", "重置成本", "保密性", "完整性", "可用性").Row("甲", "私", 1, 2, 3, 4));
        Parse(known, Map("remark=")).Assets.Single().Remark.ShouldBeNull();
    }

    private static void Accounted(AssetRegister register, int filledRows)
    {
        var report = register.Report;
        report.RowsRead.ShouldBe(filledRows);
        (report.Accepted + report.Rejected + report.Skipped.Count(s => s.Reason != SkipReason.Blank)).ShouldBe(filledRows);
        report.RowsRead.ShouldBe(report.Table!.Sheet.FilledRows);
    }

    private static ImportOptions Map(string map) => new() { Columns = [ColumnChoice.Parse(map).Choice!] };

    private static AssetRegister Parse(XlsxBuilder builder, ImportOptions? options = null, Func<ParsedAsset, ComputedWorth?>? compute = null) =>
        AssetRegisterParser.Parse(builder.Open().Spreadsheet!, options, compute: compute);

    private static AssetRegister Parse(byte[] content, string name) =>
        AssetRegisterParser.Parse(SpreadsheetReader.Open(new MemoryStream(content), name).Spreadsheet!);
}
