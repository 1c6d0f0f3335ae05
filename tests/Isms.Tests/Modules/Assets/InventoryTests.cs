using System.Data.Common;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.OfficeFiles.Reading;
using Isms.Modules.Assets;
using Isms.Modules.Assets.Import;
using Isms.Modules.Secrecy;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.Tests.Modules.Assets;

public sealed class InventoryTests
{
    [Theory, BothDatabases]
    public async Task A_page_of_the_register_with_search_filter_and_sort_takes_at_most_five_statements(On on)
    {
        var counter = new StatementCounter();
        await using var scene = await AssetScene.StartAsync(on, services: services =>
        {
            services.ConfigureDbContext<SqliteIsmsDbContext>(o => o.AddInterceptors(counter));
            services.ConfigureDbContext<PostgresIsmsDbContext>(o => o.AddInterceptors(counter));
        });
        for (var i = 0; i < 60; i++)
            await scene.CreateAsync(scene.Facts($"服务器 {i:00}"));
        var address = $"/assets?q={Uri.EscapeDataString("服务器")}&filter.important=true&filter.department={scene.Engineering}&sort=-value&limit=50";
        (await scene.Team.Client.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK);

        counter.Statements.Clear();
        var page = await scene.Team.Client.GetStringAsync(address);

        page.ShouldContain("SL-ZC-");
        counter.Statements.Count.ShouldBeLessThanOrEqualTo(5, string.Join("\n---\n", counter.Statements));
    }

    [Theory, BothDatabases]
    public async Task The_search_finds_number_name_and_place_and_filters_narrow_it(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        var one = await scene.CreateAsync(scene.Facts("核心交换机") with { Number = "NET-001", Location = "三楼弱电间" });
        var two = await scene.CreateAsync(scene.Facts("备用键盘", scores: (1, 1, 1, 1)) with { CategoryCode = "HARD-PC" });
        var three = await scene.CreateAsync(scene.Facts("合同档案", department: scene.Finance) with { CategoryCode = "DATA-DOC" });

        (await IdsAsync(scene.Team, "q=" + Uri.EscapeDataString("交换"))).ShouldBe([one.Id]);
        (await IdsAsync(scene.Team, "q=net-001")).ShouldBe([one.Id]);
        (await IdsAsync(scene.Team, "q=" + Uri.EscapeDataString("弱电"))).ShouldBe([one.Id]);
        (await IdsAsync(scene.Team, "filter.important=false")).ShouldBe([two.Id]);
        (await IdsAsync(scene.Team, "filter.category=HARD,HARD-PC,HARD-SRV")).ShouldBe([one.Id, two.Id], ignoreOrder: true);
        (await IdsAsync(scene.Team, "filter.department=" + scene.Finance)).ShouldBe([three.Id]);
        (await IdsAsync(scene.Treasurer, "")).ShouldBe([three.Id]);
        (await IdsAsync(scene.Treasurer, "filter.department=" + scene.Engineering)).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Names_sort_by_pinyin_and_leafing_forward_shows_every_asset_once(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        foreach (var name in (string[])["张江机房", "安防系统", "财务软件", "Backup", "备份服务器"])
            await scene.CreateAsync(scene.Facts(name));
        var names = new List<string>();
        string? after = "";
        while (after is not null)
        {
            var page = await scene.Team.Client.GetFromJsonAsync<JsonElement>("/api/v1/assets?sort=name&limit=2" + (after.Length > 0 ? "&after=" + Uri.EscapeDataString(after) : ""));
            names.AddRange(page.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("name").GetString()!));
            after = page.GetProperty("next").GetString();
        }
        names.Where(n => n != "Backup").ShouldBe(["安防系统", "备份服务器", "财务软件", "张江机房"]);
        names.Count.ShouldBe(5);
    }

    [Theory, BothDatabases]
    public async Task The_export_is_exactly_what_is_shown_and_the_import_reads_it_back_the_same(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        await scene.CreateAsync(scene.Facts("核心交换机", scores: (2, 3, 4, 5)));
        await scene.CreateAsync(scene.Facts("=1+1 不是公式", scores: (1, 1, 1, 1)));
        await scene.CreateAsync(scene.Facts("不在筛选内", department: scene.Finance));

        var response = await scene.Team.Client.GetAsync($"/api/v1/assets/export?filter.department={scene.Engineering}");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var file = new MemoryStream(await response.Content.ReadAsByteArrayAsync());
        using var spreadsheet = SpreadsheetReader.Open(file, "export.xlsx").Spreadsheet!;
        var register = AssetRegisterParser.Parse(spreadsheet);
        register.Report.Rejected.ShouldBe(0);
        register.Assets.Select(a => (a.Number, a.Name, a.Department, a.Owner, a.ReplacementCost, a.Confidentiality, a.Integrity, a.Availability)).ShouldBe(
        [
            ("SL-ZC-00001", "核心交换机", "工程部", scene.Engineer.Actor.Name, 2, 3, 4, 5),
            ("SL-ZC-00002", "=1+1 不是公式", "工程部", scene.Engineer.Actor.Name, 1, 1, 1, 1),
        ]);
        (await scene.App.ReadAsync(db => db.Ledger.CountAsync(e => e.UseCase == "assets.export"))).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Every_page_opens_in_both_languages_for_who_may_see_it(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        var asset = await scene.CreateAsync(scene.Facts(classification: Classification.Confidential));
        foreach (var language in (string[])["zh-CN", "en"])
        {
            foreach (var address in (string[])["/assets", "/assets/new", $"/assets/{asset.Id}", $"/assets/{asset.Id}/edit", "/assets/confirmations", "/assets/lists", "/assets/import"])
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, address);
                request.Headers.Add("Cookie", scene.Team.Client.DefaultRequestHeaders.GetValues("Cookie").Single() + "; isms.language=" + language);
                using var response = await scene.Team.Client.SendAsync(request);
                response.StatusCode.ShouldBe(HttpStatusCode.OK, address);
                var html = await response.Content.ReadAsStringAsync();
                html.ShouldNotContain(">assets.", customMessage: address);
            }
        }
    }

    private static async Task<List<Guid>> IdsAsync(TestPerson person, string query)
    {
        var page = await person.Client.GetFromJsonAsync<JsonElement>("/api/v1/assets?" + query);
        return [.. page.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("id").GetGuid())];
    }

    private sealed class StatementCounter : DbCommandInterceptor
    {
        public List<string> Statements { get; } = [];

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Statements.Add(command.CommandText);
            return base.ReaderExecutingAsync(command, eventData, result, cancellationToken);
        }

        public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
        {
            Statements.Add(command.CommandText);
            return base.ScalarExecutingAsync(command, eventData, result, cancellationToken);
        }

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            Statements.Add(command.CommandText);
            return base.NonQueryExecutingAsync(command, eventData, result, cancellationToken);
        }
    }
}
