using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Kernel.Text;
using Isms.Modules.Risks;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment.Residual;

/// <summary>A report with how far it is. Figures count what the reader may see.</summary>
/// <param name="IsForecast">True when measures of the plan are not carried out yet; as submitted, once it was.</param>
/// <param name="Unrated">Risks without ratings after treatment.</param>
/// <param name="Above">Risks above the acceptance level.</param>
/// <param name="LackAcceptance">Of these, those that lack an acceptance.</param>
/// <param name="Approver">The office that approves it.</param>
public sealed record ResidualReportView(
    Guid Id, int Version, string Number, PlanState State, Guid PlanId, string PlanNumber, string PlanTitle, Guid AssessmentId, string AssessmentNumber, string AssessmentTitle,
    bool IsForecast, DateTime CreatedAt, DateTime? ApprovedAt, int Risks, int Unrated, int Above, int LackAcceptance, Office Approver, bool MayDraw) : IVersioned;

/// <inheritdoc cref="ResidualReportView"/>
internal sealed class ReadResidualReport(IsmsDbContext db, ResidualDesk desk)
{
    public async Task<Outcome<ResidualReportView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(TreatmentPermissions.See) is { } no)
            return no;
        var found = await (
            from r in db.Set<ResidualReport>().AsNoTracking().VisibleTo(actor, db)
            join p in db.Set<TreatmentPlan>() on r.PlanId equals p.Id
            join a in RiskViews.Assessments(db) on r.AssessmentId equals a.Id
            where r.Id == id
            select new { Report = r, PlanNumber = p.Number, PlanTitle = p.Title, AssessmentNumber = a.Number, AssessmentTitle = a.Title }).SingleOrDefaultAsync(ct);
        if (found is null)
            return Refusal.NotFound;
        var figures = await db.Set<ResidualRisk>().VisibleTo(actor, db).Where(x => x.ReportId == id)
            .GroupBy(x => new { Rated = x.Level != ResidualRisk.NotRated, x.Acceptable, Accepted = x.OwnerAcceptedById != null && x.ApproverAcceptedById != null })
            .Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        var report = found.Report;
        return new ResidualReportView(
            id, report.Version, report.Number, report.State, report.PlanId, found.PlanNumber, found.PlanTitle, report.AssessmentId, found.AssessmentNumber, found.AssessmentTitle,
            report.IsDraft ? await desk.IsForecastAsync(report.PlanId, ct) : report.IsForecast, report.CreatedAt, report.ApprovedAt,
            figures.Sum(f => f.Count), figures.Where(f => !f.Key.Rated).Sum(f => f.Count), figures.Where(f => f.Key is { Rated: true, Acceptable: false }).Sum(f => f.Count),
            figures.Where(f => f.Key is { Rated: true, Acceptable: false, Accepted: false }).Sum(f => f.Count), await desk.ApproverAsync(ct), actor.May(TreatmentPermissions.Draw));
    }
}

/// <summary>The rows of a report that the reader may see, in the order of the assessment: all at once, as a sheet.</summary>
internal sealed class ReadResidualSheet(IsmsDbContext db)
{
    public async Task<Outcome<IReadOnlyList<ResidualRiskRow>>> RunAsync(Actor actor, Guid reportId, CancellationToken ct)
    {
        if (actor.Refuses(TreatmentPermissions.See) is { } no)
            return no;
        if (!await db.Set<ResidualReport>().VisibleTo(actor, db).AnyAsync(r => r.Id == reportId, ct))
            return Refusal.NotFound;
        return await ResidualRegister.Rows(db, actor).Where(r => r.ReportId == reportId).OrderBy(r => r.RiskSerial).ToListAsync(ct);
    }
}

/// <summary>A report in the list.</summary>
public sealed record ResidualReportRow
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public Guid PlanId { get; init; }
    public string PlanNumber { get; init; } = "";
    public string PlanTitle { get; init; } = "";
    public PlanState State { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime? ApprovedAt { get; init; }
    public int Risks { get; init; }
    public int Above { get; init; }
    public int Version { get; init; }
}

/// <summary>The list of reports: one definition for the page and the API.</summary>
internal static class ReportRegister
{
    public static IQueryable<ResidualReportRow> Rows(IsmsDbContext db, Actor actor)
    {
        var residuals = db.Set<ResidualRisk>().VisibleTo(actor, db);
        return
            from r in db.Set<ResidualReport>().AsNoTracking().VisibleTo(actor, db)
            join p in db.Set<TreatmentPlan>() on r.PlanId equals p.Id
            select new ResidualReportRow
            {
                Id = r.Id, Number = r.Number, PlanId = r.PlanId, PlanNumber = p.Number, PlanTitle = p.Title, State = r.State, CreatedAt = r.CreatedAt, ApprovedAt = r.ApprovedAt,
                Risks = residuals.Count(x => x.ReportId == r.Id), Above = residuals.Count(x => x.ReportId == r.Id && x.Level != ResidualRisk.NotRated && !x.Acceptable), Version = r.Version,
            };
    }

    public static Register<ResidualReportRow> Of(CultureInfo culture) => new Register<ResidualReportRow>("treatment.residual-reports", r => r.Id, "-number")
        .Column("number", "treatment.field.report", ColumnKind.Text, r => r.Number, c => c with { Searchable = true, Link = r => TreatmentPaths.Report(r.Id) })
        .Column("plan", "treatment.field.plan-number", ColumnKind.Text, r => r.PlanNumber, c => c with { Searchable = true, Sortable = false, Link = r => TreatmentPaths.Plan(r.PlanId) })
        .Column("title", "treatment.field.title", ColumnKind.Text, r => r.PlanTitle, c => c with { Searchable = true, Sortable = false })
        .Column("state", "treatment.field.state", ColumnKind.State, r => r.State, c => c with
        {
            Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "treatment.plan-state." + r.State),
            Choices = [.. Enum.GetNames<PlanState>().Select(n => (n, "treatment.plan-state." + n))],
        })
        .Column("risks", "treatment.field.risks", ColumnKind.Number, r => r.Risks, c => c with { Sortable = false })
        .Column("above", "treatment.field.above", ColumnKind.Number, r => r.Above, c => c with { Sortable = false });
}

/// <summary>Reports the reader may know of.</summary>
internal sealed class FindResidualReports(IsmsDbContext db)
{
    public async Task<Outcome<RegisterPage<ResidualReportRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct) =>
        actor.Refuses(TreatmentPermissions.See) is { } no ? no : await ReportRegister.Of(actor.Culture).PageAsync(ReportRegister.Rows(db, actor), query, ct);
}
