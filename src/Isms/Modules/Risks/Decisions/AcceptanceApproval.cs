using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Assets;
using Isms.Modules.Risks.Assessments;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.Decisions;

/// <summary>The general manager's acceptance of a risk above the acceptance level (4.2.1.5 d).</summary>
internal sealed class AcceptanceApproval(IsmsDbContext db) : ApprovalSubject
{
    public const string KindName = "risks.acceptance";

    /// <summary>The risk was rated anew since the request was written.</summary>
    public static readonly Refusal RatedSince = new("risks.rated-since");

    public override string Kind => KindName;

    protected override Permission Read => RiskPermissions.Read;

    protected override Permission Submit => RiskPermissions.Edit;

    public override IReadOnlyList<RouteStep> DefaultRoute { get; } = [RouteStep.By(SignatureMeaning.Approve, Office.GeneralManager, 1)];

    public override Office? FinalApprover => Office.GeneralManager;

    public override async Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct)
    {
        var found = await (from a in db.Set<RiskAcceptance>().AsNoTracking() where a.Id == id
                           join r in db.Set<Risk>() on a.RiskId equals r.Id
                           join s in db.Set<Assessment>() on r.AssessmentId equals s.Id
                           join x in AssetViews.Summaries(db) on r.AssetId equals x.Id
                           select new { Acceptance = a, Risk = r, Assessment = s.Number, Asset = x.Number, AssetName = x.Name }).FirstOrDefaultAsync(ct);
        if (found is null)
            return null;
        var (asked, risk) = (found.Acceptance, found.Risk);
        var review = asked.NextReviewOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var culture = CultureInfo.CurrentUICulture;
        // What was asked for, not how the risk stands now: a later rating must not break the signature.
        var content = SignedContent.Json(new
        {
            found.Assessment, risk.Number, risk.AssetId, found.Asset, risk.ThreatCode, risk.VulnerabilityCode, asked.Level, asked.RiskValue, asked.Reason, NextReviewOn = review,
        });
        return new ApprovalContent(Phrase.Of("risks.acceptance.title", risk.Number, found.AssetName), $"{found.Assessment}/{risk.Number}", "/risks/" + risk.Id, content)
        {
            DepartmentId = risk.DepartmentId,
            Facts =
            [
                new(Phrase.Of("risks.field.asset"), found.Asset + " " + found.AssetName),
                new(Phrase.Of("risks.field.threat"), new Bilingual(risk.ThreatTitleZh, risk.ThreatTitleEn).In(culture)),
                new(Phrase.Of("risks.field.vulnerability"), new Bilingual(risk.VulnerabilityTitleZh, risk.VulnerabilityTitleEn).In(culture)),
                new(Phrase.Of("risks.field.level"), asked.Level.ToString(CultureInfo.InvariantCulture)),
                new(Phrase.Of("risks.field.reason"), asked.Reason),
                new(Phrase.Of("risks.field.next-review"), review),
            ],
        };
    }

    public override async Task<bool> MayReadAsync(Actor actor, Guid id, CancellationToken ct) =>
        await RiskOfAsync(id, ct) is { } risk && await db.SeesAsync(actor, risk, ct);

    protected override async Task<Refusal?> ObstacleAsync(Actor actor, Guid id, CancellationToken ct)
    {
        var acceptance = (await db.Set<RiskAcceptance>().FindAsync([id], ct))!;
        if (acceptance.State != AcceptanceState.Draft)
            return DropAcceptance.NotADraft;
        var risk = (await RiskOfAsync(id, ct))!;
        if (!await db.Set<Assessment>().AnyAsync(a => a.Id == risk.AssessmentId && a.State == AssessmentState.InProgress, ct))
            return AssessmentDesk.NotOpen;
        return risk.Level == acceptance.Level && !risk.Acceptable ? null : RatedSince;
    }

    // What is signed is an acceptance at a level; a risk that has moved since needs another request.
    public override async Task<Refusal?> MaySignAsync(Actor actor, Guid id, SignatureMeaning meaning, CancellationToken ct)
    {
        var level = await db.Set<RiskAcceptance>().Where(a => a.Id == id).Select(a => a.Level).SingleAsync(ct);
        return await RiskOfAsync(id, ct) is { Acceptable: false } risk && risk.Level == level ? null : RatedSince;
    }

    public override async Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).State = AcceptanceState.InApproval;

    public override async Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).State = AcceptanceState.Draft;

    public override async Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct)
    {
        var acceptance = await FindAsync(id, ct);
        acceptance.State = AcceptanceState.Approved;
        var risk = (await db.Set<Risk>().FindAsync([acceptance.RiskId], ct))!;
        risk.AcceptByHand(acceptance.Reason, acceptance.NextReviewOn);
    }

    private async Task<RiskAcceptance> FindAsync(Guid id, CancellationToken ct) =>
        await db.Set<RiskAcceptance>().FindAsync([id], ct) ?? throw new InvalidOperationException("No such request.");

    private Task<Risk?> RiskOfAsync(Guid id, CancellationToken ct) =>
        (from a in db.Set<RiskAcceptance>() where a.Id == id join r in db.Set<Risk>() on a.RiskId equals r.Id select r).AsNoTracking().FirstOrDefaultAsync(ct);
}
