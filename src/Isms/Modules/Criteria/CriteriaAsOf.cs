using Isms.Kernel.Access;
using Isms.Kernel.Ledger;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;

namespace Isms.Modules.Criteria;

/// <summary>Which version of the criteria was in force on a day.</summary>
internal sealed class CriteriaAsOf(LedgerAsOf ledger) : IContribute<StateAsked, StateFact>
{
    public async Task<IReadOnlyList<StateFact>> AnswerAsync(Actor actor, StateAsked question, CancellationToken ct)
    {
        var inForce = (await ledger.AllAsync<CriteriaVersion>(question.Sequence, ct)).LastOrDefault(v => v.Text("state") == "Approved");
        var label = Phrase.In(actor.Culture, "criteria.title");
        return [inForce is null ? new StateFact(label, "") : new StateFact(label, $"{inForce.Text("versionLabel")} {inForce.Text("name")}", ledger.TypeOf<CriteriaVersion>(), inForce.Id)];
    }
}
