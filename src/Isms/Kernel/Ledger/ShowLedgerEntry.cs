using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Ledger;

/// <summary>One stored property before and after.</summary>
/// <param name="Before">Null when there was none.</param>
/// <param name="After">Null when there is none any more.</param>
public sealed record LedgerField(string Name, string? Before, string? After)
{
    public bool Changed => Before != After;
}

/// <summary>One entry with its content, compared with the entry before about the same thing.</summary>
/// <param name="Fields">Null when this person may not see the content of that kind of thing.</param>
/// <param name="PreviousSequence">The entry compared with; null for the first.</param>
/// <param name="Classified">True when the content is kept back because it tells of a thing that this person may not know.</param>
public sealed record LedgerEntryView(LedgerRow Entry, string PreviousHash, string Hash, IReadOnlyList<LedgerField>? Fields, long? PreviousSequence, bool Classified);

/// <summary>Looks at one entry of the audit trail.</summary>
internal sealed class ShowLedgerEntry(IsmsDbContext db, LedgerConcealment concealment)
{
    public async Task<Outcome<LedgerEntryView>> RunAsync(Actor actor, long sequence, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.Ledger) is { } no)
            return no;
        if (await db.Ledger.AsNoTracking().FirstOrDefaultAsync(e => e.Sequence == sequence, ct) is not { } entry)
            return Refusal.NotFound;
        var row = await LedgerRegister.Rows(db).FirstAsync(e => e.Sequence == sequence, ct);
        var before = entry.Change == LedgerChange.Event ? null : await db.Ledger.AsNoTracking()
            .Where(e => e.EntityId == entry.EntityId && e.EntityType == entry.EntityType && e.Sequence < sequence && e.Change != LedgerChange.Event)
            .OrderByDescending(e => e.Sequence).FirstOrDefaultAsync(ct);
        var open = MaySeeContent(actor, entry.EntityType);
        var classified = open && await concealment.AnyAsync(actor, before is null ? [entry] : [entry, before], ct);
        return new LedgerEntryView(row, entry.PreviousHash, entry.Hash,
            open && !classified ? Compare(before?.State, entry.Change == LedgerChange.Deleted ? null : entry.State) : null, before?.Sequence, classified);
    }

    /// <summary>The kernel's own things (accounts, offices, settings) are what the audit administrator is there to see; business content is not.</summary>
    public static bool MaySeeContent(Actor actor, string entityType) =>
        actor.May(KernelPermissions.LedgerContent) || entityType.StartsWith("kernel_", StringComparison.Ordinal);

    /// <summary>Two states field by field, in the order of their names.</summary>
    public static IReadOnlyList<LedgerField> Compare(string? before, string? after)
    {
        var old = Fields(before);
        var now = Fields(after);
        return [.. old.Keys.Union(now.Keys).Order(StringComparer.Ordinal).Select(k => new LedgerField(k, old.GetValueOrDefault(k), now.GetValueOrDefault(k)))];
    }

    private static Dictionary<string, string> Fields(string? state)
    {
        if (state is null)
            return [];
        using var json = JsonDocument.Parse(state);
        return json.RootElement.ValueKind == JsonValueKind.Object
            ? json.RootElement.EnumerateObject().Where(p => p.Value.ValueKind != JsonValueKind.Null).ToDictionary(p => p.Name, p => p.Value.ToString(), StringComparer.Ordinal)
            : new Dictionary<string, string>(StringComparer.Ordinal) { [""] = json.RootElement.ToString() };
    }
}
