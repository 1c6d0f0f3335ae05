using Isms.Kernel.Access;
using Isms.Kernel.Data;

namespace Isms.Modules.Resources;

/// <summary>What is asked for. Each is counted in its own unit.</summary>
public enum ResourceKind
{
    /// <summary>人员, in people.</summary>
    People,

    /// <summary>资金, in the organization's currency.</summary>
    Money,

    /// <summary>设备与工具, in the organization's currency.</summary>
    Equipment,

    /// <summary>时间, in person-days.</summary>
    Time,
}

/// <summary>What resources are supplied for (manual 5.2.1 a–f).</summary>
public enum ResourcePurpose
{
    /// <summary>a) 建立、实施、运作、监视、评审、保持和改进体系.</summary>
    System,

    /// <summary>b) 信息安全程序支持业务要求; names the procedure.</summary>
    Procedure,

    /// <summary>c) 法律法规要求和合同安全责任.</summary>
    Law,

    /// <summary>d) 正确应用所有控制.</summary>
    Controls,

    /// <summary>e) 评审及其结果的措施.</summary>
    Review,

    /// <summary>f) 改进体系的有效性.</summary>
    Improvement,
}

/// <summary>How far a request has come.</summary>
public enum RequestState
{
    Draft,
    InApproval,

    /// <summary>Signed: what was asked for may be spent.</summary>
    Granted,

    /// <summary>Declined or withdrawn, with the reason.</summary>
    Declined,

    /// <summary>Supplied; nothing more is spent.</summary>
    Closed,
}

/// <summary>A resource request as other processes see it.</summary>
public sealed record ResourceSummary
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public string Title { get; init; } = "";
    public ResourceKind Kind { get; init; }
    public ResourcePurpose Purpose { get; init; }
    public Guid DepartmentId { get; init; }
    public DateOnly NeededOn { get; init; }
    public RequestState State { get; init; }

    /// <summary>The day by which management answers; null before it was submitted.</summary>
    public DateOnly? AnswerDueOn { get; init; }

    /// <summary>In the unit of the kind, as are the next two.</summary>
    public decimal Planned { get; init; }

    /// <summary>0 until it is granted.</summary>
    public decimal Granted { get; init; }
    public decimal Spent { get; init; }
}

/// <summary>What other processes read of resources; join it in one statement.</summary>
internal static class ResourceViews
{
    public static IQueryable<ResourceSummary> Requests(IsmsDbContext db) => db.Set<ResourceRequest>().Select(r => new ResourceSummary
    {
        Id = r.Id, Number = r.Number, Title = r.Title, Kind = r.Kind, Purpose = r.Purpose, DepartmentId = r.DepartmentId, NeededOn = r.NeededOn, State = r.State, AnswerDueOn = r.AnswerDueOn,
        Planned = r.Planned, Granted = r.Granted, Spent = r.Spent,
    });
}

/// <summary>Who may do what with resources.</summary>
internal static class ResourcePermissions
{
    public static readonly Permission Read = new Permission("resources.read")
        .Everywhere(Office.GeneralManager, Office.ManagementRepresentative, Office.ProjectOwner, Office.IsmsTeamLeader, Office.IsmsTeam, Office.InternalAuditor, Office.ExternalAuditor)
        .InOwnDepartment(Office.DepartmentHead);

    /// <summary>Asks for resources and reports what was spent.</summary>
    public static readonly Permission Edit = new Permission("resources.edit")
        .Everywhere(Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam)
        .InOwnDepartment(Office.DepartmentHead);

    /// <summary>Declines a request.</summary>
    public static readonly Permission Decide = new Permission("resources.decide").Everywhere(Office.GeneralManager, Office.ManagementRepresentative);

    /// <summary>Opens somebody's competence; whose is what <see cref="Read"/> reaches, and the own.</summary>
    public static readonly Permission SeeCompetence = new Permission("resources.see-competence").Everywhere(
        Office.Employee, Office.ExternalAuditor, Office.SystemAdministrator, Office.SecurityAdministrator, Office.AuditAdministrator);

    /// <summary>Adds what shows the own competence.</summary>
    public static readonly Permission OwnCompetence = new Permission("resources.own-competence").Everywhere([.. Enum.GetValues<Office>().Where(o => o != Office.ExternalAuditor)]);

    /// <summary>Lays down what offices and posts ask for.</summary>
    public static readonly Permission EditCompetence = new Permission("resources.edit-competence").Everywhere(Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam);

    /// <summary>Judges the competence of others and plans what is missing; auditors are judged by the representative only.</summary>
    public static readonly Permission EvaluateCompetence = new Permission("resources.evaluate-competence")
        .Everywhere(Office.GeneralManager, Office.ManagementRepresentative, Office.IsmsTeamLeader).InOwnDepartment(Office.DepartmentHead);

    /// <summary>Opens tickets; which is what <see cref="Read"/> reaches, those of the own department, and all for the department that helps.</summary>
    public static readonly Permission SeeRepairs = new Permission("resources.see-repairs").Everywhere(Office.Employee, Office.ExternalAuditor);

    /// <summary>Reports hardware problems, looks at the solution, and in the department that helps sees to them.</summary>
    public static readonly Permission ReportRepairs = new Permission("resources.report-repairs").Everywhere(Office.Employee);

    /// <summary>Carried out by the schedule; no office may.</summary>
    public static readonly Permission Watch = new("resources.watch");

    public static IReadOnlyList<Permission> All { get; } = [Read, Edit, Decide, SeeCompetence, OwnCompetence, EditCompetence, EvaluateCompetence, SeeRepairs, ReportRepairs, Watch];
}
