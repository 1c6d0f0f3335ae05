using System.Security.Cryptography;
using System.Text.Json;
using Isms.Kernel.Http;
using Isms.Kernel.Notices;
using Isms.Kernel.Settings;
using Microsoft.AspNetCore.DataProtection;

namespace Isms.Kernel.Access.SignIn.Outside;

/// <summary>The way to the provider and back.</summary>
internal static class OutsideEndpoints
{
    public const string Start = "/sign-in/oidc";
    private const string Callback = "/sign-in/oidc/callback";
    private const string TripCookie = "isms.oidc";

    public static IServiceCollection AddOutside(this IServiceCollection services)
    {
        services.AddSingleton<OidcProviders>();
        services.AddScoped<OidcClient>();
        services.AddScoped<LdapDirectory>();
        return services;
    }

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Start, DepartAsync).Open().ExcludeFromDescription();
        app.MapGet(Callback, ArriveAsync).Open().ExcludeFromDescription();
    }

    private static async Task<IResult> DepartAsync(string? @return, HttpContext http, OidcClient client, SettingsReader settings, IDataProtectionProvider protection, CancellationToken ct)
    {
        var departure = await client.DepartAsync(await CallbackAsync(http, settings, ct), LocalAddress.Of(@return), ct);
        if (departure.Refusal is { } no)
            return Back(no);
        http.Response.Cookies.Append(TripCookie, Protector(protection).Protect(JsonSerializer.Serialize(departure.Value!.Trip)), Options(http));
        return Results.Redirect(departure.Value.Address);
    }

    private static async Task<IResult> ArriveAsync(string? state, string? code, HttpContext http, Actor actor, OidcClient client, SignInFromOutside signIn,
        SettingsReader settings, IDataProtectionProvider protection, CancellationToken ct)
    {
        var trip = TripOf(http, protection);
        http.Response.Cookies.Delete(TripCookie, Options(http));
        var who = await client.ArriveAsync(trip, await CallbackAsync(http, settings, ct), state, code, ct);
        if (who.Refusal is { } no)
            return Back(no);
        var byMail = await settings.TextAsync(OutsideSettings.OidcClaim, ct) == "email";
        var session = await signIn.RunAsync(actor, new OutsideSignInRequest(who.Value!, byMail, SessionCookie.AddressOf(http), http.Request.Headers.UserAgent.ToString()), ct);
        if (session.Refusal is { } refused)
            return Back(refused);
        SessionCookie.Set(http, session.Value!.Token);
        return Results.LocalRedirect(session.Value.Complete ? trip!.Return : "/sign-in/second-factor?return=" + Uri.EscapeDataString(trip!.Return));
    }

    private static IResult Back(Refusal refusal) => Results.LocalRedirect("/sign-in?refused=" + Uri.EscapeDataString(refusal.Code));

    // Registered with the provider, so it must not follow whatever host a request names, once an address is set.
    private static async Task<string> CallbackAsync(HttpContext http, SettingsReader settings, CancellationToken ct) =>
        (await settings.TextAsync(NoticeSettings.PublicAddress, ct) is { Length: > 0 } site ? site.TrimEnd('/') : $"{http.Request.Scheme}://{http.Request.Host}") + Callback;

    private static OidcTrip? TripOf(HttpContext http, IDataProtectionProvider protection)
    {
        if (http.Request.Cookies[TripCookie] is not { Length: > 0 } kept)
            return null;
        try
        {
            return JsonSerializer.Deserialize<OidcTrip>(Protector(protection).Unprotect(kept));
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private static IDataProtector Protector(IDataProtectionProvider protection) => protection.CreateProtector("isms.oidc");

    private static CookieOptions Options(HttpContext http) => new()
    {
        HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, Path = Start, IsEssential = true, MaxAge = TimeSpan.FromMinutes(10),
    };
}
