using System.Globalization;
using System.Text.RegularExpressions;
using Isms.Kernel.Signing;
using Isms.Kernel.Standards;
using Isms.Modules.Documents.Rendering;

namespace Isms.Modules.Documents.Checking;

/// <summary>What is wrong with a mention in a text.</summary>
public enum ReferenceFault
{
    /// <summary>A title or mark that leads to no document.</summary>
    NoDocument,

    /// <summary>It leads to a document, but is spelled otherwise than the list has it.</summary>
    Spelling,

    /// <summary>A clause that the text does not have.</summary>
    NoClause,

    /// <summary>A clause that exists but is about something else.</summary>
    OtherClause,

    /// <summary>Text that somebody still has to replace.</summary>
    Placeholder,

    /// <summary>The name of another company, left from where the text came from.</summary>
    OtherCompany,
}

/// <summary>One thing to look at in a text.</summary>
/// <param name="Place">The heading under which it stands; empty before the first.</param>
/// <param name="Around">It with some words before and after.</param>
/// <param name="Suggestion">What may have been meant; empty when nothing comes close.</param>
public sealed record ReferenceFinding(ReferenceFault Fault, string Found, string Place, string Around, string Suggestion);

/// <summary>Looks through one text: titles in 《》, marks, clause numbers, placeholders and company names.</summary>
internal sealed partial class ReferenceScan(DocumentIndex index, string organization, CultureInfo culture)
{
    private const int Neighbourhood = 16;

    /// <param name="text">Markdown or the words of a file.</param>
    public IReadOnlyList<ReferenceFinding> Run(string text)
    {
        var findings = new List<ReferenceFinding>();
        var clauses = Clause().Matches(text).GroupBy(m => m.Groups["number"].Value, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Groups["title"].Value.Trim(), StringComparer.Ordinal);
        var place = "";
        foreach (var line in text.Split('\n'))
        {
            if (Heading().Match(line) is { Success: true } heading)
                place = heading.Groups["title"].Value.Trim();
            foreach (Match match in Title().Matches(line))
                Add(findings, OfTitle(match), place, line, match);
            foreach (Match match in Mark().Matches(line))
            {
                if (index.Find(match.Groups["name"].Value) is null && index.FindRecord(match.Groups["name"].Value) is null)
                    Add(findings, (ReferenceFault.NoDocument, Nearest(match.Groups["name"].Value)), place, line, match);
            }
            // A text without numbered clauses of its own speaks of another text's.
            if (clauses.Count > 0)
            {
                foreach (Match match in Cited().Matches(line))
                    Add(findings, OfClause(match.Groups["number"].Value, place, line, clauses), place, line, match);
            }
            foreach (Match match in Company().Matches(line))
            {
                if (!organization.Contains(match.Value, StringComparison.Ordinal) && !match.Value.Contains(organization, StringComparison.Ordinal))
                    Add(findings, (ReferenceFault.OtherCompany, organization), place, line, match);
            }
        }
        findings.AddRange(PlaceholderScanner.Find(text).Select(p => new ReferenceFinding(ReferenceFault.Placeholder, p.Found, "", p.Around, "")));
        return findings;
    }

    private (ReferenceFault, string)? OfTitle(Match match)
    {
        var name = match.Groups["name"].Value;
        if (index.Find(name) is { } document)
            return name == document.Titles.Zh || name == document.Titles.En ? null : (ReferenceFault.Spelling, document.Titles.In(culture));
        if (DocumentList.ResolveRecord(name) is { } record)
            return name == record.Titles.Zh || name == record.Titles.En ? null : (ReferenceFault.Spelling, record.Title(culture));
        // Laws and standards are cited by title too; they belong to the register of external documents.
        return (ReferenceFault.NoDocument, Nearest(name));
    }

    private static (ReferenceFault, string)? OfClause(string number, string place, string line, Dictionary<string, string> clauses)
    {
        // A sentence is about what its heading says; the clause in which it stands is not what it cites.
        var sentence = place + line;
        var fitting = clauses.Where(c => !place.StartsWith(c.Key + " ", StringComparison.Ordinal)).Select(c => (c.Key, c.Value, Score: Common(c.Value, sentence))).OrderByDescending(c => c.Score).ThenByDescending(c => c.Key.Length).FirstOrDefault();
        var suggestion = fitting.Score > 0 ? $"{fitting.Key} {fitting.Value}" : "";
        if (!clauses.TryGetValue(number, out var title))
            return (ReferenceFault.NoClause, suggestion);
        return fitting.Score > 0 && Common(title, sentence) == 0 && title.Length > 0 ? (ReferenceFault.OtherClause, suggestion) : null;
    }

    // Pairs of characters that a clause's title shares with the sentence that cites it; those that occur everywhere say nothing.
    private static int Common(string title, string sentence) => Enumerable.Range(0, Math.Max(0, title.Length - 1)).Select(i => title.Substring(i, 2)).Distinct()
        .Count(pair => !Everywhere.Contains(pair) && sentence.Contains(pair, StringComparison.Ordinal));

    private static readonly string[] Everywhere = ["信息", "安全", "管理", "体系", "息安", "全管", "理体", "的信", "和信", "控制", "系的", "评审", "改进", "职责", "审核", "施信", "全职"];

    private string Nearest(string name) => index.Nearest(name) is { } near ? $"{near.Number} {near.Titles.In(culture)}" : "";

    private static void Add(List<ReferenceFinding> findings, (ReferenceFault Fault, string Suggestion)? fault, string place, string line, Match match)
    {
        if (fault is not { } found)
            return;
        var (from, to) = (Math.Max(0, match.Index - Neighbourhood), Math.Min(line.Length, match.Index + match.Length + Neighbourhood));
        findings.Add(new ReferenceFinding(found.Fault, match.Value.Length <= AcceptedReference.FoundLength ? match.Value : match.Value[..AcceptedReference.FoundLength], place, line[from..to], found.Suggestion));
    }

    [GeneratedRegex(@"《(?<name>[^《》\r\n]{2,60})》")]
    private static partial Regex Title();

    [GeneratedRegex(@"\[\[\s*(?<name>[^\[\]#\r\n]{1,80}?)\s*(?:#[^\[\]]*)?\]\]")]
    private static partial Regex Mark();

    [GeneratedRegex(@"^#{0,6}[ \t]*(?<number>\d{1,2}(?:\.\d{1,2}){1,5})[ \t]+(?<title>[^\r\n]{1,60})$", RegexOptions.Multiline)]
    private static partial Regex Clause();

    [GeneratedRegex(@"^(?:#{1,6}[ \t]*(?<title>.+)|(?<title>\d{1,2}(?:\.\d{1,2}){1,5}[ \t]+\S.*))$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"(?:见|按照?|参见|依据|第)(?:本手册)?第?[ ]?(?<number>\d{1,2}(?:\.\d{1,2}){1,5})(?![\d.]*\d)")]
    private static partial Regex Cited();

    [GeneratedRegex(@"[\u4e00-\u9fffA-Za-z（）()]{2,20}?(?:股份有限公司|有限责任公司|有限公司)")]
    private static partial Regex Company();
}
