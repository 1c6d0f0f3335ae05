using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Modules.Secrecy;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Disclosure.Secrets;

/// <summary>Who knows that a secret exists, and who may get at its content.</summary>
internal static class SecretReach
{
    /// <summary>Those that this person may know of: by office as far as the class is open, as owner, as holder, or by a granted request. A holder's right ends with the last day at work.</summary>
    public static IQueryable<TradeSecret> VisibleTo(this IQueryable<TradeSecret> secrets, IsmsDbContext db, Actor actor)
    {
        if (actor.IsSystem)
            return secrets;
        var reach = actor.ReachOf(DisclosurePermissions.ReadSecrets);
        var (all, departments) = (reach.All, reach.Departments.ToList());
        var me = actor.PersonId;
        var byOffice = db.Set<TradeSecret>().Where(s => all || departments.Contains(s.DepartmentId)).KnownTo(db, actor, s => s.Id, s => s.DepartmentId, s => s.Class).Select(s => s.Id);
        var open = secrets.OpenTo(db, actor).Select(s => s.Id);
        return secrets.Where(s => byOffice.Contains(s.Id) || open.Contains(s.Id) || (s.State == SecretState.Draft && s.CreatedById == me));
    }

    /// <summary>Those whose content this person may get at today: owner, active holder, or by a granted request.</summary>
    /// <param name="copying">True when only a request to copy or take out counts.</param>
    public static IQueryable<TradeSecret> OpenTo(this IQueryable<TradeSecret> secrets, IsmsDbContext db, Actor actor, bool copying = false)
    {
        var (me, today) = (actor.PersonId, actor.Today);
        return secrets.Where(s => s.OwnerId == me
            || db.Set<SecretHolder>().Any(h => h.SecretId == s.Id && h.PersonId == me && h.EndedOn == null && !db.People.Any(p => p.Id == me && p.LeftOn != null && p.LeftOn <= today))
            || db.Set<SecretRequest>().Any(r => r.SecretId == s.Id && r.PersonId == me && r.State == PaperState.Granted && r.Until >= today && (!copying || r.Mode != RequestMode.View)));
    }
}

/// <summary>The content of a secret: for its owner, its holders, and who was granted a copy. While it is drawn up, its author adds it.</summary>
internal sealed class SecretFiles(IsmsDbContext db, OpeningLog log) : IAttachmentSubject
{
    public const string KindName = "disclosure.secret";

    public string Kind => KindName;

    public async Task<bool> MayReadAsync(Actor actor, Guid id, CancellationToken ct) => actor.May(DisclosurePermissions.See)
        && (await db.Set<TradeSecret>().OpenTo(db, actor, copying: true).AnyAsync(s => s.Id == id, ct) || await db.Set<TradeSecret>().AnyAsync(s => s.Id == id && s.State == SecretState.Draft && s.CreatedById == actor.PersonId, ct));

    public Task<bool> MayWriteAsync(Actor actor, Guid id, CancellationToken ct) =>
        db.Set<TradeSecret>().AnyAsync(s => s.Id == id && s.State != SecretState.Released && (s.OwnerId == actor.PersonId || (s.State == SecretState.Draft && s.CreatedById == actor.PersonId)), ct);

    public async Task OpenedAsync(Actor actor, Guid id, string name, CancellationToken ct)
    {
        if (await db.Set<TradeSecret>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct) is { } secret)
            await log.NoteAsync(actor, SecretSecrecy.Opened(secret, name), OpeningWay.Copy, ct);
    }
}

/// <summary>Secrets have a class; it is lowered only by a review.</summary>
internal sealed class SecretSecrecy(IsmsDbContext db) : IClassifiedSubject
{
    public string Kind => SecretFiles.KindName;

    public async Task<ClassifiedThing?> FindAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (!actor.May(DisclosurePermissions.See) || await db.Set<TradeSecret>().AsNoTracking().VisibleTo(db, actor).SingleOrDefaultAsync(s => s.Id == id, ct) is not { } secret)
            return null;
        var holders = await db.Set<SecretHolder>().Where(h => h.SecretId == id && h.EndedOn == null).Select(h => h.PersonId).ToListAsync(ct);
        return new ClassifiedThing(secret.Number, secret.Title, DisclosurePaths.Secret(id), secret.DepartmentId, secret.Class,
            secret.State != SecretState.Released && (secret.OwnerId == actor.PersonId || actor.May(DisclosurePermissions.KeepSecrets, secret.DepartmentId)), [secret.OwnerId, .. holders]);
    }

    public async Task SetAsync(Guid id, Classification value, CancellationToken ct) => (await db.Set<TradeSecret>().SingleAsync(s => s.Id == id, ct)).Class = value;

    public string? LoweringPage(Guid id) => DisclosurePaths.Secret(id);

    /// <param name="file">Name of a file of it; empty for the entry itself.</param>
    public static OpenedThing Opened(TradeSecret secret, string file = "") =>
        new(SecretFiles.KindName, secret.Id, $"{secret.Number} {secret.Title} {file}".Trim(), DisclosurePaths.Secret(secret.Id), secret.DepartmentId, secret.Class);
}
