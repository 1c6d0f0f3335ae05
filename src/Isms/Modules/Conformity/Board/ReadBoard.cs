using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Standards;

namespace Isms.Modules.Conformity.Board;

/// <summary>How far a clause is met; the worst first.</summary>
public enum ClauseState
{
    /// <summary>Nothing to show.</summary>
    Nothing,

    /// <summary>Only what is still being drawn up.</summary>
    InPreparation,

    /// <summary>Something to show, but part of it is older than it may be.</summary>
    OutOfDate,

    /// <summary>Live documents or records.</summary>
    Met,
}

/// <summary>What a clause is in another edition.</summary>
public sealed record ClauseCounterpart(Edition Edition, string Key, string Number, string Title, MapRelation Relation);

/// <summary>A topic that the manual does not require and an audit to this edition will ask about.</summary>
/// <param name="Answered">True when there is live evidence of a kind that answers it.</param>
public sealed record BeyondManual(string About, IReadOnlyList<string> Evidence, bool Answered);

/// <summary>One clause with what stands behind it.</summary>
/// <param name="Key">Such as <c>2022:6.1.2</c>.</param>
/// <param name="Live">Pieces of evidence that hold.</param>
/// <param name="Expected">Kinds of evidence that would be looked for, in the reader's language.</param>
/// <param name="Evidence">What holds or is under way, by kind, newest first.</param>
/// <param name="Beyond">Topics the manual does not require.</param>
public sealed record ClauseView(
    string Key, string Number, string Title, ClauseState State, int Live, int OutOfDate, int InPreparation,
    IReadOnlyList<string> Expected, IReadOnlyList<EvidenceView> Evidence, IReadOnlyList<ClauseCounterpart> Counterparts, IReadOnlyList<BeyondManual> Beyond);

/// <summary>The clauses of one edition, the gaps first.</summary>
/// <param name="Met">Clauses with live evidence and nothing out of date.</param>
/// <param name="Beyond">Topics beyond the manual without an answer.</param>
public sealed record BoardView(Edition Edition, string Iso, string Gb, DateOnly Day, int Clauses, int Met, int OutOfDate, int Nothing, int Beyond, IReadOnlyList<ClauseView> Rows);

/// <summary>
/// 条款符合性看板 (4.1.1): every clause of an edition with the live documents and records behind it. Maps lead from edition to edition; equal numbers never do.
/// </summary>
internal sealed class ReadBoard(EvidenceReader evidence, SettingsReader settings)
{
    /// <param name="year">Of the edition; null for the one set.</param>
    public async Task<Outcome<BoardView>> RunAsync(Actor actor, int? year, CancellationToken ct)
    {
        if (actor.Refuses(ConformityPermissions.See) is { } no)
            return no;
        var edition = (Edition)(year ?? await settings.NumberAsync(ConformityModule.Edition, ct));
        if (!Enum.IsDefined(edition))
            return Refusal.NotFound;
        var found = await evidence.AllAsync(actor, new EvidenceAsked(), edition, ct);
        var rows = ClauseRows.Of(edition, found, actor.Culture).OrderBy(r => r.State).ToList();
        var names = EditionNames.Of(edition);
        return new BoardView(edition, names.Iso, names.Gb, actor.Today, rows.Count, rows.Count(r => r.State == ClauseState.Met), rows.Count(r => r.State == ClauseState.OutOfDate),
            rows.Count(r => r.State is ClauseState.Nothing or ClauseState.InPreparation), rows.Sum(r => r.Beyond.Count(b => !b.Answered)), rows);
    }
}

/// <summary>One clause with all its evidence.</summary>
internal sealed class ReadClause(EvidenceReader evidence)
{
    /// <param name="key">Such as <c>2013:6.1.2</c>.</param>
    public async Task<Outcome<ClauseView>> RunAsync(Actor actor, string key, CancellationToken ct)
    {
        if (actor.Refuses(ConformityPermissions.See) is { } no)
            return no;
        if (!ClauseKey.TryParse(key, out var clause) || ControlCatalogue.Find(clause) is null)
            return Refusal.NotFound;
        var found = await evidence.AllAsync(actor, new EvidenceAsked(), clause.Edition, ct);
        return ClauseRows.One(ControlCatalogue.Find(clause)!, found, actor.Culture);
    }
}

/// <summary>Clauses judged by the evidence at hand.</summary>
internal static class ClauseRows
{
    /// <summary>Clauses that are no mere headings, in the standard's order.</summary>
    public static IEnumerable<ClauseView> Of(Edition edition, IReadOnlyList<JudgedEvidence> found, CultureInfo culture) =>
        Judged(edition, found).Select(c => One(c, found, culture));

    /// <summary>Clauses to judge: those without sub-clauses, and those that something was recorded for by their own number.</summary>
    public static IEnumerable<StandardClause> Judged(Edition edition, IReadOnlyList<JudgedEvidence> found)
    {
        var clauses = ControlCatalogue.Of(edition).Clauses;
        var parents = clauses.Select(c => c.Parent).ToHashSet();
        var named = found.SelectMany(e => e.Clauses).ToHashSet();
        return clauses.Where(c => !parents.Contains(c.Key) || named.Contains(c.Key));
    }

    public static ClauseView One(StandardClause clause, IReadOnlyList<JudgedEvidence> found, CultureInfo culture)
    {
        var own = found.Where(e => e.Clauses.Contains(clause.Key) && e.State != EvidenceState.Superseded).ToList();
        int Count(EvidenceState state) => own.Count(e => e.State == state);
        var (live, old, coming) = (Count(EvidenceState.Live), Count(EvidenceState.OutOfDate), Count(EvidenceState.InPreparation));
        return new ClauseView(
            clause.Key.ToString(), clause.Key.Number, clause.Title(culture),
            old > 0 ? ClauseState.OutOfDate : live > 0 ? ClauseState.Met : coming > 0 ? ClauseState.InPreparation : ClauseState.Nothing, live, old, coming,
            [.. EvidenceKind.All.Where(k => k.In(clause.Key.Edition).Contains(clause.Key)).Select(k => k.Titles.In(culture)).Order(StringComparer.Ordinal)],
            [.. own.OrderBy(e => e.State == EvidenceState.InPreparation).ThenBy(e => e.KindTitle, StringComparer.Ordinal).Select(e => e.View())],
            [.. EditionNames.All.Where(e => e.Edition != clause.Key.Edition).SelectMany(e => ClauseMap.To(clause.Key, e.Edition))
                .Select(m => new ClauseCounterpart(m.Key.Edition, m.Key.ToString(), m.Key.Number, ControlCatalogue.Find(m.Key)!.Title(culture), m.Relation))],
            [.. ClauseTopic.Of(clause.Key).Select(t => new BeyondManual(t.About.In(culture), [.. t.Evidence.Select(k => EvidenceReader.TitleOf(k, culture))],
                found.Any(e => e.State == EvidenceState.Live && t.Evidence.Contains(e.Item.Kind))))]);
    }
}
