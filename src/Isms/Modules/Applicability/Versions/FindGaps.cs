using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Applicability.Versions;

/// <summary>What a version lacks: what stands in the way of submitting first.</summary>
internal sealed class FindGaps(IsmsDbContext db, SoaCheck check)
{
    public async Task<Outcome<GapFound[]>> RunAsync(Actor actor, Guid soaId, CancellationToken ct)
    {
        if (actor.Refuses(SoaPermissions.Read) is { } no)
            return no;
        if (await db.Set<SoaVersion>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == soaId, ct) is not { } soa)
            return Refusal.NotFound;
        return (await check.GapsAsync(soa, ct)).OrderBy(g => g.Gap).ToArray();
    }
}
