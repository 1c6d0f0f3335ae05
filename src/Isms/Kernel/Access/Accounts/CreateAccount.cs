using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access.Account;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Access.Accounts;

/// <param name="PersonId">Whose account it will be.</param>
/// <param name="UserName">What the person signs in with; letters, digits and . _ - @; not distinguished by capitals.</param>
internal sealed record CreateAccountRequest(Guid PersonId, [property: Required, StringLength(60, MinimumLength = 2), RegularExpression(CreateAccount.UserNames)] string UserName);

/// <summary>An account with a password to hand over.</summary>
/// <param name="Password">Shown this once; must be changed at the first sign-in.</param>
public sealed record InitialPassword(Guid Id, string UserName, string Password);

/// <summary>Makes an account for a person who has none.</summary>
internal sealed class CreateAccount(IsmsDbContext db, Passwords passwords, ILookupNormalizer normalizer)
{
    /// <summary>Letters of any script, digits and a few signs.</summary>
    public const string UserNames = @"^[\p{L}\p{N}._@-]+$";

    public static readonly Refusal HasOne = new("kernel.account.has-one");

    public async Task<Outcome<InitialPassword>> RunAsync(Actor actor, CreateAccountRequest request, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.Accounts, request) is { } no)
            return no;
        var name = normalizer.NormalizeName(request.UserName);
        var person = await db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == request.PersonId && (p.LeftOn == null || p.LeftOn >= actor.Today), ct);
        if (person is null)
            return Refusal.Invalid("personId", "kernel.appointment.person-gone");
        var user = new User { PersonId = person.Id, UserName = request.UserName, NormalizedUserName = name };
        var password = await passwords.InitialAsync(user, ct);
        if (password.Refusal is { } busy)
            return busy;

        await using var writing = await db.BeginAsync(ct);
        if (await db.Users.AnyAsync(u => u.PersonId == person.Id, ct))
            return HasOne.With(person.Name);
        if (await db.Users.AnyAsync(u => u.NormalizedUserName == name, ct))
            return Refusal.Invalid("userName", "kernel.account.name-taken", request.UserName);
        db.Add(user);
        db.Note("kernel_users", user.Id, new { user.UserName, person = person.Name });
        await db.SaveAsync(actor, "kernel.account-created", ct);
        await writing.CommitAsync(ct);
        return new InitialPassword(user.Id, user.UserName, password.Value!);
    }
}
