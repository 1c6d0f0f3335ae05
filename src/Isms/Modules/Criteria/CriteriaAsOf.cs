using Isms.Kernel.Access;
using Isms.Kernel.Ledger;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;

namespace Isms.Modules.Criteria;

/// <summary>Which version of the criteria was in force on a day.</summary>
internal sealed class CriteriaAsOf(LedgerAsOf ledger) : IContribute<StateAsked, StateFact>
{
    public async Task<IReadOnlyList<StateFact>> AnswerAsync(Actor actor, StateAsked question, CancellationToken ct) =>
        [await ledger.InForceAsync<CriteriaVersion>(Phrase.In(actor.Culture, "criteria.title"), question.Sequence, ["versionLabel", "name"], ct)];
}
