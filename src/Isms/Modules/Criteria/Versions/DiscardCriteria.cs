using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Modules.Criteria.Approving;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Criteria.Versions;

/// <summary>Throws a draft away.</summary>
/// <param name="Version">The version this is based on.</param>
public sealed record DiscardCriteriaRequest(Guid Id, int Version);

/// <summary>Throws away a draft that nobody was ever asked to sign; its history stays in the ledger.</summary>
internal sealed class DiscardCriteria(IsmsDbContext db)
{
    public static readonly Refusal WasSubmitted = new("criteria.was-submitted");

    public async Task<Outcome<Done>> RunAsync(Actor actor, DiscardCriteriaRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CriteriaPermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<CriteriaVersion>().SingleOrDefaultAsync(v => v.Id == request.Id, ct) is not { } version)
            return Refusal.NotFound;
        if (version.Version != request.Version)
            return Refusal.Stale([]);
        if (version.State != CriteriaState.Draft || await db.Set<Kernel.Signing.Approval>().AnyAsync(a => a.Kind == CriteriaApproval.Name && a.SubjectId == version.Id, ct))
            return WasSubmitted.With(version.VersionLabel);
        db.Remove(version);
        await db.SaveAsync(actor, "criteria.discard", ct);
        await writing.CommitAsync(ct);
        return Done.It;
    }
}
