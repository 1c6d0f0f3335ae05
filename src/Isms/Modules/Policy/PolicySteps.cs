using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Overview;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;

namespace Isms.Modules.Policy;

/// <summary>The policy is in force (manual 4.2.1.2).</summary>
internal sealed class PolicySteps(IsmsDbContext db) : IContribute<FirstStepsQuestion, StepToTake>
{
    public Task<IReadOnlyList<StepToTake>> AnswerAsync(Actor actor, FirstStepsQuestion question, CancellationToken ct) => Task.FromResult<IReadOnlyList<StepToTake>>(
    [
        new StepToTake("4.2.1.2", Phrase.Of("policy.step"), PolicyViews.Link, Office.IsmsTeam, () => PolicyViews.Policies(db).Any(p => p.State == PolicyState.Approved)),
    ]);
}
