using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Registers;
using Isms.Kernel.Standards;
using Isms.Modules.Assets;
using Isms.Modules.Criteria.Domain;
using Isms.Modules.Risks.Assessments;
using Isms.Modules.Risks.Rating;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.RiskRegister;

/// <summary>One risk in the register of its assessment.</summary>
public sealed record RiskRow
{
    public Guid Id { get; init; }
    public int Serial { get; init; }
    public string Number { get; init; } = "";
    public Guid AssetId { get; init; }
    public string AssetNumber { get; init; } = "";
    public string AssetName { get; init; } = "";
    public int AssetValue { get; init; }
    public Guid DepartmentId { get; init; }
    public string Department { get; init; } = "";
    public Guid? OwnerId { get; init; }
    public string Owner { get; init; } = "";

    /// <summary>The owner's employee number.</summary>
    public string OwnerNumber { get; init; } = "";
    public string ThreatCode { get; init; } = "";
    public string ThreatTitleZh { get; init; } = "";
    public string ThreatTitleEn { get; init; } = "";
    public string VulnerabilityCode { get; init; } = "";
    public string VulnerabilityTitleZh { get; init; } = "";
    public string VulnerabilityTitleEn { get; init; } = "";
    public int? Frequency { get; init; }
    public int? Severity { get; init; }
    public int? Ease { get; init; }
    public string ExistingControls { get; init; } = "";
    public string ControlKeys { get; init; } = "";
    public int? ControlEffectiveness { get; init; }
    public bool LosesConfidentiality { get; init; }
    public bool LosesIntegrity { get; init; }
    public bool LosesAvailability { get; init; }
    public double Impact { get; init; }

    /// <summary>−1 while not scored, as are the other levels.</summary>
    public int ImpactLevel { get; init; }
    public double Likelihood { get; init; }
    public int LikelihoodLevel { get; init; }
    public double RiskValue { get; init; }
    public int Level { get; init; }
    public bool Acceptable { get; init; }
    public RiskDecision Decision { get; init; }
    public bool DecisionByHand { get; init; }
    public bool Complete { get; init; }
    public bool ToConfirm { get; init; }

    /// <summary>False when the class of the asset keeps it from the reader.</summary>
    public bool AssetKnown { get; init; }
    public int Version { get; init; }

    internal SecurityLoss Loses =>
        (LosesConfidentiality ? SecurityLoss.Confidentiality : 0) | (LosesIntegrity ? SecurityLoss.Integrity : 0) | (LosesAvailability ? SecurityLoss.Availability : 0);

    internal string Threat(System.Globalization.CultureInfo culture) => new Bilingual(ThreatTitleZh, ThreatTitleEn).In(culture);

    internal string Vulnerability(System.Globalization.CultureInfo culture) => new Bilingual(VulnerabilityTitleZh, VulnerabilityTitleEn).In(culture);
}

/// <summary>The register of risks: its rows and columns.</summary>
internal static class RiskRows
{
    private static readonly Register<RiskRow> Plain = Columns();

    /// <summary>The rows of one assessment that this person may see.</summary>
    public static IQueryable<RiskRow> Of(IsmsDbContext db, Actor actor, Guid assessmentId) => Of(db, actor, db.Set<Risk>().AsNoTracking().Where(r => r.AssessmentId == assessmentId).VisibleTo(actor));

    /// <summary>Those of them that this person may rate, as far as their assets are known to the person.</summary>
    public static IQueryable<RiskRow> Ratable(IsmsDbContext db, Actor actor, Guid assessmentId) =>
        Of(db, actor, db.Set<Risk>().AsNoTracking().Where(r => r.AssessmentId == assessmentId).VisibleTo(actor).OpenTo(db, actor));

    private static IQueryable<RiskRow> Of(IsmsDbContext db, Actor actor, IQueryable<Risk> risks) =>
        from r in risks
        join a in AssetViews.Summaries(db, actor) on r.AssetId equals a.Id
        join d in db.Departments on r.DepartmentId equals d.Id
        from o in db.People.Where(p => p.Id == r.OwnerId).DefaultIfEmpty()
        select new RiskRow
        {
            Id = r.Id, Serial = r.Serial, Number = r.Number, AssetId = r.AssetId, AssetNumber = a.Number, AssetName = a.Name, AssetValue = r.AssetValue,
            DepartmentId = r.DepartmentId, Department = d.Name, OwnerId = r.OwnerId, Owner = o == null ? "" : o.Name, OwnerNumber = o == null ? "" : o.EmployeeNumber,
            ThreatCode = r.ThreatCode, ThreatTitleZh = r.ThreatTitleZh, ThreatTitleEn = r.ThreatTitleEn,
            VulnerabilityCode = r.VulnerabilityCode, VulnerabilityTitleZh = r.VulnerabilityTitleZh, VulnerabilityTitleEn = r.VulnerabilityTitleEn,
            Frequency = r.Frequency, Severity = r.Severity, Ease = r.Ease, ExistingControls = a.Known ? r.ExistingControls : "", ControlKeys = r.ControlKeys,
            ControlEffectiveness = r.ControlEffectiveness, LosesConfidentiality = r.LosesConfidentiality, LosesIntegrity = r.LosesIntegrity,
            LosesAvailability = r.LosesAvailability, Impact = r.Impact, ImpactLevel = r.ImpactLevel, Likelihood = r.Likelihood, LikelihoodLevel = r.LikelihoodLevel,
            RiskValue = r.RiskValue, Level = r.Level, Acceptable = r.Acceptable, Decision = r.Decision, DecisionByHand = r.DecisionByHand,
            Complete = r.Complete, ToConfirm = r.ToConfirm, AssetKnown = a.Known, Version = r.Version,
        };

    /// <summary>The register for readers of the API and for exports: filters take any value.</summary>
    public static Register<RiskRow> Register => Plain;

    /// <summary>The register with the choices of one assessment: its criteria's levels, and the departments.</summary>
    public static Register<RiskRow> With(CriteriaDefinition definition, IReadOnlyList<(string Value, string Label)> departments, System.Globalization.CultureInfo culture)
    {
        var register = new Register<RiskRow>(Plain.Key, Plain.Id, Plain.DefaultSort);
        foreach (var column in Plain.Columns)
        {
            var choices = column.Key switch
            {
                "department" => departments,
                "level" => Bands(definition.Risk.Bands),
                "impactLevel" => Bands(definition.Impact.Bands),
                "likelihoodLevel" => Bands(definition.Likelihood.Bands),
                _ => column.Choices,
            };
            register.Column(column.Key, column.Label, column.Kind, r => r.Serial, _ => column with { Choices = choices });
        }
        return register;

        IReadOnlyList<(string, string)> Bands(IReadOnlyList<LevelBand> bands) =>
            [.. bands.Select(b => (b.Level.ToString(System.Globalization.CultureInfo.InvariantCulture), $"{b.Level.ToString(culture)} {b.Word.In(culture)}"))];
    }

    private static Register<RiskRow> Columns() => new Register<RiskRow>("risks.risks", r => r.Id, "number")
        .Column("number", "risks.field.number", ColumnKind.Text, r => r.Number, c => c with { Searchable = true, SortBy = Sort(r => r.Serial), Link = r => r.AssetKnown ? "/risks/" + r.Id : null })
        .Column("asset", "risks.field.asset", ColumnKind.Text, r => r.AssetNumber, c => c with { Searchable = true, Text = r => r.AssetNumber + " " + r.AssetName })
        .Column("assetName", "risks.field.asset-name", ColumnKind.Text, r => r.AssetName, c => c with { Searchable = true, Sortable = false, Shown = false })
        .Column("department", "risks.field.department", ColumnKind.Choice, r => r.DepartmentId, c => c with { Filterable = true, Sortable = false, Text = r => r.Department })
        .Column("threat", "risks.field.threat", ColumnKind.Text, r => r.ThreatTitleZh + " " + r.ThreatTitleEn, c => c with
        {
            Searchable = true, SortBy = Sort(r => r.ThreatCode), Text = r => r.Threat(System.Globalization.CultureInfo.CurrentUICulture),
        })
        .Column("vulnerability", "risks.field.vulnerability", ColumnKind.Text, r => r.VulnerabilityTitleZh + " " + r.VulnerabilityTitleEn, c => c with
        {
            Searchable = true, SortBy = Sort(r => r.VulnerabilityCode), Text = r => r.Vulnerability(System.Globalization.CultureInfo.CurrentUICulture),
        })
        .Column("level", "risks.field.level-short", ColumnKind.Level, r => r.Level, c => c with { Filterable = true, Text = r => Level(r.Level) })
        .Column("value", "risks.field.value", ColumnKind.Number, r => r.RiskValue, c => c with { Text = r => r.Level == Risk.NotScored ? "" : r.RiskValue.ToString("0.##", System.Globalization.CultureInfo.CurrentCulture) })
        .Column("decision", "risks.field.decision", ColumnKind.State, r => r.Decision, c => c with { Filterable = true, Choices = [.. Enum.GetNames<RiskDecision>().Select(d => (d, "risks.decision." + d))] })
        .Column("complete", "risks.field.complete", ColumnKind.State, r => r.Complete, c => c with { Filterable = true, Shown = false, Choices = [("False", "risks.incomplete"), ("True", "risks.complete")] })
        .Column("impactLevel", "risks.field.impact-short", ColumnKind.Level, r => r.ImpactLevel, c => c with { Filterable = true, Text = r => Level(r.ImpactLevel) })
        .Column("likelihoodLevel", "risks.field.likelihood-short", ColumnKind.Level, r => r.LikelihoodLevel, c => c with { Filterable = true, Text = r => Level(r.LikelihoodLevel) })
        .Column("assetValue", "risks.field.asset-value", ColumnKind.Number, r => r.AssetValue, c => c with { Shown = false })
        .Column("frequency", "risks.field.frequency-short", ColumnKind.Number, r => r.Frequency, c => c with { Sortable = false })
        .Column("severity", "risks.field.severity-short", ColumnKind.Number, r => r.Severity, c => c with { Sortable = false })
        .Column("ease", "risks.field.ease-short", ColumnKind.Number, r => r.Ease, c => c with { Sortable = false })
        .Column("effectiveness", "risks.field.effectiveness-short", ColumnKind.Number, r => r.ControlEffectiveness, c => c with { Sortable = false })
        .Column("controls", "risks.field.existing-controls", ColumnKind.Text, r => r.ExistingControls, c => c with { Sortable = false, Shown = false })
        .Column("loses", "risks.field.loses", ColumnKind.Text, r => r.LosesConfidentiality, c => c with { Sortable = false, Shown = false, Text = r => LossText.Letters(r.Loses) })
        .Column("owner", "risks.field.owner", ColumnKind.Text, r => r.Owner, c => c with { Searchable = true, Sortable = false });

    private static string Level(int level) => level == Risk.NotScored ? "" : level.ToString(System.Globalization.CultureInfo.CurrentCulture);

    private static System.Linq.Expressions.LambdaExpression Sort<T>(System.Linq.Expressions.Expression<Func<RiskRow, T>> by) => by;
}
