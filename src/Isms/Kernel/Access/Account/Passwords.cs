using System.Security.Cryptography;
using Isms.Kernel.Access.SignIn;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Access.Account;

/// <summary>Sets passwords, within the organization's policy.</summary>
internal sealed class Passwords(IsmsDbContext db, IPasswordHasher<User> hasher, PasswordGate gate, SettingsReader settings, TimeProvider time)
{
    // Without letters and digits that look alike: an initial password is read from paper.
    private const string InitialAlphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>Sets the password the person chose; the caller saves. Refused when the policy is against it.</summary>
    /// <param name="field">Name of the field it was entered in.</param>
    public async Task<Refusal?> ChooseAsync(User user, string password, string field, CancellationToken ct)
    {
        var shortest = await settings.NumberAsync(KernelSettings.PasswordLength, ct);
        if (PasswordPolicy.Check(field, password, user.UserName ?? "", shortest) is { Count: > 0 } problems)
            return Refusal.Invalid(problems);
        var remembered = await settings.NumberAsync(KernelSettings.PasswordHistory, ct);
        var past = await db.Set<PastPassword>().Where(p => p.UserId == user.Id).OrderByDescending(p => p.SetAt).Take(remembered).ToListAsync(ct);
        var reused = false;
        if (!await gate.RunAsync(() => reused = past.Exists(p => IsSame(user, p.Hash, password)), ct))
            return PasswordCheck.Busy;
        if (reused)
            return Refusal.Invalid(field, "kernel.password-used-before", remembered);
        return await SetAsync(user, password, false, ct);
    }

    /// <summary>Sets a random password to be handed over and changed at the first sign-in; the caller saves. Refused only when too busy.</summary>
    public async Task<Outcome<string>> InitialAsync(User user, CancellationToken ct)
    {
        var password = NewInitial();
        return await SetAsync(user, password, true, ct) is { } no ? no : password;
    }

    /// <summary>Random passwords for many accounts, in their order. Takes its turn among those who sign in and waits as long as it must; call <see cref="Remember"/> for those that are kept.</summary>
    public async Task<IReadOnlyList<string>> InitialAsync(IReadOnlyList<User> users, CancellationToken ct)
    {
        var given = users.Select(_ => NewInitial()).ToArray();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount / 2), CancellationToken = ct };
        await Parallel.ForAsync(0, users.Count, options, async (i, token) =>
        {
            await gate.RunInTurnAsync(() => users[i].PasswordHash = hasher.HashPassword(users[i], given[i]), token);
            users[i].SecurityStamp = Guid.CreateVersion7().ToString();
            users[i].MustChangePassword = true;
        });
        return given;
    }

    /// <summary>Notes the password of a new account, so that it is not chosen again too soon; the caller saves.</summary>
    public void Remember(User user) => db.Add(new PastPassword { UserId = user.Id, Hash = user.PasswordHash!, SetAt = time.Instant() });

    private static string NewInitial() => string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(InitialAlphabet, 4)));

    /// <summary>True when the organization limits how long a password is used, and this one has been for longer.</summary>
    public async Task<bool> HasExpiredAsync(User user, CancellationToken ct)
    {
        var days = await settings.NumberAsync(KernelSettings.PasswordDays, ct);
        if (days == 0)
            return false;
        var since = time.Instant().AddDays(-days);
        return !await db.Set<PastPassword>().AnyAsync(p => p.UserId == user.Id && p.SetAt > since, ct);
    }

    private async Task<Refusal?> SetAsync(User user, string password, bool mustChange, CancellationToken ct)
    {
        var hash = "";
        if (!await gate.RunAsync(() => hash = hasher.HashPassword(user, password), ct))
            return PasswordCheck.Busy;
        user.PasswordHash = hash;
        user.SecurityStamp = Guid.CreateVersion7().ToString();
        user.MustChangePassword = mustChange;
        Remember(user);
        return null;
    }

    private bool IsSame(User user, string hash, string password) => hasher.VerifyHashedPassword(user, hash, password) != PasswordVerificationResult.Failed;
}
