using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Overview;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;

namespace Isms.Modules.Treatment;

/// <summary>What is done about the risks is planned, and what remains of them accepted (manual 4.2.1.6, 4.2.1.8).</summary>
internal sealed class TreatmentSteps(IsmsDbContext db) : IContribute<FirstStepsQuestion, StepToTake>
{
    public Task<IReadOnlyList<StepToTake>> AnswerAsync(Actor actor, FirstStepsQuestion question, CancellationToken ct) => Task.FromResult<IReadOnlyList<StepToTake>>(
    [
        new StepToTake("4.2.1.6", Phrase.Of("treatment.step-plan"), "/treatment", Office.IsmsTeam, () => db.Set<TreatmentPlan>().Any(p => p.State == PlanState.Approved)),
        new StepToTake("4.2.1.8", Phrase.Of("treatment.step-report"), "/treatment/residual-reports", Office.IsmsTeam, () => db.Set<ResidualReport>().Any(r => r.State == PlanState.Approved)),
    ]);
}
