using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Access.SignIn;

/// <summary>Ends the session at hand.</summary>
internal sealed class SignOut(IsmsDbContext db, TimeProvider time)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.OwnAccount) is { } no)
            return no;
        if (await db.Set<Session>().FirstOrDefaultAsync(s => s.Id == actor.SessionId && s.RevokedAt == null, ct) is not { } session)
            return Done.It;
        session.RevokedAt = time.Instant();
        db.Note("kernel_users", actor.UserId, new { session.Address, session.Browser });
        await db.SaveAsync(actor, "kernel.sign-out", ct);
        return Done.It;
    }
}
