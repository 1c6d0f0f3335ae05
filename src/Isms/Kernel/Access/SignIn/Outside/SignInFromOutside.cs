using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Access.SignIn.Outside;

/// <param name="Who">What the provider said: a user name or a mail address.</param>
/// <param name="ByMail">True when it is the person's mail address.</param>
internal sealed record OutsideSignInRequest(string Who, bool ByMail, string Address, string Browser);

/// <summary>
/// Begins a session for somebody whom the provider knows. Nobody is made an account by it; a second factor set up here is still asked for. Open to everybody.
/// </summary>
internal sealed class SignInFromOutside(IsmsDbContext db, ILookupNormalizer normalizer, SessionStart sessions)
{
    /// <summary>The provider knows the person, we do not.</summary>
    public static readonly Refusal NoAccount = new("kernel.oidc-no-account", RefusalKind.Unauthenticated);

    public async Task<Outcome<StartedSession>> RunAsync(Actor actor, OutsideSignInRequest request, CancellationToken ct)
    {
        var user = await FindAsync(request, ct);
        var person = user is null ? null : await sessions.ActorAsync(user, ct);
        if (user is null || await db.People.AnyAsync(p => p.Id == user.PersonId && p.LeftOn != null && p.LeftOn < person!.Today, ct))
        {
            db.Note("kernel_users", user?.Id ?? Guid.Empty, new { reason = "no-account", provider = "oidc", request.Address });
            await db.SaveAsync(Actor.System("", actor.Today), "kernel.sign-in-failed", ct);
            return NoAccount;
        }
        var session = await sessions.AddAsync(user, user.TwoFactorEnabled, null, request.Address, request.Browser, ct, outside: true);
        db.Note("kernel_users", user.Id, new { user.UserName, provider = "oidc", request.Address, request.Browser });
        await db.SaveAsync(person!, session.Complete ? "kernel.sign-in" : "kernel.password-given", ct);
        return session;
    }

    private async Task<User?> FindAsync(OutsideSignInRequest request, CancellationToken ct)
    {
        if (!request.ByMail)
        {
            var name = normalizer.NormalizeName(request.Who);
            return await db.Users.FirstOrDefaultAsync(u => u.NormalizedUserName == name && u.DisabledAt == null, ct);
        }
        var mail = request.Who.ToLowerInvariant();
        var found = await (
            from u in db.Users
            join p in db.People on u.PersonId equals p.Id
            where p.Email != "" && p.Email.ToLower() == mail && u.DisabledAt == null
            select u).Take(2).ToListAsync(ct);
        // Of two people with one address neither is meant.
        return found is [var one] ? one : null;
    }
}
