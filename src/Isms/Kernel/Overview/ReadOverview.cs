using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;

namespace Isms.Kernel.Overview;

/// <summary>How the whole management system stands, for whoever asks.</summary>
/// <param name="Tiles">By phase, and within it in the order of the processes.</param>
public sealed record OverviewOfSystem(IReadOnlyList<OverviewTile> Tiles);

/// <summary>Gathers what every process says of itself. A process says nothing of what the person may not read.</summary>
internal sealed class ReadOverview(IEnumerable<IContribute<OverviewQuestion, OverviewTile>> processes)
{
    public async Task<Outcome<OverviewOfSystem>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(OverviewPermissions.See) is { } no)
            return no;
        var tiles = new List<OverviewTile>();
        foreach (var process in processes)
            tiles.AddRange(await process.AnswerAsync(actor, new OverviewQuestion(), ct));
        return new OverviewOfSystem([.. tiles.OrderBy(t => t.Phase)]);
    }
}

internal static class OverviewPermissions
{
    /// <summary>Everybody who has to do with the management system itself; employees have their inbox.</summary>
    public static readonly Permission See = new Permission("overview.see").Everywhere(
        Office.GeneralManager, Office.ManagementRepresentative, Office.ProjectOwner, Office.IsmsTeamLeader, Office.IsmsTeam, Office.DepartmentHead,
        Office.InternalAuditor, Office.DocumentController, Office.ExternalAuditor);

    /// <summary>Follows how the management system is established.</summary>
    public static readonly Permission Establish = new Permission("overview.establish").Everywhere(
        Office.GeneralManager, Office.ManagementRepresentative, Office.ProjectOwner, Office.IsmsTeamLeader, Office.IsmsTeam, Office.SecurityAdministrator, Office.SystemAdministrator);

    public static IReadOnlyList<Permission> All { get; } = [See, Establish];
}

internal static class OverviewSetup
{
    public static void MapOverviewEndpoints(this RouteGroupBuilder api)
    {
        api.MapGet("/overview", (Actor actor, ReadOverview read, CancellationToken ct) => read.RunAsync(actor, ct)).WithTags("Overview").Needs(OverviewPermissions.See);
        api.MapGet("/first-steps", (Actor actor, ReadFirstSteps read, CancellationToken ct) => read.RunAsync(actor, ct)).WithTags("Overview").Needs(OverviewPermissions.Establish);
    }
}
