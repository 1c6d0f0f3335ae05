using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Access.Account;

/// <summary>An office held today.</summary>
/// <param name="Departments">For a head: the departments headed and those below; empty otherwise.</param>
public sealed record OfficeHeld(Office Office, IReadOnlyList<Guid> Departments);

/// <summary>Who is signed in.</summary>
/// <param name="Permissions">Codes of everything this person may do, at least somewhere.</param>
/// <param name="Language">The language chosen; null follows the organization.</param>
public sealed record AccountView(Guid PersonId, string Name, string UserName, Guid? DepartmentId, IReadOnlyList<OfficeHeld> Offices,
    IReadOnlyList<string> Permissions, string? Language, bool SecondFactor, int RecoveryCodesLeft);

/// <summary>One's own account.</summary>
internal sealed class OwnAccount(IsmsDbContext db, Catalogue catalogue)
{
    /// <summary>An access token must not be able to outlive itself or shut its owner out.</summary>
    public static readonly Refusal NotByToken = new("kernel.not-by-token", RefusalKind.Forbidden);

    public async Task<Outcome<AccountView>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.OwnAccount) is { } no)
            return no;
        var user = await db.Users.AsNoTracking().FirstAsync(u => u.Id == actor.UserId, ct);
        var factor = await db.Set<SecondFactor>().AsNoTracking().FirstOrDefaultAsync(f => f.UserId == user.Id && f.ConfirmedAt != null, ct);
        return new AccountView(actor.PersonId, actor.Name, user.UserName!, actor.DepartmentId,
            [.. actor.Offices.Select(o => new OfficeHeld(o.Office, [.. o.Departments]))],
            [.. catalogue.Permissions.Values.Where(actor.May).Select(p => p.Code).Order(StringComparer.Ordinal)],
            user.Language, factor is not null, factor?.RecoveryCodesLeft ?? 0);
    }
}
