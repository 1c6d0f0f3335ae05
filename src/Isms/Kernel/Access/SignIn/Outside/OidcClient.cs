using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Isms.Kernel.Http;
using Isms.Kernel.Notices;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Isms.Kernel.Access.SignIn.Outside;

/// <summary>What the browser keeps, encrypted, between going to the provider and coming back.</summary>
internal sealed record OidcTrip(string State, string Nonce, string Verifier, string Return, DateTime Until);

/// <summary>Where to send the browser, and what it has to bring back.</summary>
internal sealed record OidcDeparture(string Address, OidcTrip Trip);

/// <summary>
/// Talks to an OpenID Connect provider: authorization code with PKCE. Discovery, keys and the checking of the identity token are Microsoft's
/// library; state and nonce are ours.
/// </summary>
internal sealed class OidcClient(SettingsReader settings, OidcProviders providers, TimeProvider time)
{
    public static readonly Refusal NotSetUp = new("kernel.oidc-not-set-up");
    public static readonly Refusal Unreachable = new("kernel.oidc-unreachable");
    public static readonly Refusal Late = new("kernel.oidc-late", RefusalKind.Unauthenticated);
    public static readonly Refusal Denied = new("kernel.oidc-denied", RefusalKind.Unauthenticated);
    public static readonly Refusal NotBelieved = new("kernel.oidc-not-believed", RefusalKind.Unauthenticated);

    private static readonly TimeSpan Within = TimeSpan.FromMinutes(10);

    public async Task<bool> IsSetUpAsync(CancellationToken ct) =>
        await settings.TextAsync(OutsideSettings.OidcIssuer, ct) is { Length: > 0 } && await settings.TextAsync(OutsideSettings.OidcClient, ct) is { Length: > 0 };

    /// <param name="callback">Our own address that the provider sends the browser back to.</param>
    public async Task<Outcome<OidcDeparture>> DepartAsync(string callback, string @return, CancellationToken ct)
    {
        if (!await IsSetUpAsync(ct))
            return NotSetUp;
        if (await ConfigurationAsync(ct) is not { } provider)
            return Unreachable;
        var trip = new OidcTrip(SessionStart.RandomToken(), SessionStart.RandomToken(), SessionStart.RandomToken(), @return, time.Instant() + Within);
        var address = QueryHelpers.AddQueryString(provider.AuthorizationEndpoint, new Dictionary<string, string?>
        {
            ["response_type"] = "code", ["client_id"] = await settings.TextAsync(OutsideSettings.OidcClient, ct), ["redirect_uri"] = callback,
            ["scope"] = "openid profile email", ["state"] = trip.State, ["nonce"] = trip.Nonce,
            ["code_challenge"] = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(trip.Verifier))), ["code_challenge_method"] = "S256",
        });
        return new OidcDeparture(address, trip);
    }

    /// <summary>Who the provider says it is: the value of the claim that accounts are found by.</summary>
    public async Task<Outcome<string>> ArriveAsync(OidcTrip? trip, string callback, string? state, string? code, CancellationToken ct)
    {
        if (trip is null || trip.Until < time.Instant() || string.IsNullOrEmpty(state)
            || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(trip.State), Encoding.UTF8.GetBytes(state)))
        {
            return Late;
        }
        if (string.IsNullOrEmpty(code))
            return Denied;
        if (await ConfigurationAsync(ct) is not { } provider)
            return Unreachable;
        var token = await TokenAsync(provider, trip, callback, code, ct);
        if (token.Refusal is { } no)
            return no;
        var now = time.GetUtcNow().UtcDateTime;
        var read = await new JsonWebTokenHandler().ValidateTokenAsync(token.Value!, new TokenValidationParameters
        {
            ValidIssuer = provider.Issuer,
            ValidAudience = await settings.TextAsync(OutsideSettings.OidcClient, ct),
            IssuerSigningKeys = provider.SigningKeys,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = (from, to, _, p) => to > now - p.ClockSkew && (from is null || from < now + p.ClockSkew),
        });
        if (!read.IsValid || !read.Claims.TryGetValue("nonce", out var nonce) || nonce as string != trip.Nonce)
            return NotBelieved;
        var wanted = await settings.TextAsync(OutsideSettings.OidcClaim, ct);
        // A mail address that its provider has not verified could be anybody's.
        if (wanted == "email" && read.Claims.TryGetValue("email_verified", out var verified) && verified is false or "false")
            return NotBelieved;
        return read.Claims.TryGetValue(wanted, out var claim) && claim is string { Length: > 0 } text ? text : NotBelieved;
    }

    private async Task<Outcome<string>> TokenAsync(OpenIdConnectConfiguration provider, OidcTrip trip, string callback, string code, CancellationToken ct)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = callback, ["code_verifier"] = trip.Verifier,
            ["client_id"] = await settings.TextAsync(OutsideSettings.OidcClient, ct),
        };
        if (await settings.SecretAsync(OutsideSettings.OidcSecret, ct) is { } secret)
            form["client_secret"] = secret;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, provider.TokenEndpoint) { Content = new FormUrlEncodedContent(form) };
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            using var answer = await providers.SendAsync(request, ct);
            if (!answer.IsSuccessStatusCode)
                return NotBelieved;
            using var json = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(ct), cancellationToken: ct);
            return json.RootElement.TryGetProperty("id_token", out var token) && token.GetString() is { Length: > 0 } text ? text : NotBelieved;
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or IOException)
        {
            return Unreachable;
        }
    }

    private async Task<OpenIdConnectConfiguration?> ConfigurationAsync(CancellationToken ct)
    {
        try
        {
            return await providers.OfAsync(await settings.TextAsync(OutsideSettings.OidcIssuer, ct), ct);
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or HttpRequestException or ArgumentException)
        {
            return null;
        }
    }
}

/// <summary>What providers publish of themselves, kept and renewed by the library; one for each issuer that was set.</summary>
internal sealed class OidcProviders : IDisposable
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, ConfigurationManager<OpenIdConnectConfiguration>> _known = new(StringComparer.Ordinal);
    private readonly HttpMessageInvoker _sender = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(10) });

    public Task<OpenIdConnectConfiguration> OfAsync(string issuer, CancellationToken ct) => _known.GetOrAdd(issuer, address => new ConfigurationManager<OpenIdConnectConfiguration>(
        address.TrimEnd('/') + "/.well-known/openid-configuration", new OpenIdConnectConfigurationRetriever(),
        // In clear only to this very machine.
        new HttpDocumentRetriever { RequireHttps = !new Uri(address).IsLoopback })).GetConfigurationAsync(ct);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct) => _sender.SendAsync(request, ct);

    public void Dispose() => _sender.Dispose();
}
