using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access.Account;
using Isms.Kernel.Access.SignIn;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Access.Tokens;

/// <param name="Name">What it is for, so that it can be told from the others later.</param>
/// <param name="Scope"><c>read</c>, or <c>write</c> for everything the person may do.</param>
/// <param name="Days">How long it works, 1 to 365.</param>
/// <param name="UserName">Whose it will be: for the console only; null for one's own.</param>
internal sealed record CreateAccessTokenRequest(
    [property: Required, StringLength(100)] string Name,
    [property: Required, RegularExpression("^(read|write)$")] string Scope,
    [property: Range(1, 365)] int Days,
    string? UserName = null);

/// <summary>A token just made.</summary>
/// <param name="Token">Shown this once; only its hash is kept.</param>
/// <param name="EndsAt">Last moment it works, UTC.</param>
public sealed record CreatedAccessToken(Guid Id, string Name, string Scope, string Token, DateTime EndsAt);

/// <summary>Makes a personal access token for the API. It may never do more than its owner may on the day.</summary>
internal sealed class CreateAccessToken(IsmsDbContext db, TimeProvider time)
{
    /// <summary>Takes how many one may have.</summary>
    public static readonly Refusal TooMany = new("kernel.tokens-too-many");

    private const int Most = 20;

    public async Task<Outcome<CreatedAccessToken>> RunAsync(Actor actor, CreateAccessTokenRequest request, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.OwnAccount, request) is { } no)
            return no;
        if (actor.TokenScope is not null || (request.UserName is not null && !actor.IsSystem))
            return OwnAccount.NotByToken;
        var user = await db.Users.FirstOrDefaultAsync(u => request.UserName == null ? u.Id == actor.UserId : u.UserName == request.UserName, ct);
        if (user is null)
            return Refusal.NotFound;
        var now = time.Instant();
        if (await db.Set<AccessToken>().CountAsync(t => t.UserId == user.Id && t.RevokedAt == null && t.EndsAt > now, ct) >= Most)
            return TooMany.With(Most);
        var secret = "isms_" + SessionStart.RandomToken();
        var token = new AccessToken
        {
            UserId = user.Id, Name = request.Name.Trim(), Scope = request.Scope, TokenHash = ActorMiddleware.HashOf(secret), CreatedAt = now, EndsAt = now.AddDays(request.Days),
        };
        db.Add(token);
        db.Note("kernel_access_tokens", token.Id, new { user.UserName, token.Name, token.Scope, token.EndsAt });
        await db.SaveAsync(actor, "kernel.token-created", ct);
        return new CreatedAccessToken(token.Id, token.Name, token.Scope, secret, token.EndsAt);
    }
}
