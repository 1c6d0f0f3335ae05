using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;

namespace Isms.Modules.Conformity;

/// <summary>A piece of evidence as people see it.</summary>
/// <param name="Kind">Of <c>catalogs/evidence.tsv</c>, or the number of a document or form.</param>
/// <param name="KindTitle">In the reader's language.</param>
/// <param name="Date">When it took effect or was recorded.</param>
/// <param name="GoodUntil">The last day it may stand; null when no limit is set for it alone.</param>
/// <param name="Count">How many things it stands for.</param>
/// <param name="Link">Its page.</param>
/// <param name="HasFile">True when a pack holds its document, false when it holds its facts.</param>
public sealed record EvidenceView(
    string Kind, string KindTitle, string Number, string Title, string Version, EvidenceState State, DateOnly? Date, DateOnly? GoodUntil, int Count, string Link, bool HasFile);

/// <summary>A piece of evidence, judged by its age, with the clauses of one edition that it speaks for.</summary>
internal sealed record JudgedEvidence(EvidenceItem Item, EvidenceState State, string KindTitle, IReadOnlyList<ClauseKey> Clauses)
{
    public EvidenceView View() => new(
        Item.Kind, KindTitle, Item.Number, Item.Title, Item.Version, State, Item.Date, Item.GoodUntil, Item.Count, Item.Link, Item.Open is not null);
}

/// <summary>Asks every process what evidence it holds, and judges what comes.</summary>
internal sealed class EvidenceReader(IEnumerable<IContribute<EvidenceAsked, EvidenceItem>> sources, SettingsReader settings)
{
    /// <summary>Only what this person may see, newest first within each kind.</summary>
    public async Task<IReadOnlyList<JudgedEvidence>> AllAsync(Actor actor, EvidenceAsked asked, Edition edition, CancellationToken ct)
    {
        var months = await settings.NumberAsync(ConformityModule.RenewalMonths, ct);
        var day = asked.To is { } to && to < actor.Today ? to : actor.Today;
        var found = new List<EvidenceItem>();
        foreach (var source in sources)
            found.AddRange(await source.AnswerAsync(actor, asked, ct));
        return [.. found.Where(i => Falls(i, asked)).GroupBy(i => i.Kind, StringComparer.Ordinal).SelectMany(g => Judge(g.Key, g, day, months, edition, actor.Culture))];
    }

    /// <summary>What the reference of a question means: a kind, a document, or the records of a procedure.</summary>
    public static string TitleOf(string reference, CultureInfo culture) =>
        EvidenceKind.Find(reference)?.Titles.In(culture)
        ?? Listed(reference)?.Title(culture)
        ?? (Listed("XX-" + reference) is { } procedure ? Phrase.In(culture, "conformity.records-of", procedure.Title(culture)) : reference);

    /// <summary>True when a kind of evidence is what the reference asks for: the kind itself, the document, or a form of the procedure.</summary>
    public static bool Answers(string reference, string kind)
    {
        var (wanted, given) = (Plain(reference), Plain(kind));
        return given == wanted || (wanted.Length < given.Length && given.StartsWith(wanted + "-R", StringComparison.Ordinal));
    }

    private static bool Falls(EvidenceItem item, EvidenceAsked asked) =>
        item.Date is not { } date || ((asked.To is not { } to || date <= to) && (asked.From is not { } from || date >= from || item.State is EvidenceState.Live or EvidenceState.OutOfDate));

    private static IEnumerable<JudgedEvidence> Judge(string code, IEnumerable<EvidenceItem> items, DateOnly day, int months, Edition edition, CultureInfo culture)
    {
        var kind = EvidenceKind.Find(code);
        var inOrder = items.OrderByDescending(i => i.Date ?? DateOnly.MaxValue).ToList();
        var ofKind = kind?.In(edition) ?? [];
        var anyFresh = inOrder.Exists(i => i.State == EvidenceState.Live && !IsOld(i));
        foreach (var item in inOrder)
        {
            var state = item.State != EvidenceState.Live ? item.State
                : item.GoodUntil < day ? EvidenceState.OutOfDate
                : !IsOld(item) ? EvidenceState.Live
                // A newer one of the kind took its place.
                : anyFresh ? EvidenceState.Superseded : EvidenceState.OutOfDate;
            yield return new JudgedEvidence(item, state, kind?.Titles.In(culture) ?? Listed(code)?.Title(culture) ?? item.Title, [.. ofKind.Union(EvidenceKind.In(item.Clauses, edition))]);
        }

        bool IsOld(EvidenceItem item) => kind is { Renewed: true } && item.Date?.AddMonths(months) < day;
    }

    private static ListedDocument? Listed(string pattern) => DocumentList.All.FirstOrDefault(d => d.Pattern == pattern);

    private static string Plain(string code) => code.StartsWith("XX-", StringComparison.Ordinal) ? code[3..] : code;
}
