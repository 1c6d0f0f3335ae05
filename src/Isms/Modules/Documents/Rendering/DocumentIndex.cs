using System.Globalization;
using System.Text;
using Isms.Kernel.Data;
using Isms.Kernel.Settings;
using Isms.Kernel.Standards;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Rendering;

/// <summary>A document that a text may mean.</summary>
internal sealed record IndexedDocument(Guid Id, string Number, string Pattern, Bilingual Titles, IReadOnlyList<string> Aliases);

/// <summary>All documents by every name under which texts mention them: number with or without prefix, title, alias. Brackets, spaces and case do not matter.</summary>
internal sealed class DocumentIndex
{
    private readonly Dictionary<string, IndexedDocument> _byName = new(StringComparer.Ordinal);

    private readonly IReadOnlyList<NamedRecordPlace> _records;

    private DocumentIndex(IReadOnlyList<IndexedDocument> all, string prefix, IReadOnlyList<NamedRecordPlace> records)
    {
        (All, _records) = (all, records);
        foreach (var document in all)
        {
            foreach (var name in document.Aliases.Append(document.Titles.Zh).Append(document.Titles.En).Append(document.Pattern).Append(document.Number))
                _byName.TryAdd(Plain(name), document);
        }
        Prefix = prefix;
    }

    public IReadOnlyList<IndexedDocument> All { get; }

    private string Prefix { get; }

    /// <summary>Documents alone, for choices and lists.</summary>
    public static Task<DocumentIndex> LoadAsync(IsmsDbContext db, SettingsReader settings, CancellationToken ct) => LoadAsync(db, settings, [], ct);

    /// <param name="records">Where records and annexes that texts name are kept.</param>
    public static async Task<DocumentIndex> LoadAsync(IsmsDbContext db, SettingsReader settings, IReadOnlyList<NamedRecordPlace> records, CancellationToken ct)
    {
        var rows = await db.Set<ControlledDocument>().AsNoTracking().Select(d => new { d.Id, d.Number, d.Pattern, d.TitleZh, d.TitleEn, d.Aliases }).ToListAsync(ct);
        return new DocumentIndex(rows.ConvertAll(r => new IndexedDocument(r.Id, r.Number, r.Pattern, new Bilingual(r.TitleZh, r.TitleEn),
            [.. r.Aliases.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)])), await settings.TextAsync(KernelSettings.NumberPrefix, ct), records);
    }

    /// <param name="name">A number (with the prefix, with XX or without), a title or an alias.</param>
    public IndexedDocument? Find(string name) => Plain(name) is { Length: > 0 } plain
        ? _byName.GetValueOrDefault(plain) ?? _byName.GetValueOrDefault(Plain(Prefix) + plain) ?? _byName.GetValueOrDefault("XX" + plain) : null;

    /// <summary>The record or annex that a title means in any of its spellings, when it is kept here; null otherwise.</summary>
    public NamedRecordPlace? FindRecord(string name) => NamedRecordPlace.Find(_records, name);

    /// <summary>The document whose name comes closest; null when none comes near.</summary>
    public IndexedDocument? Nearest(string name)
    {
        var plain = Plain(name);
        if (plain.Length < 3)
            return null;
        var best = _byName.Select(p => (p.Value, Score: Likeness(plain, p.Key))).OrderByDescending(p => p.Score).FirstOrDefault();
        return best.Score >= 0.5 ? best.Value : null;
    }

    public static string Plain(string name) => string.Concat(name.Normalize(NormalizationForm.FormKC).Where(char.IsLetterOrDigit)).ToUpper(CultureInfo.InvariantCulture);

    // Share of common pairs of characters (Dice).
    private static double Likeness(string a, string b)
    {
        var (left, right) = (Pairs(a), Pairs(b));
        return left.Count + right.Count == 0 ? 0 : 2.0 * left.Count(right.Contains) / (left.Count + right.Count);
    }

    private static HashSet<string> Pairs(string text) => [.. Enumerable.Range(0, Math.Max(0, text.Length - 1)).Select(i => text.Substring(i, 2))];
}
