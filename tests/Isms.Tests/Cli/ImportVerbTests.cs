using System.Globalization;
using System.Text;
using System.Text.Json;
using Isms.Cli;
using Isms.Kernel.Access;
using Isms.Kernel.Text;
using Isms.Modules.Records;
using Isms.Modules.Records.Domain;
using Isms.Tests.Modules.Records;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Cli;

/// <summary><c>isms import people</c> and <c>isms import records</c>.</summary>
public sealed class ImportVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("isms-import-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, BothDatabases]
    public async Task A_list_of_employees_is_tried_then_imported_all_or_nothing_in_somebodys_name(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var person = await app.PersonAsync(await app.DepartmentAsync("工程部"), Office.IsmsTeam);
        var user = await UserAsync(app, person);
        var good = Write("good.csv", "工号,姓名,部门,岗位,入职日期\nZ01,甲,工程部,工程师,2024-05-06\nZ02,乙,工程部,网络管理员,\n");
        var bad = Write("bad.csv", "工号,姓名,部门,岗位\nZ01,甲,工程部,工程师\nZ03,丙,批发门市部,店长\n");

        var tried = await RunAsync(app, "import", "people", good, "--user", user, "--dry-run", "--json");
        tried.Code.ShouldBe(CommandLine.Succeeded, tried.Error);
        using (var json = JsonDocument.Parse(tried.Out))
            json.RootElement.GetProperty("new").GetInt32().ShouldBe(2);
        (await CountAsync()).ShouldBe(0);
        var refused = await RunAsync(app, "import", "people", bad, "--user", user);
        refused.Code.ShouldBe(CommandLine.Failed);
        refused.Error.ShouldContain("批发门市部");
        (await CountAsync()).ShouldBe(0);

        (await RunAsync(app, "import", "people", bad, "--user", user, "--skip-rejected")).Code.ShouldBe(CommandLine.Succeeded);
        (await CountAsync()).ShouldBe(1);
        var done = await RunAsync(app, "import", "people", bad, "--user", user, "--new-departments", "--json");
        done.Code.ShouldBe(CommandLine.Succeeded, done.Error);
        using (var json = JsonDocument.Parse(done.Out))
            json.RootElement.GetProperty("added").GetInt32().ShouldBe(1);
        (await app.ReadAsync(db => (from p in db.People join d in db.Departments on p.DepartmentId equals d.Id where p.EmployeeNumber == "Z03" select d.Name).SingleAsync())).ShouldBe("批发门市部");
        (await RunAsync(app, "import", "people", good, "--user", user)).Code.ShouldBe(CommandLine.Succeeded);
        (await CountAsync()).ShouldBe(3);
        (await app.ReadAsync(db => db.Ledger.Where(e => e.UseCase == "organization.import-people").Select(e => e.PersonId).Distinct().SingleAsync())).ShouldBe(person.Actor.PersonId);

        Task<int> CountAsync() => app.ReadAsync(db => db.People.CountAsync(p => p.EmployeeNumber.StartsWith("Z0")));
    }

    [Theory, BothDatabases]
    public async Task A_list_that_cannot_be_read_or_may_not_be_imported_says_why(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var department = await app.DepartmentAsync("工程部");
        var user = await UserAsync(app, await app.PersonAsync(department, Office.IsmsTeam));
        var staff = await UserAsync(app, await app.PersonAsync(department));
        var odd = Write("odd.csv", "胸牌,姓名,部门\nZ01,甲,工程部\n");

        (await RunAsync(app, "import", "people", odd, "--user", staff)).Code.ShouldBe(CommandLine.Failed, "an employee may not");
        (await RunAsync(app, "import", "people", odd, "--user", user)).Error.ShouldContain("工号");
        (await RunAsync(app, "import", "people", odd, "--user", user, "--map", "employeeNumber=没有")).Error.ShouldContain("没有");
        var unknown = await RunAsync(app, "import", "people", odd, "--user", user, "--map", "badge=胸牌");
        unknown.Code.ShouldBe(CommandLine.WronglyCalled);
        unknown.Error.ShouldContain("badge");
        (await RunAsync(app, "import", "people", odd, "--user", user, "--sheet", "没有此表")).Error.ShouldContain("没有此表");
        (await RunAsync(app, "import", "people", Write("x.xlsx", "no workbook"), "--user", user)).Code.ShouldBe(CommandLine.Failed);
        (await RunAsync(app, "import", "people", Path.Combine(_folder, "gone.csv"), "--user", user)).Error.ShouldContain("gone.csv");
        (await RunAsync(app, "import", "people", odd)).Code.ShouldBe(CommandLine.WronglyCalled);
        (await app.ReadAsync(db => db.People.CountAsync(p => p.EmployeeNumber == "Z01"))).ShouldBe(0);
        (await RunAsync(app, "import", "people", odd, "--user", user, "--map", "employeeNumber=胸牌")).Code.ShouldBe(CommandLine.Succeeded);
        (await app.ReadAsync(db => db.People.CountAsync(p => p.EmployeeNumber == "Z01"))).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task A_list_of_records_is_tried_then_imported_whole_or_not_at_all(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var user = await UserAsync(scene.App, scene.Team);
        var labels = (await scene.DefinitionAsync("B-34-R03")).Fields.Where(f => f.IsAsked && f.Type is not (FieldType.Table or FieldType.Signature or FieldType.Files)).ToList();
        var head = string.Join(',', labels.Select(l => l.Zh));
        var row = string.Join(',', labels.Select(l => scene.Valid(l) is { Text: { } text } ? text.Replace(',', ' ') : scene.Staff.Actor.Name));
        var good = Write("good.csv", $"{head}\n{row}\n{row}\n");
        var bad = Write("bad.csv", $"{head}\n{row}\n{string.Join(',', labels.Select(l => l.Type == FieldType.Date ? "2026-13-45" : "x"))}\n");
        var renamed = Write("renamed.csv", $"叫法不同,{string.Join(',', labels.Skip(1).Select(l => l.Zh))}\n{row}\n");

        var tried = await RunAsync(scene.App, "import", "records", "B-34-R03", good, "--user", user, "--dry-run", "--json");
        tried.Code.ShouldBe(CommandLine.Succeeded, tried.Error);
        using (var json = JsonDocument.Parse(tried.Out))
            json.RootElement.GetProperty("rows").GetInt32().ShouldBe(2);
        var refused = await RunAsync(scene.App, "import", "records", "B-34-R03", bad, "--user", user);
        refused.Code.ShouldBe(CommandLine.Failed);
        refused.Error.ShouldContain("第 3 行");
        (await CountAsync()).ShouldBe(0);
        (await RunAsync(scene.App, "import", "records", "sl-b-34-r03", good, "--user", user)).Code.ShouldBe(CommandLine.Succeeded, "the number as it is shown");
        (await CountAsync()).ShouldBe(2);
        (await RunAsync(scene.App, "import", "records", "B-34-R03", renamed, "--user", user, "--map", labels[0].Key + "=叫法不同")).Code.ShouldBe(CommandLine.Succeeded);
        (await CountAsync()).ShouldBe(3);
        (await scene.App.ReadAsync(db => db.Ledger.Where(e => e.UseCase == "records.import").Select(e => e.PersonId).Distinct().SingleAsync())).ShouldBe(scene.Team.Actor.PersonId);

        (await RunAsync(scene.App, "import", "records", "B-99-R99", good, "--user", user)).Error.ShouldContain("B-99-R99");
        (await RunAsync(scene.App, "import", "records", "B-34-R03", good, "--user", user, "--map", "nothing=叫法不同")).Error.ShouldContain("nothing");
        (await RunAsync(scene.App, "import", "records", "B-34-R03", good, "--user", user, "--map", labels[0].Key + "=没有")).Error.ShouldContain("没有");
        (await RunAsync(scene.App, "import", "records", "B-34-R03", Write("x.xlsx", "no workbook"), "--user", user)).Code.ShouldBe(CommandLine.Failed);
        (await RunAsync(scene.App, "import", "records", "B-34-R03", Path.Combine(_folder, "gone.csv"), "--user", user)).Error.ShouldContain("gone.csv");
        (await RunAsync(scene.App, "import", "records", good, "--user", user)).Code.ShouldBe(CommandLine.WronglyCalled);
        var others = await scene.App.ReadAsync(db => db.Set<RecordForm>().Where(f => f.CurrentId != null && f.Owner == "team").Select(f => f.Code).FirstAsync());
        (await RunAsync(scene.App, "import", "records", others, good, "--user", await UserAsync(scene.App, scene.Seller))).Error
            .ShouldContain(Phrase.In(Phrase.Chinese, "records.form-not-yours", Phrase.In(Phrase.Chinese, "records.role.team")));
        (await CountAsync()).ShouldBe(3);

        Task<int> CountAsync() => scene.App.ReadAsync(db => db.Set<FormRecord>().CountAsync());
    }

    private static Task<string> UserAsync(TestApp app, TestPerson person) => app.ReadAsync(db => db.Users.Where(u => u.Id == person.Actor.UserId).Select(u => u.UserName!).SingleAsync());

    private static async Task<Ran> RunAsync(TestApp app, params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var (culture, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        var code = await CommandLine.RunAsync([.. args, "--data", app.Folder, "--database", app.Database], new Terminal(new StringReader(""), output, error, Phrase.Chinese, app.Clock));
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
        return new Ran(code, output.ToString(), error.ToString());
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text, Encoding.UTF8);
        return path;
    }
}
