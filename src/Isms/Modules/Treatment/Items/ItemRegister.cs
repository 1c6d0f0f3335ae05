using System.Globalization;
using System.Linq.Expressions;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Registers;
using Isms.Kernel.Text;
using Isms.Modules.Criteria.Domain;
using Isms.Modules.Risks;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment.Items;

/// <summary>An item in the list.</summary>
public sealed record TreatmentItemRow
{
    public Guid Id { get; init; }
    public Guid PlanId { get; init; }
    public string PlanNumber { get; init; } = "";
    public PlanState PlanState { get; init; }

    /// <summary>The criteria its risk was rated with: they have the words of the levels.</summary>
    public Guid CriteriaId { get; init; }
    public int Serial { get; init; }
    public string Number { get; init; } = "";
    public Guid RiskId { get; init; }
    public string RiskNumber { get; init; } = "";
    public string AssetName { get; init; } = "";

    /// <summary>False when the class of the asset keeps it from the reader.</summary>
    public bool AssetKnown { get; init; }
    public string ThreatTitleZh { get; init; } = "";
    public string ThreatTitleEn { get; init; } = "";
    public string VulnerabilityTitleZh { get; init; } = "";
    public string VulnerabilityTitleEn { get; init; } = "";
    public double RiskValue { get; init; }
    public int RiskLevel { get; init; }
    public TreatmentOption Option { get; init; }
    public string Method { get; init; } = "";
    public Guid DepartmentId { get; init; }
    public string Department { get; init; } = "";
    public Guid? ResponsibleId { get; init; }
    public string Responsible { get; init; } = "";
    public DateOnly? StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
    public decimal? Cost { get; init; }
    public string Benefit { get; init; } = "";
    public int Priority { get; init; }
    public TreatmentState State { get; init; }

    /// <summary>True when its end has passed and it is not carried out.</summary>
    public bool Overdue { get; init; }

    /// <summary>True while a fact that the plan needs is missing.</summary>
    public bool Incomplete { get; init; }

    /// <summary>Level after treatment, as last rated; null while it is not.</summary>
    public int? ResidualLevel { get; init; }
    public int Version { get; init; }

    /// <summary>Threat and vulnerability in a language.</summary>
    internal string RiskText(CultureInfo culture) => culture.TwoLetterISOLanguageName == "en"
        ? Phrase.In(culture, "treatment.risk-text", ThreatTitleEn, VulnerabilityTitleEn)
        : Phrase.In(culture, "treatment.risk-text", ThreatTitleZh, VulnerabilityTitleZh);
}

/// <summary>The list of items: one definition for the page, the API and the exports.</summary>
internal static class ItemRegister
{
    // Later than any plan: an item without an end comes last.
    private static readonly DateOnly Never = new(2999, 12, 31);

    /// <summary>Items that the actor may see.</summary>
    public static IQueryable<TreatmentItemRow> Rows(IsmsDbContext db, Actor actor)
    {
        var (me, today, classified) = (actor.PersonId, actor.Today, Phrase.In(actor.Culture, "kernel.concealed"));
        return
            from i in db.Set<TreatmentItem>().AsNoTracking().VisibleTo(actor, db)
            join p in db.Set<TreatmentPlan>() on i.PlanId equals p.Id
            join a in RiskViews.Assessments(db) on p.AssessmentId equals a.Id
            join r in RiskViews.Risks(db, actor) on i.RiskId equals r.Id
            join d in db.Departments on i.DepartmentId equals d.Id
            from person in db.People.Where(x => x.Id == i.ResponsibleId).DefaultIfEmpty()
            select new TreatmentItemRow
            {
                Id = i.Id, PlanId = i.PlanId, PlanNumber = p.Number, PlanState = p.State, CriteriaId = a.CriteriaId, Serial = i.Serial, Number = i.Number,
                RiskId = i.RiskId, RiskNumber = r.Number, AssetName = r.AssetName, ThreatTitleZh = r.ThreatTitleZh, ThreatTitleEn = r.ThreatTitleEn,
                VulnerabilityTitleZh = r.VulnerabilityTitleZh, VulnerabilityTitleEn = r.VulnerabilityTitleEn, RiskValue = r.RiskValue, RiskLevel = r.Level,
                AssetKnown = r.AssetKnown, Option = i.Option, Method = r.AssetKnown || i.ResponsibleId == me ? i.Method : classified, DepartmentId = i.DepartmentId, Department = d.Name,
                ResponsibleId = i.ResponsibleId, Responsible = person == null ? "" : person.Name, StartsOn = i.StartsOn, EndsOn = i.EndsOn,
                Cost = i.Cost, Benefit = r.AssetKnown || i.ResponsibleId == me ? i.Benefit : "", Priority = i.Priority, State = i.State,
                Overdue = i.EndsOn < today && (i.State == TreatmentState.Planned || i.State == TreatmentState.InProgress),
                Incomplete = i.ResponsibleId == null || i.Method == "" || i.StartsOn == null || i.EndsOn == null
                    || (i.Option == TreatmentOption.Reduce && (i.Cost == null || i.Benefit == "" || !db.Set<TreatmentItemControl>().Any(c => c.ItemId == i.Id))),
                ResidualLevel = db.Set<ResidualRisk>().Where(x => x.RiskId == i.RiskId && x.Level != ResidualRisk.NotRated)
                    .OrderByDescending(x => x.Id).Select(x => (int?)x.Level).FirstOrDefault(),
                Version = i.Version,
            };
    }

    /// <param name="departments">Choices of the filter: id and name.</param>
    /// <param name="culture">The reader's.</param>
    /// <param name="levels">Choices of the filter by risk level; null where rows were rated with several criteria.</param>
    public static Register<TreatmentItemRow> Of(IReadOnlyList<(string Value, string Label)> departments, CultureInfo culture, IReadOnlyList<LevelBand>? levels = null) =>
        new Register<TreatmentItemRow>("treatment.items", r => r.Id, "number")
            .Column("number", "treatment.field.number", ColumnKind.Text, r => r.Number, c => c with { SortBy = SortSerial(r => r.Serial), Link = r => TreatmentPaths.Item(r.Id) })
            .Column("risk", "treatment.field.risk", ColumnKind.Text, r => r.RiskNumber, c => c with { Sortable = false, Searchable = true, Text = r => r.RiskNumber, Link = r => "/risks/" + r.RiskId })
            .Column("asset", "treatment.field.asset", ColumnKind.Text, r => r.AssetName, c => c with { Sortable = false, Searchable = true })
            .Column("threat", "treatment.field.threat-and-vulnerability", ColumnKind.Text, r => r.ThreatTitleZh, c => c with { Sortable = false, Text = r => r.RiskText(culture) })
            .Column("level", "treatment.field.risk-level", ColumnKind.Level, r => r.RiskLevel, c => c with
            {
                Filterable = levels is not null, Choices = [.. (levels ?? []).Select(b => (b.Level.ToString(CultureInfo.InvariantCulture), $"{b.Level} {b.Word.In(culture)}"))],
            })
            .Column("priority", "treatment.field.priority", ColumnKind.Number, r => r.Priority)
            .Column("option", "treatment.field.option", ColumnKind.Choice, r => r.Option, c => c with
            {
                Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "treatment.option." + r.Option), Choices = Choices<TreatmentOption>("treatment.option."),
            })
            .Column("method", "treatment.field.method", ColumnKind.Text, r => r.Method, c => c with { Sortable = false, Searchable = true })
            .Column("department", "treatment.field.department", ColumnKind.Choice, r => r.DepartmentId, c => c with { Sortable = false, Filterable = departments.Count > 0, Choices = departments, Text = r => r.Department })
            .Column("responsible", "treatment.field.responsible", ColumnKind.Text, r => r.Responsible, c => c with { Sortable = false, Searchable = true })
            .Column("starts", "treatment.field.startsOn", ColumnKind.Date, r => r.StartsOn, c => c with { Sortable = false, Shown = false })
            .Column("ends", "treatment.field.endsOn", ColumnKind.Date, r => r.EndsOn, c => c with { SortBy = Sort(r => r.EndsOn ?? Never) })
            .Column("state", "treatment.field.state", ColumnKind.State, r => r.State, c => c with
            {
                Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "treatment.state." + r.State), Choices = Choices<TreatmentState>("treatment.state."),
            })
            .Column("overdue", "treatment.field.overdue", ColumnKind.Choice, r => r.Overdue, c => c with
            {
                Sortable = false, Filterable = true, Shown = false, Text = r => Phrase.In(culture, r.Overdue ? "treatment.overdue" : "treatment.in-time"),
                Choices = [("true", "treatment.overdue"), ("false", "treatment.in-time")],
            })
            .Column("incomplete", "treatment.field.incomplete", ColumnKind.Choice, r => r.Incomplete, c => c with
            {
                Sortable = false, Filterable = true, Shown = false, Text = r => Phrase.In(culture, r.Incomplete ? "treatment.incomplete" : "treatment.complete"),
                Choices = [("true", "treatment.incomplete"), ("false", "treatment.complete")],
            })
            .Column("residual", "treatment.field.residual-level", ColumnKind.Level, r => r.ResidualLevel, c => c with { Sortable = false, Shown = false });

    private static (string, string)[] Choices<T>(string prefix) where T : struct, Enum => [.. Enum.GetNames<T>().Select(n => (n, prefix + n))];

    private static Expression<Func<TreatmentItemRow, int>> SortSerial(Expression<Func<TreatmentItemRow, int>> by) => by;

    private static Expression<Func<TreatmentItemRow, DateOnly>> Sort(Expression<Func<TreatmentItemRow, DateOnly>> by) => by;
}
