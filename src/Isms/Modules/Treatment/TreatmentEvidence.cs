using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Risks;
using Isms.Modules.Treatment.Documents;
using Isms.Modules.Treatment.Plans;
using Isms.Modules.Treatment.Residual;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment;

/// <summary>Plans, what of them was carried out, residual risks and their reviews, departments' checks of their controls.</summary>
internal sealed class TreatmentEvidence(IsmsDbContext db, SettingsReader settings) : IContribute<EvidenceAsked, EvidenceItem>
{
    public async Task<IReadOnlyList<EvidenceItem>> AnswerAsync(Actor actor, EvidenceAsked question, CancellationToken ct)
    {
        if (!actor.May(TreatmentPermissions.See))
            return [];
        var zone = await settings.TimeZoneAsync(ct);
        return
        [
            .. await PlansAsync(actor, question.Most, zone, ct), .. await ItemsAsync(actor, question.Most, ct),
            .. await ReportsAsync(actor, question.Most, zone, ct), .. await ReviewsAsync(actor, question.Most, ct), .. await ChecksAsync(actor, question.Most, ct),
        ];
    }

    private async Task<IEnumerable<EvidenceItem>> PlansAsync(Actor actor, int most, TimeZoneInfo zone, CancellationToken ct)
    {
        var plans = await db.Set<TreatmentPlan>().AsNoTracking().VisibleTo(actor, db).OrderByDescending(p => p.CreatedAt).Take(most).ToListAsync(ct);
        return plans.Select(p => new EvidenceItem("risk-treatment-plan", p.Number, p.Title, StateOf(p.State), TreatmentPaths.Plan(p.Id))
        {
            Date = (p.ApprovedAt ?? p.CreatedAt).DayIn(zone), Open = (services, reader, token) => services.GetRequiredService<ExportTreatmentPlan>().RunAsync(reader, p.Id, token),
        });
    }

    private async Task<IEnumerable<EvidenceItem>> ItemsAsync(Actor actor, int most, CancellationToken ct)
    {
        var items = await (
            from i in db.Set<TreatmentItem>().OpenTo(actor, db)
            join d in db.Departments on i.DepartmentId equals d.Id
            where i.ImplementedOn != null && i.Option != TreatmentOption.Accept
            orderby i.ImplementedOn descending, i.Id descending
            select new { i.Id, i.Number, i.Method, i.Option, i.State, i.ImplementedOn, i.ClosedOn, i.CloseNote, Department = d.Name }).AsNoTracking().Take(most).ToListAsync(ct);
        return items.Select(i => new EvidenceItem("treatment-carried-out", i.Number, $"{i.Department} · {i.Method}", EvidenceState.Live, TreatmentPaths.Item(i.Id)) { Date = i.ImplementedOn, Data = i });
    }

    private async Task<IEnumerable<EvidenceItem>> ReportsAsync(Actor actor, int most, TimeZoneInfo zone, CancellationToken ct)
    {
        var reports = await db.Set<ResidualReport>().AsNoTracking().VisibleTo(actor, db).OrderByDescending(r => r.CreatedAt).Take(most).ToListAsync(ct);
        return reports.Select(r => new EvidenceItem("residual-risk-report", r.Number, ResidualRiskReportDocument.Title(actor.Culture), StateOf(r.State), TreatmentPaths.Report(r.Id))
        {
            Date = (r.ApprovedAt ?? r.CreatedAt).DayIn(zone), Open = (services, reader, token) => services.GetRequiredService<ExportResidualReport>().RunAsync(reader, r.Id, token),
        });
    }

    private async Task<IEnumerable<EvidenceItem>> ReviewsAsync(Actor actor, int most, CancellationToken ct)
    {
        var visible = db.Set<ResidualRisk>().VisibleTo(actor, db);
        var reviews = await (
            from v in db.Set<ResidualReview>()
            join r in visible on v.ResidualRiskId equals r.Id
            join k in RiskViews.Risks(db, actor) on r.RiskId equals k.Id
            orderby v.ReviewedOn descending, v.Id descending
            select new { v.ResidualRiskId, v.ReviewedOn, v.Outcome, Note = k.AssetKnown ? v.Note : "", v.NextReviewOn, k.Number, k.AssetName }).AsNoTracking().Take(most).ToListAsync(ct);
        return reviews.Select(v => new EvidenceItem("residual-review", v.Number, v.AssetName, EvidenceState.Live, TreatmentPaths.ResidualRisk(v.ResidualRiskId)) { Date = v.ReviewedOn, Data = v });
    }

    private async Task<IEnumerable<EvidenceItem>> ChecksAsync(Actor actor, int most, CancellationToken ct)
    {
        var reach = actor.ReachOf(TreatmentPermissions.Read);
        var departments = reach.Departments.ToList();
        var checks = await (
            from c in db.Set<ControlSelfCheck>()
            join d in db.Departments on c.DepartmentId equals d.Id
            where reach.All || departments.Contains(c.DepartmentId)
            orderby c.CheckedOn descending, c.Id descending
            select new { c.Edition, c.Code, c.CheckedOn, c.Result, c.Note, Department = d.Name }).AsNoTracking().Take(most).ToListAsync(ct);
        return checks.Select(c => new EvidenceItem("control-self-check", c.Code,
            $"{c.Department} · {ControlCatalogue.Find(new ControlKey(c.Edition, c.Code))?.Title(actor.Culture)}", EvidenceState.Live, TreatmentPaths.SelfChecks) { Date = c.CheckedOn, Data = c });
    }

    private static EvidenceState StateOf(PlanState state) => state == PlanState.Approved ? EvidenceState.Live : EvidenceState.InPreparation;
}
