using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Objectives.Sets;

/// <summary>Throws away a draft that was never put up for signature.</summary>
/// <param name="Version">The version this is based on.</param>
public sealed record RemoveObjectiveSetRequest(Guid Id, int Version);

/// <inheritdoc cref="RemoveObjectiveSetRequest"/>
internal sealed class RemoveObjectiveSet(IsmsDbContext db)
{
    /// <summary>What was submitted once has signatures that must stay readable.</summary>
    public static readonly Refusal WasSubmitted = new("objectives.set-was-submitted");

    public async Task<Outcome<Done>> RunAsync(Actor actor, RemoveObjectiveSetRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ObjectivePermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<ObjectiveSet>().SingleOrDefaultAsync(s => s.Id == request.Id, ct) is not { } set)
            return Refusal.NotFound;
        if (!set.IsDraft)
            return SetDesk.NotDraft;
        if (set.Version != request.Version)
            return Refusal.Stale([]);
        if (await db.Set<Approval>().AnyAsync(a => a.Kind == SetApproval.KindName && a.SubjectId == set.Id, ct))
            return WasSubmitted;
        var measures = await db.Set<Measure>().Where(m => m.SetId == set.Id).ToListAsync(ct);
        var ids = measures.ConvertAll(m => m.Id);
        var lines = measures.ConvertAll(m => m.LineId);
        db.RemoveRange(await db.Set<DepartmentShare>().Where(s => ids.Contains(s.MeasureId)).ToListAsync(ct));
        db.RemoveRange(measures);
        db.RemoveRange(await db.Set<MeasureLine>().Where(l => lines.Contains(l.Id) && !db.Set<Measure>().Any(m => m.LineId == l.Id && m.SetId != set.Id)).ToListAsync(ct));
        db.Remove(set);
        await db.SaveAsync(actor, "objectives.remove-set", ct);
        await writing.CommitAsync(ct);
        return Done.It;
    }
}
