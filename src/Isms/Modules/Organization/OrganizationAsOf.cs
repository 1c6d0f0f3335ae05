using Isms.Kernel.Access;
using Isms.Kernel.Ledger;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Modules.Organization.Responsibilities;

namespace Isms.Modules.Organization;

/// <summary>Which responsibility matrix was in force on a day.</summary>
internal sealed class OrganizationAsOf(LedgerAsOf ledger) : IContribute<StateAsked, StateFact>
{
    public async Task<IReadOnlyList<StateFact>> AnswerAsync(Actor actor, StateAsked question, CancellationToken ct) =>
        [await ledger.InForceAsync<ResponsibilityMatrix>(Phrase.In(actor.Culture, "organization.overview-matrix"), question.Sequence, ["number", "versionLabel"], ct)];
}
