using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;

namespace Isms.Kernel.Ledger;

/// <summary>Checks the whole chain and every row against it, and records that this was done and what came of it.</summary>
internal sealed class CheckLedger(IsmsDbContext db, LedgerCheck check)
{
    public async Task<Outcome<LedgerReport>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.Ledger) is { } no)
            return no;
        var report = await check.RunAsync(ct);
        db.Note("kernel_ledger", Guid.Empty, new { report.Entries, report.Rows, report.LastHash, findings = report.Findings.Count });
        await db.SaveAsync(actor, "kernel.ledger-checked", ct);
        return report;
    }
}
