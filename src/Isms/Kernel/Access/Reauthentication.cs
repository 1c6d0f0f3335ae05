using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Microsoft.AspNetCore.Identity;

namespace Isms.Kernel.Access;

/// <summary>Makes sure, at the moment of signing, that the person at the keyboard is the one signed in.</summary>
internal interface IReauthentication
{
    /// <summary>Null when the secret is the person's password or current one-time code; otherwise why not. Failures count towards the lock-out.</summary>
    Task<Refusal?> CheckAsync(Actor actor, string secret, CancellationToken ct);
}

/// <inheritdoc cref="IReauthentication"/>
internal sealed class Reauthentication(UserManager<User> users, SettingsReader settings, TimeProvider time) : IReauthentication
{
    public static readonly Refusal Wrong = new("signing.secret-wrong", RefusalKind.Unauthenticated);
    public static readonly Refusal Locked = new("signing.locked", RefusalKind.Unauthenticated);
    public static readonly Refusal SystemSignsNothing = new("signing.system-signs-nothing", RefusalKind.Forbidden);

    public async Task<Refusal?> CheckAsync(Actor actor, string secret, CancellationToken ct)
    {
        if (actor.IsSystem)
            return SystemSignsNothing;
        if (await users.FindByIdAsync(actor.UserId.ToString()) is not { } user)
            return Refusal.SignInFirst;
        var now = time.GetUtcNow();
        if (user.LockoutEnd > now)
            return Locked.With((int)Math.Ceiling((user.LockoutEnd.Value - now).TotalMinutes));

        var right = await IsRightAsync(user, secret);
        if (right && user.AccessFailedCount == 0)
            return null;
        user.AccessFailedCount = right ? 0 : user.AccessFailedCount + 1;
        if (user.AccessFailedCount >= await settings.NumberAsync(KernelSettings.LockoutFailures, ct))
        {
            user.AccessFailedCount = 0;
            user.LockoutEnd = now.AddMinutes(await settings.NumberAsync(KernelSettings.LockoutMinutes, ct));
        }
        await users.UpdateAsync(user);
        return right ? null : Wrong;
    }

    private async Task<bool> IsRightAsync(User user, string secret) =>
        await users.CheckPasswordAsync(user, secret)
        || (user.TwoFactorEnabled && secret.Length == 6
            && await users.VerifyTwoFactorTokenAsync(user, users.Options.Tokens.AuthenticatorTokenProvider, secret));
}
