using Isms.Kernel.Access;
using Isms.Kernel.Ledger;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Ui;

namespace Isms.Modules.Documents;

/// <summary>How many documents were in force on a day.</summary>
internal sealed class DocumentsAsOf(LedgerAsOf ledger) : IContribute<StateAsked, StateFact>
{
    public async Task<IReadOnlyList<StateFact>> AnswerAsync(Actor actor, StateAsked question, CancellationToken ct) =>
        [new StateFact(Phrase.In(actor.Culture, "documents.as-of-effective"), Display.Count(await ledger.CountAsync<DocumentVersion>(question.Sequence, nameof(VersionState.Effective), ct)))];
}
