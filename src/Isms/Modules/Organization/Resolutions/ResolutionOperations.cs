using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Registers;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.Resolutions;

/// <summary>A resolution in the list.</summary>
public sealed record ResolutionRow
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public DateOnly DecidedOn { get; init; }
    public string Subject { get; init; } = "";
    public string Owner { get; init; } = "";
    public DateOnly DueOn { get; init; }

    /// <summary><c>open</c>, <c>overdue</c> or <c>closed</c>.</summary>
    public string State { get; init; } = "";
    public int Version { get; init; }
}

internal static class ResolutionRegister
{
    public static IQueryable<ResolutionRow> Rows(IsmsDbContext db, DateOnly today) =>
        from r in db.Set<TeamResolution>().AsNoTracking()
        join p in db.People on r.OwnerId equals p.Id
        select new ResolutionRow
        {
            Id = r.Id, Number = r.Number, DecidedOn = r.DecidedOn, Subject = r.Subject, Owner = p.Name, DueOn = r.DueOn, Version = r.Version,
            State = r.ClosedAt != null ? "closed" : r.DueOn < today ? "overdue" : "open",
        };

    public static Register<ResolutionRow> Of(CultureInfo culture) => new Register<ResolutionRow>("organization.resolutions", r => r.Id, "-number")
        .Column("number", "organization.resolution-number", ColumnKind.Text, r => r.Number, c => c with { Searchable = true, Link = r => $"/organization/resolutions/{r.Id}" })
        .Column("decided", "organization.resolution-decided", ColumnKind.Date, r => r.DecidedOn)
        .Column("subject", "organization.resolution-subject", ColumnKind.Text, r => r.Subject, c => c with { Searchable = true, Sortable = false, Link = r => $"/organization/resolutions/{r.Id}" })
        .Column("owner", "organization.resolution-owner", ColumnKind.Text, r => r.Owner, c => c with { Searchable = true, Sortable = false })
        .Column("due", "organization.due", ColumnKind.Date, r => r.DueOn)
        .Column("state", "organization.person-state", ColumnKind.State, r => r.State, c => c with
        {
            Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "organization.resolution-state." + r.State),
            Choices = [("open", "organization.resolution-state.open"), ("overdue", "organization.resolution-state.overdue"), ("closed", "organization.resolution-state.closed")],
        });
}

/// <summary>The resolutions; those not closed are the list to follow up.</summary>
internal sealed class FindResolutions(IsmsDbContext db)
{
    public async Task<Outcome<RegisterPage<ResolutionRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct) =>
        actor.Refuses(OrganizationPermissions.SeeResolutions) is { } no ? no : await ResolutionRegister.Of(actor.Culture).PageAsync(ResolutionRegister.Rows(db, actor.Today), query, ct);
}

/// <summary>A resolution in full.</summary>
/// <param name="MayClose">True for who carries it out and for who decides.</param>
public sealed record ResolutionView(
    Guid Id, int Version, string Number, DateOnly DecidedOn, string Subject, string Text, Guid OwnerId, string Owner, DateOnly DueOn, string RecordedBy, DateTime? ClosedAt, string ClosedBy, string Result,
    bool MayClose) : IVersioned;

/// <summary>Reads one resolution.</summary>
internal sealed class ReadResolution(IsmsDbContext db)
{
    public async Task<Outcome<ResolutionView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.SeeResolutions) is { } no)
            return no;
        var found = await (
            from r in db.Set<TeamResolution>().AsNoTracking()
            join p in db.People on r.OwnerId equals p.Id
            where r.Id == id
            select new { Resolution = r, p.Name }).SingleOrDefaultAsync(ct);
        if (found is null)
            return Refusal.NotFound;
        var resolution = found.Resolution;
        return new ResolutionView(resolution.Id, resolution.Version, resolution.Number, resolution.DecidedOn, resolution.Subject, resolution.Text, resolution.OwnerId, found.Name, resolution.DueOn, resolution.RecordedBy,
            resolution.ClosedAt, resolution.ClosedBy, resolution.Result, resolution.ClosedAt is null && (resolution.OwnerId == actor.PersonId || actor.May(OrganizationPermissions.Decide)));
    }
}

/// <summary>What was decided.</summary>
/// <param name="DecidedOn">Day of the meeting; today when null.</param>
/// <param name="OwnerId">Who carries it out.</param>
public sealed record RecordResolutionRequest(
    [Required, StringLength(TeamResolution.SubjectLength)] string Subject, [Required, StringLength(TeamResolution.TextLength)] string Text, Guid OwnerId, DateOnly DueOn, DateOnly? DecidedOn = null);

/// <summary>The resolution as saved.</summary>
public sealed record ResolutionSaved(Guid Id, string Number, int Version) : IVersioned;

/// <summary>Records a resolution of the leading body, and puts it into the inbox of who carries it out.</summary>
internal sealed class RecordResolution(IsmsDbContext db, Numbers numbers, WorkInbox inbox)
{
    public const string SubjectKind = "organization.resolution";
    public const string Work = "organization.carry-out";

    public async Task<Outcome<ResolutionSaved>> RunAsync(Actor actor, RecordResolutionRequest request, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Decide, request) is { } no)
            return no;
        var decided = request.DecidedOn ?? actor.Today;
        if (decided > actor.Today)
            return Refusal.Invalid("decidedOn", "organization.resolution-in-future");
        if (request.DueOn < decided)
            return Refusal.Invalid("dueOn", "organization.resolution-due-before");
        await using var writing = await db.BeginAsync(ct);
        if (!await db.People.AnyAsync(p => p.Id == request.OwnerId && (p.LeftOn == null || p.LeftOn >= actor.Today), ct))
            return Refusal.Invalid("ownerId", "kernel.appointment.person-gone");
        var resolution = new TeamResolution
        {
            Number = await numbers.TakeAsync(OrganizationModule.ResolutionNumber, ct), DecidedOn = decided, Subject = request.Subject.Trim(), Text = request.Text.Trim(), OwnerId = request.OwnerId,
            DueOn = request.DueOn, RecordedBy = actor.Name,
        };
        db.Add(resolution);
        inbox.Add(new NewWork(Work, "organization.work.carry-out", [resolution.Number, resolution.Subject], $"/organization/resolutions/{resolution.Id}", SubjectKind, resolution.Id, resolution.DueOn) { PersonId = request.OwnerId });
        await db.SaveAsync(actor, "organization.record-resolution", ct);
        await writing.CommitAsync(ct);
        return new ResolutionSaved(resolution.Id, resolution.Number, resolution.Version);
    }
}

/// <param name="Version">The version this change is based on.</param>
/// <param name="Result">What came of it.</param>
public sealed record CloseResolutionRequest(Guid Id, int Version, [Required, StringLength(TeamResolution.TextLength)] string Result);

/// <summary>Closes a resolution that was carried out.</summary>
internal sealed class CloseResolution(IsmsDbContext db, WorkInbox inbox, TimeProvider time)
{
    public static readonly Refusal ClosedAlready = new("organization.resolution-closed-already");

    public async Task<Outcome<ResolutionSaved>> RunAsync(Actor actor, CloseResolutionRequest request, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.SeeResolutions, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<TeamResolution>().SingleOrDefaultAsync(r => r.Id == request.Id, ct) is not { } resolution
            || (resolution.OwnerId != actor.PersonId && !actor.May(OrganizationPermissions.Decide)))
        {
            return Refusal.NotFound;
        }
        if (resolution.Version != request.Version)
            return Refusal.Stale([]);
        if (resolution.ClosedAt is not null)
            return ClosedAlready;
        resolution.Close(actor.Name, request.Result.Trim(), time.Instant());
        await inbox.CompleteAsync(actor, RecordResolution.SubjectKind, resolution.Id, RecordResolution.Work, ct);
        await db.SaveAsync(actor, "organization.close-resolution", ct);
        await writing.CommitAsync(ct);
        return new ResolutionSaved(resolution.Id, resolution.Number, resolution.Version);
    }
}

/// <summary><c>/api/v1/resolutions</c>.</summary>
internal static class ResolutionEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var resolutions = api.MapGroup("/resolutions").WithTags("Organization");
        resolutions.MapGet("/", (RegisterQuery query, Actor actor, FindResolutions find, CancellationToken ct) => find.RunAsync(actor, query, ct)).Needs(OrganizationPermissions.SeeResolutions);
        resolutions.MapPost("/", async (RecordResolutionRequest request, Actor actor, RecordResolution record, CancellationToken ct) =>
            (await record.RunAsync(actor, request, ct)).At(r => $"/api/v1/resolutions/{r.Id}")).Needs(OrganizationPermissions.Decide);
        resolutions.MapGet("/{id:guid}", (Guid id, Actor actor, ReadResolution read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(OrganizationPermissions.SeeResolutions);
        resolutions.MapPost("/{id:guid}/close", (Guid id, CloseResolutionRequest request, IfMatch match, Actor actor, CloseResolution close, CancellationToken ct) =>
            close.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(OrganizationPermissions.SeeResolutions);
    }
}
