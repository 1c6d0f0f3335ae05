using System.Globalization;
using System.Text;
using Ganss.Xss;
using Isms.Kernel.OfficeFiles.Writing;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Isms.Modules.Documents.Rendering;

/// <summary>
/// Markdown as a page and as a Word document. HTML within the text is shown as text; what comes out besides passes a list of what is allowed, so that
/// nothing in a text can run. Headings are numbered 1, 1.1 by their place.
/// </summary>
internal static class MarkdownText
{
    private const string PicturePrefix = "file:";

    /// <summary>As browsers and office programs take a picture that does not say how large it is: 96 pixels an inch.</summary>
    private const double MillimetresPerPixel = 25.4 / 96;

    private static readonly string[] Signs = ["•", "◦", "▪"];
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().UseEmphasisExtras().Build();
    private static readonly HtmlSanitizer Sanitizer = MakeSanitizer();

    /// <param name="pictureOf">Address of a picture by its file name; null when there is none.</param>
    public static string Html(string markdown, Func<string, string?> pictureOf)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        var numbers = new HeadingNumbers(document);
        foreach (var block in document.Descendants<HeadingBlock>())
        {
            block.Inline ??= new ContainerInline();
            var label = new LiteralInline(numbers.Next(block.Level) + " ");
            if (block.Inline.FirstChild is { } first)
                first.InsertBefore(label);
            else
                block.Inline.AppendChild(label);
            // The page's own title is the first level.
            block.Level = Math.Min(6, numbers.DepthOf(block.Level) + 2);
        }
        foreach (var link in document.Descendants<LinkInline>().Where(l => l.IsImage).ToList())
        {
            link.Url = NameOf(link) is { } name ? pictureOf(name) ?? "" : "";
            if (PictureAbout(link) is { Millimetres: { } wide } about)
            {
                link.GetAttributes().AddProperty("width", Math.Round(wide / MillimetresPerPixel).ToString(CultureInfo.InvariantCulture));
                link.Clear();
                link.AppendChild(new LiteralInline(about.Text));
            }
        }
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.Render(document);
        return Sanitizer.Sanitize(writer.ToString());
    }

    /// <param name="picture">A picture by its file name; null when there is none.</param>
    public static IReadOnlyList<WordBlock> Blocks(string markdown, Func<string, byte[]?> picture)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        var top = document.Descendants<HeadingBlock>().Select(h => h.Level).DefaultIfEmpty(1).Min();
        var blocks = new List<WordBlock>();
        foreach (var block in document)
            Append(blocks, block, top, picture, 0);
        return blocks;
    }

    /// <summary>The bare words, for comparing and searching.</summary>
    public static string Plain(string markdown)
    {
        var document = Markdown.Parse(markdown, Pipeline);
        var lines = document.Descendants<LeafBlock>().Select(b => b.Inline is { } inline ? Words(inline) : b.Lines.ToString());
        return string.Join('\n', lines);
    }

    /// <summary>Names of the picture files that the text shows.</summary>
    public static IReadOnlyList<string> Pictures(string markdown) => [.. Markdown.Parse(markdown, Pipeline).Descendants<LinkInline>()
        .Where(l => l.IsImage).Select(NameOf).OfType<string>()];

    private static void Append(List<WordBlock> blocks, Block block, int top, Func<string, byte[]?> picture, int depth, ProseKind kind = ProseKind.Text)
    {
        switch (block)
        {
            case HeadingBlock heading:
                blocks.Add(new WordBlock.Heading(Math.Min(4, heading.Level - top + 1), Words(heading.Inline)));
                break;
            case Table table:
                AppendTable(blocks, table);
                break;
            case ParagraphBlock paragraph:
                AppendParagraph(blocks, paragraph.Inline!, picture, (runs, _) => new WordBlock.Prose(runs, kind, depth));
                break;
            case ListBlock list:
                AppendList(blocks, list, top, picture, depth);
                break;
            case QuoteBlock quote:
                foreach (var inner in quote)
                    Append(blocks, inner, top, picture, depth, ProseKind.Quote);
                break;
            case ThematicBreakBlock:
                blocks.Add(new WordBlock.Rule());
                break;
            case LeafBlock code when code.Lines.Count > 0:
                blocks.Add(new WordBlock.Prose([new WordRun(code.Lines.ToString())], ProseKind.Code, depth));
                break;
        }
    }

    // A picture stands on a line of its own; the words before and after it are paragraphs.
    private static void AppendParagraph(List<WordBlock> blocks, ContainerInline inlines, Func<string, byte[]?> picture, Func<IReadOnlyList<WordRun>, bool, WordBlock> paragraph)
    {
        var (runs, first) = (new List<WordRun>(), true);
        foreach (var run in Runs(inlines, RunLook.None, null))
        {
            if (run.Picture is not { } link)
            {
                runs.Add(run.Words!);
                continue;
            }
            if (NameOf(link) is not { } name || picture(name) is not { } image)
            {
                runs.Add(new WordRun($"[{PictureAbout(link).Text}]"));
                continue;
            }
            End();
            blocks.Add(new WordBlock.Picture(image, PictureAbout(link).Millimetres ?? PictureFile.Size(image).Width * MillimetresPerPixel, PictureAbout(link).Text));
        }
        End();

        void End()
        {
            if (runs.Exists(r => r.Words.Trim().Length > 0))
            {
                blocks.Add(paragraph(runs, first));
                first = false;
            }
            runs = [];
        }
    }

    private static void AppendList(List<WordBlock> blocks, ListBlock list, int top, Func<string, byte[]?> picture, int depth)
    {
        var number = int.TryParse(list.OrderedStart, NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start : 1;
        foreach (var item in list.OfType<ListItemBlock>())
        {
            var mark = list.IsOrdered ? string.Create(CultureInfo.InvariantCulture, $"{number++}{list.OrderedDelimiter}") : Signs[depth % Signs.Length];
            var lead = item.FirstOrDefault() as ParagraphBlock;
            if (lead is null)
                blocks.Add(new WordBlock.Prose([], ProseKind.Item, depth, mark));
            else
                AppendParagraph(blocks, lead.Inline!, picture, (runs, first) => new WordBlock.Prose(runs, first ? ProseKind.Item : ProseKind.Text, first ? depth : depth + 1, first ? mark : ""));
            foreach (var inner in item.Skip(lead is null ? 0 : 1))
                Append(blocks, inner, top, picture, depth + 1);
        }
    }

    private static void AppendTable(List<WordBlock> blocks, Table table)
    {
        var rows = table.OfType<TableRow>().Select(r => (r.IsHeader, Cells: r.OfType<TableCell>().ToList())).ToList();
        if (rows.Count == 0)
            return;
        var header = rows[0].IsHeader ? rows[0].Cells.ConvertAll(CellWords) : rows[0].Cells.ConvertAll(_ => "");
        var body = rows.Where(r => !r.IsHeader).Select(r => r.Cells.ConvertAll(c => (Words: CellWords(c), Runs: CellRuns(c)))).ToList();
        // Columns as wide as their words ask for, within limits, so that a short number does not take the place of a sentence.
        var columns = header.Select((h, i) => new WordColumn(h, Math.Clamp(body.Select(r => i < r.Count ? WrittenText.Width(r[i].Words) : 0).Append(WrittenText.Width(h)).Max(), 8, 60),
            Side(i) == TableColumnAlign.Center) { ToTheRight = Side(i) == TableColumnAlign.Right });
        blocks.Add(new WordBlock.Table([.. columns], body.Select(r => (IReadOnlyList<object?>)[.. r.Select(c => c.Runs)])));

        TableColumnAlign? Side(int column) => column < table.ColumnDefinitions.Count ? table.ColumnDefinitions[column].Alignment : null;
    }

    private static string CellWords(TableCell cell) => string.Join('\n', cell.OfType<LeafBlock>().Select(b => Words(b.Inline)));

    private static WordRuns CellRuns(TableCell cell) => new([.. cell.OfType<LeafBlock>().Where(b => b.Inline is not null)
        .SelectMany(b => Runs(b.Inline!, RunLook.None, null).Select(r => r.Words ?? new WordRun($"[{PictureAbout(r.Picture!).Text}]")))]);

    /// <summary>The words of a paragraph by their looks, and the pictures between them.</summary>
    private static IEnumerable<(WordRun? Words, LinkInline? Picture)> Runs(ContainerInline container, RunLook look, string? address)
    {
        for (var inline = container.FirstChild; inline is not null; inline = inline.NextSibling)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    yield return (new WordRun(literal.Content.ToString(), look, address), null);
                    break;
                case CodeInline code:
                    yield return (new WordRun(code.Content, look | RunLook.Code, address), null);
                    break;
                case HtmlEntityInline entity:
                    yield return (new WordRun(entity.Transcoded.ToString(), look, address), null);
                    break;
                case AutolinkInline link:
                    yield return (new WordRun(link.Url, look, Outside((link.IsEmail ? "mailto:" : "") + link.Url)), null);
                    break;
                case LineBreakInline { IsHard: true }:
                    yield return (new WordRun("\n", look), null);
                    break;
                case LineBreakInline line:
                    if (!BetweenChinese(line))
                        yield return (new WordRun(" ", look), null);
                    break;
                case LinkInline { IsImage: true } image:
                    yield return (null, image);
                    break;
                case LinkInline link:
                    foreach (var run in Runs(link, look, Outside(link.Url ?? "")))
                        yield return run;
                    break;
                case EmphasisInline emphasis:
                    foreach (var run in Runs(emphasis, look | LookOf(emphasis), address))
                        yield return run;
                    break;
                case ContainerInline inner:
                    foreach (var run in Runs(inner, look, address))
                        yield return run;
                    break;
            }
        }
    }

    private static RunLook LookOf(EmphasisInline emphasis) => (emphasis.DelimiterChar, emphasis.DelimiterCount) switch
    {
        ('*' or '_', 1) => RunLook.Italic,
        ('*' or '_', _) => RunLook.Bold,
        ('~', 1) => RunLook.Lowered,
        ('~', _) => RunLook.Struck,
        ('^', _) => RunLook.Raised,
        ('+', _) => RunLook.Underlined,
        ('=', _) => RunLook.Marked,
        _ => RunLook.None,
    };

    // Addresses within the system lead nowhere on paper.
    private static string? Outside(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" or "mailto" ? address.AbsoluteUri : null;

    // Between Chinese characters a line feed of the source is no space.
    private static bool BetweenChinese(LineBreakInline line) => line.PreviousSibling switch
    {
        LiteralInline { Content.Length: > 0 } literal => literal.Content.ToString()[^1] >= '\u2e80',
        ContainerInline inner => Words(inner) is { Length: > 0 } words && words[^1] >= '\u2e80',
        _ => false,
    };

    private static string? NameOf(LinkInline picture) =>
        picture.Url?.StartsWith(PicturePrefix, StringComparison.OrdinalIgnoreCase) == true ? Uri.UnescapeDataString(picture.Url[PicturePrefix.Length..]) : null;

    /// <summary>What a picture shows, and how wide it is to be: <c>![Network|80](file:network.png)</c> is 80 mm wide.</summary>
    private static (string Text, double? Millimetres) PictureAbout(LinkInline picture)
    {
        var words = Words(picture);
        var cut = words.LastIndexOf('|');
        return cut >= 0 && double.TryParse(words[(cut + 1)..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var width) && width is >= 5 and <= 300
            ? (words[..cut].Trim(), width) : (words, null);
    }

    private static string Words(ContainerInline? inline)
    {
        var text = new StringBuilder();
        Append(text, inline);
        return text.ToString().Trim();
    }

    private static void Append(StringBuilder text, ContainerInline? container)
    {
        for (var inline = container?.FirstChild; inline is not null; inline = inline.NextSibling)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    text.Append(literal.Content.ToString());
                    break;
                case CodeInline code:
                    text.Append(code.Content);
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded.ToString());
                    break;
                case AutolinkInline link:
                    text.Append(link.Url);
                    break;
                case LineBreakInline { IsHard: true }:
                    text.Append('\n');
                    break;
                case LineBreakInline:
                    // Between Chinese characters a line feed of the source is no space.
                    if (text.Length > 0 && text[^1] < '\u2e80')
                        text.Append(' ');
                    break;
                case LinkInline { IsImage: true }:
                    break;
                case ContainerInline inner:
                    Append(text, inner);
                    break;
            }
        }
    }

    private static HtmlSanitizer MakeSanitizer()
    {
        var sanitizer = new HtmlSanitizer();
        sanitizer.AllowedTags.Clear();
        foreach (var tag in (string[])["h1", "h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "strong", "em", "del", "sub", "sup", "mark", "ins", "code", "pre", "blockquote", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "a", "img"])
            sanitizer.AllowedTags.Add(tag);
        sanitizer.AllowedAttributes.Clear();
        foreach (var attribute in (string[])["href", "title", "src", "alt", "start", "width", "style"])
            sanitizer.AllowedAttributes.Add(attribute);
        sanitizer.AllowedSchemes.Clear();
        foreach (var scheme in (string[])["http", "https", "mailto"])
            sanitizer.AllowedSchemes.Add(scheme);
        sanitizer.AllowedCssProperties.Clear();
        sanitizer.AllowedCssProperties.Add("text-align");
        return sanitizer;
    }

    /// <summary>Counts headings; the highest level that occurs is 1.</summary>
    private sealed class HeadingNumbers(MarkdownDocument document)
    {
        private readonly int _top = document.Descendants<HeadingBlock>().Select(h => h.Level).DefaultIfEmpty(1).Min();
        private readonly int[] _counts = new int[7];

        /// <summary>0 for the highest level that occurs.</summary>
        public int DepthOf(int level) => level - _top;

        public string Next(int level)
        {
            var depth = DepthOf(level);
            _counts[depth]++;
            Array.Clear(_counts, depth + 1, _counts.Length - depth - 1);
            return string.Join('.', _counts.Take(depth + 1).Select(n => Math.Max(1, n).ToString(CultureInfo.InvariantCulture)));
        }
    }
}
