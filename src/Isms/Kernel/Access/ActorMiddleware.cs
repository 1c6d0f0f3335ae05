using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Isms.Kernel.Access.Account;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Access;

/// <summary>
/// Finds out who is asking (session cookie or bearer token) in one statement, two for a department head; sets the language, and turns away who may not use the route.
/// A route that says nothing of who may use it is closed.
/// </summary>
internal sealed class ActorMiddleware(RequestDelegate next)
{
    public const string SessionCookie = "isms.session";
    public const string LanguageCookie = "isms.language";

    public async Task InvokeAsync(HttpContext http, IsmsDbContext db, SettingsReader settings, Catalogue catalogue, TimeProvider time)
    {
        var endpoint = http.GetEndpoint();
        if (endpoint is null)
        {
            SetCulture(LanguageOf(http, null, KernelSettings.Language.Default));
            await next(http);
            return;
        }

        var isApi = http.Request.Path.StartsWithSegments("/api/v1", StringComparison.Ordinal);
        var actor = await FindAsync(http, db, settings, isApi, time, http.RequestAborted);
        http.Items[typeof(Actor)] = actor;
        http.User = new ClaimsPrincipal(actor.IsAnonymous ? new ClaimsIdentity() : new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, actor.UserId.ToString()), new Claim(ClaimTypes.Name, actor.Name)], "isms"));
        SetCulture(actor.Culture);

        if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            await next(http);
            return;
        }
        if (Refuse(actor, endpoint, catalogue, http.Request.Method) is { } refusal)
            await AnswerAsync(http, refusal, isApi);
        else if (actor.MustFirst is { } first && !http.Request.Path.Equals(first, StringComparison.OrdinalIgnoreCase))
            await DetourAsync(http, first, isApi);
        else
            await next(http);
    }

    private static Refusal? Refuse(Actor actor, Endpoint endpoint, Catalogue catalogue, string method)
    {
        if (actor.IsAnonymous)
            return Refusal.SignInFirst;
        // Routing's own answers to a wrong method or media type.
        if (endpoint is not RouteEndpoint)
            return null;
        if (endpoint.Metadata.GetMetadata<IRouteNeed>() is not { } need)
            return Refusal.Forbidden;
        if (actor.TokenScope == "read" && !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method))
            return TokenReadsOnly;
        return need.Permission is null || actor.May(catalogue.Permissions[need.Permission]) ? null : Refusal.Forbidden;
    }

    public static readonly Refusal TokenReadsOnly = new("kernel.token-reads-only", RefusalKind.Forbidden);
    public static readonly Refusal SomethingFirst = new("kernel.something-first", RefusalKind.Forbidden);

    private static async Task DetourAsync(HttpContext http, string first, bool isApi)
    {
        if (isApi)
            await Problems.From(SomethingFirst.With(first)).ExecuteAsync(http);
        else
            http.Response.Redirect(first);
    }

    private static async Task AnswerAsync(HttpContext http, Refusal refusal, bool isApi)
    {
        if (isApi)
        {
            await Problems.From(refusal).ExecuteAsync(http);
        }
        else if (refusal.Kind == RefusalKind.Unauthenticated)
        {
            http.Response.Redirect("/sign-in?return=" + Uri.EscapeDataString(http.Request.Path + http.Request.QueryString));
        }
        else
        {
            http.Response.StatusCode = Problems.StatusOf(refusal.Kind);
        }
    }

    private static async Task<Actor> FindAsync(HttpContext http, IsmsDbContext db, SettingsReader settings, bool isApi, TimeProvider time, CancellationToken ct)
    {
        var standard = await settings.TextAsync(KernelSettings.Language, ct);
        var now = time.Instant();
        var today = await settings.TodayAsync(ct);
        var anonymous = new Actor { Culture = LanguageOf(http, null, standard), Today = today };
        IQueryable<Credential> credentials;
        if (isApi && http.Request.Headers.Authorization.ToString() is { } header && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            var hash = HashOf(header["Bearer ".Length..].Trim());
            credentials = db.Set<AccessToken>().Where(t => t.TokenHash == hash && t.RevokedAt == null && t.EndsAt > now)
                .Select(t => new Credential { UserId = t.UserId, Scope = t.Scope });
        }
        else if (http.Request.Cookies[SessionCookie] is { Length: > 0 } token)
        {
            var hash = HashOf(token);
            credentials = db.Set<Session>().Where(s => s.TokenHash == hash && s.RevokedAt == null && s.EndsAt > now && s.Complete)
                .Select(s => new Credential { UserId = s.UserId, SessionId = s.Id, SeenAt = s.SeenAt });
        }
        else
        {
            return anonymous;
        }

        var rows = await (
            from c in credentials
            join u in db.Users on c.UserId equals u.Id
            join p in db.People on u.PersonId equals p.Id
            where u.DisabledAt == null && (p.LeftOn == null || p.LeftOn >= today)
            from a in db.Appointments.Where(a => a.PersonId == p.Id && a.StartsOn <= today && (a.EndsOn == null || a.EndsOn >= today)).DefaultIfEmpty()
            select new
            {
                c.SessionId, c.SeenAt, c.Scope, UserId = u.Id, u.Language, u.MustChangePassword, u.TwoFactorEnabled, PersonId = p.Id, p.Name, p.DepartmentId,
                Office = a == null ? (Office?)null : a.Office,
            }).AsNoTracking().ToListAsync(ct);
        if (rows.Count == 0)
            return anonymous;

        var first = rows[0];
        if (first.SessionId is { } sessionId && first.SeenAt is { } seen && now - seen > TimeSpan.FromMinutes(1))
            await ExtendAsync(db, settings, sessionId, now, ct);
        var headed = rows.Exists(r => r.Office == Office.DepartmentHead) ? await HeadedAsync(db, first.PersonId, today, ct) : [];
        var offices = rows.Where(r => r.Office is not null).Select(r => r.Office!.Value).Distinct()
            .Select(office => new HeldOffice(office, office == Office.DepartmentHead ? headed : [])).ToList();
        var mustEnrol = !first.TwoFactorEnabled && offices.Exists(o => SecondFactorRule.Concerns(o.Office))
            && await settings.TextAsync(KernelSettings.SecondFactor, ct) == "required";
        return new Actor
        {
            PersonId = first.PersonId,
            UserId = first.UserId,
            Name = first.Name,
            DepartmentId = first.DepartmentId,
            SessionId = first.SessionId,
            TokenScope = first.Scope,
            Culture = LanguageOf(http, first.Language, standard),
            Today = today,
            Offices = offices,
            MustFirst = first.SessionId is null ? null : first.MustChangePassword ? ChangePasswordPage.Address : mustEnrol ? SecondFactorPage.Address : null,
        };
    }

    /// <summary>The departments headed and all below them.</summary>
    public static Task<HashSet<Guid>> HeadedAsync(IsmsDbContext db, Guid personId, DateOnly today, CancellationToken ct) => (
        from a in db.Appointments
        where a.PersonId == personId && a.Office == Office.DepartmentHead && a.StartsOn <= today && (a.EndsOn == null || a.EndsOn >= today)
        join headed in db.Departments on a.DepartmentId equals headed.Id
        from below in db.Departments
        where below.Path.StartsWith(headed.Path)
        select below.Id).ToHashSetAsync(ct);

    // Not ledgered: that a session is still in use is no business data.
    private static async Task ExtendAsync(IsmsDbContext db, SettingsReader settings, Guid sessionId, DateTime now, CancellationToken ct)
    {
        var ends = now.AddMinutes(await settings.NumberAsync(KernelSettings.SessionIdleMinutes, ct));
        await db.Set<Session>().Where(s => s.Id == sessionId)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.SeenAt, now).SetProperty(x => x.EndsAt, ends), ct);
    }

    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static CultureInfo LanguageOf(HttpContext http, string? own, string standard)
    {
        var asked = http.Request.Cookies[LanguageCookie] ?? own;
        if (asked is null && http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
            && http.Request.Headers.AcceptLanguage.ToString() is { Length: > 0 } accepted)
        {
            asked = accepted;
        }
        return (asked ?? standard).StartsWith("en", StringComparison.OrdinalIgnoreCase) ? Phrase.English : Phrase.Chinese;
    }

    private static void SetCulture(CultureInfo culture)
    {
        CultureInfo.CurrentCulture = culture;
        CultureInfo.CurrentUICulture = culture;
    }

    private sealed class Credential
    {
        public Guid UserId { get; init; }
        public Guid? SessionId { get; init; }
        public DateTime? SeenAt { get; init; }
        public string? Scope { get; init; }
    }
}
