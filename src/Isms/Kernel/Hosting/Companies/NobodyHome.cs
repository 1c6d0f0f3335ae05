using System.Globalization;
using System.Text.Encodings.Web;
using Isms.Kernel.Http;
using Isms.Kernel.Text;

namespace Isms.Kernel.Hosting.Companies;

/// <summary>The answer where no company answers: at a host name that none has (404), or whose company could not be started (503). Names no company.</summary>
internal static class NobodyHome
{
    public static async Task AnswerAsync(HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        http.Response.Headers.CacheControl = "no-store";
        var culture = LanguageOf(http);
        var (title, text) = (Phrase.In(culture, $"kernel.company.page-{status}"), Phrase.In(culture, $"kernel.company.page-{status}-text"));
        if (http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            await http.Response.WriteAsJsonAsync(new { type = $"urn:isms:kernel.company.page-{status}", title, status, detail = text }, options: null, "application/problem+json", http.RequestAborted);
            return;
        }
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
        if (HttpMethods.IsHead(http.Request.Method))
            return;
        var encoder = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);
        await http.Response.WriteAsync($$"""
            <!DOCTYPE html>
            <html lang="{{culture.Name}}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{{encoder.Encode(title)}}</title>
            <style>body{font-family:system-ui,sans-serif;max-width:34rem;margin:18vh auto 0;padding:0 1.5rem;color:#1d273b;line-height:1.6}p{color:#5b6675}</style></head>
            <body><h1>{{encoder.Encode(title)}}</h1><p>{{encoder.Encode(text)}}</p></body>
            </html>
            """, http.RequestAborted);
    }

    private static CultureInfo LanguageOf(HttpContext http) =>
        (http.Request.Cookies[Access.ActorMiddleware.LanguageCookie] ?? http.Request.Headers.AcceptLanguage.ToString()).StartsWith("en", StringComparison.OrdinalIgnoreCase) ? Phrase.English : Phrase.Chinese;
}
