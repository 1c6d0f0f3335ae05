using Isms.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Isms.Kernel.Ledger;

/// <summary>One thing the check found.</summary>
/// <param name="Code">Resource key: <c>ledger.gap</c>, <c>ledger.broken-link</c>, <c>ledger.changed-entry</c>, <c>ledger.changed-row</c>, <c>ledger.missing-row</c>, <c>ledger.unknown-row</c>.</param>
public sealed record LedgerFinding(string Code, long? Sequence, string EntityType, Guid? EntityId, string Detail);

/// <summary>What the check saw.</summary>
/// <param name="Entries">Entries read.</param>
/// <param name="Rows">Rows compared with the last state the ledger has of them.</param>
/// <param name="LastHash">Hash of the last entry: note it elsewhere, and a later cut of the ledger's end shows too.</param>
public sealed record LedgerReport(long Entries, long Rows, string LastHash, IReadOnlyList<LedgerFinding> Findings)
{
    public bool Intact => Findings.Count == 0;
}

/// <summary>Recomputes the whole chain, and compares every row of business data with what the ledger last said of it.</summary>
internal sealed class LedgerCheck(IsmsDbContext db)
{
    private const int MostFindings = 200;

    public async Task<LedgerReport> RunAsync(CancellationToken ct)
    {
        var findings = new List<LedgerFinding>();
        var latest = new Dictionary<(string, Guid), (long Sequence, LedgerChange Change, ulong StateHash)>();
        long count = 0;
        var previous = LedgerEntry.Genesis;
        await foreach (var entry in db.Ledger.AsNoTracking().OrderBy(e => e.Sequence).AsAsyncEnumerable().WithCancellation(ct))
        {
            count++;
            if (entry.Sequence != count)
            {
                Add(findings, new("ledger.gap", entry.Sequence, entry.EntityType, entry.EntityId, count.ToString(System.Globalization.CultureInfo.InvariantCulture)));
                count = entry.Sequence;
            }
            if (entry.PreviousHash != previous)
                Add(findings, new("ledger.broken-link", entry.Sequence, entry.EntityType, entry.EntityId, entry.PreviousHash));
            if (entry.Recompute() != entry.Hash)
                Add(findings, new("ledger.changed-entry", entry.Sequence, entry.EntityType, entry.EntityId, entry.Hash));
            previous = entry.Hash;
            if (entry.Change != LedgerChange.Event)
                latest[(entry.EntityType, entry.EntityId)] = (entry.Sequence, entry.Change, Fingerprint(entry.State));
        }
        var rows = await CompareRowsAsync(latest, findings, ct);
        return new LedgerReport(count, rows, previous, findings);
    }

    private async Task<long> CompareRowsAsync(Dictionary<(string, Guid), (long Sequence, LedgerChange Change, ulong StateHash)> latest, List<LedgerFinding> findings, CancellationToken ct)
    {
        long rows = 0;
        foreach (var type in db.Model.GetEntityTypes().Where(t => typeof(ILedgered).IsAssignableFrom(t.ClrType)))
        {
            var name = EntityJson.TypeOf(type);
            await foreach (var row in Rows(type).WithCancellation(ct))
            {
                rows++;
                if (!latest.Remove((name, row.Id), out var known) || known.Change == LedgerChange.Deleted)
                    Add(findings, new("ledger.unknown-row", null, name, row.Id, ""));
                else if (Fingerprint(EntityJson.Json(type, row)) != known.StateHash)
                    Add(findings, new("ledger.changed-row", known.Sequence, name, row.Id, ""));
            }
        }
        foreach (var ((name, id), known) in latest.Where(l => l.Value.Change != LedgerChange.Deleted))
            Add(findings, new("ledger.missing-row", known.Sequence, name, id, ""));
        return rows;
    }

    private IAsyncEnumerable<ILedgered> Rows(IEntityType type) =>
        (IAsyncEnumerable<ILedgered>)GetType().GetMethod(nameof(RowsOf), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance)!
            .MakeGenericMethod(type.ClrType).Invoke(this, null)!;

    private IAsyncEnumerable<ILedgered> RowsOf<T>() where T : class, ILedgered => db.Set<T>().AsNoTracking().AsAsyncEnumerable();

    private static ulong Fingerprint(string state) =>
        BitConverter.ToUInt64(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(state)));

    private static void Add(List<LedgerFinding> findings, LedgerFinding finding)
    {
        if (findings.Count < MostFindings)
            findings.Add(finding);
    }
}
