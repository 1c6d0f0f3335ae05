using Isms.Kernel.Access;
using Isms.Kernel.Ledger;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;

namespace Isms.Modules.Treatment;

/// <summary>Which treatment plan was in force on a day.</summary>
internal sealed class TreatmentAsOf(LedgerAsOf ledger) : IContribute<StateAsked, StateFact>
{
    public async Task<IReadOnlyList<StateFact>> AnswerAsync(Actor actor, StateAsked question, CancellationToken ct) =>
        [await ledger.InForceAsync<TreatmentPlan>(Phrase.In(actor.Culture, "treatment.plans"), question.Sequence, ["number", "title"], ct)];
}
