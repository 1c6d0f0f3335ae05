using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Isms.Kernel.Work;
using Isms.Modules.Applicability;
using Isms.Modules.Assets;
using Isms.Modules.Risks;
using Isms.Modules.Treatment;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Objectives.Sources;

/// <summary>Units of what the product counts.</summary>
internal static class SourceUnits
{
    public const string Percent = "objectives.unit.percent";
    public const string Pieces = "objectives.unit.pieces";
}

/// <summary>Share of the treatment items due by today that were carried out.</summary>
internal sealed class TreatmentInTime(IsmsDbContext db) : IMeasureSource
{
    public string Key => "objectives.treatment-in-time";

    public string UnitKey => SourceUnits.Percent;

    public async Task<CountedNumber> CountAsync(Actor actor, CancellationToken ct)
    {
        var today = actor.Today;
        var due = from i in TreatmentViews.Items(db) join p in TreatmentViews.Plans(db) on i.PlanId equals p.Id where p.State == PlanState.Approved && i.EndsOn < today select i.State;
        var states = await due.GroupBy(s => s).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        return new CountedNumber(states.Where(s => s.Key is TreatmentState.Implemented or TreatmentState.Closed).Sum(s => s.Count), states.Sum(s => s.Count), "/treatment");
    }
}

/// <summary>Treatment items past their end that were not carried out.</summary>
internal sealed class OverdueTreatment(IsmsDbContext db) : IMeasureSource
{
    public string Key => "objectives.overdue-treatment";

    public string UnitKey => SourceUnits.Pieces;

    public async Task<CountedNumber> CountAsync(Actor actor, CancellationToken ct)
    {
        var today = actor.Today;
        var late = from i in TreatmentViews.Items(db)
                   join p in TreatmentViews.Plans(db) on i.PlanId equals p.Id
                   where p.State == PlanState.Approved && i.EndsOn < today && (i.State == TreatmentState.Planned || i.State == TreatmentState.InProgress)
                   select i.Id;
        return new CountedNumber(await late.CountAsync(ct), null, "/treatment");
    }
}

/// <summary>Share of the departments that confirmed their asset list in the latest round.</summary>
internal sealed class ListsConfirmed(IsmsDbContext db) : IMeasureSource
{
    public string Key => "objectives.lists-confirmed";

    public string UnitKey => SourceUnits.Percent;

    public async Task<CountedNumber> CountAsync(Actor actor, CancellationToken ct)
    {
        if (await AssetViews.Confirmations(db).OrderByDescending(c => c.OpenedAt).Select(c => (Guid?)c.CycleId).FirstOrDefaultAsync(ct) is not { } cycle)
            return new CountedNumber(0, 0, "/assets/confirmations");
        var confirmed = await AssetViews.Confirmations(db).Where(c => c.CycleId == cycle).GroupBy(c => c.Confirmed).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        return new CountedNumber(confirmed.Where(c => c.Key).Sum(c => c.Count), confirmed.Sum(c => c.Count), "/assets/confirmations/" + cycle);
    }
}

/// <summary>Risks of the latest completed assessment that lie above the acceptance level and are not brought below it by treatment.</summary>
internal sealed class RisksAbove(IsmsDbContext db) : IMeasureSource
{
    public string Key => "objectives.risks-above";

    public string UnitKey => SourceUnits.Pieces;

    public async Task<CountedNumber> CountAsync(Actor actor, CancellationToken ct)
    {
        if (await RiskViews.Assessments(db).Where(a => a.State == AssessmentState.Completed).OrderByDescending(a => a.CompletedAt).Select(a => (Guid?)a.Id).FirstOrDefaultAsync(ct) is not { } assessment)
            return new CountedNumber(0, null, "/risks/assessments");
        var above = RiskViews.Risks(db).Where(r => r.AssessmentId == assessment && !r.Acceptable && !db.Set<ResidualRisk>().Any(x => x.RiskId == r.Id && x.NextReviewOn != null && x.Acceptable));
        return new CountedNumber(await above.CountAsync(ct), null, $"/risks/assessments/{assessment}/risks");
    }
}

/// <summary>Duties in inboxes that are past their day.</summary>
internal sealed class OverdueWork(IsmsDbContext db) : IMeasureSource
{
    public string Key => "objectives.overdue-work";

    public string UnitKey => SourceUnits.Pieces;

    public async Task<CountedNumber> CountAsync(Actor actor, CancellationToken ct)
    {
        var today = actor.Today;
        return new CountedNumber(await db.Set<WorkItem>().CountAsync(w => w.State == WorkState.Open && w.DueOn < today, ct), null, "/");
    }
}

/// <summary>Residual risks whose review is past its day.</summary>
internal sealed class OverdueReviews(IsmsDbContext db) : IMeasureSource
{
    public string Key => "objectives.overdue-reviews";

    public string UnitKey => SourceUnits.Pieces;

    public async Task<CountedNumber> CountAsync(Actor actor, CancellationToken ct)
    {
        var today = actor.Today;
        return new CountedNumber(await db.Set<ResidualRisk>().CountAsync(r => r.NextReviewOn < today, ct), null, "/treatment/residual-risks?filter.overdue=true");
    }
}

/// <summary>Share of the controls that the statement in force calls applicable and that are put in place.</summary>
internal sealed class ControlsInPlace(IsmsDbContext db) : IMeasureSource
{
    public string Key => "objectives.controls-in-place";

    public string UnitKey => SourceUnits.Percent;

    public async Task<CountedNumber> CountAsync(Actor actor, CancellationToken ct)
    {
        var decided = from d in SoaViews.Decisions(db)
                      join s in SoaViews.Versions(db) on d.SoaId equals s.Id
                      where s.State == SoaState.Approved && d.Standing == ControlStanding.Applicable
                      select d.Status;
        var states = await decided.GroupBy(s => s).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        return new CountedNumber(states.Where(s => s.Key == ImplementationStatus.Implemented).Sum(s => s.Count), states.Sum(s => s.Count), "/applicability");
    }
}
