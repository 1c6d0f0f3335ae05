using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Modules.Organization.Departments;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization;

/// <summary>
/// Enters departments and people whom the register of another process names and the organization does not have yet, with numbers to be corrected later.
/// The caller has checked that the actor may, holds the write transaction and saves.
/// </summary>
internal sealed class Newcomers(IsmsDbContext db, DepartmentChange change, DepartmentDirectory directory)
{
    public async Task AddDepartmentsAsync(Actor actor, IEnumerable<string> names, CancellationToken ct)
    {
        var free = Free("D{0:00}", await db.Departments.Select(d => d.Code).ToListAsync(ct)).GetEnumerator();
        foreach (var name in names)
        {
            free.MoveNext();
            var department = new Department { Code = free.Current, Name = name };
            department.Place(null);
            db.Add(department);
            await change.RaiseAsync(actor, department, "organization.reassess-created", ct, name);
        }
        directory.Forget();
    }

    public async Task AddPeopleAsync(IEnumerable<(string Name, Guid? DepartmentId)> people, CancellationToken ct)
    {
        var free = Free("E{0:000}", await db.People.Select(p => p.EmployeeNumber).ToListAsync(ct)).GetEnumerator();
        foreach (var (name, departmentId) in people)
        {
            free.MoveNext();
            var person = new Person { EmployeeNumber = free.Current, Name = "", DepartmentId = departmentId };
            person.Rename(name);
            db.Add(person);
        }
    }

    // Endless: there is always a higher number.
    private static IEnumerable<string> Free(string pattern, IEnumerable<string> taken)
    {
        var known = taken.ToHashSet(StringComparer.OrdinalIgnoreCase);
        for (var i = 1; ; i++)
        {
            var number = string.Format(CultureInfo.InvariantCulture, pattern, i);
            if (!known.Contains(number))
                yield return number;
        }
    }
}
