using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Isms.Kernel.OfficeFiles.Writing;

namespace Isms.Tests.Kernel.OfficeFiles.Writing;

public class WordWriterTests
{
    // One white pixel.
    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4////fwAJ+wP9KobjigAAAABJRU5ErkJggg==");

    private static readonly WordBlock.Table Table = new([new("编号", 1, true), new("风险", 4), new("等级", 1)],
        [["R-001", "邮件服务器\n因断电中断", new LevelCell(4, "高")], ["R-002", null, new LevelCell(1)], ["R-003"]]);

    private static readonly WordBlock[] Everything =
    [
        new WordBlock.Cover(),
        new WordBlock.History([new("A/0", new DateOnly(2026, 3, 1), "王小明", "首次发布")]),
        new WordBlock.Contents(),
        new WordBlock.PageBreak(),
        new WordBlock.Heading(1, "目的"),
        new WordBlock.Paragraph("第一段。\n第二行。"),
        new WordBlock.Heading(2, "范围"),
        new WordBlock.Bullets(["总部", "分支机构"]),
        new WordBlock.Heading(1, "结果"),
        new WordBlock.Facts([("资产", 97), ("评估日期", new DateOnly(2026, 3, 5)), ("已批准", true)]),
        new WordBlock.Section(Landscape: true),
        Table,
        new WordBlock.Paragraph("注：示例。", WordLook.Note),
        new WordBlock.Picture(Png, 20, "一个点"),
        new WordBlock.Section(Landscape: false),
        new WordBlock.Signatures(),
    ];

    private static WordprocessingDocument Document(DocumentHead head, params WordBlock[] blocks)
    {
        var stream = new MemoryStream();
        WordWriter.Write(stream, head, blocks);
        stream.Position = 0;
        return WordprocessingDocument.Open(stream, false);
    }

    private static string Styled(WordprocessingDocument file, string style) =>
        string.Join('|', file.MainDocumentPart!.Document.Descendants<Paragraph>().Where(p => p.ParagraphProperties?.ParagraphStyleId?.Val == style).Select(p => p.InnerText));

    [Fact]
    public void A_document_with_every_kind_of_block_has_no_error_for_the_Office_validator()
    {
        using var chinese = Document(Written.Head, Everything);
        using var english = Document(Written.EnglishHead with { State = DocumentState.Approved }, Everything);

        chinese.ShouldBeValid();
        english.ShouldBeValid();
    }

    [Fact]
    public void An_empty_document_is_valid()
    {
        using var file = Document(Written.Head);

        file.ShouldBeValid();
    }

    [Fact]
    [Trait("Requirement", "R-PLAT-07")]
    public void Each_page_carries_organization_title_number_version_and_page_of_pages()
    {
        using var file = Document(Written.Head, Everything);

        foreach (var header in file.MainDocumentPart!.HeaderParts)
        {
            header.Header!.InnerText.ShouldBe("示例科技有限公司信息安全风险评估表ISMS-B-04  A/0  内部  第  PAGE 1 页 共  NUMPAGES 1 页");
            header.Header.Descendants<FieldCode>().Select(f => f.Text.Trim()).ShouldBe(["PAGE", "NUMPAGES"]);
        }
        foreach (var footer in file.MainDocumentPart.FooterParts)
            footer.Footer!.InnerText.ShouldBe("由 王小明 生成于 2026-03-05 09:30草稿");
        file.MainDocumentPart.Document.Descendants<SectionProperties>().Count().ShouldBe(3);
        file.MainDocumentPart.Document.Descendants<SectionProperties>().ShouldAllBe(s => s.Elements<HeaderReference>().Count() == 1 && s.Elements<FooterReference>().Count() == 1);
    }

    [Theory]
    [InlineData(DocumentState.Draft, "草稿", "Draft")]
    [InlineData(DocumentState.InReview, "审批中", "In approval")]
    [InlineData(DocumentState.Superseded, "已被替代", "Superseded")]
    [InlineData(DocumentState.Obsolete, "作废", "Obsolete")]
    [Trait("Requirement", "R-PLAT-07")]
    public void A_document_that_is_not_in_force_carries_its_state_and_for_whom_and_when_it_was_made_across_each_page(DocumentState state, string chinese, string english)
    {
        using var zh = Document(Written.Head with { State = state }, Everything);
        using var en = Document(Written.EnglishHead with { State = state }, Everything);

        Watermarks(zh).ShouldBe([chinese, "王小明 2026-03-05 09:30", chinese, "王小明 2026-03-05 09:30"]);
        Watermarks(en).ShouldBe([english, "Alex Doe 2026-03-05 09:30", english, "Alex Doe 2026-03-05 09:30"]);
    }

    [Fact]
    public void An_approved_document_has_no_watermark()
    {
        using var file = Document(Written.Head with { State = DocumentState.Approved }, Everything);

        Watermarks(file).ShouldBeEmpty();
    }

    private static IEnumerable<string> Watermarks(WordprocessingDocument file) =>
        file.MainDocumentPart!.HeaderParts.SelectMany(h => h.Header!.Descendants<DocumentFormat.OpenXml.Vml.TextPath>()).Where(t => t.String is not null).Select(t => t.String!.Value!);

    [Fact]
    public void Contents_list_the_headings_with_their_numbers_and_lead_to_them()
    {
        using var file = Document(Written.Head, [.. Everything, new WordBlock.Heading(2, "建议"), new WordBlock.Heading(3, "近期")]);

        Styled(file, "TOC1").ShouldBe("1  目的 PAGEREF _Toc00000001 \\h  |2  结果 PAGEREF _Toc00000003 \\h  ");
        Styled(file, "TOC2").ShouldContain("2.1  建议");
        Styled(file, "TOC3").ShouldContain("2.1.1  近期");
        var targets = file.MainDocumentPart!.Document.Descendants<Hyperlink>().Select(h => h.Anchor!.Value!);
        targets.ShouldBe(file.MainDocumentPart.Document.Descendants<BookmarkStart>().Select(b => b.Name!.Value!));
        var marks = file.MainDocumentPart.Document.Descendants<FieldChar>().Select(f => f.FieldCharType!.InnerText).ToList();
        marks.Count(m => m == "begin").ShouldBe(marks.Count(m => m == "end"));
        file.MainDocumentPart.DocumentSettingsPart!.Settings.Elements<UpdateFieldsOnOpen>().Single().Val!.Value.ShouldBeTrue();
    }

    [Fact]
    public void A_document_without_contents_asks_for_no_update_when_it_is_opened()
    {
        using var file = Document(Written.Head, Table);

        file.MainDocumentPart!.DocumentSettingsPart!.Settings.Elements<UpdateFieldsOnOpen>().ShouldBeEmpty();
    }

    [Fact]
    public void A_table_repeats_its_headings_fills_the_page_and_colours_levels()
    {
        using var file = Document(Written.Head, Table);

        var table = file.MainDocumentPart!.Document.Descendants<Table>().Single();
        var rows = table.Elements<TableRow>().ToList();

        rows[0].Descendants<TableHeader>().ShouldHaveSingleItem();
        rows.Select(r => r.Elements<TableCell>().Count()).ShouldBe([3, 3, 3, 3]);
        table.Descendants<GridColumn>().Sum(c => int.Parse(c.Width!.Value!)).ShouldBe(9298);
        rows[1].Descendants<Shading>().Single().Fill!.Value.ShouldBe("FBCB8F");
        (rows[1].InnerText, rows[2].InnerText).ShouldBe(("R-001邮件服务器因断电中断高", "R-0021"));
        rows[1].Descendants<Break>().ShouldHaveSingleItem();
    }

    [Fact]
    public void A_picture_keeps_its_proportions_within_the_page()
    {
        using var file = Document(Written.Head, new WordBlock.Picture(Png, 500, "大"));

        var extent = file.MainDocumentPart!.Document.Descendants<DocumentFormat.OpenXml.Drawing.Wordprocessing.Extent>().Single();

        (extent.Cx!.Value, extent.Cy!.Value).ShouldBe((9298 * 635L, 9298 * 635L));
        file.MainDocumentPart.ImageParts.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_picture_that_is_no_PNG_and_a_heading_of_no_level_are_refused()
    {
        Should.Throw<ArgumentException>(() => Document(Written.Head, new WordBlock.Picture([1, 2, 3], 20, "")));
        Should.Throw<ArgumentException>(() => Document(Written.Head, new WordBlock.Heading(5, "")));
        Should.Throw<ArgumentException>(() => Document(Written.Head, new WordBlock.Table([], [])));
    }

    [Fact]
    public void Texts_with_characters_that_a_file_cannot_hold_or_that_look_like_markup_stay_readable()
    {
        using var file = Document(Written.Head with { Title = "甲\0\"<乙>&", State = DocumentState.Draft, GeneratedBy = "\"<人>&" }, new WordBlock.Banner(), new WordBlock.Paragraph("a\u0001<b>&\r\nc\td"), new WordBlock.Picture(Png, 1, "\"<&\0"));

        file.ShouldBeValid();
        Styled(file, "BannerTitle").ShouldBe("甲\"<乙>&");
        Styled(file, "Body").ShouldBe("a<b>&cd");
        Watermarks(file).ShouldContain("\"<人>& 2026-03-05 09:30");
    }

    [Fact]
    public void Properties_name_the_document_and_no_person()
    {
        using var file = Document(Written.Head, Everything);

        (file.PackageProperties.Title, file.PackageProperties.Subject, file.PackageProperties.Creator, file.PackageProperties.LastModifiedBy).ShouldBe(("信息安全风险评估表", "ISMS-B-04", null, null));
    }

    [Fact]
    public void A_cover_leaves_no_empty_page_before_a_new_section()
    {
        using var followed = Document(Written.Head, new WordBlock.Cover(), new WordBlock.Section(true), Table);
        using var alone = Document(Written.Head, new WordBlock.Cover(), Table);

        followed.MainDocumentPart!.Document.Descendants<Break>().Count(b => b.Type?.Value == BreakValues.Page).ShouldBe(0);
        alone.MainDocumentPart!.Document.Descendants<Break>().Count(b => b.Type?.Value == BreakValues.Page).ShouldBe(1);
    }
}
