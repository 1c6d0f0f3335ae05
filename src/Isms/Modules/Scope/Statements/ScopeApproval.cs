using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules.Scope.Drawings;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Scope.Statements;

/// <summary>A statement on its way: prepared by the team, reviewed by the management representative, approved by the general manager (4.2.1.1).</summary>
internal sealed class ScopeApproval(IsmsDbContext db, ScopeReader reader, SettingsReader settings, WorkInbox inbox, SignalRaiser signals) : ApprovalSubject
{
    public const string KindName = "scope.statement";
    public const string ReviewWork = "scope.review";
    public static readonly Refusal Incomplete = new("scope.incomplete");

    public override string Kind => KindName;

    public override Office? FinalApprover => Office.GeneralManager;

    protected override Permission Read => ScopePermissions.Read;

    protected override Permission Submit => ScopePermissions.Edit;

    public override async Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await db.Set<ScopeStatement>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct) is not { } statement)
            return null;
        var issues = await db.Set<ScopeIssue>().AsNoTracking().Where(i => i.StatementId == id).OrderBy(i => i.Id).Select(i => new { i.External, i.Topic, i.Effect, i.Climate }).ToListAsync(ct);
        var parties = await db.Set<InterestedParty>().AsNoTracking().Where(p => p.StatementId == id).OrderBy(p => p.Id).Select(p => new { p.Name, p.Requirement, p.Response }).ToListAsync(ct);
        var drawings = await db.Set<ScopeDrawing>().AsNoTracking().Where(d => d.StatementId == id).ToListAsync(ct);
        var ids = drawings.ConvertAll(d => d.Id);
        var areas = (await db.Set<DrawingArea>().AsNoTracking().Where(a => ids.Contains(a.DrawingId)).OrderBy(a => a.Id).ToListAsync(ct)).ToLookup(a => a.DrawingId);
        var content = SignedContent.Json(new
        {
            statement.Number, statement.VersionLabel, statement.ChangeNote, statement.Facts, Issues = issues, Parties = parties,
            Drawings = drawings.OrderBy(d => d.Kind).Select(d => new
            {
                d.Kind, d.Revision, d.FileName, d.FileHash, DrawnOn = d.DrawnOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                Areas = areas[d.Id].Select(a => new { a.Name, a.Points, a.Note, a.SubjectKind, a.SubjectId }),
            }),
        });
        return new ApprovalContent(Phrase.Of("scope.title-n", statement.VersionLabel), statement.Number, ScopePaths.Scope(id), content)
        {
            Facts =
            [
                new(Phrase.Of("scope.field.scopeText"), statement.ScopeText), new(Phrase.Of("scope.field.boundaryText"), statement.BoundaryText),
                new(Phrase.Of("scope.drawings"), drawings.Count.ToString(CultureInfo.InvariantCulture)), new(Phrase.Of("scope.issues"), issues.Count.ToString(CultureInfo.InvariantCulture)),
                new(Phrase.Of("scope.parties"), parties.Count.ToString(CultureInfo.InvariantCulture)),
            ],
        };
    }

    public override async Task<bool> MayReadAsync(Actor actor, Guid id, CancellationToken ct) =>
        actor.May(Read) && await db.Set<ScopeStatement>().VisibleTo(actor).AnyAsync(s => s.Id == id, ct);

    public override async Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).Submit();

    public override async Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).SendBack();

    public override async Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct)
    {
        var statement = await FindAsync(id, ct);
        var today = await settings.TodayAsync(ct);
        foreach (var before in await db.Set<ScopeStatement>().Where(s => s.State == ScopeState.Approved).ToListAsync(ct))
        {
            before.Supersede();
            await inbox.CompleteAsync(approval.By, DrawingDuties.SubjectKind, before.Id, ReviewWork, ct);
            // 4.2.3.4 c): what is covered changed, or the business, places and technology it is drawn from.
            if (before.Facts != statement.Facts)
                await signals.RaiseAsync(approval.By, new ReassessmentDue(ReassessmentCause.Business, DrawingDuties.SubjectKind, id, statement.VersionLabel, "scope.reassess", before.VersionLabel, statement.VersionLabel) { Link = ScopePaths.Scope(id) }, ct);
        }
        var review = today.AddMonths(await settings.NumberAsync(ScopeModule.ReviewMonths, ct));
        statement.Approve(approval.At, today, review);
        inbox.Add(new NewWork(ReviewWork, "scope.work.review", [statement.VersionLabel], ScopePaths.Scope(id), DrawingDuties.SubjectKind, id, review) { Office = Office.ManagementRepresentative });
    }

    protected override async Task<Refusal?> ObstacleAsync(Actor actor, Guid id, CancellationToken ct)
    {
        var statement = await db.Set<ScopeStatement>().AsNoTracking().SingleAsync(s => s.Id == id, ct);
        if (!statement.IsDraft)
            return ScopeDesk.Frozen.With(statement.VersionLabel);
        var blocking = (await reader.ViewAsync(actor, statement, ct)).Gaps.Where(g => g.Blocks).ToList();
        return blocking.Count == 0 ? null : Incomplete.With(blocking.Count) with { Obstacles = [.. blocking.Select(g => new Obstacle(g.Text, g.Link))] };
    }

    private Task<ScopeStatement> FindAsync(Guid id, CancellationToken ct) => db.Set<ScopeStatement>().SingleAsync(s => s.Id == id, ct);
}
