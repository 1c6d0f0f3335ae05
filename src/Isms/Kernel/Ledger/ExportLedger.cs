using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Ledger;

/// <summary>The entries to write, in the order of the chain, each with whether its content is kept from who asked.</summary>
internal sealed record LedgerExport(IAsyncEnumerable<(LedgerEntry Entry, bool Kept)> Entries);

/// <summary>The whole ledger, or the part from a number on, for <see cref="LedgerFile"/>, without the content of what the reader may not know. The export itself becomes an entry first, so it is in it.</summary>
internal sealed class ExportLedger(IsmsDbContext db, LedgerConcealment concealment)
{
    /// <param name="from">Number of the first entry wanted.</param>
    public async Task<Outcome<LedgerExport>> RunAsync(Actor actor, long from, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.LedgerContent) is { } no)
            return no;
        db.Note("kernel_ledger", Guid.Empty, new { from });
        await db.SaveAsync(actor, "kernel.ledger-exported", ct);
        return new LedgerExport(concealment.WatchAsync(actor, db.Ledger.AsNoTracking().Where(e => e.Sequence >= from).OrderBy(e => e.Sequence), ct));
    }
}
