using Isms.Kernel.Access;
using Isms.Kernel.Signing;
using Isms.Modules.Documents;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Documents;

public sealed class ProcedureRouteTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.2.3-02")]
    public async Task Every_procedure_has_the_management_representative_in_its_route(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        var numbers = await scene.App.ReadAsync(db => db.Set<ControlledDocument>().Where(d => d.Number.StartsWith("SL-B-")).Select(d => d.Number).ToListAsync());
        numbers.Count.ShouldBeGreaterThan(30);
        foreach (var kind in (await Task.WhenAll(numbers.Select(n => scene.KindAsync(n)))).Distinct())
            (await RouteAsync(kind)).ShouldContain(Office.ManagementRepresentative, kind);
        var approval = (await scene.TrySubmitAsync(await scene.KindAsync("SL-B-12"), (await scene.NewestAsync("SL-B-12")).Id)).Require().Id;
        var steps = await scene.App.ReadAsync(db => db.Set<ApprovalStep>().Where(s => s.ApprovalId == approval).Select(s => s.Office).ToListAsync());
        steps.ShouldContain(Office.ManagementRepresentative);

        async Task<IReadOnlyList<Office?>> RouteAsync(string kind) => [.. (await scene.DoAsync<FindRoutes, IReadOnlyList<RouteView>>(o => o.RunAsync(scene.Representative.Actor, default))).Single(r => r.Kind == kind).Steps.Select(s => s.Office)];
    }
}
