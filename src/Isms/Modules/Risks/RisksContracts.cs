using Isms.Kernel.Access;
using Isms.Kernel.Data;

namespace Isms.Modules.Risks;

/// <summary>How far a risk assessment has come.</summary>
public enum AssessmentState
{
    /// <summary>Prepared, with risks carried over from the one before; not begun.</summary>
    Draft,

    /// <summary>Begun: its criteria are locked, its risks are rated.</summary>
    InProgress,

    /// <summary>Put up for signature: nothing of it changes until it is signed or sent back.</summary>
    InApproval,

    /// <summary>Signed: neither it nor any risk of it ever changes again.</summary>
    Completed,
}

/// <summary>What becomes of a risk (manual 4.2.1.5 d).</summary>
public enum RiskDecision
{
    /// <summary>Not scored yet.</summary>
    Undecided,

    /// <summary>Accepted: within the acceptance level, or above it with the general manager's signature.</summary>
    Accept,

    /// <summary>To be treated (4.2.1.6).</summary>
    Treat,
}

/// <summary>A risk as other processes see it: what could happen to an asset through which weakness, and how bad that is.</summary>
public sealed record RiskSummary
{
    public Guid Id { get; init; }
    public Guid AssessmentId { get; init; }

    /// <summary>Unique within the assessment, such as <c>R-0012</c>; sort by <see cref="Serial"/>.</summary>
    public string Number { get; init; } = "";
    public int Serial { get; init; }
    public Guid AssetId { get; init; }
    public string AssetNumber { get; init; } = "";
    public string AssetName { get; init; } = "";

    /// <summary>Of <see cref="Kernel.Standards.AssetCategories"/>.</summary>
    public string AssetCategoryCode { get; init; } = "";

    /// <summary>The asset's department.</summary>
    public Guid DepartmentId { get; init; }

    /// <summary>The risk owner; null while nobody is named.</summary>
    public Guid? OwnerId { get; init; }
    public string ThreatCode { get; init; } = "";
    public string ThreatTitleZh { get; init; } = "";
    public string ThreatTitleEn { get; init; } = "";
    public string VulnerabilityCode { get; init; } = "";
    public string VulnerabilityTitleZh { get; init; } = "";
    public string VulnerabilityTitleEn { get; init; } = "";

    /// <summary>The value the risk was scored with.</summary>
    public int AssetValue { get; init; }

    /// <summary>On the scales of the assessment's criteria, as are the next three; null while not rated.</summary>
    public int? Frequency { get; init; }
    public int? Severity { get; init; }
    public int? Ease { get; init; }
    public int? ControlEffectiveness { get; init; }
    public string ExistingControls { get; init; } = "";

    /// <summary>Controls of Annex A that exist already, as <c>2022:8.13</c>, separated by spaces.</summary>
    public string ControlKeys { get; init; } = "";
    public bool LosesConfidentiality { get; init; }
    public bool LosesIntegrity { get; init; }
    public bool LosesAvailability { get; init; }

    /// <summary>Unrounded; 0 while not scored.</summary>
    public double Likelihood { get; init; }

    /// <summary><see cref="Risk.NotScored"/> while not scored, as are the other levels.</summary>
    public int LikelihoodLevel { get; init; }

    /// <summary>Unrounded; 0 while not scored.</summary>
    public double Impact { get; init; }
    public int ImpactLevel { get; init; }

    /// <summary>Rounded by the criteria; 0 while not scored.</summary>
    public double RiskValue { get; init; }
    public int Level { get; init; }

    /// <summary>True when the level is within the acceptance level.</summary>
    public bool Acceptable { get; init; }

    /// <summary>True when nothing that the assessment needs is missing.</summary>
    public bool Complete { get; init; }

    /// <summary>True for a proposal that nobody has looked at yet.</summary>
    public bool ToConfirm { get; init; }
    public RiskDecision Decision { get; init; }
    public bool DecisionByHand { get; init; }
    public string DecisionReason { get; init; } = "";

    /// <summary>When a risk accepted by hand is looked at again.</summary>
    public DateOnly? NextReviewOn { get; init; }

    /// <summary>False when the class of the asset keeps it from the reader: then its name, and what people wrote of the risk, say only that they are classified.</summary>
    public bool AssetKnown { get; init; }
    public int Version { get; init; }
}

/// <summary>A risk assessment as other processes see it.</summary>
public sealed record AssessmentSummary
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public string Title { get; init; } = "";
    public AssessmentState State { get; init; }

    /// <summary>The criteria it rates with.</summary>
    public Guid CriteriaId { get; init; }
    public DateOnly PeriodStart { get; init; }
    public DateOnly PeriodEnd { get; init; }

    /// <summary>When the last signature was given, UTC; null before.</summary>
    public DateTime? CompletedAt { get; init; }
    public int Version { get; init; }
}

/// <summary>What other processes read of the risks; join it in one statement.</summary>
internal static class RiskViews
{
    /// <summary>As they are: for rules and for what is signed, which no reader sees.</summary>
    public static IQueryable<RiskSummary> Risks(IsmsDbContext db) => Risks(db, Actor.System("", default));

    /// <summary>As this person may see them: a risk to an asset that is kept from the person is there with its figures (docs/decisions/0010).</summary>
    public static IQueryable<RiskSummary> Risks(IsmsDbContext db, Actor reader) =>
        from r in db.Set<Risk>()
        join a in Assets.AssetViews.Summaries(db, reader) on r.AssetId equals a.Id
        select new RiskSummary
        {
            Id = r.Id, AssessmentId = r.AssessmentId, Number = r.Number, Serial = r.Serial, AssetId = r.AssetId, AssetNumber = a.Number,
            AssetName = a.Name, AssetCategoryCode = a.CategoryCode, DepartmentId = r.DepartmentId, OwnerId = r.OwnerId,
            ThreatCode = r.ThreatCode, ThreatTitleZh = r.ThreatTitleZh, ThreatTitleEn = r.ThreatTitleEn,
            VulnerabilityCode = r.VulnerabilityCode, VulnerabilityTitleZh = r.VulnerabilityTitleZh, VulnerabilityTitleEn = r.VulnerabilityTitleEn,
            AssetValue = r.AssetValue, Frequency = r.Frequency, Severity = r.Severity, Ease = r.Ease, ControlEffectiveness = r.ControlEffectiveness,
            ExistingControls = a.Known ? r.ExistingControls : "", ControlKeys = r.ControlKeys, LosesConfidentiality = r.LosesConfidentiality,
            LosesIntegrity = r.LosesIntegrity, LosesAvailability = r.LosesAvailability, Likelihood = r.Likelihood,
            LikelihoodLevel = r.LikelihoodLevel, Impact = r.Impact, ImpactLevel = r.ImpactLevel, RiskValue = r.RiskValue, Level = r.Level,
            Acceptable = r.Acceptable, Complete = r.Complete, ToConfirm = r.ToConfirm, Decision = r.Decision, DecisionByHand = r.DecisionByHand,
            DecisionReason = a.Known ? r.DecisionReason : "", NextReviewOn = r.NextReviewOn, AssetKnown = a.Known, Version = r.Version,
        };

    /// <summary>Ids of the risks to assets that are kept from this person; part of other statements. Who owns a risk knows of it.</summary>
    public static IQueryable<Guid> KeptFrom(IsmsDbContext db, Actor actor)
    {
        var (me, assets) = (actor.PersonId, Assets.AssetViews.KeptFrom(db, actor));
        return db.Set<Risk>().Where(r => r.OwnerId != me && assets.Any(id => id == r.AssetId)).Select(r => r.Id);
    }

    public static IQueryable<AssessmentSummary> Assessments(IsmsDbContext db) => db.Set<Assessment>().Select(a => new AssessmentSummary
    {
        Id = a.Id, Number = a.Number, Title = a.Title, State = a.State, CriteriaId = a.CriteriaId, PeriodStart = a.PeriodStart,
        PeriodEnd = a.PeriodEnd, CompletedAt = a.CompletedAt, Version = a.Version,
    });
}

/// <summary>Who may do what with risks.</summary>
internal static class RiskPermissions
{
    /// <summary>Opens the assessments; what is shown is what <see cref="Read"/> reaches and the risks one owns.</summary>
    public static readonly Permission See = new Permission("risks.see").Everywhere(Office.Employee, Office.ExternalAuditor);

    public static readonly Permission Read = new Permission("risks.read")
        .Everywhere(Office.GeneralManager, Office.ManagementRepresentative, Office.ProjectOwner, Office.IsmsTeamLeader, Office.IsmsTeam,
            Office.InternalAuditor, Office.ExternalAuditor)
        .InOwnDepartment(Office.DepartmentHead);

    /// <summary>Rates risks and asks for decisions on them.</summary>
    public static readonly Permission Edit = new Permission("risks.edit")
        .Everywhere(Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam)
        .InOwnDepartment(Office.DepartmentHead);

    /// <summary>Begins, fills and completes assessments, and keeps the libraries.</summary>
    public static readonly Permission Conduct = new Permission("risks.conduct")
        .Everywhere(Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam);

    /// <summary>Enters changes that may ask for a reassessment.</summary>
    public static readonly Permission ReportChange = new Permission("risks.report-change")
        .Everywhere(Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam, Office.DepartmentHead);

    public static IReadOnlyList<Permission> All { get; } = [See, Read, Edit, Conduct, ReportChange];
}
