using Isms.Kernel.Access;

namespace Isms.Modules.Conformity;

/// <summary>Who may see what stands behind the clauses, and take it along.</summary>
internal static class ConformityPermissions
{
    /// <summary>The board and the auditors' questions; of the evidence each sees what they may open anyway.</summary>
    public static readonly Permission See = new Permission("conformity.see").Everywhere(
        Office.GeneralManager, Office.ManagementRepresentative, Office.ProjectOwner, Office.IsmsTeamLeader, Office.IsmsTeam, Office.DepartmentHead,
        Office.InternalAuditor, Office.DocumentController, Office.ExternalAuditor);

    /// <summary>Packs of evidence to take along.</summary>
    public static readonly Permission Pack = new Permission("conformity.pack").Everywhere(
        Office.GeneralManager, Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam, Office.InternalAuditor, Office.ExternalAuditor);

    public static IReadOnlyList<Permission> All { get; } = [See, Pack];
}
