using System.Globalization;
using System.Linq.Expressions;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Kernel.Text;
using Isms.Modules.Secrecy;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Disclosure.Secrets;

/// <summary>A secret in the list.</summary>
public sealed record SecretRow
{
    public Guid Id { get; init; }
    public int Version { get; init; }
    public string Number { get; init; } = "";
    public string Title { get; init; } = "";

    /// <summary>Place of the title in pinyin order.</summary>
    public string TitleSort { get; init; } = "";
    public Classification Class { get; init; }
    public string Department { get; init; } = "";
    public Guid OwnerId { get; init; }
    public string Owner { get; init; } = "";
    public DateOnly ExpiresOn { get; init; }
    public bool Expired { get; init; }
    public int Holders { get; init; }
    public SecretState State { get; init; }

    /// <summary>True when the reader may get at its content today.</summary>
    public bool Open { get; init; }
}

/// <summary>商业秘密清单: one definition for the page, the API and the export.</summary>
internal static class SecretRegister
{
    public static IQueryable<SecretRow> Rows(IsmsDbContext db, Actor actor)
    {
        var today = actor.Today;
        var open = db.Set<TradeSecret>().OpenTo(db, actor).Select(s => s.Id);
        return
            from s in db.Set<TradeSecret>().AsNoTracking().VisibleTo(db, actor)
            join d in db.Departments on s.DepartmentId equals d.Id
            join o in db.People on s.OwnerId equals o.Id
            select new SecretRow
            {
                Id = s.Id, Version = s.Version, Number = s.Number, Title = s.Title, TitleSort = s.TitleSort, Class = s.Class, Department = d.Name, OwnerId = s.OwnerId, Owner = o.Name, ExpiresOn = s.ExpiresOn,
                Expired = s.State == SecretState.Protected && s.ExpiresOn < today, Holders = db.Set<SecretHolder>().Count(h => h.SecretId == s.Id && h.EndedOn == null), State = s.State, Open = open.Contains(s.Id),
            };
    }

    public static Register<SecretRow> Of(ClassesInForce classes, CultureInfo culture) => new Register<SecretRow>("disclosure.secrets", r => r.Id, "number")
        .Column("number", "disclosure.field.number", ColumnKind.Text, r => r.Number, c => c with { Searchable = true, Link = r => DisclosurePaths.Secret(r.Id) })
        .Column("title", "disclosure.field.title", ColumnKind.Text, r => r.Title, c => c with { Searchable = true, SortBy = (Expression<Func<SecretRow, string>>)(r => r.TitleSort), Link = r => DisclosurePaths.Secret(r.Id) })
        .Column("class", "disclosure.field.class", ColumnKind.Choice, r => r.Class, c => c with { Sortable = false, Filterable = true, Text = r => classes.Name(r.Class, culture), Choices = [.. classes.Classes.Where(k => k.Class >= Classification.Confidential).Select(k => (k.Class.ToString(), k.Name.In(culture)))] })
        .Column("department", "disclosure.field.owner-department", ColumnKind.Text, r => r.Department, c => c with { Sortable = false, Searchable = true })
        .Column("owner", "disclosure.field.owner", ColumnKind.Text, r => r.Owner, c => c with { Sortable = false, Searchable = true })
        .Column("expires", "disclosure.field.expires", ColumnKind.Date, r => r.ExpiresOn)
        .Column("expired", "disclosure.field.expired", ColumnKind.Choice, r => r.Expired, c => c with { Sortable = false, Shown = false, Filterable = true, Text = r => r.Expired ? Phrase.In(culture, "disclosure.expired") : "", Choices = [("true", "disclosure.expired"), ("false", "disclosure.not-expired")] })
        .Column("holders", "disclosure.field.holders", ColumnKind.Number, r => r.Holders, c => c with { Sortable = false })
        .Column("state", "disclosure.field.state", ColumnKind.State, r => r.State, c => c with { Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "disclosure.secret-state." + r.State), Choices = [.. Enum.GetNames<SecretState>().Select(n => (n, "disclosure.secret-state." + n))] })
        .Column("open", "disclosure.field.open", ColumnKind.Choice, r => r.Open, c => c with { Sortable = false, Filterable = true, Text = r => Phrase.In(culture, r.Open ? "disclosure.open-to-me" : "disclosure.closed-to-me"), Choices = [("true", "disclosure.open-to-me"), ("false", "disclosure.closed-to-me")] });
}

/// <summary>Secrets the reader may know of.</summary>
internal sealed class FindSecrets(IsmsDbContext db, SchemeReader scheme)
{
    public async Task<Outcome<RegisterPage<SecretRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct) => actor.Refuses(DisclosurePermissions.See) is { } no
        ? no : await SecretRegister.Of(await scheme.CurrentAsync(ct), actor.Culture).PageAsync(SecretRegister.Rows(db, actor), query, ct);
}

/// <summary>商业秘密清单 of exactly the rows shown; noted in the ledger.</summary>
internal sealed class ExportSecrets(IsmsDbContext db, SchemeReader scheme, RegisterFile file)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(DisclosurePermissions.ReadSecrets) is { } no)
            return no;
        var title = Phrase.In(actor.Culture, "disclosure.secret-list");
        return await file.WriteAsync(actor, SecretRegister.Of(await scheme.CurrentAsync(ct), actor.Culture), SecretRegister.Rows(db, actor), query, "disclosure_secrets", "disclosure.export-secrets", title, title + ".xlsx", [], ct);
    }
}

/// <summary>A holder with the person.</summary>
public sealed record SecretHolderLine(Guid Id, int Version, Guid PersonId, string Name, string? Department, DateOnly Since, string Agreement, DateOnly? EndedOn, DateOnly? HandedBackOn, string HandBackNote, bool MayHandBack);

/// <summary>A request in the list of a secret's requests.</summary>
public sealed record SecretRequestLine(Guid Id, string Number, string Person, RequestMode Mode, string Purpose, int Copies, DateOnly Until, PaperState State, DateOnly? ReturnedOn);

/// <summary>A review in the list of a secret's reviews.</summary>
public sealed record SecretReviewLine(Guid Id, string Number, ReviewOutcome Outcome, DateOnly? NewExpiresOn, Classification? NewClass, string Reason, PaperState State);

/// <summary>A secret with those who may know it.</summary>
/// <param name="Location">Where it is kept; empty for who may not get at its content.</param>
/// <param name="Open">True when the reader may get at its content today.</param>
public sealed record SecretView(
    Guid Id, int Version, string Number, string Title, Classification Class, Guid DepartmentId, string Department, Guid OwnerId, string Owner, string OwnerNumber, string Location, string Reason, DateOnly ExpiresOn, bool Expired,
    SecretState State, DateOnly? ProtectedOn, DateOnly? ReleasedOn, bool Open, bool MayEdit, bool MayKeep, IReadOnlyList<SecretHolderLine> Holders, IReadOnlyList<SecretRequestLine> Requests, IReadOnlyList<SecretReviewLine> Reviews) : IVersioned;

/// <summary>Reads a secret's entry; opening it is logged.</summary>
internal sealed class ReadSecret(IsmsDbContext db, OpeningLog log)
{
    public async Task<Outcome<SecretView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(DisclosurePermissions.See) is { } no)
            return no;
        var found = await (
            from s in db.Set<TradeSecret>().AsNoTracking().VisibleTo(db, actor)
            join d in db.Departments on s.DepartmentId equals d.Id
            join o in db.People on s.OwnerId equals o.Id
            where s.Id == id
            select new { Secret = s, Department = d.Name, Owner = o.Name, OwnerNumber = o.EmployeeNumber }).SingleOrDefaultAsync(ct);
        if (found is null)
            return Refusal.NotFound;
        var secret = found.Secret;
        var open = await db.Set<TradeSecret>().OpenTo(db, actor).AnyAsync(x => x.Id == id, ct) || (secret.State == SecretState.Draft && secret.CreatedById == actor.PersonId);
        var keeps = HolderRights.MayName(actor, secret);
        var (me, watches) = (actor.PersonId, keeps || actor.May(DisclosurePermissions.ReadSecrets, secret.DepartmentId));
        var holders = await (
            from h in db.Set<SecretHolder>()
            join p in db.People on h.PersonId equals p.Id
            from d in db.Departments.Where(d => d.Id == p.DepartmentId).DefaultIfEmpty()
            where h.SecretId == id && (watches || h.PersonId == me)
            orderby h.EndedOn != null, h.Since, h.Id
            select new SecretHolderLine(h.Id, h.Version, p.Id, p.Name, d == null ? null : d.Name, h.Since, h.Agreement, h.EndedOn, h.HandedBackOn, h.HandBackNote, keeps && h.HandedBackOn == null && h.PersonId != me)).ToListAsync(ct);
        var requests = await (
            from r in db.Set<SecretRequest>()
            join p in db.People on r.PersonId equals p.Id
            where r.SecretId == id && (watches || r.PersonId == me)
            orderby r.AskedAt descending, r.Id
            select new SecretRequestLine(r.Id, r.Number, p.Name, r.Mode, r.Purpose, r.Copies, r.Until, r.State, r.ReturnedOn)).Take(100).ToListAsync(ct);
        var reviews = await db.Set<SecretReview>().Where(r => r.SecretId == id && watches).OrderByDescending(r => r.Id).Select(r => new SecretReviewLine(r.Id, r.Number, r.Outcome, r.NewExpiresOn, r.NewClass, r.Reason, r.State)).ToListAsync(ct);
        if (secret.State == SecretState.Protected)
            await log.NoteAsync(actor, SecretSecrecy.Opened(secret), OpeningWay.Read, ct);
        return new SecretView(secret.Id, secret.Version, secret.Number, secret.Title, secret.Class, secret.DepartmentId, found.Department, secret.OwnerId, found.Owner, found.OwnerNumber, open ? secret.Location : "", secret.Reason, secret.ExpiresOn,
            secret.State == SecretState.Protected && secret.ExpiresOn < actor.Today, secret.State, secret.ProtectedOn, secret.ReleasedOn, open, secret.State == SecretState.Draft && actor.May(DisclosurePermissions.KeepSecrets, secret.DepartmentId),
            keeps && secret.State != SecretState.Released, holders, requests, reviews);
    }
}
