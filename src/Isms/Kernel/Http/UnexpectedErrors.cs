using Isms.Kernel.Files;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Http;

/// <summary>
/// What no operation expected. Two people saving the same thing in the same instant is a refusal like any other; a request that cannot be
/// read is the caller's; everything else is ours: logged with a reference the person can quote.
/// </summary>
internal sealed partial class UnexpectedErrors(ILogger<UnexpectedErrors> logger) : IExceptionHandler
{
    /// <summary>The refusal that this amounts to; null for what is our fault.</summary>
    public static Refusal? RefusalOf(Exception exception) => exception switch
    {
        DbUpdateConcurrencyException => Refusal.Stale([]),
        DbUpdateException => new Refusal("kernel.in-use-or-duplicate"),
        BadHttpRequestException { StatusCode: 413 } => new Refusal("kernel.too-large", RefusalKind.Invalid),
        BadHttpRequestException => new Refusal("kernel.unreadable", RefusalKind.Invalid),
        VaultUnavailableException => new Refusal("files.unavailable", RefusalKind.Unavailable),
        _ => null,
    };

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var refusal = RefusalOf(exception);
        if (refusal is null or { Kind: RefusalKind.Unavailable })
            LogUnexpected(exception, httpContext.TraceIdentifier);
        // The request's own path is that of the failure page by now.
        var asked = new PathString(httpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? httpContext.Request.Path);
        if (asked.StartsWithSegments("/api/v1", StringComparison.Ordinal))
        {
            await (refusal is not null ? Problems.From(refusal) : Problems.Unexpected(httpContext.TraceIdentifier)).ExecuteAsync(httpContext);
            return true;
        }
        if (refusal is not null)
            httpContext.Request.Path = "/error/" + Problems.StatusOf(refusal.Kind);
        // A form that failed is not sent to the failure page.
        httpContext.Request.Method = HttpMethods.Get;
        return false;
    }

    [LoggerMessage(LogLevel.Error, "Reference {Reference}")]
    private partial void LogUnexpected(Exception exception, string reference);
}
