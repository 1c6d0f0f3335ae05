using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules.Secrecy;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Disclosure.Secrets;

/// <summary>A secret as registered.</summary>
/// <param name="Class">秘密 or higher.</param>
/// <param name="OwnerId">Who answers for it.</param>
/// <param name="Reason">Why it is a secret.</param>
/// <param name="ExpiresOn">The last day of its period; after today.</param>
public sealed record SecretFacts(
    [property: Required, StringLength(TradeSecret.TitleLength)] string Title, Classification Class, Guid DepartmentId, Guid? OwnerId, [property: Required, StringLength(TradeSecret.TextLength)] string Location,
    [property: Required, StringLength(TradeSecret.TextLength)] string Reason, [property: Required] DateOnly? ExpiresOn);

/// <summary>A new secret, or a draft changed.</summary>
/// <param name="Id">Null for a new one.</param>
/// <param name="Version">The version this change is based on; 0 for a new one.</param>
public sealed record SaveSecretRequest(Guid? Id, int Version, SecretFacts Facts);

/// <summary>A secret as saved.</summary>
public sealed record SecretSaved(Guid Id, int Version, string Number, SecretState State) : IVersioned;

/// <inheritdoc cref="SaveSecretRequest"/>
internal sealed class SaveSecret(IsmsDbContext db, Numbers numbers)
{
    /// <summary>A protected secret changes by a review only.</summary>
    public static readonly Refusal NotDraft = new("disclosure.secret-not-draft");

    public async Task<Outcome<SecretSaved>> RunAsync(Actor actor, SaveSecretRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DisclosurePermissions.KeepSecrets, request.Facts) is { } no)
            return no;
        var facts = request.Facts;
        await using var writing = await db.BeginAsync(ct);
        TradeSecret? secret;
        if (request.Id is { } id)
        {
            if (request.Version == 0)
                return Refusal.VersionRequired;
            if ((secret = await db.Set<TradeSecret>().VisibleTo(db, actor).SingleOrDefaultAsync(s => s.Id == id, ct)) is null || !actor.May(DisclosurePermissions.KeepSecrets, secret.DepartmentId))
                return Refusal.NotFound;
            if (secret.State != SecretState.Draft)
                return NotDraft;
            if (secret.Version != request.Version)
                return Refusal.Stale([new FieldDifference("title", facts.Title, secret.Title)]);
        }
        else
        {
            secret = null;
        }
        var problems = new List<FieldProblem>();
        if (!Enum.IsDefined(facts.Class) || facts.Class < Classification.Confidential)
            problems.Add(new FieldProblem("class", "disclosure.class-too-low"));
        if (!actor.May(DisclosurePermissions.KeepSecrets, facts.DepartmentId) || !await db.Departments.AnyAsync(d => d.Id == facts.DepartmentId && d.ClosedOn == null, ct))
            problems.Add(new FieldProblem("departmentId", "disclosure.no-such-department"));
        if (facts.OwnerId is { } owner && !await db.People.AnyAsync(p => p.Id == owner && (p.LeftOn == null || p.LeftOn >= actor.Today), ct) || (facts.OwnerId ?? actor.PersonId) == Guid.Empty)
            problems.Add(new FieldProblem("ownerId", "disclosure.no-such-person"));
        if (facts.ExpiresOn <= actor.Today)
            problems.Add(new FieldProblem("expiresOn", "disclosure.expiry-past"));
        if (problems.Count > 0)
            return Refusal.Invalid(problems);
        if (secret is null)
            db.Add(secret = new TradeSecret { Number = await numbers.TakeAsync(DisclosureModule.SecretNumber, ct), CreatedById = actor.PersonId });
        secret.Rename(facts.Title.Trim());
        (secret.Class, secret.DepartmentId, secret.OwnerId, secret.ExpiresOn) = (facts.Class, facts.DepartmentId, facts.OwnerId ?? actor.PersonId, facts.ExpiresOn!.Value);
        (secret.Location, secret.Reason) = (facts.Location.Trim(), facts.Reason.Trim());
        await db.SaveAsync(actor, "disclosure.save-secret", ct);
        await writing.CommitAsync(ct);
        return new SecretSaved(secret.Id, secret.Version, secret.Number, secret.State);
    }
}

/// <summary>定密审批: the head reviews, the general manager approves.</summary>
internal sealed class SecretApproval(IsmsDbContext db, SchemeReader scheme) : ApprovalSubject
{
    public const string KindName = "disclosure.secret";

    public override string Kind => KindName;

    protected override Permission Read => DisclosurePermissions.ReadSecrets;

    protected override Permission Submit => DisclosurePermissions.KeepSecrets;

    public override IReadOnlyList<RouteStep> DefaultRoute => [RouteStep.ByHeadOf(SignatureMeaning.Review, null, 1), RouteStep.By(SignatureMeaning.Approve, Office.GeneralManager, 2)];

    public override async Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await db.Set<TradeSecret>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct) is not { } s)
            return null;
        var culture = System.Globalization.CultureInfo.CurrentUICulture;
        // The class may be raised afterwards; what is signed is that it is a secret, whose, why and until when.
        return new ApprovalContent(s.Title, s.Number, DisclosurePaths.Secret(id), SignedContent.Json(new { s.Number, s.Title, s.Reason, s.Location }))
        {
            DepartmentId = s.DepartmentId,
            Facts =
            [
                new(Phrase.Of("disclosure.field.class"), (await scheme.CurrentAsync(ct)).Name(s.Class, culture)),
                new(Phrase.Of("disclosure.field.expires"), s.ExpiresOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
                new(Phrase.Of("disclosure.field.location"), s.Location), new(Phrase.Of("disclosure.field.why-secret"), s.Reason),
            ],
        };
    }

    public override async Task<bool> MayReadAsync(Actor actor, Guid id, CancellationToken ct) =>
        actor.May(DisclosurePermissions.See) && await db.Set<TradeSecret>().VisibleTo(db, actor).AnyAsync(s => s.Id == id, ct);

    public override async Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).Submit();

    public override async Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).SendBack();

    public override async Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).Protect(approval.By.Today);

    protected override async Task<Refusal?> ObstacleAsync(Actor actor, Guid id, CancellationToken ct) => (await FindAsync(id, ct)).State == SecretState.Draft ? null : SaveSecret.NotDraft;

    private Task<TradeSecret> FindAsync(Guid id, CancellationToken ct) => db.Set<TradeSecret>().SingleAsync(s => s.Id == id, ct);
}

/// <summary>Names a person who may know a secret's content.</summary>
/// <param name="Agreement">Number and day of the signed agreement on confidentiality: without one nobody becomes a holder.</param>
public sealed record AddSecretHolderRequest(Guid SecretId, Guid PersonId, [property: Required, StringLength(TradeSecret.TitleLength)] string Agreement);

/// <summary>A holder as saved.</summary>
public sealed record SecretHolderSaved(Guid Id, int Version) : IVersioned;

/// <inheritdoc cref="AddSecretHolderRequest"/>
internal sealed class AddSecretHolder(IsmsDbContext db)
{
    public static readonly Refusal HolderAlready = new("disclosure.holder-already");

    public async Task<Outcome<SecretHolderSaved>> RunAsync(Actor actor, AddSecretHolderRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DisclosurePermissions.See, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<TradeSecret>().VisibleTo(db, actor).SingleOrDefaultAsync(s => s.Id == request.SecretId, ct) is not { } secret)
            return Refusal.NotFound;
        if (!HolderRights.MayName(actor, secret))
            return Refusal.Forbidden;
        if (secret.State == SecretState.Released)
            return ReviewSecret.NotProtected;
        if (!await db.People.AnyAsync(p => p.Id == request.PersonId && (p.LeftOn == null || p.LeftOn > actor.Today), ct))
            return Refusal.Invalid("personId", "disclosure.no-such-person");
        if (await db.Set<SecretHolder>().AnyAsync(h => h.SecretId == secret.Id && h.PersonId == request.PersonId && h.EndedOn == null, ct))
            return HolderAlready;
        var holder = new SecretHolder { SecretId = secret.Id, PersonId = request.PersonId, Since = actor.Today, Agreement = request.Agreement.Trim() };
        db.Add(holder);
        await db.SaveAsync(actor, "disclosure.add-holder", ct);
        await writing.CommitAsync(ct);
        return new SecretHolderSaved(holder.Id, holder.Version);
    }
}

/// <summary>Ends a holder's right and records that everything was handed back.</summary>
/// <param name="Version">The version this is based on.</param>
/// <param name="Note">What was handed back, to whom, and what was deleted.</param>
public sealed record HandBackRequest(Guid Id, int Version, [property: Required, StringLength(TradeSecret.TextLength)] string Note);

/// <inheritdoc cref="HandBackRequest"/>
internal sealed class HandBack(IsmsDbContext db)
{
    public static readonly Refusal BackAlready = new("disclosure.back-already");

    public async Task<Outcome<SecretHolderSaved>> RunAsync(Actor actor, HandBackRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DisclosurePermissions.See, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        var found = await (from h in db.Set<SecretHolder>() join s in db.Set<TradeSecret>().VisibleTo(db, actor) on h.SecretId equals s.Id where h.Id == request.Id select new { Holder = h, Secret = s }).SingleOrDefaultAsync(ct);
        if (found is null)
            return Refusal.NotFound;
        if (!HolderRights.MayName(actor, found.Secret) || found.Holder.PersonId == actor.PersonId)
            return Refusal.Forbidden;
        if (found.Holder.Version != request.Version)
            return Refusal.Stale([]);
        if (found.Holder.HandedBackOn is not null)
            return BackAlready;
        found.Holder.HandBack(actor.Today, request.Note.Trim());
        await db.SaveAsync(actor, "disclosure.hand-back", ct);
        await writing.CommitAsync(ct);
        return new SecretHolderSaved(found.Holder.Id, found.Holder.Version);
    }
}

/// <summary>Who names holders and takes back what they had.</summary>
internal static class HolderRights
{
    public static bool MayName(Actor actor, TradeSecret secret) => actor.IsSystem || secret.OwnerId == actor.PersonId || actor.May(DisclosurePermissions.KeepSecrets, secret.DepartmentId);
}

/// <summary>Reviews a secret whose period ends: to extend it, lower its class or release it; then it goes up for approval.</summary>
/// <param name="NewExpiresOn">Needed for extending and lowering; after today.</param>
/// <param name="NewClass">Needed for lowering; 秘密 or higher, below what it has.</param>
public sealed record ReviewSecretRequest(Guid SecretId, ReviewOutcome Outcome, DateOnly? NewExpiresOn, Classification? NewClass, [property: Required, StringLength(TradeSecret.TextLength)] string Reason);

/// <summary>A review as saved.</summary>
public sealed record ReviewSaved(Guid Id, int Version, string Number) : IVersioned;

/// <inheritdoc cref="ReviewSecretRequest"/>
internal sealed class ReviewSecret(IsmsDbContext db, Numbers numbers)
{
    /// <summary>Only a protected secret is reviewed.</summary>
    public static readonly Refusal NotProtected = new("disclosure.not-protected");
    public static readonly Refusal UnderReview = new("disclosure.under-review");

    public async Task<Outcome<ReviewSaved>> RunAsync(Actor actor, ReviewSecretRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DisclosurePermissions.See, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<TradeSecret>().VisibleTo(db, actor).SingleOrDefaultAsync(s => s.Id == request.SecretId, ct) is not { } secret)
            return Refusal.NotFound;
        if (!HolderRights.MayName(actor, secret))
            return Refusal.Forbidden;
        if (secret.State != SecretState.Protected)
            return NotProtected;
        if (await db.Set<SecretReview>().FirstOrDefaultAsync(r => r.SecretId == secret.Id && (r.State == PaperState.Draft || r.State == PaperState.InApproval), ct) is { } open)
            return UnderReview with { Obstacles = [new Obstacle(open.Number, DisclosurePaths.Review(open.Id))] };
        var problems = new List<FieldProblem>();
        if (request.Outcome != ReviewOutcome.Release && (request.NewExpiresOn is not { } day || day <= actor.Today))
            problems.Add(new FieldProblem("newExpiresOn", "disclosure.expiry-past"));
        if (request.Outcome == ReviewOutcome.Lower && (request.NewClass is not { } lower || lower < Classification.Confidential || lower >= secret.Class))
            problems.Add(new FieldProblem("newClass", "disclosure.not-lower"));
        if (problems.Count > 0)
            return Refusal.Invalid(problems);
        var review = new SecretReview
        {
            Number = await numbers.TakeAsync(DisclosureModule.ReviewNumber, ct), SecretId = secret.Id, Outcome = request.Outcome, Reason = request.Reason.Trim(), ById = actor.PersonId,
            NewExpiresOn = request.Outcome == ReviewOutcome.Release ? null : request.NewExpiresOn, NewClass = request.Outcome == ReviewOutcome.Lower ? request.NewClass : null,
        };
        db.Add(review);
        await db.SaveAsync(actor, "disclosure.review-secret", ct);
        await writing.CommitAsync(ct);
        return new ReviewSaved(review.Id, review.Version, review.Number);
    }
}

/// <summary>What a review comes to, on its way: the head reviews, the general manager approves; then it takes effect.</summary>
internal sealed class ReviewApproval(IsmsDbContext db, WorkInbox inbox, SchemeReader scheme) : ApprovalSubject
{
    public const string KindName = "disclosure.review";

    /// <summary>It is on its way or ended.</summary>
    public static readonly Refusal NotDraft = new("disclosure.paper-not-draft");

    public override string Kind => KindName;

    protected override Permission Read => DisclosurePermissions.See;

    protected override Permission Submit => DisclosurePermissions.See;

    public override IReadOnlyList<RouteStep> DefaultRoute => [RouteStep.ByHeadOf(SignatureMeaning.Review, null, 1), RouteStep.By(SignatureMeaning.Approve, Office.GeneralManager, 2)];

    public override async Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await FindAsync(id, ct) is not { Review: { } r, Secret: { } s })
            return null;
        var culture = System.Globalization.CultureInfo.CurrentUICulture;
        var facts = new List<ApprovalFact> { new(Phrase.Of("disclosure.field.secret"), $"{s.Number} {s.Title}"), new(Phrase.Of("disclosure.field.outcome"), Phrase.Of("disclosure.outcome." + r.Outcome)) };
        if (r.NewClass is { } lower)
            facts.Add(new(Phrase.Of("disclosure.field.new-class"), (await scheme.CurrentAsync(ct)).Name(lower, culture)));
        if (r.NewExpiresOn is { } day)
            facts.Add(new(Phrase.Of("disclosure.field.new-expires"), day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        facts.Add(new(Phrase.Of("disclosure.field.reason"), r.Reason));
        return new ApprovalContent(Phrase.Of("disclosure.review-title", s.Title), r.Number, DisclosurePaths.Review(id), SignedContent.Json(new { r.Number, r.SecretId, secret = s.Number, r.Outcome, r.NewExpiresOn, r.NewClass, r.Reason }))
        {
            DepartmentId = s.DepartmentId, Facts = facts,
        };
    }

    public override async Task<bool> MayReadAsync(Actor actor, Guid id, CancellationToken ct) =>
        actor.May(Read) && await db.Set<SecretReview>().Where(r => r.Id == id).Select(r => (Guid?)r.SecretId).SingleOrDefaultAsync(ct) is { } secret && await db.Set<TradeSecret>().VisibleTo(db, actor).AnyAsync(s => s.Id == secret, ct);

    public override async Task<Refusal?> MaySubmitAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (!await MayReadAsync(actor, id, ct))
            return Refusal.NotFound;
        var (review, secret) = (await FindAsync(id, ct))!.Value;
        return !HolderRights.MayName(actor, secret) ? Refusal.Forbidden : review.State == PaperState.Draft ? null : NotDraft;
    }

    public override async Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct))!.Value.Review.State = PaperState.InApproval;

    public override async Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct))!.Value.Review.State = PaperState.Draft;

    public override async Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct)
    {
        var (review, secret) = (await FindAsync(id, ct))!.Value;
        review.State = PaperState.Granted;
        if (review.Outcome == ReviewOutcome.Release)
        {
            secret.Release(approval.By.Today);
            foreach (var holder in await db.Set<SecretHolder>().Where(h => h.SecretId == secret.Id && h.EndedOn == null).ToListAsync(ct))
                holder.HandBack(approval.By.Today, Phrase.Of("disclosure.released-note", secret.Number));
        }
        else
        {
            secret.ExpiresOn = review.NewExpiresOn!.Value;
            secret.Class = review.NewClass ?? secret.Class;
        }
        await inbox.CompleteAsync(approval.By, SecretFiles.KindName, secret.Id, WatchDisclosure.ReviewWork, ct);
    }

    protected override Task<Refusal?> ObstacleAsync(Actor actor, Guid id, CancellationToken ct) => Task.FromResult<Refusal?>(null);

    private async Task<(SecretReview Review, TradeSecret Secret)?> FindAsync(Guid id, CancellationToken ct)
    {
        var found = await (from r in db.Set<SecretReview>() join s in db.Set<TradeSecret>() on r.SecretId equals s.Id where r.Id == id select new { Review = r, Secret = s }).SingleOrDefaultAsync(ct);
        return found is null ? null : (found.Review, found.Secret);
    }
}
