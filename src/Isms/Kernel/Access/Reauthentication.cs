using System.Text;
using Isms.Kernel.Access.Account;
using Isms.Kernel.Access.SignIn;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Access;

/// <summary>Makes sure, at the moment of signing, that the person at the keyboard is the one signed in.</summary>
internal interface IReauthentication
{
    /// <summary>
    /// Null when the secret is the person's password or current one-time code; otherwise why not. Failures count towards the lock-out.
    /// Not within a write transaction. What a code uses up is saved by the caller.
    /// </summary>
    Task<Refusal?> CheckAsync(Actor actor, string secret, CancellationToken ct);
}

/// <inheritdoc cref="IReauthentication"/>
internal sealed class Reauthentication(IsmsDbContext db, PasswordCheck passwords, SignInLock locks, TimeProvider time) : IReauthentication
{
    /// <summary>Nobody is sent to the sign-in page for a mistyped password: whose session it is, is known.</summary>
    public static readonly Refusal Wrong = Refusal.Invalid("secret", "signing.secret-wrong");
    public static readonly Refusal SystemSignsNothing = new("signing.system-signs-nothing", RefusalKind.Forbidden);

    public async Task<Refusal?> CheckAsync(Actor actor, string secret, CancellationToken ct)
    {
        if (actor.IsSystem)
            return SystemSignsNothing;
        if (await db.Users.FirstOrDefaultAsync(u => u.Id == actor.UserId && u.DisabledAt == null, ct) is not { } user)
            return Refusal.SignInFirst;
        var refusal = await FactorAsync(user, secret, ct) is { } factor
            ? await CodeAsync(user, factor, secret, ct)
            : (await passwords.RunAsync(user.UserName!, secret, "", ct)).Refusal;
        if (refusal is null)
            await locks.ForgetAsync(user.NormalizedUserName!, ct);
        return refusal == PasswordCheck.Wrong ? Wrong : refusal;
    }

    // Six digits are a code for whoever has an authenticator; passwords are longer.
    private async Task<SecondFactor?> FactorAsync(User user, string secret, CancellationToken ct)
    {
        var text = secret.Normalize(NormalizationForm.FormKC).Trim();
        return text.Length == 6 && text.All(char.IsAsciiDigit)
            ? await db.Set<SecondFactor>().FirstOrDefaultAsync(f => f.UserId == user.Id && f.ConfirmedAt != null, ct) : null;
    }

    private async Task<Refusal?> CodeAsync(User user, SecondFactor factor, string code, CancellationToken ct)
    {
        if (await locks.RefusesAsync(user.NormalizedUserName!, ct) is { } locked)
            return locked;
        return factor.Accepts(code, time.Instant()) ? null
            : await locks.FailedAsync(user.NormalizedUserName!, user, "signing", "", ct) ?? Wrong;
    }
}
