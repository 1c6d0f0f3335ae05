using Isms.Kernel.Access;

namespace Isms.Kernel.Hosting.Setup;

/// <summary><c>/health/ready</c> for whoever watches over the machine: says what is well and what is not, and nothing else.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/health/ready", ReadyAsync).Open().ExcludeFromDescription();

    private static async Task<IResult> ReadyAsync(HealthReport report, CancellationToken ct)
    {
        var checks = await report.ReadAsync(ct);
        var ready = checks.All(c => c.Fine || !c.Needed);
        return TypedResults.Json(
            new { status = ready ? "ok" : "failed", checks = checks.ToDictionary(c => c.Name, c => c.Fine, StringComparer.Ordinal) },
            statusCode: ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
