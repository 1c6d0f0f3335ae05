using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Secrecy.Holders;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Secrecy.Changes;

/// <summary>Gives a thing another class: a higher one at once, a lower one by a request that goes up for approval.</summary>
/// <param name="Class">The class wanted.</param>
/// <param name="Reason">Why.</param>
public sealed record ChangeClassRequest([property: Required, StringLength(60)] string Kind, Guid Id, Classification Class, [property: Required, StringLength(ClassLowering.TextLength)] string Reason);

/// <summary>What came of it.</summary>
/// <param name="Lowering">The request to put up for approval; null when the class changed at once.</param>
public sealed record ClassChanged(Classification Class, Guid? Lowering);

/// <inheritdoc cref="ChangeClassRequest"/>
internal sealed class ChangeClass(IsmsDbContext db, ClassifiedSubjects subjects, SchemeReader scheme, Numbers numbers, TimeProvider time)
{
    public static readonly Refusal SameClass = new("secrecy.same-class");
    public static readonly Refusal AskedAlready = new("secrecy.asked-already");

    public async Task<Outcome<ClassChanged>> RunAsync(Actor actor, ChangeClassRequest request, CancellationToken ct)
    {
        if (actor.Refuses(SecrecyPermissions.See, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await subjects.FindAsync(actor, request.Kind, request.Id, ct) is not { } thing)
            return Refusal.NotFound;
        if (!thing.MayChange)
            return Refusal.Forbidden;
        if (request.Class == thing.Class)
            return SameClass;
        if (!Enum.IsDefined(request.Class) || !(await scheme.CurrentAsync(ct))[request.Class].Used)
            return Refusal.Invalid("class", "secrecy.class-not-used");
        if (request.Class > thing.Class)
        {
            await subjects.Find(request.Kind)!.SetAsync(request.Id, request.Class, ct);
            db.Note("secrecy_lowerings", request.Id, new { thing.Number, thing.Title, from = thing.Class, to = request.Class, request.Reason });
            await db.SaveAsync(actor, "secrecy.raise-class", ct);
            await writing.CommitAsync(ct);
            return new ClassChanged(request.Class, null);
        }
        if (subjects.Find(request.Kind)!.LoweringPage(request.Id) is { } page)
            return SecrecyRules.LoweringNeedsApproval with { Obstacles = [new Obstacle($"{thing.Number} {thing.Title}", page)] };
        if (await db.Set<ClassLowering>().FirstOrDefaultAsync(l => l.SubjectId == request.Id && (l.State == LoweringState.Draft || l.State == LoweringState.InApproval), ct) is { } open)
            return AskedAlready with { Obstacles = [new Obstacle(open.Number, SecrecyPaths.Lowering(open.Id))] };
        var lowering = new ClassLowering
        {
            Number = await numbers.TakeAsync(SecrecyModule.LoweringNumber, ct), SubjectKind = request.Kind, SubjectId = request.Id, Title = $"{thing.Number} {thing.Title}".Trim(), Link = thing.Link, DepartmentId = thing.DepartmentId,
            From = thing.Class, To = request.Class, Reason = request.Reason.Trim(), AskedById = actor.PersonId, AskedAt = time.Instant(),
        };
        db.Add(lowering);
        await db.SaveAsync(actor, "secrecy.ask-lowering", ct);
        await writing.CommitAsync(ct);
        return new ClassChanged(thing.Class, lowering.Id);
    }
}

/// <summary>A request for a lower class.</summary>
public sealed record ClassLoweringView(
    Guid Id, int Version, string Number, string Kind, Guid SubjectId, string Title, string Link, string Department, Classification From, Classification To, string Reason, string AskedBy, DateTime AskedAt, LoweringState State,
    bool MayDrop) : IVersioned;

/// <summary>Reads a request; only who may know the thing may know of it.</summary>
internal sealed class ReadClassLowering(IsmsDbContext db, ClassifiedSubjects subjects)
{
    public async Task<Outcome<ClassLoweringView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(SecrecyPermissions.See) is { } no)
            return no;
        var found = await (
            from l in db.Set<ClassLowering>().AsNoTracking()
            join d in db.Departments on l.DepartmentId equals d.Id
            join p in db.People on l.AskedById equals p.Id
            where l.Id == id
            select new { Lowering = l, Department = d.Name, AskedBy = p.Name }).SingleOrDefaultAsync(ct);
        if (found is null || await subjects.FindAsync(actor, found.Lowering.SubjectKind, found.Lowering.SubjectId, ct) is not { } thing)
            return Refusal.NotFound;
        var asked = found.Lowering;
        return new ClassLoweringView(asked.Id, asked.Version, asked.Number, asked.SubjectKind, asked.SubjectId, asked.Title, asked.Link, found.Department, asked.From, asked.To, asked.Reason, found.AskedBy, asked.AskedAt, asked.State,
            asked.State == LoweringState.Draft && thing.MayChange);
    }
}

/// <summary>Gives a request up that is not on its way.</summary>
/// <param name="Version">The version this is based on.</param>
public sealed record DropClassLoweringRequest(Guid Id, int Version);

/// <inheritdoc cref="DropClassLoweringRequest"/>
internal sealed class DropClassLowering(IsmsDbContext db, ClassifiedSubjects subjects)
{
    public static readonly Refusal NotDraft = new("secrecy.lowering-not-draft");

    public async Task<Outcome<Done>> RunAsync(Actor actor, DropClassLoweringRequest request, CancellationToken ct)
    {
        if (actor.Refuses(SecrecyPermissions.See, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<ClassLowering>().SingleOrDefaultAsync(l => l.Id == request.Id, ct) is not { } lowering
            || await subjects.FindAsync(actor, lowering.SubjectKind, lowering.SubjectId, ct) is not { } thing)
            return Refusal.NotFound;
        if (!thing.MayChange)
            return Refusal.Forbidden;
        if (lowering.Version != request.Version)
            return Refusal.Stale([]);
        if (lowering.State != LoweringState.Draft)
            return NotDraft;
        lowering.State = LoweringState.Dropped;
        await db.SaveAsync(actor, "secrecy.drop-lowering", ct);
        await writing.CommitAsync(ct);
        return Done.It;
    }
}

/// <summary>A lower class on its way: the owner's head countersigns, the management representative approves (XX-B-08).</summary>
internal sealed class LoweringApproval(IsmsDbContext db, ClassifiedSubjects subjects, SchemeReader scheme) : ApprovalSubject
{
    public const string KindName = "secrecy.lowering";

    public override string Kind => KindName;

    protected override Permission Read => SecrecyPermissions.See;

    protected override Permission Submit => SecrecyPermissions.See;

    public override IReadOnlyList<RouteStep> DefaultRoute =>
        [RouteStep.ByHeadOf(SignatureMeaning.Countersign, null, 1), RouteStep.By(SignatureMeaning.Approve, Office.ManagementRepresentative, 2)];

    public override async Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await db.Set<ClassLowering>().AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, ct) is not { } l)
            return null;
        var (classes, culture) = (await scheme.CurrentAsync(ct), System.Globalization.CultureInfo.CurrentUICulture);
        return new ApprovalContent(l.Title, l.Number, SecrecyPaths.Lowering(id), SignedContent.Json(new { l.Number, l.SubjectKind, l.SubjectId, l.Title, l.From, l.To, l.Reason }))
        {
            DepartmentId = l.DepartmentId,
            Facts =
            [
                new(Phrase.Of("secrecy.field.class"), Phrase.Of("secrecy.from-to", classes.Name(l.From, culture), classes.Name(l.To, culture))),
                new(Phrase.Of("secrecy.field.reason"), l.Reason),
            ],
        };
    }

    public override async Task<bool> MayReadAsync(Actor actor, Guid id, CancellationToken ct) =>
        actor.May(Read) && await db.Set<ClassLowering>().AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, ct) is { } l && await subjects.FindAsync(actor, l.SubjectKind, l.SubjectId, ct) is not null;

    public override async Task<Refusal?> MaySubmitAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (await db.Set<ClassLowering>().AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, ct) is not { } l || await subjects.FindAsync(actor, l.SubjectKind, l.SubjectId, ct) is not { } thing)
            return Refusal.NotFound;
        return !thing.MayChange ? Refusal.Forbidden : await ObstacleAsync(actor, id, ct);
    }

    public override async Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).State = LoweringState.InApproval;

    public override async Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).State = LoweringState.Draft;

    public override async Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct)
    {
        var lowering = await FindAsync(id, ct);
        lowering.State = LoweringState.Granted;
        await subjects.Find(lowering.SubjectKind)!.SetAsync(lowering.SubjectId, lowering.To, ct);
    }

    protected override async Task<Refusal?> ObstacleAsync(Actor actor, Guid id, CancellationToken ct) => (await FindAsync(id, ct)).State == LoweringState.Draft ? null : DropClassLowering.NotDraft;

    private Task<ClassLowering> FindAsync(Guid id, CancellationToken ct) => db.Set<ClassLowering>().SingleAsync(l => l.Id == id, ct);
}
