using Isms.Kernel.Access;

namespace Isms.Kernel.Signing;

/// <summary>What may be done with approvals, and by which offices. Which approval a person sees or signs follows from the approval itself.</summary>
internal static class SigningPermissions
{
    /// <summary>Approvals one takes part in, and those of what one may read.</summary>
    public static readonly Permission See = new Permission("signing.see").Everywhere(Enum.GetValues<Office>());

    /// <summary>Submitting and signing: everybody but who only reads or only administers.</summary>
    public static readonly Permission Sign = new Permission("signing.sign").Everywhere(
        Office.Employee, Office.GeneralManager, Office.ManagementRepresentative, Office.ProjectOwner, Office.IsmsTeamLeader, Office.IsmsTeam,
        Office.DepartmentHead, Office.InternalAuditor, Office.DocumentController);

    /// <summary>The list of all approvals, not only one's own.</summary>
    public static readonly Permission SeeAll = new Permission("signing.see-all").Everywhere(
        Office.GeneralManager, Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.InternalAuditor, Office.ExternalAuditor);

    public static readonly Permission Routes = new Permission("signing.routes").Everywhere(Office.ManagementRepresentative);

    /// <summary>Letting a text stand that looks like a placeholder.</summary>
    public static readonly Permission Waive = new Permission("signing.waive").Everywhere(Office.ManagementRepresentative);

    public static IReadOnlyList<Permission> All { get; } = [See, Sign, SeeAll, Routes, Waive];
}
