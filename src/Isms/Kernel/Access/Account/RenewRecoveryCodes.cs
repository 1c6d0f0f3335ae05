using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access.SignIn;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Access.Account;

/// <summary>Gives up the second factor, or renews its recovery codes; both need the password once more.</summary>
internal sealed record SecondFactorPassword([property: Required, StringLength(PasswordPolicy.Longest)] string Password, string Address = "");

/// <summary>Recovery codes anew; the earlier ones are void.</summary>
internal sealed class RenewRecoveryCodes(IsmsDbContext db, PasswordCheck check)
{
    public async Task<Outcome<NewRecoveryCodes>> RunAsync(Actor actor, SecondFactorPassword request, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.OwnAccount, request) is { } no)
            return no;
        if (actor.TokenScope is not null)
            return OwnAccount.NotByToken;
        var name = await db.Users.Where(u => u.Id == actor.UserId).Select(u => u.UserName!).FirstAsync(ct);
        if ((await check.RunAsync(name, request.Password, request.Address, ct)).Refusal is { } refused)
            return refused;
        if (await db.Set<SecondFactor>().FirstOrDefaultAsync(f => f.UserId == actor.UserId && f.ConfirmedAt != null, ct) is not { } factor)
            return Refusal.NotFound;
        var codes = factor.RenewRecoveryCodes();
        db.Note("kernel_users", actor.UserId, new { userName = name });
        await db.SaveAsync(actor, "kernel.recovery-codes", ct);
        return new NewRecoveryCodes(codes);
    }
}
