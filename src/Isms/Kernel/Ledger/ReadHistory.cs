using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Ledger;

/// <summary>Everything that happened to one thing, latest first.</summary>
internal sealed class ReadHistory(IsmsDbContext db)
{
    private const int Most = 500;

    /// <param name="entityType">Its table.</param>
    public async Task<Outcome<LedgerRow[]>> RunAsync(Actor actor, string entityType, Guid entityId, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.Ledger) is { } no)
            return no;
        var rows = await LedgerRegister.Rows(db).Where(e => e.EntityId == entityId && e.EntityType == entityType)
            .OrderByDescending(e => e.Sequence).Take(Most).ToArrayAsync(ct);
        return rows.Length == 0 ? Refusal.NotFound : rows;
    }
}
