using System.Text.Json;
using System.Text.Json.Serialization;
using Isms.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Signing;

/// <summary>The route in force for a kind.</summary>
/// <param name="Version">0 while it is the default.</param>
internal sealed record RouteInForce(IReadOnlyList<RouteStep> Steps, int Version);

/// <summary>Routes: the organization's own where there is one, otherwise the subject's default.</summary>
internal sealed class ApprovalRoutes(IsmsDbContext db)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public async Task<RouteInForce> OfAsync(IApprovalSubject subject, CancellationToken ct)
    {
        var own = await db.Set<ApprovalRoute>().AsNoTracking().FirstOrDefaultAsync(r => r.Kind == subject.Kind, ct);
        return own is null ? new RouteInForce(subject.DefaultRoute, 0) : new RouteInForce(Parse(own.Steps), own.Version);
    }

    public static string Write(IReadOnlyList<RouteStep> steps) => JsonSerializer.Serialize(steps, Options);

    public static IReadOnlyList<RouteStep> Parse(string steps) => JsonSerializer.Deserialize<List<RouteStep>>(steps, Options)!;
}
