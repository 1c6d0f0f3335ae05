using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Criteria.Domain;
using Isms.Modules.Risks;
using Isms.Modules.Treatment.Documents;
using Isms.Modules.Treatment.Plans;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment.Residual;

/// <summary>信息安全剩余风险评估报告 as a Word document, with the risks the reader may see; noted in the ledger.</summary>
internal sealed class ExportResidualReport(IsmsDbContext db, PlanDesk desk, SignedPaper paper)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(TreatmentPermissions.See) is { } no)
            return no;
        if (await db.Set<ResidualReport>().AsNoTracking().VisibleTo(actor, db).SingleOrDefaultAsync(r => r.Id == id, ct) is not { } report)
            return Refusal.NotFound;
        var culture = actor.Culture;
        var assessment = await RiskViews.Assessments(db).SingleAsync(a => a.Id == report.AssessmentId, ct);
        var criteria = (await desk.CriteriaAsync(report.AssessmentId, ct)).Criteria;
        var figures = await RiskViews.Risks(db).Where(r => r.AssessmentId == report.AssessmentId).GroupBy(r => r.Acceptable).Select(g => new { Acceptable = g.Key, Count = g.Count() }).ToListAsync(ct);
        var items = (await db.Set<TreatmentItem>().AsNoTracking().Where(i => i.PlanId == report.PlanId).OrderBy(i => i.Serial).ToListAsync(ct)).ToLookup(i => i.RiskId);
        var rows = await ResidualRegister.Rows(db, actor).Where(r => r.ReportId == id).OrderBy(r => r.RiskSerial).ToListAsync(ct);
        var reasons = await db.Set<ResidualRisk>().Where(x => x.ReportId == id).Select(x => new { x.Id, x.ApproverAcceptReason }).ToDictionaryAsync(x => x.Id, x => x.ApproverAcceptReason, ct);
        var content = new ResidualRiskReportContent(criteria, rows.ConvertAll(r => Printed(r, [.. items[r.RiskId]], reasons[r.Id], criteria, culture)))
        {
            Period = $"{Day(assessment.PeriodStart)} – {Day(assessment.PeriodEnd)}",
            AssessedRisks = figures.Sum(f => f.Count),
            AcceptableRisks = figures.Where(f => f.Acceptable).Sum(f => f.Count),
        };
        var head = await paper.HeadAsync(actor, ResidualApproval.KindName, id, PrintedPlan.Of(ResidualRiskReportDocument.Title(culture), report.Number, report.State), ct);
        db.Note("treatment_residual_reports", id, new { export = report.Number, rows = rows.Count });
        await db.SaveAsync(actor, "treatment.export-report", ct);
        return WrittenFile.By(ResidualRiskReportDocument.FileName(culture), WrittenFile.Docx, output => ResidualRiskReportDocument.Write(output, head, content));
    }

    private static Documents.ResidualRiskRow Printed(ResidualRiskRow row, IReadOnlyList<TreatmentItem> items, string acceptReason, CompiledCriteria criteria, CultureInfo culture) => new()
    {
        RiskNumber = row.RiskNumber, AssetName = row.AssetName, Department = row.Department, Risk = row.RiskText(culture), RiskValue = row.ValueBefore, RiskLevel = row.LevelBefore,
        Option = Joined(items.Select(i => Phrase.In(culture, "treatment.option." + i.Option)).Distinct(), culture), Method = row.AssetKnown ? string.Join('\n', items.Select(i => i.Method)) : row.AssetName,
        Frequency = row.Frequency, Severity = row.Severity, Ease = row.Ease,
        Residual = row is { Level: not ResidualRisk.NotRated, Frequency: { } frequency } ? criteria.Score(new RiskFactors(row.AssetValue, frequency, row.Severity, row.Ease, row.ControlEffectiveness)) : null,
        Accepted = !row.Acceptable && row is { AcceptedByOwner: true, AcceptedByApprover: true } ? true : null, Reason = row.AssetKnown ? acceptReason : "", NextReviewOn = row.ReviewOn,
    };

    private static string Joined(IEnumerable<string> words, CultureInfo culture) => string.Join(Phrase.In(culture, "ui.list-comma"), words);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
