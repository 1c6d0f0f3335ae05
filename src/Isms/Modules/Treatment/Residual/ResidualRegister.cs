using System.Globalization;
using System.Linq.Expressions;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Kernel.Text;
using Isms.Modules.Risks;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment.Residual;

/// <summary>A residual risk in the list.</summary>
public sealed record ResidualRiskRow
{
    public Guid Id { get; init; }
    public Guid ReportId { get; init; }
    public string ReportNumber { get; init; } = "";
    public PlanState ReportState { get; init; }
    public Guid PlanId { get; init; }

    /// <summary>The criteria it is rated with: they have the words of the levels.</summary>
    public Guid CriteriaId { get; init; }
    public Guid RiskId { get; init; }
    public string RiskNumber { get; init; } = "";
    public int RiskSerial { get; init; }
    public string AssetName { get; init; } = "";

    /// <summary>False when the class of the asset keeps it from the reader.</summary>
    public bool AssetKnown { get; init; }
    public string ThreatTitleZh { get; init; } = "";
    public string ThreatTitleEn { get; init; } = "";
    public string VulnerabilityTitleZh { get; init; } = "";
    public string VulnerabilityTitleEn { get; init; } = "";
    public Guid DepartmentId { get; init; }
    public string Department { get; init; } = "";
    public Guid? OwnerId { get; init; }
    public string Owner { get; init; } = "";

    /// <summary>Ratings before treatment.</summary>
    public int AssetValue { get; init; }
    public int? FrequencyBefore { get; init; }
    public int? SeverityBefore { get; init; }
    public int? EaseBefore { get; init; }
    public int? ControlEffectivenessBefore { get; init; }
    public double ValueBefore { get; init; }
    public int LevelBefore { get; init; }

    /// <summary>Ratings after treatment; null while not rated.</summary>
    public int? Frequency { get; init; }
    public int? Severity { get; init; }
    public int? Ease { get; init; }
    public int? ControlEffectiveness { get; init; }
    public double Value { get; init; }

    /// <summary>-1 while not rated.</summary>
    public int Level { get; init; }
    public bool Acceptable { get; init; }
    public string Reason { get; init; } = "";
    public DateOnly? ReviewOn { get; init; }

    /// <summary>Null before the report is approved, and once it is treated again or rated in a later report.</summary>
    public DateOnly? NextReviewOn { get; init; }

    /// <summary>True when the day of the review has passed.</summary>
    public bool Overdue { get; init; }
    public bool AcceptedByOwner { get; init; }
    public bool AcceptedByApprover { get; init; }
    public int Version { get; init; }

    /// <summary>True when it lies above the acceptance level and lacks an acceptance.</summary>
    public bool LacksAcceptance => Level != ResidualRisk.NotRated && !Acceptable && !(AcceptedByOwner && AcceptedByApprover);

    internal string RiskText(CultureInfo culture) => culture.TwoLetterISOLanguageName == "en"
        ? Phrase.In(culture, "treatment.risk-text", ThreatTitleEn, VulnerabilityTitleEn)
        : Phrase.In(culture, "treatment.risk-text", ThreatTitleZh, VulnerabilityTitleZh);
}

/// <summary>The list of residual risks: one definition for the page and the API.</summary>
internal static class ResidualRegister
{
    private static readonly DateOnly Never = new(2999, 12, 31);

    /// <summary>Residual risks that the actor may see.</summary>
    public static IQueryable<ResidualRiskRow> Rows(IsmsDbContext db, Actor actor)
    {
        var today = actor.Today;
        return
            from x in db.Set<ResidualRisk>().AsNoTracking().VisibleTo(actor, db)
            join report in db.Set<ResidualReport>() on x.ReportId equals report.Id
            join a in RiskViews.Assessments(db) on report.AssessmentId equals a.Id
            join r in RiskViews.Risks(db, actor) on x.RiskId equals r.Id
            join d in db.Departments on r.DepartmentId equals d.Id
            from owner in db.People.Where(p => p.Id == r.OwnerId).DefaultIfEmpty()
            select new ResidualRiskRow
            {
                Id = x.Id, ReportId = x.ReportId, ReportNumber = report.Number, ReportState = report.State, PlanId = report.PlanId, CriteriaId = a.CriteriaId,
                RiskId = x.RiskId, RiskNumber = r.Number, RiskSerial = r.Serial, AssetName = r.AssetName, AssetKnown = r.AssetKnown, ThreatTitleZh = r.ThreatTitleZh, ThreatTitleEn = r.ThreatTitleEn,
                VulnerabilityTitleZh = r.VulnerabilityTitleZh, VulnerabilityTitleEn = r.VulnerabilityTitleEn, DepartmentId = r.DepartmentId, Department = d.Name,
                OwnerId = r.OwnerId, Owner = owner == null ? "" : owner.Name,
                AssetValue = x.AssetValue, FrequencyBefore = r.Frequency, SeverityBefore = r.Severity, EaseBefore = r.Ease, ControlEffectivenessBefore = r.ControlEffectiveness,
                ValueBefore = r.RiskValue, LevelBefore = r.Level,
                Frequency = x.Frequency, Severity = x.Severity, Ease = x.Ease, ControlEffectiveness = x.ControlEffectiveness, Value = x.RiskValue, Level = x.Level,
                Acceptable = x.Acceptable, Reason = r.AssetKnown ? x.Reason : "", ReviewOn = x.ReviewOn, NextReviewOn = x.NextReviewOn, Overdue = x.NextReviewOn != null && x.NextReviewOn < today,
                AcceptedByOwner = x.OwnerAcceptedById != null, AcceptedByApprover = x.ApproverAcceptedById != null, Version = x.Version,
            };
    }

    /// <summary>Those that are kept and looked at again.</summary>
    public static Register<ResidualRiskRow> Of(CultureInfo culture) => new Register<ResidualRiskRow>("treatment.residual-risks", r => r.Id, "next-review")
        .Column("risk", "treatment.field.risk", ColumnKind.Text, r => r.RiskNumber, c => c with { SortBy = SortSerial(r => r.RiskSerial), Link = r => TreatmentPaths.ResidualRisk(r.Id) })
        .Column("asset", "treatment.field.asset", ColumnKind.Text, r => r.AssetName, c => c with { Sortable = false, Searchable = true })
        .Column("threat", "treatment.field.threat-and-vulnerability", ColumnKind.Text, r => r.ThreatTitleZh, c => c with { Sortable = false, Text = r => r.RiskText(culture) })
        .Column("department", "treatment.field.department", ColumnKind.Text, r => r.Department, c => c with { Sortable = false, Searchable = true })
        .Column("owner", "treatment.field.owner", ColumnKind.Text, r => r.Owner, c => c with { Sortable = false, Searchable = true })
        .Column("before", "treatment.field.level-before", ColumnKind.Level, r => r.LevelBefore)
        .Column("level", "treatment.field.level-after", ColumnKind.Level, r => r.Level)
        .Column("next-review", "treatment.field.next-review", ColumnKind.Date, r => r.NextReviewOn, c => c with { SortBy = Sort(r => r.NextReviewOn ?? Never) })
        .Column("overdue", "treatment.field.review-state", ColumnKind.Choice, r => r.Overdue, c => c with
        {
            Sortable = false, Filterable = true, Text = r => Phrase.In(culture, r.Overdue ? "treatment.overdue" : "treatment.in-time"),
            Choices = [("true", "treatment.overdue"), ("false", "treatment.in-time")],
        })
        .Column("report", "treatment.field.report", ColumnKind.Text, r => r.ReportNumber, c => c with { Sortable = false, Searchable = true, Link = r => TreatmentPaths.Report(r.ReportId) });

    private static Expression<Func<ResidualRiskRow, int>> SortSerial(Expression<Func<ResidualRiskRow, int>> by) => by;

    private static Expression<Func<ResidualRiskRow, DateOnly>> Sort(Expression<Func<ResidualRiskRow, DateOnly>> by) => by;
}

/// <summary>Residual risks that are kept and looked at again, the earliest review first.</summary>
internal sealed class FindResidualRisks(IsmsDbContext db)
{
    public async Task<Outcome<RegisterPage<ResidualRiskRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct) =>
        actor.Refuses(TreatmentPermissions.See) is { } no ? no
            : await ResidualRegister.Of(actor.Culture).PageAsync(ResidualRegister.Rows(db, actor).Where(r => r.NextReviewOn != null), query, ct);
}
