using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Overview;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;

namespace Isms.Modules.Scope;

/// <summary>Where the management system holds is stated before anything else (manual 4.2.1.1).</summary>
internal sealed class ScopeSteps(IsmsDbContext db) : IContribute<FirstStepsQuestion, StepToTake>
{
    public Task<IReadOnlyList<StepToTake>> AnswerAsync(Actor actor, FirstStepsQuestion question, CancellationToken ct) => Task.FromResult<IReadOnlyList<StepToTake>>(
    [
        new StepToTake("4.2.1.1", Phrase.Of("scope.step"), "/scope", Office.IsmsTeam, () => ScopeViews.Statements(db).Any(s => s.State == ScopeState.Approved)),
    ]);
}
