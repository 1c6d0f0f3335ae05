using Isms.Kernel.Access;

namespace Isms.Modules.Disclosure;

/// <summary>How far a trade secret has come.</summary>
public enum SecretState
{
    Draft,
    InApproval,

    /// <summary>定密: protected until it is released.</summary>
    Protected,

    /// <summary>解密: protected no longer.</summary>
    Released,
}

/// <summary>What a request for a secret asks for.</summary>
public enum RequestMode
{
    /// <summary>查阅, where it is kept.</summary>
    View,

    /// <summary>复制.</summary>
    Copy,

    /// <summary>外带.</summary>
    TakeOut,
}

/// <summary>How far a paper of this process has come.</summary>
public enum PaperState { Draft, InApproval, Granted, Dropped }

/// <summary>What a review of a secret comes to.</summary>
public enum ReviewOutcome { Extend, Lower, Release }

/// <summary>How far a transfer has come.</summary>
public enum TransferState
{
    /// <summary>Waits to be put up for approval.</summary>
    Draft,
    InApproval,

    /// <summary>May be sent.</summary>
    Approved,
    Sent,
    Received,
    Dropped,
}

/// <summary>How far media in transit have come.</summary>
public enum TransitState { OnTheWay, Received }

/// <summary>Who may do what with secrets and exchange.</summary>
internal static class DisclosurePermissions
{
    /// <summary>Opens the lists; what is shown is what the other permissions reach and what one is named in.</summary>
    public static readonly Permission See = new Permission("disclosure.see").Everywhere(Office.Employee, Office.ExternalAuditor);

    /// <summary>Reads the register of secrets, as far as the class is open to the person; never their content.</summary>
    public static readonly Permission ReadSecrets = new Permission("disclosure.read-secrets")
        .Everywhere(Office.GeneralManager, Office.ManagementRepresentative, Office.ProjectOwner, Office.IsmsTeamLeader, Office.IsmsTeam, Office.InternalAuditor, Office.ExternalAuditor)
        .InOwnDepartment(Office.DepartmentHead);

    /// <summary>Registers secrets and their holders.</summary>
    public static readonly Permission KeepSecrets = new Permission("disclosure.keep-secrets")
        .Everywhere(Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam).InOwnDepartment(Office.DepartmentHead);

    /// <summary>Asks to view or copy a secret; sends information and media.</summary>
    public static readonly Permission Send = new Permission("disclosure.send").Everywhere(Office.Employee);

    /// <summary>Reads transfers and media in transit of others.</summary>
    public static readonly Permission ReadExchange = new Permission("disclosure.read-exchange")
        .Everywhere(Office.GeneralManager, Office.ManagementRepresentative, Office.ProjectOwner, Office.IsmsTeamLeader, Office.IsmsTeam, Office.InternalAuditor, Office.ExternalAuditor)
        .InOwnDepartment(Office.DepartmentHead);

    /// <summary>Keeps the channels and the carriers.</summary>
    public static readonly Permission Rule = new Permission("disclosure.rule").Everywhere(Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam);

    /// <summary>Carried out by the schedule and at set-up; no office may.</summary>
    public static readonly Permission Schedule = new("disclosure.schedule");

    public static IReadOnlyList<Permission> All { get; } = [See, ReadSecrets, KeepSecrets, Send, ReadExchange, Rule, Schedule];
}
