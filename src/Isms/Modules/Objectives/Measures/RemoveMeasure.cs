using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Objectives.Sets;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Objectives.Measures;

/// <summary>Takes a measure out of a draft version; earlier versions and results keep it.</summary>
/// <param name="Version">The version this is based on.</param>
public sealed record RemoveMeasureRequest(Guid Id, int Version);

/// <inheritdoc cref="RemoveMeasureRequest"/>
internal sealed class RemoveMeasure(IsmsDbContext db)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, RemoveMeasureRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ObjectivePermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<Measure>().SingleOrDefaultAsync(m => m.Id == request.Id, ct) is not { } measure)
            return Refusal.NotFound;
        if (await db.Set<ObjectiveSet>().AnyAsync(s => s.Id == measure.SetId && s.State != SetState.Draft, ct))
            return SetDesk.NotDraft;
        if (measure.Version != request.Version)
            return Refusal.Stale([]);
        db.RemoveRange(await db.Set<DepartmentShare>().Where(s => s.MeasureId == measure.Id).ToListAsync(ct));
        db.Remove(measure);
        if (!await db.Set<Measure>().AnyAsync(m => m.LineId == measure.LineId && m.Id != measure.Id, ct))
            db.Remove(await db.Set<MeasureLine>().SingleAsync(l => l.Id == measure.LineId, ct));
        await db.SaveAsync(actor, "objectives.remove-measure", ct);
        await writing.CommitAsync(ct);
        return Done.It;
    }
}
