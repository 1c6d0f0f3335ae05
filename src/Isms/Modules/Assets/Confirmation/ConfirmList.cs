using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules.Assets.Inventory;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Assets.Confirmation;

/// <summary>A head's word that the department's list is complete and right.</summary>
/// <param name="ContentHash">Hash of the list as it was read, from the department's page or API: what changed in between is not confirmed unseen.</param>
public sealed record ConfirmListRequest(Guid CycleId, Guid DepartmentId, [Required, StringLength(64)] string ContentHash);

/// <summary>The confirmation as saved.</summary>
/// <param name="Assets">How many assets were confirmed; 0 says that the department has none.</param>
public sealed record ListConfirmed(Guid Id, int Version, int Assets, int Important, DateTime At) : IVersioned;

/// <summary>Confirms a department's list for the cycle (R-4.2.1.4-01).</summary>
internal sealed class ConfirmList(IsmsDbContext db, ConfirmedLists lists, WorkInbox inbox, TimeProvider time)
{
    private const int MostNamed = 20;

    public static readonly Refusal ChangedMeanwhile = new("assets.list-changed-meanwhile");
    public static readonly Refusal Incomplete = new("assets.list-incomplete");

    public async Task<Outcome<ListConfirmed>> RunAsync(Actor actor, ConfirmListRequest request, CancellationToken ct)
    {
        if (actor.Refuses(AssetPermissions.Confirm, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        var cycle = await db.Set<ConfirmationCycle>().SingleOrDefaultAsync(c => c.Id == request.CycleId, ct);
        var department = await db.Departments.SingleOrDefaultAsync(d => d.Id == request.DepartmentId && d.ClosedOn == null, ct);
        if (cycle is null || department is null || !actor.May(AssetPermissions.Confirm, department.Id))
            return Refusal.NotFound;
        if (cycle.State == CycleState.Closed)
            return CloseCycle.AlreadyClosed;
        if (await IncompleteAsync(actor, department.Id, ct) is { Count: > 0 } obstacles)
            return Incomplete.With(obstacles.Count) with { Obstacles = obstacles };
        var content = await lists.ContentAsync(department.Id, ct);
        if (content.Hash != request.ContentHash)
            return ChangedMeanwhile;

        var confirmation = await db.Set<DepartmentConfirmation>().SingleOrDefaultAsync(c => c.CycleId == cycle.Id && c.DepartmentId == department.Id, ct);
        // A department founded while the cycle runs.
        if (confirmation is null)
            db.Add(confirmation = new DepartmentConfirmation { CycleId = cycle.Id, DepartmentId = department.Id });
        confirmation.Confirm(actor.PersonId, actor.Name, time.Instant(), content);
        await inbox.CompleteAsync(actor, OpenCycle.Subject, confirmation.Id, OpenCycle.Duty, ct);
        await db.SaveAsync(actor, "assets.confirm", ct);
        await writing.CommitAsync(ct);
        return new ListConfirmed(confirmation.Id, confirmation.Version, content.Assets, content.Important, confirmation.ConfirmedAt!.Value);
    }

    // What an import may leave open: a place, or an owner who has left since.
    private async Task<List<Obstacle>> IncompleteAsync(Actor actor, Guid departmentId, CancellationToken ct)
    {
        var today = actor.Today;
        var open = await (
            from a in db.Set<Asset>().Where(AssetReach.IsKnown(db, actor))
            join o in db.People on a.OwnerId equals o.Id
            where a.DepartmentId == departmentId && a.State == AssetState.Active && (a.Location == "" || (o.LeftOn != null && o.LeftOn < today))
            orderby a.Number
            select new { a.Id, a.Number, a.Name, NoLocation = a.Location == "", Owner = o.Name }).Take(MostNamed).ToListAsync(ct);
        return open.ConvertAll(a => new Obstacle(
            a.NoLocation ? Phrase.Of("assets.lacks-location", a.Number, a.Name) : Phrase.Of("assets.owner-left", a.Number, a.Name, a.Owner), $"/assets/{a.Id}/edit"));
    }
}
