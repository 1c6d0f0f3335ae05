using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Access.Account;

/// <param name="Code">Six digits that the app shows now.</param>
internal sealed record ConfirmSecondFactorRequest([property: Required, StringLength(40)] string Code);

/// <summary>What to keep for the day the app is lost; shown once.</summary>
public sealed record NewRecoveryCodes(IReadOnlyList<string> Codes);

/// <summary>Completes the set-up by a first code: from now on every sign-in asks for one.</summary>
internal sealed class ConfirmSecondFactor(IsmsDbContext db, TimeProvider time)
{
    public async Task<Outcome<NewRecoveryCodes>> RunAsync(Actor actor, ConfirmSecondFactorRequest request, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.OwnAccount, request) is { } no)
            return no;
        if (actor.TokenScope is not null)
            return OwnAccount.NotByToken;
        var factor = await db.Set<SecondFactor>().FirstOrDefaultAsync(f => f.UserId == actor.UserId && f.ConfirmedAt == null, ct);
        if (factor is null)
            return BeginSecondFactor.SetUpAlready;
        if (!factor.Accepts(request.Code, time.Instant()))
            return Refusal.Invalid("code", "kernel.second-factor-code-wrong");
        factor.ConfirmedAt = time.Instant();
        var codes = factor.RenewRecoveryCodes();
        var user = await db.Users.FirstAsync(u => u.Id == actor.UserId, ct);
        user.TwoFactorEnabled = true;
        db.Note("kernel_users", user.Id, new { user.UserName });
        await db.SaveAsync(actor, "kernel.second-factor-set-up", ct);
        return new NewRecoveryCodes(codes);
    }
}
