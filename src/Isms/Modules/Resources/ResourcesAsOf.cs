using Isms.Kernel.Access;
using Isms.Kernel.Ledger;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Ui;

namespace Isms.Modules.Resources;

/// <summary>How many resources were granted and not yet supplied on a day.</summary>
internal sealed class ResourcesAsOf(LedgerAsOf ledger) : IContribute<StateAsked, StateFact>
{
    public async Task<IReadOnlyList<StateFact>> AnswerAsync(Actor actor, StateAsked question, CancellationToken ct) =>
        [new StateFact(Phrase.In(actor.Culture, "resources.as-of-granted"), Display.Count(await ledger.CountAsync<ResourceRequest>(question.Sequence, nameof(RequestState.Granted), ct)))];
}
