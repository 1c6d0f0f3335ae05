using Isms.Kernel.Access.SignIn;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Access.Account;

/// <summary>Ends the second factor of one's own account.</summary>
internal sealed class RemoveSecondFactor(IsmsDbContext db, PasswordCheck check)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, SecondFactorPassword request, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.OwnAccount, request) is { } no)
            return no;
        if (actor.TokenScope is not null)
            return OwnAccount.NotByToken;
        var name = await db.Users.Where(u => u.Id == actor.UserId).Select(u => u.UserName!).FirstAsync(ct);
        var found = await check.RunAsync(name, request.Password, request.Address, ct);
        if (found.Refusal is { } refused)
            return refused;
        if (await db.Set<SecondFactor>().FirstOrDefaultAsync(f => f.UserId == actor.UserId && f.ConfirmedAt != null, ct) is not { } factor)
            return Refusal.NotFound;
        db.Remove(factor);
        found.Value!.TwoFactorEnabled = false;
        db.Note("kernel_users", actor.UserId, new { userName = name });
        await db.SaveAsync(actor, "kernel.second-factor-removed", ct);
        return Done.It;
    }
}
