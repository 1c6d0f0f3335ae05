using System.Globalization;
using System.Text;
using System.Text.Json;
using Isms.Cli;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Text;
using Isms.Modules.Assets;
using Isms.Tests.Kernel.Access;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Isms.Tests.Cli;

/// <summary>The verbs that work on an instance: user, import, export, doctor.</summary>
public sealed class InstanceVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("isms-verbs-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory, BothDatabases]
    public async Task An_account_is_made_locked_unlocked_and_given_a_password_from_the_console(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        await app.SaveAsync(db => db.Add(Employee("1001", "网络管理员")));

        var made = await RunAsync(app, "user", "create", "--person", "1001", "--user", "netadmin");
        made.Code.ShouldBe(CommandLine.Succeeded, made.Error);
        made.Out.Trim().Length.ShouldBe(19);
        (await RunAsync(app, "user", "create", "--person", "1001", "--user", "netadmin2")).Code.ShouldBe(CommandLine.Failed);
        (await RunAsync(app, "user", "create", "--person", "9999", "--user", "nobody")).Error.ShouldContain("9999");
        (await RunAsync(app, "user", "list")).Out.ShouldContain("netadmin\t1001\t网络管理员");
        using (var json = JsonDocument.Parse((await RunAsync(app, "user", "list", "--json")).Out))
            json.RootElement[0].GetProperty("userName").GetString().ShouldBe("netadmin");

        (await RunAsync(app, "user", "lock", "--user", "netadmin")).Code.ShouldBe(CommandLine.Succeeded);
        (await app.ReadAsync(db => db.Users.SingleAsync(u => u.UserName == "netadmin"))).DisabledAt.ShouldNotBeNull();
        (await RunAsync(app, "user", "unlock", "--user", "NETADMIN")).Code.ShouldBe(CommandLine.Succeeded);
        (await app.ReadAsync(db => db.Users.SingleAsync(u => u.UserName == "netadmin"))).DisabledAt.ShouldBeNull();
        (await RunAsync(app, "user", "reset-password", "--user", "netadmin")).Out.Trim().ShouldNotBe(made.Out.Trim());
        (await RunAsync(app, "user", "lock", "--user", "nobody")).Code.ShouldBe(CommandLine.Failed);
        (await app.LedgerCountAsync("kernel.account-created")).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Accounts_for_all_who_have_none_are_opened_from_the_console_with_their_passwords_in_one_file(On on)
    {
        await using var app = await Arrange.AppAsync(on);
        await app.SaveAsync(db => db.AddRange(Employee("1001", "网络管理员"), Employee("1002", "系统管理员")));
        var file = Path.Combine(_folder, "passwords.xlsx");
        var made = await RunAsync(app, "user", "create-all", "--out", file);
        made.Code.ShouldBe(CommandLine.Succeeded, made.Error);
        made.Out.ShouldBeEmpty("no password is on the screen");
        new FileInfo(file).Length.ShouldBeGreaterThan(1000);
        (await app.ReadAsync(db => db.Users.CountAsync(u => u.MustChangePassword))).ShouldBe(2);
        (await RunAsync(app, "user", "create-all", "--out", file)).Code.ShouldBe(CommandLine.Failed, "the file is there");

        // Those a list brings in, and only those.
        await app.SaveAsync(db => db.Add(Employee("1003", "无账号者")));
        var person = await app.PersonAsync(await app.DepartmentAsync("工程部"), Office.ManagementRepresentative);
        var user = await app.ReadAsync(db => db.Users.Where(u => u.Id == person.Actor.UserId).Select(u => u.UserName!).SingleAsync());
        var list = Write("people.csv", "工号,姓名,部门,岗位\n2001,工程师甲,工程部,开发\n2002,工程师乙,工程部,测试\n");
        var imported = await RunAsync(app, "import", "people", list, "--user", user, "--accounts", Path.Combine(_folder, "new.docx"));
        imported.Code.ShouldBe(CommandLine.Succeeded, imported.Error);
        (await app.ReadAsync(db => db.Users.Where(u => u.UserName!.StartsWith("2") || u.UserName == "1003").Select(u => u.UserName).OrderBy(n => n).ToListAsync())).ShouldBe(["2001", "2002"]);
        File.Exists(Path.Combine(_folder, "new.docx")).ShouldBeTrue();
    }

    [Theory, BothDatabases]
    public async Task Offices_are_given_and_ended_within_the_same_rules_as_on_the_page(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        await app.SaveAsync(db => db.Add(Employee("1001", "网络管理员")));
        await RunAsync(app, "user", "create", "--person", "1001", "--user", "netadmin");

        (await RunAsync(app, "user", "offices", "--user", "netadmin", "--appoint", "SystemAdministrator", "--from", "2026-03-01")).Out.ShouldContain("SystemAdministrator");
        var two = await RunAsync(app, "user", "offices", "--user", "netadmin", "--appoint", "AuditAdministrator");
        two.Code.ShouldBe(CommandLine.Failed, "two of the three administrations");
        (await RunAsync(app, "user", "offices", "--user", "netadmin", "--end", "SystemAdministrator", "--to", "2026-03-31")).Out.ShouldContain("2026-03-31");
        (await RunAsync(app, "user", "offices", "--user", "netadmin", "--end", "InternalAuditor")).Code.ShouldBe(CommandLine.Failed);
        (await RunAsync(app, "user", "offices", "--user", "netadmin", "--appoint", "King")).Code.ShouldBe(CommandLine.WronglyCalled);
        (await RunAsync(app, "user", "offices", "--user", "netadmin", "--appoint", "InternalAuditor", "--from", "1.3.2026")).Code.ShouldBe(CommandLine.WronglyCalled);
        (await RunAsync(app, "user", "offices", "--user", "netadmin", "--appoint", "DepartmentHead", "--department", "none")).Error.ShouldContain("none");
    }

    [Theory, BothDatabases]
    public async Task A_register_is_tried_then_imported_all_or_nothing_in_somebodys_name(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var department = await app.DepartmentAsync("工程部");
        var person = await app.PersonAsync(department, Office.ManagementRepresentative);
        var user = await app.ReadAsync(db => db.Users.Where(u => u.Id == person.Actor.UserId).Select(u => u.UserName!).SingleAsync());
        var owner = person.Actor.Name;
        var good = Write("good.csv", $"资产名称,资产大类,所属部门,责任人,替换成本,机密性,完整性,可用性\n门禁系统,硬件,工程部,{owner},2,2,2,3\n");
        var bad = Write("bad.csv", $"资产名称,资产大类,所属部门,责任人,替换成本,机密性,完整性,可用性\n门禁系统,硬件,工程部,{owner},2,2,2,3\n交换机,硬件,没有此部门,{owner},2,2,2,3\n");

        var tried = await RunAsync(app, "import", "assets", good, "--user", user, "--dry-run", "--json");
        tried.Code.ShouldBe(CommandLine.Succeeded, tried.Error);
        (await app.ReadAsync(db => db.Set<Asset>().CountAsync())).ShouldBe(0);
        using (var json = JsonDocument.Parse(tried.Out))
            json.RootElement.GetProperty("new").GetInt32().ShouldBe(1);
        var refused = await RunAsync(app, "import", "assets", bad, "--user", user);
        refused.Code.ShouldBe(CommandLine.Failed);
        refused.Error.ShouldContain("没有此部门");
        (await app.ReadAsync(db => db.Set<Asset>().CountAsync())).ShouldBe(0);

        var done = await RunAsync(app, "import", "assets", good, "--user", user);
        done.Code.ShouldBe(CommandLine.Succeeded, done.Error);
        (await app.ReadAsync(db => db.Set<Asset>().SingleAsync())).Name.ShouldBe("门禁系统");
        (await app.ReadAsync(db => db.Ledger.Where(e => e.UseCase == "assets.import").Select(e => e.PersonId).Distinct().SingleAsync())).ShouldBe(person.Actor.PersonId);
    }

    [Theory, BothDatabases]
    public async Task A_column_is_named_by_hand_and_one_the_file_lacks_is_refused(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var department = await app.DepartmentAsync("工程部");
        var person = await app.PersonAsync(department, Office.ManagementRepresentative);
        var user = await app.ReadAsync(db => db.Users.Where(u => u.Id == person.Actor.UserId).Select(u => u.UserName!).SingleAsync());
        var file = Write("odd.csv", $"物品,资产大类,所属部门,责任人,替换成本,机密性,完整性,可用性\n门禁系统,硬件,工程部,{person.Actor.Name},2,2,2,3\n");

        (await RunAsync(app, "import", "assets", file, "--user", user, "--map", "name=没有")).Error.ShouldContain("没有");
        (await RunAsync(app, "import", "assets", file, "--user", user, "--map", "name")).Code.ShouldBe(CommandLine.WronglyCalled);
        (await RunAsync(app, "import", "assets", file, "--user", user, "--map", "name=物品")).Code.ShouldBe(CommandLine.Succeeded);
        (await RunAsync(app, "import", "assets", Path.Combine(_folder, "gone.csv"), "--user", user)).Code.ShouldBe(CommandLine.Failed);
        (await RunAsync(app, "import", "assets", file, "--user", "nobody")).Error.ShouldContain("nobody");
        (await RunAsync(app, "import", "assets", Write("x.xlsx", "no workbook"), "--user", user)).Code.ShouldBe(CommandLine.Failed);
    }

    [Theory, BothDatabases]
    public async Task Registers_and_the_ledger_are_written_to_a_folder_and_the_ledger_checks_without_a_server(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var person = await app.PersonAsync(await app.DepartmentAsync("工程部"));
        var user = await app.ReadAsync(db => db.Users.Where(u => u.Id == person.Actor.UserId).Select(u => u.UserName!).SingleAsync());

        var registers = await RunAsync(app, "export", "registers", "--out", Path.Combine(_folder, "out"));
        registers.Code.ShouldBe(CommandLine.Succeeded, registers.Error);
        var lists = registers.Out.Trim().Split(Environment.NewLine);
        lists.ShouldAllBe(path => File.Exists(path) && path.EndsWith(".xlsx", StringComparison.Ordinal));
        lists.Distinct().Count().ShouldBeGreaterThan(9, "every process answers for its own");
        var documents = await RunAsync(app, "export", "documents", "--out", Path.Combine(_folder, "out"));
        documents.Code.ShouldBe(CommandLine.Succeeded, documents.Error);
        documents.Out.ShouldContain(".docx");
        (await RunAsync(app, "export", "registers", "--out", Path.Combine(_folder, "some"), "--only", "resources", "records.master-list")).Code.ShouldBe(CommandLine.Succeeded);
        Directory.GetFiles(Path.Combine(_folder, "some")).Length.ShouldBe(6);
        (await RunAsync(app, "export", "registers", "--out", Path.Combine(_folder, "none"), "--only", "resourc")).Out.ShouldBeEmpty();
        (await RunAsync(app, "export", "ledger", "--out", Path.Combine(_folder, "out"), "--user", user)).Code.ShouldBe(CommandLine.Failed, "an employee may not");
        var ledger = await RunAsync(app, "export", "ledger", "--out", Path.Combine(_folder, "out"));
        ledger.Code.ShouldBe(CommandLine.Succeeded, ledger.Error);
        (await RunAsync(app, "verify", ledger.Out.Trim())).Code.ShouldBe(CommandLine.Succeeded);
        (await RunAsync(app, "export", "registers")).Code.ShouldBe(CommandLine.WronglyCalled);
        (await app.LedgerCountAsync("kernel.ledger-exported")).ShouldBe(2, "once as a list among the registers, once as lines to verify");
    }

    [Theory, BothDatabases]
    public async Task The_doctor_finds_an_instance_well_and_sees_missing_triggers_files_and_wrong_settings(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var well = await RunAsync(app, "doctor", "--json");
        well.Code.ShouldBe(CommandLine.Succeeded, well.Out);

        await app.SaveAsync(db =>
        {
            db.Add(new Isms.Kernel.Settings.SettingValue { Key = "kernel.time-zone", Value = "Mars/Olympus" });
            db.Add(new Isms.Kernel.Settings.SettingValue { Key = "kernel.approval-days", Value = "9999" });
            db.Add(new Isms.Kernel.Files.StoredFile { Sha256 = new string('a', 64), MediaType = "text/plain", Size = 1 });
        });
        await app.RunAsync<IsmsDbContext, int>(db => db.Database.ExecuteSqlRawAsync(on == On.Sqlite
            ? "DROP TRIGGER kernel_ledger_no_update" : "ALTER TABLE kernel_ledger DISABLE TRIGGER kernel_ledger_no_change"));
        var ill = await RunAsync(app, "doctor", "--json");
        ill.Code.ShouldBe(CommandLine.Failed);
        using var json = JsonDocument.Parse(ill.Out);
        json.RootElement.GetProperty("checks").EnumerateArray().Where(c => !c.GetProperty("fine").GetBoolean() && c.GetProperty("needed").GetBoolean())
            .Select(c => c.GetProperty("name").GetString()).ShouldBe(["triggers", "vault", "time-zone", "settings"], ignoreOrder: true);
        (await RunAsync(app, "doctor")).Out.ShouldContain("异常");
        (await RunAsync(app, "doctor", "--verbose")).Code.ShouldBe(CommandLine.WronglyCalled);
    }

    [Fact]
    public async Task The_doctor_says_of_a_database_that_is_not_there_that_it_is_not()
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CommandLine.RunAsync(["doctor", "--json", "--data", _folder, "--database", "Host=127.0.0.1;Port=1;Timeout=1;Username=x;Database=x"],
            new Terminal(new StringReader(""), output, error, Phrase.Chinese, new FakeTimeProvider(TestApp.Start)));
        code.ShouldBe(CommandLine.Failed);
        output.ToString().ShouldContain("\"name\":\"database\",\"fine\":false");
    }

    [Theory]
    [InlineData("user")]
    [InlineData("user offices")]
    [InlineData("import assets")]
    [InlineData("import people")]
    [InlineData("import records")]
    [InlineData("export")]
    [InlineData("export documents")]
    [InlineData("doctor")]
    public async Task Help_is_there_in_both_languages(string verb)
    {
        foreach (var culture in new[] { Phrase.Chinese, Phrase.English })
        {
            var (output, error) = (new StringWriter(), new StringWriter());
            var code = await CommandLine.RunAsync([.. verb.Split(' '), "--help"], new Terminal(new StringReader(""), output, error, culture, TimeProvider.System));
            code.ShouldBe(CommandLine.Succeeded, error.ToString());
            output.ToString().ShouldContain(culture == Phrase.English ? "Usage:" : "用法：");
            if (culture == Phrase.English)
                output.ToString().ShouldNotContain(c => c >= '\u4e00' && c <= '\u9fff');
        }
    }

    private static async Task<Ran> RunAsync(TestApp app, params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var (culture, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        string[] instance = args[0] == "verify" ? [] : ["--data", app.Folder, "--database", app.Database];
        var code = await CommandLine.RunAsync([.. args, .. instance], new Terminal(new StringReader(""), output, error, Phrase.Chinese, app.Clock));
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
        return new Ran(code, output.ToString(), error.ToString());
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, text, Encoding.UTF8);
        return path;
    }

    private static Person Employee(string number, string name)
    {
        var person = new Person { EmployeeNumber = number, Name = name };
        person.Rename(name);
        return person;
    }
}
