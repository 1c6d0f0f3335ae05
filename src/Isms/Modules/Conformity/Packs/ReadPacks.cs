using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.Standards;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Conformity.Packs;

/// <summary>A pack.</summary>
/// <param name="Clauses">Numbers; empty for all.</param>
/// <param name="PreparedAt">UTC.</param>
/// <param name="Size">Bytes; 0 before it is ready.</param>
/// <param name="Sha256">Of the whole file; empty before.</param>
/// <param name="Problem">Why it could not be made; empty otherwise.</param>
public sealed record PackView(
    Guid Id, int Version, string Number, Edition Edition, IReadOnlyList<string> Clauses, DateOnly From, DateOnly To, string PreparedBy, DateTime PreparedAt,
    PackState State, int Items, long Size, string Sha256, string Problem) : IVersioned;

/// <summary>A pack holds what its maker may see, so it is its maker's; the management representative and the general manager see everything, and every pack.</summary>
internal static class PackReach
{
    public static IQueryable<EvidencePack> VisibleTo(this IQueryable<EvidencePack> packs, Actor actor)
    {
        if (actor.IsSystem || actor.Holds(Office.ManagementRepresentative) || actor.Holds(Office.GeneralManager))
            return packs;
        var me = actor.PersonId;
        return packs.Where(p => p.PreparedById == me);
    }

    public static PackView View(this EvidencePack p) =>
        new(p.Id, p.Version, p.Number, p.Edition, p.ClauseNumbers, p.FromOn, p.ToOn, p.PreparedBy, p.PreparedAt, p.State, p.Items, p.Size, p.Sha256, p.Problem);
}

/// <summary>The latest packs within reach.</summary>
internal sealed class ListPacks(IsmsDbContext db)
{
    private const int Most = 100;

    public async Task<Outcome<PackView[]>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(ConformityPermissions.Pack) is { } no)
            return no;
        var packs = await db.Set<EvidencePack>().AsNoTracking().VisibleTo(actor).OrderByDescending(p => p.PreparedAt).ThenByDescending(p => p.Id).Take(Most).ToListAsync(ct);
        return packs.Select(p => p.View()).ToArray();
    }
}

/// <summary>One pack.</summary>
internal sealed class ReadPack(IsmsDbContext db)
{
    public async Task<Outcome<PackView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(ConformityPermissions.Pack) is { } no)
            return no;
        return await db.Set<EvidencePack>().AsNoTracking().VisibleTo(actor).SingleOrDefaultAsync(p => p.Id == id, ct) is { } pack ? pack.View() : Refusal.NotFound;
    }
}

/// <summary>Takes a pack along; noted in the ledger.</summary>
internal sealed class DownloadPack(IsmsDbContext db, IFileVault vault)
{
    public static readonly Refusal NotReady = new("conformity.pack-not-ready");

    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(ConformityPermissions.Pack) is { } no)
            return no;
        if (await db.Set<EvidencePack>().AsNoTracking().VisibleTo(actor).SingleOrDefaultAsync(p => p.Id == id, ct) is not { } pack)
            return Refusal.NotFound;
        if (pack.State != PackState.Ready)
            return NotReady.With(pack.Number);
        if (await vault.OpenAsync(pack.Sha256, ct) is not { } content)
            return OpenAttachment.Lost.With(pack.Number);
        db.Note("conformity_packs", id, new { download = pack.Number, pack.Sha256 });
        await db.SaveAsync(actor, "conformity.download-pack", ct);
        return new WrittenFile(pack.Number + ".zip", "application/zip", content);
    }
}
