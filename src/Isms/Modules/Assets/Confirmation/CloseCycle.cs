using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Assets.Confirmation;

/// <summary>Ends a cycle.</summary>
/// <param name="Version">The version this change is based on.</param>
/// <param name="Reason">Needed while departments have not confirmed; they stay unconfirmed on record.</param>
public sealed record CloseCycleRequest(Guid Id, int Version, [StringLength(ConfirmationCycle.ReasonLength)] string? Reason = null);

/// <summary>Closes a cycle; who has not confirmed by then is recorded as such.</summary>
internal sealed class CloseCycle(IsmsDbContext db, WorkInbox inbox, TimeProvider time)
{
    public static readonly Refusal NotAllConfirmed = new("assets.cycle-not-all-confirmed");
    public static readonly Refusal AlreadyClosed = new("assets.cycle-closed");

    public async Task<Outcome<CycleSaved>> RunAsync(Actor actor, CloseCycleRequest request, CancellationToken ct)
    {
        if (actor.Refuses(AssetPermissions.RunCycle, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<ConfirmationCycle>().SingleOrDefaultAsync(c => c.Id == request.Id, ct) is not { } cycle)
            return Refusal.NotFound;
        if (cycle.Version != request.Version)
            return Refusal.Stale([]);
        if (cycle.State == CycleState.Closed)
            return AlreadyClosed;
        var open = await (
            from c in db.Set<DepartmentConfirmation>()
            join d in db.Departments on c.DepartmentId equals d.Id
            where c.CycleId == cycle.Id && c.State != ConfirmationState.Confirmed && d.ClosedOn == null
            orderby d.NameSort
            select new { c.Id, DepartmentId = d.Id, d.Name }).ToListAsync(ct);
        if (open.Count > 0 && string.IsNullOrWhiteSpace(request.Reason))
            return NotAllConfirmed.With(open.Count) with { Obstacles = [.. open.Select(d => new Obstacle(d.Name, $"/assets/confirmations/{cycle.Id}/{d.DepartmentId}"))] };

        cycle.Close(time.Instant(), open.Count > 0 ? request.Reason!.Trim() : "");
        foreach (var confirmation in open)
            await inbox.CancelAsync(OpenCycle.Subject, confirmation.Id, null, ct);
        await db.SaveAsync(actor, "assets.close-cycle", ct);
        await writing.CommitAsync(ct);
        return new CycleSaved(cycle.Id, cycle.Version);
    }
}
