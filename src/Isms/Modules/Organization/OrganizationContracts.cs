using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Modules.Organization.Letters;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization;

/// <summary>Asked before a department is closed: what still belongs to it. Every process that ties something to departments contributes.</summary>
internal sealed record DepartmentClosing(Guid DepartmentId);

/// <summary>Asked when somebody leaves: what still stands under the person's name. Every process that names people contributes.</summary>
internal sealed record PersonLeaving(Guid PersonId);

/// <summary>Asked before somebody is appointed by letter: what speaks against it, such as a qualification that is missing. Each obstacle stops the letter.</summary>
internal sealed record OfficeGranting(Office Office, Guid PersonId, string PersonName);

/// <summary>The letter by which the general manager authorised the operation of the management system (4.2.1.9).</summary>
internal sealed record OperationAuthorization(string LetterNumber, DateOnly Since);

/// <summary>What other processes read of the organization.</summary>
internal static class OrganizationViews
{
    /// <summary>The days on which letters authorised operation, for who asks about them in a statement of the own.</summary>
    public static IQueryable<DateOnly?> AuthorizationDays(IsmsDbContext db) => db.Set<AppointmentLetter>().Where(l => l.AuthorizesOperation && l.IssuedOn != null).Select(l => l.IssuedOn);

    /// <summary>The first such letter that was signed; null while operation is not authorised.</summary>
    public static Task<OperationAuthorization?> OperationAuthorizedAsync(IsmsDbContext db, CancellationToken ct) =>
        db.Set<AppointmentLetter>().Where(l => l.AuthorizesOperation && l.IssuedOn != null).OrderBy(l => l.IssuedOn).ThenBy(l => l.Number)
            .Select(l => new OperationAuthorization(l.Number, l.IssuedOn!.Value)).FirstOrDefaultAsync(ct);
}

/// <summary>Who may do what with departments and people.</summary>
internal static class OrganizationPermissions
{
    /// <summary>Names of departments, people and who holds which office: everybody works with them.</summary>
    public static readonly Permission Read = new Permission("organization.read").Everywhere(
        Office.Employee, Office.ExternalAuditor, Office.SystemAdministrator, Office.SecurityAdministrator, Office.AuditAdministrator);

    public static readonly Permission Edit = new Permission("organization.edit").Everywhere(
        Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam, Office.SecurityAdministrator);

    /// <summary>Drafts letters of appointment; only the general manager's signature makes them hold.</summary>
    public static readonly Permission PrepareLetters = new Permission("organization.prepare-letters").Everywhere(
        Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam, Office.DepartmentHead, Office.DocumentController);

    /// <summary>Sees to the checklist of who leaves.</summary>
    public static readonly Permission SeeOff = new Permission("organization.see-off")
        .Everywhere(Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam, Office.SecurityAdministrator, Office.SystemAdministrator)
        .InOwnDepartment(Office.DepartmentHead);

    /// <summary>Describes posts and their security duties.</summary>
    public static readonly Permission EditPosts = new Permission("organization.edit-posts")
        .Everywhere(Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam).InOwnDepartment(Office.DepartmentHead);

    /// <summary>Words the promise of confidentiality, until it is put up for approval.</summary>
    public static readonly Permission WritePromise = new Permission("organization.write-promise").Everywhere(
        Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam, Office.DocumentController);

    /// <summary>Signs the own promise and confirms the own duties: everybody who works here, administrators included.</summary>
    public static readonly Permission Commit = new Permission("organization.commit").Everywhere([.. Enum.GetValues<Office>().Where(o => o != Office.ExternalAuditor)]);

    /// <summary>Who has signed and confirmed.</summary>
    public static readonly Permission Standings = new Permission("organization.standings")
        .Everywhere(Office.GeneralManager, Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam, Office.InternalAuditor, Office.ExternalAuditor, Office.DocumentController)
        .InOwnDepartment(Office.DepartmentHead);

    /// <summary>Carried out by the schedule; no office may.</summary>
    public static readonly Permission Watch = new("organization.watch");

    public static IReadOnlyList<Permission> All { get; } = [Read, Edit, PrepareLetters, SeeOff, EditPosts, WritePromise, Commit, Standings, Watch];
}
