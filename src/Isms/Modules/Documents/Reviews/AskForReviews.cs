using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Work;
using Isms.Modules.Documents.Releasing;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Reviews;

/// <summary>How many reviews became duties now.</summary>
public sealed record ReviewsAsked(int Count);

/// <summary>Turns review dates that come near into duties of the keeping department (4.3.2.2 b). Each date once; run by the clock.</summary>
internal sealed class AskForReviews(IsmsDbContext db, WorkInbox inbox, SettingsReader settings, ProcessPapers processes)
{
    public async Task<Outcome<ReviewsAsked>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.Run) is { } no)
            return no;
        var until = (await settings.TodayAsync(ct)).AddDays(await settings.NumberAsync(DocumentsModule.ReviewNoticeDays, ct));
        var elsewhere = processes.All.Where(p => p.ReviewedThere).Select(p => p.Pattern).ToList();
        var due = db.Set<ControlledDocument>().AsNoTracking().Where(d => d.NextReviewOn != null && d.NextReviewOn <= until && !elsewhere.Contains(d.Pattern)
            && !db.Set<WorkItem>().Any(w => w.SubjectId == d.Id && w.Kind == ForceDesk.ReviewWork && w.State == WorkState.Open));
        if (!await due.AnyAsync(ct))
            return new ReviewsAsked(0);
        await using var writing = await db.BeginAsync(ct);
        var documents = await due.OrderBy(d => d.Number).ToListAsync(ct);
        foreach (var document in documents)
        {
            inbox.Add(new NewWork(ForceDesk.ReviewWork, "documents.work.review", [WorkInbox.InBoth($"{document.Number} {document.TitleZh}", $"{document.Number} {(document.TitleEn.Length > 0 ? document.TitleEn : document.TitleZh)}")], DocumentPaths.Issue(document.Id), ForceDesk.DocumentKindName, document.Id, document.NextReviewOn!.Value)
            {
                Office = Office.DepartmentHead, DepartmentId = document.DepartmentId,
            });
        }
        await db.SaveAsync(actor, "documents.ask-for-reviews", ct);
        await writing.CommitAsync(ct);
        return new ReviewsAsked(documents.Count);
    }
}
