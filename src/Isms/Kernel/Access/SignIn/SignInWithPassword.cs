using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access.Account;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Access.SignIn;

/// <param name="Address">Where the request came from, as the session list and the ledger show it.</param>
/// <param name="Browser">The browser's own description.</param>
internal sealed record SignInRequest(
    [property: Required, StringLength(256)] string UserName,
    [property: Required, StringLength(PasswordPolicy.Longest)] string Password,
    string Address = "",
    string Browser = "");

/// <summary>Signs a person in by name and password; with a second factor set up, the session waits for it. Open to everybody.</summary>
internal sealed class SignInWithPassword(IsmsDbContext db, PasswordCheck check, SignInLock locks, SessionStart sessions, Passwords passwords)
{
    public async Task<Outcome<StartedSession>> RunAsync(Actor actor, SignInRequest request, CancellationToken ct)
    {
        if (RequestShape.Check(request) is { Count: > 0 } problems)
            return Refusal.Invalid(problems);
        var found = await check.RunAsync(request.UserName, request.Password, request.Address, ct);
        if (found.Refusal is { } no)
            return no;
        var user = found.Value!;
        var person = await sessions.ActorAsync(user, ct);
        if (await db.People.AnyAsync(p => p.Id == user.PersonId && p.LeftOn != null && p.LeftOn < person.Today, ct))
            return await locks.FailedAsync(user.NormalizedUserName!, user, "left", request.Address, ct) ?? PasswordCheck.Wrong;

        user.MustChangePassword |= !check.ByDirectory && await passwords.HasExpiredAsync(user, ct);
        var session = await sessions.AddAsync(user, user.TwoFactorEnabled, null, request.Address, request.Browser, ct, check.ByDirectory);
        // With the second factor outstanding the failures stay counted: otherwise the password alone would buy endless guesses at it.
        if (session.Complete)
            await locks.ForgetAsync(user.NormalizedUserName!, ct);
        db.Note("kernel_users", user.Id, new { user.UserName, request.Address, request.Browser });
        await db.SaveAsync(person, session.Complete ? "kernel.sign-in" : "kernel.password-given", ct);
        return session;
    }
}
