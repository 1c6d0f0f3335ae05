using Isms.Kernel.Access;
using Isms.Kernel.Ledger;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Ui;

namespace Isms.Modules.Communication;

/// <summary>How many resolutions were open on a day.</summary>
internal sealed class CommunicationAsOf(LedgerAsOf ledger) : IContribute<StateAsked, StateFact>
{
    public async Task<IReadOnlyList<StateFact>> AnswerAsync(Actor actor, StateAsked question, CancellationToken ct) =>
        [new StateFact(Phrase.In(actor.Culture, "communication.as-of-open"), Display.Count(await ledger.CountAsync<Resolution>(question.Sequence, nameof(ResolutionState.Open), ct)))];
}
