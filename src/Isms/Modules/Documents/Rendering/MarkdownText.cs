using System.Globalization;
using System.Text;
using Ganss.Xss;
using Isms.Kernel.OfficeFiles.Writing;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
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
            link.Url = link.Url?.StartsWith(PicturePrefix, StringComparison.OrdinalIgnoreCase) == true ? pictureOf(Uri.UnescapeDataString(link.Url[PicturePrefix.Length..])) ?? "" : "";
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
        .Where(l => l.IsImage && l.Url?.StartsWith(PicturePrefix, StringComparison.OrdinalIgnoreCase) == true).Select(l => Uri.UnescapeDataString(l.Url![PicturePrefix.Length..]))];

    private static void Append(List<WordBlock> blocks, Block block, int top, Func<string, byte[]?> picture, int depth)
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
                AppendParagraph(blocks, paragraph, picture);
                break;
            case ListBlock list:
                AppendList(blocks, list, top, picture, depth);
                break;
            case QuoteBlock quote:
                foreach (var inner in quote)
                    Append(blocks, inner, top, picture, depth);
                break;
            case LeafBlock code when code.Lines.Count > 0:
                blocks.Add(new WordBlock.Paragraph(code.Lines.ToString(), WordLook.Note));
                break;
        }
    }

    private static void AppendParagraph(List<WordBlock> blocks, ParagraphBlock paragraph, Func<string, byte[]?> picture)
    {
        foreach (var link in paragraph.Inline!.Descendants<LinkInline>().Where(l => l.IsImage))
        {
            var name = link.Url?.StartsWith(PicturePrefix, StringComparison.OrdinalIgnoreCase) == true ? Uri.UnescapeDataString(link.Url[PicturePrefix.Length..]) : "";
            if (picture(name) is { } png)
                blocks.Add(new WordBlock.Picture(png, 150, Words(link)));
        }
        if (Words(paragraph.Inline) is { Length: > 0 } words)
            blocks.Add(new WordBlock.Paragraph(words));
    }

    private static void AppendList(List<WordBlock> blocks, ListBlock list, int top, Func<string, byte[]?> picture, int depth)
    {
        var number = int.TryParse(list.OrderedStart, NumberStyles.None, CultureInfo.InvariantCulture, out var first) ? first : 1;
        foreach (var item in list.OfType<ListItemBlock>())
        {
            var lead = item.FirstOrDefault() as ParagraphBlock;
            var words = new string('　', depth) + (lead is null ? "" : Words(lead.Inline));
            if (list.IsOrdered)
                blocks.Add(new WordBlock.Paragraph(string.Create(CultureInfo.InvariantCulture, $"{number++}. {words}")));
            else
                blocks.Add(new WordBlock.Bullets([words]));
            foreach (var inner in item.Skip(lead is null ? 0 : 1))
                Append(blocks, inner, top, picture, depth + 1);
        }
    }

    private static void AppendTable(List<WordBlock> blocks, Table table)
    {
        var rows = table.OfType<TableRow>().Select(r => (r.IsHeader, Cells: r.OfType<TableCell>().Select(CellWords).ToList())).ToList();
        if (rows.Count == 0)
            return;
        var header = rows[0].IsHeader ? rows[0].Cells : rows[0].Cells.ConvertAll(_ => "");
        var body = rows.Where(r => !r.IsHeader).Select(r => r.Cells).ToList();
        // Columns as wide as their words ask for, within limits, so that a short number does not take the place of a sentence.
        var columns = header.Select((h, i) => new WordColumn(h, Math.Clamp(body.Select(r => i < r.Count ? r[i].Length : 0).Append(h.Length).Max(), 5, 40)));
        blocks.Add(new WordBlock.Table([.. columns], body.Select(r => (IReadOnlyList<object?>)[.. r])));
    }

    private static string CellWords(TableCell cell) => string.Join('\n', cell.OfType<LeafBlock>().Select(b => Words(b.Inline)));

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
        foreach (var attribute in (string[])["href", "title", "src", "alt", "start"])
            sanitizer.AllowedAttributes.Add(attribute);
        sanitizer.AllowedSchemes.Clear();
        foreach (var scheme in (string[])["http", "https", "mailto"])
            sanitizer.AllowedSchemes.Add(scheme);
        sanitizer.AllowedCssProperties.Clear();
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
