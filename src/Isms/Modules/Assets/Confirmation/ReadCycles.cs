using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Assets.Inventory;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Assets.Confirmation;

/// <summary>A cycle in the list.</summary>
/// <param name="Departments">How many were asked.</param>
/// <param name="Confirmed">How many have confirmed, and have not changed since.</param>
public sealed record CycleRow(Guid Id, int Version, int Year, string Title, DateOnly DueOn, CycleState State, DateTime OpenedAt, string OpenedBy, int Departments, int Confirmed);

/// <summary>All cycles, the newest first.</summary>
internal sealed class ListCycles(IsmsDbContext db)
{
    public async Task<Outcome<IReadOnlyList<CycleRow>>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(AssetPermissions.Read) is { } no)
            return no;
        var asked = db.Set<DepartmentConfirmation>();
        return await db.Set<ConfirmationCycle>().OrderByDescending(c => c.OpenedAt).ThenByDescending(c => c.Id).Select(c => new CycleRow(
            c.Id, c.Version, c.Year, c.Title, c.DueOn, c.State, c.OpenedAt, c.OpenedBy,
            asked.Count(d => d.CycleId == c.Id), asked.Count(d => d.CycleId == c.Id && d.State == ConfirmationState.Confirmed))).ToListAsync(ct);
    }
}

/// <summary>Which cycle.</summary>
public sealed record ReadCycleRequest(Guid Id);

/// <summary>A department within a cycle.</summary>
/// <param name="Assets">Active assets today.</param>
/// <param name="Important">Of these, important ones.</param>
/// <param name="ConfirmedAssets">As many as were confirmed.</param>
/// <param name="Overdue">Not confirmed although the last day has passed.</param>
public sealed record DepartmentInCycle(
    Guid DepartmentId, string Department, ConfirmationState State, string ConfirmedBy, DateTime? ConfirmedAt, DateTime? ChangedAt,
    int Assets, int Important, int ConfirmedAssets, string ContentHash, bool Overdue, bool MayConfirm);

/// <summary>A cycle with its departments.</summary>
public sealed record CycleView(
    Guid Id, int Version, int Year, string Title, DateOnly DueOn, CycleState State, DateTime OpenedAt, string OpenedBy, DateTime? ClosedAt, string CloseReason,
    IReadOnlyList<DepartmentInCycle> Departments) : IVersioned;

/// <summary>A cycle, with the departments within reach: who has confirmed, who has not, what changed since.</summary>
internal sealed class ReadCycle(IsmsDbContext db)
{
    public async Task<Outcome<CycleView>> RunAsync(Actor actor, ReadCycleRequest request, CancellationToken ct)
    {
        if (actor.Refuses(AssetPermissions.Read, request) is { } no)
            return no;
        if (await db.Set<ConfirmationCycle>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == request.Id, ct) is not { } cycle)
            return Refusal.NotFound;
        var reach = actor.ReachOf(AssetPermissions.Read);
        var departments = (await db.Departments.AsNoTracking().OrderBy(d => d.NameSort).ThenBy(d => d.Id).ToListAsync(ct)).FindAll(d => reach.Covers(d.Id));
        var confirmations = await db.Set<DepartmentConfirmation>().AsNoTracking().Where(c => c.CycleId == cycle.Id).ToDictionaryAsync(c => c.DepartmentId, ct);
        var counts = await db.Set<Asset>().Where(a => a.State == AssetState.Active).GroupBy(a => a.DepartmentId)
            .Select(g => new { g.Key, All = g.Count(), Important = g.Count(a => a.IsImportant) }).ToDictionaryAsync(g => g.Key, ct);
        return new CycleView(cycle.Id, cycle.Version, cycle.Year, cycle.Title, cycle.DueOn, cycle.State, cycle.OpenedAt, cycle.OpenedBy, cycle.ClosedAt, cycle.CloseReason,
        [
            .. departments.Where(d => confirmations.ContainsKey(d.Id) || (cycle.State == CycleState.Open && d.ClosedOn is null)).Select(d =>
            {
                var confirmation = confirmations.GetValueOrDefault(d.Id);
                var count = counts.GetValueOrDefault(d.Id);
                var state = confirmation?.State ?? ConfirmationState.Waiting;
                return new DepartmentInCycle(d.Id, d.Name, state, confirmation?.ConfirmedBy ?? "", confirmation?.ConfirmedAt, confirmation?.ChangedAt,
                    count?.All ?? 0, count?.Important ?? 0, confirmation?.Assets ?? 0, confirmation?.ContentHash ?? "",
                    state == ConfirmationState.Waiting && cycle.DueOn < actor.Today,
                    cycle.State == CycleState.Open && d.ClosedOn is null && actor.May(AssetPermissions.Confirm, d.Id));
            }),
        ]);
    }
}

/// <summary>Which department's list.</summary>
public sealed record ReadDepartmentListRequest(Guid CycleId, Guid DepartmentId);

/// <summary>A department's list as it can be confirmed now.</summary>
/// <param name="ContentHash">Send it back to confirm exactly this.</param>
public sealed record DepartmentList(CycleView Cycle, DepartmentInCycle Department, string ContentHash, int Assets, int Important);

/// <summary>The state of one department in a cycle, with the hash of its list as it is now.</summary>
internal sealed class ReadDepartmentList(ReadCycle cycles, ConfirmedLists lists)
{
    public async Task<Outcome<DepartmentList>> RunAsync(Actor actor, ReadDepartmentListRequest request, CancellationToken ct)
    {
        var outcome = await cycles.RunAsync(actor, new ReadCycleRequest(request.CycleId), ct);
        if (outcome.Value is not { } cycle)
            return outcome.Refusal!;
        if (cycle.Departments.FirstOrDefault(d => d.DepartmentId == request.DepartmentId) is not { } department)
            return Refusal.NotFound;
        var content = await lists.ContentAsync(department.DepartmentId, ct);
        return new DepartmentList(cycle, department, content.Hash, content.Assets, content.Important);
    }
}
