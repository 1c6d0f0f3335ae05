using Isms.Kernel.Access;
using Isms.Kernel.Ledger;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;

namespace Isms.Modules.Risks;

/// <summary>Which assessment was the latest to be signed on a day.</summary>
internal sealed class RisksAsOf(LedgerAsOf ledger) : IContribute<StateAsked, StateFact>
{
    public async Task<IReadOnlyList<StateFact>> AnswerAsync(Actor actor, StateAsked question, CancellationToken ct)
    {
        var inForce = (await ledger.AllAsync<Assessment>(question.Sequence, ct)).LastOrDefault(v => v.Text("state") == "Completed");
        var label = Phrase.In(actor.Culture, "risks.assessment");
        return [inForce is null ? new StateFact(label, "") : new StateFact(label, $"{inForce.Text("number")} {inForce.Text("title")}", ledger.TypeOf<Assessment>(), inForce.Id)];
    }
}
