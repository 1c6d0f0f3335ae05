using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Kernel.Search;
using Isms.Kernel.Text;
using Isms.Modules.Organization.Posts;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.Promises;

/// <summary>What one person on the staff has committed to.</summary>
public sealed record StandingRow
{
    public Guid Id { get; init; }
    public string EmployeeNumber { get; init; } = "";
    public string Name { get; init; } = "";

    /// <summary>Place of the name in pinyin order.</summary>
    public string NameSort { get; init; } = "";
    public Guid? DepartmentId { get; init; }
    public string Department { get; init; } = "";
    public string Post { get; init; } = "";

    /// <summary><c>signed</c> or <c>open</c>; <c>none</c> while no promise is in force.</summary>
    public string Promise { get; init; } = "";

    /// <summary><c>confirmed</c> or <c>open</c>; <c>none</c> while no post of that name is described.</summary>
    public string Duties { get; init; } = "";
    public bool Onboarded { get; init; }
}

internal static class StandingRegister
{
    public static IQueryable<StandingRow> Rows(IsmsDbContext db, Actor actor)
    {
        var reach = actor.ReachOf(OrganizationPermissions.Standings);
        var departments = reach.Departments.Cast<Guid?>().ToList();
        return reach.All ? All(db, actor.Today) : All(db, actor.Today).Where(r => departments.Contains(r.DepartmentId));
    }

    /// <summary>Everybody on the staff that day; rights are for the caller to see to.</summary>
    public static IQueryable<StandingRow> All(IsmsDbContext db, DateOnly today)
    {
        var holders = PostHolders.Of(db, today);
        var inForce = db.Set<PromiseText>().Where(t => t.State == PromiseState.InForce);
        return
            from p in db.People
            from d in db.Departments.Where(d => d.Id == p.DepartmentId).DefaultIfEmpty()
            where (p.LeftOn == null || p.LeftOn >= today)
                && !db.Appointments.Any(a => a.PersonId == p.Id && a.Office == Office.ExternalAuditor && a.StartsOn <= today && (a.EndsOn == null || a.EndsOn >= today))
            select new StandingRow
            {
                Id = p.Id, EmployeeNumber = p.EmployeeNumber, Name = p.Name, NameSort = p.NameSort, DepartmentId = p.DepartmentId, Department = d == null ? "" : d.Name, Post = p.Post,
                Promise = !inForce.Any() ? "none" : inForce.Any(t => db.Set<SignedPromise>().Any(s => s.TextId == t.Id && s.PersonId == p.Id)) ? "signed" : "open",
                Duties = !holders.Any(h => h.PersonId == p.Id) ? "none"
                    : holders.Any(h => h.PersonId == p.Id && db.Set<DutyConfirmation>().Any(c => c.PostId == h.PostId && c.PersonId == p.Id && c.DutiesVersion == h.DutiesVersion)) ? "confirmed" : "open",
                Onboarded = db.Set<Onboarding>().Any(o => o.PersonId == p.Id),
            };
    }

    /// <param name="departments">Choices of the filter: id and name.</param>
    public static Register<StandingRow> Of(IReadOnlyList<(string Value, string Label)> departments) => new Register<StandingRow>("organization.commitments", r => r.Id, "name")
        .Column("number", "organization.employee-number", ColumnKind.Text, r => r.EmployeeNumber, c => c with { Searchable = true, Link = r => $"/organization/people/{r.Id}" })
        .Column("name", "organization.person-name", ColumnKind.Text, r => r.Name, c => c with { Searchable = true, SortBy = Sort(r => r.NameSort), Link = r => $"/organization/people/{r.Id}" })
        .Column("department", "organization.department", ColumnKind.Choice, r => r.DepartmentId, c => c with { Sortable = false, Filterable = true, Choices = departments, Text = r => r.Department })
        .Column("post", "organization.post", ColumnKind.Text, r => r.Post, c => c with { Sortable = false })
        .Column("promise", "organization.promise", ColumnKind.State, r => r.Promise, c => c with
        {
            Sortable = false, Filterable = true, Choices = [("signed", "organization.promise-state.signed"), ("open", "organization.promise-state.open"), ("none", "organization.promise-state.none")],
        })
        .Column("duties", "organization.duties", ColumnKind.State, r => r.Duties, c => c with
        {
            Sortable = false, Filterable = true, Choices = [("confirmed", "organization.duties-state.confirmed"), ("open", "organization.duties-state.open"), ("none", "organization.duties-state.none")],
        });

    private static System.Linq.Expressions.Expression<Func<StandingRow, string>> Sort(System.Linq.Expressions.Expression<Func<StandingRow, string>> by) => by;
}

/// <summary>Who has signed and confirmed, within reach.</summary>
internal sealed class FindStandings(IsmsDbContext db)
{
    public async Task<Outcome<RegisterPage<StandingRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct) =>
        actor.Refuses(OrganizationPermissions.Standings) is { } no ? no
            : await StandingRegister.Of([]).PageAsync(StandingRegister.Rows(db, actor), query, ct, SearchIndex.Matches<Person>(db, query.Search));
}

/// <summary>How far one department is.</summary>
/// <param name="Name">Empty for people without a department.</param>
public sealed record DepartmentCoverage(Guid? DepartmentId, string Name, int People, int Signed, int WithPost, int Confirmed);

/// <summary>Coverage by department, within reach.</summary>
internal sealed class ReadCoverage(IsmsDbContext db)
{
    public async Task<Outcome<IReadOnlyList<DepartmentCoverage>>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Standings) is { } no)
            return no;
        var rows = await StandingRegister.Rows(db, actor).Select(r => new { r.DepartmentId, r.Department, r.Promise, r.Duties }).ToListAsync(ct);
        return rows.GroupBy(r => (r.DepartmentId, r.Department)).OrderBy(g => SortKey.Of(g.Key.Department), StringComparer.Ordinal)
            .Select(g => new DepartmentCoverage(g.Key.DepartmentId, g.Key.Department, g.Count(), g.Count(r => r.Promise == "signed"), g.Count(r => r.Duties != "none"), g.Count(r => r.Duties == "confirmed"))).ToList();
    }
}
