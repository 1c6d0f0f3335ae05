using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access.Account;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Access.SignIn;

/// <param name="Token">The waiting session's cookie.</param>
/// <param name="Code">Six digits from the authenticator, or a recovery code.</param>
internal sealed record SecondFactorRequest(string? Token, [property: Required, StringLength(40)] string Code);

/// <summary>Completes a sign-in by the second factor. A recovery code works once; so does each six-digit code.</summary>
internal sealed class GiveSecondFactor(IsmsDbContext db, SignInLock locks, SessionStart sessions, TimeProvider time)
{
    public static readonly Refusal WrongCode = new("kernel.second-factor-wrong", RefusalKind.Unauthenticated);

    /// <summary>The password was given too long ago, or not at all.</summary>
    public static readonly Refusal StartAgain = new("kernel.second-factor-late", RefusalKind.Unauthenticated);

    public async Task<Outcome<StartedSession>> RunAsync(Actor actor, SecondFactorRequest request, CancellationToken ct)
    {
        if (RequestShape.Check(request) is { Count: > 0 } problems)
            return Refusal.Invalid(problems);
        if (await sessions.WaitingAsync(request.Token, ct) is not { } waiting)
            return StartAgain;
        var user = await db.Users.FirstAsync(u => u.Id == waiting.UserId, ct);
        var factor = await db.Set<SecondFactor>().FirstOrDefaultAsync(f => f.UserId == user.Id && f.ConfirmedAt != null, ct);
        if (factor is null || user.DisabledAt is not null)
            return StartAgain;
        if (await locks.RefusesAsync(user.NormalizedUserName!, ct) is { } locked)
            return locked;
        if (!factor.Accepts(request.Code, time.Instant()))
            return await locks.FailedAsync(user.NormalizedUserName!, user, "second-factor", waiting.Address, ct) ?? WrongCode;

        // A new token: the one that was out before the person was fully known opens nothing.
        waiting.RevokedAt = time.Instant();
        var session = await sessions.AddAsync(user, false, time.Instant(), waiting.Address, waiting.Browser, ct, waiting.Outside);
        await locks.ForgetAsync(user.NormalizedUserName!, ct);
        db.Note("kernel_users", user.Id, new { user.UserName, waiting.Address, factor.RecoveryCodesLeft });
        await db.SaveAsync(await sessions.ActorAsync(user, ct), "kernel.sign-in", ct);
        return session;
    }
}
