using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Overview;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Modules.Organization.Responsibilities;

namespace Isms.Modules.Organization;

/// <summary>The organization stands: departments with heads, and the team that runs the management system (manual 4.2.2.2, 5.2.1).</summary>
internal sealed class OrganizationSteps(IsmsDbContext db) : IContribute<FirstStepsQuestion, StepToTake>
{
    public Task<IReadOnlyList<StepToTake>> AnswerAsync(Actor actor, FirstStepsQuestion question, CancellationToken ct) => Task.FromResult<IReadOnlyList<StepToTake>>(
    [
        new StepToTake("", Phrase.Of("organization.step-departments"), "/organization/departments", Office.ManagementRepresentative, () => db.Departments.Count(d => d.ClosedOn == null) > 1),
        new StepToTake("", Phrase.Of("organization.step-people"), "/organization/people", Office.ManagementRepresentative,
            () => !db.Departments.Any(d => d.ClosedOn == null && !db.People.Any(p => p.DepartmentId == d.Id && p.LeftOn == null))),
        new StepToTake("", Phrase.Of("organization.step-offices"), "/organization/offices", Office.ManagementRepresentative,
            // The team exists, and every department has somebody who answers for it.
            () => Held(actor.Today).Any(a => a.Office == Office.IsmsTeamLeader || a.Office == Office.IsmsTeam)
                && !db.Departments.Any(d => d.ClosedOn == null && !Held(actor.Today).Any(a => a.Office == Office.DepartmentHead && a.DepartmentId == d.Id))),
        new StepToTake("", Phrase.Of("organization.step-accounts"), "/accounts/open", Office.SystemAdministrator,
            // Whoever holds an office has something to sign or to answer.
            () => !Held(actor.Today).Any(a => !db.Users.Any(u => u.PersonId == a.PersonId))) { Needs = KernelPermissions.Accounts },
        new StepToTake("", Phrase.Of("organization.step-matrix"), MatrixPaths.Matrices, Office.IsmsTeam, () => db.Set<ResponsibilityMatrix>().Any(m => m.State == MatrixState.Approved)),
    ]);

    private IQueryable<Appointment> Held(DateOnly today) => db.Appointments.Where(a => a.StartsOn <= today && (a.EndsOn == null || a.EndsOn >= today));
}
