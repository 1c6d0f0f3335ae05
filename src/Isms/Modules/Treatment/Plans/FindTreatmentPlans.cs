using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Kernel.Text;
using Isms.Modules.Risks;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment.Plans;

/// <summary>A plan in the list. Figures count what the reader may see.</summary>
public sealed record TreatmentPlanRow
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public string Title { get; init; } = "";
    public Guid AssessmentId { get; init; }
    public string AssessmentNumber { get; init; } = "";
    public PlanState State { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime? ApprovedAt { get; init; }
    public int Items { get; init; }
    public int Done { get; init; }
    public int Overdue { get; init; }
    public int Version { get; init; }
}

/// <summary>The list of plans: one definition for the page and the API.</summary>
internal static class PlanRegister
{
    public static IQueryable<TreatmentPlanRow> Rows(IsmsDbContext db, Actor actor)
    {
        var today = actor.Today;
        var items = db.Set<TreatmentItem>().VisibleTo(actor, db);
        return
            from p in db.Set<TreatmentPlan>().AsNoTracking().VisibleTo(actor, db)
            join a in RiskViews.Assessments(db) on p.AssessmentId equals a.Id
            select new TreatmentPlanRow
            {
                Id = p.Id, Number = p.Number, Title = p.Title, AssessmentId = p.AssessmentId, AssessmentNumber = a.Number, State = p.State,
                CreatedAt = p.CreatedAt, ApprovedAt = p.ApprovedAt, Version = p.Version,
                Items = items.Count(i => i.PlanId == p.Id),
                Done = items.Count(i => i.PlanId == p.Id && (i.State == TreatmentState.Implemented || i.State == TreatmentState.Closed)),
                Overdue = items.Count(i => i.PlanId == p.Id && p.State == PlanState.Approved && i.EndsOn < today && (i.State == TreatmentState.Planned || i.State == TreatmentState.InProgress)),
            };
    }

    public static Register<TreatmentPlanRow> Of(CultureInfo culture) => new Register<TreatmentPlanRow>("treatment.plans", r => r.Id, "-number")
        .Column("number", "treatment.field.plan-number", ColumnKind.Text, r => r.Number, c => c with { Searchable = true, Link = r => TreatmentPaths.Plan(r.Id) })
        .Column("title", "treatment.field.title", ColumnKind.Text, r => r.Title, c => c with { Searchable = true, Sortable = false, Link = r => TreatmentPaths.Plan(r.Id) })
        .Column("assessment", "treatment.field.assessment", ColumnKind.Text, r => r.AssessmentNumber, c => c with { Searchable = true, Sortable = false, Link = r => "/risks/assessments/" + r.AssessmentId })
        .Column("state", "treatment.field.state", ColumnKind.State, r => r.State, c => c with
        {
            Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "treatment.plan-state." + r.State),
            Choices = [.. Enum.GetNames<PlanState>().Select(n => (n, "treatment.plan-state." + n))],
        })
        .Column("items", "treatment.field.items", ColumnKind.Number, r => r.Items, c => c with { Sortable = false })
        .Column("done", "treatment.field.done", ColumnKind.Number, r => r.Done, c => c with { Sortable = false })
        .Column("overdue", "treatment.field.overdue", ColumnKind.Number, r => r.Overdue, c => c with { Sortable = false });
}

/// <summary>Plans the reader may know of.</summary>
internal sealed class FindTreatmentPlans(IsmsDbContext db)
{
    public async Task<Outcome<RegisterPage<TreatmentPlanRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct) =>
        actor.Refuses(TreatmentPermissions.See) is { } no ? no : await PlanRegister.Of(actor.Culture).PageAsync(PlanRegister.Rows(db, actor), query, ct);
}
