using Isms.Kernel.Access.SignIn.Outside;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Access.SignIn;

/// <summary>
/// Is this the person's password? The one place that asks: it waits for its turn to hash, counts failures, locks, and answers the same,
/// in the same time, for a wrong password and for a name that does not exist. Serves sign-in and the re-authentication before signing.
/// </summary>
internal sealed class PasswordCheck(IsmsDbContext db, IPasswordHasher<User> hasher, ILookupNormalizer normalizer, PasswordGate gate, SignInLock locks, LdapDirectory directory)
{
    public static readonly Refusal Wrong = new("kernel.sign-in-wrong", RefusalKind.Unauthenticated);
    public static readonly Refusal Busy = new("kernel.sign-in-busy", RefusalKind.Busy);

    /// <summary>True when the last password asked about was the directory's, not the local one.</summary>
    public bool ByDirectory { get; private set; }

    private static readonly User Nobody = new();
    private static string? _nobodysHash;

    /// <summary>The account of that name when the password is right and the account is in use. Not within a write transaction.</summary>
    /// <param name="address">Where the request came from, for the ledger.</param>
    public async Task<Outcome<User>> RunAsync(string userName, string password, string address, CancellationToken ct)
    {
        var name = normalizer.NormalizeName(userName.Trim());
        if (await locks.RefusesAsync(name, ct) is { } locked)
            return locked;
        var user = await db.Users.FirstOrDefaultAsync(u => u.NormalizedUserName == name, ct);
        var verdict = PasswordVerificationResult.Failed;
        if (!await gate.RunAsync(() => verdict = Verify(user, password), ct))
            return Busy;
        var local = verdict != PasswordVerificationResult.Failed;
        // The local password first: it works also while the directory does not answer.
        ByDirectory = !local && user is { DisabledAt: null } && await directory.CheckAsync(user.UserName!, password, ct) == DirectoryAnswer.Right;
        if (user is null || user.DisabledAt is not null || (!local && !ByDirectory))
            return await locks.FailedAsync(name, user, "password", address, ct) ?? Wrong;
        // Guesses made side by side: the right one among them counts only if the others have not locked the name meanwhile.
        if (await locks.RefusesAsync(name, ct) is { } lockedNow)
            return lockedNow;
        return user;
    }

    private PasswordVerificationResult Verify(User? user, string password)
    {
        _nobodysHash ??= hasher.HashPassword(Nobody, Guid.CreateVersion7().ToString());
        var verdict = hasher.VerifyHashedPassword(user ?? Nobody, user?.PasswordHash ?? _nobodysHash, password);
        return user?.PasswordHash is null ? PasswordVerificationResult.Failed : verdict;
    }
}
