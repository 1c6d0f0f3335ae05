using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Isms.Tests.Kernel.Access.Outside;

/// <summary>An OpenID Connect provider on this machine, that can be told to lie.</summary>
internal sealed class FakeProvider : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = "1" };
    private readonly ConcurrentDictionary<string, (string Nonce, string Challenge)> _codes = new();

    private FakeProvider(WebApplication app) => _app = app;

    public string Issuer => _app.Urls.First();

    public Dictionary<string, object> Claims { get; } = [];

    public Action<SecurityTokenDescriptor>? Lie { get; set; }

    public RsaSecurityKey? OtherKey { get; set; }

    public DateTime Now { get; set; }

    public static async Task<FakeProvider> StartAsync(DateTime now)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var provider = new FakeProvider(builder.Build()) { Now = now };
        provider._app.MapGet("/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = provider.Issuer, authorization_endpoint = provider.Issuer + "/authorize", token_endpoint = provider.Issuer + "/token", jwks_uri = provider.Issuer + "/keys",
        }));
        provider._app.MapGet("/keys", () => Results.Json(new { keys = new[] { Published(provider._key) } }));
        provider._app.MapPost("/token", async (HttpContext http) =>
        {
            return provider.Token(await http.Request.ReadFormAsync());
        });
        await provider._app.StartAsync();
        return provider;
    }

    /// <summary>The person agreed at the provider: answers the code it gives for this authorization request.</summary>
    public string Agree(string authorizationAddress)
    {
        var query = QueryHelpers.ParseQuery(new Uri(authorizationAddress).Query);
        query["code_challenge_method"].ToString().ShouldBe("S256");
        var code = Guid.CreateVersion7().ToString("N");
        _codes[code] = (query["nonce"].ToString(), query["code_challenge"].ToString());
        return code;
    }

    private IResult Token(IFormCollection form)
    {
        if (!_codes.TryRemove(form["code"].ToString(), out var known) || form["client_secret"] != "top-secret"
            || WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != known.Challenge)
        {
            return Results.BadRequest(new { error = "invalid_grant" });
        }
        var token = new SecurityTokenDescriptor
        {
            Issuer = Issuer, Audience = form["client_id"], IssuedAt = Now, NotBefore = Now, Expires = Now.AddMinutes(5),
            Claims = new Dictionary<string, object>(Claims) { ["nonce"] = known.Nonce },
            SigningCredentials = new SigningCredentials(OtherKey ?? _key, SecurityAlgorithms.RsaSha256),
        };
        Lie?.Invoke(token);
        return Results.Json(new { token_type = "Bearer", access_token = "x", id_token = new JsonWebTokenHandler().CreateToken(token) });
    }

    private static object Published(RsaSecurityKey key)
    {
        var parameters = key.Rsa.ExportParameters(false);
        return new { kty = "RSA", use = "sig", kid = key.KeyId, alg = "RS256", n = WebEncoders.Base64UrlEncode(parameters.Modulus!), e = WebEncoders.Base64UrlEncode(parameters.Exponent!) };
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
