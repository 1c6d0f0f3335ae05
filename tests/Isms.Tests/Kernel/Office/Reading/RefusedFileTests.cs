using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Isms.Kernel.OfficeFiles.Reading;
using Isms.Kernel.Text;

namespace Isms.Tests.Kernel.OfficeFiles.Reading;

public sealed class RefusedFileTests
{
    private static readonly byte[] OleHead = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    [Fact]
    public void An_empty_file_is_refused() => Refused([], "空.xlsx").ShouldBe("office.file-empty");

    [Fact]
    public void A_workbook_cut_off_anywhere_is_refused()
    {
        var whole = Small().Build().ToArray();
        foreach (var kept in new[] { 4, 40, whole.Length / 2, whole.Length - 30, whole.Length - 1 })
            Refused(whole[..kept], "a.xlsx").ShouldBeOneOf("office.file-truncated", "office.file-damaged");
    }

    [Fact]
    public void A_workbook_with_any_damaged_byte_gives_a_workbook_or_a_problem_but_never_an_exception()
    {
        var whole = Small().Build().ToArray();
        for (var at = 0; at < whole.Length; at += 3)
        {
            var damaged = whole.ToArray();
            damaged[at] ^= 0x5A;
            var opening = SpreadsheetReader.Open(new MemoryStream(damaged), "a.xlsx");
            (opening.Spreadsheet is null).ShouldBe(opening.Problem is not null);
            opening.Spreadsheet?.Sheets.Sum(s => s.Rows(repeatMerged: true).Count()).ShouldBeGreaterThanOrEqualTo(0);
        }
    }

    [Fact]
    public void An_encrypted_workbook_is_told_from_an_old_one()
    {
        Refused([.. OleHead, .. new byte[600], .. Encoding.Unicode.GetBytes("EncryptedPackage")], "a.xlsx").ShouldBe("office.file-encrypted");
        Refused([.. OleHead, .. new byte[70_000], .. Encoding.Unicode.GetBytes("Workbook\0")], "a.xlsx").ShouldBe("office.file-old-excel");
        Refused([.. OleHead, .. new byte[600], .. Encoding.Unicode.GetBytes("WordDocument\0")], "a.doc").ShouldBe("office.file-old-office");
        Refused([0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00], "a.xls").ShouldBe("office.file-old-excel");
    }

    [Theory]
    [InlineData("<html><body><table><tr><td>资产</td></tr></table></body></html>", "office.file-html")]
    [InlineData("\uFEFF\r\n<!DOCTYPE html><table></table>", "office.file-html")]
    [InlineData("<?xml version='1.0'?><html xmlns:x='urn:schemas-microsoft-com:office:excel'></html>", "office.file-html")]
    [InlineData("<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>", "office.file-xml-2003")]
    [InlineData("MIME-Version: 1.0\r\nContent-Type: multipart/related", "office.file-html")]
    [InlineData("%PDF-1.7", "office.file-not-workbook")]
    [InlineData("资产名称\t部门", "office.file-not-workbook")]
    public void Other_formats_renamed_are_refused_by_what_they_are(string content, string code)
    {
        Refused(Encoding.UTF8.GetBytes(content), "登记表.xlsx").ShouldBe(code);
        Refused(Encoding.UTF8.GetBytes(content), "登记表.xls").ShouldBe(code);
    }

    [Fact]
    public void A_web_page_in_utf_16_is_recognised() =>
        Refused([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("<html><table>资产</table></html>")], "a.xls").ShouldBe("office.file-html");

    [Fact]
    public void Packages_that_are_no_workbook_are_refused()
    {
        var docx = XlsxBuilder.Zip(
            ("_rels/.rels", "<Relationships xmlns='x'><Relationship Id='r' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='word/document.xml'/></Relationships>"u8.ToArray()),
            ("word/document.xml", "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body/></w:document>"u8.ToArray()));
        Refused(docx.ToArray(), "a.xlsx").ShouldBe("office.file-not-workbook");
        Refused(XlsxBuilder.Zip(("readme.txt", "hello"u8.ToArray())).ToArray(), "a.xlsx").ShouldBe("office.file-not-workbook");
        Refused(XlsxBuilder.Zip().ToArray(), "a.xlsx").ShouldBe("office.file-not-workbook");
        Refused(XlsxBuilder.Zip(("mimetype", "x"u8.ToArray()), ("content.xml", "<a/>"u8.ToArray())).ToArray(), "a.ods").ShouldBe("office.file-open-document");
        Refused(XlsxBuilder.Zip(
            ("_rels/.rels", "<Relationships><Relationship Id='r' Type='x/officeDocument' Target='xl/workbook.bin'/></Relationships>"u8.ToArray()), ("xl/workbook.bin", [1, 2, 3])).ToArray(), "a.xlsb").ShouldBe("office.file-binary-workbook");
        Refused([.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 37))], "a.xlsx").ShouldBe("office.file-not-workbook");
    }

    [Fact]
    public void A_package_with_too_many_parts_is_refused_before_it_is_loaded()
    {
        var parts = Enumerable.Range(0, 200).Select(i => ($"p{i}", new byte[1])).ToArray();
        Refused(XlsxBuilder.Zip(parts).ToArray(), "a.xlsx", ReadingLimits.Default with { Entries = 199 }).ShouldBe("office.file-too-many-parts");
    }

    [Fact]
    public void A_file_that_declares_more_than_is_allowed_is_refused_unread() =>
        Refused(Bomb(40 << 20).ToArray(), "a.xlsx", ReadingLimits.Default with { InflatedBytes = 32 << 20 }).ShouldBe("office.file-unpacks-too-large");

    [Fact]
    public void A_part_that_holds_more_than_it_declares_is_refused()
    {
        var file = Bomb(8 << 20).ToArray();
        var header = file.AsSpan().LastIndexOf("xl/worksheets/sheet1.xml"u8) - 46;
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(header + 24), 2000);
        Refused(file, "a.xlsx").ShouldBeOneOf("office.file-unpacks-too-large", "office.file-damaged");
    }

    [Fact]
    public void A_part_packed_too_tightly_is_refused()
    {
        var rows = string.Concat(Enumerable.Repeat("<row/>", 2_000_000));
        var file = Small().Part("xl/worksheets/sheet1.xml", $"<worksheet><sheetData/>{rows}</worksheet>");
        Refused(file.Build().ToArray(), "a.xlsx", ReadingLimits.Default with { RatioFloorBytes = 1 << 20, Ratio = 50 }).ShouldBe("office.file-packed-too-tightly");
    }

    [Theory]
    [InlineData("<row r='1'><c r='A1' t='inlineStr'><is><t>", "</t></is></c></row>")]
    [InlineData("<row r='1'><c r='A1' t='str'><v>", "</v></c></row>")]
    [InlineData("<row r='1'><c r='A1' t='inlineStr'><is><t><![CDATA[", "]]></t></is></c></row>")]
    [InlineData("<row r='1'><!--", "--></row>")]
    [InlineData("<row r='1' spans='", "'/>")]
    [InlineData("<row r='1'>", "</row>")]
    public void A_giant_text_is_refused_without_being_kept(string before, string after)
    {
        using var file = Bomb(96 << 20, before, after);
        var allocated = GC.GetAllocatedBytesForCurrentThread();

        var opening = SpreadsheetReader.Open(file, "a.xlsx");

        opening.Problem!.Code.ShouldBe("office.file-giant-text");
        (GC.GetAllocatedBytesForCurrentThread() - allocated).ShouldBeLessThan(64 << 20);
    }

    [Fact]
    public void A_text_split_over_many_runs_counts_as_one()
    {
        var runs = string.Concat(Enumerable.Repeat("<r><t>" + new string('x', 1000) + "</t></r>", 200));
        Small().Part("xl/worksheets/sheet1.xml", $"<worksheet><sheetData><row r='1'><c r='A1' t='inlineStr'><is>{runs}</is></c></row></sheetData></worksheet>")
            .Open().Problem!.Code.ShouldBe("office.file-giant-text");
    }

    [Fact]
    public void Millions_of_element_names_or_nested_elements_are_refused()
    {
        var names = string.Concat(Enumerable.Range(0, 30_000).Select(i => $"<n{i}/>"));
        Small().Part("xl/worksheets/sheet1.xml", $"<worksheet>{names}</worksheet>").Open().Problem!.Code.ShouldBe("office.file-damaged");
        Small().Part("xl/worksheets/sheet1.xml", $"<worksheet>{string.Concat(Enumerable.Repeat("<a>", 1000))}").Open().Problem!.Code.ShouldBe("office.file-damaged");
    }

    [Fact]
    public void Entities_and_document_types_are_refused() =>
        Small().Part("xl/worksheets/sheet1.xml", "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><worksheet><sheetData><row r='1'><c r='A1' t='str'><v>&b;</v></c></row></sheetData></worksheet>")
            .Open().Problem!.Code.ShouldBe("office.file-dtd");

    [Fact]
    public void Ten_thousand_columns_are_refused_with_the_place()
    {
        var opening = new XlsxBuilder().Sheet("宽表", s => s.Row("a").Row([.. Enumerable.Range(1, 10_000).Select(i => (object)i)])).Open();
        opening.Problem!.Code.ShouldBe("office.sheet-too-wide");
        opening.Problem.Text(Phrase.Chinese).ShouldContain("工作表“宽表”第 2 行在 ALM 列");
    }

    [Fact]
    public void Empty_formatted_cells_far_to_the_right_do_no_harm() =>
        new XlsxBuilder().Sheet("表", s => s.Row("a", new RawCell("s='0'", ""))).Part("xl/worksheets/sheet1.xml",
            "<worksheet><sheetData><row r='1'><c r='A1'><v>1</v></c><c r='XFD1' s='0'/></row></sheetData></worksheet>").Open().Problem.ShouldBeNull();

    [Fact]
    public void More_rows_than_excel_has_are_refused()
    {
        new XlsxBuilder().Sheet("表", s => s.At(1_048_577, "a")).Open().Problem!.Code.ShouldBe("office.sheet-too-many-rows");
        new XlsxBuilder().Sheet("表", s => s.Row("a").Row("b").Row("c")).Open(ReadingLimits.Default with { Rows = 2 }).Problem!.Code.ShouldBe("office.sheet-too-many-rows");
    }

    [Fact]
    public void Too_many_merged_ranges_shared_texts_sheets_or_bytes_are_refused()
    {
        var small = ReadingLimits.Default;
        new XlsxBuilder().Sheet("表", s => s.Row("a").Merge("A1:B1", "C1:D1")).Open(small with { MergedRanges = 1 }).Problem!.Code.ShouldBe("office.sheet-too-many-merged");
        new XlsxBuilder { UseSharedStrings = true }.Sheet("表", s => s.Row("a", "b")).Open(small with { SharedTexts = 1 }).Problem!.Code.ShouldBe("office.file-too-much-text");
        new XlsxBuilder { UseSharedStrings = true }.Sheet("表", s => s.Row("aaaaa", "b")).Open(small with { SharedTextBytes = 5 }).Problem!.Code.ShouldBe("office.file-too-much-text");
        new XlsxBuilder().Sheet("表", s => s.Row("a")).Sheet("表2", s => s.Row("a")).Open(small with { Sheets = 1 }).Problem!.Code.ShouldBe("office.file-too-many-sheets");
        Small().Open(small with { FileBytes = 100 }).Problem!.Code.ShouldBe("office.file-too-large");
    }

    [Fact]
    public void External_links_are_not_followed()
    {
        var opening = Small().Part("xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id='rId1' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet' Target='http://127.0.0.1/sheet.xml' TargetMode='External'/></Relationships>").Open();
        opening.Spreadsheet!.Sheets.Single().FilledRows.ShouldBe(0);
    }

    [Fact]
    public void Every_refusal_says_in_both_languages_what_to_do()
    {
        var keys = Phrase.All(Phrase.Chinese).Keys.Where(k => k.StartsWith("office.file-", StringComparison.Ordinal) || k.StartsWith("office.csv-", StringComparison.Ordinal)).ToList();
        keys.Count.ShouldBeGreaterThan(15);
        foreach (var key in keys)
        {
            Phrase.All(Phrase.Chinese)[key].ShouldContain("请", customMessage: key);
            Phrase.All(Phrase.English)[key].ShouldMatch("Open|Save|Upload|Check|Remove|Obtain|Split|Shorten|Close|upload", key);
        }
    }

    private static XlsxBuilder Small() => new XlsxBuilder { UseSharedStrings = true }.Sheet("表", s => s.Row("资产名称", "部门").Row("服务器", 3).Merge("A2:A3"));

    private static string Refused(byte[] content, string name, ReadingLimits? limits = null)
    {
        var opening = SpreadsheetReader.Open(new MemoryStream(content), name, limits);
        opening.Spreadsheet.ShouldBeNull();
        return opening.Problem!.Code;
    }

    private static MemoryStream Bomb(int size, string before = "<row r='1'><c r='A1' t='str'><v>", string after = "</v></c></row>")
    {
        var file = Small().Build();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
            zip.GetEntry("xl/worksheets/sheet1.xml")!.Delete();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var part = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
            part.Write(Encoding.UTF8.GetBytes("<worksheet><sheetData>" + before));
            var block = Encoding.UTF8.GetBytes(new string('x', 1 << 16));
            for (var written = 0; written < size; written += block.Length)
                part.Write(block);
            part.Write(Encoding.UTF8.GetBytes(after + "</sheetData></worksheet>"));
        }
        file.Position = 0;
        return file;
    }
}
