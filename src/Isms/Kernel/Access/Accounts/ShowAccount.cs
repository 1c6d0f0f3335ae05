using Isms.Kernel.Access.SignIn;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Access.Accounts;

/// <summary>One account with what its administrator needs to know of it.</summary>
/// <param name="Locked">True while wrong passwords lock it.</param>
/// <param name="Offices">Held today.</param>
public sealed record AccountDetails(AccountRow Account, bool Locked, IReadOnlyList<Office> Offices, int Sessions, int Tokens);

/// <summary>Looks at one account.</summary>
internal sealed class ShowAccount(IsmsDbContext db, SignInLock locks, TimeProvider time)
{
    public async Task<Outcome<AccountDetails>> RunAsync(Actor actor, Guid userId, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.Accounts) is { } no)
            return no;
        if (await AccountRegister.Rows(db).FirstOrDefaultAsync(a => a.Id == userId, ct) is not { } account)
            return Refusal.NotFound;
        var name = await db.Users.Where(u => u.Id == userId).Select(u => u.NormalizedUserName!).FirstAsync(ct);
        var offices = await db.Appointments.Where(a => a.PersonId == account.PersonId && a.StartsOn <= actor.Today && (a.EndsOn == null || a.EndsOn >= actor.Today))
            .Select(a => a.Office).Distinct().ToListAsync(ct);
        var now = Text.Clock.Instant(time);
        return new AccountDetails(account, await locks.RefusesAsync(name, ct) is not null, [.. offices.Order()],
            await db.Set<Session>().CountAsync(s => s.UserId == userId && s.Complete && s.RevokedAt == null && s.EndsAt > now, ct),
            await db.Set<AccessToken>().CountAsync(t => t.UserId == userId && t.RevokedAt == null && t.EndsAt > now, ct));
    }
}
