using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Ledger;

/// <summary>How many things of a kind there were.</summary>
/// <param name="Type">Its table.</param>
/// <param name="Name">In the reader's language.</param>
/// <param name="Then">At the end of that day.</param>
/// <param name="Now">Today.</param>
public sealed record KindAsOf(string Type, string Name, int Then, int Now);

/// <summary>What there was on a day.</summary>
/// <param name="Sequence">Number of the last entry of that day; 0 before the first.</param>
/// <param name="Hash">Its hash: everything shown follows from the chain up to it.</param>
public sealed record KindsAsOf(DateOnly Day, long Sequence, string Hash, IReadOnlyList<KindAsOf> Kinds);

/// <summary>How many things of each kind there were at the end of a day, from the ledger.</summary>
internal sealed class ReadKindsAsOf(IsmsDbContext db, LedgerAsOf asOf)
{
    public static readonly Refusal Future = Refusal.Invalid("day", "kernel.as-of.future");

    public async Task<Outcome<KindsAsOf>> RunAsync(Actor actor, DateOnly day, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.LedgerContent) is { } no)
            return no;
        if (day > actor.Today)
            return Future;
        var sequence = await asOf.SequenceAsync(day, ct);
        // One pass over an index: what was created less what was deleted, before that point and after.
        var figures = await db.Ledger.Where(e => e.Change == LedgerChange.Created || e.Change == LedgerChange.Deleted)
            .GroupBy(e => new { e.EntityType, e.Change, Before = e.Sequence <= sequence }).Select(g => new { g.Key.EntityType, g.Key.Change, g.Key.Before, Count = g.Count() }).ToListAsync(ct);
        var hash = await db.Ledger.Where(e => e.Sequence == sequence).Select(e => e.Hash).FirstOrDefaultAsync(ct) ?? LedgerEntry.Genesis;
        return new KindsAsOf(day, sequence, hash,
        [
            .. figures.GroupBy(f => f.EntityType).Select(g => new KindAsOf(
                g.Key, LedgerRegister.TypeName(g.Key), g.Where(f => f.Before).Sum(f => Signed(f.Change, f.Count)), g.Sum(f => Signed(f.Change, f.Count))))
                .OrderBy(k => k.Type, StringComparer.Ordinal),
        ]);

        static int Signed(LedgerChange change, int count) => change == LedgerChange.Created ? count : -count;
    }
}

/// <summary>A thing as it was.</summary>
/// <param name="Title">Number and name, as far as it had them; says only that it is classified where the reader may not know it.</param>
/// <param name="Sequence">The entry that brought it into this state.</param>
/// <param name="At">When, UTC.</param>
/// <param name="State">Empty where the reader may not know it.</param>
public sealed record ThingAsOf(Guid Id, string Title, int Version, long Sequence, DateTime At, JsonElement State)
{
    private static readonly string[] Numbers = ["number", "employeeNumber", "code", "versionLabel", "key", "serial"];
    private static readonly string[] Names = ["name", "title", "titleZh", "office", "method"];

    private static readonly JsonElement Nothing = JsonSerializer.SerializeToElement(new Dictionary<string, string>());

    internal static ThingAsOf Of(PastState state, bool kept)
    {
        if (kept)
            return new ThingAsOf(state.Id, Phrase.Of("kernel.concealed"), state.Version, state.Sequence, state.At, Nothing);

        string First(string[] properties) => properties.Select(state.Text).FirstOrDefault(t => t.Length > 0) ?? "";
        var title = string.Join(' ', new[] { First(Numbers), First(Names) }.Where(t => t.Length > 0));
        return new ThingAsOf(state.Id, title.Length == 0 ? state.Id.ToString() : title, state.Version, state.Sequence, state.At, state.State);
    }
}

/// <summary>Things of one kind on a day, oldest first.</summary>
/// <param name="Type">Its table.</param>
/// <param name="After">Continues after this thing; null begins.</param>
public sealed record ReadThingsAsOfRequest(DateOnly Day, string Type, Guid? After = null);

/// <summary>One page of things.</summary>
/// <param name="Next">Ask again after this one for the next page; null on the last.</param>
public sealed record ThingsAsOf(DateOnly Day, string Type, string Name, long Sequence, IReadOnlyList<ThingAsOf> Things, Guid? Next);

/// <inheritdoc cref="ReadThingsAsOfRequest"/>
internal sealed class ReadThingsAsOf(IsmsDbContext db, LedgerAsOf asOf, LedgerConcealment concealment)
{
    public const int PageLength = 100;

    public async Task<Outcome<ThingsAsOf>> RunAsync(Actor actor, ReadThingsAsOfRequest request, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.LedgerContent, request) is { } no)
            return no;
        if (request.Day > actor.Today)
            return ReadKindsAsOf.Future;
        if (!await db.Ledger.AnyAsync(e => e.EntityType == request.Type && e.Change != LedgerChange.Event, ct))
            return Refusal.NotFound;
        var sequence = await asOf.SequenceAsync(request.Day, ct);
        var standing = LedgerAsOf.Standing(db, request.Type, sequence);
        if (request.After is { } after)
            standing = standing.Where(e => e.EntityId.CompareTo(after) > 0);
        var page = await standing.OrderBy(e => e.EntityId).Take(PageLength + 1).ToListAsync(ct);
        var kept = await concealment.AmongAsync(actor, page, ct);
        var things = page.Take(PageLength).Select(e => ThingAsOf.Of(LedgerAsOf.Read(e), kept.Contains(e.Sequence))).ToList();
        return new ThingsAsOf(request.Day, request.Type, LedgerRegister.TypeName(request.Type), sequence, things, page.Count > PageLength ? things[^1].Id : null);
    }
}

/// <summary>One thing on a day; not found when it did not exist then.</summary>
internal sealed class ReadThingAsOf(IsmsDbContext db, LedgerAsOf asOf, LedgerConcealment concealment)
{
    /// <param name="type">Its table.</param>
    public async Task<Outcome<ThingAsOf>> RunAsync(Actor actor, DateOnly day, string type, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.LedgerContent) is { } no)
            return no;
        if (day > actor.Today)
            return ReadKindsAsOf.Future;
        if (await asOf.OneAsync(type, id, await asOf.SequenceAsync(day, ct), ct) is not { } state)
            return Refusal.NotFound;
        var entry = await db.Ledger.AsNoTracking().SingleAsync(e => e.Sequence == state.Sequence, ct);
        return ThingAsOf.Of(state, await concealment.AnyAsync(actor, [entry], ct));
    }
}
