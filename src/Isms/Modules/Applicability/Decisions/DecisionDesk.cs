using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Applicability.Domain;
using Isms.Modules.Assets;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Applicability.Decisions;

/// <summary>A decision as it is sent.</summary>
/// <param name="Standing">Applicable, excluded, or undecided again.</param>
/// <param name="Reasons">At least one for an applicable control.</param>
/// <param name="Reason">For an exclusion at least ten characters.</param>
/// <param name="Documents">Numbers or titles of the documents that carry the control, separated by 、 or a comma.</param>
/// <param name="ChallengeAnswer">Why remote work can be left out although the asset list has laptops or remote access; null keeps what was answered.</param>
public sealed record DecisionInput(
    ControlStanding Standing, IReadOnlyList<ReasonKind>? Reasons = null, [StringLength(ControlDecision.ReasonLength)] string? Reason = null,
    [StringLength(ControlDecision.DocumentsLength)] string? Documents = null, [StringLength(ControlDecision.AnswerLength)] string? ChallengeAnswer = null);

/// <summary>A control of a version, found by its key.</summary>
internal sealed record FoundControl(SoaVersion Soa, ControlDecision Decision, ControlImplementation Implementation);

/// <summary>What the operations on decisions share: finding a control by its key, and the rules of deciding.</summary>
internal sealed class DecisionDesk(IsmsDbContext db, ControlLinks links, SettingsReader settings)
{
    /// <summary>What is put up for signature, or signed, is frozen: a change is a new version.</summary>
    public static readonly Refusal Frozen = new("applicability.frozen");

    /// <summary>1.2.2: the body of the standard is taken over in full; only Annex A knows exclusions.</summary>
    public static readonly Refusal ClauseAlwaysApplies = new("applicability.clause-always-applies");

    /// <summary>A key of another edition; the code alone may mean something else in this one.</summary>
    public static readonly Refusal OtherEdition = new("applicability.other-edition");

    /// <summary>4.2.1.6 a): treatment relies on it.</summary>
    public static readonly Refusal ReliedOn = new("applicability.relied-on");

    /// <summary>The control of a version; refused with the reason when the key names a clause, another edition, or no edition at all.</summary>
    public async Task<Outcome<FoundControl>> FindAsync(Guid soaId, string keyText, CancellationToken ct)
    {
        if (await db.Set<SoaVersion>().FindAsync([soaId], ct) is not { } soa)
            return Refusal.NotFound;
        if (!ControlKey.TryParse(keyText, out var key))
            return Refusal.Invalid("key", "applicability.key-needs-edition", keyText);
        if (key.Edition != soa.Edition)
            return OtherEdition.With(key.ToString(), (int)soa.Edition, Corresponding(key, soa.Edition));
        var code = ControlCatalogue.Of(soa.Edition).Recognize(key.Code)?.Key.Code ?? key.Code.ToUpperInvariant();
        var found = await (
            from d in db.Set<ControlDecision>()
            join i in db.Set<ControlImplementation>() on d.ImplementationId equals i.Id
            where d.SoaId == soaId && d.Code == code
            select new { d, i }).FirstOrDefaultAsync(ct);
        if (found is not null)
            return new FoundControl(soa, found.d, found.i);
        return ControlCatalogue.Find(new ClauseKey(key.Edition, key.Code)) is { } clause
            ? ClauseAlwaysApplies.With(clause.Key.Number, clause.Title(CultureInfo.CurrentUICulture)) : Refusal.NotFound;
    }

    /// <summary>The decision as it will be stored, or everything that is wrong with it.</summary>
    /// <param name="keptAnswer">What was answered so far.</param>
    /// <param name="prefix">Before field names: <c>items[3].</c>.</param>
    public async Task<Outcome<DecisionFacts>> CheckAsync(ControlKey key, DecisionInput input, string keptAnswer, string prefix, CancellationToken ct)
    {
        var problems = new List<FieldProblem>();
        var reason = input.Reason?.Trim() ?? "";
        var reasons = (input.Reasons ?? []).Distinct().Order().ToList();
        if (input.Standing == ControlStanding.Applicable && reasons.Count == 0)
            problems.Add(new FieldProblem(prefix + "reasons", "applicability.reason-kind-required", key.Code));
        if (input.Standing == ControlStanding.Excluded && reason.Count(c => !char.IsWhiteSpace(c)) < ControlDecision.ShortestExclusionReason)
            problems.Add(new FieldProblem(prefix + "reason", "applicability.exclusion-reason-short", key.Code, ControlDecision.ShortestExclusionReason));
        var (documents, unknown) = DocumentNumbers.Read(input.Documents ?? "", await settings.TextAsync(KernelSettings.NumberPrefix, ct));
        if (unknown.Count > 0)
            problems.Add(new FieldProblem(prefix + "documents", "applicability.unknown-document", string.Join(Phrase.Of("ui.list-comma"), unknown)));
        if (problems.Count > 0)
            return Refusal.Invalid(problems);
        return new DecisionFacts(input.Standing, input.Standing == ControlStanding.Applicable ? reasons : [], reason,
            string.Join(DocumentNumbers.Separator, documents), input.ChallengeAnswer?.Trim() ?? keptAnswer);
    }

    /// <summary>Refuses to leave out what treatment relies on, with the items in the way; null when nothing does.</summary>
    public async Task<Refusal?> ReliedOnAsync(Edition edition, IReadOnlyCollection<ControlKey> excluded, Actor reader, CancellationToken ct)
    {
        if (excluded.Count == 0)
            return null;
        var items = await links.ItemsAsync(edition, whole: true, reader, ct);
        var relied = excluded.Where(items.Contains).ToList();
        return relied.Count == 0 ? null : ReliedOn.With(string.Join(Phrase.Of("ui.list-comma"), relied.Select(k => k.Code))) with
        {
            Obstacles = [.. relied.SelectMany(k => items[k].Select(i => new Obstacle($"{k.Code}: {i.Text}", i.Link)))],
        };
    }

    /// <summary>Assets that speak against leaving remote work out: laptops, mobile devices, remote access.</summary>
    public async Task<IReadOnlyList<AssetSummary>> RemoteAssetsAsync(Actor reader, CancellationToken ct) => await AssetViews.Summaries(db, reader).AsNoTracking()
        .Where(a => a.Known && !a.Retired && (a.CategoryCode == RemoteWork.PortableCategory || EF.Functions.Like(a.Name.ToUpper(), "%" + RemoteWork.RemoteAccess + "%")))
        .OrderBy(a => a.Number).Take(200).ToListAsync(ct);

    /// <summary>What a key of another edition corresponds to, for people.</summary>
    private static string Corresponding(ControlKey key, Edition edition)
    {
        var keys = ControlMap.To(key, edition).Select(m => m.Key.ToString()).ToList();
        return keys.Count == 0 ? Phrase.Of("applicability.no-counterpart") : string.Join(Phrase.Of("ui.list-comma"), keys);
    }

    public static List<FieldDifference> Differences(ControlDecision current, DecisionInput yours, string prefix = "")
    {
        FieldDifference[] all =
        [
            new("standing", StandingName(yours.Standing), StandingName(current.Standing)),
            new("reasons", ReasonNames(yours.Reasons ?? []), ReasonNames(current.Reasons)),
            new("reason", yours.Reason?.Trim() ?? "", current.Reason),
            new("documents", yours.Documents?.Trim() ?? "", current.Documents),
            new("challengeAnswer", yours.ChallengeAnswer?.Trim() ?? current.ChallengeAnswer, current.ChallengeAnswer),
        ];
        return [.. all.Where(d => d.Yours != d.Current).Select(d => d with { Field = prefix + d.Field })];
    }

    public static string StandingName(ControlStanding standing) => Phrase.Of("applicability.standing." + standing);

    public static string ReasonNames(IEnumerable<ReasonKind> reasons) =>
        string.Join(Phrase.Of("ui.list-comma"), reasons.Distinct().Order().Select(r => Phrase.Of("applicability.reason." + r)));
}
