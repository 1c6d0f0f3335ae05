using Isms.Kernel.Access;
using Isms.Kernel.Registers;
using Isms.Kernel.Signals;

namespace Isms.Kernel.Ledger;

/// <summary>The audit trail as a list that can be taken out as a file.</summary>
internal sealed class LedgerFiles(ExportLedgerList list) : IContribute<FilesAsked, ExportableFile>
{
    public Task<IReadOnlyList<ExportableFile>> AnswerAsync(Actor actor, FilesAsked question, CancellationToken ct) => Task.FromResult<IReadOnlyList<ExportableFile>>(
        question.Kind != FilesOf.Registers ? [] : [new("kernel.ledger", "", token => list.RunAsync(actor, new RegisterQuery(), token))]);
}
