using System.Globalization;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Applicability.Decisions;
using Isms.Modules.Applicability.Domain;
using Isms.Modules.Organization;
using Isms.Modules.Scope;

namespace Isms.Modules.Applicability.Versions;

/// <summary>What a version lacks.</summary>
public enum SoaGap
{
    /// <summary>Not decided on. Stands in the way of submitting, as do the next five.</summary>
    Undecided,

    /// <summary>A proposal of the move that nobody confirmed or changed.</summary>
    ToConfirm,

    /// <summary>Left out although treatment relies on it.</summary>
    ReliedOn,

    /// <summary>Remote work is left out, and nobody said why in spite of the laptops in the asset list.</summary>
    Challenge,

    /// <summary>Reported as implemented, with no evidence any more.</summary>
    Evidence,

    /// <summary>The version has no scope text.</summary>
    Scope,

    /// <summary>Applied, and no document says how. To be closed, but not in the way.</summary>
    Document,

    /// <summary>Applied, and no department answers for it. To be closed, but not in the way.</summary>
    Department,

    /// <summary>Decided otherwise than the responsibility matrix says (appendix 3). To be settled, but not in the way.</summary>
    Responsibility,

    /// <summary>Its scope text is not that of the scope in force (1.2.1). To be settled, but not in the way.</summary>
    ScopeDiffers,
}

/// <summary>One thing a version lacks.</summary>
/// <param name="Key">The control; null when the version itself is meant.</param>
/// <param name="Title">The control's title in the reader's language.</param>
/// <param name="Link">Where it is put right.</param>
/// <param name="Blocks">True when the version cannot be submitted with it.</param>
public sealed record GapFound(SoaGap Gap, string? Key, string Title, string Link, bool Blocks)
{
    /// <summary>In the reader's language.</summary>
    public string Text => Phrase.Of("applicability.gap." + Gap);
}

/// <summary>Looks a version through before it is signed (4.2.1.10).</summary>
internal sealed class SoaCheck(ControlLinks links, DecisionDesk desk, StatementReader statements, LeadUnits leads, ScopeInForce scopes, SettingsReader settings)
{
    public static readonly Refusal Incomplete = new("applicability.incomplete");

    /// <summary>Obstacles of one kind that are named one by one; the rest is counted.</summary>
    private const int MostNamed = 10;

    public async Task<IReadOnlyList<GapFound>> GapsAsync(SoaVersion soa, CancellationToken ct)
    {
        var rows = await statements.RowsAsync(soa, ct);
        var items = soa.IsDraft ? await links.ItemsAsync(soa.Edition, whole: true, ControlLinks.Nobody, ct) : Array.Empty<RelyingItem>().ToLookup(i => i.Key);
        var challenged = rows.Any(Unanswered) && (await desk.RemoteAssetsAsync(ControlLinks.Nobody, ct)).Count > 0;
        var gaps = new List<GapFound>();
        if (soa.Scope.Length == 0)
            gaps.Add(new GapFound(SoaGap.Scope, null, soa.VersionLabel, SoaPages.Soa(soa.Id), true));
        gaps.AddRange(rows.SelectMany(row => Of(row, items.Contains(row.Key), challenged)
            .Select(gap => new GapFound(gap, row.Key.ToString(), row.Title(CultureInfo.CurrentUICulture), SoaPages.Control(soa.Id, row.Key), gap < SoaGap.Document))));
        if (soa.Scope.Length > 0 && await scopes.CurrentAsync(ct) is { } scope && scope.ScopeText != soa.Scope)
            gaps.Add(new GapFound(SoaGap.ScopeDiffers, null, $"{soa.VersionLabel} / {scope.VersionLabel}", SoaPages.Soa(soa.Id), false));
        if (await leads.AsOfAsync(await settings.TodayAsync(ct), ct) is { } matrix)
            gaps.AddRange(Against(matrix, rows));
        return gaps;
    }

    /// <summary>What stands in the way of submitting, named with links; null when nothing does.</summary>
    public async Task<Refusal?> ObstacleAsync(SoaVersion soa, CancellationToken ct)
    {
        var blocking = (await GapsAsync(soa, ct)).Where(g => g.Blocks).ToList();
        if (blocking.Count == 0)
            return null;
        var named = blocking.GroupBy(g => g.Gap).SelectMany(kind => kind.Take(MostNamed)
            .Select(g => new Obstacle(g.Key is null ? g.Text : $"{g.Text}: {ControlOf(g.Key)} {g.Title}", g.Link))
            .Concat(kind.Count() > MostNamed ? [new Obstacle(Phrase.Of("applicability.more-of", kind.First().Text, kind.Count() - MostNamed), SoaPages.Gaps(soa.Id))] : []));
        return Incomplete.With(blocking.Count) with { Obstacles = [.. named] };
    }

    private static IEnumerable<SoaGap> Of(StatementRow row, bool reliedOn, bool challenged)
    {
        var (decision, applicable) = (row.Decision, row.Decision.Standing == ControlStanding.Applicable);
        if (decision.Standing == ControlStanding.Undecided)
            yield return SoaGap.Undecided;
        else if (decision.ToConfirm)
            yield return SoaGap.ToConfirm;
        if (decision.Standing == ControlStanding.Excluded && reliedOn)
            yield return SoaGap.ReliedOn;
        if (challenged && Unanswered(row))
            yield return SoaGap.Challenge;
        if (applicable && row.Status == ImplementationStatus.Implemented && !row.HasEvidence)
            yield return SoaGap.Evidence;
        if (applicable && decision.Documents.Length == 0)
            yield return SoaGap.Document;
        if (applicable && row.Department.Length == 0)
            yield return SoaGap.Department;
    }

    // R-APP3-04: a control that applies while the matrix says its element does not, and an element with duties all of whose controls are left out.
    private static IEnumerable<GapFound> Against(ResponsibilitySnapshot matrix, IReadOnlyList<StatementRow> rows) =>
        rows.Select(r => (Row: r, Element: matrix.RowOf(r.Key))).Where(r => r.Element is not null).GroupBy(r => r.Element!.Element.Code).SelectMany(element =>
        {
            var conflicts = element.First().Element!.IsNotApplicable
                ? element.Where(r => r.Row.Decision.Standing == ControlStanding.Applicable)
                : element.All(r => r.Row.Decision.Standing == ControlStanding.Excluded) ? element : [];
            return conflicts.Select(r => new GapFound(SoaGap.Responsibility, r.Row.Key.ToString(), r.Row.Title(CultureInfo.CurrentUICulture), ResponsibilityViews.PageOf(matrix, element.Key), false));
        });

    private static bool Unanswered(StatementRow row) => row.Decision is { Standing: ControlStanding.Excluded, ChallengeAnswer.Length: 0 } && RemoteWork.Asks(row.Key);

    private static string ControlOf(string key) => ControlKey.TryParse(key, out var parsed) ? parsed.Code : key;
}
