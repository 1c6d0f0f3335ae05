using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Documents.Releasing;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Disposal;

/// <summary>Asks to withdraw a document, or to destroy a version that is no longer in force (文件作废销毁申请单).</summary>
/// <param name="KeepReason">With withdrawing: why it is kept all the same; null when it need not be.</param>
/// <param name="WitnessId">With destroying: who watches; neither who asks nor who approves.</param>
public sealed record AskForDisposalRequest(
    Guid VersionId, DisposalAct Act, [Required, StringLength(DisposalRequest.TextLength)] string Reason, [StringLength(DisposalRequest.TextLength)] string? KeepReason = null, Guid? WitnessId = null);

/// <summary>A request for disposal.</summary>
public sealed record DisposalView(Guid Id, int Version, string Number, Guid VersionId, string Label, DisposalAct Act, string Reason, string KeepReason, string? Witness, PaperState State, string RequestedBy, DateTime CreatedAt) : IVersioned;

/// <inheritdoc cref="AskForDisposalRequest"/>
internal sealed class AskForDisposal(IsmsDbContext db, DocumentReach reach, DocumentUses uses, Numbers numbers, SettingsReader settings, TimeProvider time)
{
    public static readonly Refusal NotInForce = new("documents.withdraw-not-in-force");

    /// <summary>What is in force, or still under way, is not destroyed.</summary>
    public static readonly Refusal StillUsed = new("documents.destroy-still-used");

    /// <summary>It has to be kept longer by the rule of its kind.</summary>
    public static readonly Refusal KeptLonger = new("documents.destroy-kept-longer");
    public static readonly Refusal AskedAlready = new("documents.disposal-asked");

    public async Task<Outcome<DisposalView>> RunAsync(Actor actor, AskForDisposalRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.Control, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await reach.VersionAsync(actor, request.VersionId, ct) is not { } version)
            return Refusal.NotFound;
        if (await db.Set<DisposalRequest>().FirstOrDefaultAsync(r => r.VersionId == version.Id && r.State != PaperState.Signed, ct) is { } asked)
            return AskedAlready.With(asked.Number);
        string? witness = null;
        if (request.Act == DisposalAct.Withdraw)
        {
            if (version.State != VersionState.Effective)
                return NotInForce.With(version.Number, version.Label);
            if (await uses.KeepsAsync(actor, await db.Set<ControlledDocument>().AsNoTracking().SingleAsync(d => d.Id == version.DocumentId, ct), ct) is { } kept)
                return kept;
        }
        else
        {
            if (version.State is not (VersionState.Superseded or VersionState.Obsolete))
                return StillUsed.With(version.Number, version.Label, Phrase.Of("documents.state." + version.State));
            var years = await (from d in db.Set<ControlledDocument>() join k in db.Set<DocumentKind>() on d.KindId equals k.Id where d.Id == version.DocumentId select k.RetentionYears).SingleAsync(ct);
            if (version.EndedOn?.AddYears(years) is { } until && until > await settings.TodayAsync(ct))
                return KeptLonger.With(version.Number, version.Label, until.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
            if (request.WitnessId is not { } witnessId || witnessId == actor.PersonId)
                return Refusal.Invalid("witnessId", "documents.witness-needed");
            witness = await db.People.Where(p => p.Id == witnessId && p.LeftOn == null).Select(p => p.Name).SingleOrDefaultAsync(ct);
            if (witness is null)
                return Refusal.Invalid("witnessId", "documents.witness-needed");
        }
        var paper = new DisposalRequest
        {
            Number = await numbers.TakeAsync(DocumentsModule.DisposalNumber, ct), VersionId = version.Id, Act = request.Act, Reason = request.Reason.Trim(),
            KeepReason = request.Act == DisposalAct.Withdraw ? request.KeepReason?.Trim() ?? "" : "", WitnessId = request.Act == DisposalAct.Destroy ? request.WitnessId : null,
            RequestedById = actor.PersonId, CreatedAt = time.Instant(),
        };
        db.Add(paper);
        await db.SaveAsync(actor, "documents.ask-disposal", ct);
        await writing.CommitAsync(ct);
        return new DisposalView(paper.Id, paper.Version, paper.Number, version.Id, version.Label, paper.Act, paper.Reason, paper.KeepReason, witness, paper.State, actor.Name, paper.CreatedAt);
    }
}

/// <summary>The requests for disposal of a document's versions, newest first.</summary>
internal sealed class ListDisposals(IsmsDbContext db, DocumentReach reach)
{
    public async Task<Outcome<IReadOnlyList<DisposalView>>> RunAsync(Actor actor, Guid documentId, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.ReadAll) is { } no)
            return no;
        if (!await reach.Documents(actor).AnyAsync(d => d.Id == documentId, ct))
            return Refusal.NotFound;
        return await (
            from r in db.Set<DisposalRequest>()
            join v in db.Set<DocumentVersion>() on r.VersionId equals v.Id
            join p in db.People on r.RequestedById equals p.Id
            where v.DocumentId == documentId
            orderby r.Id descending
            select new DisposalView(r.Id, r.Version, r.Number, v.Id, v.Label, r.Act, r.Reason, r.KeepReason, db.People.Where(w => w.Id == r.WitnessId).Select(w => w.Name).FirstOrDefault(), r.State, p.Name, r.CreatedAt)).ToListAsync(ct);
    }
}

/// <summary>作废销毁 on its way: approved by the management representative; with destroying the witness signs first.</summary>
internal sealed class DisposalApproval(IsmsDbContext db, ForceDesk desk, DocumentUses uses) : ApprovalSubject
{
    public const string KindName = "documents.disposal";

    public override string Kind => KindName;

    public override IReadOnlyList<RouteStep> DefaultRoute => [RouteStep.By(SignatureMeaning.Review, Office.ManagementRepresentative, 1), RouteStep.By(SignatureMeaning.Approve, Office.GeneralManager, 2)];

    protected override Permission Read => DocumentPermissions.ReadAll;

    protected override Permission Submit => DocumentPermissions.Control;

    public override async Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct)
    {
        var found = await (from r in db.Set<DisposalRequest>().AsNoTracking() join v in db.Set<DocumentVersion>() on r.VersionId equals v.Id where r.Id == id select new { Paper = r, v.Number, v.Label, v.TitleZh, v.DocumentId }).SingleOrDefaultAsync(ct);
        return found is null ? null : new ApprovalContent(Phrase.Of("documents.disposal-of." + found.Paper.Act, found.TitleZh), found.Paper.Number, DocumentPaths.Issue(found.DocumentId), SignedContent.Json(new
        {
            found.Paper.Number, found.Paper.Act, Document = found.Number, found.Label, found.Paper.Reason, found.Paper.KeepReason, found.Paper.WitnessId,
        }))
        {
            Facts = [new(Phrase.Of("documents.field.number"), $"{found.Number} {found.Label}"), new(Phrase.Of("documents.field.reason"), found.Paper.Reason), .. found.Paper.KeepReason.Length > 0 ? new ApprovalFact[] { new(Phrase.Of("documents.field.keepReason"), found.Paper.KeepReason) } : []],
        };
    }

    public override async Task<IReadOnlyList<RouteStep>> ExtraStepsAsync(Guid id, CancellationToken ct) =>
        (await FindAsync(id, ct)).WitnessId is { } witness ? [RouteStep.ByPerson(SignatureMeaning.Countersign, witness, 1)] : [];

    public override async Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).Submit();

    public override async Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).SendBack();

    public override async Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct)
    {
        var paper = await FindAsync(id, ct);
        paper.Sign(approval.At);
        var version = await db.Set<DocumentVersion>().SingleAsync(v => v.Id == paper.VersionId, ct);
        if (paper.Act == DisposalAct.Withdraw)
            await desk.WithdrawAsync(approval.By, version, paper.Reason, paper.KeepReason, ct);
        else
            version.Destroy();
    }

    protected override async Task<Refusal?> ObstacleAsync(Actor actor, Guid id, CancellationToken ct)
    {
        var paper = await FindAsync(id, ct);
        var version = await db.Set<DocumentVersion>().AsNoTracking().SingleAsync(v => v.Id == paper.VersionId, ct);
        if (paper.State != PaperState.Draft)
            return AskForDisposal.AskedAlready.With(paper.Number);
        if (paper.Act == DisposalAct.Withdraw)
        {
            return version.State != VersionState.Effective ? AskForDisposal.NotInForce.With(version.Number, version.Label)
                : await uses.KeepsAsync(actor, await db.Set<ControlledDocument>().AsNoTracking().SingleAsync(d => d.Id == version.DocumentId, ct), ct);
        }
        return version.State is VersionState.Superseded or VersionState.Obsolete ? null : AskForDisposal.StillUsed.With(version.Number, version.Label, Phrase.Of("documents.state." + version.State));
    }

    private Task<DisposalRequest> FindAsync(Guid id, CancellationToken ct) => db.Set<DisposalRequest>().SingleAsync(r => r.Id == id, ct);
}
