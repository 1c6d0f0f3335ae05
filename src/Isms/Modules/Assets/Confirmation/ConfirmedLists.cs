using Isms.Kernel.Data;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Assets.Confirmation;

/// <summary>Knows what departments confirmed, and notices when it changes.</summary>
internal sealed class ConfirmedLists(IsmsDbContext db, TimeProvider time)
{
    /// <summary>The lists of these departments change now; what was confirmed in the open cycle no longer holds. The caller saves.</summary>
    public async Task ChangedAsync(IReadOnlyCollection<Guid> departmentIds, CancellationToken ct)
    {
        var confirmed = await (
            from c in db.Set<DepartmentConfirmation>()
            join cycle in db.Set<ConfirmationCycle>() on c.CycleId equals cycle.Id
            where cycle.State == CycleState.Open && c.State == ConfirmationState.Confirmed && departmentIds.Contains(c.DepartmentId)
            select c).ToListAsync(ct);
        foreach (var confirmation in confirmed)
            confirmation.Change(time.Instant());
    }

    /// <summary>The department's list as it is now.</summary>
    public async Task<ConfirmedContent> ContentAsync(Guid departmentId, CancellationToken ct)
    {
        using var hash = new RowsHash();
        var (all, important) = (0, 0);
        var assets = db.Set<Asset>().AsNoTracking().Where(a => a.DepartmentId == departmentId && a.State == AssetState.Active).OrderBy(a => a.Number).AsAsyncEnumerable();
        await foreach (var a in assets.WithCancellation(ct))
        {
            hash.Add(new
            {
                a.Id, a.Number, a.Name, a.CategoryCode, a.OwnerId, a.CustodianId, a.CustodianText, a.Location, a.Quantity, a.Classification,
                a.ReplacementCost, a.Confidentiality, a.Integrity, a.Availability, a.Value, a.ImportanceLevel, a.IsImportant, a.Remark,
            });
            all++;
            important += a.IsImportant ? 1 : 0;
        }
        return new ConfirmedContent(hash.Value, all, important);
    }
}
