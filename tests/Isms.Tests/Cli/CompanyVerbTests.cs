using System.Globalization;
using System.Text.Json;
using Isms.Cli;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting.Companies;
using Isms.Kernel.Text;
using Isms.Tests.Kernel.Access;
using Isms.Tests.Support;
using Npgsql;

namespace Isms.Tests.Cli;

/// <summary>Companies are added and worked with one by one from the console.</summary>
public sealed class CompanyVerbTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-14")]
    public async Task A_second_company_is_added_migrated_backed_up_and_restored_apart_from_the_first(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        await app.WithPasswordAsync(Office.ManagementRepresentative);
        var beta = DatabaseOf(app, "beta");
        try
        {
            var early = await RunAsync(app, "company", "add", "beta", "--host", "b.example.com");
            early.Code.ShouldBe(CommandLine.Failed, "the first company would no longer be reached");
            early.Error.ShouldContain("company add main");
            (await RunAsync(app, "company", "add", "main", "--host", "a.example.com")).Code.ShouldBe(CommandLine.Succeeded);
            (await RunAsync(app, "company", "add", "beta", "--host", "a.example.com")).Code.ShouldBe(CommandLine.Failed);
            (await RunAsync(app, "company", "add", "beta", "--host", "b.example.com", "www.b.example.com")).Code.ShouldBe(CommandLine.Succeeded);
            (await RunAsync(app, "company", "add", "beta")).Code.ShouldBe(CommandLine.WronglyCalled);
            using (var list = JsonDocument.Parse((await RunAsync(app, "company", "list", "--json")).Out))
                list.RootElement.EnumerateArray().Select(c => c.GetProperty("name").GetString()).ShouldBe(["beta", "main"]);

            var migrated = await RunAsync(app, "migrate");
            migrated.Code.ShouldBe(CommandLine.Succeeded, migrated.Error);
            (await RunAsync(app, "user", "list")).Error.ShouldContain("beta, main", customMessage: "which of them?");
            (await RunAsync(app, "user", "list", "--company", "gamma")).Error.ShouldContain("gamma");
            (await RunAsync(app, "user", "list", "--company", "main")).Out.ShouldContain("user2");
            (await RunAsync(app, "user", "list", "--company", "beta")).Out.ShouldBeEmpty();
            (await RunAsync(app, "verify", "--json", "--company", "beta")).Out.ShouldContain("\"entries\":0");
            (await RunAsync(app, "verify", "--json", "--company", "main")).Out.ShouldNotContain("\"entries\":0");
            (await RunAsync(app, "doctor", "--company", "beta")).Code.ShouldBe(CommandLine.Succeeded);
            (await RunAsync(app, "token", "create", "--user", "user2", "--company", "beta")).Code.ShouldBe(CommandLine.Failed, "nobody of that name there");

            var file = Path.Combine(app.Folder, "main.zip");
            (await RunAsync(app, "backup", file, "--company", "main")).Code.ShouldBe(CommandLine.Succeeded);
            (await RunAsync(app, "restore", file, "--company", "main")).Code.ShouldBe(CommandLine.Failed, "not over what is there");
            (await RunAsync(app, "company", "add", "gamma", "--host", "c.example.com")).Code.ShouldBe(CommandLine.Succeeded);
            await CreateAsync(DatabaseOf(app, "gamma"));
            var restored = await RunAsync(app, "restore", file, "--company", "gamma");
            restored.Code.ShouldBe(CommandLine.Succeeded, restored.Error);
            (await RunAsync(app, "user", "list", "--company", "gamma")).Out.ShouldContain("user2");

            (await RunAsync(app, "company", "hosts", "gamma", "--host", "g.example.com")).Code.ShouldBe(CommandLine.Succeeded);
            (await RunAsync(app, "company", "remove", "gamma")).Error.ShouldContain(Path.Combine("companies", "gamma"));
            (await RunAsync(app, "company", "remove", "gamma")).Code.ShouldBe(CommandLine.Failed);
            (await RunAsync(app, "company", "list")).Out.ShouldNotContain("gamma");
        }
        finally
        {
            await TestDatabase.DropAsync(beta);
            await TestDatabase.DropAsync(DatabaseOf(app, "gamma"));
        }
    }

    [Fact]
    public async Task A_list_somebody_damaged_is_told_and_nothing_is_done_with_it()
    {
        await using var app = await TestApp.StartAsync(On.Sqlite);
        await File.WriteAllTextAsync(Path.Combine(app.Folder, CompanyList.FileName), "{");
        foreach (var verb in (string[][])[["user", "list"], ["company", "list"], ["migrate"], ["serve"]])
        {
            var ran = await RunAsync(app, verb);
            ran.Code.ShouldBe(CommandLine.Failed);
            ran.Error.ShouldContain(CompanyList.FileName);
        }
    }

    private static string DatabaseOf(TestApp app, string company) => DatabaseSetup.IsPostgres(app.Database)
        ? new NpgsqlConnectionStringBuilder(app.Database) { Database = new NpgsqlConnectionStringBuilder(app.Database).Database + "_" + company }.ConnectionString
        : Path.Combine(app.Folder, "companies", company, "isms.db");

    private static async Task CreateAsync(string database)
    {
        if (!DatabaseSetup.IsPostgres(database))
            return;
        await using var connection = new NpgsqlConnection(BothDatabasesAttribute.Postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("CREATE DATABASE " + new NpgsqlConnectionStringBuilder(database).Database, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<Ran> RunAsync(TestApp app, params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var (culture, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        var code = await CommandLine.RunAsync([.. args, "--data", app.Folder, "--database", app.Database], new Terminal(new StringReader(""), output, error, Phrase.Chinese, app.Clock));
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, ui);
        return new Ran(code, output.ToString(), error.ToString());
    }
}
