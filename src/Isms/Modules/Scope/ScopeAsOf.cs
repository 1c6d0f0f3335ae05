using Isms.Kernel.Access;
using Isms.Kernel.Ledger;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;

namespace Isms.Modules.Scope;

/// <summary>Which scope was in force on a day.</summary>
internal sealed class ScopeAsOf(LedgerAsOf ledger) : IContribute<StateAsked, StateFact>
{
    public async Task<IReadOnlyList<StateFact>> AnswerAsync(Actor actor, StateAsked question, CancellationToken ct) =>
        [await ledger.InForceAsync<ScopeStatement>(Phrase.In(actor.Culture, "scope.title"), question.Sequence, ["number", "versionLabel", "scopeText"], ct)];
}
