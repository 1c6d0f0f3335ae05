using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Assets;
using Isms.Modules.Criteria.Domain;
using Isms.Modules.Risks.Assessments;
using Isms.Modules.Risks.Documents;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.RiskRegister;

/// <summary>The assessment as the document 风险评估表, with the names of those who signed; noted in the ledger.</summary>
internal sealed class ExportAssessment(IsmsDbContext db, AssessmentDesk desk, Completeness completeness, SignedPaper paper)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, Guid assessmentId, CancellationToken ct)
    {
        if (actor.Refuses(RiskPermissions.Read) is { } no)
            return no;
        if (await desk.FindAsync(actor, assessmentId, ct) is not { } assessment)
            return Refusal.NotFound;
        var criteria = (await desk.CriteriaAsync(assessment, ct)).Criteria;
        var rows = await RiskRows.Of(db, actor, assessmentId).OrderBy(r => r.Serial).ToListAsync(ct);
        var state = assessment.State switch { AssessmentState.Completed => DocumentState.Approved, AssessmentState.InApproval => DocumentState.InReview, _ => DocumentState.Draft };
        var head = await paper.HeadAsync(actor, AssessmentApproval.KindName, assessmentId, new PaperFacts(RiskAssessmentDocument.Title(actor.Culture), assessment.Number, State: state), ct);
        var content = new RiskAssessmentContent(criteria, [.. rows.Where(r => r.Level != Risk.NotScored).Select(r => Row(r, criteria, actor.Culture))])
        {
            Scope = assessment.Scope, Team = await TeamAsync(assessment, actor.Culture, ct),
            Period = $"{Day(assessment.PeriodStart)} – {Day(assessment.PeriodEnd)}",
            Uncovered = await UncoveredAsync(actor, assessment, rows, ct),
            Remark = rows.Any(r => r.ToConfirm) ? Phrase.In(actor.Culture, "risks.remark-to-confirm", rows.Count(r => r.ToConfirm)) : "",
        };
        db.Note("risks_assessments", assessment.Id, new { export = "document" });
        await db.SaveAsync(actor, "risks.export", ct);
        return WrittenFile.By($"{assessment.Number} {RiskAssessmentDocument.FileName(actor.Culture)}", WrittenFile.Xlsx, output => RiskAssessmentDocument.Write(output, head, content));
    }

    private static RiskAssessmentRow Row(RiskRow r, CompiledCriteria criteria, CultureInfo culture) => new()
    {
        Number = r.Number, AssetNumber = r.AssetNumber, AssetName = r.AssetName, Department = r.Department, Owner = r.Owner, AssetValue = r.AssetValue,
        Threat = r.Threat(culture), Frequency = r.Frequency!.Value, Vulnerability = r.Vulnerability(culture), Severity = criteria.UsesSeverity ? r.Severity : null, Ease = r.Ease,
        ExistingControls = string.Join(' ', new[] { r.ExistingControls, r.ControlKeys }.Where(t => t.Length > 0)), ControlEffectiveness = r.ControlEffectiveness, Loses = r.Loses,
        Score = new RiskScore(r.Likelihood, r.LikelihoodLevel, r.Impact, r.ImpactLevel, r.RiskValue, r.Level, r.Acceptable),
        Treated = r.Decision switch { RiskDecision.Treat => true, RiskDecision.Accept => false, _ => null },
        Remark = r.ToConfirm ? Phrase.In(culture, "risks.to-confirm") : r.DecisionByHand ? Phrase.In(culture, "risks.by-hand-" + r.Decision) : "",
    };

    private async Task<string> TeamAsync(Assessment assessment, CultureInfo culture, CancellationToken ct)
    {
        var names = await (from m in db.Set<AssessmentMember>() join p in db.People on m.PersonId equals p.Id where m.AssessmentId == assessment.Id orderby p.NameSort select p.Name).ToListAsync(ct);
        return string.Join(Phrase.In(culture, "risks.semicolon"), new[] { string.Join(Phrase.In(culture, "ui.list-comma"), names), assessment.TeamText }.Where(t => t.Length > 0));
    }

    // What cannot be printed among the risks is named instead of left out.
    private async Task<IReadOnlyList<UncoveredAssetRow>> UncoveredAsync(Actor actor, Assessment assessment, List<RiskRow> rows, CancellationToken ct)
    {
        var reach = actor.ReachOf(RiskPermissions.Read);
        var (all, within) = (reach.All, reach.Departments.ToList());
        var uncovered = assessment.State == AssessmentState.Completed ? [] : await (
            from a in completeness.Uncovered(assessment.Id, actor) join d in db.Departments on a.DepartmentId equals d.Id
            where all || within.Contains(a.DepartmentId) orderby a.Number select new { a.Number, a.Name, Department = d.Name }).ToListAsync(ct);
        return
        [
            .. uncovered.Select(a => new UncoveredAssetRow(a.Number, a.Name, a.Department, Phrase.In(actor.Culture, "risks.no-risk-yet"))),
            .. rows.Where(r => r.Level == Risk.NotScored).Select(r => new UncoveredAssetRow(r.AssetNumber, r.AssetName, r.Department, Phrase.In(actor.Culture, "risks.not-rated-yet", r.Number))),
        ];
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
