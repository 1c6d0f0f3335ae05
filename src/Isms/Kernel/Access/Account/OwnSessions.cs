using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Access.Account;

/// <summary>A browser signed in.</summary>
/// <param name="Address">Network address at sign-in.</param>
/// <param name="Browser">The browser's own description.</param>
/// <param name="SeenAt">Last request, to the minute; UTC.</param>
/// <param name="Current">True for the one that asks.</param>
public sealed record SessionView(Guid Id, string Address, string Browser, DateTime StartedAt, DateTime SeenAt, DateTime EndsAt, bool Current);

/// <summary>Where one is signed in, latest first.</summary>
internal sealed class OwnSessions(IsmsDbContext db, TimeProvider time)
{
    public async Task<Outcome<SessionView[]>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.OwnAccount) is { } no)
            return no;
        var now = time.Instant();
        return await db.Set<Session>().AsNoTracking()
            .Where(s => s.UserId == actor.UserId && s.Complete && s.RevokedAt == null && s.EndsAt > now)
            .OrderByDescending(s => s.SeenAt).ThenBy(s => s.Id)
            .Select(s => new SessionView(s.Id, s.Address, s.Browser, s.StartedAt, s.SeenAt, s.EndsAt, s.Id == actor.SessionId))
            .ToArrayAsync(ct);
    }
}
