using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules.Documents.Releasing;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Reviews;

/// <summary>Records that a version was reviewed (文件评审记录).</summary>
/// <param name="HeldOn">Not later than today.</param>
/// <param name="NextReviewOn">With a version in force that stays: when to look again; null takes the interval of its kind.</param>
public sealed record RecordReviewRequest(
    Guid VersionId, DateOnly HeldOn, [Required, StringLength(ReviewRecord.TextLength)] string Participants, [Required, StringLength(ReviewRecord.TextLength)] string Findings,
    ReviewConclusion Conclusion, DateOnly? NextReviewOn = null);

/// <summary>A record of a review.</summary>
public sealed record ReviewView(Guid Id, Guid VersionId, string Label, DateOnly HeldOn, string Participants, string Findings, ReviewConclusion Conclusion, string RecordedBy);

/// <inheritdoc cref="RecordReviewRequest"/>
internal sealed class RecordReview(IsmsDbContext db, DocumentReach reach, WorkInbox inbox, SettingsReader settings, TimeProvider time)
{
    public async Task<Outcome<ReviewView>> RunAsync(Actor actor, RecordReviewRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.Edit, request) is { } no)
            return no;
        var today = await settings.TodayAsync(ct);
        if (request.HeldOn > today)
            return Refusal.Invalid("heldOn", "documents.review-in-future");
        if (request.NextReviewOn <= today)
            return Refusal.Invalid("nextReviewOn", "documents.review-in-past");
        await using var writing = await db.BeginAsync(ct);
        if (await reach.VersionAsync(actor, request.VersionId, ct) is not { } version)
            return Refusal.NotFound;
        var document = await db.Set<ControlledDocument>().SingleAsync(d => d.Id == version.DocumentId, ct);
        if (!actor.May(DocumentPermissions.Edit, document.DepartmentId))
            return Refusal.Forbidden;
        var record = new ReviewRecord
        {
            VersionId = version.Id, HeldOn = request.HeldOn, Participants = request.Participants.Trim(), Findings = request.Findings.Trim(), Conclusion = request.Conclusion,
            RecordedById = actor.PersonId, RecordedAt = time.Instant(),
        };
        db.Add(record);
        if (version.State == VersionState.Effective)
        {
            await inbox.CompleteAsync(actor, ForceDesk.DocumentKindName, document.Id, ForceDesk.ReviewWork, ct);
            var months = await db.Set<DocumentKind>().Where(k => k.Id == document.KindId).Select(k => k.ReviewMonths).SingleAsync(ct);
            document.NextReviewOn = request.NextReviewOn ?? (months == 0 ? null : request.HeldOn.AddMonths(months));
        }
        await db.SaveAsync(actor, "documents.record-review", ct);
        await writing.CommitAsync(ct);
        return new ReviewView(record.Id, version.Id, version.Label, record.HeldOn, record.Participants, record.Findings, record.Conclusion, actor.Name);
    }
}

/// <summary>The reviews of all versions of a document, newest first.</summary>
internal sealed class ListReviews(IsmsDbContext db, DocumentReach reach)
{
    public async Task<Outcome<IReadOnlyList<ReviewView>>> RunAsync(Actor actor, Guid documentId, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.See) is { } no)
            return no;
        if (!await reach.Documents(actor).AnyAsync(d => d.Id == documentId, ct))
            return Refusal.NotFound;
        return await (
            from r in db.Set<ReviewRecord>()
            join v in db.Set<DocumentVersion>() on r.VersionId equals v.Id
            join p in db.People on r.RecordedById equals p.Id
            where v.DocumentId == documentId
            orderby r.HeldOn descending, r.Id descending
            select new ReviewView(r.Id, r.VersionId, v.Label, r.HeldOn, r.Participants, r.Findings, r.Conclusion, p.Name)).ToListAsync(ct);
    }
}
