using Isms.Kernel.Access.Account;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Access.Accounts;

/// <summary>Gives an account a new password to hand over. All its sessions and tokens end.</summary>
internal sealed class ResetPassword(IsmsDbContext db, Passwords passwords, TimeProvider time)
{
    public async Task<Outcome<InitialPassword>> RunAsync(Actor actor, Guid userId, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.Accounts) is { } no)
            return no;
        if (userId == actor.UserId)
            return AdministerAccount.NotYourOwn;
        if (await db.Users.FirstOrDefaultAsync(u => u.Id == userId, ct) is not { } user)
            return Refusal.NotFound;
        var password = await passwords.InitialAsync(user, ct);
        if (password.Refusal is { } busy)
            return busy;
        await AdministerAccount.EndAccessAsync(db, user.Id, time.Instant(), ct);
        db.Note("kernel_users", user.Id, new { user.UserName });
        await db.SaveAsync(actor, "kernel.password-reset", ct);
        return new InitialPassword(user.Id, user.UserName!, password.Value!);
    }
}
