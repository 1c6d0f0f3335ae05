using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Standards;

namespace Isms.Modules.Applicability;

/// <summary>How far a version of the statement of applicability has come.</summary>
public enum SoaState
{
    /// <summary>May be changed and thrown away.</summary>
    Draft,

    /// <summary>Put up for signature; frozen until it is signed or sent back.</summary>
    InApproval,

    /// <summary>In force. At most one version is.</summary>
    Approved,

    /// <summary>Was in force; stays readable.</summary>
    Superseded,
}

/// <summary>Why a control was chosen (manual 4.2.1.7: law, policy and business needs, results of the assessment).</summary>
public enum ReasonKind
{
    /// <summary>It treats a risk.</summary>
    Risk,

    /// <summary>Law or regulation asks for it.</summary>
    Law,

    /// <summary>A contract asks for it.</summary>
    Contract,

    /// <summary>Business needs or good practice.</summary>
    Business,
}

/// <summary>How far a control is put in place (4.2.2.1 c).</summary>
public enum ImplementationStatus
{
    Planned,
    InProgress,

    /// <summary>In place, with evidence.</summary>
    Implemented,
}

/// <summary>What became of a control when the statement moved to another edition; a person confirms or changes it.</summary>
public enum MoveProposal
{
    /// <summary>No move: decided in this edition from the start.</summary>
    None,

    /// <summary>One control of the old edition corresponds; its decision is carried over.</summary>
    Carried,

    /// <summary>Several correspond and were decided alike.</summary>
    Merged,

    /// <summary>Several correspond and were decided differently: undecided.</summary>
    Conflict,

    /// <summary>None corresponds: undecided.</summary>
    New,
}

/// <summary>A version of the statement as other processes see it.</summary>
public sealed record SoaSummary
{
    public Guid Id { get; init; }

    /// <summary>Number of the document, the same for all versions: <c>XX-A-02</c>.</summary>
    public string Number { get; init; } = "";

    /// <summary>Such as <c>V1.0</c>.</summary>
    public string VersionLabel { get; init; } = "";
    public Edition Edition { get; init; }
    public SoaState State { get; init; }
    public string Scope { get; init; } = "";

    /// <summary>UTC; null before.</summary>
    public DateTime? ApprovedAt { get; init; }
    public int Version { get; init; }
}

/// <summary>What a version says of one control, with how far the control is put in place today.</summary>
public sealed record ControlDecisionSummary
{
    public Guid Id { get; init; }
    public Guid SoaId { get; init; }
    public Edition Edition { get; init; }

    /// <summary>Together with <see cref="Edition"/> the control's key; alone it means nothing.</summary>
    public string Code { get; init; } = "";

    /// <summary>Where the statement prints it.</summary>
    public int Position { get; init; }

    /// <summary>True for a control beyond Annex A.</summary>
    public bool Additional { get; init; }
    public string TitleZh { get; init; } = "";
    public string TitleEn { get; init; } = "";
    public ControlStanding Standing { get; init; }

    /// <summary>Today's, which may be ahead of what was signed.</summary>
    public ImplementationStatus Status { get; init; }

    /// <summary>The department that answers for it; null while none does.</summary>
    public Guid? DepartmentId { get; init; }
}

/// <summary>What other processes read of the statement; join it in one statement.</summary>
internal static class SoaViews
{
    public static IQueryable<SoaSummary> Versions(IsmsDbContext db) => db.Set<SoaVersion>().Select(s => new SoaSummary
    {
        Id = s.Id, Number = s.Number, VersionLabel = s.VersionLabel, Edition = s.Edition, State = s.State, Scope = s.Scope,
        ApprovedAt = s.ApprovedAt, Version = s.Version,
    });

    public static IQueryable<ControlDecisionSummary> Decisions(IsmsDbContext db) =>
        from d in db.Set<ControlDecision>()
        join i in db.Set<ControlImplementation>() on d.ImplementationId equals i.Id
        select new ControlDecisionSummary
        {
            Id = d.Id, SoaId = d.SoaId, Edition = d.Edition, Code = d.Code, Position = d.Position, Additional = d.Additional,
            TitleZh = d.TitleZh, TitleEn = d.TitleEn, Standing = d.Standing, Status = i.Status, DepartmentId = i.DepartmentId,
        };
}

/// <summary>Who may do what with the statement of applicability.</summary>
internal static class SoaPermissions
{
    /// <summary>Opens single controls: whoever reads the statement all, everybody else those of the own department.</summary>
    public static readonly Permission See = new Permission("applicability.see").Everywhere(Office.Employee, Office.ExternalAuditor);

    /// <summary>The whole statement. Heads read it whole, too: it says what their departments put in place (4.2.2.4).</summary>
    public static readonly Permission Read = new Permission("applicability.read").Everywhere(
        Office.GeneralManager, Office.ManagementRepresentative, Office.ProjectOwner, Office.IsmsTeamLeader, Office.IsmsTeam, Office.DepartmentHead,
        Office.InternalAuditor, Office.DocumentController, Office.ExternalAuditor);

    /// <summary>Draws up versions, decides on controls, names the departments that answer for them.</summary>
    public static readonly Permission Edit = new Permission("applicability.edit").Everywhere(
        Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam);

    /// <summary>Reports how far controls are put in place.</summary>
    public static readonly Permission Report = new Permission("applicability.report")
        .Everywhere(Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam)
        .InOwnDepartment(Office.DepartmentHead);

    public static IReadOnlyList<Permission> All { get; } = [See, Read, Edit, Report];
}
