using Isms.Kernel.Data;
using Isms.Kernel.Standards;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment.Items;

/// <summary>The controls of items, as rows.</summary>
internal static class ItemControls
{
    public static TreatmentItemControl Of(Guid itemId, ControlKey control) => new() { ItemId = itemId, Edition = control.Edition, Code = control.Code };

    /// <summary>Makes these the controls of the item; the caller saves. True when something changed.</summary>
    public static async Task<bool> SetAsync(IsmsDbContext db, Guid itemId, IReadOnlyCollection<ControlKey> wanted, CancellationToken ct)
    {
        var present = await db.Set<TreatmentItemControl>().Where(c => c.ItemId == itemId).ToListAsync(ct);
        var gone = present.Where(c => !wanted.Contains(c.Key)).ToList();
        var added = wanted.Except(present.Select(c => c.Key)).Select(c => Of(itemId, c)).ToList();
        db.RemoveRange(gone);
        db.AddRange(added);
        return gone.Count + added.Count > 0;
    }

    /// <summary>In the order of the catalogue.</summary>
    public static IEnumerable<ControlKey> InOrder(IEnumerable<ControlKey> controls) =>
        controls.OrderBy(c => c.Edition).ThenBy(c => ControlCatalogue.Find(c) is null ? int.MaxValue : ControlCatalogue.Position(c));
}
