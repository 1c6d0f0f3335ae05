using Isms.Kernel.Access;
using Isms.Kernel.Data;

namespace Isms.Modules.Objectives;

/// <summary>How far a version of the objectives has come.</summary>
public enum SetState
{
    Draft,

    /// <summary>Put up for signature: frozen until it is signed or sent back.</summary>
    InApproval,

    /// <summary>In force. At most one version is.</summary>
    Approved,

    /// <summary>Was in force; stays readable.</summary>
    Superseded,
}

/// <summary>What a measure is for.</summary>
public enum MeasureKind
{
    /// <summary>信息安全目标 (manual 4.2.1.7): something to reach, with a plan.</summary>
    Objective,

    /// <summary>控制措施有效性 (4.2.2.1 d): how well controls do what they were chosen for.</summary>
    Control,
}

/// <summary>How often a measure is taken.</summary>
public enum Frequency { Month, Quarter, HalfYear, Year }

/// <summary>On which side of the target it is good.</summary>
public enum Direction
{
    /// <summary>不低于.</summary>
    AtLeast,

    /// <summary>不高于.</summary>
    AtMost,
}

/// <summary>What an evaluator found in a result (4.2.2.1 d).</summary>
public enum Effectiveness { Effective, Partly, NotEffective }

/// <summary>How far the action after a missed target has come.</summary>
public enum RemedyState
{
    Open,
    Done,

    /// <summary>No longer needed: the result was corrected and meets its target.</summary>
    Cancelled,
}

/// <summary>A measure in force, with its last result, as other processes see it.</summary>
public sealed record MeasureSummary
{
    /// <summary>The measure through all versions.</summary>
    public Guid LineId { get; init; }
    public string Number { get; init; } = "";
    public string Title { get; init; } = "";
    public MeasureKind Kind { get; init; }
    public string Unit { get; init; } = "";
    public Direction Direction { get; init; }
    public decimal Target { get; init; }
    public Guid ResponsibleId { get; init; }
}

/// <summary>A result that stands: it was not corrected.</summary>
public sealed record ResultSummary
{
    public Guid Id { get; init; }
    public Guid LineId { get; init; }

    /// <summary>Null for the whole organization.</summary>
    public Guid? DepartmentId { get; init; }
    public DateOnly PeriodStart { get; init; }
    public DateOnly PeriodEnd { get; init; }
    public decimal Value { get; init; }
    public decimal Target { get; init; }
    public bool Met { get; init; }

    /// <summary>UTC.</summary>
    public DateTime EnteredAt { get; init; }
}

/// <summary>What other processes read of the objectives; join it in one statement.</summary>
internal static class ObjectiveViews
{
    /// <summary>Measures of the version in force.</summary>
    public static IQueryable<MeasureSummary> InForce(IsmsDbContext db) =>
        from m in db.Set<Measure>()
        join s in db.Set<ObjectiveSet>() on m.SetId equals s.Id
        join l in db.Set<MeasureLine>() on m.LineId equals l.Id
        where s.State == SetState.Approved
        select new MeasureSummary
        {
            LineId = l.Id, Number = l.Number, Title = m.Title, Kind = m.Kind, Unit = m.Unit, Direction = m.Direction, Target = m.Target,
            ResponsibleId = m.ResponsibleId ?? m.CollectorId,
        };

    public static IQueryable<ResultSummary> Results(IsmsDbContext db) => db.Set<MeasureResult>()
        .Where(r => !db.Set<MeasureResult>().Any(c => c.CorrectsId == r.Id))
        .Select(r => new ResultSummary
        {
            Id = r.Id, LineId = r.LineId, DepartmentId = r.DepartmentId, PeriodStart = r.PeriodStart, PeriodEnd = r.PeriodEnd, Value = r.Value,
            Target = r.Target, Met = r.Met, EnteredAt = r.EnteredAt,
        });
}

/// <summary>Who may do what with objectives and measures.</summary>
internal static class ObjectivePermissions
{
    /// <summary>Objectives and their results are told to everybody (5.1 d).</summary>
    public static readonly Permission See = new Permission("objectives.see").Everywhere(Office.Employee, Office.ExternalAuditor);

    /// <summary>Draws up versions and their measures.</summary>
    public static readonly Permission Edit = new Permission("objectives.edit")
        .Everywhere(Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam);

    /// <summary>Enters and evaluates results, and acts on missed targets: of what one collects, evaluates or is responsible for.</summary>
    public static readonly Permission Report = new Permission("objectives.report").Everywhere(Office.Employee);

    /// <summary>Carried out by the schedule; no office may.</summary>
    public static readonly Permission Schedule = new("objectives.schedule");

    public static IReadOnlyList<Permission> All { get; } = [See, Edit, Report, Schedule];
}
