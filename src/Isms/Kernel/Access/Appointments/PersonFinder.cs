using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Ui;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Access.Appointments;

/// <summary>Finds the person meant by what was typed: the employee number, the name, or both as suggested.</summary>
internal sealed class PersonFinder(IsmsDbContext db)
{
    private const int MostSuggestions = 500;

    /// <summary>The person; refused at the field when nobody or more than one is meant.</summary>
    public async Task<Outcome<Person>> FindAsync(string field, string text, CancellationToken ct)
    {
        if (text.Length == 0)
            return Refusal.Invalid(field, "kernel.field-required");
        var number = text.Split(' ', 2)[0];
        var found = await db.People.AsNoTracking().Where(p => p.EmployeeNumber == number || p.EmployeeNumber == text || p.Name == text).Take(2).ToListAsync(ct);
        return found switch
        {
            [var one] => one,
            [] => Refusal.Invalid(field, "kernel.person.unknown", text),
            _ => Refusal.Invalid(field, "kernel.person.ambiguous", text),
        };
    }

    /// <summary>Employee number and name of those who work here, in the order of names; the first five hundred.</summary>
    public async Task<IReadOnlyList<string>> SuggestionsAsync(DateOnly today, CancellationToken ct) =>
        await db.People.Where(p => p.LeftOn == null || p.LeftOn >= today).OrderBy(p => p.NameSort).ThenBy(p => p.Id)
            .Take(MostSuggestions).Select(p => p.EmployeeNumber + " " + p.Name).ToListAsync(ct);

    /// <summary>Departments that exist, in the order of their names.</summary>
    public async Task<IReadOnlyList<FieldOption>> DepartmentsAsync(CancellationToken ct) =>
        (await db.Departments.Where(d => d.ClosedOn == null).OrderBy(d => d.NameSort).ThenBy(d => d.Id).Select(d => new { d.Id, d.Name }).ToListAsync(ct))
            .ConvertAll(d => new FieldOption(d.Id.ToString(), d.Name));
}
