using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules.Documents.Distribution;
using Isms.Modules.Documents.Reading;
using Isms.Modules.Documents.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Releasing;

/// <summary>Brings versions into force and takes them out, with all that follows: the old one, its copies, who has to read, when to look again.</summary>
internal sealed class ForceDesk(IsmsDbContext db, LiveFields fields, ReadingDesk reading, CopyDesk copies, WorkInbox inbox, SignalRaiser signals, SettingsReader settings)
{
    /// <summary>Kind of the duty to get a paper copy back.</summary>
    public const string RecallWork = "documents.recall";

    /// <summary>Kind of the duty to look at a document again.</summary>
    public const string ReviewWork = "documents.review";
    public const string DocumentKindName = "documents.document";
    public const string VersionKindName = "documents.issue";

    /// <summary>Why it cannot come into force on that day; null when it can.</summary>
    public static FieldProblem? DayProblem(DocumentVersion version, DateOnly on, DateOnly today, DateOnly signedOn) =>
        on < today ? new FieldProblem("effectiveOn", "documents.effective-in-past", Day(today))
        : on < signedOn ? new FieldProblem("effectiveOn", "documents.effective-before-signature", Day(signedOn)) : null;

    /// <summary>The day the version was approved, in the organization's time zone.</summary>
    public async Task<DateOnly> SignedOnAsync(DocumentVersion version, CancellationToken ct) =>
        DateOnly.FromDateTime(version.ApprovedAt!.Value.In(await settings.TimeZoneAsync(ct)).DateTime);

    /// <summary>Sets the day; brings it into force at once when the day has come.</summary>
    public async Task ScheduleAsync(Actor actor, DocumentVersion version, DateOnly on, CancellationToken ct)
    {
        version.Schedule(on);
        if (on <= await settings.TodayAsync(ct))
            await BringAsync(actor, version, ct);
    }

    /// <summary>From this moment on every link opens this version.</summary>
    public async Task BringAsync(Actor actor, DocumentVersion version, CancellationToken ct)
    {
        var document = await db.Set<ControlledDocument>().SingleAsync(d => d.Id == version.DocumentId, ct);
        Guid? replaced = null;
        foreach (var old in await db.Set<DocumentVersion>().Where(v => v.DocumentId == document.Id && v.State == VersionState.Effective).ToListAsync(ct))
        {
            replaced = old.Id;
            old.Supersede(version.EffectiveOn!.Value, await fields.FreezeAsync(ct));
            await reading.DropAsync(old.Id, ct);
            await AskForCopiesAsync(document, old, ct);
        }
        version.BringIntoForce();
        document.Rename(version.TitleZh, version.TitleEn);
        var kind = await db.Set<DocumentKind>().AsNoTracking().SingleAsync(k => k.Id == document.KindId, ct);
        document.NextReviewOn = kind.ReviewMonths == 0 ? null : version.EffectiveOn!.Value.AddMonths(kind.ReviewMonths);
        await inbox.CancelAsync(DocumentKindName, document.Id, ReviewWork, ct);
        var onPaper = await db.Set<DocumentRecipient>().AsNoTracking().Where(r => r.DocumentId == document.Id && r.Copies > 0 && (r.DepartmentId != null || r.PersonId != null)).ToListAsync(ct);
        // Departments come before people; what was entered in one go has ids in no order.
        await copies.IssueAsync(actor, version, [.. onPaper.OrderBy(r => r.Scope).ThenBy(r => r.Id).SelectMany(r => Enumerable.Repeat((r.DepartmentId, r.PersonId), r.Copies))], ct);
        if (document.Confirmed && version.Material)
            await reading.AskAsync(actor, document, version, ct);
        await signals.RaiseAsync(actor, new DocumentChanged(document.Id, document.Number, document.Pattern, version.Id, version.Label, replaced), ct);
    }

    /// <summary>作废: the document is no longer in force, and nothing takes its place.</summary>
    public async Task WithdrawAsync(Actor actor, DocumentVersion version, string reason, string keepReason, CancellationToken ct)
    {
        var document = await db.Set<ControlledDocument>().SingleAsync(d => d.Id == version.DocumentId, ct);
        var wasEffective = version.State == VersionState.Effective;
        version.Withdraw(await settings.TodayAsync(ct), reason, wasEffective ? await fields.FreezeAsync(ct) : "");
        version.KeepReason = keepReason;
        if (!wasEffective)
            return;
        document.NextReviewOn = null;
        await inbox.CancelAsync(DocumentKindName, document.Id, ReviewWork, ct);
        await reading.DropAsync(version.Id, ct);
        await AskForCopiesAsync(document, version, ct);
        await signals.RaiseAsync(actor, new DocumentChanged(document.Id, document.Number, document.Pattern, null, version.Label, version.Id), ct);
    }

    // R-4.3.2.2-08: each copy on paper that is still out is a duty of the document controller.
    private async Task AskForCopiesAsync(ControlledDocument document, DocumentVersion old, CancellationToken ct)
    {
        var due = (await settings.TodayAsync(ct)).AddDays(await settings.NumberAsync(DocumentsModule.RecallDays, ct));
        foreach (var copy in await db.Set<IssuedCopy>().AsNoTracking().Where(c => c.VersionId == old.Id && c.RecalledAt == null).ToListAsync(ct))
        {
            inbox.Add(new NewWork(RecallWork, "documents.work.recall", [$"{document.Number} {old.Label}", Ui.Display.Number(copy.Serial)], DocumentPaths.Issue(document.Id), VersionKindName, copy.Id, due)
            {
                Office = Office.DocumentController,
            });
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
