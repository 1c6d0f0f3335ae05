using System.Text;
using Isms.Kernel.Standards;
using Isms.Modules.Scope;
using Isms.Modules.Scope.Context;
using Isms.Modules.Scope.Drawings;
using Isms.Modules.Scope.Statements;

namespace Isms.Cli.Demo;

/// <summary>The demo company's scope (4.2.1.1, appendix 7) with its context and drawings, in force.</summary>
internal static class DemoScope
{
    public static async Task MakeAsync(DemoActors actors, Func<string, string> say, CancellationToken ct)
    {
        var scope = await actors.AsAsync<CreateScope, ScopeSaved>("team", (o, a) => o.RunAsync(a, new CreateScopeRequest(), ct));
        var facts = new ScopeFacts(say("scope-business"), say("scope-organization"), say("scope-location"), say("scope-assets"), say("scope-technology"), say("scope"), say("scope-boundary"));
        await actors.AsAsync<ChangeScope, ScopeSaved>("team", (o, a) => o.RunAsync(a, new ChangeScopeRequest(scope.Id, scope.Version, facts), ct));
        foreach (var (external, key) in new[] { (false, "turnover"), (false, "growth"), (true, "law"), (true, "customers"), (true, "climate") })
        {
            await actors.AsAsync<SaveIssue, IssueView>("team", (o, a) =>
                o.RunAsync(a, new SaveIssueRequest(scope.Id, null, 0, external, say($"issue.{key}"), say($"issue.{key}.effect"), key == "climate"), ct));
        }
        foreach (var key in new[] { "customers", "staff", "authorities", "suppliers" })
        {
            await actors.AsAsync<SaveParty, PartyView>("team", (o, a) =>
                o.RunAsync(a, new SavePartyRequest(scope.Id, null, 0, say($"party.{key}"), say($"party.{key}.requirement"), say($"party.{key}.response")), ct));
        }
        foreach (var (kind, file) in new[] { (DrawingKind.Surroundings, "surroundings"), (DrawingKind.Premises, "premises"), (DrawingKind.Network, "network") })
        {
            var svg = await File.ReadAllTextAsync(Path.Combine(Tsv.Folder, "demo", file + ".svg"), ct);
            foreach (var word in Words)
                svg = svg.Replace("{" + word + "}", say("plan." + word), StringComparison.Ordinal);
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(svg));
            await actors.AsAsync<PutDrawing, ScopeSaved>("team", (o, a) => o.RunAsync(a, new PutDrawingRequest(scope.Id, kind, file + ".svg", content), ct));
        }
        var plan = (await actors.AsAsync<ReadScope, ScopeView>("team", (o, a) => o.RunAsync(a, scope.Id, ct))).Of(DrawingKind.Premises)!;
        foreach (var (word, points) in new[] { ("server-room", "62,8 82,38"), ("accounts", "6,60 26,92") })
            await actors.AsAsync<SaveArea, AreaSaved>("team", (o, a) => o.RunAsync(a, new SaveAreaRequest(plan.Id, null, 0, say("plan." + word), points), ct));
        await actors.SignAsync("team", ScopeApproval.KindName, scope.Id);
    }

    private static readonly string[] Words =
    [
        "road", "park", "tower", "we", "entrance", "neighbour", "parking", "server-room", "accounts", "office", "development", "meeting", "reception", "sales",
        "internet", "firewall", "switch", "servers", "clients", "wireless", "backup",
    ];
}
