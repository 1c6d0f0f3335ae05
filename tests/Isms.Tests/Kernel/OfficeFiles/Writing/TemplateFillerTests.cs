using System.Globalization;
using CsCheck;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Text;

namespace Isms.Tests.Kernel.OfficeFiles.Writing;

public class TemplateFillerTests
{
    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGP4////fwAJ+wP9KobjigAAAABJRU5ErkJggg==");

    private static readonly DocumentHead Approved = Written.Head with { State = DocumentState.Approved };

    private static Dictionary<string, object?> Data(params (string Name, object? Value)[] values) => values.ToDictionary(v => v.Name, v => v.Value);

    private static Dictionary<string, object?>[] Risks => [Data(("name", "断电"), ("level", new LevelCell(4, "高"))), Data(("name", "火灾"), ("level", new LevelCell(2, "低")))];

    private static Paragraph P(params string[] runs) => new(runs.Select(text => new Run(new Text(text) { Space = SpaceProcessingModeValues.Preserve })));

    private static TableRow Row(params string[] cells) => new(cells.Select(text => new TableCell(new TableCellProperties(), P(text))));

    private static Table Grid(params TableRow[] rows) =>
        new(new OpenXmlElement[] { new TableProperties(new TableWidth { Width = "5000", Type = TableWidthUnitValues.Pct }), new TableGrid(rows[0].Elements<TableCell>().Select(_ => new GridColumn { Width = "2000" })) }.Concat(rows));

    private static MemoryStream Template(Action<WordprocessingDocument> change, params OpenXmlElement[] content)
    {
        var stream = new MemoryStream();
        using (var file = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            file.AddMainDocumentPart().Document = new Document(new Body(content));
            file.Save();
            change(file);
        }
        stream.Position = 0;
        return stream;
    }

    private static MemoryStream Template(params OpenXmlElement[] content) => Template(_ => { }, content);

    private static (TemplateReport Report, WordprocessingDocument File) Fill(MemoryStream template, Dictionary<string, object?> data, DocumentHead? head = null)
    {
        var output = new MemoryStream();
        var report = TemplateFiller.Fill(template, head ?? Approved, data, output);
        output.Position = 0;
        var file = WordprocessingDocument.Open(output, false);
        file.ShouldBeValid();
        return (report, file);
    }

    private static string[] Lines(WordprocessingDocument file) => [.. file.MainDocumentPart!.Document.Body!.Descendants<Paragraph>().Select(p => p.InnerText)];

    private static string[] Filled(MemoryStream template, Dictionary<string, object?> data)
    {
        var (report, file) = Fill(template, data);
        using (file)
        {
            report.Problems.ShouldBeEmpty();
            return Lines(file);
        }
    }

    [Fact]
    public void Fields_are_found_however_Word_has_split_them_and_keep_the_text_around_them()
    {
        Filled(Template(P("前{", "{ na", "me", "}} 中 {{name}}{{count}}", "后")), Data(("name", "甲"), ("count", 3))).ShouldBe(["前甲 中 甲3后"]);
    }

    [Fact]
    public void A_field_takes_the_look_of_the_place_where_it_begins()
    {
        var bold = new Run(new RunProperties(new Bold()), new Text("{{na"));

        var (_, file) = Fill(Template(new Paragraph(bold, new Run(new Text("me}}后")))), Data(("name", "甲")));

        var runs = file.MainDocumentPart!.Document.Descendants<Run>().Where(r => r.InnerText.Length > 0).Select(r => (r.InnerText, r.RunProperties?.Bold is not null));
        runs.ShouldBe([("甲", true), ("后", false)]);
    }

    [Fact]
    public void Values_are_written_as_the_reader_expects_them()
    {
        Filled(Template(P("{{day}}|{{yes}}|{{number}}|{{nothing}}|{{lines}}|{{owner.name}}|{{document.number}}")), Data(
            ("day", new DateOnly(2026, 3, 5)), ("yes", true), ("number", 12.5m), ("nothing", null), ("lines", "一\n二"), ("owner", Data(("name", "李静"))))).ShouldBe(["2026-03-05|是|12.5||一二|李静|ISMS-B-04"]);
    }

    [Fact]
    public void A_loop_over_a_table_row_repeats_the_row_and_counts()
    {
        var (_, file) = Fill(Template(Grid(Row("序号", "风险", "等级"), Row("{{#risks}}{{@index}}", "{{name}}", "{{level}}{{/risks}}"))), Data(("risks", Risks)));

        file.MainDocumentPart!.Document.Descendants<TableRow>().Select(r => string.Join('|', r.Elements<TableCell>().Select(c => c.InnerText))).ShouldBe(["序号|风险|等级", "1|断电|高", "2|火灾|低"]);
        file.MainDocumentPart.Document.Descendants<Shading>().Select(s => s.Fill!.Value).ShouldBe(["FBCB8F", "E3F1B8"]);
    }

    [Fact]
    public void A_loop_with_its_marks_in_rows_of_their_own_repeats_the_rows_between_them()
    {
        Filled(Template(Grid(Row("头"), Row("{{#risks}}"), Row("{{name}}"), Row("说明"), Row("{{/risks}}"))), Data(("risks", Risks))).ShouldBe(["头", "断电", "说明", "火灾", "说明"]);
    }

    [Fact]
    public void A_loop_over_paragraphs_repeats_them_and_its_marks_leave_no_empty_line()
    {
        Filled(Template(P("前"), P("{{#risks}}"), P("{{name}}："), P("等级 {{level}}"), P("{{/risks}}"), P("后")), Data(("risks", Risks))).ShouldBe(["前", "断电：", "等级 高", "火灾：", "等级 低", "后"]);
    }

    [Fact]
    public void A_loop_within_a_line_repeats_words_only()
    {
        Filled(Template(P("风险：{{#risks}}", "{{name}}（{{level}}）；{{/risks}}", "完")), Data(("risks", Risks))).ShouldBe(["风险：断电（高）；火灾（低）；完"]);
    }

    [Fact]
    public void Loops_nest_and_an_inner_item_sees_what_is_around_it()
    {
        var departments = new[] { Data(("department", "甲部"), ("risks", Risks)), Data(("department", "乙部"), ("risks", Array.Empty<Dictionary<string, object?>>())) };

        Filled(Template(P("{{#departments}}"), P("{{department}}"), P("{{#risks}}{{department}}-{{name}} {{/risks}}"), P("{{/departments}}")), Data(("departments", departments)))
            .ShouldBe(["甲部", "甲部-断电 甲部-火灾 ", "乙部", ""]);
    }

    [Theory]
    [InlineData(true, "有开")]
    [InlineData(false, "有关")]
    [InlineData(null, "有关")]
    [InlineData("", "有关")]
    [InlineData("字", "有开")]
    public void A_condition_keeps_its_piece_only_when_it_holds_and_the_opposite_otherwise(object? flag, string expected)
    {
        Filled(Template(P("有{{?flag}}开{{/flag}}{{^flag}}关{{/flag}}")), Data(("flag", flag))).ShouldBe([expected]);
    }

    [Fact]
    public void An_empty_list_leaves_no_rows_and_the_table_goes_when_nothing_is_left_of_it()
    {
        Filled(Template(P("前"), Grid(Row("{{#risks}}{{name}}", "{{/risks}}")), P("后")), Data(("risks", Array.Empty<Dictionary<string, object?>>()))).ShouldBe(["前", "后"]);
    }

    [Fact]
    public void A_value_that_looks_like_a_field_is_never_looked_up()
    {
        Filled(Template(P("{{#risks}}{{name}}{{/risks}}")), Data(("secret", "不可见"), ("risks", new[] { Data(("name", "{{secret}}{{#risks}}")) }))).ShouldBe(["{{secret}}{{#risks}}"]);
    }

    [Fact]
    public void Any_text_fills_in_unchanged() =>
        Gen.String[Gen.OneOf(Gen.Char['\u0020', '\u007e'], Gen.Char['\u4e00', '\u9fff']), 0, 40].Sample(text => Filled(Template(P("[{{a}}]")), Data(("a", text))).ShouldBe([$"[{text}]"]), iter: 50);

    [Fact]
    public void Headers_and_footers_are_filled_and_pictures_are_put_in()
    {
        var template = Template(file =>
        {
            var header = file.MainDocumentPart!.AddNewPart<HeaderPart>();
            header.Header = new Header(P("{{document.title}}{{logo}}"));
            file.MainDocumentPart.Document.Body!.Append(new SectionProperties(new HeaderReference { Type = HeaderFooterValues.Default, Id = file.MainDocumentPart.GetIdOfPart(header) }));
        }, P("{{logo}}{{logo}}"));

        var (report, file) = Fill(template, Data(("logo", new TemplatePicture(Png, 10, "标志"))));

        report.Problems.ShouldBeEmpty();
        file.MainDocumentPart!.HeaderParts.Single().Header!.InnerText.ShouldBe("信息安全风险评估表");
        (file.MainDocumentPart.ImageParts.Count(), file.MainDocumentPart.HeaderParts.Single().ImageParts.Count()).ShouldBe((1, 1));
        file.MainDocumentPart.Document.Descendants<DocumentFormat.OpenXml.Drawing.Wordprocessing.Extent>().ShouldAllBe(e => e.Cx! == 360_000 && e.Cy! == 360_000);
    }

    [Fact]
    [Trait("Requirement", "R-PLAT-07")]
    public void A_companys_own_template_carries_state_person_and_time_across_each_page_even_without_a_header_of_its_own()
    {
        var (_, draft) = Fill(Template(P("正文")), [], Written.Head);
        var (_, approved) = Fill(Template(P("正文")), []);

        var headers = draft.MainDocumentPart!.HeaderParts.Select(h => string.Join('|', h.Header!.Descendants<DocumentFormat.OpenXml.Vml.TextPath>().Select(t => t.String?.Value).OfType<string>()));
        headers.ShouldBe(["草稿|王小明 2026-03-05 09:30", "草稿|王小明 2026-03-05 09:30", "草稿|王小明 2026-03-05 09:30"]);
        approved.MainDocumentPart!.HeaderParts.ShouldBeEmpty();
        (draft.PackageProperties.Title, draft.PackageProperties.Creator).ShouldBe(("信息安全风险评估表", null));
    }

    [Fact]
    public void An_unknown_field_is_reported_with_its_place_and_stays_visible()
    {
        var (report, file) = Fill(Template(P("编制人 {{nmae}}")), Data(("name", "甲")));

        report.Problems.ShouldBe([new TemplateProblem(TemplateFault.UnknownField, "nmae", "编制人 {{nmae}}")]);
        report.CanBeFilled.ShouldBeTrue();
        Lines(file).ShouldBe(["编制人 {{nmae}}"]);
        report.Problems[0].Message(Phrase.Chinese).ShouldBe("没有名为“nmae”的字段，输出时原样保留。（位置：“编制人 {{nmae}}”）");
    }

    [Theory]
    [InlineData("{{#risks}}{{name}}", TemplateFault.UnclosedBlock, "risks")]
    [InlineData("{{name}}{{/risks}}", TemplateFault.UnopenedBlock, "risks")]
    [InlineData("{{#a}}{{#b}}{{/a}}{{/b}}", TemplateFault.UnopenedBlock, "a")]
    [InlineData("{{a b}}", TemplateFault.MalformedField, "")]
    [InlineData("{{name", TemplateFault.MalformedField, "")]
    [InlineData("｛｛name｝｝", TemplateFault.MalformedField, "")]
    public void A_template_whose_marks_do_not_match_is_refused_with_the_place(string text, TemplateFault fault, string subject)
    {
        using var output = new MemoryStream();

        var report = TemplateFiller.Fill(Template(P(text)), Approved, Data(), output);

        report.Problems[0].ShouldBe(new TemplateProblem(fault, subject, text));
        (report.CanBeFilled, output.Length).ShouldBe((false, 0));
    }

    [Fact]
    public void Lint_knows_the_names_of_each_list_and_how_they_may_be_used()
    {
        TemplateField[] fields = [new("name"), new("risks", [new("level")])];

        string[] Findings(string text) => [.. TemplateFiller.Lint(Template(P(text)), fields).Problems.Select(p => $"{p.Fault} {p.Subject}")];

        Findings("{{name}}{{document.title}}{{#risks}}{{@index}}{{level}}{{name}}{{/risks}}{{?risks}}{{/risks}}").ShouldBeEmpty();
        Findings("{{level}}{{@index}}").ShouldBe(["UnknownField level", "UnknownField @index"]);
        Findings("{{risks}}{{#name}}{{/name}}").ShouldBe(["WrongKind risks", "WrongKind name"]);
    }

    [Fact]
    public void Templates_that_could_run_or_fetch_something_are_refused()
    {
        static TemplateFault[] Faults(Action<WordprocessingDocument> change) => [.. TemplateFiller.Lint(Template(change, P("x")), []).Problems.Select(p => p.Fault)];

        Faults(f => f.ChangeDocumentType(WordprocessingDocumentType.MacroEnabledDocument)).ShouldBe([TemplateFault.Macro]);
        Faults(f => f.MainDocumentPart!.AddNewPart<VbaProjectPart>().FeedData(new MemoryStream([1]))).ShouldBe([TemplateFault.Macro]);
        Faults(f => f.MainDocumentPart!.AddExternalRelationship("http://schemas.openxmlformats.org/officeDocument/2006/relationships/image", new Uri("http://example.com/a.png"))).ShouldBe([TemplateFault.ExternalContent]);
        Faults(f => f.MainDocumentPart!.AddHyperlinkRelationship(new Uri("file:///c:/a.exe"), true)).ShouldBe([TemplateFault.ExternalContent]);
        Faults(f => f.MainDocumentPart!.AddEmbeddedObjectPart("application/vnd.openxmlformats-officedocument.oleObject").FeedData(new MemoryStream([1]))).ShouldBe([TemplateFault.EmbeddedObject]);
        Faults(f => f.MainDocumentPart!.Document.Body!.Append(new Paragraph(new Run(new FieldCode(" DDEAU")), new Run(new FieldCode("TO c:\\\\x ")))))
            .ShouldBe([TemplateFault.ExternalContent]);
        Faults(f => f.MainDocumentPart!.AddHyperlinkRelationship(new Uri("https://example.com/"), true)).ShouldBeEmpty();
    }

    [Fact]
    public void What_is_no_Word_file_gets_a_clear_answer()
    {
        using var zip = new MemoryStream();
        using (var archive = new System.IO.Compression.ZipArchive(zip, System.IO.Compression.ZipArchiveMode.Create, true))
            archive.CreateEntry("a.txt").Open().Dispose();
        zip.Position = 0;
        var cut = Template(P("x")).ToArray()[..200];

        foreach (var stream in (Stream[])[new MemoryStream(), new MemoryStream([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]), zip, new MemoryStream(cut), Written.Workbook(Written.Head, new WorkbookSheet("a", [new("a")], []))])
            TemplateFiller.Lint(stream, []).Problems.ShouldBe([new TemplateProblem(TemplateFault.NotADocument, "", "")]);
    }

    [Fact]
    public void A_template_that_unpacks_to_more_than_it_should_is_refused_unread()
    {
        using var zip = new MemoryStream();
        using (var archive = new System.IO.Compression.ZipArchive(zip, System.IO.Compression.ZipArchiveMode.Create, true))
        {
            using var part = archive.CreateEntry("word/document.xml").Open();
            var zeros = new byte[1_000_000];
            for (var i = 0; i < 101; i++)
                part.Write(zeros);
        }
        zip.Position = 0;

        TemplateFiller.Lint(zip, []).Problems.Single().Fault.ShouldBe(TemplateFault.TooLarge);
    }

    [Fact]
    public void Every_finding_has_words_in_both_languages()
    {
        foreach (var fault in Enum.GetValues<TemplateFault>())
        {
            foreach (var culture in (CultureInfo[])[Phrase.Chinese, Phrase.English])
                new TemplateProblem(fault, "risks", "").Message(culture).ShouldNotContain("writing.");
        }
        new TemplateProblem(TemplateFault.UnclosedBlock, "risks", "").Message(Phrase.English).ShouldBe("“risks” has no end; add {{/risks}}.");
    }
}
