using Isms.Kernel.Access;
using Isms.Kernel.Ledger;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;

namespace Isms.Modules.Applicability;

/// <summary>Which version of the statement was in force on a day.</summary>
internal sealed class SoaAsOf(LedgerAsOf ledger) : IContribute<StateAsked, StateFact>
{
    public async Task<IReadOnlyList<StateFact>> AnswerAsync(Actor actor, StateAsked question, CancellationToken ct)
    {
        var inForce = (await ledger.AllAsync<SoaVersion>(question.Sequence, ct)).LastOrDefault(v => v.Text("state") == "Approved");
        var label = Phrase.In(actor.Culture, "applicability.title");
        return [inForce is null ? new StateFact(label, "") : new StateFact(label, $"{inForce.Text("number")} {inForce.Text("versionLabel")}", ledger.TypeOf<SoaVersion>(), inForce.Id)];
    }
}
