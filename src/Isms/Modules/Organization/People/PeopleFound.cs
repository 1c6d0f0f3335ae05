using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Search;
using Isms.Kernel.Signals;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.People;

/// <summary>People and departments, for the search over everything.</summary>
internal sealed class PeopleFound(IsmsDbContext db) : IContribute<SearchQuestion, SearchHit>
{
    public async Task<IReadOnlyList<SearchHit>> AnswerAsync(Actor actor, SearchQuestion question, CancellationToken ct)
    {
        if (!actor.May(OrganizationPermissions.Read))
            return [];
        var hits = new List<SearchHit>();
        if (SearchIndex.Matches<Person>(db, question.Words) is { } found)
        {
            var people = await (
                from p in db.People.AsNoTracking()
                where found.Contains(p.Id)
                from d in db.Departments.Where(d => d.Id == p.DepartmentId).DefaultIfEmpty()
                orderby p.NameSort, p.Id
                select new { p.Id, p.EmployeeNumber, p.Name, p.Post, Department = d == null ? "" : d.Name }).Take(question.Most).ToListAsync(ct);
            hits.AddRange(people.Select(p => new SearchHit("organization.people", p.EmployeeNumber, p.Name, $"{p.Department} {p.Post}".Trim(), "/organization/people/" + p.Id, question.ListAt("/organization/people"))));
        }
        var departments = db.Departments.AsNoTracking();
        foreach (var pattern in question.Patterns)
            departments = departments.Where(d => EF.Functions.Like((d.Code + " " + d.Name).ToLower(), pattern, "\\"));
        var named = await departments.OrderBy(d => d.NameSort).ThenBy(d => d.Id).Take(question.Most).Select(d => new { d.Id, d.Code, d.Name }).ToListAsync(ct);
        hits.AddRange(named.Select(d => new SearchHit("organization.departments", d.Code, d.Name, "", "/organization/departments/" + d.Id, "/organization/departments")));
        return hits;
    }
}
