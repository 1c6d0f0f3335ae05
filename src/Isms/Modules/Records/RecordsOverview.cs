using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Overview;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Modules.Records.Calendar;
using Isms.Ui;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records;

/// <summary>How much of the year's recurring work has left its record, and what is missing.</summary>
internal sealed class RecordsOverview(IsmsDbContext db) : IContribute<OverviewQuestion, OverviewTile>
{
    public async Task<IReadOnlyList<OverviewTile>> AnswerAsync(Actor actor, OverviewQuestion question, CancellationToken ct)
    {
        if (!actor.May(RecordPermissions.See))
            return [];
        var reach = actor.ReachOf(RecordPermissions.Read);
        var (year, all, departments) = (actor.Today.Year, reach.All, reach.Departments.ToList());
        var states = await OperationRegister.Rows(db, actor.Today, await OperationRegister.StartAsync(db, ct)).Where(o => o.Year == year && o.State != OperationState.Before && (all || o.DepartmentId == null || departments.Contains(o.DepartmentId.Value)))
            .GroupBy(o => o.State).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        int Of(OperationState state) => states.Where(s => s.Key == state).Sum(s => s.Count);
        var missed = Of(OperationState.Missed);
        OverviewPart Part(OperationState state, Tone tone) => new(Phrase.Of("records.operation-state." + state), Of(state), $"{RecordPaths.Plan}?filter.state={state}") { Tone = tone };
        return
        [
            new OverviewTile(Phase.Do, Phrase.Of("records.overview-plan", year), Display.Count(Of(OperationState.Done)), RecordPaths.Plan)
            {
                Unit = "/ " + Display.Count(states.Sum(s => s.Count)),
                Tone = states.Count == 0 ? Tone.Warn : missed > 0 ? Tone.Bad : Tone.Good,
                Note = Phrase.Of(states.Count == 0 ? "records.overview-no-plan" : missed > 0 ? "records.overview-missed" : "records.overview-in-time", missed),
                Parts = [Part(OperationState.Done, Tone.Good), Part(OperationState.Open, Tone.Info), Part(OperationState.Ahead, Tone.Neutral), Part(OperationState.Missed, Tone.Bad)],
            },
        ];
    }
}
