using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Criteria.Versions;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Criteria.Editing;

/// <summary>Which resolution adopted the method.</summary>
/// <param name="Version">The version this change is based on.</param>
public sealed record RecordResolutionRequest(Guid Id, int Version, [Required, StringLength(CriteriaVersion.ResolutionLength)] string ResolutionNumber);

/// <summary>Records the resolution of the meeting that adopted the method (4.2.2.2 c)), also after approval when it was left open.</summary>
internal sealed class RecordResolution(IsmsDbContext db)
{
    public static readonly Refusal Recorded = new("criteria.resolution-recorded");

    public async Task<Outcome<CriteriaSaved>> RunAsync(Actor actor, RecordResolutionRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CriteriaPermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<CriteriaVersion>().SingleOrDefaultAsync(v => v.Id == request.Id, ct) is not { } version)
            return Refusal.NotFound;
        if (version.Version != request.Version)
            return Refusal.Stale([new FieldDifference("resolutionNumber", request.ResolutionNumber, version.ResolutionNumber)]);
        if (!version.MayRecordResolution)
            return Recorded.With(version.ResolutionNumber);
        version.RecordResolution(request.ResolutionNumber.Trim());
        await db.SaveAsync(actor, "criteria.record-resolution", ct);
        await writing.CommitAsync(ct);
        return new CriteriaSaved(version.Id, version.VersionLabel, version.Version);
    }
}
