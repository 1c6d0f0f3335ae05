using System.Buffers.Binary;
using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Isms.Kernel.OfficeFiles.Writing;

using Settings = DocumentFormat.OpenXml.Wordprocessing.Settings;

/// <summary>
/// Writes a Word document from its blocks: numbered headings, tables whose headings repeat, header with organization, title, number, version and
/// page x of y, and the state across each page until the document is approved. Rows of tables are streamed.
/// </summary>
public sealed class WordWriter
{
    private const string Main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string DocumentPath = "word/document.xml";
    private const string TypePrefix = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

    private readonly DocumentHead head;
    private readonly IReadOnlyList<WordBlock> blocks;
    private readonly PartWriter file;
    private readonly Dictionary<bool, (string Header, string Footer)> edges = [];
    private readonly List<(string Path, string Type, byte[] Content)> pictures = [];
    private readonly int[] counters = new int[4];
    private readonly Dictionary<string, string> links = new(StringComparer.Ordinal);
    private readonly WordProse prose;
    private WordPage page;
    private int bookmarks;

    private WordWriter(DocumentHead head, IReadOnlyList<WordBlock> blocks, PartWriter file)
    {
        this.head = head;
        this.blocks = blocks;
        this.file = file;
        prose = new WordProse(LinkTo);
    }

    /// <summary>Writes the document.</summary>
    /// <param name="output">Where to; need not be seekable and stays open.</param>
    /// <param name="head">The document's head.</param>
    /// <param name="blocks">Its content from top to bottom; it begins upright unless a section says otherwise.</param>
    /// <exception cref="ArgumentException">A heading's level is not 1 to 4, a table has no column, or a picture is not a PNG.</exception>
    public static void Write(Stream output, DocumentHead head, IReadOnlyList<WordBlock> blocks)
    {
        using var file = new PartWriter(output, head.GeneratedAt);
        new WordWriter(head, blocks, file).Write();
    }

    private void Write()
    {
        file.WriteProperties(head);
        file.Relate("", "officeDocument", DocumentPath);
        foreach (var landscape in blocks.OfType<WordBlock.Section>().Select(s => s.Landscape).Append(false).Distinct())
            edges[landscape] = (Edge("header", landscape), Edge("footer", landscape));
        using (var xml = XmlWriter.Create(file.Open(DocumentPath, TypePrefix + "document.main+xml"), PartWriter.Closing))
        {
            xml.WriteStartDocument(standalone: true);
            xml.WriteStartElement("w", "document", Main);
            xml.WriteAttributeString("xmlns", "r", null, Relations);
            xml.WriteStartElement("w", "body", Main);
            for (var i = 0; i < blocks.Count; i++)
                WriteBlock(xml, blocks[i], i);
            SectionEnd().WriteTo(xml);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }
        foreach (var (path, type, content) in pictures)
        {
            using var part = file.Open("word/" + path, type);
            part.Write(content);
        }
        var chinese = head.Culture.TwoLetterISOLanguageName == "zh";
        Part("styles", WordStyles.Sheet(chinese));
        Part("numbering", WordStyles.Numbering());
        Part("fontTable", WordStyles.FontTable());
        Part("settings", Settings());
        foreach (var (landscape, _) in edges)
        {
            file.Write(EdgePath("header", landscape), TypePrefix + "header+xml", Header(new WordPage(landscape)));
            file.Write(EdgePath("footer", landscape), TypePrefix + "footer+xml", Footer(new WordPage(landscape)));
        }
    }

    private void Part(string name, OpenXmlElement root)
    {
        file.Relate(DocumentPath, name, name + ".xml");
        file.Write($"word/{name}.xml", $"{TypePrefix}{name}+xml", root);
    }

    private string Edge(string kind, bool landscape) => file.Relate(DocumentPath, kind, EdgePath(kind, landscape)["word/".Length..]);

    private static string EdgePath(string kind, bool landscape) => $"word/{kind}{(landscape ? 2 : 1)}.xml";

    private DocumentFormat.OpenXml.Wordprocessing.Settings Settings()
    {
        var settings = new DocumentFormat.OpenXml.Wordprocessing.Settings(new Zoom { Percent = "100" });
        settings.Append(new DefaultTabStop { Val = 420 }, new CharacterSpacingControl { Val = CharacterSpacingValues.CompressPunctuation });
        if (blocks.Any(block => block is WordBlock.Contents))
            settings.Append(new UpdateFieldsOnOpen { Val = true });
        settings.Append(new Compatibility(new CompatibilitySetting { Name = CompatSettingNameValues.CompatibilityMode, Uri = "http://schemas.microsoft.com/office/word", Val = "15" }));
        return settings;
    }

    private void WriteBlock(XmlWriter xml, WordBlock block, int index)
    {
        switch (block)
        {
            case WordBlock.Cover:
                foreach (var element in Cover())
                    element.WriteTo(xml);
                // A page break before the end or before another new page would leave an empty page.
                if (index + 1 < blocks.Count && blocks[index + 1] is not (WordBlock.Section or WordBlock.PageBreak))
                    PageBreak().WriteTo(xml);
                break;
            case WordBlock.Banner:
                Paragraph("BannerTitle", head.Title).WriteTo(xml);
                Paragraph("Centered", FactsLine(), WordStyles.MutedColor).WriteTo(xml);
                break;
            case WordBlock.Contents contents:
                foreach (var element in Contents(contents.Depth))
                    element.WriteTo(xml);
                break;
            case WordBlock.Heading heading:
                Count(counters, heading.Level);
                var (start, end) = Bookmark(++bookmarks);
                new Paragraph(Style($"Heading{Number(heading.Level)}"), start, Run(heading.Title), end).WriteTo(xml);
                break;
            case WordBlock.Paragraph paragraph:
                Paragraph(paragraph.Look.ToString(), paragraph.Words).WriteTo(xml);
                break;
            case WordBlock.Prose words:
                prose.Paragraph(words).WriteTo(xml);
                break;
            case WordBlock.Rule:
                WordProse.Rule().WriteTo(xml);
                break;
            case WordBlock.Bullets bullets:
                foreach (var item in bullets.Items)
                    Paragraph("Bullet", item).WriteTo(xml);
                break;
            case WordBlock.Table table:
                WriteTable(xml, table.Columns, table.Rows);
                break;
            case WordBlock.Facts facts:
                WriteFacts(xml, facts.Pairs.Select(pair => (pair.Name, pair.Value)));
                break;
            case WordBlock.Picture picture:
                Picture(picture).WriteTo(xml);
                break;
            case WordBlock.PageBreak:
                PageBreak().WriteTo(xml);
                break;
            case WordBlock.Section section:
                if (index > 0)
                    new Paragraph(new ParagraphProperties(new SpacingBetweenLines { Before = "0", After = "0", Line = "20", LineRule = LineSpacingRuleValues.Exact }, SectionEnd())).WriteTo(xml);
                page = new WordPage(section.Landscape);
                break;
            case WordBlock.Signatures signatures:
                foreach (var element in Signatures(signatures.Steps ?? [.. head.Steps()]))
                    element.WriteTo(xml);
                break;
            case WordBlock.History history:
                WriteTable(xml,
                    [new(head.Text("writing.version"), 1, true), new(head.Text("writing.revised-on"), 1.4, true), new(head.Text("writing.revised-by"), 1.4, true), new(head.Text("writing.change"), 5)],
                    history.Revisions.Select(r => new object?[] { r.Version, r.On, r.By, r.Change }));
                break;
        }
    }

    private IEnumerable<OpenXmlElement> Cover()
    {
        var organization = Paragraph("Organization", head.Organization);
        organization.ParagraphProperties!.SpacingBetweenLines = new SpacingBetweenLines { Before = page.Landscape ? "600" : "2400", After = "1200" };
        yield return organization;
        var title = Paragraph("Title", head.Title);
        title.ParagraphProperties!.SpacingBetweenLines = new SpacingBetweenLines { After = page.Landscape ? "600" : "1800" };
        yield return title;
        yield return CoverFacts();
        yield return Paragraph("Normal", "");
        foreach (var element in Signatures([.. head.Steps()]))
            yield return element;
    }

    private Table CoverFacts()
    {
        var table = NewTable([1800, 3600], TableRowAlignmentValues.Center);
        foreach (var (label, value) in head.Facts())
        {
            table.Append(new TableRow(
                Cell(label, 1800, fill: WordStyles.HeaderFill, style: "TableHeader"),
                Cell(value, 3600, centered: true)));
        }
        return table;
    }

    private IEnumerable<OpenXmlElement> Signatures(IReadOnlyList<(string Role, SignedStep Step)> steps)
    {
        var widths = Shares([1.2, 1.6, 2.2, 1.4], page.TextWidth);
        var table = NewTable(widths);
        table.Append(HeaderRow([head.Text("writing.role"), head.Text("writing.name"), head.Text("writing.signature"), head.Text("writing.date")], widths));
        foreach (var (role, step) in steps)
        {
            var row = new TableRow(new TableRowProperties(new CantSplit(), new TableRowHeight { Val = 560, HeightType = HeightRuleValues.AtLeast }),
                Cell(role, widths[0], centered: true), Cell(step.Name, widths[1], centered: true), Cell(step.On is null ? "" : head.Text("writing.signed-electronically"), widths[2], centered: true), Cell(WrittenText.Day(step.On), widths[3], centered: true));
            table.Append(row);
        }
        yield return table;
        yield return AfterTable();
    }

    // One page field per entry instead of one field for the whole table: LibreOffice, which makes the PDF, fills in the former and not the latter.
    private IEnumerable<OpenXmlElement> Contents(int depth)
    {
        yield return Paragraph("ContentsTitle", head.Text("writing.contents"));
        var numbers = new int[4];
        var entries = blocks.OfType<WordBlock.Heading>().Select((heading, i) => (heading, Number: Count(numbers, heading.Level), Bookmark: BookmarkName(i + 1))).Where(e => e.heading.Level <= depth).ToList();
        foreach (var (heading, number, bookmark) in entries)
        {
            yield return new Paragraph(Style($"TOC{Number(heading.Level)}"), new Hyperlink(
                Run($"{number}  {heading.Title}"), new Run(new TabChar()),
                FieldMark(FieldCharValues.Begin), FieldCode($" PAGEREF {bookmark} \\h "), FieldMark(FieldCharValues.Separate), Run(" "), FieldMark(FieldCharValues.End)) { Anchor = bookmark, History = true });
        }
    }

    private static string Count(int[] counters, int level)
    {
        if (level is < 1 or > 4)
            throw new ArgumentException("A heading's level is 1 to 4.", nameof(level));
        counters[level - 1]++;
        Array.Clear(counters, level, counters.Length - level);
        return string.Join('.', counters.Take(level).Select(Number));
    }

    private void WriteTable(XmlWriter xml, IReadOnlyList<WordColumn> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        if (columns.Count == 0)
            throw new ArgumentException("A table needs a column.", nameof(columns));
        var widths = Shares([.. columns.Select(c => c.Weight)], page.TextWidth);
        xml.WriteStartElement("w", "tbl", Main);
        foreach (var part in NewTable(widths).ChildElements)
            part.WriteTo(xml);
        HeaderRow([.. columns.Select(c => c.Header)], widths).WriteTo(xml);
        foreach (var values in rows)
        {
            var row = new TableRow(new TableRowProperties(new CantSplit()));
            for (var i = 0; i < columns.Count; i++)
                row.Append(Cell(i < values.Count ? values[i] : null, widths[i], columns[i].Centered, toTheRight: columns[i].ToTheRight));
            row.WriteTo(xml);
        }
        xml.WriteEndElement();
        AfterTable().WriteTo(xml);
    }

    private void WriteFacts(XmlWriter xml, IEnumerable<(string Name, object? Value)> facts)
    {
        var widths = Shares([1.3, 4], page.TextWidth);
        var table = NewTable(widths);
        foreach (var (name, value) in facts)
        {
            table.Append(new TableRow(new TableRowProperties(new CantSplit()),
                Cell(name, widths[0], fill: WordStyles.HeaderFill, style: "TableHeader"), Cell(value, widths[1])));
        }
        table.WriteTo(xml);
        AfterTable().WriteTo(xml);
    }

    private static Table NewTable(int[] widths, TableRowAlignmentValues? side = null)
    {
        var properties = new TableProperties(new TableWidth { Width = Number(widths.Sum()), Type = TableWidthUnitValues.Dxa });
        if (side is { } justification)
            properties.Append(new TableJustification { Val = justification });
        properties.Append(
            new TableBorders(Line<TopBorder>(), Line<LeftBorder>(), Line<BottomBorder>(), Line<RightBorder>(), Line<InsideHorizontalBorder>(), Line<InsideVerticalBorder>()),
            new TableLayout { Type = TableLayoutValues.Fixed },
            new TableCellMarginDefault(new TopMargin { Width = "30", Type = TableWidthUnitValues.Dxa }, new TableCellLeftMargin { Width = 85, Type = TableWidthValues.Dxa },
                new BottomMargin { Width = "30", Type = TableWidthUnitValues.Dxa }, new TableCellRightMargin { Width = 85, Type = TableWidthValues.Dxa }));
        return new Table(properties, new TableGrid(widths.Select(width => new GridColumn { Width = Number(width) })));
    }

    private static T Line<T>() where T : BorderType, new() => new() { Val = BorderValues.Single, Size = 4, Space = 0, Color = WordStyles.LineColor };

    private TableRow HeaderRow(IReadOnlyList<string> titles, int[] widths)
    {
        var row = new TableRow(new TableRowProperties(new CantSplit(), new TableHeader()));
        for (var i = 0; i < titles.Count; i++)
            row.Append(Cell(titles[i], widths[i], fill: WordStyles.HeaderFill, style: "TableHeader"));
        return row;
    }

    private TableCell Cell(object? value, int width, bool centered = false, string? fill = null, string style = "TableText", bool toTheRight = false)
    {
        var properties = new TableCellProperties(new TableCellWidth { Width = Number(width), Type = TableWidthUnitValues.Dxa });
        if (value is LevelCell level)
            (fill, centered) = (LevelCell.Fill(level.Step), true);
        if (fill is not null)
            properties.Append(new Shading { Val = ShadingPatternValues.Clear, Color = "auto", Fill = fill });
        properties.Append(new TableCellVerticalAlignment { Val = TableVerticalAlignmentValues.Center });
        var paragraphs = value is WordRuns words ? [.. prose.Lines(words, style)] : new[] { Paragraph(style, WrittenText.Of(value, head.Culture)) };
        foreach (var paragraph in paragraphs.Where(_ => centered || toTheRight))
            paragraph.ParagraphProperties!.Justification = new Justification { Val = centered ? JustificationValues.Center : JustificationValues.Right };
        return new TableCell([properties, .. paragraphs]);
    }

    private string LinkTo(string address) => links.TryGetValue(address, out var id) ? id : links[address] = file.Relate(DocumentPath, "hyperlink", address, outside: true);

    // Two tables without a paragraph between them would grow together.
    private static Paragraph AfterTable() => new(new ParagraphProperties(new SpacingBetweenLines { Before = "0", After = "0", Line = "160", LineRule = LineSpacingRuleValues.Exact }));

    /// <summary>Widths in proportion to weights that sum up to the whole exactly.</summary>
    private static int[] Shares(double[] weights, int whole)
    {
        var sum = weights.Sum();
        double weight = 0;
        var widths = new int[weights.Length];
        var before = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            weight += weights[i];
            var edge = (int)Math.Round(whole * weight / sum);
            widths[i] = edge - before;
            before = edge;
        }
        return widths;
    }

    private Paragraph Picture(WordBlock.Picture picture)
    {
        var (width, height) = PictureFile.Size(picture.Image);
        const double emuPerTwip = 635;
        var wide = Math.Min(picture.WidthMillimetres * 36_000, page.TextWidth * emuPerTwip);
        var high = wide * height / width;
        // A little less than the page, for the line the picture stands in.
        var scale = Math.Min(1, page.TextHeight * 0.95 * emuPerTwip / high);
        var image = PicturePart(PictureFile.IsJpeg(picture.Image) ? "jpg" : "png", picture.Image);
        var svg = picture.Svg is null ? null : PicturePart("svg", picture.Svg);
        var paragraph = Paragraph("Centered", "");
        paragraph.Append(PictureXml.Run(image, svg, pictures.Count, (long)(wide * scale), (long)(high * scale), picture.Description, picture.Outlines));
        return paragraph;
    }

    private string PicturePart(string extension, byte[] content)
    {
        var path = $"media/image{Number(pictures.Count + 1)}.{extension}";
        pictures.Add((path, extension switch { "jpg" => "image/jpeg", "svg" => "image/svg+xml", _ => "image/png" }, content));
        return file.Relate(DocumentPath, "image", path);
    }

    /// <exception cref="ArgumentException">It is not a PNG.</exception>
    internal static (int Width, int Height) PngSize(ReadOnlySpan<byte> png)
    {
        if (png.Length < 24 || !png.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a]))
            throw new ArgumentException("The picture is not a PNG.", nameof(png));
        var size = (Width: BinaryPrimitives.ReadInt32BigEndian(png[16..]), Height: BinaryPrimitives.ReadInt32BigEndian(png[20..]));
        return size is { Width: > 0, Height: > 0 } ? size : throw new ArgumentException("The PNG has no size.", nameof(png));
    }

    private SectionProperties SectionEnd() => new(
        new HeaderReference { Type = HeaderFooterValues.Default, Id = edges[page.Landscape].Header },
        new FooterReference { Type = HeaderFooterValues.Default, Id = edges[page.Landscape].Footer },
        page.Landscape
            ? new PageSize { Width = (uint)page.Width, Height = (uint)page.Height, Orient = PageOrientationValues.Landscape }
            : new PageSize { Width = (uint)page.Width, Height = (uint)page.Height },
        new PageMargin { Top = WordPage.Top, Bottom = WordPage.Bottom, Left = WordPage.Side, Right = WordPage.Side, Header = WordPage.Edge, Footer = WordPage.Edge, Gutter = 0 });

    private Header Header(WordPage on)
    {
        var control = string.Join("  ", new[] { head.Number, head.Version, head.Classification }.Where(part => part.Length > 0));
        var closing = Paragraph("Header", "");
        // Each direction of paper has a header of its own.
        foreach (var run in WordWatermark.Runs(head, on.Width / 40.0, (WordPage.Top + on.TextHeight / 2.0) / 20, on.Landscape ? 2051 : 2049))
            closing.Append(new Run(run));
        var words = head.Text("writing.page-of").Split("{0}", 2);
        var afterPage = words[1].Split("{1}", 2);
        var gap = control.Length > 0 ? "  " : "";
        return new Header(EdgeTable(on, atTop: true, [head.Organization], [head.Title], [Run(control + gap + words[0]), .. Field("PAGE"), Run(afterPage[0]), .. Field("NUMPAGES"), Run(afterPage[1])]), closing);
    }

    private Footer Footer(WordPage on) => new(EdgeTable(on, atTop: false, [head.GeneratedText], [], [head.Watermark ?? ""]), AfterTable());

    private static Table EdgeTable(WordPage on, bool atTop, params object[][] cells)
    {
        var widths = Shares(atTop ? [1, 1.3, 1.5] : [2, 0.5, 1], on.TextWidth);
        var table = new Table(
            new TableProperties(
                new TableWidth { Width = Number(on.TextWidth), Type = TableWidthUnitValues.Dxa },
                atTop ? new TableBorders(Line<BottomBorder>()) : new TableBorders(Line<TopBorder>()),
                new TableLayout { Type = TableLayoutValues.Fixed },
                new TableCellMarginDefault(new TableCellLeftMargin { Width = 0, Type = TableWidthValues.Dxa }, new TableCellRightMargin { Width = 0, Type = TableWidthValues.Dxa })),
            new TableGrid(widths.Select(width => new GridColumn { Width = Number(width) })));
        JustificationValues[] sides = [JustificationValues.Left, JustificationValues.Center, JustificationValues.Right];
        var row = new TableRow();
        for (var i = 0; i < cells.Length; i++)
        {
            var paragraph = Paragraph(atTop ? "Header" : "Footer", "");
            paragraph.ParagraphProperties!.Justification = new Justification { Val = sides[i] };
            foreach (var part in cells[i])
                paragraph.Append(part as OpenXmlElement ?? Run((string)part));
            row.Append(new TableCell(
                new TableCellProperties(new TableCellWidth { Width = Number(widths[i]), Type = TableWidthUnitValues.Dxa },
                    new TableCellVerticalAlignment { Val = atTop ? TableVerticalAlignmentValues.Bottom : TableVerticalAlignmentValues.Top }),
                paragraph));
        }
        table.Append(row);
        return table;
    }

    private static IEnumerable<Run> Field(string code) =>
        [FieldMark(FieldCharValues.Begin), FieldCode($" {code} "), FieldMark(FieldCharValues.Separate), Run("1"), FieldMark(FieldCharValues.End)];

    private static Run FieldMark(FieldCharValues kind) => new(new FieldChar { FieldCharType = kind });

    private static Run FieldCode(string code) => new(new FieldCode(code) { Space = SpaceProcessingModeValues.Preserve });

    private static (BookmarkStart Start, BookmarkEnd End) Bookmark(int number) =>
        (new BookmarkStart { Id = Number(number), Name = BookmarkName(number) }, new BookmarkEnd { Id = Number(number) });

    private static string BookmarkName(int number) => "_Toc" + number.ToString("D8", CultureInfo.InvariantCulture);

    private static Paragraph PageBreak() => new(new Run(new Break { Type = BreakValues.Page }));

    private string FactsLine() => string.Join(head.Text("writing.gap"), head.Facts().Select(fact => head.Text("writing.labelled", fact.Label, fact.Value)));

    private static ParagraphProperties Style(string id) => new(new ParagraphStyleId { Val = id });

    private static Paragraph Paragraph(string style, string words, string? color = null)
    {
        var paragraph = new Paragraph(Style(style));
        if (words.Length > 0)
            paragraph.Append(Run(words, color));
        return paragraph;
    }

    private static Run Run(string words, string? color = null)
    {
        var run = new Run();
        if (color is not null)
            run.RunProperties = new RunProperties(new Color { Val = color });
        AppendWords(run, words);
        return run;
    }

    /// <summary>Puts words into a run; line feeds become breaks, tabs stay tabs.</summary>
    internal static void AppendWords(Run run, string words)
    {
        var lines = WrittenText.Clean(words).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0)
                run.Append(new Break());
            var parts = lines[i].Split('\t');
            for (var p = 0; p < parts.Length; p++)
            {
                if (p > 0)
                    run.Append(new TabChar());
                if (parts[p].Length > 0)
                    run.Append(new W.Text(parts[p]) { Space = SpaceProcessingModeValues.Preserve });
            }
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
