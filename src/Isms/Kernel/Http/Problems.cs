using Isms.Kernel.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Isms.Kernel.Http;

/// <summary>Refusals as RFC 9457 problem details, in the language of the request.</summary>
internal static class Problems
{
    public static int StatusOf(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status400BadRequest,
        RefusalKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Conflict or RefusalKind.Stale => StatusCodes.Status409Conflict,
        RefusalKind.Contradiction => StatusCodes.Status422UnprocessableEntity,
        RefusalKind.VersionRequired => StatusCodes.Status428PreconditionRequired,
        RefusalKind.Busy => StatusCodes.Status429TooManyRequests,
        RefusalKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>500: our fault; the reference finds it in the log.</summary>
    public static ProblemHttpResult Unexpected(string reference)
    {
        var problem = new ProblemDetails
        {
            Status = StatusCodes.Status500InternalServerError, Type = "urn:isms:kernel.status-500", Title = Phrase.Of("ui.error.500"), Detail = Phrase.Of("ui.error.500.text"),
        };
        problem.Extensions["reference"] = reference;
        return TypedResults.Problem(problem);
    }

    public static ProblemHttpResult From(Refusal refusal)
    {
        var status = StatusOf(refusal.Kind);
        var problem = new ProblemDetails
        {
            Status = status,
            Type = "urn:isms:" + refusal.Code,
            Title = Phrase.Of("kernel.status-" + status),
            Detail = refusal.Message,
        };
        problem.Extensions["code"] = refusal.Code;
        if (refusal.Fields.Count > 0)
        {
            problem.Extensions["errors"] = refusal.Fields.GroupBy(f => f.Field, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => g.Select(f => f.Message).ToArray(), StringComparer.Ordinal);
        }
        if (refusal.Differences.Count > 0)
            problem.Extensions["differences"] = refusal.Differences;
        if (refusal.Obstacles.Count > 0)
            problem.Extensions["obstacles"] = refusal.Obstacles;
        return TypedResults.Problem(problem);
    }
}
