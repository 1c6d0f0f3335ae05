using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Progress;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules.Documents.Drafts;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Reading;

/// <summary>How far a department has come with reading.</summary>
public sealed record DepartmentCoverage(Guid? DepartmentId, string Department, int Asked, int Confirmed, int Overdue);

/// <summary>Somebody who has not confirmed yet.</summary>
public sealed record OpenReader(Guid PersonId, string Number, string Name, string Department, DateOnly DueOn, DateTime? RemindedAt);

/// <summary>Who read a version, by department.</summary>
/// <param name="VersionId">Null when no version is in force.</param>
/// <param name="NotAsked">People on the distribution list who came after the issue and were not asked yet.</param>
/// <param name="Open">At most 200 of those who have not confirmed.</param>
public sealed record ReadingCoverage(Guid? VersionId, string Label, int Asked, int Confirmed, int Overdue, int NotAsked, IReadOnlyList<DepartmentCoverage> Departments, IReadOnlyList<OpenReader> Open);

/// <inheritdoc cref="ReadingCoverage"/>
internal sealed class ShowCoverage(IsmsDbContext db, DocumentReach reach, ReadingDesk desk)
{
    public async Task<Outcome<ReadingCoverage>> RunAsync(Actor actor, Guid documentId, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.See) is { } no)
            return no;
        if (await reach.Documents(actor).AsNoTracking().SingleOrDefaultAsync(d => d.Id == documentId, ct) is not { } document)
            return Refusal.NotFound;
        if (!actor.May(DocumentPermissions.ReadAll) && !actor.May(DocumentPermissions.Edit, document.DepartmentId))
            return Refusal.Forbidden;
        var version = await db.Set<DocumentVersion>().AsNoTracking().FirstOrDefaultAsync(v => v.DocumentId == documentId && v.State == VersionState.Effective, ct);
        if (version is null)
            return new ReadingCoverage(null, "", 0, 0, 0, 0, [], []);
        // An editorial change asks nobody: what counts is the last version that was asked for.
        var asked = await (
            from v in db.Set<DocumentVersion>()
            where v.DocumentId == documentId && v.Material && (v.State == VersionState.Effective || v.State == VersionState.Superseded) && db.Set<ReadingConfirmation>().Any(c => c.VersionId == v.Id)
            orderby v.Ordinal descending
            select new { v.Id, v.Label }).FirstOrDefaultAsync(ct);
        var today = actor.Today;
        var lines = asked is null ? [] : await (
            from c in db.Set<ReadingConfirmation>()
            from d in db.Departments.Where(d => d.Id == c.DepartmentId).DefaultIfEmpty()
            where c.VersionId == asked.Id
            group c by new { c.DepartmentId, Name = d == null ? "" : d.Name, Sort = d == null ? "" : d.NameSort } into g
            orderby g.Key.Sort
            select new DepartmentCoverage(g.Key.DepartmentId, g.Key.Name, g.Count(), g.Count(c => c.ConfirmedAt != null), g.Count(c => c.ConfirmedAt == null && c.DueOn < today))).ToListAsync(ct);
        var open = asked is null ? [] : await (
            from c in db.Set<ReadingConfirmation>()
            join p in db.People on c.PersonId equals p.Id
            from d in db.Departments.Where(d => d.Id == c.DepartmentId).DefaultIfEmpty()
            where c.VersionId == asked.Id && c.ConfirmedAt == null && c.DroppedAt == null
            orderby c.DueOn, p.NameSort, p.Id
            select new OpenReader(p.Id, p.EmployeeNumber, p.Name, d == null ? "" : d.Name, c.DueOn, c.RemindedAt)).Take(200).ToListAsync(ct);
        var missing = document.Confirmed ? (await desk.MissingAsync(version, ct)).Count : 0;
        return new ReadingCoverage(version.Id, asked?.Label ?? version.Label, lines.Sum(l => l.Asked), lines.Sum(l => l.Confirmed), lines.Sum(l => l.Overdue), missing, lines, open);
    }
}

/// <summary>How many were reminded or asked.</summary>
public sealed record ReadersAsked(int Count);

/// <summary>催办: reminds everybody who has not confirmed the version in force; each at most once a day.</summary>
internal sealed class RemindReaders(IsmsDbContext db, DraftDesk desk, TimeProvider time)
{
    public async Task<Outcome<ReadersAsked>> RunAsync(Actor actor, Guid documentId, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.Edit) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        var (document, refused) = await desk.ForEditAsync(actor, documentId, ct);
        if (document is null)
            return refused!;
        var (at, dayAgo) = (time.Instant(), time.Instant().AddDays(-1));
        var open = await (
            from c in db.Set<ReadingConfirmation>()
            join v in db.Set<DocumentVersion>() on c.VersionId equals v.Id
            where v.DocumentId == documentId && c.ConfirmedAt == null && c.DroppedAt == null && (c.RemindedAt == null || c.RemindedAt <= dayAgo)
            select c).ToListAsync(ct);
        if (open.Count == 0)
            return new ReadersAsked(0);
        var ids = open.ConvertAll(c => c.Id);
        foreach (var confirmation in open)
            confirmation.RemindedAt = at;
        var items = await (
            from w in db.Set<WorkItem>()
            join c in db.Set<ReadingConfirmation>() on w.SubjectId equals c.Id
            join v in db.Set<DocumentVersion>() on c.VersionId equals v.Id
            where v.DocumentId == documentId && w.SubjectKind == ReadingDesk.KindName && w.State == WorkState.Open
            select w).ToListAsync(ct);
        var reminded = ids.ToHashSet();
        foreach (var item in items.Where(w => reminded.Contains(w.SubjectId)))
            item.RemindedAt = at;
        await db.SaveAsync(actor, "documents.remind-readers", ct);
        await writing.CommitAsync(ct);
        return new ReadersAsked(open.Count);
    }
}

/// <summary>Asks those on the distribution list who were not asked yet: who joined or moved after the issue.</summary>
internal sealed class AskNewReaders(IsmsDbContext db, DraftDesk desk, ReadingDesk reading)
{
    public static readonly Refusal NothingInForce = new("documents.nothing-in-force");

    public async Task<Outcome<ReadersAsked>> RunAsync(Actor actor, Guid documentId, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.Edit) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        var (document, refused) = await desk.ForEditAsync(actor, documentId, ct);
        if (document is null)
            return refused!;
        if (await db.Set<DocumentVersion>().SingleOrDefaultAsync(v => v.DocumentId == documentId && v.State == VersionState.Effective, ct) is not { } version)
            return NothingInForce.With(document.Number);
        var asked = await reading.AskAsync(actor, document, version, ct);
        await writing.CommitAsync(ct);
        return new ReadersAsked(asked);
    }
}

/// <summary>Asks everybody who joined, or came into a department, an office or onto a list, to read what is in force there. Run by the clock.</summary>
internal sealed class AskJoiners(IsmsDbContext db, ReadingDesk reading)
{
    public async Task<Outcome<ReadersAsked>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.Run) is { } no)
            return no;
        var inForce = await (
            from d in db.Set<ControlledDocument>().AsNoTracking()
            join v in db.Set<DocumentVersion>().AsNoTracking() on d.Id equals v.DocumentId
            where d.Confirmed && v.State == VersionState.Effective
            orderby d.Number
            select new { Document = d, Version = v }).ToListAsync(ct);
        var asked = 0;
        foreach (var one in inForce)
        {
            if ((await reading.MissingAsync(one.Version, ct)).Count == 0)
                continue;
            await using var writing = await db.BeginAsync(ct);
            if (!await db.Set<DocumentVersion>().AnyAsync(v => v.Id == one.Version.Id && v.State == VersionState.Effective, ct))
                continue;
            asked += await reading.AskAsync(actor, one.Document, one.Version, ct);
            await writing.CommitAsync(ct);
        }
        return new ReadersAsked(asked);
    }
}

/// <summary>Looks every ten minutes whether somebody came who has something to read.</summary>
internal sealed class NewReaderSchedule(AskJoiners ask) : IRecurring
{
    public async Task WorkAsync(Actor actor, CancellationToken ct) => (await ask.RunAsync(actor, ct)).Require();
}
