using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access.SignIn;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Access.Account;

/// <param name="CurrentPassword">The one in force.</param>
/// <param name="NewPassword">The one to come.</param>
/// <param name="Repeated">The same again.</param>
internal sealed record ChangePasswordRequest(
    [property: Required, StringLength(PasswordPolicy.Longest)] string CurrentPassword,
    [property: Required, StringLength(PasswordPolicy.Longest)] string NewPassword,
    [property: Required] string Repeated,
    string Address = "");

/// <summary>Changes one's own password. All other sessions end, and so do all access tokens: whoever knew the old one is out.</summary>
internal sealed class ChangePassword(IsmsDbContext db, PasswordCheck check, Passwords passwords, TimeProvider time)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, ChangePasswordRequest request, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.OwnAccount, request) is { } no)
            return no;
        if (actor.TokenScope is not null)
            return OwnAccount.NotByToken;
        if (request.NewPassword != request.Repeated)
            return Refusal.Invalid("repeated", "kernel.password-repeat-differs");
        var name = await db.Users.Where(u => u.Id == actor.UserId).Select(u => u.UserName!).FirstAsync(ct);
        var checkedUser = await check.RunAsync(name, request.CurrentPassword, request.Address, ct);
        if (checkedUser.Refusal == PasswordCheck.Wrong)
            return Refusal.Invalid("currentPassword", "kernel.password-current-wrong");
        if (checkedUser.Refusal is { } refused)
            return refused;
        var user = checkedUser.Value!;
        if (await passwords.ChooseAsync(user, request.NewPassword, "newPassword", ct) is { } refusedNew)
            return refusedNew;
        var now = time.Instant();
        foreach (var other in await db.Set<Session>().Where(s => s.UserId == user.Id && s.Id != actor.SessionId && s.RevokedAt == null).ToListAsync(ct))
            other.RevokedAt = now;
        foreach (var token in await db.Set<AccessToken>().Where(t => t.UserId == user.Id && t.RevokedAt == null).ToListAsync(ct))
            token.RevokedAt = now;
        db.Note("kernel_users", user.Id, new { user.UserName, request.Address });
        await db.SaveAsync(actor, "kernel.password-changed", ct);
        return Done.It;
    }
}
