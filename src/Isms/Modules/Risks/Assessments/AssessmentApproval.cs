using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Risks.Duties;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.Assessments;

/// <summary>An assessment on its way to being signed; signed, it is frozen with all its risks.</summary>
internal sealed class AssessmentApproval(IsmsDbContext db, AssessmentDesk desk, Completeness completeness, YearlyDuties duties) : ApprovalSubject
{
    public const string KindName = "risks.assessment";

    public override string Kind => KindName;

    protected override Permission Read => RiskPermissions.Read;

    protected override Permission Submit => RiskPermissions.Conduct;

    public override async Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await db.Set<Assessment>().AsNoTracking().FirstOrDefaultAsync(a => a.Id == id, ct) is not { } assessment)
            return null;
        var criteria = await desk.CriteriaAsync(assessment, ct);
        var members = await (from m in db.Set<AssessmentMember>() join p in db.People on m.PersonId equals p.Id where m.AssessmentId == id
                             orderby p.EmployeeNumber select p.EmployeeNumber + " " + p.Name).ToListAsync(ct);
        var risks = await DigestAsync(id, ct);
        var content = SignedContent.Json(new
        {
            assessment.Number, assessment.Title, assessment.Scope, assessment.TeamText, Members = members,
            PeriodStart = Day(assessment.PeriodStart), PeriodEnd = Day(assessment.PeriodEnd),
            Criteria = criteria.Id, CriteriaVersion = criteria.VersionLabel, Risks = risks,
        });
        return new ApprovalContent(assessment.Title, assessment.Number, "/risks/assessments/" + id, content)
        {
            Facts =
            [
                new(Phrase.Of("risks.field.period"), $"{Day(assessment.PeriodStart)} – {Day(assessment.PeriodEnd)}"),
                new(Phrase.Of("risks.field.criteria"), $"{criteria.Criteria.Definition.Name.In(CultureInfo.CurrentUICulture)} {criteria.VersionLabel}"),
                new(Phrase.Of("risks.field.risks"), risks.Count.ToString(CultureInfo.InvariantCulture)),
                new(Phrase.Of("risks.field.to-treat"), risks.ToTreat.ToString(CultureInfo.InvariantCulture)),
                new(Phrase.Of("risks.field.accepted-by-hand"), risks.AcceptedByHand.ToString(CultureInfo.InvariantCulture)),
            ],
        };
    }

    protected override async Task<Refusal?> ObstacleAsync(Actor actor, Guid id, CancellationToken ct)
    {
        var state = await db.Set<Assessment>().Where(a => a.Id == id).Select(a => a.State).SingleAsync(ct);
        return state == AssessmentState.InProgress ? await completeness.ObstacleAsync(id, actor, ct) : AssessmentDesk.NotOpen;
    }

    public override async Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).Submit();

    public override async Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).SendBack();

    public override async Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct)
    {
        var assessment = await FindAsync(id, ct);
        assessment.Complete(approval.At);
        foreach (var prompt in await db.Set<ReassessmentPrompt>().Where(p => p.AssessmentId == id && p.State == PromptState.Open).ToListAsync(ct))
            await duties.AssessedAsync(approval.By, prompt, ct);
        await duties.AssessmentDoneAsync(approval.By, (await desk.CriteriaAsync(assessment, ct)).Criteria.Definition.Reviews.ReassessEveryMonths, ct);
    }

    private async Task<Assessment> FindAsync(Guid id, CancellationToken ct) =>
        await db.Set<Assessment>().FindAsync([id], ct) ?? throw new InvalidOperationException("No such assessment.");

    // Every rating, result and decision of every risk goes into the hash; the list itself would make the signed text unreadably long.
    private async Task<RiskDigest> DigestAsync(Guid id, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (count, treat, byHand) = (0, 0, 0);
        await foreach (var risk in db.Set<Risk>().AsNoTracking().Where(r => r.AssessmentId == id).OrderBy(r => r.Serial).AsAsyncEnumerable().WithCancellation(ct))
        {
            count++;
            treat += risk.Decision == RiskDecision.Treat ? 1 : 0;
            byHand += risk is { Decision: RiskDecision.Accept, DecisionByHand: true } ? 1 : 0;
            hash.AppendData(Encoding.UTF8.GetBytes(Line(risk)));
        }
        return new RiskDigest(count, treat, byHand, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static string Line(Risk r) => string.Create(CultureInfo.InvariantCulture,
        $"{r.Number}\t{r.AssetId}\t{r.DepartmentId}\t{r.OwnerId}\t{r.ThreatCode}\t{r.ThreatTitleZh}\t{r.VulnerabilityCode}\t{r.VulnerabilityTitleZh}\t{r.AssetValue}\t{r.Frequency}\t{r.Severity}\t{r.Ease}\t{r.ExistingControls}\t{r.ControlKeys}\t{r.ControlEffectiveness}\t{r.LosesConfidentiality}{r.LosesIntegrity}{r.LosesAvailability}\t{r.Likelihood:R}\t{r.LikelihoodLevel}\t{r.Impact:R}\t{r.ImpactLevel}\t{r.RiskValue:R}\t{r.Level}\t{r.Decision}\t{r.DecisionReason}\n");

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record RiskDigest(int Count, int ToTreat, int AcceptedByHand, string Sha256);
}
