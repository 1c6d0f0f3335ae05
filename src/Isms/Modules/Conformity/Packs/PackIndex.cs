using System.Globalization;
using System.Net;
using System.Text;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;

namespace Isms.Modules.Conformity.Packs;

/// <summary>The page that leads through a pack; it carries its own style and needs no script.</summary>
internal static class PackIndex
{
    private const string Style = """
        body{font:15px/1.6 system-ui,"Microsoft YaHei","PingFang SC","Noto Sans CJK SC",sans-serif;color:#1d2733;max-width:1100px;margin:0 auto;padding:24px 20px}
        h1{font-size:24px;margin:0 0 4px}h2{font-size:18px;margin:32px 0 6px;border-bottom:2px solid #206bc4;padding-bottom:4px}
        table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:6px 8px;border-bottom:1px solid #dde3ea}th{background:#f3f6f9;font-weight:600}
        .num{text-align:right;white-space:nowrap}code{font-size:12px;word-break:break-all;color:#55606e}dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 16px;margin:16px 0}dt{color:#55606e}dd{margin:0}
        .none{background:#fdecea;padding:8px 12px;border-left:4px solid #d63939}.old{color:#a15c00;font-weight:600}nav{float:right}ul.toc{columns:2;padding-left:20px}pre{white-space:pre-wrap;background:#f3f6f9;padding:12px;font:inherit}
        @media print{nav{display:none}h2{break-after:avoid}}@media(max-width:600px){ul.toc{columns:1}.hash{display:none}dl{grid-template-columns:1fr}nav{float:none}}
        """;

    public static string Write(PackFacts facts, IReadOnlyList<(StandardClause Clause, List<PackEntry> Entries)> clauses, CultureInfo culture)
    {
        var zh = culture.TwoLetterISOLanguageName != "en";
        string T(string key, params object?[] args) => E(Phrase.In(culture, "conformity." + key, args));
        var html = new StringBuilder(16 * 1024);
        html.Append("<!DOCTYPE html>\n<html lang=\"").Append(zh ? "zh-CN" : "en").Append("\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>")
            .Append(E(facts.Number)).Append(' ').Append(T("pack.title")).Append("</title><style>").Append(Style).Append("</style></head><body>\n<nav>")
            .Append(zh ? "<a href=\"index.en.html\" lang=\"en\">English</a>" : "<a href=\"index.html\" lang=\"zh-CN\">中文</a>").Append("</nav>\n<h1>").Append(T("pack.title")).Append(' ').Append(E(facts.Number)).Append("</h1>\n<dl>");
        var names = EditionNames.Of(facts.Edition);
        Fact(T("pack.organization"), E(facts.Organization));
        Fact(T("pack.edition"), E($"{names.Iso} · {names.Gb}"));
        Fact(T("pack.period"), E(string.Create(CultureInfo.InvariantCulture, $"{facts.From:yyyy-MM-dd} – {facts.To:yyyy-MM-dd}")));
        Fact(T("pack.prepared"), E(string.Create(CultureInfo.InvariantCulture, $"{facts.PreparedBy} · {facts.PreparedAt:yyyy-MM-dd HH:mm}")));
        Fact(T("pack.ledger-hash"), $"<code>{E(facts.LedgerHash)}</code>");
        html.Append("</dl>\n<ul class=\"toc\">");
        foreach (var (clause, entries) in clauses)
            html.Append(culture, $"<li><a href=\"#{Anchor(clause)}\">{E(clause.Key.Number)} {E(clause.Title(culture))}</a> ({entries.Count})</li>\n");
        html.Append("</ul>\n");
        foreach (var (clause, entries) in clauses)
        {
            html.Append(culture, $"<h2 id=\"{Anchor(clause)}\">{E(clause.Key.Number)} {E(clause.Title(culture))}</h2>\n");
            if (entries.Count == 0)
            {
                html.Append("<p class=\"none\">").Append(T("pack.nothing")).Append("</p>\n");
                continue;
            }
            html.Append("<table><thead><tr>");
            foreach (var key in (ReadOnlySpan<string>)["kind", "evidence-title", "version", "date", "evidence-state"])
                html.Append("<th>").Append(T(key)).Append("</th>");
            html.Append("<th class=\"hash\">SHA-256</th></tr></thead><tbody>\n");
            foreach (var entry in entries)
                Row(entry);
            html.Append("</tbody></table>\n");
        }
        html.Append("<h2>").Append(T("pack.verify-title")).Append("</h2>\n<pre>").Append(T("pack.verify")).Append("</pre>\n</body></html>\n");
        return html.ToString();

        void Fact(string label, string value) => html.Append("<dt>").Append(label).Append("</dt><dd>").Append(value).Append("</dd>");

        void Row(PackEntry entry)
        {
            var item = entry.Evidence.Item;
            var name = E(string.Join(' ', new[] { item.Number, item.Title }.Where(p => p.Length > 0)));
            var kind = EvidenceKind.Find(item.Kind)?.Titles.In(culture) ?? EvidenceReader.TitleOf(item.Kind, culture);
            html.Append("<tr><td>").Append(E(kind)).Append("</td><td>");
            html.Append(entry.Path.Length > 0 ? $"<a href=\"{E(Address(entry.Path))}\">{name}</a>" : $"{name}<div class=\"old\">{T("pack.not-made", entry.Problem)}</div>");
            html.Append("</td><td>").Append(E(item.Version)).Append("</td><td class=\"num\">").Append(item.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).Append("</td><td")
                .Append(entry.Evidence.State == EvidenceState.OutOfDate ? " class=\"old\">" : ">").Append(T("evidence-state." + entry.Evidence.State))
                .Append("</td><td class=\"hash\"><code>").Append(entry.Sha256).Append("</code></td></tr>\n");
        }
    }

    private static string Address(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private static string Anchor(StandardClause clause) => "c" + clause.Key.Number.Replace(" ", "-", StringComparison.Ordinal).TrimEnd(')');

    private static string E(string text) => WebUtility.HtmlEncode(text);
}
