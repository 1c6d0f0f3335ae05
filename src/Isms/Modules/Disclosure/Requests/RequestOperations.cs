using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Registers;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Disclosure.Secrets;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Disclosure.Requests;

/// <summary>Asks to view, copy or take out a secret, by its number: who asks need not know more of it.</summary>
/// <param name="Secret">Number of the secret.</param>
/// <param name="Copies">1 to 100 for copying and taking out.</param>
/// <param name="Until">The last day on which it may be used; from today on.</param>
public sealed record AskForSecretRequest(
    [property: Required, StringLength(100)] string Secret, RequestMode Mode, [property: Required, StringLength(TradeSecret.TextLength)] string Purpose, [property: Range(0, 100)] int Copies, [property: Required] DateOnly? Until);

/// <summary>A request as saved.</summary>
public sealed record SecretAsked(Guid Id, int Version, string Number, PaperState State) : IVersioned;

/// <inheritdoc cref="AskForSecretRequest"/>
internal sealed class AskForSecret(IsmsDbContext db, Numbers numbers, TimeProvider time)
{
    /// <summary>Longest time for which one request is granted, in days.</summary>
    public const int MostDays = 90;

    public async Task<Outcome<SecretAsked>> RunAsync(Actor actor, AskForSecretRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DisclosurePermissions.Send, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        var number = request.Secret.Trim();
        var secret = await db.Set<TradeSecret>().AsNoTracking().SingleOrDefaultAsync(s => s.Number == number && s.State == SecretState.Protected, ct);
        var problems = new List<FieldProblem>();
        if (secret is null)
            problems.Add(new FieldProblem("secret", "disclosure.no-such-secret", number));
        if (request.Until < actor.Today || request.Until > actor.Today.AddDays(MostDays))
            problems.Add(new FieldProblem("until", "disclosure.until-range", MostDays));
        if (request.Mode != RequestMode.View && request.Copies < 1)
            problems.Add(new FieldProblem("copies", "disclosure.copies-needed"));
        if (problems.Count > 0)
            return Refusal.Invalid(problems);
        var asked = new SecretRequest
        {
            Number = await numbers.TakeAsync(DisclosureModule.RequestNumber, ct), SecretId = secret!.Id, PersonId = actor.PersonId, Mode = request.Mode, Purpose = request.Purpose.Trim(),
            Copies = request.Mode == RequestMode.View ? 0 : request.Copies, Until = request.Until!.Value, AskedAt = time.Instant(),
        };
        db.Add(asked);
        await db.SaveAsync(actor, "disclosure.ask-secret", ct);
        await writing.CommitAsync(ct);
        return new SecretAsked(asked.Id, asked.Version, asked.Number, asked.State);
    }
}

/// <summary>商业秘密查阅复制审批: the head of the owning department reviews, the general manager approves.</summary>
internal sealed class RequestApproval(IsmsDbContext db) : ApprovalSubject
{
    public const string KindName = "disclosure.request";

    public override string Kind => KindName;

    protected override Permission Read => DisclosurePermissions.See;

    protected override Permission Submit => DisclosurePermissions.Send;

    public override IReadOnlyList<RouteStep> DefaultRoute => [RouteStep.ByHeadOf(SignatureMeaning.Review, null, 1), RouteStep.By(SignatureMeaning.Approve, Office.GeneralManager, 2)];

    public override async Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct)
    {
        var found = await (
            from r in db.Set<SecretRequest>().AsNoTracking()
            join s in db.Set<TradeSecret>() on r.SecretId equals s.Id
            join p in db.People on r.PersonId equals p.Id
            where r.Id == id
            select new { Request = r, s.Number, s.DepartmentId, Person = p.Name }).SingleOrDefaultAsync(ct);
        if (found is null)
            return null;
        var asked = found.Request;
        return new ApprovalContent(Phrase.Of("disclosure.request-title", found.Number), asked.Number, DisclosurePaths.Request(id), SignedContent.Json(new { asked.Number, secret = found.Number, asked.PersonId, asked.Mode, asked.Purpose, asked.Copies, asked.Until }))
        {
            DepartmentId = found.DepartmentId,
            Facts =
            [
                new(Phrase.Of("disclosure.field.secret"), found.Number), new(Phrase.Of("disclosure.field.asked-by"), found.Person),
                new(Phrase.Of("disclosure.field.mode"), Phrase.Of("disclosure.mode." + asked.Mode)), new(Phrase.Of("disclosure.field.purpose"), asked.Purpose),
                new(Phrase.Of("disclosure.field.until"), asked.Until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ],
        };
    }

    public override Task<bool> MayReadAsync(Actor actor, Guid id, CancellationToken ct) => db.Set<SecretRequest>().VisibleTo(db, actor).AnyAsync(r => r.Id == id, ct);

    public override async Task<Refusal?> MaySubmitAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (await db.Set<SecretRequest>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.PersonId == actor.PersonId, ct) is not { } request)
            return Refusal.NotFound;
        return request.State == PaperState.Draft ? null : ReviewApproval.NotDraft;
    }

    public override async Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).State = PaperState.InApproval;

    public override async Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).State = PaperState.Draft;

    public override async Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).State = PaperState.Granted;

    protected override Task<Refusal?> ObstacleAsync(Actor actor, Guid id, CancellationToken ct) => Task.FromResult<Refusal?>(null);

    private Task<SecretRequest> FindAsync(Guid id, CancellationToken ct) => db.Set<SecretRequest>().SingleAsync(r => r.Id == id, ct);
}

/// <summary>Records that copies or carriers came back, or gives an unsubmitted request up.</summary>
/// <param name="Version">The version this is based on.</param>
public sealed record EndSecretRequestRequest(Guid Id, int Version);

/// <inheritdoc cref="EndSecretRequestRequest"/>
internal sealed class EndSecretRequest(IsmsDbContext db)
{
    public static readonly Refusal NothingToEnd = new("disclosure.nothing-to-end");

    public async Task<Outcome<SecretAsked>> RunAsync(Actor actor, EndSecretRequestRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DisclosurePermissions.See, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<SecretRequest>().VisibleTo(db, actor).SingleOrDefaultAsync(r => r.Id == request.Id, ct) is not { } asked)
            return Refusal.NotFound;
        if (asked.Version != request.Version)
            return Refusal.Stale([]);
        var secret = await db.Set<TradeSecret>().AsNoTracking().SingleAsync(s => s.Id == asked.SecretId, ct);
        if (asked.State == PaperState.Draft && asked.PersonId == actor.PersonId)
            asked.State = PaperState.Dropped;
        // Who gives something back does not state it; who gets it does.
        else if (asked.State == PaperState.Granted && asked.Mode != RequestMode.View && asked.ReturnedOn is null && HolderRights.MayName(actor, secret) && asked.PersonId != actor.PersonId)
            asked.ReturnedOn = actor.Today;
        else
            return NothingToEnd;
        await db.SaveAsync(actor, "disclosure.end-request", ct);
        await writing.CommitAsync(ct);
        return new SecretAsked(asked.Id, asked.Version, asked.Number, asked.State);
    }
}

/// <summary>A request in the list.</summary>
public sealed record SecretRequestRow
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public string Secret { get; init; } = "";
    public string Person { get; init; } = "";
    public RequestMode Mode { get; init; }
    public string Purpose { get; init; } = "";
    public int Copies { get; init; }
    public DateOnly Until { get; init; }
    public PaperState State { get; init; }
    public DateOnly? ReturnedOn { get; init; }

    /// <summary>Copies or carriers did not come back in time.</summary>
    public bool Late { get; init; }
}

internal static class SecretRequestRegister
{
    /// <summary>One's own, and those for secrets that one may know of and watches over.</summary>
    public static IQueryable<SecretRequest> VisibleTo(this IQueryable<SecretRequest> requests, IsmsDbContext db, Actor actor)
    {
        var (me, reach) = (actor.PersonId, actor.ReachOf(DisclosurePermissions.ReadSecrets));
        var (all, departments) = (reach.All, reach.Departments.ToList());
        var watched = db.Set<TradeSecret>().VisibleTo(db, actor).Where(s => all || departments.Contains(s.DepartmentId) || s.OwnerId == me).Select(s => s.Id);
        return requests.Where(r => r.PersonId == me || watched.Contains(r.SecretId));
    }

    public static IQueryable<SecretRequestRow> Rows(IsmsDbContext db, Actor actor)
    {
        var today = actor.Today;
        return
            from r in db.Set<SecretRequest>().AsNoTracking().VisibleTo(db, actor)
            join s in db.Set<TradeSecret>() on r.SecretId equals s.Id
            join p in db.People on r.PersonId equals p.Id
            select new SecretRequestRow
            {
                Id = r.Id, Number = r.Number, Secret = s.Number, Person = p.Name, Mode = r.Mode, Purpose = r.Purpose, Copies = r.Copies, Until = r.Until, State = r.State, ReturnedOn = r.ReturnedOn,
                Late = r.State == PaperState.Granted && r.Mode != RequestMode.View && r.ReturnedOn == null && r.Until < today,
            };
    }

    public static Register<SecretRequestRow> Of(CultureInfo culture) => new Register<SecretRequestRow>("disclosure.requests", r => r.Id, "-number")
        .Column("number", "disclosure.field.number", ColumnKind.Text, r => r.Number, c => c with { Searchable = true, Link = r => DisclosurePaths.Request(r.Id) })
        .Column("secret", "disclosure.field.secret", ColumnKind.Text, r => r.Secret, c => c with { Sortable = false, Searchable = true })
        .Column("person", "disclosure.field.asked-by", ColumnKind.Text, r => r.Person, c => c with { Sortable = false, Searchable = true })
        .Column("mode", "disclosure.field.mode", ColumnKind.Choice, r => r.Mode, c => c with { Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "disclosure.mode." + r.Mode), Choices = [.. Enum.GetNames<RequestMode>().Select(n => (n, "disclosure.mode." + n))] })
        .Column("purpose", "disclosure.field.purpose", ColumnKind.Text, r => r.Purpose, c => c with { Sortable = false, Searchable = true })
        .Column("until", "disclosure.field.until", ColumnKind.Date, r => r.Until)
        .Column("state", "disclosure.field.state", ColumnKind.State, r => r.State, c => c with { Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "disclosure.paper." + r.State), Choices = [.. Enum.GetNames<PaperState>().Select(n => (n, "disclosure.paper." + n))] })
        .Column("returned", "disclosure.field.returned", ColumnKind.Date, r => r.ReturnedOn, c => c with { Sortable = false })
        .Column("late", "disclosure.field.late", ColumnKind.Choice, r => r.Late, c => c with { Sortable = false, Shown = false, Filterable = true, Text = r => r.Late ? Phrase.In(culture, "disclosure.not-back") : "", Choices = [("true", "disclosure.not-back"), ("false", "disclosure.in-order")] });
}

/// <summary>Requests the reader may know of.</summary>
internal sealed class FindSecretRequests(IsmsDbContext db)
{
    public async Task<Outcome<RegisterPage<SecretRequestRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct) => actor.Refuses(DisclosurePermissions.See) is { } no
        ? no : await SecretRequestRegister.Of(actor.Culture).PageAsync(SecretRequestRegister.Rows(db, actor), query, ct);
}

/// <summary>The list of requests of exactly the rows shown; noted in the ledger.</summary>
internal sealed class ExportSecretRequests(IsmsDbContext db, RegisterFile file)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(DisclosurePermissions.See) is { } no)
            return no;
        var title = Phrase.In(actor.Culture, "disclosure.requests");
        return await file.WriteAsync(actor, SecretRequestRegister.Of(actor.Culture), SecretRequestRegister.Rows(db, actor), query, "disclosure_requests", "disclosure.export-requests", title, title + ".xlsx", [], ct);
    }
}

/// <summary>A request in full.</summary>
/// <param name="SecretId">Null while the reader may not know of the secret.</param>
public sealed record SecretRequestView(
    Guid Id, int Version, string Number, string Secret, Guid? SecretId, string Person, string? Department, RequestMode Mode, string Purpose, int Copies, DateOnly Until, PaperState State, DateOnly? ReturnedOn, bool Late, bool MayDrop, bool MayReturn) : IVersioned;

/// <inheritdoc cref="SecretRequestView"/>
internal sealed class ReadSecretRequest(IsmsDbContext db)
{
    public async Task<Outcome<SecretRequestView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(DisclosurePermissions.See) is { } no)
            return no;
        var found = await (
            from r in db.Set<SecretRequest>().AsNoTracking().VisibleTo(db, actor)
            join s in db.Set<TradeSecret>() on r.SecretId equals s.Id
            join p in db.People on r.PersonId equals p.Id
            from d in db.Departments.Where(d => d.Id == p.DepartmentId).DefaultIfEmpty()
            where r.Id == id
            select new { Request = r, Secret = s, Person = p.Name, Department = d == null ? null : d.Name }).SingleOrDefaultAsync(ct);
        if (found is null)
            return Refusal.NotFound;
        var asked = found.Request;
        var known = await db.Set<TradeSecret>().VisibleTo(db, actor).AnyAsync(s => s.Id == asked.SecretId, ct);
        var outside = asked.State == PaperState.Granted && asked.Mode != RequestMode.View && asked.ReturnedOn is null;
        return new SecretRequestView(asked.Id, asked.Version, asked.Number, found.Secret.Number, known ? asked.SecretId : null, found.Person, found.Department, asked.Mode, asked.Purpose, asked.Copies, asked.Until, asked.State, asked.ReturnedOn,
            outside && asked.Until < actor.Today, asked.State == PaperState.Draft && asked.PersonId == actor.PersonId, outside && HolderRights.MayName(actor, found.Secret) && asked.PersonId != actor.PersonId);
    }
}

/// <summary>商业秘密查阅复制审批表 as a Word document, with its signatures; noted in the ledger.</summary>
internal sealed class ExportSecretRequest(IsmsDbContext db, ReadSecretRequest read, SignedPaper paper)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(DisclosurePermissions.See) is { } no)
            return no;
        var outcome = await read.RunAsync(actor, id, ct);
        if (outcome.Refusal is { } refusal)
            return refusal;
        var (request, culture) = (outcome.Value!, actor.Culture);
        var head = await paper.HeadAsync(actor, RequestApproval.KindName, id, new PaperFacts(Phrase.In(culture, "disclosure.request-paper"), request.Number,
            State: request.State switch { PaperState.Granted => DocumentState.Approved, PaperState.InApproval => DocumentState.InReview, PaperState.Dropped => DocumentState.Obsolete, _ => DocumentState.Draft }), ct);
        db.Note("disclosure_requests", id, new { export = request.Number });
        await db.SaveAsync(actor, "disclosure.export-request", ct);
        return WrittenFile.By($"{request.Number} {head.Title}.docx", WrittenFile.Docx, output => WordWriter.Write(output, head,
        [
            new WordBlock.Banner(),
            new WordBlock.Facts(
            [
                (F("secret"), request.Secret), (F("asked-by"), request.Person), (F("department"), request.Department ?? ""), (F("mode"), Phrase.In(culture, "disclosure.mode." + request.Mode)),
                (F("purpose"), request.Purpose), (F("copies"), request.Copies), (F("until"), request.Until), (F("returned"), request.ReturnedOn),
            ]),
            new WordBlock.Signatures([(F("asked-by"), head.Prepared), (Phrase.In(culture, "kernel.office.DepartmentHead"), head.Reviewed), (Phrase.In(culture, "kernel.office.GeneralManager"), head.Approved)]),
        ]));

        string F(string key) => Phrase.In(culture, "disclosure.field." + key);
    }
}
