using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Isms.Kernel.OfficeFiles.Writing;

internal enum TokenKind
{
    Field,
    Loop,
    If,
    Unless,
    End,
}

/// <summary>
/// A field, loop or condition of a template, as a run of its own. Word splits what a person typed into runs at will; once each token is cut out
/// and marked, nothing needs to read text again, so a value that itself contains braces is never taken for a field.
/// </summary>
internal sealed partial record TemplateToken(Run Run, TokenKind Kind, string Name, string Id)
{
    private const string Namespace = "urn:isms:template";

    public bool Opens => Kind is TokenKind.Loop or TokenKind.If or TokenKind.Unless;

    /// <summary>The beginning of the paragraph it stands in.</summary>
    public string Place => PlaceOf(Run.Ancestors<Paragraph>().FirstOrDefault());

    public static string PlaceOf(Paragraph? paragraph) => WrittenText.Cut(paragraph?.InnerText.Trim() ?? "", 40, "…");

    /// <summary>The tokens in these elements, in the order of the document.</summary>
    public static List<TemplateToken> In(IEnumerable<OpenXmlElement> elements)
    {
        var tokens = new List<TemplateToken>();
        foreach (var run in elements.SelectMany(e => e is Run own ? [own] : e.Descendants<Run>()))
        {
            var marks = run.ExtendedAttributes.Where(a => a.NamespaceUri == Namespace).ToDictionary(a => a.LocalName, a => a.Value!);
            if (marks.Count > 0)
                tokens.Add(new TemplateToken(run, Enum.Parse<TokenKind>(marks["kind"]), marks["name"], marks["id"]));
        }
        return tokens;
    }

    /// <summary>Cuts the tokens of a paragraph out into runs of their own.</summary>
    /// <param name="paragraph">The paragraph.</param>
    /// <param name="count">The tokens cut out so far, so that each gets an id of its own.</param>
    /// <returns>False when braces are left that belong to no token.</returns>
    public static bool CutOut(Paragraph paragraph, ref int count)
    {
        var texts = paragraph.Descendants<W.Text>().Where(text => text.Parent is Run && text.Ancestors<Paragraph>().First() == paragraph).ToList();
        var whole = string.Concat(texts.Select(text => text.Text));
        if (!Braces().IsMatch(whole))
            return true;
        // From the end, so that the places of earlier tokens stay as they were found.
        foreach (var match in Token().Matches(whole).Reverse())
            CutOut(texts, match, ++count);
        return !Braces().IsMatch(Token().Replace(whole, ""));
    }

    /// <summary>Takes the mark away and leaves the run with what was typed.</summary>
    public void Unmark()
    {
        foreach (var mark in (string[])["kind", "name", "id"])
            Run.RemoveAttribute(mark, Namespace);
    }

    private static void CutOut(List<W.Text> texts, Match match, int id)
    {
        var (first, from) = Locate(texts, match.Index);
        var (last, to) = Locate(texts, match.Index + match.Length - 1);
        var run = (Run)texts[first].Parent!;
        var token = new Run(new W.Text(match.Value) { Space = SpaceProcessingModeValues.Preserve });
        if (run.RunProperties is { } look)
            token.RunProperties = (RunProperties)look.CloneNode(true);
        token.SetAttribute(new OpenXmlAttribute("isms", "kind", Namespace, Kinds[match.Groups["kind"].Value].ToString()));
        token.SetAttribute(new OpenXmlAttribute("isms", "name", Namespace, match.Groups["name"].Value));
        token.SetAttribute(new OpenXmlAttribute("isms", "id", Namespace, id.ToString(CultureInfo.InvariantCulture)));
        run.InsertAfterSelf(token);

        // What follows the token in its run moves into a run behind it.
        var after = (Run)run.CloneNode(false);
        if (run.RunProperties is { } same)
            after.RunProperties = (RunProperties)same.CloneNode(true);
        if (first == last && to + 1 < texts[first].Text.Length)
            after.Append(new W.Text(texts[first].Text[(to + 1)..]) { Space = SpaceProcessingModeValues.Preserve });
        foreach (var rest in texts[first].ElementsAfter().ToList())
        {
            rest.Remove();
            after.Append(rest);
        }
        if (after.ChildElements.Any(child => child is not RunProperties))
            token.InsertAfterSelf(after);

        if (first != last)
        {
            Set(texts[last], texts[last].Text[(to + 1)..]);
            for (var i = first + 1; i < last; i++)
                Set(texts[i], "");
        }
        Set(texts[first], texts[first].Text[..from]);
    }

    private static void Set(W.Text text, string value)
    {
        text.Text = value;
        text.Space = SpaceProcessingModeValues.Preserve;
    }

    private static (int Node, int Offset) Locate(List<W.Text> texts, int position)
    {
        var node = 0;
        while (position >= texts[node].Text.Length)
            position -= texts[node++].Text.Length;
        return (node, position);
    }

    private static readonly Dictionary<string, TokenKind> Kinds = new()
    {
        [""] = TokenKind.Field,
        ["#"] = TokenKind.Loop,
        ["?"] = TokenKind.If,
        ["^"] = TokenKind.Unless,
        ["/"] = TokenKind.End,
    };

    [GeneratedRegex(@"\{\{\s*(?<kind>[#?^/]?)\s*(?<name>[\p{L}\p{Nd}_.\-@]{1,100})\s*\}\}")]
    private static partial Regex Token();

    [GeneratedRegex(@"\{\{|\}\}|｛｛|｝｝")]
    private static partial Regex Braces();
}
