using Isms.Kernel.Access;
using Isms.Kernel.Ledger;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;

namespace Isms.Modules.Policy;

/// <summary>Which policy was in force on a day.</summary>
internal sealed class PolicyAsOf(LedgerAsOf ledger) : IContribute<StateAsked, StateFact>
{
    public async Task<IReadOnlyList<StateFact>> AnswerAsync(Actor actor, StateAsked question, CancellationToken ct) =>
        [await ledger.InForceAsync<PolicyVersion>(Phrase.In(actor.Culture, "policy.title"), question.Sequence, ["number", "versionLabel", "text"], ct)];
}
