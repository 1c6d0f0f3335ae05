using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Cli;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting.Backups;
using Isms.Kernel.Text;
using Isms.Tests.Kernel.Access;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Isms.Tests.Kernel.Hosting;

public sealed class BackupTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-16")]
    public async Task A_backup_is_made_on_schedule_once_and_restored_whole_elsewhere(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        await app.DepartmentAsync("工程部");
        Directory.CreateDirectory(Path.Combine(app.Folder, "files", "ab"));
        await File.WriteAllTextAsync(Path.Combine(app.Folder, "files", "ab", "cdef"), "content");
        await WorkAsync(app);
        (await RunsAsync(app)).ShouldBeEmpty("none is wanted yet");

        await app.SetAsync(BackupSettings.Hours, "24");
        await WorkAsync(app);
        await WorkAsync(app);
        var run = (await RunsAsync(app)).ShouldHaveSingleItem();
        run.Error.ShouldBeEmpty();
        new FileInfo(run.File).Length.ShouldBe(run.Size);

        var elsewhere = Path.Combine(app.Folder, "elsewhere");
        var (database, drop) = await EmptyDatabaseAsync(on, elsewhere);
        try
        {
            (await ShellAsync(app, "restore", run.File, "--data", elsewhere, "--database", database)).Code.ShouldBe(CommandLine.Succeeded);
            (await File.ReadAllTextAsync(Path.Combine(elsewhere, "files", "ab", "cdef"))).ShouldBe("content");
            (await ShellAsync(app, "user", "list", "--data", elsewhere, "--database", database)).Code.ShouldBe(CommandLine.Succeeded);
            (await ShellAsync(app, "restore", run.File, "--data", elsewhere, "--database", database)).Code.ShouldBe(CommandLine.Failed, "not over what is there");
        }
        finally
        {
            await drop();
        }
    }

    [Fact]
    [Trait("Requirement", "R-PLAT-16")]
    public async Task A_restore_is_tried_without_leaving_anything_and_a_damaged_backup_is_told()
    {
        await using var app = await TestApp.StartAsync(On.Sqlite);
        var file = Path.Combine(app.Folder, "backup.zip");
        (await ShellAsync(app, "backup", file, "--data", app.Folder, "--database", app.Database)).Code.ShouldBe(CommandLine.Succeeded);
        (await ShellAsync(app, "restore", file, "--test")).Code.ShouldBe(CommandLine.Succeeded);

        var bytes = await File.ReadAllBytesAsync(file);
        await File.WriteAllBytesAsync(file, bytes[..(bytes.Length / 2)]);
        (await ShellAsync(app, "restore", file, "--test")).Code.ShouldBe(CommandLine.Failed);
        (await ShellAsync(app, "restore", Path.Combine(app.Folder, "none.zip"), "--test")).Code.ShouldBe(CommandLine.Failed);
    }

    [Theory, BothDatabases]
    public async Task Only_the_newest_stay_and_a_folder_that_cannot_be_is_on_record_as_a_failure(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var administrator = await app.PersonAsync(null, Office.SystemAdministrator);
        await app.SetAsync(BackupSettings.Kept, "2");
        for (var i = 0; i < 3; i++)
        {
            (await administrator.Client.PostAsync("/api/v1/backups", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
            app.Clock.Advance(TimeSpan.FromSeconds(1));
        }
        Directory.GetFiles(Path.Combine(app.Folder, "backups")).Length.ShouldBe(2);

        await app.SetAsync(BackupSettings.Folder, "/proc/no/such/place");
        (await administrator.Client.PostAsync("/api/v1/backups", null)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var record = await administrator.Client.GetFromJsonAsync<JsonElement[]>("/api/v1/backups");
        record!.Length.ShouldBe(4);
        record[0].GetProperty("error").GetString().ShouldNotBeEmpty();
        (await administrator.Client.GetStringAsync("/health")).ShouldContain("备份失败");
    }

    private static Task<int> WorkAsync(TestApp app) => app.RunAsync<BackupSchedule, int>(async schedule =>
    {
        await schedule.WorkAsync(app.System, default);
        return 0;
    });

    private static Task<List<BackupRun>> RunsAsync(TestApp app) => app.ReadAsync(db => db.Set<BackupRun>().AsNoTracking().ToListAsync());

    private static async Task<Ran> ShellAsync(TestApp app, params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        return new Ran(await CommandLine.RunAsync(args, new Terminal(new StringReader(""), output, error, Phrase.Chinese, app.Clock)), output.ToString(), error.ToString());
    }

    private sealed record Ran(int Code, string Out, string Error);

    private static async Task<(string Database, Func<Task> Drop)> EmptyDatabaseAsync(On on, string folder)
    {
        if (on == On.Sqlite)
            return (Path.Combine(folder, "isms.db"), () => Task.CompletedTask);
        var name = "isms_restore_" + Guid.CreateVersion7().ToString("N");
        await ExecuteAsync("CREATE DATABASE " + name);
        return (new NpgsqlConnectionStringBuilder(BothDatabasesAttribute.Postgres) { Database = name, Pooling = false }.ConnectionString, () => ExecuteAsync($"DROP DATABASE {name} WITH (FORCE)"));
    }

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(BothDatabasesAttribute.Postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
