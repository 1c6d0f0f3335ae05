using System.Text;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using Isms.Cli;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Tests.Kernel.OfficeFiles;
using Isms.Tests.Kernel.OfficeFiles.Writing;

namespace Isms.Tests.Cli;

/// <summary>The main job from a spreadsheet alone, as a newcomer runs it.</summary>
public sealed class AssessTests : IDisposable
{
    private static readonly string[] Chinese = ["剩余风险评估报告.docx", "导入报告.xlsx", "适用性声明.docx", "适用性声明.xlsx", "重要资产清单.xlsx", "风险处理计划.xlsx", "风险评估表.xlsx"];
    private static readonly string[] English =
        ["import-report.xlsx", "important-assets.xlsx", "residual-risk-report.docx", "risk-assessment.xlsx", "risk-treatment-plan.xlsx", "statement-of-applicability.docx", "statement-of-applicability.xlsx"];

    private readonly Shell shell = new();

    public void Dispose() => shell.Dispose();

    [Fact]
    [Trait("Requirement", "R-PLAT-08")]
    public async Task The_sample_register_gives_97_assets_and_exactly_the_promised_JSON()
    {
        var ran = await shell.AssessAsync(Shell.Sample);
        ran.Code.ShouldBe(CommandLine.Succeeded);
        using var json = JsonDocument.Parse(ran.Out);
        var root = json.RootElement;
        root.EnumerateObject().Select(p => p.Name).ShouldBe(["assets", "important", "risks", "levels", "rejected"]);
        root.GetProperty("assets").GetInt32().ShouldBe(97);
        root.GetProperty("rejected").GetArrayLength().ShouldBe(0);
        root.GetProperty("levels").EnumerateObject().Select(p => p.Name).ShouldBe(["1", "2", "3", "4", "5"]);
        root.GetProperty("levels").EnumerateObject().Sum(p => p.Value.GetInt32()).ShouldBe(root.GetProperty("risks").GetInt32());
        Files().ShouldBe(Chinese);
    }

    [Theory]
    [InlineData("gb2007-matrix", "2022")]
    [InlineData("gb2007-multiply", "2013")]
    [InlineData("iso27005-2008", "2005")]
    [InlineData("manual-hybrid", "2022")]
    public async Task Every_draft_opens_without_repair_in_both_languages_and_says_that_it_is_one(string criteria, string edition)
    {
        foreach (var culture in new[] { Phrase.Chinese, Phrase.English })
        {
            var folder = Path.Combine(shell.Folder, culture.Name);
            var ran = await shell.RunAsync(culture, "", "assess", Shell.Sample, "--criteria", criteria, "--edition", edition, "--out", folder);
            ran.Code.ShouldBe(CommandLine.Succeeded);
            ran.Out.ShouldBeEmpty();
            var names = Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal).ToList();
            names.ShouldBe(culture == Phrase.Chinese ? Chinese : English);
            foreach (var name in names)
                ShouldBeValidDraft(Path.Combine(folder, name), culture == Phrase.Chinese ? "草稿" : "Draft");
        }
    }

    [Fact]
    public async Task Each_list_holds_what_the_summary_counts_and_every_important_asset_has_a_risk()
    {
        var ran = await shell.AssessAsync(Shell.Sample);
        using var json = JsonDocument.Parse(ran.Out);
        var (important, risks) = (json.RootElement.GetProperty("important").GetInt32(), json.RootElement.GetProperty("risks").GetInt32());

        var assets = Column("重要资产清单.xlsx", "B", firstRow: 7);
        assets.Count.ShouldBe(important);
        Column("重要资产清单.xlsx", "B", firstRow: 7, sheet: 1).Count.ShouldBe(97 - important);
        Column("风险评估表.xlsx", "A", firstRow: 7).Count.ShouldBe(risks);
        Column("风险评估表.xlsx", "B", firstRow: 7).Distinct().Order(StringComparer.Ordinal).ShouldBe(assets.Order(StringComparer.Ordinal));
        var acceptable = json.RootElement.GetProperty("levels").EnumerateObject().Where(p => p.Name is "1" or "2").Sum(p => p.Value.GetInt32());
        Column("风险处理计划.xlsx", "A", firstRow: 7).Count.ShouldBe(risks - acceptable);
    }

    [Fact]
    [Trait("Requirement", "R-4.2.1.3-03")]
    public async Task The_same_register_gives_the_same_files_byte_for_byte()
    {
        await shell.AssessAsync(Shell.Sample);
        var first = Chinese.ToDictionary(name => name, name => File.ReadAllBytes(Path.Combine(shell.Out, name)));
        Directory.Delete(shell.Out, recursive: true);
        await shell.AssessAsync(Shell.Sample);
        foreach (var (name, bytes) in first)
            File.ReadAllBytes(Path.Combine(shell.Out, name)).AsSpan().SequenceEqual(bytes).ShouldBeTrue(name);
    }

    [Theory]
    [InlineData(Edition.Iso2005)]
    [InlineData(Edition.Iso2013)]
    [InlineData(Edition.Iso2022)]
    [Trait("Requirement", "R-APP5-A-02")]
    public async Task The_statement_lists_every_control_of_its_edition_and_decides_only_what_a_risk_calls_for(Edition edition)
    {
        await shell.AssessAsync(Shell.Sample, "--edition", ((int)edition).ToString(System.Globalization.CultureInfo.InvariantCulture));
        using var file = SpreadsheetDocument.Open(Path.Combine(shell.Out, "适用性声明.xlsx"), isEditable: false);
        var cells = file.Cells();
        var codes = edition == Edition.Iso2022 ? "B" : "C";
        var standing = edition == Edition.Iso2022 ? "E" : "F";
        var risks = edition == Edition.Iso2022 ? "I" : "J";
        var rows = Enumerable.Range(6, ControlCatalogue.Of(edition).Controls.Count).ToList();
        rows.Select(row => cells[codes + row]).ShouldBe(ControlCatalogue.Of(edition).Controls.Select(control => control.Key.Code));
        rows.Select(row => cells[standing + row]).Distinct().Order(StringComparer.Ordinal).ShouldBe(["待定", "适用"]);
        rows.ShouldAllBe(row => (cells[standing + row] == "适用") == cells.ContainsKey(risks + row));
    }

    [Fact]
    public async Task An_English_register_in_another_order_is_understood()
    {
        var register = Register(new XlsxBuilder().Sheet("Assets", s => s
            .Row("Asset", "Kind", "C", "I", "A", "Replacement cost", "Owner", "Department", "Asset ID")
            .Row("Mail server", "Server", 4, 5, 5, 3, "A. Owner", "IT", "IT-001")
            .Row("Notice board", "Other", 1, 1, 1, 1, "B. Owner", "HR", "HR-001")));
        var ran = await shell.RunAsync(Phrase.English, "", "assess", register, "--criteria", "gb2007-matrix", "--out", shell.Out, "--json", "--map", "category=Kind");
        ran.Code.ShouldBe(CommandLine.Succeeded);
        ran.Out.ShouldStartWith("""{"assets":2,"important":1,"risks":""");
        Column("important-assets.xlsx", "B", firstRow: 7).ShouldBe(["IT-001"]);
        Column("important-assets.xlsx", "D", firstRow: 7).ShouldBe(["Servers"]);
    }

    [Fact]
    public async Task What_cannot_be_imported_is_named_with_row_column_value_and_reason()
    {
        var register = Register(new XlsxBuilder().Sheet("资产", s => s
            .Row("资产编号", "资产名称", "类别", "部门", "责任人", "重置成本", "保密性", "完整性", "可用性")
            .Row("A1", "服务器", "服务器", "工程部", "甲", 3, 4, 5, 5)
            .Row("A2", "交换机", "网络设备", "工程部", "甲", 3, 4, 5, 6)
            .Row("A3", "档案", "文档", "行政部", "乙", "高高", 4, 5, 2)
            .Row("合计")));
        var ran = await shell.AssessAsync(register);
        ran.Code.ShouldBe(CommandLine.Succeeded);
        using var json = JsonDocument.Parse(ran.Out);
        json.RootElement.GetProperty("assets").GetInt32().ShouldBe(1);
        var rejected = json.RootElement.GetProperty("rejected").EnumerateArray().ToList();
        rejected.ShouldAllBe(r => r.EnumerateObject().Select(p => p.Name).SequenceEqual(new[] { "row", "column", "value", "reason" }));
        rejected.Select(r => (r.GetProperty("row").GetInt32(), r.GetProperty("column").GetString(), r.GetProperty("value").GetString())).ShouldBe([(3, "可用性", "6"), (4, "重置成本", "高高")]);
        rejected.ShouldAllBe(r => r.GetProperty("reason").GetString()!.Length > 5);

        using var report = SpreadsheetDocument.Open(Path.Combine(shell.Out, "导入报告.xlsx"), isEditable: false);
        var problems = report.Cells(1);
        (problems["A6"], problems["B6"], problems["C6"], problems["D6"]).ShouldBe(("3", "I", "可用性", "6"));
        report.Cells(3).Values.ShouldContain("小计或合计");
    }

    [Fact]
    public async Task An_important_asset_of_unknown_category_is_shown_as_uncovered_and_not_dropped()
    {
        var register = Register(new XlsxBuilder().Sheet("资产", s => s
            .Row("资产编号", "资产名称", "类别", "部门", "责任人", "重置成本", "保密性", "完整性", "可用性")
            .Row("A1", "甲乙丙丁", "戊己庚辛", "工程部", "甲", 3, 4, 5, 5)));
        var ran = await shell.AssessAsync(register);
        ran.Code.ShouldBe(CommandLine.Succeeded);
        ran.Out.ShouldStartWith("""{"assets":1,"important":1,"risks":0,""");
        ran.Error.ShouldContain("1 项重要资产的类别无法识别");
        using var file = SpreadsheetDocument.Open(Path.Combine(shell.Out, "风险评估表.xlsx"), isEditable: false);
        file.Cells(2)["A6"].ShouldBe("A1");
    }

    [Fact]
    public async Task Files_of_an_earlier_run_are_kept()
    {
        await shell.AssessAsync(Shell.Sample);
        var edited = Path.Combine(shell.Out, "风险评估表.xlsx");
        File.WriteAllText(edited, "edited by hand");
        var ran = await shell.AssessAsync(Shell.Sample);
        ran.Code.ShouldBe(CommandLine.Succeeded);
        var kept = Directory.GetDirectories(shell.Out).ShouldHaveSingleItem();
        File.ReadAllText(Path.Combine(kept, "风险评估表.xlsx")).ShouldBe("edited by hand");
        ran.Error.ShouldContain(kept);
        Files().ShouldBe(Chinese);
    }

    [Theory]
    [InlineData("empty.xlsx", "")]
    [InlineData("page.xlsx", "<html><body><table><tr><td>资产名称</td></tr></table></body></html>")]
    [InlineData("text.csv", "hello\nworld\n")]
    public async Task A_file_that_is_no_register_is_refused_and_nothing_is_written(string name, string content)
    {
        var ran = await shell.AssessAsync(shell.File(name, Encoding.UTF8.GetBytes(content)));
        ran.Code.ShouldBe(CommandLine.Failed);
        ran.Error.ShouldContain("不能导入");
        ran.Out.ShouldBeEmpty();
        Directory.Exists(shell.Out).ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_cut_short_is_refused()
    {
        var whole = File.ReadAllBytes(Shell.Sample);
        var ran = await shell.AssessAsync(shell.File("cut.xlsx", whole[..(whole.Length / 2)]));
        ran.Code.ShouldBe(CommandLine.Failed);
        ran.Error.ShouldContain("cut.xlsx");
    }

    [Fact]
    public async Task A_missing_file_and_a_folder_are_named()
    {
        (await shell.AssessAsync(Path.Combine(shell.Folder, "none.xlsx"))).ShouldSatisfyAllConditions(r => r.Code.ShouldBe(1), r => r.Error.ShouldContain("none.xlsx"));
        (await shell.AssessAsync(shell.Folder)).ShouldSatisfyAllConditions(r => r.Code.ShouldBe(1), r => r.Error.ShouldContain("文件夹"));
    }

    [Fact]
    public async Task A_register_without_one_good_row_fails_and_still_says_why()
    {
        var register = Register(new XlsxBuilder().Sheet("资产", s => s
            .Row("资产编号", "资产名称", "重置成本", "保密性", "完整性", "可用性")
            .Row("A1", "服务器", 3, 4, 5, 9)));
        var ran = await shell.AssessAsync(register);
        ran.Code.ShouldBe(CommandLine.Failed);
        ran.Out.ShouldContain("\"row\":2");
        Files().ShouldContain("导入报告.xlsx");
    }

    private string Register(XlsxBuilder workbook) => shell.File("register.xlsx", workbook.Build().ToArray());

    private IEnumerable<string> Files() => Directory.GetFiles(shell.Out).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    // The values of a column from a row down to the first blank.
    private List<string> Column(string name, string column, int firstRow, int sheet = 0)
    {
        using var file = SpreadsheetDocument.Open(Path.Combine(shell.Out, name), isEditable: false);
        var cells = file.Cells(sheet);
        return [.. Enumerable.Range(firstRow, 10_000).Select(row => cells.GetValueOrDefault(column + row)).TakeWhile(value => value is not null).Select(value => value!)];
    }

    private static void ShouldBeValidDraft(string path, string word)
    {
        if (path.EndsWith(".docx", StringComparison.Ordinal))
        {
            using var document = WordprocessingDocument.Open(path, isEditable: false);
            document.ShouldBeValid();
            document.MainDocumentPart!.HeaderParts.ShouldAllBe(header => header.Header.OuterXml.Contains(word));
        }
        else
        {
            using var workbook = SpreadsheetDocument.Open(path, isEditable: false);
            workbook.ShouldBeValid();
            workbook.Cells().Values.ShouldContain(value => value.Contains(word));
        }
    }
}
