using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Access.Account;

/// <summary>What an authenticator app needs.</summary>
/// <param name="Secret">Base32, to type in.</param>
/// <param name="Address"><c>otpauth://</c>, to scan.</param>
internal sealed record Enrolment(string Secret, string Address);

/// <summary>Begins to set up a second factor: the same secret until it is confirmed. Nothing changes for the sign-in yet.</summary>
internal sealed class BeginSecondFactor(IsmsDbContext db, SettingsReader settings)
{
    public static readonly Refusal SetUpAlready = new("kernel.second-factor-set-up");

    public async Task<Outcome<Enrolment>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.OwnAccount) is { } no)
            return no;
        if (actor.TokenScope is not null)
            return OwnAccount.NotByToken;
        var factor = await db.Set<SecondFactor>().FirstOrDefaultAsync(f => f.UserId == actor.UserId, ct);
        if (factor?.ConfirmedAt is not null)
            return SetUpAlready;
        if (factor is null)
        {
            db.Add(factor = new SecondFactor { UserId = actor.UserId });
            await db.SaveAsync(actor, "kernel.second-factor-begun", ct);
        }
        var organization = await settings.TextAsync(KernelSettings.OrganizationName, ct);
        var issuer = Uri.EscapeDataString(organization.Length > 0 ? organization : Phrase.Of("ui.product"));
        var name = await db.Users.Where(u => u.Id == actor.UserId).Select(u => u.UserName!).FirstAsync(ct);
        return new Enrolment(factor.Secret, $"otpauth://totp/{issuer}:{Uri.EscapeDataString(name)}?secret={factor.Secret}&issuer={issuer}");
    }
}
