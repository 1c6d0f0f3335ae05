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
    public async Task AddDepartmentAsync(Actor actor, string name, CancellationToken ct)
    {
        var code = await FreeAsync("D{0:00}", db.Departments.Select(d => d.Code), db.Departments.Local.Select(d => d.Code), ct);
        var department = new Department { Code = code, Name = name };
        department.Place(null);
        db.Add(department);
        directory.Forget();
        await change.RaiseAsync(actor, department, "organization.reassess-created", ct, name);
    }

    public async Task AddPersonAsync(string name, Guid? departmentId, CancellationToken ct)
    {
        var person = new Person { EmployeeNumber = await FreeAsync("E{0:000}", db.People.Select(p => p.EmployeeNumber), db.People.Local.Select(p => p.EmployeeNumber), ct), Name = "", DepartmentId = departmentId };
        person.Rename(name);
        db.Add(person);
    }

    private static async Task<string> FreeAsync(string pattern, IQueryable<string> stored, IEnumerable<string> added, CancellationToken ct)
    {
        var taken = (await stored.ToListAsync(ct)).Concat(added).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Enumerable.Range(1, taken.Count + 1).Select(i => string.Format(CultureInfo.InvariantCulture, pattern, i)).First(number => !taken.Contains(number));
    }
}
