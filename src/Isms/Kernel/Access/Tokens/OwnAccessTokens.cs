using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Access.Tokens;

/// <summary>A token that works.</summary>
/// <param name="Scope"><c>read</c> or <c>write</c>.</param>
public sealed record AccessTokenView(Guid Id, string Name, string Scope, DateTime CreatedAt, DateTime EndsAt);

/// <summary>One's own tokens that work, latest first.</summary>
internal sealed class OwnAccessTokens(IsmsDbContext db, TimeProvider time)
{
    public async Task<Outcome<AccessTokenView[]>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.OwnAccount) is { } no)
            return no;
        var now = time.Instant();
        return await db.Set<AccessToken>().AsNoTracking().Where(t => t.UserId == actor.UserId && t.RevokedAt == null && t.EndsAt > now)
            .OrderByDescending(t => t.CreatedAt).ThenBy(t => t.Id)
            .Select(t => new AccessTokenView(t.Id, t.Name, t.Scope, t.CreatedAt, t.EndsAt)).ToArrayAsync(ct);
    }
}
