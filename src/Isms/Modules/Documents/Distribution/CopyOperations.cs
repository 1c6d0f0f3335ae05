using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules.Documents.Releasing;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Distribution;

/// <summary>A controlled copy on paper (文件发放/回收登记表).</summary>
/// <param name="To">The department or person it went to.</param>
/// <param name="Received">Who signed for it; null until somebody did.</param>
/// <param name="Recalled">Who took it back; null while it is out.</param>
public sealed record CopyView(
    Guid Id, int Version, Guid VersionId, string Label, VersionState State, int Serial, Guid? DepartmentId, Guid? PersonId, string To, DateOnly IssuedOn,
    string? Received, DateTime? ReceivedAt, string? Recalled, DateTime? RecalledAt, string Note) : IVersioned;

/// <summary>The copies of all versions of a document, newest version first.</summary>
internal sealed class ListCopies(IsmsDbContext db, DocumentReach reach)
{
    public async Task<Outcome<IReadOnlyList<CopyView>>> RunAsync(Actor actor, Guid documentId, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.See) is { } no)
            return no;
        if (!await reach.Documents(actor).AnyAsync(d => d.Id == documentId, ct))
            return Refusal.NotFound;
        return await (
            from c in db.Set<IssuedCopy>()
            join v in db.Set<DocumentVersion>() on c.VersionId equals v.Id
            where v.DocumentId == documentId
            orderby v.Ordinal descending, c.Serial
            select new CopyView(
                c.Id, c.Version, v.Id, v.Label, v.State, c.Serial, c.DepartmentId, c.PersonId,
                db.Departments.Where(d => d.Id == c.DepartmentId).Select(d => d.Name).FirstOrDefault() ?? db.People.Where(p => p.Id == c.PersonId).Select(p => p.Name).FirstOrDefault() ?? "",
                c.IssuedOn, db.People.Where(p => p.Id == c.ReceivedById).Select(p => p.Name).FirstOrDefault(), c.ReceivedAt,
                db.People.Where(p => p.Id == c.RecalledById).Select(p => p.Name).FirstOrDefault(), c.RecalledAt, c.Note)).ToListAsync(ct);
    }
}

/// <summary>Hands out a further controlled copy of the version in force.</summary>
/// <param name="DepartmentId">Either a department …</param>
/// <param name="PersonId">… or a person.</param>
public sealed record IssueCopyRequest(Guid VersionId, Guid? DepartmentId = null, Guid? PersonId = null);

/// <inheritdoc cref="IssueCopyRequest"/>
internal sealed class IssueCopy(IsmsDbContext db, CopyDesk desk)
{
    public static readonly Refusal NotInForce = new("documents.copy-not-in-force");

    public async Task<Outcome<CopySaved>> RunAsync(Actor actor, IssueCopyRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.Control, request) is { } no)
            return no;
        if (request.DepartmentId is null == request.PersonId is null)
            return Refusal.Invalid("departmentId", "documents.recipient-unclear");
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<DocumentVersion>().SingleOrDefaultAsync(v => v.Id == request.VersionId, ct) is not { } version)
            return Refusal.NotFound;
        if (version.State != VersionState.Effective)
            return NotInForce.With(version.Number, version.Label);
        if (request.DepartmentId is { } d && !await db.Departments.AnyAsync(x => x.Id == d, ct) || request.PersonId is { } p && !await db.People.AnyAsync(x => x.Id == p, ct))
            return Refusal.Invalid("departmentId", "documents.recipient-unclear");
        var copy = (await desk.IssueAsync(actor, version, [(request.DepartmentId, request.PersonId)], ct))[0];
        await db.SaveAsync(actor, "documents.issue-copy", ct);
        await writing.CommitAsync(ct);
        return new CopySaved(copy.Id, copy.Version, copy.Serial);
    }
}

/// <summary>A copy that was handed out, signed for or taken back.</summary>
public sealed record CopySaved(Guid Id, int Version, int Serial) : IVersioned;

/// <summary>Hands out copies and asks for the signatures.</summary>
internal sealed class CopyDesk(IsmsDbContext db, WorkInbox inbox, SettingsReader settings)
{
    /// <summary>Kind of the duty to sign for a copy.</summary>
    public const string ReceiveWork = "documents.receive";

    public async Task<IReadOnlyList<IssuedCopy>> IssueAsync(Actor actor, DocumentVersion version, IReadOnlyList<(Guid? DepartmentId, Guid? PersonId)> to, CancellationToken ct)
    {
        var last = await db.Set<IssuedCopy>().Where(c => c.VersionId == version.Id).MaxAsync(c => (int?)c.Serial, ct) ?? 0;
        var today = await settings.TodayAsync(ct);
        var due = today.AddDays(await settings.NumberAsync(DocumentsModule.RecallDays, ct));
        var copies = to.Select(t => new IssuedCopy { VersionId = version.Id, Serial = ++last, DepartmentId = t.DepartmentId, PersonId = t.PersonId, IssuedOn = today, IssuedById = actor.PersonId }).ToList();
        foreach (var copy in copies)
        {
            inbox.Add(new NewWork(ReceiveWork, "documents.work.receive", [$"{version.Number} {version.Label}", Ui.Display.Number(copy.Serial)], DocumentPaths.Issue(version.DocumentId), ForceDesk.VersionKindName, copy.Id, due)
            {
                PersonId = copy.PersonId, Office = copy.PersonId is null ? Office.DepartmentHead : null, DepartmentId = copy.PersonId is null ? copy.DepartmentId : null,
            });
        }
        db.AddRange(copies);
        return copies;
    }
}

/// <summary>Signs for a copy: the person it went to, or anybody of the department it went to.</summary>
/// <param name="Version">The version this is based on.</param>
public sealed record ReceiveCopyRequest(Guid Id, int Version);

/// <inheritdoc cref="ReceiveCopyRequest"/>
internal sealed class ReceiveCopy(IsmsDbContext db, DocumentReach reach, WorkInbox inbox, TimeProvider time)
{
    public static readonly Refusal NotYours = new("documents.copy-not-yours", RefusalKind.Forbidden);
    public static readonly Refusal Done = new("documents.copy-done");

    public async Task<Outcome<CopySaved>> RunAsync(Actor actor, ReceiveCopyRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.Confirm, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<IssuedCopy>().SingleOrDefaultAsync(c => c.Id == request.Id, ct) is not { } copy || await reach.VersionAsync(actor, copy.VersionId, ct) is null)
            return Refusal.NotFound;
        var own = copy.PersonId is { } person ? person == actor.PersonId : copy.DepartmentId == actor.DepartmentId || actor.Heads(copy.DepartmentId);
        if (!own)
            return NotYours;
        if (copy.Version != request.Version || copy.ReceivedAt is not null || copy.RecalledAt is not null)
            return Done.With(copy.Serial);
        copy.Receive(actor.PersonId, time.Instant());
        await inbox.CompleteAsync(actor, ForceDesk.VersionKindName, copy.Id, CopyDesk.ReceiveWork, ct);
        await db.SaveAsync(actor, "documents.receive-copy", ct);
        await writing.CommitAsync(ct);
        return new CopySaved(copy.Id, copy.Version, copy.Serial);
    }
}

/// <summary>Takes a copy back, or notes what became of it.</summary>
/// <param name="Version">The version this is based on.</param>
/// <param name="Note">What became of it when it did not come back.</param>
public sealed record RecallCopyRequest(Guid Id, int Version, [StringLength(IssuedCopy.TextLength)] string? Note = null);

/// <inheritdoc cref="RecallCopyRequest"/>
internal sealed class RecallCopy(IsmsDbContext db, WorkInbox inbox, TimeProvider time)
{
    public async Task<Outcome<CopySaved>> RunAsync(Actor actor, RecallCopyRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.Control, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<IssuedCopy>().SingleOrDefaultAsync(c => c.Id == request.Id, ct) is not { } copy)
            return Refusal.NotFound;
        if (copy.Version != request.Version || copy.RecalledAt is not null)
            return ReceiveCopy.Done.With(copy.Serial);
        copy.Recall(actor.PersonId, time.Instant(), request.Note?.Trim() ?? "");
        await inbox.CompleteAsync(actor, ForceDesk.VersionKindName, copy.Id, ForceDesk.RecallWork, ct);
        await inbox.CancelAsync(ForceDesk.VersionKindName, copy.Id, CopyDesk.ReceiveWork, ct);
        await db.SaveAsync(actor, "documents.recall-copy", ct);
        await writing.CommitAsync(ct);
        return new CopySaved(copy.Id, copy.Version, copy.Serial);
    }
}
