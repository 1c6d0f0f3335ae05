using Isms.Kernel.Access;

namespace Isms.Modules.Organization;

/// <summary>Asked before a department is closed: what still belongs to it. Every process that ties something to departments contributes.</summary>
internal sealed record DepartmentClosing(Guid DepartmentId);

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

    public static IReadOnlyList<Permission> All { get; } = [Read, Edit, PrepareLetters];
}
