using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Ledger;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;

namespace Isms.Modules.Objectives;

/// <summary>Which objectives were in force on a day, and for which year.</summary>
internal sealed class ObjectivesAsOf(LedgerAsOf ledger) : IContribute<StateAsked, StateFact>
{
    public async Task<IReadOnlyList<StateFact>> AnswerAsync(Actor actor, StateAsked question, CancellationToken ct)
    {
        var label = Phrase.In(actor.Culture, "objectives.menu");
        var inForce = (await ledger.AllAsync<ObjectiveSet>(question.Sequence, ct)).LastOrDefault(s => s.Text("state") == nameof(SetState.Approved));
        return [inForce is null ? new StateFact(label, "") : new StateFact(label,
            $"{inForce.Text("number")} {Phrase.In(actor.Culture, "objectives.version-n", $"V{inForce.Text("serial")}.0", int.Parse(inForce.Text("year"), CultureInfo.InvariantCulture))}", ledger.TypeOf<ObjectiveSet>(), inForce.Id)];
    }
}
