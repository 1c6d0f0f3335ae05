using System.Collections.Concurrent;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Text;
using Isms.Modules.Criteria.Domain;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Criteria;

/// <summary>A version of the criteria, ready to calculate.</summary>
/// <param name="Name">Chinese title; both languages are in <c>Criteria.Definition.Name</c>.</param>
/// <param name="VersionLabel">Such as <c>V1.0</c>.</param>
public sealed record CriteriaSnapshot(Guid Id, string Name, string VersionLabel, CompiledCriteria Criteria);

/// <summary>
/// What is kept of criteria in this process, for one company. One per version of the criteria, not one per change of it: bounded by what the organization
/// ever approved or tried.
/// </summary>
internal sealed class KnownCriteria
{
    public ConcurrentDictionary<Guid, (int Version, CompiledCriteria Criteria)> Compiled { get; } = new();

    /// <summary>Versions that something was rated with: they never change.</summary>
    public ConcurrentDictionary<Guid, CriteriaSnapshot> Locked { get; } = new();
}

/// <summary>The criteria that other processes rate with.</summary>
internal sealed class CriteriaInForce(IsmsDbContext db, TimeProvider time, KnownCriteria known)
{
    /// <summary>The one version in force; null until the first is approved.</summary>
    public Task<CriteriaSnapshot?> CurrentAsync(CancellationToken ct) =>
        SnapshotAsync(db.Set<CriteriaVersion>().Where(v => v.State == CriteriaState.Approved), ct);

    /// <summary>Any version that can calculate, drafts without problems included; null when there is none such.</summary>
    public Task<CriteriaSnapshot?> FindAsync(Guid id, CancellationToken ct) => SnapshotAsync(db.Set<CriteriaVersion>().Where(v => v.Id == id), ct);

    /// <summary>A version that something was rated with. It is locked, so that what was read once stays right.</summary>
    /// <exception cref="InvalidOperationException">No such version.</exception>
    public async Task<CriteriaSnapshot> LockedAsync(Guid id, CancellationToken ct)
    {
        if (known.Locked.TryGetValue(id, out var kept))
            return kept;
        return known.Locked[id] = await FindAsync(id, ct) ?? throw new InvalidOperationException($"There are no usable criteria {id}.");
    }

    /// <summary>Notes that something is rated with this version: it is locked from now on. The caller saves.</summary>
    /// <exception cref="InvalidOperationException">No such version, or not approved (5.1 f): unsigned criteria are not used).</exception>
    public async Task MarkUsedAsync(Guid id, CancellationToken ct)
    {
        var version = await db.Set<CriteriaVersion>().FindAsync([id], ct) ?? throw new InvalidOperationException("No such criteria.");
        version.Lock(time.Instant());
    }

    private async Task<CriteriaSnapshot?> SnapshotAsync(IQueryable<CriteriaVersion> versions, CancellationToken ct)
    {
        if (await versions.Select(v => new { v.Id, v.Version, v.Name, v.VersionLabel }).SingleOrDefaultAsync(ct) is not { } found)
            return null;
        if (!known.Compiled.TryGetValue(found.Id, out var kept) || kept.Version != found.Version)
        {
            var json = await db.Set<CriteriaVersion>().Where(v => v.Id == found.Id).Select(v => v.Definition).SingleAsync(ct);
            if (CriteriaJson.Read(json).Result is not { } definition || definition.Validate().Count > 0)
                return null;
            kept = (found.Version, CompiledCriteria.Of(definition));
            known.Compiled[found.Id] = kept;
        }
        return new CriteriaSnapshot(found.Id, found.Name, found.VersionLabel, kept.Criteria);
    }
}

/// <summary>Who may do what with the criteria.</summary>
internal static class CriteriaPermissions
{
    /// <summary>Read and try them: everybody who is rated, rates or looks after the system.</summary>
    public static readonly Permission Read = new Permission("criteria.read").Everywhere(
        Office.Employee, Office.ExternalAuditor, Office.SystemAdministrator, Office.SecurityAdministrator, Office.AuditAdministrator);

    /// <summary>Prepare a version and put it up for approval.</summary>
    public static readonly Permission Edit = new Permission("criteria.edit").Everywhere(
        Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam);
}
