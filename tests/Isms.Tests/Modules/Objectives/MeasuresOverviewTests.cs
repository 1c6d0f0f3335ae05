using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Overview;
using Isms.Tests.Support;
using Isms.Ui;

namespace Isms.Tests.Modules.Objectives;

/// <summary>What the general manager's board says of objectives.</summary>
public sealed class MeasuresOverviewTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-5.1-02")]
    public async Task The_board_shows_whether_objectives_and_plan_are_approved_for_this_year(On on)
    {
        await using var scene = await ObjectivesScene.StartAsync(on);
        var before = await TileAsync();
        (before.Value, before.Unit, before.Tone).ShouldBe(("0", "/ 2", Tone.Bad));
        before.Note!.ShouldContain("信息安全目标");
        before.Note!.ShouldContain("风险处理计划");
        (await scene.Manager.Client.GetStringAsync("/overview")).ShouldContain(before.Label);

        await scene.InForceAsync();
        var after = await TileAsync();
        (after.Value, after.Tone).ShouldBe(("1", Tone.Bad));
        after.Note!.ShouldNotContain("信息安全目标");
        after.Note!.ShouldContain("风险处理计划");
        after.Parts.Select(p => p.Tone).ShouldBe([Tone.Good, Tone.Bad]);
        // Next year these objectives are last year's.
        scene.App.Clock.Advance(TimeSpan.FromDays(365));
        (await TileAsync(365)).Value.ShouldBe("0");

        async Task<OverviewTile> TileAsync(int later = 0)
        {
            var now = scene.Manager.Actor;
            var actor = new Actor { PersonId = now.PersonId, UserId = now.UserId, Name = now.Name, DepartmentId = now.DepartmentId, Offices = now.Offices, Culture = now.Culture, Today = now.Today.AddDays(later) };
            var tiles = (await scene.App.RunAsync<Isms.Kernel.Overview.ReadOverview, Outcome<OverviewOfSystem>>(o => o.RunAsync(actor, default))).Require().Tiles;
            return tiles.Single(t => t.Label.Contains("年度目标", StringComparison.Ordinal));
        }
    }
}
