using System.Globalization;
using Isms.Modules.Assets;
using Isms.Tests.Modules.Assets;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Kernel.Numbering;

public sealed class ParallelNumberTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-06")]
    public async Task Fifty_created_at_once_have_fifty_numbers_in_a_row(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);

        var made = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() => scene.TryCreateAsync(scene.Facts("资产 " + i.ToString(CultureInfo.InvariantCulture))))));

        made.ShouldAllBe(m => m.Succeeded);
        var numbers = await scene.App.ReadAsync(db => db.Set<Asset>().OrderBy(a => a.Number).Select(a => a.Number).ToListAsync());
        numbers.ShouldBe([.. Enumerable.Range(1, 50).Select(i => $"SL-ZC-{i:00000}")]);
    }
}
