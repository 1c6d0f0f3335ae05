using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Treatment.Documents;
using Isms.Modules.Treatment.Items;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment.Plans;

/// <summary>信息安全风险处理计划 as a workbook, with the items the reader may see; noted in the ledger.</summary>
internal sealed class ExportTreatmentPlan(IsmsDbContext db, PlanDesk desk, SignedPaper paper)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(TreatmentPermissions.See) is { } no)
            return no;
        if (await db.Set<TreatmentPlan>().AsNoTracking().VisibleTo(actor, db).SingleOrDefaultAsync(p => p.Id == id, ct) is not { } plan)
            return Refusal.NotFound;
        var culture = actor.Culture;
        var rows = await ItemRegister.Rows(db, actor).Where(r => r.PlanId == id).OrderBy(r => r.Priority).ThenBy(r => r.Serial).ToListAsync(ct);
        var controls = (await db.Set<TreatmentItemControl>().AsNoTracking().Where(c => db.Set<TreatmentItem>().Any(i => i.Id == c.ItemId && i.PlanId == id)).ToListAsync(ct))
            .ToLookup(c => c.ItemId, c => c.Key);
        var criteria = await desk.CriteriaAsync(plan.AssessmentId, ct);
        var content = new TreatmentPlanContent(criteria.Criteria, rows.ConvertAll(r => Printed(r, controls[r.Id], culture)));
        var head = await paper.HeadAsync(actor, PlanApproval.KindName, id, PrintedPlan.Of(TreatmentPlanDocument.Title(culture), plan.Number, plan.State), ct);
        db.Note("treatment_plans", id, new { export = plan.Number, rows = rows.Count });
        await db.SaveAsync(actor, "treatment.export-plan", ct);
        return WrittenFile.By(TreatmentPlanDocument.FileName(culture), WrittenFile.Xlsx, output => TreatmentPlanDocument.Write(output, head, content));
    }

    private static Documents.TreatmentPlanRow Printed(TreatmentItemRow row, IEnumerable<ControlKey> controls, CultureInfo culture) => new()
    {
        Number = row.Number, RiskNumber = row.RiskNumber, AssetName = row.AssetName, Risk = row.RiskText(culture), RiskValue = row.RiskValue, RiskLevel = row.RiskLevel,
        Priority = row.Priority, Option = Phrase.In(culture, "treatment.option." + row.Option), Method = row.Method,
        Controls = [.. ItemControls.InOrder(controls).Select(c => $"{c.Code} {ControlCatalogue.Find(c)?.Title(culture)}")],
        Department = row.Department, Responsible = row.Responsible, StartsOn = row.StartsOn, EndsOn = row.EndsOn, Cost = row.Cost, Benefit = row.Benefit,
        State = Phrase.In(culture, "treatment.state." + row.State), ResidualLevel = row.ResidualLevel,
    };
}
