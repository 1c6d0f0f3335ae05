using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Registers;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules.Communication;
using Isms.Modules.Disclosure.Exchange;
using Isms.Modules.Disclosure.Secrets;
using Isms.Modules.Secrecy;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Disclosure.Transit;

/// <summary>A carrier in the list.</summary>
/// <param name="Usable">Approved, and still valid today.</param>
public sealed record CarrierView(Guid Id, int Version, string Name, string Reach, string Basis, DateOnly ValidUntil, PaperState State, bool Usable, bool MayEdit) : IVersioned;

/// <summary>Carriers, those that may be used first.</summary>
internal sealed class ListCarriers(IsmsDbContext db)
{
    public async Task<Outcome<IReadOnlyList<CarrierView>>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(DisclosurePermissions.See) is { } no)
            return no;
        var (today, rules) = (actor.Today, actor.May(DisclosurePermissions.Rule));
        var found = await db.Set<Carrier>().AsNoTracking().OrderBy(c => c.NameSort).Where(c => rules || c.State == PaperState.Granted).ToListAsync(ct);
        return found.ConvertAll(c => new CarrierView(c.Id, c.Version, c.Name, c.Reach, c.Basis, c.ValidUntil, c.State, c.State == PaperState.Granted && c.ValidUntil >= today, rules && c.State == PaperState.Draft))
            .OrderByDescending(c => c.Usable).ToList();
    }
}

/// <summary>A carrier, new or a draft changed.</summary>
/// <param name="Id">Null for a new one.</param>
/// <param name="Basis">What it was found fit by.</param>
/// <param name="ValidUntil">The last day it may be used; after today.</param>
public sealed record SaveCarrierRequest(
    Guid? Id, int Version, [property: Required, StringLength(Carrier.NameLength)] string Name, [property: Required, StringLength(Carrier.TextLength)] string Reach, [property: Required, StringLength(Carrier.TextLength)] string Basis,
    [property: Required] DateOnly? ValidUntil);

/// <summary>A carrier as saved.</summary>
public sealed record CarrierSaved(Guid Id, int Version, PaperState State) : IVersioned;

/// <inheritdoc cref="SaveCarrierRequest"/>
internal sealed class SaveCarrier(IsmsDbContext db)
{
    public async Task<Outcome<CarrierSaved>> RunAsync(Actor actor, SaveCarrierRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DisclosurePermissions.Rule, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        var carrier = request.Id is { } id ? await db.Set<Carrier>().SingleOrDefaultAsync(c => c.Id == id, ct) : new Carrier();
        if (carrier is null)
            return Refusal.NotFound;
        if (request.Id is not null && request.Version == 0)
            return Refusal.VersionRequired;
        if (carrier.State != PaperState.Draft)
            return ReviewApproval.NotDraft;
        if (request.Id is not null && carrier.Version != request.Version)
            return Refusal.Stale([new FieldDifference("name", request.Name, carrier.Name)]);
        if (request.ValidUntil <= actor.Today)
            return Refusal.Invalid("validUntil", "disclosure.expiry-past");
        (carrier.Name, carrier.NameSort) = (request.Name.Trim(), Kernel.Text.SortKey.Of(request.Name.Trim()));
        (carrier.Reach, carrier.Basis, carrier.ValidUntil) = (request.Reach.Trim(), request.Basis.Trim(), request.ValidUntil!.Value);
        if (request.Id is null)
            db.Add(carrier);
        await db.SaveAsync(actor, "disclosure.save-carrier", ct);
        await writing.CommitAsync(ct);
        return new CarrierSaved(carrier.Id, carrier.Version, carrier.State);
    }
}

/// <summary>A carrier on its way onto the list: the management representative approves.</summary>
internal sealed class CarrierApproval(IsmsDbContext db) : ApprovalSubject
{
    public const string KindName = "disclosure.carrier";

    public override string Kind => KindName;

    protected override Permission Read => DisclosurePermissions.Rule;

    protected override Permission Submit => DisclosurePermissions.Rule;

    public override IReadOnlyList<RouteStep> DefaultRoute => [RouteStep.By(SignatureMeaning.Approve, Office.ManagementRepresentative, 1)];

    public override async Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct) => await db.Set<Carrier>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } c ? null
        : new ApprovalContent(c.Name, "", DisclosurePaths.Carrier(id), SignedContent.Json(new { c.Name, c.Reach, c.Basis, c.ValidUntil }))
        {
            Facts = [new(Phrase.Of("disclosure.field.reach"), c.Reach), new(Phrase.Of("disclosure.field.basis"), c.Basis), new(Phrase.Of("disclosure.field.valid"), c.ValidUntil.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))],
        };

    public override async Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).State = PaperState.InApproval;

    public override async Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).State = PaperState.Draft;

    public override async Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).State = PaperState.Granted;

    protected override async Task<Refusal?> ObstacleAsync(Actor actor, Guid id, CancellationToken ct) => (await FindAsync(id, ct)).State == PaperState.Draft ? null : ReviewApproval.NotDraft;

    private Task<Carrier> FindAsync(Guid id, CancellationToken ct) => db.Set<Carrier>().SingleAsync(c => c.Id == id, ct);
}

/// <summary>Hands media over to a carrier.</summary>
/// <param name="Media">Which media, how many, with their numbers.</param>
/// <param name="CarrierId">Of the approved list, still valid.</param>
/// <param name="ContactId">The receiving party; null for a place of our own.</param>
/// <param name="SealNumber">Number of the seal; used once only.</param>
/// <param name="Transfer">Number of the approved transfer; needed where the class goes outside only with an approval.</param>
/// <param name="ExpectedOn">The last day on which a receipt is in time; from the hand-over on.</param>
public sealed record HandOverMediaRequest(
    [property: Required, StringLength(MediaTransit.TextLength)] string Media, Classification Class, Guid CarrierId, Guid? ContactId, [property: Required, StringLength(MediaTransit.TextLength)] string Receiver,
    [property: Required, StringLength(100)] string SealNumber, [property: StringLength(100)] string? Transfer, [property: Required] DateOnly? HandedOverOn, [property: Required] DateOnly? ExpectedOn);

/// <summary>Media in transit as saved.</summary>
public sealed record TransitSaved(Guid Id, int Version, string Number) : IVersioned;

/// <inheritdoc cref="HandOverMediaRequest"/>
internal sealed class HandOverMedia(IsmsDbContext db, SchemeReader scheme, Numbers numbers)
{
    public async Task<Outcome<TransitSaved>> RunAsync(Actor actor, HandOverMediaRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DisclosurePermissions.Send, request) is { } no)
            return no;
        if (actor.DepartmentId is not { } department)
            return Refusal.Invalid("media", "disclosure.no-own-department");
        if (!Enum.IsDefined(request.Class))
            return Refusal.Invalid("class", "kernel.field-choice");
        await using var writing = await db.BeginAsync(ct);
        var problems = new List<FieldProblem>();
        var (seal, number, rules) = (request.SealNumber.Trim(), request.Transfer?.Trim() ?? "", (await scheme.CurrentAsync(ct))[request.Class]);
        if (!await db.Set<Carrier>().AnyAsync(c => c.Id == request.CarrierId && c.State == PaperState.Granted && c.ValidUntil >= actor.Today, ct))
            problems.Add(new FieldProblem("carrierId", "disclosure.carrier-not-approved"));
        if (request.ContactId is { } contact && !await CommunicationViews.Contacts(db).AnyAsync(c => c.Id == contact && !c.Retired, ct))
            problems.Add(new FieldProblem("contactId", "disclosure.no-such-contact"));
        if (await db.Set<MediaTransit>().AnyAsync(t => t.SealNumber == seal, ct))
            problems.Add(new FieldProblem("sealNumber", "disclosure.seal-used", seal));
        if (request.HandedOverOn > actor.Today)
            problems.Add(new FieldProblem("handedOverOn", "disclosure.in-future"));
        if (request.ExpectedOn < request.HandedOverOn)
            problems.Add(new FieldProblem("expectedOn", "disclosure.before-hand-over"));
        var transfer = number.Length == 0 ? null : await db.Set<Transfer>().AsNoTracking().SingleOrDefaultAsync(t => t.Number == number && t.SenderId == actor.PersonId, ct);
        if (number.Length > 0 && transfer is null)
            problems.Add(new FieldProblem("transfer", "disclosure.no-such-transfer", number));
        // R-APP5-A-04.01 holds on a disk as it does on a wire.
        else if (request.ContactId is not null && rules.ApprovedOutside
            && (transfer is null || transfer.State is not (TransferState.Approved or TransferState.Sent) || transfer.Class < request.Class || transfer.ContactId != request.ContactId))
            problems.Add(new FieldProblem("transfer", "disclosure.transfer-needed", rules.Name.In(actor.Culture)));
        if (problems.Count > 0)
            return Refusal.Invalid(problems);
        var transit = new MediaTransit
        {
            Number = await numbers.TakeAsync(DisclosureModule.TransitNumber, ct), Media = request.Media.Trim(), Class = request.Class, SenderId = actor.PersonId, DepartmentId = department, CarrierId = request.CarrierId, ContactId = request.ContactId,
            Receiver = request.Receiver.Trim(), SealNumber = seal, TransferId = transfer?.Id, HandedOverOn = request.HandedOverOn!.Value, ExpectedOn = request.ExpectedOn!.Value,
        };
        db.Add(transit);
        await db.SaveAsync(actor, "disclosure.hand-over", ct);
        await writing.CommitAsync(ct);
        return new TransitSaved(transit.Id, transit.Version, transit.Number);
    }
}

/// <summary>Records the receipt of media.</summary>
/// <param name="Version">The version this is based on.</param>
/// <param name="ReceivedAt">UTC; not in the future, not before the hand-over. Null for now.</param>
/// <param name="ReceivedBy">Who signed for it.</param>
/// <param name="Remark">Needed when the seal is broken: what was found, and what is done.</param>
public sealed record ReceiveMediaRequest(
    Guid Id, int Version, DateTime? ReceivedAt, [property: Required, StringLength(100)] string ReceivedBy, bool SealIntact, [property: StringLength(MediaTransit.TextLength)] string? Remark);

/// <inheritdoc cref="ReceiveMediaRequest"/>
internal sealed class ReceiveMedia(IsmsDbContext db, WorkInbox inbox, TimeProvider time)
{
    public static readonly Refusal ReceivedAlready = new("disclosure.received-already");

    public async Task<Outcome<TransitSaved>> RunAsync(Actor actor, ReceiveMediaRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DisclosurePermissions.Send, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<MediaTransit>().VisibleTo(db, actor).SingleOrDefaultAsync(t => t.Id == request.Id, ct) is not { } transit)
            return Refusal.NotFound;
        if (transit.SenderId != actor.PersonId && !actor.May(DisclosurePermissions.ReadExchange, transit.DepartmentId))
            return Refusal.Forbidden;
        if (transit.Version != request.Version)
            return Refusal.Stale([]);
        if (transit.ReceivedAt is not null)
            return ReceivedAlready;
        var at = request.ReceivedAt ?? time.Instant();
        if (at > time.Instant() || at < transit.HandedOverOn.ToDateTime(TimeOnly.MinValue).AddDays(-1))
            return Refusal.Invalid("receivedAt", "disclosure.receipt-time");
        if (!request.SealIntact && string.IsNullOrWhiteSpace(request.Remark))
            return Refusal.Invalid("remark", "disclosure.broken-seal");
        transit.Receive(at, request.ReceivedBy.Trim(), request.SealIntact, request.Remark?.Trim() ?? "");
        await inbox.CompleteAsync(actor, WatchDisclosure.TransitSubject, transit.Id, WatchDisclosure.ReceiptWork, ct);
        await db.SaveAsync(actor, "disclosure.receive", ct);
        await writing.CommitAsync(ct);
        return new TransitSaved(transit.Id, transit.Version, transit.Number);
    }
}

/// <summary>Media in transit in the list.</summary>
public sealed record TransitRow
{
    public Guid Id { get; init; }
    public int Version { get; init; }
    public string Number { get; init; } = "";
    public string Media { get; init; } = "";
    public Classification Class { get; init; }
    public string Sender { get; init; } = "";
    public Guid SenderId { get; init; }
    public Guid DepartmentId { get; init; }
    public string Carrier { get; init; } = "";
    public string Party { get; init; } = "";
    public string Receiver { get; init; } = "";
    public string SealNumber { get; init; } = "";
    public DateOnly HandedOverOn { get; init; }
    public DateOnly ExpectedOn { get; init; }

    /// <summary>UTC; null until the receipt came.</summary>
    public DateTime? ReceivedAt { get; init; }
    public string ReceivedBy { get; init; } = "";
    public bool? SealIntact { get; init; }
    public string Remark { get; init; } = "";
    public string Transfer { get; init; } = "";

    /// <summary><c>onTheWay</c>, <c>missing</c> or <c>received</c>.</summary>
    public string State { get; init; } = "";
}

/// <summary>介质运输交接登记: one definition for the page, the API and the export.</summary>
internal static class TransitRegister
{
    public static IQueryable<MediaTransit> VisibleTo(this IQueryable<MediaTransit> transits, IsmsDbContext db, Actor actor)
    {
        var (me, reach) = (actor.PersonId, actor.ReachOf(DisclosurePermissions.ReadExchange));
        var (all, departments) = (reach.All, reach.Departments.ToList());
        return transits.Where(t => all || t.SenderId == me || departments.Contains(t.DepartmentId)).KnownTo(db, actor, t => t.Id, t => t.DepartmentId, t => t.Class, t => t.SenderId == me);
    }

    public static IQueryable<TransitRow> Rows(IsmsDbContext db, Actor actor)
    {
        var today = actor.Today;
        return
            from t in db.Set<MediaTransit>().AsNoTracking().VisibleTo(db, actor)
            join c in db.Set<Carrier>() on t.CarrierId equals c.Id
            join p in db.People on t.SenderId equals p.Id
            from party in CommunicationViews.Contacts(db).Where(x => x.Id == t.ContactId).Select(x => x.Name).DefaultIfEmpty()
            from f in db.Set<Transfer>().Where(f => f.Id == t.TransferId).DefaultIfEmpty()
            select new TransitRow
            {
                Id = t.Id, Version = t.Version, Number = t.Number, Media = t.Media, Class = t.Class, Sender = p.Name, SenderId = t.SenderId, DepartmentId = t.DepartmentId, Carrier = c.Name, Party = party ?? "", Receiver = t.Receiver,
                SealNumber = t.SealNumber, HandedOverOn = t.HandedOverOn, ExpectedOn = t.ExpectedOn, ReceivedAt = t.ReceivedAt, ReceivedBy = t.ReceivedBy, SealIntact = t.SealIntact, Remark = t.Remark, Transfer = f == null ? "" : f.Number,
                State = t.ReceivedAt != null ? "received" : t.ExpectedOn < today ? "missing" : "onTheWay",
            };
    }

    public static Register<TransitRow> Of(ClassesInForce classes, CultureInfo culture, TimeZoneInfo zone) => new Register<TransitRow>("disclosure.transits", r => r.Id, "-number")
        .Column("number", "disclosure.field.number", ColumnKind.Text, r => r.Number, c => c with { Searchable = true, Link = r => DisclosurePaths.Transit(r.Id) })
        .Column("media", "disclosure.field.media", ColumnKind.Text, r => r.Media, c => c with { Sortable = false, Searchable = true, Link = r => DisclosurePaths.Transit(r.Id) })
        .Column("class", "disclosure.field.class", ColumnKind.Choice, r => r.Class, c => c with { Sortable = false, Filterable = true, Text = r => classes.Name(r.Class, culture), Choices = [.. classes.Classes.Select(k => (k.Class.ToString(), k.Name.In(culture)))] })
        .Column("sender", "disclosure.field.sender", ColumnKind.Text, r => r.Sender, c => c with { Sortable = false, Shown = false, Searchable = true })
        .Column("carrier", "disclosure.field.carrier", ColumnKind.Text, r => r.Carrier, c => c with { Sortable = false, Searchable = true })
        .Column("receiver", "disclosure.field.receiver", ColumnKind.Text, r => r.Receiver, c => c with { Sortable = false, Searchable = true, Text = r => $"{r.Party} {r.Receiver}".Trim() })
        .Column("seal", "disclosure.field.seal", ColumnKind.Text, r => r.SealNumber, c => c with { Sortable = false, Searchable = true })
        .Column("handedOver", "disclosure.field.handed-over", ColumnKind.Date, r => r.HandedOverOn, c => c with { Shown = false })
        .Column("expected", "disclosure.field.expected", ColumnKind.Date, r => r.ExpectedOn)
        .Column("received", "disclosure.field.received", ColumnKind.Text, r => r.ReceivedAt, c => c with { Sortable = false, Text = r => r.ReceivedAt is { } at ? at.In(zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " " + r.ReceivedBy : "" })
        .Column("state", "disclosure.field.state", ColumnKind.State, r => r.State, c => c with { Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "disclosure.transit." + r.State), Choices = [.. ((string[])["onTheWay", "missing", "received"]).Select(n => (n, "disclosure.transit." + n))] });
}

/// <summary>Media in transit that the reader may know of.</summary>
internal sealed class FindTransits(IsmsDbContext db, SchemeReader scheme, SettingsReader settings)
{
    public async Task<Outcome<RegisterPage<TransitRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct) => actor.Refuses(DisclosurePermissions.See) is { } no
        ? no : await TransitRegister.Of(await scheme.CurrentAsync(ct), actor.Culture, await settings.TimeZoneAsync(ct)).PageAsync(TransitRegister.Rows(db, actor), query, ct);
}

/// <summary>介质运输交接登记 of exactly the rows shown; noted in the ledger.</summary>
internal sealed class ExportTransits(IsmsDbContext db, SchemeReader scheme, SettingsReader settings, RegisterFile file)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(DisclosurePermissions.See) is { } no)
            return no;
        var title = Phrase.In(actor.Culture, "disclosure.transit-list");
        return await file.WriteAsync(actor, TransitRegister.Of(await scheme.CurrentAsync(ct), actor.Culture, await settings.TimeZoneAsync(ct)), TransitRegister.Rows(db, actor), query, "disclosure_transits", "disclosure.export-transits", title, title + ".xlsx", [], ct);
    }
}

/// <summary>One transit; for receiving it, send the version back.</summary>
public sealed record TransitView(TransitRow Row, int Version, bool MayReceive) : IVersioned;

/// <inheritdoc cref="TransitView"/>
internal sealed class ReadTransit(IsmsDbContext db)
{
    public async Task<Outcome<TransitView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(DisclosurePermissions.See) is { } no)
            return no;
        if (await TransitRegister.Rows(db, actor).SingleOrDefaultAsync(r => r.Id == id, ct) is not { } row)
            return Refusal.NotFound;
        return new TransitView(row, row.Version, row.ReceivedAt is null && (row.SenderId == actor.PersonId || (actor.May(DisclosurePermissions.Send) && actor.May(DisclosurePermissions.ReadExchange, row.DepartmentId))));
    }
}
