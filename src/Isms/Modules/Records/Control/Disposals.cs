using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Registers;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Records.Domain;
using Isms.Modules.Records.Filling;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records.Control;

/// <summary>Proposes the records whose retention period is over for disposal. Nothing is destroyed by this.</summary>
/// <param name="Reason">Why they go; a standard sentence when null.</param>
/// <param name="Method">How paper is destroyed; a standard sentence when null.</param>
public sealed record ProposeDisposalRequest([property: StringLength(RecordDisposal.TextLength)] string? Reason = null, [property: StringLength(RecordDisposal.TextLength)] string? Method = null);

/// <summary>A disposal that was proposed or changed.</summary>
public sealed record DisposalSaved(Guid Id, int Version, string Number, int Records) : IVersioned;

/// <inheritdoc cref="ProposeDisposalRequest"/>
internal sealed class ProposeDisposal(IsmsDbContext db, DisposalDraft draft)
{
    public static readonly Refusal NothingDue = new("records.nothing-due");

    public async Task<Outcome<DisposalSaved>> RunAsync(Actor actor, ProposeDisposalRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.Control, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await draft.MakeAsync(actor, request, ct) is not var (disposal, records))
            return NothingDue;
        await db.SaveAsync(actor, "records.propose-disposal", ct);
        await writing.CommitAsync(ct);
        return new DisposalSaved(disposal.Id, disposal.Version, disposal.Number, records);
    }
}

/// <summary>Lists what is due for disposal.</summary>
internal sealed class DisposalDraft(IsmsDbContext db, Numbers numbers, TimeProvider time)
{
    /// <summary>One disposal is read and signed by people.</summary>
    public const int Most = 2_000;

    /// <summary>Records whose last day has passed, not held, and not in a disposal already.</summary>
    public static IQueryable<FormRecord> Due(IsmsDbContext db, DateOnly today) => db.Set<FormRecord>().Where(r => r.State == RecordState.Approved && r.RetainUntil != null && r.RetainUntil < today
        && r.HoldReason == "" && !db.Set<DisposalItem>().Any(i => i.RecordId == r.Id));

    /// <summary>The disposal with its records, to be saved by the caller, who holds the write transaction; null when nothing is due.</summary>
    public async Task<(RecordDisposal Disposal, int Records)?> MakeAsync(Actor actor, ProposeDisposalRequest request, CancellationToken ct)
    {
        var due = await (
            from r in Due(db, actor.Today)
            join f in db.Set<RecordForm>() on r.FormId equals f.Id
            orderby r.RetainUntil, r.Id
            select new { r.Id, r.Number, f.NameZh, r.ContentHash, r.RetainUntil }).Take(Most).ToListAsync(ct);
        if (due.Count == 0)
            return null;
        var disposal = new RecordDisposal
        {
            Number = await numbers.TakeAsync(RecordsModule.RecordNumber.With("form", "B-03-R04"), ct), CreatedAt = time.Instant(),
            Reason = Text(request.Reason, "records.disposal-reason"), Method = Text(request.Method, "records.disposal-method"),
        };
        db.Add(disposal);
        db.AddRange(due.Select(r => new DisposalItem { DisposalId = disposal.Id, RecordId = r.Id, Number = r.Number, FormName = r.NameZh, ContentHash = r.ContentHash, RetainUntil = r.RetainUntil!.Value }));
        return (disposal, due.Count);
    }

    private static string Text(string? given, string standard) => string.IsNullOrWhiteSpace(given) ? Phrase.Of(standard) : given.Trim();
}

/// <summary>Strikes records off a disposal that is not submitted yet, and changes its words.</summary>
/// <param name="Version">The version this is based on.</param>
/// <param name="Keep">Records to be kept after all.</param>
public sealed record ChangeDisposalRequest(
    Guid Id, int Version, [property: Required, StringLength(RecordDisposal.TextLength)] string Reason, [property: Required, StringLength(RecordDisposal.TextLength)] string Method,
    [property: MaxLength(DisposalDraft.Most)] IReadOnlyList<Guid>? Keep = null);

/// <inheritdoc cref="ChangeDisposalRequest"/>
internal sealed class ChangeDisposal(IsmsDbContext db)
{
    public static readonly Refusal Frozen = new("records.disposal-frozen");

    public async Task<Outcome<DisposalSaved>> RunAsync(Actor actor, ChangeDisposalRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.Control, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<RecordDisposal>().SingleOrDefaultAsync(d => d.Id == request.Id, ct) is not { } disposal)
            return Refusal.NotFound;
        if (disposal.State != DisposalState.Draft)
            return Frozen.With(disposal.Number);
        if (disposal.Version != request.Version)
            return Refusal.Stale([]);
        (disposal.Reason, disposal.Method) = (request.Reason.Trim(), request.Method.Trim());
        var keep = (request.Keep ?? []).ToHashSet();
        var items = await db.Set<DisposalItem>().Where(i => i.DisposalId == disposal.Id).ToListAsync(ct);
        db.RemoveRange(items.Where(i => keep.Contains(i.RecordId)));
        db.Entry(disposal).State = EntityState.Modified;
        await db.SaveAsync(actor, "records.change-disposal", ct);
        await writing.CommitAsync(ct);
        return new DisposalSaved(disposal.Id, disposal.Version, disposal.Number, items.Count(i => !keep.Contains(i.RecordId)));
    }
}

/// <summary>A disposal on its way: who proposes it and who approves it are different people, always.</summary>
internal sealed class DisposalApproval(IsmsDbContext db) : ApprovalSubject
{
    public const string KindName = "records.disposal";

    public static readonly Refusal Held = new("records.disposal-held");
    public static readonly Refusal Empty = new("records.disposal-empty");

    public override string Kind => KindName;

    public override IReadOnlyList<RouteStep> DefaultRoute { get; } = [RouteStep.By(SignatureMeaning.Approve, Office.ManagementRepresentative, 1)];

    protected override Permission Read => RecordPermissions.Control;

    protected override Permission Submit => RecordPermissions.Control;

    public override async Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await db.Set<RecordDisposal>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, ct) is not { } disposal)
            return null;
        var items = await db.Set<DisposalItem>().AsNoTracking().Where(i => i.DisposalId == id).OrderBy(i => i.Number).Select(i => new { i.Number, i.ContentHash }).ToListAsync(ct);
        return new ApprovalContent(Phrase.Of("records.disposal-title"), disposal.Number, RecordPaths.Disposal(id), SignedContent.Json(new { disposal.Number, disposal.Reason, disposal.Method, Records = items }))
        {
            Facts =
            [
                new ApprovalFact(Phrase.Of("records.disposal-records"), items.Count.ToString(CultureInfo.InvariantCulture)),
                new ApprovalFact(Phrase.Of("records.field.reason"), disposal.Reason),
                new ApprovalFact(Phrase.Of("records.field.method"), disposal.Method),
            ],
        };
    }

    public override async Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).Submit();

    public override async Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).SendBack();

    public override async Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).Approve(approval.At);

    public override Task<Refusal?> MaySignAsync(Actor actor, Guid id, SignatureMeaning meaning, CancellationToken ct) => HeldAsync(db, id, ct);

    protected override async Task<Refusal?> ObstacleAsync(Actor actor, Guid id, CancellationToken ct)
    {
        var disposal = await db.Set<RecordDisposal>().AsNoTracking().SingleAsync(d => d.Id == id, ct);
        if (disposal.State != DisposalState.Draft)
            return ChangeDisposal.Frozen.With(disposal.Number);
        return await db.Set<DisposalItem>().AnyAsync(i => i.DisposalId == id, ct) ? await HeldAsync(db, id, ct) : Empty;
    }

    /// <summary>Records of the disposal that were put on hold since.</summary>
    internal static async Task<Refusal?> HeldAsync(IsmsDbContext db, Guid id, CancellationToken ct)
    {
        var held = await (
            from i in db.Set<DisposalItem>()
            join r in db.Set<FormRecord>() on i.RecordId equals r.Id
            where i.DisposalId == id && r.HoldReason != ""
            orderby r.Number
            select new { r.Id, r.Number }).Take(20).ToListAsync(ct);
        return held.Count == 0 ? null : Held.With(held.Count) with { Obstacles = [.. held.Select(h => new Obstacle(h.Number, RecordPaths.Record(h.Id)))] };
    }

    private Task<RecordDisposal> FindAsync(Guid id, CancellationToken ct) => db.Set<RecordDisposal>().SingleAsync(d => d.Id == id, ct);
}

/// <summary>Carries out a signed disposal: contents are deleted, files overwritten and removed; number, signatures and hashes stay.</summary>
/// <param name="Version">The version this is based on.</param>
public sealed record CarryOutDisposalRequest(Guid Id, int Version);

/// <inheritdoc cref="CarryOutDisposalRequest"/>
internal sealed class CarryOutDisposal(IsmsDbContext db, AttachmentShredder shredder, Rules.WatchDesk watches, TimeProvider time)
{
    public static readonly Refusal NotSigned = new("records.disposal-not-signed");
    public static readonly Refusal CarriedOut = new("records.disposal-carried-out-already");

    public async Task<Outcome<DisposalSaved>> RunAsync(Actor actor, CarryOutDisposalRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.Control, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        IReadOnlyList<string> unused;
        DisposalSaved saved;
        await using (var writing = await db.BeginAsync(ct))
        {
            if (await db.Set<RecordDisposal>().SingleOrDefaultAsync(d => d.Id == request.Id, ct) is not { } disposal)
                return Refusal.NotFound;
            if (disposal.State != DisposalState.Approved)
                return NotSigned.With(disposal.Number);
            if (disposal.CarriedOutAt is not null)
                return CarriedOut.With(disposal.Number);
            if (disposal.Version != request.Version)
                return Refusal.Stale([]);
            if (await DisposalApproval.HeldAsync(db, disposal.Id, ct) is { } held)
                return held;
            var ids = await db.Set<DisposalItem>().Where(i => i.DisposalId == disposal.Id).Select(i => i.RecordId).ToListAsync(ct);
            var records = await db.Set<FormRecord>().Where(r => ids.Contains(r.Id)).ToListAsync(ct);
            foreach (var record in records)
                record.Dispose(disposal.Id);
            disposal.CarryOut(actor.PersonId, actor.Name, time.Instant());
            await watches.ForgetAsync(actor, ids, ct);
            unused = await shredder.DetachAsync(RecordFiles.KindName, ids, ct);
            await db.SaveAsync(actor, "records.carry-out-disposal", ct);
            // Only now: the database lets a content go only once its record is disposed of under a signed disposal.
            db.RemoveRange(await db.Set<RecordContent>().Where(c => ids.Contains(c.RecordId)).ToListAsync(ct));
            await db.SaveChangesAsync(ct);
            await writing.CommitAsync(ct);
            saved = new DisposalSaved(disposal.Id, disposal.Version, disposal.Number, records.Count);
        }
        await shredder.ShredAsync(unused, ct);
        return saved;
    }
}

/// <summary>A disposal in the list.</summary>
public sealed record DisposalRow(Guid Id, string Number, DisposalState State, DateTime CreatedAt, DateTime? ApprovedAt, DateTime? CarriedOutAt, int Records);

/// <summary>All disposals, and how many records are due for one.</summary>
/// <param name="Due">Records whose period is over and that are in no disposal yet; at most 1,000 are counted.</param>
public sealed record DisposalList(IReadOnlyList<DisposalRow> Rows, int Due);

/// <summary>The disposals, latest first.</summary>
internal sealed class ListDisposals(IsmsDbContext db)
{
    private const int Most = 200;

    public async Task<Outcome<DisposalList>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.Control) is { } no)
            return no;
        var rows = await db.Set<RecordDisposal>().AsNoTracking().OrderByDescending(d => d.CreatedAt).ThenByDescending(d => d.Id).Take(Most)
            .Select(d => new DisposalRow(d.Id, d.Number, d.State, d.CreatedAt, d.ApprovedAt, d.CarriedOutAt, db.Set<DisposalItem>().Count(i => i.DisposalId == d.Id))).ToListAsync(ct);
        return new DisposalList(rows, await DisposalDraft.Due(db, actor.Today).Take(RegisterQuery.CountCap).CountAsync(ct));
    }
}

/// <summary>A record of a disposal.</summary>
public sealed record DisposalItemView(Guid RecordId, string Number, string FormName, string ContentHash, DateOnly RetainUntil, RecordState State, bool Held);

/// <summary>A disposal in full.</summary>
/// <param name="CarriedOutBy">Who destroyed the contents; empty before.</param>
public sealed record DisposalView(
    Guid Id, int Version, string Number, string Reason, string Method, DisposalState State, DateTime CreatedAt, DateTime? ApprovedAt, DateTime? CarriedOutAt, string CarriedOutBy,
    IReadOnlyList<DisposalItemView> Items) : IVersioned;

/// <summary>One disposal.</summary>
internal sealed class ReadDisposal(IsmsDbContext db)
{
    public async Task<Outcome<DisposalView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.See) is { } no)
            return no;
        var disposal = await db.Set<RecordDisposal>().AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, ct);
        // Who may see a destroyed record may see under which disposal it went.
        var visible = db.Set<FormRecord>().VisibleTo(db, actor);
        if (disposal is null || (!actor.May(RecordPermissions.Control) && !await db.Set<DisposalItem>().AnyAsync(i => i.DisposalId == id && visible.Any(r => r.Id == i.RecordId), ct)))
            return Refusal.NotFound;
        var items = await (
            from i in db.Set<DisposalItem>().AsNoTracking()
            join r in db.Set<FormRecord>().VisibleTo(db, actor) on i.RecordId equals r.Id
            where i.DisposalId == id
            orderby i.Number
            select new DisposalItemView(i.RecordId, i.Number, i.FormName, i.ContentHash, i.RetainUntil, r.State, r.HoldReason != "")).ToListAsync(ct);
        return new DisposalView(disposal.Id, disposal.Version, disposal.Number, disposal.Reason, disposal.Method, disposal.State, disposal.CreatedAt, disposal.ApprovedAt, disposal.CarriedOutAt, disposal.CarriedOutBy, items);
    }
}
