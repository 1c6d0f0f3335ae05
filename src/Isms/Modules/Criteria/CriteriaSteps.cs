using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Overview;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;

namespace Isms.Modules.Criteria;

/// <summary>How risks are measured is decided before any is (manual 4.2.1.3, 5.1 f)).</summary>
internal sealed class CriteriaSteps(IsmsDbContext db) : IContribute<FirstStepsQuestion, StepToTake>
{
    public Task<IReadOnlyList<StepToTake>> AnswerAsync(Actor actor, FirstStepsQuestion question, CancellationToken ct) => Task.FromResult<IReadOnlyList<StepToTake>>(
    [
        new StepToTake("4.2.1.3", Phrase.Of("criteria.step"), "/criteria", Office.IsmsTeam, () => db.Set<CriteriaVersion>().Any(v => v.State == CriteriaState.Approved || v.State == CriteriaState.Superseded)),
    ]);
}
