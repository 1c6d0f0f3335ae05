using Isms.Kernel.Access;
using Isms.Kernel.Data;

namespace Isms.Modules.Compliance;

/// <summary>What a requirement is, by who made it.</summary>
public enum LawKind
{
    /// <summary>法律.</summary>
    Law,

    /// <summary>行政法规.</summary>
    Regulation,

    /// <summary>部门规章和规范性文件.</summary>
    Rule,

    /// <summary>地方性法规和规章.</summary>
    Local,

    /// <summary>国家标准、行业标准.</summary>
    Standard,

    /// <summary>国际标准和境外法律.</summary>
    International,

    /// <summary>顾客和相关方要求.</summary>
    Party,

    /// <summary>合同.</summary>
    Contract,
    Other,
}

/// <summary>Whether it is the law today.</summary>
public enum LawStatus
{
    InForce,

    /// <summary>Published, not in force yet; from its day on it is <see cref="InForce"/> by itself.</summary>
    Upcoming,

    /// <summary>Its text was changed and our clauses were not compared with the new one yet.</summary>
    Amended,
    Repealed,
}

/// <summary>Whether it concerns the organization.</summary>
public enum LawStanding
{
    /// <summary>Taken over or imported; nobody judged it yet.</summary>
    Proposed,
    Applies,
    NotApplicable,
}

/// <summary>What an evaluation found (XX-B-10).</summary>
public enum ComplianceResult { Conforms, Partly, DoesNotConform, NotApplicable }

/// <summary>How far a paper that is signed has come.</summary>
public enum ReviewState { Draft, InApproval, Approved }

/// <summary>What a measure answers.</summary>
public enum MeasureSource { Evaluation, Contract, Licence }

/// <summary>How far a measure has come.</summary>
public enum MeasureState
{
    Open,

    /// <summary>Reported done; somebody else looks at it.</summary>
    Done,
    Closed,
}

/// <summary>A law or other requirement as other processes see it.</summary>
public sealed record LawSummary
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public string TitleZh { get; init; } = "";
    public string TitleEn { get; init; } = "";
    public LawKind Kind { get; init; }
    public LawStatus Status { get; init; }
    public LawStanding Standing { get; init; }
    public DateOnly? EvaluatedOn { get; init; }
    public ComplianceResult? Result { get; init; }
}

/// <summary>A duty from a contract as other processes see it.</summary>
public sealed record ContractDutySummary
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public string Contract { get; init; } = "";
    public string Party { get; init; } = "";
    public string Duty { get; init; } = "";
    public Guid DepartmentId { get; init; }
    public bool Ended { get; init; }
}

/// <summary>Something that was found about a law when it was looked for changes.</summary>
public sealed record LawChangeSummary
{
    public Guid Id { get; init; }
    public Guid LawId { get; init; }
    public string LawNumber { get; init; } = "";
    public string Title { get; init; } = "";
    public DateOnly FoundOn { get; init; }
    public string Note { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTime RecordedAt { get; init; }
}

/// <summary>How the laws stand, in numbers.</summary>
/// <param name="Applicable">That apply and are not repealed.</param>
/// <param name="Incomplete">Of these, without applicable clauses.</param>
/// <param name="Overdue">Of these, not evaluated within the interval.</param>
/// <param name="Failing">Of these, found not to conform, or partly.</param>
/// <param name="Judging">Nobody judged yet whether they apply.</param>
public sealed record LawFigures(int Applicable, int Incomplete, int Overdue, int Failing, int Judging);

/// <summary>What other processes read of compliance; join it in one statement.</summary>
internal static class ComplianceViews
{
    public const string LawsLink = CompliancePaths.Laws;

    public static IQueryable<LawSummary> Laws(IsmsDbContext db) => db.Set<Law>().Select(l => new LawSummary
    {
        Id = l.Id, Number = l.Number, TitleZh = l.TitleZh, TitleEn = l.TitleEn, Kind = l.Kind, Status = l.Status, Standing = l.Standing, EvaluatedOn = l.EvaluatedOn, Result = l.Result,
    });

    public static IQueryable<ContractDutySummary> Duties(IsmsDbContext db) => db.Set<ContractDuty>().Select(d => new ContractDutySummary
    {
        Id = d.Id, Number = d.Number, Contract = d.Contract, Party = d.Party, Duty = d.Duty, DepartmentId = d.DepartmentId, Ended = d.EndedOn != null,
    });

    public static IQueryable<LawChangeSummary> Changes(IsmsDbContext db) =>
        from c in db.Set<LawChange>()
        join k in db.Set<LawCheck>() on c.CheckId equals k.Id
        join l in db.Set<Law>() on c.LawId equals l.Id
        select new LawChangeSummary { Id = c.Id, LawId = l.Id, LawNumber = l.Number, Title = l.TitleZh, FoundOn = k.CheckedOn, Note = c.Note, RecordedAt = k.RecordedAt };

    public static string LawLink(Guid id) => CompliancePaths.Law(id);
}

/// <summary>Asked where the other side of a contract is named: who is known as customer, supplier or other party (<c>IContribute&lt;PartyAsked, PartyFound&gt;</c>).</summary>
internal sealed record PartyAsked;

/// <summary>A party known elsewhere.</summary>
internal sealed record PartyFound(string Name, string Link);

/// <summary>Who may do what with compliance.</summary>
internal static class CompliancePermissions
{
    /// <summary>Opens the register of laws, and what one is named in.</summary>
    public static readonly Permission See = new Permission("compliance.see").Everywhere(Office.Employee, Office.ExternalAuditor);

    /// <summary>Reads evaluations, contract duties, licences and rights.</summary>
    public static readonly Permission Read = new Permission("compliance.read").Everywhere(
        Office.GeneralManager, Office.ManagementRepresentative, Office.ProjectOwner, Office.IsmsTeamLeader, Office.IsmsTeam, Office.DepartmentHead, Office.InternalAuditor, Office.ExternalAuditor);

    /// <summary>Keeps the laws, looks for changes and evaluates.</summary>
    public static readonly Permission Edit = new Permission("compliance.edit").Everywhere(Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam);

    /// <summary>Keeps contract duties, licences and rights.</summary>
    public static readonly Permission Keep = new Permission("compliance.keep")
        .Everywhere(Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam).InOwnDepartment(Office.DepartmentHead);

    /// <summary>Reports measures done that one answers for.</summary>
    public static readonly Permission Report = new Permission("compliance.report").Everywhere(Office.Employee);

    /// <summary>Carried out by the schedule; no office may.</summary>
    public static readonly Permission Run = new("compliance.run");

    public static IReadOnlyList<Permission> All { get; } = [See, Read, Edit, Keep, Report, Run];
}
