using Isms.Kernel.Access;
using Isms.Kernel.Data;

namespace Isms.Modules.Communication;

/// <summary>Who the organization is in contact with on security (manual 4.2.4 c).</summary>
public enum ContactKind
{
    /// <summary>政府主管部门.</summary>
    Authority,

    /// <summary>外部信息安全专家.</summary>
    Expert,

    /// <summary>顾客.</summary>
    Customer,

    /// <summary>其他相关方.</summary>
    Party,
}

/// <summary>How far a coordination meeting has come.</summary>
public enum MeetingState
{
    Draft,

    /// <summary>Its minutes are being signed.</summary>
    InApproval,

    /// <summary>Minutes signed: resolutions are in force.</summary>
    Signed,
}

/// <summary>How far a resolution has come.</summary>
public enum ResolutionState
{
    /// <summary>In minutes that are not signed yet.</summary>
    Proposed,
    Open,
    Done,
}

/// <summary>A resolution as other processes see it.</summary>
public sealed record ResolutionSummary
{
    public Guid Id { get; init; }

    /// <summary>Such as <c>2026-03</c>; empty while its minutes are not signed.</summary>
    public string Number { get; init; } = "";
    public string Words { get; init; } = "";
    public Guid MeetingId { get; init; }
    public Guid OwnerId { get; init; }
    public DateOnly DueOn { get; init; }
    public ResolutionState State { get; init; }
}

/// <summary>A contact as other processes see it: a party that information goes to.</summary>
public sealed record ContactSummary
{
    public Guid Id { get; init; }
    public ContactKind Kind { get; init; }
    public string Name { get; init; } = "";

    /// <summary>Place of the name in pinyin order.</summary>
    public string NameSort { get; init; } = "";
    public bool Retired { get; init; }
}

/// <summary>What other processes read of communication; join it in one statement.</summary>
internal static class CommunicationViews
{
    public static IQueryable<ContactSummary> Contacts(IsmsDbContext db) => db.Set<Contact>().Select(c => new ContactSummary
    {
        Id = c.Id, Kind = c.Kind, Name = c.Name, NameSort = c.NameSort, Retired = c.RetiredOn != null,
    });

    public static IQueryable<ResolutionSummary> Resolutions(IsmsDbContext db) => db.Set<Resolution>().Select(r => new ResolutionSummary
    {
        Id = r.Id, Number = r.Number, Words = r.Words, MeetingId = r.MeetingId, OwnerId = r.OwnerId, DueOn = r.DueOn, State = r.State,
    });
}

/// <summary>Who may do what with communication.</summary>
internal static class CommunicationPermissions
{
    /// <summary>Opens the lists; what is shown is what <see cref="Read"/> reaches and what one is named in.</summary>
    public static readonly Permission See = new Permission("communication.see").Everywhere(Office.Employee, Office.ExternalAuditor);

    /// <summary>The outward contacts, the communication plan and the minutes.</summary>
    public static readonly Permission Read = new Permission("communication.read").Everywhere(
        Office.GeneralManager, Office.ManagementRepresentative, Office.ProjectOwner, Office.IsmsTeamLeader, Office.IsmsTeam, Office.DepartmentHead, Office.InternalAuditor, Office.ExternalAuditor);

    public static readonly Permission Edit = new Permission("communication.edit").Everywhere(Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam);

    /// <summary>Writes reports: the team everywhere, a head those of the own department.</summary>
    public static readonly Permission WriteReports = new Permission("communication.write-reports")
        .Everywhere(Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam).InOwnDepartment(Office.DepartmentHead);

    /// <summary>Reads the reports of departments.</summary>
    public static readonly Permission ReadReports = new Permission("communication.read-reports")
        .Everywhere(Office.GeneralManager, Office.ManagementRepresentative, Office.ProjectOwner, Office.IsmsTeamLeader, Office.IsmsTeam, Office.InternalAuditor, Office.ExternalAuditor).InOwnDepartment(Office.DepartmentHead);

    /// <summary>Words announcements, follows who has read them and asks again.</summary>
    public static readonly Permission DraftAnnouncements = new Permission("communication.draft-announcements").Everywhere(
        Office.GeneralManager, Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam);

    /// <summary>Speaks to the organization: the general manager, or the representative in his name (5.1 d).</summary>
    public static readonly Permission Announce = new Permission("communication.announce").Everywhere(Office.GeneralManager, Office.ManagementRepresentative);

    /// <summary>Reports what one was asked to communicate, verify or carry out.</summary>
    public static readonly Permission Report = new Permission("communication.report").Everywhere(Office.Employee);

    /// <summary>Carried out by the schedule; no office may.</summary>
    public static readonly Permission Schedule = new("communication.schedule");

    public static IReadOnlyList<Permission> All { get; } = [See, Read, Edit, WriteReports, ReadReports, DraftAnnouncements, Announce, Report, Schedule];
}
