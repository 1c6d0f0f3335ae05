using Isms.Kernel.Access;
using Isms.Kernel.Ledger;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Ui;

namespace Isms.Modules.Records;

/// <summary>How many signed records were kept on a day.</summary>
internal sealed class RecordsAsOf(LedgerAsOf ledger) : IContribute<StateAsked, StateFact>
{
    public async Task<IReadOnlyList<StateFact>> AnswerAsync(Actor actor, StateAsked question, CancellationToken ct) =>
        [new StateFact(Phrase.In(actor.Culture, "records.as-of-signed"), Display.Count(await ledger.CountAsync<FormRecord>(question.Sequence, nameof(RecordState.Approved), ct)))];
}
