using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Overview;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;

namespace Isms.Modules.Objectives;

/// <summary>What the management system is to achieve is set and measured (manual 4.2.1.7).</summary>
internal sealed class ObjectivesSteps(IsmsDbContext db) : IContribute<FirstStepsQuestion, StepToTake>
{
    public Task<IReadOnlyList<StepToTake>> AnswerAsync(Actor actor, FirstStepsQuestion question, CancellationToken ct) => Task.FromResult<IReadOnlyList<StepToTake>>(
    [
        new StepToTake("4.2.1.7", Phrase.Of("objectives.step"), "/objectives/versions", Office.IsmsTeam, () => db.Set<ObjectiveSet>().Any(s => s.State == SetState.Approved)),
    ]);
}
