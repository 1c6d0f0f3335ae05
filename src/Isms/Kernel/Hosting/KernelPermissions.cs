using Isms.Kernel.Access;

namespace Isms.Kernel.Hosting;

/// <summary>What may be done in the kernel, and by which offices.</summary>
internal static class KernelPermissions
{
    /// <summary>One's own account: password, second factor, sessions, tokens, language.</summary>
    public static readonly Permission OwnAccount = new Permission("kernel.own-account").Everywhere(Enum.GetValues<Office>());

    public static readonly Permission Accounts = new Permission("kernel.accounts").Everywhere(Office.SystemAdministrator);

    /// <summary>Which offices each of these may give is for the appointing itself to say.</summary>
    public static readonly Permission Appoint = new Permission("kernel.appoint")
        .Everywhere(Office.SecurityAdministrator, Office.GeneralManager, Office.ManagementRepresentative);

    public static readonly Permission SeeAppointments = new Permission("kernel.see-appointments")
        .Everywhere(Office.SecurityAdministrator, Office.SystemAdministrator, Office.AuditAdministrator, Office.GeneralManager,
            Office.ManagementRepresentative, Office.InternalAuditor, Office.ExternalAuditor);

    public static readonly Permission Rights = new Permission("kernel.rights")
        .Everywhere(Office.SecurityAdministrator, Office.SystemAdministrator, Office.AuditAdministrator, Office.GeneralManager,
            Office.ManagementRepresentative, Office.InternalAuditor, Office.ExternalAuditor);

    public static readonly Permission Settings = new Permission("kernel.settings").Everywhere(Office.ManagementRepresentative, Office.SystemAdministrator);

    /// <summary>Who did what, when, to which thing.</summary>
    public static readonly Permission Ledger = new Permission("kernel.ledger")
        .Everywhere(Office.AuditAdministrator, Office.InternalAuditor, Office.ExternalAuditor, Office.ManagementRepresentative, Office.GeneralManager);

    /// <summary>The content of the things as well: not for the audit administrator, whose office shows no business content.</summary>
    public static readonly Permission LedgerContent = new Permission("kernel.ledger-content")
        .Everywhere(Office.InternalAuditor, Office.ExternalAuditor, Office.ManagementRepresentative, Office.GeneralManager);

    public static readonly Permission Health = new Permission("kernel.health").Everywhere(Office.SystemAdministrator);

    public static IReadOnlyList<Permission> All { get; } =
        [OwnAccount, Accounts, Appoint, SeeAppointments, Rights, Settings, Ledger, LedgerContent, Health];
}
