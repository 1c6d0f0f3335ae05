using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Overview;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;

namespace Isms.Modules.Applicability;

/// <summary>Which controls apply is declared (manual 4.2.1.10).</summary>
internal sealed class ApplicabilitySteps(IsmsDbContext db) : IContribute<FirstStepsQuestion, StepToTake>
{
    public Task<IReadOnlyList<StepToTake>> AnswerAsync(Actor actor, FirstStepsQuestion question, CancellationToken ct) => Task.FromResult<IReadOnlyList<StepToTake>>(
    [
        new StepToTake("4.2.1.10", Phrase.Of("applicability.step"), "/applicability", Office.IsmsTeam, () => SoaViews.Versions(db).Any(s => s.State == SoaState.Approved)),
    ]);
}
