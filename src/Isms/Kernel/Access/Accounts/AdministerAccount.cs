using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access.Account;
using Isms.Kernel.Access.SignIn;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Access.Accounts;

/// <summary>What an administrator can do to somebody's account, besides giving a password.</summary>
public enum AccountAction
{
    /// <summary>Nobody can sign in with it any more; sessions and tokens end at once.</summary>
    Disable,

    /// <summary>It can be used again.</summary>
    Enable,

    /// <summary>Ends the lock after too many wrong passwords.</summary>
    Unlock,

    /// <summary>The person signs in by password alone until another second factor is set up.</summary>
    ResetSecondFactor,
}

/// <summary>Disables, enables or unlocks an account, or takes away its second factor.</summary>
internal sealed class AdministerAccount(IsmsDbContext db, AccountChange change)
{
    /// <summary>One's own account is for another administrator to disable: nobody locks the last door behind himself.</summary>
    public static readonly Refusal NotYourOwn = new("kernel.account.not-your-own");

    public async Task<Outcome<Done>> RunAsync(Actor actor, Guid userId, AccountAction action, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.Accounts) is { } no)
            return no;
        if (await db.Users.FirstOrDefaultAsync(u => u.Id == userId, ct) is not { } user)
            return Refusal.NotFound;
        if (user.Id == actor.UserId && action is AccountAction.Disable or AccountAction.ResetSecondFactor)
            return NotYourOwn;
        if (!Enum.IsDefined(action))
            return Refusal.NotFound;
        await change.MakeAsync(user, action, ct);
        await db.SaveAsync(actor, AccountChange.UseCaseOf(action), ct);
        return Done.It;
    }

    /// <summary>Ends all sessions and tokens of an account; the caller saves.</summary>
    public static async Task EndAccessAsync(IsmsDbContext db, Guid userId, DateTime now, CancellationToken ct)
    {
        foreach (var session in await db.Set<Session>().Where(s => s.UserId == userId && s.RevokedAt == null).ToListAsync(ct))
            session.RevokedAt = now;
        foreach (var token in await db.Set<AccessToken>().Where(t => t.UserId == userId && t.RevokedAt == null).ToListAsync(ct))
            token.RevokedAt = now;
    }
}

/// <summary>Does to several accounts what can be done to one.</summary>
internal sealed record AdministerAccountsRequest(
    [property: Required, MinLength(1), MaxLength(AdministerAccounts.MostAtOnce)] IReadOnlyList<Guid> UserIds, AccountAction Action);

/// <summary>How many accounts were changed.</summary>
public sealed record AccountsAdministered(int Count);

/// <inheritdoc cref="AdministerAccountsRequest"/>
internal sealed class AdministerAccounts(IsmsDbContext db, AccountChange change)
{
    public const int MostAtOnce = 1000;

    public async Task<Outcome<AccountsAdministered>> RunAsync(Actor actor, AdministerAccountsRequest request, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.Accounts, request) is { } no)
            return no;
        if (!Enum.IsDefined(request.Action))
            return Refusal.Invalid("action", "kernel.field-choice", (int)request.Action);
        var ids = request.UserIds.Distinct().ToList();
        if (ids.Contains(actor.UserId) && request.Action is AccountAction.Disable or AccountAction.ResetSecondFactor)
            return AdministerAccount.NotYourOwn;
        var users = await db.Users.Where(u => ids.Contains(u.Id)).OrderBy(u => u.NormalizedUserName).ToListAsync(ct);
        if (users.Count < ids.Count)
            return Refusal.NotFound;
        foreach (var user in users)
            await change.MakeAsync(user, request.Action, ct);
        await db.SaveAsync(actor, AccountChange.UseCaseOf(request.Action), ct);
        return new AccountsAdministered(users.Count);
    }
}

/// <summary>Carries out what an administrator does to an account.</summary>
internal sealed class AccountChange(IsmsDbContext db, SignInLock locks, TimeProvider time)
{
    /// <summary>With its note for the ledger; the caller saves.</summary>
    public async Task MakeAsync(User user, AccountAction action, CancellationToken ct)
    {
        switch (action)
        {
            case AccountAction.Disable:
                user.DisabledAt ??= time.Instant();
                await AdministerAccount.EndAccessAsync(db, user.Id, time.Instant(), ct);
                break;
            case AccountAction.Enable:
                user.DisabledAt = null;
                break;
            case AccountAction.Unlock:
                await locks.ForgetAsync(user.NormalizedUserName!, ct);
                break;
            case AccountAction.ResetSecondFactor:
                user.TwoFactorEnabled = false;
                db.RemoveRange(await db.Set<SecondFactor>().Where(f => f.UserId == user.Id).ToListAsync(ct));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(action));
        }
        db.Note("kernel_users", user.Id, new { user.UserName });
    }

    public static string UseCaseOf(AccountAction action) => action switch
    {
        AccountAction.Disable => "kernel.account-disabled",
        AccountAction.Enable => "kernel.account-enabled",
        AccountAction.Unlock => "kernel.account-unlocked",
        AccountAction.ResetSecondFactor => "kernel.second-factor-reset",
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };
}
