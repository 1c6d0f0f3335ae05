namespace Isms.Kernel.Access.Account;

/// <summary>Whose sign-in must have a second factor when the organization requires one.</summary>
internal static class SecondFactorRule
{
    /// <summary>The three administrations, the management representative and the general manager.</summary>
    public static bool Concerns(Office office) => office is Office.GeneralManager or Office.ManagementRepresentative
        or Office.SystemAdministrator or Office.SecurityAdministrator or Office.AuditAdministrator;
}
