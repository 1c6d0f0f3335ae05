using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.Offices;

/// <summary>What is missing in the security organization on a day.</summary>
/// <param name="Vacant">Offices that must be held and are not.</param>
/// <param name="WithoutMember">Departments from which nobody is on the team (Appendix 4).</param>
/// <param name="Ending">Terms of letters that end within the days set, without a next term.</param>
public sealed record OfficeGapsView(IReadOnlyList<VacantOffice> Vacant, IReadOnlyList<ListedPlace> WithoutMember, IReadOnlyList<OfficeHeld> Ending);

/// <summary>A department by name.</summary>
public sealed record ListedPlace(Guid Id, string Name);

/// <summary>Gaps in the security organization (R-4.2.1.2.3, Appendix 4): vacant offices, departments without a member, terms that run out.</summary>
internal sealed class OfficeGaps(IsmsDbContext db, Vacancies vacancies, SettingsReader settings)
{
    /// <param name="on">The day; today when null.</param>
    public async Task<Outcome<OfficeGapsView>> RunAsync(Actor actor, DateOnly? on, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Read) is { } no)
            return no;
        var day = on ?? actor.Today;
        var vacant = await vacancies.OnAsync(day, ct);
        var paths = await (
            from a in db.Appointments
            join p in db.People on a.PersonId equals p.Id
            join d in db.Departments on p.DepartmentId equals d.Id
            where (a.Office == Office.IsmsTeam || a.Office == Office.IsmsTeamLeader) && a.StartsOn <= day && (a.EndsOn == null || a.EndsOn >= day) && (p.LeftOn == null || p.LeftOn >= day)
            select d.Path).Distinct().ToListAsync(ct);
        var departments = await db.Departments.Where(d => d.ClosedOn == null || d.ClosedOn > day).OrderBy(d => d.NameSort).ThenBy(d => d.Code).Select(d => new { d.Id, d.Name, d.Path }).ToListAsync(ct);
        // A member speaks for the own department, for those above, and for all below.
        var without = departments.Where(d => !paths.Exists(p => p.StartsWith(d.Path, StringComparison.Ordinal) || d.Path.StartsWith(p, StringComparison.Ordinal)));
        return new OfficeGapsView(vacant, [.. without.Select(d => new ListedPlace(d.Id, d.Name))], await EndingAsync(day, ct));
    }

    private async Task<List<OfficeHeld>> EndingAsync(DateOnly day, CancellationToken ct)
    {
        var until = day.AddDays(await settings.NumberAsync(OrganizationModule.TermNoticeDays, ct));
        return await (
            from a in db.Appointments
            join p in db.People on a.PersonId equals p.Id
            from d in db.Departments.Where(d => d.Id == a.DepartmentId).DefaultIfEmpty()
            where a.StartsOn <= day && a.EndsOn != null && a.EndsOn >= day && a.EndsOn <= until
                && !db.Appointments.Any(n => n.Office == a.Office && n.DepartmentId == a.DepartmentId && n.StartsOn > a.StartsOn && (n.EndsOn == null || n.EndsOn > a.EndsOn))
            orderby a.EndsOn, p.NameSort, a.Id
            select new OfficeHeld(a.Id, a.Office, p.Id, p.EmployeeNumber, p.Name, a.DepartmentId, d == null ? null : d.Name, a.StartsOn, a.EndsOn, a.LetterNumber)).ToListAsync(ct);
    }
}
