using System.Security.Cryptography;
using System.Text;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Settings;
using Isms.Kernel.Work;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.Offices;

/// <summary>An office that somebody must hold and nobody does.</summary>
/// <param name="DepartmentId">Of a department without a head.</param>
public sealed record VacantOffice(Office Office, Guid? DepartmentId, string? Department);

/// <summary>
/// The offices that must be filled on every day (4.2.1.2.3 a, 授权书): general manager, management representative, team leader, at least one member,
/// and a head of each department.
/// </summary>
internal sealed class Vacancies(IsmsDbContext db, WorkInbox inbox, SettingsReader settings)
{
    public const string FillWork = "organization.fill-office";
    public const string WorkSubject = "organization.office";

    private static readonly Office[] Always = [Office.GeneralManager, Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam];

    /// <summary>What is vacant on the day, with what was changed and not saved yet.</summary>
    public async Task<IReadOnlyList<VacantOffice>> OnAsync(DateOnly day, CancellationToken ct)
    {
        await db.Appointments.Where(a => a.EndsOn == null || a.EndsOn >= day).LoadAsync(ct);
        var current = db.Appointments.Local.Where(a => a.StartsOn <= day && (a.EndsOn is null || a.EndsOn >= day)).ToList();
        var holders = current.Select(a => a.PersonId).ToList();
        await db.People.Where(p => holders.Contains(p.Id)).LoadAsync(ct);
        var gone = db.People.Local.Where(p => p.LeftOn < day).Select(p => p.Id).ToHashSet();
        var held = current.Where(a => !gone.Contains(a.PersonId)).Select(a => (a.Office, a.DepartmentId)).ToHashSet();
        var departments = await db.Departments.AsNoTracking().Where(d => d.ClosedOn == null || d.ClosedOn > day).OrderBy(d => d.NameSort).ThenBy(d => d.Code).Select(d => new { d.Id, d.Name }).ToListAsync(ct);
        return
        [
            .. Always.Where(o => !held.Contains((o, null))).Select(o => new VacantOffice(o, null, null)),
            .. departments.Where(d => !held.Contains((Office.DepartmentHead, d.Id))).Select(d => new VacantOffice(Office.DepartmentHead, d.Id, d.Name)),
        ];
    }

    /// <summary>
    /// Puts a duty into the inbox for each office that is vacant today or will be tomorrow, and takes those out that are filled; the caller saves.
    /// </summary>
    public async Task RefreshAsync(Actor actor, DateOnly today, CancellationToken ct)
    {
        var vacant = (await OnAsync(today, ct)).Union(await OnAsync(today.AddDays(1), ct)).ToList();
        var open = await db.Set<WorkItem>().Where(w => w.SubjectKind == WorkSubject && w.State == WorkState.Open).ToListAsync(ct);
        var due = today.AddDays(await settings.NumberAsync(OrganizationModule.VacancyDays, ct));
        var wanted = vacant.ToDictionary(v => IdOf(v.Office, v.DepartmentId));
        foreach (var filled in open.Where(w => !wanted.ContainsKey(w.SubjectId)).Select(w => w.SubjectId).Distinct())
            await inbox.CompleteAsync(actor, WorkSubject, filled, FillWork, ct);
        var asked = open.Select(w => w.SubjectId).ToHashSet();
        foreach (var (id, office) in wanted.Where(w => !asked.Contains(w.Key)))
        {
            inbox.Add(new NewWork(FillWork, "organization.work.fill-" + office.Office, office.Department is { } name ? [name] : [], "/organization/offices", WorkSubject, id, due)
            {
                Office = WhoFills(office.Office, vacant),
            });
        }
    }

    // Whoever is there to begin with: letters are prepared by the representative and signed by the general manager.
    private static Office WhoFills(Office vacant, IReadOnlyList<VacantOffice> all) => vacant switch
    {
        Office.GeneralManager => Office.SecurityAdministrator,
        Office.ManagementRepresentative => Office.GeneralManager,
        _ => all.Any(v => v.Office == Office.ManagementRepresentative) ? Office.GeneralManager : Office.ManagementRepresentative,
    };

    // An office is no row: its id follows from what it is.
    private static Guid IdOf(Office office, Guid? departmentId) => departmentId ?? new Guid(SHA256.HashData(Encoding.UTF8.GetBytes("office:" + office)).AsSpan(0, 16));
}
