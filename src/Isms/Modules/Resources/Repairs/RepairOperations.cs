using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules.Assets;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Resources.Repairs;

/// <summary>Brings a hardware problem to the engineering department.</summary>
/// <param name="Tried">What the own department has tried.</param>
/// <param name="AssetNumber">Number of the device in the register of assets, when it is known.</param>
public sealed record ReportRepairRequest(
    [Required, StringLength(RepairTicket.TitleLength)] string Title, [Required, StringLength(RepairTicket.TextLength)] string Description, [Required, StringLength(RepairTicket.TextLength)] string Tried, RepairUrgency Urgency,
    [StringLength(RepairTicket.AssetLength)] string? AssetNumber = null);

/// <summary>A ticket as saved.</summary>
/// <param name="RespondBy">Until when the engineering department answers, UTC.</param>
public sealed record RepairSaved(Guid Id, int Version, string Number, RepairState State, DateTime RespondBy) : IVersioned;

/// <inheritdoc cref="ReportRepairRequest"/>
internal sealed class ReportRepair(IsmsDbContext db, RepairDesk desk, Numbers numbers, WorkInbox inbox, SettingsReader settings, TimeProvider time)
{
    /// <summary>Nobody to bring it to.</summary>
    public static readonly Refusal NoDepartment = new("resources.repair-no-department");

    /// <summary>Whose problem it is must be known.</summary>
    public static readonly Refusal NoHome = new("resources.repair-no-home");

    public async Task<Outcome<RepairSaved>> RunAsync(Actor actor, ReportRepairRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ResourcePermissions.ReportRepairs, request) is { } no)
            return no;
        if (actor.DepartmentId is not { } home)
            return NoHome;
        await using var writing = await db.BeginAsync(ct);
        if (await desk.DepartmentAsync(ct) is not { } engineering)
            return NoDepartment;
        var number = request.AssetNumber?.Trim() ?? "";
        var asset = number.Length == 0 ? null : await AssetViews.Summaries(db, actor).Where(a => a.Known && a.Number == number && !a.Retired).Select(a => (Guid?)a.Id).FirstOrDefaultAsync(ct);
        if (number.Length > 0 && asset is null)
            return Refusal.Invalid("assetNumber", "resources.repair-no-such-asset", number);
        var ticket = new RepairTicket
        {
            Number = await numbers.TakeAsync(ResourcesModule.RepairNumber, ct), DepartmentId = home, ReportedById = actor.PersonId, Title = request.Title.Trim(), Description = request.Description.Trim(), Tried = request.Tried.Trim(),
            AssetId = asset, Urgency = request.Urgency, ReportedAt = time.Instant(), RespondBy = await desk.RespondByAsync(request.Urgency, ct),
        };
        db.Add(ticket);
        inbox.Add(RepairDesk.Work(RepairDesk.RespondWork, ticket, DateOnly.FromDateTime(ticket.RespondBy.In(await settings.TimeZoneAsync(ct)).DateTime)) with { Office = Office.DepartmentHead, DepartmentId = engineering.Id });
        await db.SaveAsync(actor, "resources.report-repair", ct);
        await writing.CommitAsync(ct);
        return Saved(ticket);
    }

    internal static RepairSaved Saved(RepairTicket ticket) => new(ticket.Id, ticket.Version, ticket.Number, ticket.State, ticket.RespondBy);
}

/// <summary>The engineering department takes a ticket, or gives it to somebody else there.</summary>
/// <param name="HandlerId">Who sees to it; oneself when null.</param>
/// <param name="SolveBy">Not before today; null for the days set.</param>
public sealed record AcceptRepairRequest(Guid Id, int Version, Guid? HandlerId = null, DateOnly? SolveBy = null);

/// <inheritdoc cref="AcceptRepairRequest"/>
internal sealed class AcceptRepair(IsmsDbContext db, RepairDesk desk, WorkInbox inbox, TimeProvider time)
{
    /// <summary>Only what waits or is being seen to can be taken.</summary>
    public static readonly Refusal NotOpen = new("resources.repair-not-open");

    public async Task<Outcome<RepairSaved>> RunAsync(Actor actor, AcceptRepairRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ResourcePermissions.ReportRepairs, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        var engineering = await desk.DepartmentAsync(ct);
        if (await db.Set<RepairTicket>().SingleOrDefaultAsync(r => r.Id == request.Id, ct) is not { } ticket || !RepairDesk.Handles(actor, engineering))
            return Refusal.NotFound;
        if (ticket.State is not (RepairState.Reported or RepairState.Accepted))
            return NotOpen;
        if (ticket.Version != request.Version)
            return Refusal.Stale([]);
        var handler = request.HandlerId ?? actor.PersonId;
        var today = actor.Today;
        if (!await db.People.AnyAsync(p => p.Id == handler && (p.LeftOn == null || p.LeftOn >= today)
            && db.Departments.Any(d => d.Id == p.DepartmentId && d.Path.StartsWith(engineering!.Path)), ct))
            return Refusal.Invalid("handlerId", "resources.repair-not-of-department", engineering!.Name);
        var solveBy = request.SolveBy ?? await desk.SolveByAsync(actor.Today, ct);
        if (solveBy < actor.Today)
            return Refusal.Invalid("solveBy", "resources.repair-solve-by-past");
        ticket.Accept(handler, solveBy, time.Instant());
        await inbox.CompleteAsync(actor, RepairDesk.Subject, ticket.Id, RepairDesk.RespondWork, ct);
        await inbox.CancelAsync(RepairDesk.Subject, ticket.Id, RepairDesk.SolveWork, ct);
        inbox.Add(RepairDesk.Work(RepairDesk.SolveWork, ticket, solveBy) with { PersonId = handler });
        await db.SaveAsync(actor, "resources.accept-repair", ct);
        await writing.CommitAsync(ct);
        return ReportRepair.Saved(ticket);
    }
}

/// <summary>Says how it was solved, or why it is not for the engineering department.</summary>
/// <param name="Declined">True when it is not for the engineering department.</param>
public sealed record SolveRepairRequest(Guid Id, int Version, [Required, StringLength(RepairTicket.TextLength)] string Words, bool Declined = false);

/// <inheritdoc cref="SolveRepairRequest"/>
internal sealed class SolveRepair(IsmsDbContext db, RepairDesk desk, WorkInbox inbox, TimeProvider time)
{
    /// <summary>Days in which who reported it looks whether it works.</summary>
    private const int LookDays = 3;

    public async Task<Outcome<RepairSaved>> RunAsync(Actor actor, SolveRepairRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ResourcePermissions.ReportRepairs, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<RepairTicket>().SingleOrDefaultAsync(r => r.Id == request.Id, ct) is not { } ticket || !RepairDesk.Handles(actor, await desk.DepartmentAsync(ct)))
            return Refusal.NotFound;
        if (request.Declined ? ticket.State is not (RepairState.Reported or RepairState.Accepted) : ticket.State != RepairState.Accepted)
            return AcceptRepair.NotOpen;
        if (ticket.Version != request.Version)
            return Refusal.Stale([]);
        await inbox.CompleteAsync(actor, RepairDesk.Subject, ticket.Id, RepairDesk.RespondWork, ct);
        await inbox.CompleteAsync(actor, RepairDesk.Subject, ticket.Id, RepairDesk.SolveWork, ct);
        if (request.Declined)
        {
            ticket.Decline(request.Words.Trim(), time.Instant());
        }
        else
        {
            ticket.Solve(request.Words.Trim(), time.Instant());
            inbox.Add(RepairDesk.Work(RepairDesk.LookWork, ticket, actor.Today.AddDays(LookDays)) with { PersonId = ticket.ReportedById });
        }
        await db.SaveAsync(actor, request.Declined ? "resources.decline-repair" : "resources.solve-repair", ct);
        await writing.CommitAsync(ct);
        return ReportRepair.Saved(ticket);
    }
}

/// <summary>Who reported it, or the head of that department, says whether it works again.</summary>
/// <param name="Works">False sends it back to who saw to it.</param>
/// <param name="Note">Required when it does not work.</param>
public sealed record CloseRepairRequest(Guid Id, int Version, bool Works, [StringLength(RepairTicket.TextLength)] string? Note = null);

/// <inheritdoc cref="CloseRepairRequest"/>
internal sealed class CloseRepair(IsmsDbContext db, RepairDesk desk, WorkInbox inbox, TimeProvider time)
{
    /// <summary>There is no solution to look at.</summary>
    public static readonly Refusal NotSolved = new("resources.repair-not-solved");

    public async Task<Outcome<RepairSaved>> RunAsync(Actor actor, CloseRepairRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ResourcePermissions.ReportRepairs, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        var note = request.Note?.Trim() ?? "";
        if (!request.Works && note.Length == 0)
            return Refusal.Invalid("note", "resources.repair-say-what");
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<RepairTicket>().SingleOrDefaultAsync(r => r.Id == request.Id, ct) is not { } ticket || (ticket.ReportedById != actor.PersonId && !actor.Heads(ticket.DepartmentId)))
            return Refusal.NotFound;
        if (ticket.State != RepairState.Solved)
            return NotSolved;
        if (ticket.Version != request.Version)
            return Refusal.Stale([]);
        await inbox.CompleteAsync(actor, RepairDesk.Subject, ticket.Id, RepairDesk.LookWork, ct);
        if (request.Works)
        {
            ticket.Close(note, time.Instant());
        }
        else
        {
            ticket.Reopen(note);
            var solveBy = await desk.SolveByAsync(actor.Today, ct);
            ticket.Accept(ticket.HandlerId!.Value, solveBy, time.Instant());
            inbox.Add(RepairDesk.Work(RepairDesk.SolveWork, ticket, solveBy) with { PersonId = ticket.HandlerId });
        }
        await db.SaveAsync(actor, request.Works ? "resources.close-repair" : "resources.reopen-repair", ct);
        await writing.CommitAsync(ct);
        return ReportRepair.Saved(ticket);
    }
}
