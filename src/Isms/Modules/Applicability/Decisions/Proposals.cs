using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Standards;
using Isms.Modules.Applicability.Versions;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Applicability.Decisions;

/// <summary>What the move proposes for one control.</summary>
public sealed record ProposalView(
    Guid Id, string Key, string Code, string Title, MoveProposal Proposal, bool ToConfirm, ControlStanding Standing, IReadOnlyList<ReasonKind> Reasons, string Reason,
    IReadOnlyList<NamedControl> Sources, int Version);

/// <summary>A control of the old edition that has no counterpart.</summary>
/// <param name="Clause">The clause that took it over, which always applies; null when it has no place of its own.</param>
public sealed record EndedControl(string Key, string Title, ControlStanding Standing, string? Clause, string Link);

/// <summary>A move to another edition.</summary>
/// <param name="Ended">What the old statement decided and the new edition no longer asks.</param>
public sealed record EditionMoveView(Guid SoaId, string VersionLabel, Edition From, Edition To, IReadOnlyList<ProposalView> Proposals, IReadOnlyList<EndedControl> Ended);

/// <summary>Everything the move of a version proposes, confirmed or not.</summary>
internal sealed class ListProposals(IsmsDbContext db, StatementReader statements)
{
    /// <summary>The version was not moved from another edition.</summary>
    public static readonly Refusal NotMoved = new("applicability.not-moved");

    public async Task<Outcome<EditionMoveView>> RunAsync(Actor actor, Guid soaId, CancellationToken ct)
    {
        if (actor.Refuses(SoaPermissions.Read) is { } no)
            return no;
        if (await db.Set<SoaVersion>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == soaId, ct) is not { } soa)
            return Refusal.NotFound;
        var before = soa.BasedOnId is { } id ? await db.Set<SoaVersion>().AsNoTracking().SingleAsync(s => s.Id == id, ct) : null;
        if (before is null || before.Edition == soa.Edition)
            return NotMoved;
        var culture = CultureInfo.CurrentUICulture;
        var old = (await statements.RowsAsync(before, ct)).Where(r => !r.Decision.Additional).ToDictionary(r => r.Key);
        var rows = await db.Set<ControlDecision>().AsNoTracking().Where(d => d.SoaId == soaId && !d.Additional).OrderBy(d => d.Position).ToListAsync(ct);
        return new EditionMoveView(soa.Id, soa.VersionLabel, before.Edition, soa.Edition, [.. rows.Select(d => Proposal(d, old, culture))],
            [.. old.Values.Where(r => ControlMap.To(r.Key, soa.Edition).Count == 0).Select(r => new EndedControl(
                r.Key.ToString(), r.Title(culture), r.Decision.Standing, ControlMap.Ended(r.Key)?.Clause?.Number, SoaPages.Control(before.Id, r.Key)))]);
    }

    private static ProposalView Proposal(ControlDecision d, Dictionary<ControlKey, StatementRow> old, CultureInfo culture)
    {
        var sources = ControlMap.To(d.Key, old.Keys.First().Edition).Where(m => old.ContainsKey(m.Key)).Select(m =>
            new NamedControl(m.Key.ToString(), old[m.Key].Title(culture), m.Relation, old[m.Key].Decision.Standing, SoaPages.Control(old[m.Key].Decision.SoaId, m.Key)));
        return new ProposalView(d.Id, d.Key.ToString(), d.Code, culture.TwoLetterISOLanguageName == "en" ? d.TitleEn : d.TitleZh, d.Proposal, d.ToConfirm, d.Standing, d.Reasons, d.Reason,
            [.. sources], d.Version);
    }
}

/// <summary>Agrees with proposals as they stand.</summary>
public sealed record ConfirmProposalsRequest(Guid SoaId, [Required, MinLength(1), MaxLength(200)] IReadOnlyList<ProposalConfirmed> Items);

/// <param name="Version">The version of the decision that was looked at.</param>
public sealed record ProposalConfirmed([Required] string Key, [Range(1, int.MaxValue)] int Version);

/// <summary>Confirms several proposals at once; what is undecided or not complete must be decided instead.</summary>
internal sealed class ConfirmProposals(IsmsDbContext db, DecisionDesk desk)
{
    public async Task<Outcome<SoaSheetSaved>> RunAsync(Actor actor, ConfirmProposalsRequest request, CancellationToken ct)
    {
        if (actor.Refuses(SoaPermissions.Edit, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        var (problems, differences, confirmed) = (new List<FieldProblem>(), new List<FieldDifference>(), new List<ControlDecision>());
        foreach (var (index, item) in request.Items.Index())
        {
            var found = await desk.FindAsync(request.SoaId, item.Key, ct);
            if (found.Refusal is { } missing)
                return missing;
            var (soa, decision, _) = found.Value!;
            if (!soa.IsDraft)
                return DecisionDesk.Frozen.With(soa.VersionLabel);
            var prefix = string.Create(CultureInfo.InvariantCulture, $"items[{index}].");
            if (decision.Version != item.Version)
                differences.Add(new FieldDifference(prefix + "version", Text(item.Version), Text(decision.Version)));
            if (decision.Standing == ControlStanding.Undecided)
                problems.Add(new FieldProblem(prefix + "key", "applicability.decide-first", decision.Code));
            else if ((await desk.CheckAsync(decision.Key, InputOf(decision), "", prefix, ct)).Refusal is { } incomplete)
                problems.AddRange(incomplete.Fields);
            confirmed.Add(decision);
        }
        if (differences.Count > 0)
            return Refusal.Stale(differences);
        if (problems.Count > 0)
            return Refusal.Invalid(problems);
        if (await desk.ReliedOnAsync(confirmed[0].Edition, [.. confirmed.Where(d => d.Standing == ControlStanding.Excluded).Select(d => d.Key)], actor, ct) is { } relied)
            return relied;
        confirmed.ForEach(d => d.Confirm());
        await db.SaveAsync(actor, "applicability.confirm", ct);
        await writing.CommitAsync(ct);
        return new SoaSheetSaved(confirmed.Count, []);
    }

    private static DecisionInput InputOf(ControlDecision d) => new(d.Standing, d.Reasons, d.Reason, d.Documents, d.ChallengeAnswer);

    private static string Text(int version) => version.ToString(CultureInfo.InvariantCulture);
}
