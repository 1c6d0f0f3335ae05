using Isms.Kernel.Access;
using Isms.Kernel.Ledger;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Modules.Assets.Lists;

namespace Isms.Modules.Assets;

/// <summary>Which list of important assets was in force on a day.</summary>
internal sealed class AssetsAsOf(LedgerAsOf ledger) : IContribute<StateAsked, StateFact>
{
    public async Task<IReadOnlyList<StateFact>> AnswerAsync(Actor actor, StateAsked question, CancellationToken ct) =>
        [await ledger.InForceAsync<ImportantAssetList>(Phrase.In(actor.Culture, "assets.lists"), question.Sequence, ["number", "title"], ct)];
}
