namespace Isms.Kernel.Access.SignIn;

/// <summary>The cookies that say who is signed in and in which language. Secure exactly when the request is: plain HTTP on a LAN works too.</summary>
internal static class SessionCookie
{
    public static void Set(HttpContext http, string token) => http.Response.Cookies.Append(ActorMiddleware.SessionCookie, token, Options(http));

    public static void Clear(HttpContext http) => http.Response.Cookies.Delete(ActorMiddleware.SessionCookie, Options(http));

    public static void SetLanguage(HttpContext http, string culture)
    {
        var options = Options(http);
        options.MaxAge = TimeSpan.FromDays(365);
        http.Response.Cookies.Append(ActorMiddleware.LanguageCookie, culture, options);
    }

    /// <summary>Address of the browser, as the proxy in front passed it on when there is one.</summary>
    public static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress switch
    {
        null => "",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        var address => address.ToString(),
    };

    private static CookieOptions Options(HttpContext http) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = http.Request.IsHttps,
        Path = "/",
        IsEssential = true,
    };
}
