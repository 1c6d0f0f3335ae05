using System.Globalization;
using System.Security.Cryptography;
using Isms.Kernel.Data;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Access.SignIn;

/// <summary>A session just begun.</summary>
/// <param name="Token">The cookie's value; not kept anywhere else.</param>
/// <param name="Complete">False while the second factor is still asked for.</param>
internal sealed record StartedSession(Guid Id, string Token, bool Complete);

/// <summary>Begins sessions, and finds those that wait for the second factor.</summary>
internal sealed class SessionStart(IsmsDbContext db, SettingsReader settings, TimeProvider time)
{
    private static readonly TimeSpan SecondFactorWithin = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Adds a session; the caller saves it.</summary>
    /// <param name="waits">True when the second factor is still to be given.</param>
    public async Task<StartedSession> AddAsync(User user, bool waits, DateTime? secondFactorAt, string address, string browser, CancellationToken ct)
    {
        var now = time.Instant();
        var token = RandomToken();
        var session = new Session
        {
            UserId = user.Id,
            TokenHash = ActorMiddleware.HashOf(token),
            StartedAt = now,
            SeenAt = now,
            EndsAt = now + (waits ? SecondFactorWithin : TimeSpan.FromMinutes(await settings.NumberAsync(KernelSettings.SessionIdleMinutes, ct))),
            SecondFactorAt = secondFactorAt,
            Complete = !waits,
            Address = Cut(address, 64),
            Browser = Cut(browser, 200),
        };
        db.Add(session);
        // What ended long ago nobody asks for any more; the ledger keeps the sign-ins.
        db.RemoveRange(await db.Set<Session>().Where(s => s.UserId == user.Id && s.EndsAt < now - Kept).ToListAsync(ct));
        return new StartedSession(session.Id, token, session.Complete);
    }

    /// <summary>The session of this cookie that still waits for its second factor; null when there is none or it waited too long.</summary>
    public async Task<Session?> WaitingAsync(string? token, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(token))
            return null;
        var hash = ActorMiddleware.HashOf(token);
        var now = time.Instant();
        return await db.Set<Session>().FirstOrDefaultAsync(s => s.TokenHash == hash && !s.Complete && s.RevokedAt == null && s.EndsAt > now, ct);
    }

    /// <summary>The person of this account as the actor of the sign-in itself, or of what the console does in this name.</summary>
    public async Task<Actor> ActorAsync(User user, CancellationToken ct, CultureInfo? culture = null)
    {
        var today = await settings.TodayAsync(ct);
        var person = await db.People.AsNoTracking().FirstAsync(p => p.Id == user.PersonId, ct);
        var offices = await db.Appointments.Where(a => a.PersonId == person.Id && a.StartsOn <= today && (a.EndsOn == null || a.EndsOn >= today))
            .Select(a => a.Office).Distinct().ToListAsync(ct);
        var headed = offices.Contains(Office.DepartmentHead) ? await ActorMiddleware.HeadedAsync(db, person.Id, today, ct) : [];
        return new Actor
        {
            PersonId = person.Id,
            UserId = user.Id,
            Name = person.Name,
            DepartmentId = person.DepartmentId,
            Today = today,
            Culture = culture ?? Phrase.Chinese,
            Offices = [.. offices.Select(o => new HeldOffice(o, o == Office.DepartmentHead ? headed : []))],
        };
    }

    /// <summary>256 random bits as text that fits a cookie, a header and an address.</summary>
    public static string RandomToken() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}
