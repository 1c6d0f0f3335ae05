using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Overview;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;

namespace Isms.Modules.Risks;

/// <summary>The risks are assessed once (manual 4.2.1.4, 4.2.1.5).</summary>
internal sealed class RisksSteps(IsmsDbContext db) : IContribute<FirstStepsQuestion, StepToTake>
{
    public Task<IReadOnlyList<StepToTake>> AnswerAsync(Actor actor, FirstStepsQuestion question, CancellationToken ct) => Task.FromResult<IReadOnlyList<StepToTake>>(
    [
        new StepToTake("4.2.1.5", Phrase.Of("risks.step"), "/risks/assessments", Office.IsmsTeam, () => db.Set<Assessment>().Any(a => a.State == AssessmentState.Completed)),
    ]);
}
