using System.Globalization;
using System.Net;
using System.Text;

namespace Isms.Kernel.OfficeFiles.Writing;

/// <summary>A paper's blocks as a page: the same content that goes into its file, without cover, contents and places to sign.</summary>
internal static class PaperHtml
{
    /// <summary>Safe to show: every word is encoded.</summary>
    public static string Of(IReadOnlyList<WordBlock> blocks, CultureInfo culture)
    {
        var html = new StringBuilder();
        var numbers = new int[4];
        foreach (var block in blocks)
            Append(html, block, numbers, culture);
        return html.ToString();
    }

    /// <summary>The bare words, a line for each paragraph or row: for searching and comparing.</summary>
    public static string Words(IReadOnlyList<WordBlock> blocks, CultureInfo culture) => string.Join('\n', blocks.SelectMany(block => block switch
    {
        WordBlock.Heading heading => [heading.Title],
        WordBlock.Paragraph paragraph => [paragraph.Words],
        WordBlock.Prose prose => [string.Concat(prose.Runs.Select(r => r.Words))],
        WordBlock.Bullets bullets => bullets.Items,
        WordBlock.Table table => table.Rows.Select(row => string.Join(" | ", row.Select(value => WrittenText.Of(value, culture).ReplaceLineEndings(" ")))),
        WordBlock.Facts facts => facts.Pairs.Select(pair => $"{pair.Name} | {WrittenText.Of(pair.Value, culture)}"),
        _ => Enumerable.Empty<string>(),
    }).Where(line => line.Length > 0));

    private static void Append(StringBuilder html, WordBlock block, int[] numbers, CultureInfo culture)
    {
        switch (block)
        {
            case WordBlock.Heading heading:
                numbers[heading.Level - 1]++;
                Array.Clear(numbers, heading.Level, numbers.Length - heading.Level);
                var number = string.Join('.', numbers.Take(heading.Level).Select(n => n.ToString(CultureInfo.InvariantCulture)));
                // The page itself has the first level.
                html.Append(CultureInfo.InvariantCulture, $"<h{heading.Level + 1}>{number} {Words(heading.Title)}</h{heading.Level + 1}>");
                break;
            case WordBlock.Paragraph { Look: WordLook.Strong } paragraph:
                html.Append(CultureInfo.InvariantCulture, $"<p><strong>{Words(paragraph.Words)}</strong></p>");
                break;
            case WordBlock.Paragraph paragraph:
                html.Append(CultureInfo.InvariantCulture, $"<p>{Words(paragraph.Words)}</p>");
                break;
            case WordBlock.Prose prose:
                html.Append(CultureInfo.InvariantCulture, $"<p>{(prose.Mark.Length > 0 ? Words(prose.Mark) + " " : "")}{Words(string.Concat(prose.Runs.Select(r => r.Words)))}</p>");
                break;
            case WordBlock.Bullets bullets:
                html.Append("<ul>");
                foreach (var item in bullets.Items)
                    html.Append(CultureInfo.InvariantCulture, $"<li>{Words(item)}</li>");
                html.Append("</ul>");
                break;
            case WordBlock.Table table:
                Append(html, table, culture);
                break;
            case WordBlock.Facts facts:
                html.Append("<table><tbody>");
                foreach (var (name, value) in facts.Pairs)
                    html.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Words(name)}</th><td>{Words(WrittenText.Of(value, culture))}</td></tr>");
                html.Append("</tbody></table>");
                break;
            case WordBlock.Rule:
                html.Append("<hr>");
                break;
        }
    }

    private static void Append(StringBuilder html, WordBlock.Table table, CultureInfo culture)
    {
        html.Append("<table><thead><tr>");
        foreach (var column in table.Columns)
            html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{Words(column.Header)}</th>");
        html.Append("</tr></thead><tbody>");
        foreach (var row in table.Rows)
        {
            html.Append("<tr>");
            for (var i = 0; i < table.Columns.Count; i++)
                html.Append(CultureInfo.InvariantCulture, $"<td>{Words(WrittenText.Of(i < row.Count ? row[i] : null, culture))}</td>");
            html.Append("</tr>");
        }
        html.Append("</tbody></table>");
    }

    private static string Words(string text) => WebUtility.HtmlEncode(text).Replace("\n", "<br>", StringComparison.Ordinal);
}
