using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Registers;

namespace Isms.Modules.Organization.People;

/// <summary>A person in the list.</summary>
public sealed record PersonRow
{
    public Guid Id { get; init; }
    public string EmployeeNumber { get; init; } = "";
    public string Name { get; init; } = "";

    /// <summary>Place of the name in pinyin order.</summary>
    public string NameSort { get; init; } = "";
    public string Post { get; init; } = "";
    public Guid? DepartmentId { get; init; }
    public string Department { get; init; } = "";

    /// <summary>Last day; null while here.</summary>
    public DateOnly? LeftOn { get; init; }

    /// <summary><c>active</c> or <c>left</c>, today.</summary>
    public string State { get; init; } = "";
    public int Version { get; init; }
}

/// <summary>The list of people: one definition for the page and the API.</summary>
internal static class PeopleRegister
{
    public static IQueryable<PersonRow> Rows(IsmsDbContext db, DateOnly today) =>
        from p in db.People
        from d in db.Departments.Where(d => d.Id == p.DepartmentId).DefaultIfEmpty()
        select new PersonRow
        {
            Id = p.Id, EmployeeNumber = p.EmployeeNumber, Name = p.Name, NameSort = p.NameSort, Post = p.Post, DepartmentId = p.DepartmentId,
            Department = d == null ? "" : d.Name, LeftOn = p.LeftOn, State = p.LeftOn != null && p.LeftOn < today ? "left" : "active", Version = p.Version,
        };

    /// <param name="departments">Choices of the filter: id and name.</param>
    public static Register<PersonRow> Of(IReadOnlyList<(string Value, string Label)> departments) =>
        new Register<PersonRow>("organization.people", r => r.Id, "name")
            .Column("number", "organization.employee-number", ColumnKind.Text, r => r.EmployeeNumber, c => c with { Searchable = true, Link = r => $"/organization/people/{r.Id}" })
            .Column("name", "organization.person-name", ColumnKind.Text, r => r.Name, c => c with { Searchable = true, SortBy = Sort(r => r.NameSort), Link = r => $"/organization/people/{r.Id}" })
            .Column("department", "organization.department", ColumnKind.Choice, r => r.DepartmentId, c => c with { Sortable = false, Filterable = true, Choices = departments, Text = r => r.Department })
            .Column("post", "organization.post", ColumnKind.Text, r => r.Post, c => c with { Searchable = true, Sortable = false })
            .Column("state", "organization.person-state", ColumnKind.State, r => r.State, c => c with
            {
                Sortable = false, Filterable = true, Choices = [("active", "organization.person-active"), ("left", "organization.person-left")],
            });

    private static System.Linq.Expressions.Expression<Func<PersonRow, string>> Sort(System.Linq.Expressions.Expression<Func<PersonRow, string>> by) => by;
}
