using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Overview;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Modules.Organization.Responsibilities;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization;

/// <summary>The organization stands: departments with heads, and the team that runs the management system (manual 4.2.2.2, 5.2.1).</summary>
internal sealed class OrganizationSteps(IsmsDbContext db) : IContribute<FirstStepsQuestion, FirstStep>
{
    public async Task<IReadOnlyList<FirstStep>> AnswerAsync(Actor actor, FirstStepsQuestion question, CancellationToken ct) =>
    [
        new FirstStep("", Phrase.Of("organization.step-departments"), "/organization/departments", Office.ManagementRepresentative, await db.Departments.CountAsync(d => d.ClosedOn == null, ct) > 1),
        new FirstStep("", Phrase.Of("organization.step-people"), "/organization/people", Office.ManagementRepresentative,
            !await db.Departments.AnyAsync(d => d.ClosedOn == null && !db.People.Any(p => p.DepartmentId == d.Id && p.LeftOn == null), ct)),
        new FirstStep("", Phrase.Of("organization.step-offices"), "/organization/offices", Office.ManagementRepresentative, await OfficesAreHeldAsync(actor.Today, ct)),
        new FirstStep("", Phrase.Of("organization.step-accounts"), "/accounts/new", Office.SystemAdministrator, !await Holders(actor.Today).AnyAsync(p => !db.Users.Any(u => u.PersonId == p), ct)) { Needs = KernelPermissions.Accounts },
        new FirstStep("", Phrase.Of("organization.step-matrix"), MatrixPaths.Matrices, Office.IsmsTeam, await db.Set<ResponsibilityMatrix>().AnyAsync(m => m.State == MatrixState.Approved, ct)),
    ];

    // Whoever holds an office has something to sign or to answer.
    private IQueryable<Guid> Holders(DateOnly today) =>
        db.Appointments.Where(a => a.StartsOn <= today && (a.EndsOn == null || a.EndsOn >= today)).Select(a => a.PersonId);

    // The team exists, and every department has somebody who answers for it.
    private async Task<bool> OfficesAreHeldAsync(DateOnly today, CancellationToken ct)
    {
        var held = db.Appointments.Where(a => a.StartsOn <= today && (a.EndsOn == null || a.EndsOn >= today));
        return await held.AnyAsync(a => a.Office == Office.IsmsTeamLeader || a.Office == Office.IsmsTeam, ct)
            && !await db.Departments.AnyAsync(d => d.ClosedOn == null && !held.Any(a => a.Office == Office.DepartmentHead && a.DepartmentId == d.Id), ct);
    }
}
