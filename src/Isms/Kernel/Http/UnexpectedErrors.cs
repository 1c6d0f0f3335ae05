using Microsoft.AspNetCore.Diagnostics;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Http;

/// <summary>
/// What no operation expected. Two people saving the same thing in the same instant is a refusal like any other; a request that cannot be
/// read is the caller's; everything else is ours: logged with a reference the person can quote.
/// </summary>
internal sealed partial class UnexpectedErrors(ILogger<UnexpectedErrors> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var refusal = exception switch
        {
            DbUpdateConcurrencyException => Refusal.Stale([]),
            DbUpdateException => new Refusal("kernel.in-use-or-duplicate"),
            BadHttpRequestException { StatusCode: 413 } => new Refusal("kernel.too-large", RefusalKind.Invalid),
            BadHttpRequestException => new Refusal("kernel.unreadable", RefusalKind.Invalid),
            _ => null,
        };
        if (refusal is null)
            LogUnexpected(exception, httpContext.TraceIdentifier);
        if (refusal is null || !httpContext.Request.Path.StartsWithSegments("/api/v1", StringComparison.Ordinal))
            return false;
        await Problems.From(refusal).ExecuteAsync(httpContext);
        return true;
    }

    [LoggerMessage(LogLevel.Error, "Reference {Reference}")]
    private partial void LogUnexpected(Exception exception, string reference);
}
