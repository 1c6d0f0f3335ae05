using Isms.Kernel.Access;
using Isms.Kernel.Ledger;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;

namespace Isms.Modules.Treatment;

/// <summary>Which treatment plan was in force on a day.</summary>
internal sealed class TreatmentAsOf(LedgerAsOf ledger) : IContribute<StateAsked, StateFact>
{
    public async Task<IReadOnlyList<StateFact>> AnswerAsync(Actor actor, StateAsked question, CancellationToken ct)
    {
        var inForce = (await ledger.AllAsync<TreatmentPlan>(question.Sequence, ct)).LastOrDefault(v => v.Text("state") == "Approved");
        var label = Phrase.In(actor.Culture, "treatment.plans");
        return [inForce is null ? new StateFact(label, "") : new StateFact(label, $"{inForce.Text("number")} {inForce.Text("title")}", ledger.TypeOf<TreatmentPlan>(), inForce.Id)];
    }
}
