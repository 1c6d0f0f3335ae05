using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Applicability.Decisions;
using Isms.Modules.Applicability.Printing;
using Isms.Modules.Documents;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Applicability.Versions;

/// <summary>A version on its way to being in force; the general manager signs last (4.2.1.7 a).</summary>
internal sealed class SoaApproval(IsmsDbContext db, StatementReader statements, SoaCheck check, SettingsReader settings, ProcessDocuments documents) : ApprovalSubject
{
    public const string KindName = "applicability.soa";

    public override string Kind => KindName;

    public override Office? FinalApprover => Office.GeneralManager;

    protected override Permission Read => SoaPermissions.Read;

    protected override Permission Submit => SoaPermissions.Edit;

    public override async Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await db.Set<SoaVersion>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, ct) is not { } soa)
            return null;
        var rows = await statements.RowsAsync(soa, ct);
        var content = SignedContent.Json(new
        {
            soa.Number, soa.VersionLabel, Edition = (int)soa.Edition, soa.Scope, soa.ChangeNote,
            Controls = rows.Select(r => new
            {
                Key = r.Key.ToString(), r.Decision.TitleZh, r.Decision.TitleEn, r.Decision.About, r.Decision.Additional, r.Decision.Standing, r.Decision.Reasons,
                r.Decision.Reason, r.Decision.Documents, r.Decision.ChallengeAnswer, r.Status, r.Department, r.Risks, r.Items,
            }),
        });
        var title = string.Create(CultureInfo.InvariantCulture, $"{Phrase.Of("applicability.title")} {soa.VersionLabel}");
        return new ApprovalContent(title, soa.Number, SoaPages.Soa(id), content)
        {
            Facts =
            [
                new(Phrase.Of("applicability.field.edition"), EditionNames.Of(soa.Edition).Iso),
                new(Phrase.Of("applicability.standing.Applicable"), Count(rows, ControlStanding.Applicable)),
                new(Phrase.Of("applicability.standing.Excluded"), Count(rows, ControlStanding.Excluded)),
                new(Phrase.Of("applicability.additional"), rows.Count(r => r.Decision.Additional).ToString(CultureInfo.InvariantCulture)),
            ],
        };
    }

    protected override async Task<Refusal?> ObstacleAsync(Actor actor, Guid id, CancellationToken ct)
    {
        var soa = await db.Set<SoaVersion>().AsNoTracking().SingleAsync(s => s.Id == id, ct);
        return soa.IsDraft ? await check.ObstacleAsync(soa, ct) : DecisionDesk.Frozen.With(soa.VersionLabel);
    }

    public override async Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct)
    {
        var soa = await FindAsync(id, ct);
        var rows = (await statements.RowsAsync(soa, ct)).ToDictionary(r => r.Decision.Id);
        foreach (var decision in await db.Set<ControlDecision>().Where(d => d.SoaId == id).ToListAsync(ct))
        {
            var row = rows[decision.Id];
            decision.Sign(row.Status, row.Department, row.Risks, row.Items);
        }
        soa.Submit();
    }

    public override async Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct)
    {
        foreach (var decision in await db.Set<ControlDecision>().Where(d => d.SoaId == id).ToListAsync(ct))
            decision.Unsign();
        (await FindAsync(id, ct)).SendBack();
    }

    public override async Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct)
    {
        foreach (var before in await db.Set<SoaVersion>().Where(s => s.State == SoaState.Approved).ToListAsync(ct))
            before.Supersede(approval.At);
        var soa = await FindAsync(id, ct);
        soa.Approve(approval.At, await settings.TodayAsync(ct));
        await documents.IssueAsync(approval.By, SoaPaper.DocumentPattern, SoaPaper.SignedOf(soa), ct);
    }

    private async Task<SoaVersion> FindAsync(Guid id, CancellationToken ct) =>
        await db.Set<SoaVersion>().FindAsync([id], ct) ?? throw new InvalidOperationException("No such version.");

    private static string Count(IReadOnlyList<StatementRow> rows, ControlStanding standing) =>
        rows.Count(r => r.Decision.Standing == standing).ToString(CultureInfo.InvariantCulture);
}
