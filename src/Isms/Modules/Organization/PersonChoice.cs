using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization;

/// <summary>A person as typed into a form: <c>E0012 王明</c>, the number alone, or the name alone where only one bears it.</summary>
internal static class PersonChoice
{
    public static string Text(string number, string name) => $"{number} {name}";

    /// <summary>The person's id, or what is wrong with the field.</summary>
    /// <param name="field">Name of the field, for the problem.</param>
    /// <param name="today">People who left before do not count.</param>
    public static async Task<(Guid? Id, FieldProblem? Problem)> FindAsync(IsmsDbContext db, string field, string text, DateOnly today, CancellationToken ct)
    {
        text = text.Trim();
        if (text.Length == 0)
            return (null, null);
        var number = text.Split([' ', '　'], 2)[0];
        var found = await db.People.Where(p => (p.LeftOn == null || p.LeftOn >= today) && (p.EmployeeNumber == number || p.Name == text))
            .Select(p => new { p.Id, p.EmployeeNumber, p.Name }).Take(20).ToListAsync(ct);
        var exact = found.FindAll(p => p.EmployeeNumber == text || Text(p.EmployeeNumber, p.Name) == text);
        if (exact.Count == 0)
            exact = found.FindAll(p => p.Name == text);
        return exact switch
        {
            [var one] => (one.Id, null),
            [] => (null, new FieldProblem(field, "organization.no-such-person", text)),
            _ => (null, new FieldProblem(field, "organization.several-people", text, string.Join(Kernel.Text.Phrase.Of("ui.list-comma"), exact.Select(p => p.EmployeeNumber)))),
        };
    }
}
