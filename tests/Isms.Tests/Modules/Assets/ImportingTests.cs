using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Isms.Kernel.Http;
using Isms.Kernel.Intake;
using Isms.Kernel.Ledger;
using Isms.Kernel.OfficeFiles.Importing;
using Isms.Kernel.OfficeFiles.Reading;
using Isms.Kernel.Text;
using Isms.Modules.Assets;
using Isms.Modules.Assets.Confirmation;
using Isms.Modules.Assets.Importing;
using Isms.Modules.Secrecy;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Assets;

public sealed class ImportingTests
{
    private const string Heading = "资产编号,资产名称,资产类别,责任部门,责任人,保管人,存放地点,重置成本级别,保密性,完整性,可用性,资产价值\n";

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-08")]
    public async Task The_preview_changes_nothing_and_the_import_then_does_what_it_showed(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        var owner = scene.Engineer.Actor.Name;
        var import = await BeginAsync(scene, Heading + $"FW-1,文件服务器,服务器,工程部,{owner},阿里云,机房,3,4,2,5,5\nFW-2,旧键盘,办公终端,工程部,{owner},,二楼,1,1,1,1,4\n");

        (import.Preview.New, import.Preview.Rejected, import.Preview.Unknown.Count).ShouldBe((2, 0, 0));
        import.Preview.NewRows.Select(r => (r.Number, r.Value, r.Important)).ShouldBe([("FW-1", 5, true), ("FW-2", 1, false)]);
        // The register's own value differs from the criteria's: said, and not followed.
        import.Preview.Warnings.ShouldHaveSingleItem().Row.ShouldBe(3);
        (await CountAsync(scene)).ShouldBe(0);

        var done = (await CommitAsync(scene, import)).Require();

        (done.Added, done.Changed, done.Rejected).ShouldBe((2, 0, 0));
        var assets = await scene.App.ReadAsync(db => db.Set<Asset>().OrderBy(a => a.Number).ToListAsync());
        assets.Select(a => (a.Number, a.CategoryCode, a.Value, a.IsImportant, a.CustodianText)).ShouldBe([("FW-1", "HARD-SRV", 5, true, "阿里云"), ("FW-2", "HARD-PC", 1, false, "")]);
        (await scene.App.RunAsync<LedgerCheck, LedgerReport>(c => c.RunAsync(default))).Findings.ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-08")]
    public async Task With_one_bad_row_all_or_nothing_imports_nothing_and_good_rows_imports_the_rest(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        var owner = scene.Engineer.Actor.Name;
        var import = await BeginAsync(scene, Heading + $"FW-1,文件服务器,服务器,工程部,{owner},,机房,3,4,2,5,\nFW-2,打印机,打印机,工程部,{owner},,二楼,1,9,1,1,\n");
        import.Preview.Rejections.ShouldHaveSingleItem().Row.ShouldBe(3);
        import.Preview.Rejections[0].Value.ShouldBe("9");

        var refused = await CommitAsync(scene, import);
        refused.Refusal!.Code.ShouldBe(ImportDesk.RowsRejected.Code);
        refused.Refusal.Obstacles.ShouldHaveSingleItem().Text.ShouldContain("9");
        (await CountAsync(scene)).ShouldBe(0);

        (await CommitAsync(scene, import, ImportMode.GoodRows)).Require().Added.ShouldBe(1);
        (await CountAsync(scene)).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Unknown_departments_people_and_categories_are_asked_for_and_an_answer_lets_their_rows_in(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        var import = await BeginAsync(scene, Heading + "X-1,甲物,莫名其妙,研发中心,李不在,,机房,3,4,2,5,\nX-2,乙物,莫名其妙,研发中心,李不在,,机房,3,4,2,5,\n");
        import.Preview.Rejected.ShouldBe(2);
        import.Preview.Unknown.Select(u => (u.Kind, u.Word, u.Rows)).ShouldBe([(WordKind.Department, "研发中心", 2), (WordKind.Person, "李不在", 2), (WordKind.Category, "莫名其妙", 2)]);

        var settings = new ImportSettings
        {
            Departments = new Dictionary<string, Guid?> { ["研发中心"] = scene.Engineering },
            People = new Dictionary<string, Guid?> { ["李不在"] = scene.Engineer.Actor.PersonId },
            Categories = new Dictionary<string, string?> { ["莫名其妙"] = "OTHE" },
        };
        var mapped = (await scene.App.RunAsync<ChangeImport, Outcome<ImportView>>(o => o.RunAsync(scene.Team.Actor, new ChangeImportRequest(import.Id, import.Version, settings), default))).Require();

        (mapped.Preview.New, mapped.Preview.Rejected).ShouldBe((2, 0));
        (await CommitAsync(scene, mapped)).Require().Added.ShouldBe(2);
        (await scene.App.ReadAsync(db => db.Set<Asset>().Select(a => a.DepartmentId).Distinct().ToListAsync())).ShouldBe([scene.Engineering]);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.4-01")]
    public async Task A_row_without_an_owner_is_rejected_unless_somebody_is_named_for_all_such_rows(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        var import = await BeginAsync(scene, Heading + "X-1,甲物,服务器,工程部,,,机房,3,4,2,5,\n");
        import.Preview.Rejections.ShouldHaveSingleItem().Row.ShouldBe(2);

        var settings = new ImportSettings { People = new Dictionary<string, Guid?> { [""] = scene.Engineer.Actor.PersonId } };
        var mapped = (await scene.App.RunAsync<ChangeImport, Outcome<ImportView>>(o => o.RunAsync(scene.Team.Actor, new ChangeImportRequest(import.Id, import.Version, settings), default))).Require();
        mapped.Preview.New.ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Importing_again_updates_by_number_and_shows_the_differences_first(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        var owner = scene.Engineer.Actor.Name;
        (await CommitAsync(scene, await BeginAsync(scene, Heading + $"FW-1,文件服务器,服务器,工程部,{owner},,机房,3,4,2,5,\nFW-2,打印机,打印机,工程部,{owner},,二楼,1,1,1,1,\n"))).Require();

        var again = await BeginAsync(scene, Heading + $"FW-1,文件服务器,服务器,工程部,{owner},,三楼机房,3,4,2,1,\nFW-2,打印机,打印机,工程部,{owner},,二楼,1,1,1,1,\nFW-3,新设备,服务器,工程部,{owner},,机房,1,1,1,1,\n");

        (again.Preview.New, again.Preview.Changed, again.Preview.Unchanged).ShouldBe((1, 1, 1));
        again.Preview.ChangedRows.ShouldHaveSingleItem().Differences.Select(d => (d.Label, d.Old, d.New)).ShouldBe([("位置", "机房", "三楼机房"), ("可用性", "5", "1")]);
        var done = (await CommitAsync(scene, again)).Require();
        (done.Added, done.Changed, done.Unchanged).ShouldBe((1, 1, 1));
        var changed = await scene.App.ReadAsync(db => db.Set<Asset>().SingleAsync(a => a.Number == "FW-1"));
        (changed.Location, changed.Availability, changed.Value, changed.Version).ShouldBe(("三楼机房", 1, 4, 2));
        (await scene.App.ReadAsync(db => db.Set<Asset>().SingleAsync(a => a.Number == "FW-2"))).Version.ShouldBe(1);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-08")]
    public async Task The_sample_register_brings_97_assets_and_the_same_file_again_adds_and_changes_nothing(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        foreach (var department in (string[])["行政部", "商务部"])
            await scene.App.DepartmentAsync(department);
        var import = await SampleAsync(scene);
        import.Preview.Unknown.ShouldAllBe(u => u.Kind == WordKind.Person);
        var settings = new ImportSettings { People = import.Preview.Unknown.ToDictionary(u => u.Word, _ => (Guid?)scene.Engineer.Actor.PersonId) };
        var mapped = (await scene.App.RunAsync<ChangeImport, Outcome<ImportView>>(o => o.RunAsync(scene.Team.Actor, new ChangeImportRequest(import.Id, import.Version, settings), default))).Require();

        (mapped.Preview.RowsRead, mapped.Preview.New, mapped.Preview.Rejected, mapped.Preview.Skipped).ShouldBe((105, 97, 0, 8));
        (await CommitAsync(scene, mapped)).Require().Added.ShouldBe(97);
        (await CountAsync(scene)).ShouldBe(97);

        var again = await SampleAsync(scene);
        var mappedAgain = (await scene.App.RunAsync<ChangeImport, Outcome<ImportView>>(o => o.RunAsync(scene.Team.Actor, new ChangeImportRequest(again.Id, again.Version, settings), default))).Require();
        (mappedAgain.Preview.New, mappedAgain.Preview.Changed, mappedAgain.Preview.Unchanged).ShouldBe((0, 0, 97));
    }

    [Theory, BothDatabases]
    public async Task A_head_imports_for_the_own_department_only_and_cannot_take_over_another_departments_number(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        await scene.CreateAsync(scene.Facts() with { Number = "FW-1" });
        var owner = scene.Treasurer.Actor.Name;
        var import = await BeginAsync(scene, Heading + $"FW-1,抢来的,服务器,财务部,{owner},,机房,3,4,2,5,\nCW-1,别人部门,服务器,工程部,{owner},,机房,3,4,2,5,\nCW-2,自己的,服务器,财务部,{owner},,机房,3,4,2,5,\n", scene.Treasurer);

        import.Preview.Rejections.Select(r => r.Row).ShouldBe([2, 3]);
        (await CommitAsync(scene, import, ImportMode.GoodRows, scene.Treasurer)).Require().Added.ShouldBe(1);
        (await CommitAsync(scene, import, ImportMode.GoodRows, scene.Team)).Refusal.ShouldBe(Refusal.NotFound);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP6-B-08")]
    public async Task An_import_never_lowers_a_classification(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        await scene.CreateAsync(scene.Facts(classification: Classification.Confidential) with { Number = "FW-1" });
        var import = await BeginAsync(scene, $"资产编号,资产名称,资产类别,责任部门,责任人,存放地点,重置成本级别,保密性,完整性,可用性,密级\nFW-1,文件服务器,服务器,工程部,{scene.Engineer.Actor.Name},机房,3,4,2,5,内部\n");

        import.Preview.Warnings.ShouldHaveSingleItem().Reason.ShouldContain("秘密");
        (await CommitAsync(scene, import)).Require().Unchanged.ShouldBe(1);
        (await scene.App.ReadAsync(db => db.Set<Asset>().SingleAsync())).Classification.ShouldBe(Classification.Confidential);
    }

    [Theory, BothDatabases]
    public async Task Columns_with_other_headings_are_mapped_by_hand(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        var import = await BeginAsync(scene, $"甲栏,资产名称,类别,部门,责任人,地点,丁,戊,己,庚\nFW-1,文件服务器,服务器,工程部,{scene.Engineer.Actor.Name},机房,3,4,2,5\n");
        import.Preview.Problem.ShouldNotBeNull();
        import.Preview.MissingFields.ShouldBe(["replacementCost", "confidentiality", "integrity", "availability"]);

        var settings = new ImportSettings { Columns = new Dictionary<string, string> { ["number"] = "A", ["replacementCost"] = "G", ["confidentiality"] = "H", ["integrity"] = "I", ["availability"] = "J" } };
        var mapped = (await scene.App.RunAsync<ChangeImport, Outcome<ImportView>>(o => o.RunAsync(scene.Team.Actor, new ChangeImportRequest(import.Id, import.Version, settings), default))).Require();

        mapped.Preview.Problem.ShouldBeNull();
        mapped.Preview.NewRows.ShouldHaveSingleItem().Number.ShouldBe("FW-1");
    }

    [Theory, BothDatabases]
    public async Task An_import_marks_confirmed_lists_as_changed(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        var cycle = (await scene.App.RunAsync<OpenCycle, Outcome<CycleSaved>>(o => o.RunAsync(scene.Team.Actor, new OpenCycleRequest(2026, "2026", TestApp.Today), default))).Require().Id;
        var list = (await scene.App.RunAsync<ReadDepartmentList, Outcome<DepartmentList>>(o => o.RunAsync(scene.Engineer.Actor, new ReadDepartmentListRequest(cycle, scene.Engineering), default))).Require();
        (await scene.App.RunAsync<ConfirmList, Outcome<ListConfirmed>>(o => o.RunAsync(scene.Engineer.Actor, new ConfirmListRequest(cycle, scene.Engineering, list.ContentHash), default))).Require();

        (await CommitAsync(scene, await BeginAsync(scene, Heading + $"FW-1,文件服务器,服务器,工程部,{scene.Engineer.Actor.Name},,机房,3,4,2,5,\n"))).Require();

        (await scene.App.ReadAsync(db => db.Set<DepartmentConfirmation>().SingleAsync(c => c.DepartmentId == scene.Engineering))).State.ShouldBe(ConfirmationState.Changed);
    }

    [Theory, BothDatabases]
    public async Task What_is_no_register_is_refused_with_what_to_do_and_nothing_is_kept(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        foreach (var (name, content) in new (string, byte[])[]
        {
            ("empty.xlsx", []), ("page.xlsx", Encoding.UTF8.GetBytes("<html><table><tr><td>1</td></tr></table></html>")),
            ("old.xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]), ("cut.xlsx", [0x50, 0x4B, 3, 4, 20, 0]), ("text.csv", Encoding.UTF8.GetBytes("你好\n世界\n")),
        })
        {
            var response = await UploadAsync(scene.Team, name, content);
            response.StatusCode.ShouldBe(HttpStatusCode.BadRequest, name);
            (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").GetProperty("file")[0].GetString()!.Length.ShouldBeGreaterThan(8);
        }
        (await scene.App.ReadAsync(db => db.Set<AssetImport>().CountAsync())).ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task The_whole_import_runs_over_HTTP_with_its_report(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var csv = Encoding.GetEncoding("GB18030").GetBytes(Heading + $"FW-1,文件服务器,服务器,工程部,{scene.Engineer.Actor.Name},,机房,3,4,2,5,\nFW-2,坏行,服务器,工程部,{scene.Engineer.Actor.Name},,机房,3,4,2,,\n");
        var uploaded = await UploadAsync(scene.Team, "台账.csv", csv);
        uploaded.StatusCode.ShouldBe(HttpStatusCode.Created);
        var address = uploaded.Headers.Location!.ToString();
        (await uploaded.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("preview").GetProperty("new").GetInt32().ShouldBe(1);

        (await scene.Team.Client.PostAsJsonAsync(address + "/commit", new { mode = "goodRows" })).StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        using var commit = new HttpRequestMessage(HttpMethod.Post, address + "/commit") { Content = JsonContent.Create(new { mode = "goodRows" }) };
        commit.Headers.TryAddWithoutValidation("If-Match", uploaded.Headers.ETag!.Tag);
        var done = await scene.Team.Client.SendAsync(commit);
        (await done.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("added").GetInt32().ShouldBe(1);

        var report = await scene.Team.Client.GetAsync(address + "/report");
        report.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var file = new MemoryStream(await report.Content.ReadAsByteArrayAsync());
        using var spreadsheet = SpreadsheetReader.Open(file, "report.xlsx").Spreadsheet!;
        spreadsheet.Sheets.SelectMany(s => s.Rows(repeatMerged: false)).SelectMany(r => r.Cells).ShouldContain(c => c.Text.Contains("可用性", StringComparison.Ordinal));
        (await scene.Treasurer.Client.GetAsync(address + "/report")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scene.Team.Client.GetAsync(address.Replace("/api/v1/assets/imports", "/assets/import", StringComparison.Ordinal))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, BothDatabases]
    public async Task An_import_looked_at_before_somebody_else_wrote_is_worked_out_anew(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        var import = await BeginAsync(scene, Heading + $"FW-1,文件服务器,服务器,工程部,{scene.Engineer.Actor.Name},,机房,3,4,2,5,\n");
        import.Preview.New.ShouldBe(1);
        await scene.CreateAsync(scene.Facts("先到的") with { Number = "FW-1" });

        var done = (await CommitAsync(scene, import)).Require();

        (done.Added, done.Changed).ShouldBe((0, 1));
        (await scene.App.ReadAsync(db => db.Set<Asset>().SingleAsync())).Name.ShouldBe("文件服务器");
        (await CommitAsync(scene, import)).Refusal!.Kind.ShouldBe(RefusalKind.Stale);
    }

    [Theory, BothDatabases]
    public async Task Departments_and_people_that_nobody_has_entered_are_entered_from_the_register(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        var owner = scene.Engineer.Actor.Name;
        var import = await BeginAsync(scene, Heading + $"FW-1,文件服务器,服务器,仓储部,仓管员甲,,机房,3,4,2,5,\nFW-2,打印机,打印机,仓储部,{owner},,二楼,1,1,1,1,\nFW-3,叉车终端,办公终端,物流部,调度员,,一楼,1,1,1,1,\n");
        import.Preview.Rejected.ShouldBe(3);

        (await RegisterAsync(scene, scene.Treasurer, import)).Refusal.ShouldBe(Refusal.Forbidden, "a head does not enter departments");
        (await RegisterAsync(scene, scene.Representative, import)).Refusal.ShouldBe(Refusal.NotFound, "somebody else's import");
        (await RegisterAsync(scene, scene.Team, import with { Version = 99 })).Refusal!.Kind.ShouldBe(RefusalKind.Stale);
        import = (await RegisterAsync(scene, scene.Team, import)).Require();

        (import.Preview.Rejected, import.Preview.New, import.Preview.Unknown.Count).ShouldBe((0, 3, 0));
        var people = await scene.App.ReadAsync(db => (from p in db.People join d in db.Departments on p.DepartmentId equals d.Id where d.Name == "仓储部" || d.Name == "物流部" orderby d.Name select new { Person = p.Name, d.Name }).ToListAsync());
        people.Select(p => (p.Person, p.Name)).ShouldBe([("仓管员甲", "仓储部"), ("调度员", "物流部")]);
        (await CommitAsync(scene, import)).Require().Added.ShouldBe(3);
        (await scene.App.RunAsync<LedgerCheck, LedgerReport>(c => c.RunAsync(default))).Findings.ShouldBeEmpty();

        var page = await BeginAsync(scene, Heading + "FW-9,扫描仪,打印机,档案室,档案员,,三楼,1,1,1,1,\n");
        var html = await scene.Team.Client.GetStringAsync($"/assets/import/{page.Id}");
        html.ShouldContain("一并登记");
        var response = await scene.Team.Client.PostAsync(new Uri($"/api/v1/assets/imports/{page.Id}/register-unknown", UriKind.Relative), null);
        response.StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
    }

    private static Task<Outcome<ImportView>> RegisterAsync(AssetScene scene, TestPerson by, ImportView import) =>
        scene.App.RunAsync<RegisterUnknown, Outcome<ImportView>>(o => o.RunAsync(by.Actor, new RegisterUnknownRequest(import.Id, import.Version), default));

    private static async Task<ImportView> BeginAsync(AssetScene scene, string csv, TestPerson? by = null)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        return (await scene.App.RunAsync<BeginImport, Outcome<ImportView>>(o => o.RunAsync((by ?? scene.Team).Actor, new BeginImportRequest("台账.csv", file), default))).Require();
    }

    private static async Task<ImportView> SampleAsync(AssetScene scene)
    {
        await using var file = File.OpenRead(Path.Combine(Repository.Root, "tests/Isms.Tests/Modules/Assets/Import/sample-register.xlsx"));
        return (await scene.App.RunAsync<BeginImport, Outcome<ImportView>>(o => o.RunAsync(scene.Team.Actor, new BeginImportRequest("sample-register.xlsx", file), default))).Require();
    }

    private static Task<Outcome<ImportCommitted>> CommitAsync(AssetScene scene, ImportView import, ImportMode mode = ImportMode.AllOrNothing, TestPerson? by = null) =>
        scene.App.RunAsync<CommitImport, Outcome<ImportCommitted>>(o => o.RunAsync((by ?? scene.Team).Actor, new CommitImportRequest(import.Id, import.Version, mode), default));

    private static Task<int> CountAsync(AssetScene scene) => scene.App.ReadAsync(db => db.Set<Asset>().CountAsync());

    private static async Task<HttpResponseMessage> UploadAsync(TestPerson person, string name, byte[] content)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", name } };
        return await person.Client.PostAsync("/api/v1/assets/imports", form);
    }
}
