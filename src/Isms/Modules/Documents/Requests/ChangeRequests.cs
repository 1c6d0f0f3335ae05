using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules.Documents.Drafts;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Requests;

/// <summary>Asks for a change of a document (文件更改申请单): anybody who may read it.</summary>
public sealed record AskForChangeRequest(Guid DocumentId, [Required, StringLength(ChangeRequest.TextLength)] string Reason, [Required, StringLength(ChangeRequest.TextLength)] string Proposal);

/// <summary>A request to change a document.</summary>
/// <param name="SourceTitle">The decision that asked for it; empty when a person did.</param>
public sealed record ChangeRequestView(
    Guid Id, int Version, string Number, Guid DocumentId, string DocumentNumber, string DocumentTitle, string Reason, string Proposal, string RequestedBy, DateTime RequestedAt,
    ChangeRequestState State, string Answer, DateTime? AnsweredAt, string? CarriedOutIn, bool MayDecide, string SourceTitle, string SourceLink) : IVersioned;

/// <inheritdoc cref="AskForChangeRequest"/>
internal sealed class AskForChange(IsmsDbContext db, DocumentReach reach, RequestDesk desk)
{
    /// <summary>Kind of the duty to answer.</summary>
    public const string AnswerWork = "documents.answer-request";
    public const string KindName = "documents.change-request";

    public async Task<Outcome<RequestSaved>> RunAsync(Actor actor, AskForChangeRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.Confirm, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await reach.Documents(actor).AsNoTracking().SingleOrDefaultAsync(d => d.Id == request.DocumentId, ct) is not { } document)
            return Refusal.NotFound;
        var asked = await desk.EnterAsync(actor, document, request.Reason.Trim(), request.Proposal.Trim(), null, ct);
        await db.SaveAsync(actor, "documents.ask-change", ct);
        await writing.CommitAsync(ct);
        return new RequestSaved(asked.Id, asked.Version, asked.Number);
    }
}

/// <summary>Enters requests, each with the duty to answer it; the caller saves.</summary>
internal sealed class RequestDesk(IsmsDbContext db, Numbers numbers, WorkInbox inbox, SettingsReader settings, TimeProvider time)
{
    /// <param name="decision">What asked for it; null when a person does.</param>
    public async Task<ChangeRequest> EnterAsync(Actor actor, ControlledDocument document, string reason, string proposal, DraftAsked? decision, CancellationToken ct)
    {
        var asked = new ChangeRequest
        {
            Number = await numbers.TakeAsync(DocumentsModule.RequestNumber, ct), DocumentId = document.Id, Reason = reason, Proposal = proposal,
            RequestedById = actor.PersonId, RequestedAt = time.Instant(), SourceTitle = decision?.SourceTitle ?? "", SourceLink = decision?.SourceLink ?? "",
        };
        db.Add(asked);
        inbox.Add(new NewWork(AskForChange.AnswerWork, "documents.work.answer-request", [asked.Number, document.Number], DocumentPaths.Request(asked.Id), AskForChange.KindName, asked.Id,
            (await settings.TodayAsync(ct)).AddDays(await settings.NumberAsync(KernelSettings.ApprovalDays, ct))) { Office = Office.DocumentController });
        return asked;
    }
}

/// <summary>A decision to change procedures or controls (manual 7.3 c): a request to change the document it names, answered like any other.</summary>
internal sealed class ChangeByDecision(IsmsDbContext db, DocumentReach reach, RequestDesk desk, SettingsReader settings) : IOpensDraft
{
    public DraftKind Kind => DraftKind.DocumentChange;

    public bool May(Actor actor) => actor.May(DocumentPermissions.Confirm);

    public async Task<Outcome<DraftOpened>> OpenAsync(Actor actor, DraftAsked asked, CancellationToken ct)
    {
        if (!May(actor))
            return Refusal.Forbidden;
        var id = (await Rendering.DocumentIndex.LoadAsync(db, settings, ct)).Find(asked.Which)?.Id;
        if (await reach.Documents(actor).AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, ct) is not { } document)
            return Refusal.Invalid("which", "documents.document-unknown");
        var request = await desk.EnterAsync(actor, document, asked.SourceTitle, Phrase.Of("documents.by-decision", document.Number, document.Titles.In(actor.Culture)), asked, ct);
        await db.SaveAsync(actor, "documents.ask-change", ct);
        return new DraftOpened(request.Id, request.Number, DocumentPaths.Request(request.Id));
    }
}

/// <summary>A request that was made or answered.</summary>
public sealed record RequestSaved(Guid Id, int Version, string Number) : IVersioned;

/// <summary>Accepts or rejects a request; an accepted one is carried out by the next version.</summary>
/// <param name="Version">The version this is based on.</param>
public sealed record AnswerChangeRequest(Guid Id, int Version, bool Accepted, [Required, StringLength(ChangeRequest.TextLength)] string Answer);

/// <inheritdoc cref="AnswerChangeRequest"/>
internal sealed class AnswerChange(IsmsDbContext db, DraftDesk desk, WorkInbox inbox, TimeProvider time)
{
    public static readonly Refusal Answered = new("documents.request-answered");

    public async Task<Outcome<RequestSaved>> RunAsync(Actor actor, AnswerChangeRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<ChangeRequest>().SingleOrDefaultAsync(r => r.Id == request.Id, ct) is not { } asked)
            return Refusal.NotFound;
        var (document, refused) = await desk.ForEditAsync(actor, asked.DocumentId, ct);
        if (document is null)
            return refused!;
        if (asked.State != ChangeRequestState.Open || asked.Version != request.Version)
            return Answered.With(asked.Number);
        asked.Decide(request.Accepted, request.Answer.Trim(), actor.PersonId, time.Instant());
        await inbox.CompleteAsync(actor, AskForChange.KindName, asked.Id, AskForChange.AnswerWork, ct);
        await db.SaveAsync(actor, "documents.answer-change", ct);
        await writing.CommitAsync(ct);
        return new RequestSaved(asked.Id, asked.Version, asked.Number);
    }
}

/// <summary>Requests within reach: all for who writes documents, one's own for everybody else; newest first, at most 200.</summary>
internal sealed class ListChangeRequests(IsmsDbContext db, DocumentReach reach)
{
    public async Task<Outcome<IReadOnlyList<ChangeRequestView>>> RunAsync(Actor actor, Guid? id, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.See) is { } no)
            return no;
        var (all, me) = (actor.May(DocumentPermissions.ReadAll), actor.PersonId);
        var departments = actor.ReachOf(DocumentPermissions.Edit);
        var own = departments.Departments.ToList();
        var rows = await (
            from r in db.Set<ChangeRequest>().AsNoTracking()
            join d in reach.Documents(actor) on r.DocumentId equals d.Id
            join p in db.People on r.RequestedById equals p.Id
            where (all || r.RequestedById == me || own.Contains(d.DepartmentId)) && (id == null || r.Id == id)
            orderby r.RequestedAt descending, r.Id descending
            select new { Request = r, d.Number, d.TitleZh, d.TitleEn, d.DepartmentId, p.Name, Label = db.Set<DocumentVersion>().Where(v => v.Id == r.CarriedOutById).Select(v => v.Label).FirstOrDefault() }).Take(200).ToListAsync(ct);
        return rows.ConvertAll(r => new ChangeRequestView(
            r.Request.Id, r.Request.Version, r.Request.Number, r.Request.DocumentId, r.Number, new Kernel.Standards.Bilingual(r.TitleZh, r.TitleEn).In(actor.Culture), r.Request.Reason, r.Request.Proposal, r.Name,
            r.Request.RequestedAt, r.Request.State, r.Request.Answer, r.Request.AnsweredAt, r.Label, r.Request.State == ChangeRequestState.Open && departments.Covers(r.DepartmentId), r.Request.SourceTitle, r.Request.SourceLink));
    }
}
