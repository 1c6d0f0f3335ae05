namespace Isms.Kernel.Http;

/// <summary>
/// Gives every refused or unknown page a page of its own in the reader's language, under the address that was asked for. Answers with a
/// content of their own, and everything of the API, stay as they are.
/// </summary>
internal sealed class FailurePages(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        await next(http);
        if (!IsBare(http.Response) || HttpMethods.IsHead(http.Request.Method) || http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
            return;
        var path = http.Request.Path;
        http.Request.Path = "/error/" + http.Response.StatusCode;
        // The page sets it again; until then it must not count as failed, or it would be sent without its content.
        http.Response.StatusCode = StatusCodes.Status200OK;
        // A refused form is not sent to the failure page.
        http.Request.Method = HttpMethods.Get;
        http.SetEndpoint(null);
        http.Request.RouteValues.Clear();
        await next(http);
        http.Request.Path = path;
    }

    private static bool IsBare(HttpResponse response) =>
        response is { HasStarted: false, StatusCode: >= 400 and < 600, ContentLength: null } && string.IsNullOrEmpty(response.ContentType);
}
