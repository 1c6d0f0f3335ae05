using CsCheck;
using Isms.Kernel.OfficeFiles.Reading;

namespace Isms.Tests.Kernel.OfficeFiles.Reading;

public sealed class CellTests
{
    [Fact]
    public void Every_kind_of_cell_is_read_as_a_person_sees_it()
    {
        var cells = Cells("文字　", 12.5, 3, true, new CellError("#REF!"), new Formula("MAX(A1:B1)"), new Formula("MAX(A1:B1)", "5"), new Formula("A1&B1", "甲乙", "str"), new Formula("A1", "", "str"));
        cells.Select(c => (c.Column, c.Kind, c.Text)).ShouldBe(
        [
            (1, CellKind.Text, "文字　"), (2, CellKind.Number, "12.5"), (3, CellKind.Number, "3"), (4, CellKind.Boolean, "TRUE"), (5, CellKind.Error, "#REF!"),
            (6, CellKind.FormulaWithoutValue, ""), (7, CellKind.Number, "5"), (8, CellKind.Text, "甲乙"),
        ]);
        cells[5].Raw.ShouldBe("=MAX(A1:B1)");
    }

    [Theory]
    [InlineData(14, null)]
    [InlineData(22, null)]
    [InlineData(27, null)]
    [InlineData(31, null)]
    [InlineData(36, null)]
    [InlineData(57, null)]
    [InlineData(176, "yyyy\"年\"m\"月\"d\"日\";@")]
    [InlineData(177, "[$-804]yyyy/m/d")]
    [InlineData(178, "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"")]
    [InlineData(179, "m/d")]
    [InlineData(180, "aaaa")]
    public void Numbers_shown_as_dates_are_dates(int id, string? code) =>
        Cells(new Formatted(46099, id, code)).Single().Text.ShouldBe("2026-03-18");

    [Theory]
    [InlineData(0, null)]
    [InlineData(2, null)]
    [InlineData(46, null)]
    [InlineData(49, null)]
    [InlineData(176, "0.00_);[Red](0.00)")]
    [InlineData(177, "#,##0\"月d日\"")]
    [InlineData(178, "G/通用格式")]
    [InlineData(179, "0.00E+00")]
    [InlineData(180, "[h]:mm:ss")]
    [InlineData(181, "\\d0.00")]
    public void Other_formats_leave_numbers_alone(int id, string? code) =>
        Cells(new Formatted(46099, id, code)).Single().ShouldSatisfyAllConditions(c => c.Kind.ShouldBe(CellKind.Number), c => c.Text.ShouldBe("46099"));

    [Theory]
    [InlineData("\"ZC-\"000", "ZC-007")]
    [InlineData("00000", "00007")]
    [InlineData("0\\-\"台\"", "7-台")]
    [InlineData("0", "7")]
    [InlineData("0.00", "7")]
    [InlineData("#,##0", "7")]
    public void A_number_whose_format_spells_a_code_is_read_as_the_code(string format, string text) =>
        Cells(new Formatted(7, 176, format)).Single().ShouldSatisfyAllConditions(c => c.Text.ShouldBe(text), c => c.Number.ShouldBe(7), c => c.Kind.ShouldBe(CellKind.Number));

    [Fact]
    public void Days_count_from_1900_with_its_false_leap_day_or_from_1904()
    {
        Cells(new Formatted(1, 14), new Formatted(59, 14), new Formatted(61, 14), new Formatted(46099.75, 22), new Formatted(0.5, 20)).Select(c => c.Text)
            .ShouldBe(["1900-01-01", "1900-02-28", "1900-03-01", "2026-03-18 18:00:00", "12:00:00"]);
        Cells(new Formatted(60, 14)).Single().Kind.ShouldBe(CellKind.Number);
        Row(new XlsxBuilder { From1904 = true }, new Formatted(44637, 14)).Single().Text.ShouldBe("2026-03-18");
    }

    [Fact]
    public void Rich_text_is_joined_without_its_phonetic_guide()
    {
        Cells(new RawCell("t='inlineStr'", "<is><r><t>保密</t></r><r><rPr/><t>性</t></r><rPh sb='0' eb='1'><t>bǎo</t></rPh></is>")).Single().Text.ShouldBe("保密性");
        var shared = new XlsxBuilder().Sheet("表", s => s.Row(new RawCell("t='s'", "<v>1</v>")))
            .Part("xl/sharedStrings.xml", "<sst><si/><si><r><t>a_x000D_</t></r><rPh><t>no</t></rPh><r><t>b</t></r></si></sst>");
        shared.Open().Spreadsheet!.Sheets[0].Rows(false).Single().Cells.Single().Text.ShouldBe("a\rb");
    }

    [Fact]
    public void Strict_iso_dates_are_dates() =>
        Cells(new RawCell("t='d'", "<v>2026-03-18T00:00:00</v>")).Single().ShouldSatisfyAllConditions(c => c.Kind.ShouldBe(CellKind.Date), c => c.Text.ShouldBe("2026-03-18"));

    [Fact]
    public void Merged_cells_repeat_their_value_when_asked()
    {
        using var book = new XlsxBuilder().Sheet("表", s => s.Row("甲", null, 1).Row(null, null, 2).Row(null, null, 3).Merge("A1:B2")).Open().Spreadsheet!;

        book.Sheets[0].Rows(repeatMerged: false).Select(r => r.Cells.Count).ShouldBe([2, 1, 1]);
        var rows = book.Sheets[0].Rows(repeatMerged: true).ToList();
        rows[0].Cells.Select(c => (c.Column, c.Text, c.Origin)).ShouldBe([(1, "甲", CellOrigin.Own), (2, "甲", CellOrigin.RepeatedAcross), (3, "1", CellOrigin.Own)]);
        rows[1].Cells.Select(c => (c.Column, c.Text, c.Origin)).ShouldBe([(1, "甲", CellOrigin.RepeatedDown), (2, "甲", CellOrigin.RepeatedDown), (3, "2", CellOrigin.Own)]);
        rows[2].Cells.Count.ShouldBe(1);
    }

    [Fact]
    public void Hidden_sheets_and_rows_are_told()
    {
        using var book = new XlsxBuilder().Sheet("表", s => s.Row("a").HiddenRow("b")).Sheet("字典", s => s.Row("c"), hidden: true).Open().Spreadsheet!;

        book.Sheets.Select(s => (s.Name, s.Hidden, s.FilledRows)).ShouldBe([("表", false, 2), ("字典", true, 1)]);
        book.Sheets[0].Rows(false).Select(r => r.Hidden).ShouldBe([false, true]);
    }

    [Fact]
    public void Rows_and_cells_without_addresses_are_counted()
    {
        using var book = new XlsxBuilder().Sheet("表", s => s.Row("x")).Part("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row><c><v>1</v></c><c/><c><v>3</v></c></row><row r='5'><c r='B5'><v>2</v></c></row></sheetData></worksheet>").Open().Spreadsheet!;
        book.Sheets[0].Rows(false).Select(r => (r.Number, string.Join(',', r.Cells.Select(c => c.Column)))).ShouldBe([(1, "1,3"), (5, "2")]);
    }

    [Fact]
    public void Rows_or_columns_that_run_backwards_are_damage()
    {
        foreach (var rows in new[] { "<row r='2'/><row r='2'/>", "<row r='1'><c r='B1'/><c r='A1'/></row>", "<row r='1'><c r='A1' t='s'><v>7</v></c></row>" })
            new XlsxBuilder().Sheet("表", s => s.Row("x")).Part("xl/worksheets/sheet1.xml", $"<worksheet><sheetData>{rows}</sheetData></worksheet>").Open().Problem!.Code.ShouldBe("office.file-damaged");
    }

    [Fact]
    public void Column_letters_and_numbers_are_inverse() =>
        Gen.Int[1, 16_384].Sample(column => ColumnName.Parse(ColumnName.Of(column)) == column);

    [Fact]
    public void A_table_that_is_written_and_read_back_is_the_same()
    {
        var text = Gen.String[Gen.Char["资产编号ａ１ <>&\"'_x000D_\n\t，;|=abc"], 0, 12].Where(t => !string.IsNullOrWhiteSpace(t) && !t.Contains("_x", StringComparison.Ordinal));
        var value = Gen.OneOf(text.Select(t => (object)t), Gen.Int.Select(i => (object)i), Gen.Bool.Select(b => (object)b), Gen.Double[-1e9, 1e9].Select(d => (object)Math.Round(d, 3)));
        Gen.Select(value.Array[1, 8].Array[1, 12], Gen.Bool).Sample((table, shared) =>
        {
            var builder = new XlsxBuilder { UseSharedStrings = shared }.Sheet("表", s => Array.ForEach(table, row => s.Row(row)));
            using var book = builder.Open().Spreadsheet!;
            var read = book.Sheets[0].Rows(repeatMerged: true).Select(r => r.Cells.Select(c => c.Kind switch
            {
                CellKind.Number => double.IsInteger(c.Number) ? (object)(long)c.Number : c.Number,
                CellKind.Boolean => c.Text == "TRUE",
                _ => c.Text,
            }).ToArray()).ToArray();
            var expected = table.Select(r => r.Select(v => v switch { int or long => Convert.ToInt64(v), double d => double.IsInteger(d) ? (object)(long)d : d, _ => v }).ToArray()).ToArray();
            return read.Length == expected.Length && read.Zip(expected).All(p => p.First.SequenceEqual(p.Second));
        }, iter: 200);
    }

    private static IReadOnlyList<SheetCell> Cells(params object?[] values) => Row(new XlsxBuilder(), values);

    private static IReadOnlyList<SheetCell> Row(XlsxBuilder builder, params object?[] values) =>
        builder.Sheet("表", s => s.Row(values)).Open().Spreadsheet!.Sheets[0].Rows(repeatMerged: false).Single().Cells;
}
