using System.Globalization;
using System.Text.Json;
using Isms.Kernel.Data;
using Isms.Kernel.Settings;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Ledger;

/// <summary>Asked by whoever shows the whole system as it was: each process answers with what was in force, from the ledger (<see cref="LedgerAsOf"/>).</summary>
/// <param name="Day">A day of the organization's calendar; its end is meant.</param>
/// <param name="Sequence">Number of the last entry of that day; 0 before the first.</param>
internal sealed record StateAsked(DateOnly Day, long Sequence);

/// <summary>One thing that was so.</summary>
/// <param name="Label">In the reader's language.</param>
/// <param name="Value">As it stood then; empty when there was none.</param>
/// <param name="EntityType">Its table, to look at it as of that day; null when it is no single thing.</param>
/// <param name="EntityId">Which; null with <paramref name="EntityType"/>.</param>
internal sealed record StateFact(string Label, string Value, string? EntityType = null, Guid? EntityId = null);

/// <summary>A thing as the ledger has it at a point of the chain.</summary>
internal sealed record PastState(Guid Id, long Sequence, DateTime At, int Version, JsonElement State)
{
    /// <summary>A stored property as text; empty when it is not there.</summary>
    public string Text(string property) => State.TryGetProperty(property, out var value) && value.ValueKind != JsonValueKind.Null ? value.ToString() : "";

    public DateOnly? Day(string property) => DateOnly.TryParseExact(Text(property), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public Guid? Reference(string property) => Guid.TryParse(Text(property), out var id) ? id : null;
}

/// <summary>Reads things as they stood at a point of the chain.</summary>
internal sealed class LedgerAsOf(IsmsDbContext db, SettingsReader settings)
{
    /// <summary>Number of the last entry of a day, by the organization's clocks; 0 before the first.</summary>
    public async Task<long> SequenceAsync(DateOnly day, CancellationToken ct) =>
        await LedgerTimes.LastBeforeAsync(db, LedgerTimes.StartOf(day.AddDays(1), await settings.TimeZoneAsync(ct)), ct);

    /// <summary>The last states of the things of one kind that existed at that point.</summary>
    public static IQueryable<LedgerEntry> Standing(IsmsDbContext db, string type, long sequence) => db.Ledger.AsNoTracking().Where(e =>
        e.EntityType == type && e.Sequence <= sequence && (e.Change == LedgerChange.Created || e.Change == LedgerChange.Updated)
        && !db.Ledger.Any(n => n.EntityType == type && n.EntityId == e.EntityId && n.Sequence > e.Sequence && n.Sequence <= sequence && n.Change != LedgerChange.Event));

    /// <summary>All of one kind: for kinds with few things, such as versions and appointments. Oldest first.</summary>
    public async Task<IReadOnlyList<PastState>> AllAsync<TEntity>(long sequence, CancellationToken ct) where TEntity : class, ILedgered
    {
        var entries = await Standing(db, TypeOf<TEntity>(), sequence).OrderBy(e => e.Sequence).ToListAsync(ct);
        return entries.ConvertAll(Read);
    }

    /// <summary>One thing; null when it did not exist then.</summary>
    public Task<PastState?> OneAsync<TEntity>(Guid id, long sequence, CancellationToken ct) where TEntity : class, ILedgered => OneAsync(TypeOf<TEntity>(), id, sequence, ct);

    /// <param name="type">Its table.</param>
    public async Task<PastState?> OneAsync(string type, Guid id, long sequence, CancellationToken ct)
    {
        var last = await db.Ledger.AsNoTracking().Where(e => e.EntityType == type && e.EntityId == id && e.Sequence <= sequence && e.Change != LedgerChange.Event)
            .OrderByDescending(e => e.Sequence).FirstOrDefaultAsync(ct);
        return last is null || last.Change == LedgerChange.Deleted ? null : Read(last);
    }

    /// <summary>Which of one kind was in force: for kinds of which one at a time is.</summary>
    /// <param name="label">In the reader's language.</param>
    /// <param name="properties">What names it, as stored; joined by spaces.</param>
    public async Task<StateFact> InForceAsync<TEntity>(string label, long sequence, IReadOnlyList<string> properties, CancellationToken ct) where TEntity : class, ILedgered
    {
        var inForce = (await AllAsync<TEntity>(sequence, ct)).LastOrDefault(v => v.Text("state") == "Approved");
        return inForce is null ? new StateFact(label, "") : new StateFact(label, string.Join(' ', properties.Select(inForce.Text)).Trim(), TypeOf<TEntity>(), inForce.Id);
    }

    /// <summary>How many of one kind were in a state.</summary>
    /// <param name="state">As stored.</param>
    public Task<int> CountAsync<TEntity>(long sequence, string state, CancellationToken ct) where TEntity : class, ILedgered
    {
        var part = $"\"state\":\"{state}\"";
        return Standing(db, TypeOf<TEntity>(), sequence).CountAsync(e => e.State.Contains(part), ct);
    }

    public string TypeOf<TEntity>() where TEntity : class, ILedgered => EntityJson.TypeOf(db.Model.FindEntityType(typeof(TEntity))!);

    public static PastState Read(LedgerEntry entry) =>
        new(entry.EntityId, entry.Sequence, entry.At, entry.EntityVersion, JsonSerializer.Deserialize<JsonElement>(entry.State));
}
