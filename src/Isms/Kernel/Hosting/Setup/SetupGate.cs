using Isms.Kernel.Data;

namespace Isms.Kernel.Hosting.Setup;

/// <summary>Before anybody can sign in, every page leads to the set-up.</summary>
internal sealed class SetupGate(RequestDelegate next, SetupState state)
{
    private static readonly string[] OpenPaths = ["/setup", "/language", "/health", "/error", "/api", "/openapi"];

    public async Task InvokeAsync(HttpContext http, IsmsDbContext db)
    {
        if (IsOpen(http.Request.Path) || await state.IsDoneAsync(db, http.RequestAborted))
            await next(http);
        else
            http.Response.Redirect("/setup");
    }

    private static bool IsOpen(PathString path) => Array.Exists(OpenPaths, open => path.StartsWithSegments(open, StringComparison.OrdinalIgnoreCase));
}
