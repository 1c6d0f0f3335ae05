using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Access.Account;

/// <summary>Ends one of one's own sessions, or all but the one that asks.</summary>
internal sealed class EndSessions(IsmsDbContext db, TimeProvider time)
{
    /// <param name="sessionId">The session to end; null for all others.</param>
    public async Task<Outcome<Done>> RunAsync(Actor actor, Guid? sessionId, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.OwnAccount) is { } no)
            return no;
        var sessions = await db.Set<Session>()
            .Where(s => s.UserId == actor.UserId && s.RevokedAt == null && (sessionId == null ? s.Id != actor.SessionId : s.Id == sessionId)).ToListAsync(ct);
        if (sessions.Count == 0)
            return sessionId is null ? Done.It : Refusal.NotFound;
        foreach (var session in sessions)
        {
            session.RevokedAt = time.Instant();
            db.Note("kernel_users", actor.UserId, new { session.Address, session.Browser });
        }
        await db.SaveAsync(actor, "kernel.sign-out", ct);
        return Done.It;
    }
}
