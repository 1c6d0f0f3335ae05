using System.Text;
using CsCheck;
using Isms.Kernel.OfficeFiles.Reading;

namespace Isms.Tests.Kernel.OfficeFiles.Reading;

public sealed class CsvTests
{
    private const string Table = "资产名称,部门\r\n服务器,行政部\r\n";

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "utf-8", Encoding.UTF8.GetBytes(Table) },
        { "utf-8 with mark", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Table)] },
        { "utf-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Table)] },
        { "utf-16 without mark", Encoding.Unicode.GetBytes(Table) },
        { "utf-16 big-endian", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Table)] },
        { "gb18030", CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(Table) },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void The_encoding_is_found(string name, byte[] content)
    {
        name.ShouldNotBeEmpty();
        Rows(content).ShouldBe(["资产名称|部门", "服务器|行政部"]);
    }

    [Theory]
    [InlineData("a,b\n1,2\n")]
    [InlineData("a;b\n1;2\n")]
    [InlineData("a\tb\r1\t2\r")]
    [InlineData("a|b\n1|2")]
    [InlineData("a;b\n\"x,y\";\"z,w,v\"\n1;2\n3;4")]
    public void The_separator_is_found(string content) => Rows(Encoding.UTF8.GetBytes(content))[0].ShouldBe("a|b");

    [Fact]
    public void A_stated_separator_counts_as_a_row_but_holds_no_data()
    {
        using var file = new MemoryStream("sep=;\na;b\n"u8.ToArray());
        SpreadsheetReader.Open(file, "a.csv").Spreadsheet!.Sheets[0].Rows(false).Select(r => (r.Number, r.Cells.Count)).ShouldBe([(2, 2)]);
    }

    [Fact]
    public void Quotes_hold_separators_line_ends_and_quotes()
    {
        Rows("a,b,c\n\"x,1\",\"y\r\nz\",\"say \"\"no\"\"\"\n=\"007\",19\" rack,#REF!\n"u8.ToArray()).ShouldBe(["a|b|c", "x,1|y\r\nz|say \"no\"", "007|19\" rack|#REF!"]);
        using var file = new MemoryStream("a,b\n1,#REF!\n"u8.ToArray());
        SpreadsheetReader.Open(file, "a.csv").Spreadsheet!.Sheets[0].Rows(false).Last().Cells[1].Kind.ShouldBe(CellKind.Error);
    }

    [Fact]
    public void A_quote_that_never_closes_is_refused_with_its_row()
    {
        var problem = SpreadsheetReader.Open(new MemoryStream("a,b\n1,\"2\n3,4\n"u8.ToArray()), "a.csv").Problem!;
        (problem.Code, problem.Args[0]).ShouldBe(("office.csv-open-quote", 2));
    }

    [Fact]
    public void What_is_no_text_is_refused()
    {
        Problem([0x41, 0xFF, 0xFF, 0x81, 0x20]).ShouldBe("office.file-not-text");
        Problem([.. Enumerable.Range(0, 300).Select(i => (byte)(i * 7))]).ShouldBe("office.file-not-text");
        Problem([]).ShouldBe("office.file-empty");
        Problem(Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Range(0, 10_000)))).ShouldBe("office.sheet-too-wide");
        Problem(Encoding.UTF8.GetBytes("a,b\n" + new string('x', 200_000))).ShouldBe("office.file-giant-text");
        Problem("<html><table>"u8.ToArray()).ShouldBe("office.file-html");
    }

    [Fact]
    public void A_workbook_named_csv_is_read_as_the_workbook_it_is() =>
        SpreadsheetReader.Open(new XlsxBuilder().Sheet("表", s => s.Row("a")).Build(), "a.csv").Spreadsheet!.IsPlainText.ShouldBeFalse();

    [Fact]
    public void A_table_that_is_written_and_read_back_is_the_same()
    {
        var text = Gen.String[Gen.Char["资产a1 ,;\"\r\n"], 1, 8].Where(t => !string.IsNullOrWhiteSpace(t));
        Gen.Select(text.Array[3].Array[2, 10], Gen.Bool).Sample((table, gb) =>
        {
            // A first column of plain words keeps the separator the only comma that every line has.
            var lines = table.Select(row => string.Join(',', row.Select(v => "\"" + v.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"")));
            var content = "x,y,z\n" + string.Join('\n', lines);
            var bytes = gb ? CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(content) : Encoding.UTF8.GetBytes(content);
            return Rows(bytes).Skip(1).SequenceEqual(table.Select(r => string.Join('|', r)));
        }, iter: 300);
    }

    private static List<string> Rows(byte[] content)
    {
        using var file = new MemoryStream(content);
        var opening = SpreadsheetReader.Open(file, "a.csv");
        opening.Problem.ShouldBeNull();
        return [.. opening.Spreadsheet!.Sheets[0].Rows(repeatMerged: true).Select(r => string.Join('|', r.Cells.Select(c => c.Text)))];
    }

    private static string Problem(byte[] content) => SpreadsheetReader.Open(new MemoryStream(content), "a.csv").Problem!.Code;
}
