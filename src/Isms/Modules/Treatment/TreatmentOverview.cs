using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Overview;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Ui;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment;

/// <summary>How far treatment has come, and which residual risks are due to be looked at.</summary>
internal sealed class TreatmentOverview(IsmsDbContext db) : IContribute<OverviewQuestion, OverviewTile>
{
    public async Task<IReadOnlyList<OverviewTile>> AnswerAsync(Actor actor, OverviewQuestion question, CancellationToken ct)
    {
        if (!actor.May(TreatmentPermissions.Read))
            return [];
        var today = actor.Today;
        var states = await (
            from i in db.Set<TreatmentItem>().VisibleTo(actor, db)
            join p in db.Set<TreatmentPlan>() on i.PlanId equals p.Id
            group i by new { i.State, Late = p.State == PlanState.Approved && i.EndsOn < today && (i.State == TreatmentState.Planned || i.State == TreatmentState.InProgress) } into g
            select new { g.Key.State, g.Key.Late, Count = g.Count() }).ToListAsync(ct);
        var due = await db.Set<ResidualRisk>().VisibleTo(actor, db).CountAsync(r => r.NextReviewOn < today, ct);
        int Of(params TreatmentState[] wanted) => states.Where(s => !s.Late && wanted.Contains(s.State)).Sum(s => s.Count);
        var late = states.Where(s => s.Late).Sum(s => s.Count);
        return
        [
            new OverviewTile(Phase.Do, Phrase.Of("treatment.overview-items"), Display.Count(Of(TreatmentState.Implemented, TreatmentState.Closed)), "/treatment")
            {
                Unit = "/ " + Display.Count(states.Sum(s => s.Count)),
                Tone = late > 0 ? Tone.Bad : Tone.Neutral,
                Note = states.Count == 0 ? Phrase.Of("treatment.overview-none") : late > 0 ? Phrase.Of("treatment.overview-late", late) : Phrase.Of("treatment.overview-in-time"),
                Parts =
                [
                    new OverviewPart(Phrase.Of("treatment.overview-done"), Of(TreatmentState.Implemented, TreatmentState.Closed)) { Tone = Tone.Good },
                    new OverviewPart(Phrase.Of("treatment.state.InProgress"), Of(TreatmentState.InProgress)) { Tone = Tone.Info },
                    new OverviewPart(Phrase.Of("treatment.state.Planned"), Of(TreatmentState.Planned)),
                    new OverviewPart(Phrase.Of("treatment.overdue"), late) { Tone = Tone.Bad },
                ],
            },
            new OverviewTile(Phase.Check, Phrase.Of("treatment.overview-reviews"), Display.Count(due), "/treatment/residual-risks")
            {
                Tone = due > 0 ? Tone.Bad : Tone.Good, Note = Phrase.Of(due > 0 ? "treatment.overview-reviews-due" : "treatment.overview-reviews-none"),
            },
        ];
    }
}
