using CsCheck;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Isms.Kernel.OfficeFiles.Reading;
using Isms.Kernel.OfficeFiles.Writing;
using Sheet = DocumentFormat.OpenXml.Spreadsheet.Sheet;

namespace Isms.Tests.Kernel.OfficeFiles.Writing;

public class WorkbookWriterTests
{
    private static readonly SheetColumn[] Columns =
    [
        new("编号", 10) { Centered = true },
        new("资产", 24),
        new("保密性", 8, SheetCellKind.Integer) { Group = "资产赋值" },
        new("完整性", 8, SheetCellKind.Integer) { Group = "资产赋值" },
        new("费用", 12, SheetCellKind.Decimal),
        new("完成日期", 12, SheetCellKind.Date),
        new("风险等级", 10, SheetCellKind.Level),
    ];

    private static readonly NoteBlock Scale = new("风险等级说明", ["等级", "含义"], [[new LevelCell(1, "很低"), "可接受"], [new LevelCell(5, "很高"), "必须处理"]]);

    private static WorkbookSheet Register(params object?[][] rows) => new("风险评估", Columns, rows) { FrozenColumns = 2, Zebra = true };

    private static WorkbookSheet Texts(params string[] texts) => new("文本", [new SheetColumn("内容", 60)], texts.Select(t => new object?[] { t }));

    [Fact]
    public void A_full_workbook_has_no_error_for_the_Office_validator()
    {
        using var file = SpreadsheetDocument.Open(Written.Workbook(Written.Head, [Scale],
            Register(["R-001", "邮件服务器", 4, 5, 12000.50m, new DateOnly(2026, 6, 30), new LevelCell(4, "高")], ["R-002", null, 3L, null, 1.25, null, new LevelCell(2)]) with { Notes = [Scale] },
            Register() with { Paper = SheetPaper.A3 }), false);

        file.ShouldBeValid();
    }

    [Fact]
    public void Every_value_reads_back_as_it_was_written()
    {
        using var file = SpreadsheetDocument.Open(Written.Workbook(Written.Head, Register(["R-001", "邮件服务器\r\n(主)", 4, 5, 12000.5m, new DateOnly(2026, 6, 30), new LevelCell(4, "高")])), false);

        var cells = file.Cells();

        (cells["A7"], cells["B7"], cells["C7"], cells["D7"], cells["E7"], cells["F7"], cells["G7"]).ShouldBe(("R-001", "邮件服务器\n(主)", "4", "5", "12000.5", "46203", "高"));
        DateTime.FromOADate(46203).ShouldBe(new DateTime(2026, 6, 30));
    }

    [Fact]
    public void The_head_names_organization_title_number_version_state_and_who_signed_when()
    {
        using var file = SpreadsheetDocument.Open(Written.Workbook(Written.Head, Register()), false);

        var cells = file.Cells();

        cells["A1"].ShouldBe("示例科技有限公司");
        cells["A2"].ShouldBe("信息安全风险评估表");
        cells["A3"].ShouldBe("编号：ISMS-B-04　　版本：A/0　　密级：内部　　状态：草稿");
        cells["A4"].ShouldBe("编制：王小明 2026-03-01　　审核：李静 2026-03-03　　批准：—　　由 王小明 生成于 2026-03-05 09:30");
    }

    [Fact]
    public void Headings_of_two_levels_are_merged_over_their_group_and_stay_in_view_and_repeat_in_print()
    {
        using var file = SpreadsheetDocument.Open(Written.Workbook(Written.Head, Register(["R-001"])), false);

        var sheet = file.Sheet();
        var cells = file.Cells();

        (cells["A5"], cells["C5"], cells["C6"], cells["D6"]).ShouldBe(("编号", "资产赋值", "保密性", "完整性"));
        sheet.Descendants<MergeCell>().Select(m => m.Reference!.Value).ShouldBe(["A1:J1", "A2:J2", "A3:J3", "A4:J4", "A5:A6", "B5:B6", "C5:D5", "E5:E6", "F5:F6", "G5:G6"]);
        sheet.Descendants<Pane>().Single().TopLeftCell!.Value.ShouldBe("C7");
        sheet.Elements<AutoFilter>().Single().Reference!.Value.ShouldBe("A6:G7");
        file.WorkbookPart!.Workbook.DefinedNames!.Elements<DefinedName>().Select(n => $"{n.Name} {n.Text}").ShouldBe(["_xlnm._FilterDatabase '风险评估'!$A$6:$G$7", "_xlnm.Print_Titles '风险评估'!$5:$6"]);
    }

    [Fact]
    [Trait("Requirement", "R-PLAT-07")]
    public void Each_printed_page_carries_organization_number_version_state_and_page_of_pages()
    {
        using var file = SpreadsheetDocument.Open(Written.Workbook(Written.Head with { Organization = "张&王事务所" }, Register()), false);

        var edges = file.Sheet().Descendants<HeaderFooter>().Single();
        var setup = file.Sheet().Descendants<PageSetup>().Single();

        edges.OddHeader!.Text.ShouldBe("&L张&&王事务所&C&\"-,Bold\"&18&KA0A0A0草稿&RISMS-B-04  A/0  内部");
        edges.OddFooter!.Text.ShouldBe("&L打印时间 &D &T&C第 &P 页 共 &N 页&R由 王小明 生成于 2026-03-05 09:30");
        (setup.Orientation!.InnerText, setup.FitToHeight!.Value, setup.PaperSize!.Value).ShouldBe(("landscape", 0u, 9u));
        file.Sheet().SheetProperties!.PageSetupProperties!.FitToPage!.Value.ShouldBeTrue();
    }

    [Theory]
    [InlineData(DocumentState.InReview, "审批中")]
    [InlineData(DocumentState.Superseded, "已被替代")]
    [InlineData(DocumentState.Obsolete, "作废")]
    public void A_list_that_is_not_in_force_says_so_on_every_page(DocumentState state, string word)
    {
        using var file = SpreadsheetDocument.Open(Written.Workbook(Written.Head with { State = state }, Register()), false);

        file.Sheet().Descendants<OddHeader>().Single().Text.ShouldContain(word);
    }

    [Fact]
    public void An_approved_list_has_no_stamp()
    {
        using var file = SpreadsheetDocument.Open(Written.Workbook(Written.Head with { State = DocumentState.Approved }, Register()), false);

        file.Sheet().Descendants<OddHeader>().Single().Text.ShouldContain("&C&R");
    }

    [Fact]
    public void The_longest_names_still_fit_into_the_255_characters_of_a_printed_header()
    {
        using var file = SpreadsheetDocument.Open(Written.Workbook(Written.Head with { Organization = new string('&', 300), Number = new string('号', 300), GeneratedBy = new string('人', 300) }, Register()), false);

        file.Sheet().Descendants<OddHeader>().Single().Text.Length.ShouldBeLessThanOrEqualTo(255);
        file.Sheet().Descendants<OddFooter>().Single().Text.Length.ShouldBeLessThanOrEqualTo(255);
        file.ShouldBeValid();
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://example.com\",\"点我\")")]
    [InlineData("+1+1")]
    [InlineData("-2+3")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1+1")]
    public void Text_that_looks_like_a_formula_stays_text_even_when_it_is_edited(string text)
    {
        using var file = SpreadsheetDocument.Open(Written.Workbook(Written.Head, Texts(text)), false);

        var cell = file.Sheet().Descendants<Cell>().Single(c => c.CellReference == "A6");
        var format = file.WorkbookPart!.WorkbookStylesPart!.Stylesheet.CellFormats!.Elements<CellFormat>().ElementAt((int)cell.StyleIndex!.Value);

        file.Cells()["A6"].ShouldBe(text);
        (cell.DataType!.InnerText, cell.CellFormula, format.QuotePrefix!.Value, format.NumberFormatId!.Value).ShouldBe(("inlineStr", null, true, 49u));
    }

    [Fact]
    public void Characters_that_a_file_cannot_hold_are_left_out_and_the_rest_stays()
    {
        using var file = SpreadsheetDocument.Open(Written.Workbook(Written.Head, Texts("甲\0乙\u001b\ud800丙😀\ufffe", "_x0041_ 和 _x000D_")), false);

        (file.Cells()["A6"], file.Cells()["A7"]).ShouldBe(("甲乙丙😀", "_x0041_ 和 _x000D_"));
    }

    [Fact]
    public void A_text_too_long_for_a_cell_is_cut_with_a_visible_mark()
    {
        using var file = SpreadsheetDocument.Open(Written.Workbook(Written.Head, Texts(string.Concat(Enumerable.Repeat("😀", 20_000)))), false);

        var text = file.Cells()["A6"];

        text.Length.ShouldBeInRange(WorkbookWriter.LongestText - 1, WorkbookWriter.LongestText);
        text.ShouldEndWith("😀……〔内容过长，已截断〕");
    }

    [Fact]
    public void Numbers_that_Excel_would_round_and_days_it_miscounts_are_written_as_text()
    {
        using var file = SpreadsheetDocument.Open(Written.Workbook(Written.Head, new WorkbookSheet("数", [new("n", 20, SheetCellKind.Integer), new("d", 20, SheetCellKind.Date)],
            [[1234567890123456789L, new DateOnly(1899, 1, 1)]])), false);

        var cells = file.Sheet().Descendants<Cell>().Where(c => c.CellReference!.Value!.EndsWith('6'));

        cells.Select(c => c.DataType?.InnerText).ShouldBe(["inlineStr", "inlineStr"]);
        (file.Cells()["A6"], file.Cells()["B6"]).ShouldBe(("1234567890123456789", "1899-01-01"));
    }

    [Fact]
    public void Any_text_without_control_characters_comes_back_unchanged() =>
        Gen.String[Gen.OneOf(Gen.Char['\u0020', '\u007e'], Gen.Char['\u4e00', '\u9fff'], Gen.Const('\n'), Gen.Const('_'), Gen.Const('x')), 1, 60].Array[1, 20].Sample(texts =>
        {
            using var file = SpreadsheetDocument.Open(Written.Workbook(Written.Head, Texts(texts)), false);
            var cells = file.Cells();
            texts.Select((_, i) => cells[$"A{i + 6}"]).ShouldBe(texts);
        }, iter: 50);

    [Fact]
    public void The_products_own_reader_reads_what_the_writer_wrote()
    {
        object?[] row = ["R-001", "_x0041_ =1+1\n第二行", 4, 5, 12000.5m, new DateOnly(2026, 6, 30), new LevelCell(4, "高")];

        using var opened = SpreadsheetReader.Open(Written.Workbook(Written.Head, Register(row)), "a.xlsx").Spreadsheet;
        var cells = opened!.Sheets[0].Rows(repeatMerged: false).Single(r => r.Number == 7).Cells;

        cells.Select(c => c.Text).ShouldBe(["R-001", "_x0041_ =1+1\n第二行", "4", "5", "12000.5", "2026-06-30", "高"]);
    }

    [Fact]
    public void Sheet_names_are_made_to_fit_and_never_repeat()
    {
        var names = WorkbookWriter.SheetNames(["风险/评估[2026]", "风险 评估 2026 ", "'引号'", "", new string('长', 40), new string('长', 41)]);

        names.ShouldBe(["风险 评估 2026", "风险 评估 2026 (2)", "引号", "Sheet", new string('长', 31), new string('长', 27) + " (2)"]);
    }

    [Fact]
    public void Notes_for_the_whole_document_stand_on_a_sheet_of_their_own()
    {
        using var file = SpreadsheetDocument.Open(Written.Workbook(Written.EnglishHead, [Scale], Register()), false);

        file.WorkbookPart!.Workbook.Sheets!.Elements<Sheet>().Last().Name!.Value.ShouldBe("Notes");
        (file.Cells(1)["A6"], file.Cells(1)["A8"], file.Cells(1)["B9"]).ShouldBe(("风险等级说明", "很低", "必须处理"));
    }

    [Fact]
    public void The_same_content_gives_the_same_bytes_and_no_name_of_a_person_in_the_properties()
    {
        var first = Written.Workbook(Written.Head, Register(["R-001"]));

        Written.Workbook(Written.Head, Register(["R-001"])).ToArray().ShouldBe(first.ToArray());
        using var file = SpreadsheetDocument.Open(first, false);
        (file.PackageProperties.Title, file.PackageProperties.Creator, file.PackageProperties.LastModifiedBy).ShouldBe(("信息安全风险评估表", null, null));
    }

    [Fact]
    public void Rows_leave_for_the_output_while_later_ones_are_still_to_come()
    {
        using var output = new MemoryStream();
        var written = new List<long>();
        IEnumerable<IReadOnlyList<object?>> Rows()
        {
            for (var i = 0; i < 20_000; i++)
            {
                if (i % 5_000 == 4_999)
                    written.Add(output.Length);
                yield return [Guid.CreateVersion7().ToString(), i, "信息资产登记"];
            }
        }

        WorkbookWriter.Write(output, Written.Head, [new WorkbookSheet("大", [new("a"), new("b", 8, SheetCellKind.Integer), new("c")], Rows())]);

        written[0].ShouldBeGreaterThan(output.Length / 8);
        written[3].ShouldBeGreaterThan(written[0] * 3);
    }
}
