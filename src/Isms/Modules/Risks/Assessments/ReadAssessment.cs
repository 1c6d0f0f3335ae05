using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Criteria.Domain;
using Isms.Modules.Risks.Reassessment;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.Assessments;

/// <summary>Somebody named by id.</summary>
public sealed record NamedPerson(Guid Id, string Name);

/// <summary>An assessment with how far it is. Figures count what the reader may see.</summary>
/// <param name="MayConduct">True when the reader conducts it.</param>
/// <param name="Reasons">The changes and decisions it takes up.</param>
public sealed record AssessmentDetail(
    Guid Id, int Version, string Number, string Title, string Scope, string TeamText, IReadOnlyList<NamedPerson> Members,
    DateOnly PeriodStart, DateOnly PeriodEnd, AssessmentState State, Guid CriteriaId, string CriteriaName, string CriteriaVersion,
    DateTime? StartedAt, DateTime? CompletedAt, Guid? BasedOnId, string? BasedOnNumber, bool MayConduct,
    AssessmentProgress Progress, IReadOnlyList<AssessmentReason> Reasons) : IVersioned;

/// <summary>Why an assessment was made.</summary>
/// <param name="Text">What happened, in the reader's language.</param>
/// <param name="Link">Page of what changed or decided it; empty for none.</param>
public sealed record AssessmentReason(string Title, string Text, string Link);

/// <summary>How far an assessment is.</summary>
/// <param name="ImportantAssets">Important assets in use; those with a risk once it is completed.</param>
/// <param name="Covered">Of these, those with a risk.</param>
/// <param name="Uncovered">Those without, at most 100.</param>
/// <param name="Unscored">Risks with ratings missing.</param>
/// <param name="Outdated">Risks whose asset has another value or department by now.</param>
public sealed record AssessmentProgress(
    int ImportantAssets, int Covered, IReadOnlyList<UncoveredAsset> Uncovered, int Risks, int Incomplete, int ToConfirm, int WithoutOwner, int Unscored, int Outdated,
    int Accepted, int AcceptedByHand, int ToTreat, int WaitingForSignature, IReadOnlyList<LevelFigure> Levels, IReadOnlyList<MatrixFigure> Matrix);

/// <summary>An important asset without a risk.</summary>
public sealed record UncoveredAsset(Guid Id, string Number, string Name, Guid DepartmentId);

/// <summary>How many risks have a level.</summary>
/// <param name="Word">The criteria's word for it, in the reader's language.</param>
public sealed record LevelFigure(int Level, string Word, string Colour, bool Acceptable, int Count);

/// <summary>How many risks lie where an impact level meets a likelihood level.</summary>
public sealed record MatrixFigure(int ImpactLevel, int LikelihoodLevel, int Count);

/// <summary>One assessment as its page and the API show it.</summary>
internal sealed class ReadAssessment(IsmsDbContext db, AssessmentDesk desk, Completeness completeness, AssetFacts facts)
{
    private const int MostUncovered = 100;

    public async Task<Outcome<AssessmentDetail>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(RiskPermissions.See) is { } no)
            return no;
        if (await desk.FindAsync(actor, id, ct) is not { } a)
            return Refusal.NotFound;
        var criteria = await desk.CriteriaAsync(a, ct);
        var members = await (from m in db.Set<AssessmentMember>() join p in db.People on m.PersonId equals p.Id
                             where m.AssessmentId == id orderby p.NameSort select new NamedPerson(p.Id, p.Name)).ToListAsync(ct);
        var basedOn = a.BasedOnId is { } previous ? await db.Set<Assessment>().Where(x => x.Id == previous).Select(x => x.Number).SingleAsync(ct) : null;
        var reasons = await db.Set<ReassessmentPrompt>().AsNoTracking().Where(p => p.AssessmentId == id).OrderBy(p => p.RaisedOn).ThenBy(p => p.Id).ToListAsync(ct);
        return new AssessmentDetail(
            a.Id, a.Version, a.Number, a.Title, a.Scope, a.TeamText, members, a.PeriodStart, a.PeriodEnd, a.State, a.CriteriaId,
            criteria.Criteria.Definition.Name.In(actor.Culture), criteria.VersionLabel, a.StartedAt, a.CompletedAt, a.BasedOnId, basedOn,
            actor.May(RiskPermissions.Conduct), await ProgressAsync(actor, a, criteria.Criteria, ct),
            [.. reasons.Select(p => new AssessmentReason(p.Title, PromptText.Reason(p.ReasonKey, p.ReasonArgs, p.Text), p.SubjectLink))]);
    }

    private async Task<AssessmentProgress> ProgressAsync(Actor actor, Assessment a, CompiledCriteria criteria, CancellationToken ct)
    {
        var risks = db.Set<Risk>().Where(r => r.AssessmentId == a.Id).VisibleTo(actor);
        var cells = await risks
            .GroupBy(r => new { r.ImpactLevel, r.LikelihoodLevel, r.Level, r.Decision, r.DecisionByHand, r.Complete, r.ToConfirm, Owned = r.OwnerId != null })
            .Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        var covered = await CoveredAsync(actor, a, risks, ct);
        var reach = actor.ReachOf(RiskPermissions.Read);
        var departments = reach.Departments.ToList();
        var missing = completeness.Uncovered(a.Id, actor).Where(x => reach.All || departments.Contains(x.DepartmentId));
        var uncovered = a.State == AssessmentState.Completed ? 0 : await missing.CountAsync(ct);
        var named = uncovered == 0 ? [] : await missing.OrderBy(x => x.Number).Take(MostUncovered).Select(x => new UncoveredAsset(x.Id, x.Number, x.Name, x.DepartmentId)).ToListAsync(ct);
        var waiting = await risks.CountAsync(r => db.Set<RiskAcceptance>().Any(x => x.RiskId == r.Id && (x.State == AcceptanceState.Draft || x.State == AcceptanceState.InApproval)), ct);
        var outdated = a.IsOpen ? await facts.Outdated(a.Id).VisibleTo(actor).CountAsync(ct) : 0;
        var definition = criteria.Definition;
        return new AssessmentProgress(
            covered + uncovered, covered, named,
            cells.Sum(c => c.Count),
            cells.Where(c => !c.Key.Complete).Sum(c => c.Count),
            cells.Where(c => c.Key.ToConfirm).Sum(c => c.Count),
            cells.Where(c => !c.Key.Owned).Sum(c => c.Count),
            cells.Where(c => c.Key.Level == Risk.NotScored).Sum(c => c.Count),
            outdated,
            cells.Where(c => c.Key.Decision == RiskDecision.Accept).Sum(c => c.Count),
            cells.Where(c => c.Key is { Decision: RiskDecision.Accept, DecisionByHand: true }).Sum(c => c.Count),
            cells.Where(c => c.Key.Decision == RiskDecision.Treat).Sum(c => c.Count),
            waiting,
            [.. definition.Risk.Bands.Select(b => new LevelFigure(b.Level, b.Word.In(actor.Culture), b.Colour, b.Level <= definition.AcceptableUpToLevel, cells.Where(c => c.Key.Level == b.Level).Sum(c => c.Count)))],
            [.. cells.Where(c => c.Key.Level != Risk.NotScored).GroupBy(c => (c.Key.ImpactLevel, c.Key.LikelihoodLevel)).Select(g => new MatrixFigure(g.Key.ImpactLevel, g.Key.LikelihoodLevel, g.Sum(c => c.Count)))]);
    }

    private Task<int> CoveredAsync(Actor actor, Assessment a, IQueryable<Risk> risks, CancellationToken ct)
    {
        var assets = risks.Select(r => r.AssetId).Distinct();
        return a.State == AssessmentState.Completed
            ? assets.CountAsync(ct)
            : Isms.Modules.Assets.AssetViews.Summaries(db).CountAsync(x => x.IsImportant && !x.Retired && assets.Contains(x.Id), ct);
    }
}
