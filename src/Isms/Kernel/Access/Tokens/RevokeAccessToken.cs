using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Access.Tokens;

/// <summary>Makes one of one's own tokens void at once.</summary>
internal sealed class RevokeAccessToken(IsmsDbContext db, TimeProvider time)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.OwnAccount) is { } no)
            return no;
        if (await db.Set<AccessToken>().FirstOrDefaultAsync(t => t.Id == id && t.UserId == actor.UserId && t.RevokedAt == null, ct) is not { } token)
            return Refusal.NotFound;
        token.RevokedAt = time.Instant();
        db.Note("kernel_access_tokens", token.Id, new { token.Name });
        await db.SaveAsync(actor, "kernel.token-revoked", ct);
        return Done.It;
    }
}
