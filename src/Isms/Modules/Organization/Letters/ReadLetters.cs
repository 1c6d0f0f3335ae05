using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.Letters;

/// <summary>A letter in the list.</summary>
public sealed record LetterRow
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public string Title { get; init; } = "";
    public LetterState State { get; init; }

    /// <summary>Offices given.</summary>
    public int Grants { get; init; }

    /// <summary>Offices ended without a successor.</summary>
    public int Ends { get; init; }
    public DateOnly? IssuedOn { get; init; }
    public int Version { get; init; }
}

internal static class LetterRegister
{
    public static IQueryable<LetterRow> Rows(IsmsDbContext db) => db.Set<AppointmentLetter>().AsNoTracking().Select(l => new LetterRow
    {
        Id = l.Id, Number = l.Number, Title = l.Title, State = l.State, IssuedOn = l.IssuedOn, Version = l.Version,
        Grants = db.Set<LetterGrant>().Count(g => g.LetterId == l.Id), Ends = db.Set<LetterEnd>().Count(e => e.LetterId == l.Id),
    });

    public static Register<LetterRow> Of(CultureInfo culture) => new Register<LetterRow>("organization.letters", r => r.Id, "-number")
        .Column("number", "organization.letter", ColumnKind.Text, r => r.Number, c => c with { Searchable = true, Link = r => $"/organization/letters/{r.Id}" })
        .Column("title", "organization.letter-name", ColumnKind.Text, r => r.Title, c => c with { Searchable = true, Sortable = false, Link = r => $"/organization/letters/{r.Id}" })
        .Column("state", "organization.person-state", ColumnKind.State, r => r.State, c => c with
        {
            Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "organization.letter-state." + r.State),
            Choices = [.. Enum.GetNames<LetterState>().Select(n => (n, "organization.letter-state." + n))],
        })
        .Column("grants", "organization.letter-grants", ColumnKind.Number, r => r.Grants, c => c with { Sortable = false })
        .Column("ends", "organization.letter-ends", ColumnKind.Number, r => r.Ends, c => c with { Sortable = false })
        .Column("issued", "organization.letter-issued", ColumnKind.Date, r => r.IssuedOn, c => c with { Sortable = false });
}

/// <summary>The letters.</summary>
internal sealed class FindLetters(IsmsDbContext db)
{
    public async Task<Outcome<RegisterPage<LetterRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct) =>
        actor.Refuses(OrganizationPermissions.Read) is { } no ? no : await LetterRegister.Of(actor.Culture).PageAsync(LetterRegister.Rows(db), query, ct);
}

/// <summary>A letter with all it says.</summary>
/// <param name="IssuedOn">The day it was signed; null before.</param>
public sealed record LetterView(
    Guid Id, int Version, string Number, string Title, string Preamble, LetterState State, DateOnly? IssuedOn, string CreatedBy,
    IReadOnlyList<GrantView> Grants, IReadOnlyList<EndView> Ends, bool AuthorizesOperation) : IVersioned;

/// <summary>An office given by a letter.</summary>
/// <param name="Person">Name as the letter says it; in a draft, as it is now.</param>
public sealed record GrantView(
    Office Office, Guid PersonId, string EmployeeNumber, string Person, string PersonDepartment, Guid? DepartmentId, string? Department, DateOnly StartsOn, DateOnly? EndsOn,
    bool Handover, string Duties, string Reason, DateOnly? EffectiveFrom);

/// <summary>An office ended by a letter.</summary>
public sealed record EndView(Guid AppointmentId, Office Office, string? Department, Guid PersonId, string Person, DateOnly StartsOn, DateOnly EndsOn);

/// <summary>Reads one letter.</summary>
internal sealed class ReadLetter(IsmsDbContext db)
{
    public async Task<Outcome<LetterView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Read) is { } no)
            return no;
        var found = await (
            from l in db.Set<AppointmentLetter>().AsNoTracking()
            join p in db.People on l.CreatedById equals p.Id
            where l.Id == id
            select new { Letter = l, p.Name }).SingleOrDefaultAsync(ct);
        if (found is null)
            return Refusal.NotFound;
        var letter = found.Letter;
        var open = letter.State is LetterState.Draft;
        var grants = await (
            from g in db.Set<LetterGrant>()
            join p in db.People on g.PersonId equals p.Id
            from own in db.Departments.Where(d => d.Id == p.DepartmentId).DefaultIfEmpty()
            from d in db.Departments.Where(d => d.Id == g.DepartmentId).DefaultIfEmpty()
            from a in db.Appointments.Where(a => a.Id == g.AppointmentId).DefaultIfEmpty()
            where g.LetterId == id
            orderby g.Position
            select new GrantView(g.Office, p.Id, p.EmployeeNumber, open ? p.Name : g.PersonName, own == null ? "" : own.Name, g.DepartmentId, d == null ? null : d.Name,
                g.StartsOn, g.EndsOn, g.Handover, g.Duties, g.Reason, a == null ? null : a.StartsOn)).ToListAsync(ct);
        var ends = await (
            from e in db.Set<LetterEnd>()
            join a in db.Appointments on e.AppointmentId equals a.Id
            join p in db.People on a.PersonId equals p.Id
            from d in db.Departments.Where(d => d.Id == a.DepartmentId).DefaultIfEmpty()
            where e.LetterId == id
            orderby e.Position
            select new EndView(a.Id, a.Office, d == null ? null : d.Name, p.Id, p.Name, a.StartsOn, e.EndsOn)).ToListAsync(ct);
        return new LetterView(letter.Id, letter.Version, letter.Number, letter.Title, letter.Preamble, letter.State, letter.IssuedOn, found.Name, grants, ends, letter.AuthorizesOperation);
    }
}
