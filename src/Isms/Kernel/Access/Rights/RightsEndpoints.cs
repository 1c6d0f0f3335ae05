using Isms.Kernel.Hosting;

namespace Isms.Kernel.Access.Rights;

/// <summary><c>/api/v1/permissions</c>.</summary>
internal static class RightsEndpoints
{
    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/permissions", (Actor actor, RightsMatrix matrix, CancellationToken ct) => matrix.RunAsync(actor, ct))
            .WithTags("Permissions").Needs(KernelPermissions.Rights);
}
