using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules.Organization.Leaving;
using Isms.Modules.Organization.Posts;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.Promises;

/// <summary>An edition of the promise.</summary>
/// <param name="Signed">How many on the staff today signed it.</param>
public sealed record PromiseView(Guid Id, int Version, int Edition, string Body, PromiseState State, DateOnly? InForceOn, int Signed) : IVersioned;

/// <summary>All editions, the newest first.</summary>
internal sealed class ListPromises(IsmsDbContext db)
{
    public async Task<Outcome<IReadOnlyList<PromiseView>>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Commit) is { } no)
            return no;
        return await db.Set<PromiseText>().AsNoTracking().OrderByDescending(t => t.Edition)
            .Select(t => new PromiseView(t.Id, t.Version, t.Edition, t.Body, t.State, t.InForceOn, db.Set<SignedPromise>().Count(s => s.TextId == t.Id))).ToListAsync(ct);
    }
}

/// <summary>Words of the promise.</summary>
/// <param name="Version">The version of the draft this is based on; 0 begins the next edition.</param>
public sealed record WritePromiseRequest([Required, StringLength(PromiseText.BodyLength)] string Body, int Version = 0);

/// <summary>Begins the next edition, or changes the draft of it.</summary>
internal sealed class WritePromise(IsmsDbContext db)
{
    public static readonly Refusal UnderWay = new("organization.promise-under-way");

    public async Task<Outcome<PromiseView>> RunAsync(Actor actor, WritePromiseRequest request, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.WritePromise, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        var latest = await db.Set<PromiseText>().OrderByDescending(t => t.Edition).FirstOrDefaultAsync(ct);
        if (latest?.State == PromiseState.InApproval)
            return UnderWay;
        var draft = latest?.State == PromiseState.Draft ? latest : null;
        if (draft is not null && draft.Version != request.Version)
            return request.Version == 0 ? UnderWay : Refusal.Stale([new FieldDifference("body", request.Body, draft.Body)]);
        if (draft is null)
            db.Add(draft = new PromiseText { Edition = (latest?.Edition ?? 0) + 1, Body = "" });
        draft.Body = request.Body.Trim().ReplaceLineEndings("\n");
        await db.SaveAsync(actor, "organization.write-promise", ct);
        await writing.CommitAsync(ct);
        return new PromiseView(draft.Id, draft.Version, draft.Edition, draft.Body, draft.State, draft.InForceOn, 0);
    }
}

/// <summary>An edition on its way: reviewed by the representative, put in force by the general manager.</summary>
internal sealed class PromiseApproval(IsmsDbContext db, CommitmentWork work, SettingsReader settings) : ApprovalSubject
{
    public const string KindName = "organization.promise";

    public override string Kind => KindName;

    protected override Permission Read => OrganizationPermissions.Commit;

    protected override Permission Submit => OrganizationPermissions.WritePromise;

    public override async Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct) =>
        await db.Set<PromiseText>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, ct) is { } text
            ? new ApprovalContent(Phrase.Of("organization.promise"), Phrase.Of("organization.promise-edition", text.Edition), "/organization/promises", SignedContent.Json(new { text.Edition, text.Body })) : null;

    public override async Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).Submit();

    public override async Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).SendBack();

    public override async Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct)
    {
        foreach (var before in await db.Set<PromiseText>().Where(t => t.State == PromiseState.InForce).ToListAsync(ct))
            before.Supersede();
        var text = await FindAsync(id, ct);
        var today = await settings.TodayAsync(ct);
        text.PutInForce(today);
        await work.PromisesAsync(text, today, ct);
    }

    protected override async Task<Refusal?> ObstacleAsync(Actor actor, Guid id, CancellationToken ct) =>
        await db.Set<PromiseText>().AnyAsync(t => t.Id == id && t.State == PromiseState.Draft, ct) ? null : WritePromise.UnderWay;

    private Task<PromiseText> FindAsync(Guid id, CancellationToken ct) => db.Set<PromiseText>().SingleAsync(t => t.Id == id, ct);
}

/// <summary>What the person who asks commits to.</summary>
/// <param name="Promise">The edition in force; null while there is none.</param>
/// <param name="SignedAt">When it was signed; null while it is not.</param>
/// <param name="Post">The own post; null while none is described.</param>
/// <param name="ConfirmedAt">When its duties were confirmed as they are; null while they are not.</param>
public sealed record OwnCommitments(PromiseView? Promise, DateTime? SignedAt, string PostName, PostView? Post, DateTime? ConfirmedAt);

/// <summary>The own promise and duties.</summary>
internal sealed class ReadOwnCommitments(IsmsDbContext db)
{
    public async Task<Outcome<OwnCommitments>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Commit) is { } no)
            return no;
        var me = actor.PersonId;
        var text = await db.Set<PromiseText>().AsNoTracking().Where(t => t.State == PromiseState.InForce).OrderByDescending(t => t.Edition).FirstOrDefaultAsync(ct);
        var signed = text is null ? null : await db.Set<SignedPromise>().Where(s => s.PersonId == me && s.TextId == text.Id).Select(s => (DateTime?)s.SignedAt).FirstOrDefaultAsync(ct);
        var holder = await PostHolders.Of(db, actor.Today).FirstOrDefaultAsync(h => h.PersonId == me, ct);
        var post = holder is null ? null : (await PostViews.Of(db, actor, db.Set<PostDescription>().Where(p => p.Id == holder.PostId), ct)).Single();
        var confirmed = holder is null ? null : await db.Set<DutyConfirmation>().Where(c => c.PersonId == me && c.PostId == holder.PostId && c.DutiesVersion == holder.DutiesVersion)
            .Select(c => (DateTime?)c.ConfirmedAt).FirstOrDefaultAsync(ct);
        var name = await db.People.Where(p => p.Id == me).Select(p => p.Post).FirstOrDefaultAsync(ct) ?? "";
        return new OwnCommitments(text is null ? null : new PromiseView(text.Id, text.Version, text.Edition, text.Body, text.State, text.InForceOn, 0), signed, name, post, confirmed);
    }
}

/// <param name="TextId">The edition that was read.</param>
/// <param name="Secret">Password or current one-time code: it is a signature.</param>
public sealed record SignPromiseRequest(Guid TextId, [Required, StringLength(256)] string Secret);

/// <summary>Signs the promise in force.</summary>
internal sealed class SignPromise(IsmsDbContext db, IReauthentication reauthentication, WorkInbox inbox, TimeProvider time)
{
    public static readonly Refusal NotInForce = new("organization.promise-not-in-force");
    public static readonly Refusal SignedAlready = new("organization.promise-signed-already");

    public async Task<Outcome<Done>> RunAsync(Actor actor, SignPromiseRequest request, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Commit, request) is { } no)
            return no;
        if (await reauthentication.CheckAsync(actor, request.Secret, ct) is { } notTheOne)
            return notTheOne;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<PromiseText>().AsNoTracking().SingleOrDefaultAsync(t => t.Id == request.TextId && t.State == PromiseState.InForce, ct) is not { } text)
            return NotInForce;
        if (await db.Set<SignedPromise>().AnyAsync(s => s.PersonId == actor.PersonId && s.TextId == text.Id, ct))
            return SignedAlready;
        db.Add(new SignedPromise { TextId = text.Id, PersonId = actor.PersonId, PersonName = actor.Name, SignedAt = time.Instant(), TextHash = SignedContent.HashOf(text.Body) });
        await inbox.CompleteAsync(actor, CommitmentWork.PromiseSubject, text.Id, CommitmentWork.SignWork, ct, actor.PersonId);
        await db.SaveAsync(actor, "organization.sign-promise", ct);
        await writing.CommitAsync(ct);
        return Done.It;
    }
}

/// <param name="Paper">Where the signed paper is kept.</param>
public sealed record RecordPaperPromiseRequest(Guid PersonId, [Required, StringLength(SignedPromise.NoteLength)] string Paper);

/// <summary>Records a promise signed by hand, for people without an account.</summary>
internal sealed class RecordPaperPromise(IsmsDbContext db, WorkInbox inbox, TimeProvider time)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, RecordPaperPromiseRequest request, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Edit, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == request.PersonId, ct) is not { } person)
            return Refusal.NotFound;
        if (await db.Set<PromiseText>().AsNoTracking().Where(t => t.State == PromiseState.InForce).FirstOrDefaultAsync(ct) is not { } text)
            return SignPromise.NotInForce;
        if (await db.Set<SignedPromise>().AnyAsync(s => s.PersonId == person.Id && s.TextId == text.Id, ct))
            return SignPromise.SignedAlready;
        db.Add(new SignedPromise { TextId = text.Id, PersonId = person.Id, PersonName = person.Name, SignedAt = time.Instant(), TextHash = SignedContent.HashOf(text.Body), Paper = request.Paper.Trim() });
        await inbox.CompleteAsync(actor, CommitmentWork.PromiseSubject, text.Id, CommitmentWork.SignWork, ct, person.Id);
        await db.SaveAsync(actor, "organization.record-paper-promise", ct);
        await writing.CommitAsync(ct);
        return Done.It;
    }
}

/// <summary>保密承诺书 of one person as a Word document, as signed; unsigned, with a place to sign by hand.</summary>
internal sealed class ExportPromise(IsmsDbContext db, SignedPaper paper, SettingsReader settings)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, Guid personId, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Commit) is { } no)
            return no;
        if (await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == personId, ct) is not { } person || (personId != actor.PersonId && !actor.May(OrganizationPermissions.Standings, person.DepartmentId)))
            return Refusal.NotFound;
        var signed = await db.Set<SignedPromise>().AsNoTracking().Where(s => s.PersonId == personId).OrderByDescending(s => s.SignedAt).FirstOrDefaultAsync(ct);
        var text = await db.Set<PromiseText>().AsNoTracking().Where(t => signed != null ? t.Id == signed.TextId : t.State == PromiseState.InForce).FirstOrDefaultAsync(ct);
        if (text is null)
            return SignPromise.NotInForce;
        var zone = await settings.TimeZoneAsync(ct);
        var department = await db.Departments.Where(d => d.Id == person.DepartmentId).Select(d => d.Name).FirstOrDefaultAsync(ct);
        var head = await paper.HeadAsync(actor, new PaperFacts(Phrase.In(actor.Culture, "organization.promise"), "", Phrase.In(actor.Culture, "organization.promise-edition", text.Edition), DocumentState.Approved, text.InForceOn), ct);
        var step = signed is null || signed.Paper.Length > 0 ? SignedStep.Open : new SignedStep(signed.PersonName, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(new DateTimeOffset(signed.SignedAt), zone).DateTime));
        List<WordBlock> blocks =
        [
            new WordBlock.Banner(),
            new WordBlock.Facts([(Phrase.In(actor.Culture, "organization.person-name"), signed?.PersonName ?? person.Name), (Phrase.In(actor.Culture, "organization.employee-number"), person.EmployeeNumber), (Phrase.In(actor.Culture, "organization.department"), department)]),
            .. text.Body.Split('\n').Where(l => l.Length > 0).Select(l => new WordBlock.Paragraph(l)),
            new WordBlock.Signatures([(Phrase.In(actor.Culture, "organization.promise-by"), step)]),
        ];
        if (signed is not null)
            blocks.Add(new WordBlock.Paragraph(signed.Paper.Length > 0 ? Phrase.In(actor.Culture, "organization.promise-on-paper", signed.Paper) : Phrase.In(actor.Culture, "organization.promise-hash", signed.TextHash), WordLook.Note));
        db.Note("organization_signed_promises", signed?.Id ?? text.Id, new { export = person.EmployeeNumber });
        await db.SaveAsync(actor, "organization.export-promise", ct);
        return WrittenFile.By($"{head.Title} {person.EmployeeNumber}.docx", WrittenFile.Docx, output => WordWriter.Write(output, head, blocks));
    }
}

/// <summary>The person whose joining is complete.</summary>
public sealed record OnboardingCompleted(Guid PersonId, DateTime CompletedAt);

/// <summary>入职办结: only when the promise is signed, and the duties of the post, where they are described, are confirmed (4.2.2.3).</summary>
internal sealed class CompleteOnboarding(IsmsDbContext db, TimeProvider time)
{
    public static readonly Refusal NotReady = new("organization.onboarding-not-ready");

    public async Task<Outcome<OnboardingCompleted>> RunAsync(Actor actor, Guid personId, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Edit) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == personId && (p.LeftOn == null || p.LeftOn >= actor.Today), ct) is not { } person)
            return Refusal.NotFound;
        if (await db.Set<Onboarding>().AsNoTracking().SingleOrDefaultAsync(o => o.PersonId == personId, ct) is { } before)
            return new OnboardingCompleted(personId, before.CompletedAt);
        var missing = new List<Obstacle>();
        if (!await db.Set<SignedPromise>().AnyAsync(s => s.PersonId == personId && db.Set<PromiseText>().Any(t => t.Id == s.TextId && t.State == PromiseState.InForce), ct))
            missing.Add(new Obstacle(Phrase.Of("organization.onboarding-no-promise", person.Name), $"/organization/commitments?q={Uri.EscapeDataString(person.EmployeeNumber)}"));
        if (await PostHolders.Of(db, actor.Today).AnyAsync(h => h.PersonId == personId && !db.Set<DutyConfirmation>().Any(c => c.PersonId == personId && c.PostId == h.PostId && c.DutiesVersion == h.DutiesVersion), ct))
            missing.Add(new Obstacle(Phrase.Of("organization.onboarding-no-duties", person.Name), $"/organization/commitments?q={Uri.EscapeDataString(person.EmployeeNumber)}"));
        if (missing.Count > 0)
            return NotReady.With(person.Name) with { Obstacles = missing };
        var onboarding = new Onboarding { PersonId = personId, CompletedAt = time.Instant(), CompletedBy = actor.Name };
        db.Add(onboarding);
        await db.SaveAsync(actor, "organization.complete-onboarding", ct);
        await writing.CommitAsync(ct);
        return new OnboardingCompleted(personId, onboarding.CompletedAt);
    }
}
