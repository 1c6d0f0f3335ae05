using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Isms.Kernel.Access.SignIn;

/// <summary>
/// Wrong sign-ins under one name. Names that do not exist are counted the same way, so that an answer never tells whether one does.
/// </summary>
internal sealed class SignInFailure
{
    /// <summary>Hash of the normalized user name: what is mistyped there may be a password.</summary>
    public required string NameHash { get; init; }
    public int Failures { get; set; }
    public DateTime LastAt { get; set; }
    public DateTime? LockedUntil { get; set; }
}

/// <summary>Counts wrong passwords and codes, and locks the name for a while after too many.</summary>
internal sealed class SignInLock(IsmsDbContext db, SettingsReader settings, TimeProvider time)
{
    /// <summary>Takes the minutes left.</summary>
    public static readonly Refusal Locked = new("kernel.sign-in-locked", RefusalKind.Unauthenticated);

    private static readonly TimeSpan Forgotten = TimeSpan.FromDays(1);

    /// <summary>Why nobody may try under this name now; null when somebody may.</summary>
    public async Task<Refusal?> RefusesAsync(string normalizedName, CancellationToken ct)
    {
        var hash = ActorMiddleware.HashOf(normalizedName);
        var until = await db.Set<SignInFailure>().Where(f => f.NameHash == hash).Select(f => f.LockedUntil).FirstOrDefaultAsync(ct);
        return RefusalUntil(until);
    }

    /// <summary>Counts one failure and records it. Answers the lock when this was one too many.</summary>
    /// <param name="user">The account of that name, if there is one.</param>
    /// <param name="reason">For the ledger: <c>password</c> or <c>second-factor</c>.</param>
    public async Task<Refusal?> FailedAsync(string normalizedName, User? user, string reason, string address, CancellationToken ct)
    {
        var most = await settings.NumberAsync(KernelSettings.LockoutFailures, ct);
        var minutes = await settings.NumberAsync(KernelSettings.LockoutMinutes, ct);
        var today = await settings.TodayAsync(ct);
        var now = time.Instant();
        await using var writing = await db.BeginAsync(ct);
        await db.Set<SignInFailure>().Where(f => f.LastAt < now - Forgotten && (f.LockedUntil == null || f.LockedUntil < now)).ExecuteDeleteAsync(ct);
        var hash = ActorMiddleware.HashOf(normalizedName);
        var failure = await db.Set<SignInFailure>().FirstOrDefaultAsync(f => f.NameHash == hash, ct);
        if (failure is null)
            db.Add(failure = new SignInFailure { NameHash = hash });
        else
            await db.Entry(failure).ReloadAsync(ct);
        if (failure.LockedUntil <= now)
            failure.LockedUntil = null;
        failure.LastAt = now;
        failure.Failures++;
        if (failure.Failures >= most)
        {
            failure.Failures = 0;
            failure.LockedUntil = now.AddMinutes(minutes);
        }
        db.Note("kernel_users", user?.Id ?? Guid.Empty, new { user?.UserName, reason, address, failure.LockedUntil });
        // Who tried is not known, so nobody is named as the actor.
        await db.SaveAsync(Actor.System("", today), failure.LockedUntil is null ? "kernel.sign-in-failed" : "kernel.sign-in-locked", ct);
        await writing.CommitAsync(ct);
        return RefusalUntil(failure.LockedUntil);
    }

    /// <summary>Forgets the failures: after a right answer, or when the administrator unlocks. Saved by the caller.</summary>
    public async Task ForgetAsync(string normalizedName, CancellationToken ct)
    {
        var hash = ActorMiddleware.HashOf(normalizedName);
        if (await db.Set<SignInFailure>().FirstOrDefaultAsync(f => f.NameHash == hash, ct) is { } failure)
            db.Remove(failure);
    }

    private Refusal? RefusalUntil(DateTime? until)
    {
        var left = until - time.Instant();
        return left > TimeSpan.Zero ? Locked.With((int)Math.Ceiling(left.Value.TotalMinutes)) : null;
    }
}

internal sealed class SignInMapping : IEntityTypeConfiguration<SignInFailure>
{
    public void Configure(EntityTypeBuilder<SignInFailure> builder)
    {
        builder.ToTable("kernel_sign_in_failures");
        builder.HasKey(f => f.NameHash);
        builder.Property(f => f.NameHash).HasMaxLength(64);
    }
}
