using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Isms.Kernel.Access.Tokens;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Hosting.Backups;
using Isms.Kernel.Hosting.Companies;
using Isms.Kernel.Ledger;
using Isms.Kernel.Text;
using Isms.Modules;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.OpenApi;

namespace Isms.Cli;

/// <summary>The verbs of whoever runs the product: migrate, verify, token, backup, restore, openapi.</summary>
internal static class MaintenanceVerbs
{
    public static Command Migrate(Terminal terminal)
    {
        var command = new Command("migrate", Phrase.In(terminal.Culture, "cli.migrate"));
        var instance = new InstanceChoice(terminal).AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            // All of them unless one is named, as a start does.
            var companies = instance.CompaniesOf(parsed);
            InstanceOptions[] chosen = companies.IsAlone || instance.NamedIn(parsed) is not null ? [instance.Of(parsed)] : [.. companies.All.Select(c => companies.OptionsOf(c.Name).Value!)];
            var code = CommandLine.Succeeded;
            foreach (var options in chosen)
            {
                Directory.CreateDirectory(options.DataFolder);
                await using var opened = OpenInstance.AsItIs(options, terminal);
                if (!await ServeVerb.MigrateAsync(terminal, opened.Services, options, ct))
                    code = CommandLine.Failed;
            }
            if (code == CommandLine.Succeeded)
                terminal.Say("cli.migrated");
            return code;
        });
        return command;
    }

    /// <summary>Checks an instance, or a backup or exported ledger file without any server. Exit code 1 when anything was found.</summary>
    public static Command Verify(Terminal terminal)
    {
        var file = new Argument<FileInfo?>("file") { Description = Phrase.In(terminal.Culture, "cli.verify-file"), Arity = ArgumentArity.ZeroOrOne };
        var json = Json(terminal);
        var command = new Command("verify", Phrase.In(terminal.Culture, "cli.verify")) { file, json };
        var instance = new InstanceChoice(terminal).AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            if (parsed.GetValue(file) is { } given)
            {
                if (!given.Exists)
                {
                    terminal.Say("cli.no-file", given.FullName);
                    return CommandLine.Failed;
                }
                if (await IsSqliteAsync(given, ct))
                    return await VerifyAsync(terminal, new InstanceOptions($"Data Source={given.FullName};Mode=ReadOnly;Pooling=False", given.DirectoryName!), parsed.GetValue(json), ct);
                await using var stream = given.OpenRead();
                var report = await LedgerFile.CheckAsync(stream, ct);
                return await SayAsync(terminal, report.Entries, null, report.LastHash, report.Findings, parsed.GetValue(json), report.Withheld);
            }
            return await VerifyAsync(terminal, instance.Of(parsed), parsed.GetValue(json), ct);
        });
        return command;
    }

    private static async Task<int> VerifyAsync(Terminal terminal, InstanceOptions options, bool json, CancellationToken ct)
    {
        await using var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddDatabase(options.Database).AddScoped<LedgerCheck>().BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var report = await scope.ServiceProvider.GetRequiredService<LedgerCheck>().RunAsync(ct);
        return await SayAsync(terminal, report.Entries, report.Rows, report.LastHash, report.Findings, json);
    }

    private static async Task<int> SayAsync(Terminal terminal, long entries, long? rows, string lastHash, IReadOnlyList<LedgerFinding> findings, bool json, long withheld = 0)
    {
        if (json)
        {
            await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(new { intact = findings.Count == 0, entries, rows, lastHash, withheld, findings }, EntityJson.Options));
        }
        else
        {
            foreach (var finding in findings)
                await terminal.Out.WriteLineAsync(Phrase.In(terminal.Culture, "cli.finding", finding.Sequence?.ToString(CultureInfo.InvariantCulture) ?? "–", finding.EntityType, finding.EntityId?.ToString() ?? "", Phrase.In(terminal.Culture, finding.Code)));
            await terminal.Out.WriteLineAsync(Phrase.In(terminal.Culture, findings.Count == 0 ? "cli.intact" : "cli.not-intact", entries, rows ?? 0, lastHash, findings.Count));
            if (withheld > 0)
                await terminal.Out.WriteLineAsync(Phrase.In(terminal.Culture, "cli.withheld", withheld));
        }
        return findings.Count == 0 ? CommandLine.Succeeded : CommandLine.Failed;
    }

    private static async Task<bool> IsSqliteAsync(FileInfo file, CancellationToken ct)
    {
        var head = new byte[16];
        await using var stream = file.OpenRead();
        return await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct) == head.Length && head.AsSpan(0, 15).SequenceEqual("SQLite format 3"u8);
    }

    /// <summary><c>isms token create --user NAME</c>: prints a personal access token, once.</summary>
    public static Command Token(Terminal terminal)
    {
        var user = new Option<string>("--user") { Description = Phrase.In(terminal.Culture, "cli.token-user"), Required = true, HelpName = "NAME" };
        var scope = new Option<string>("--scope") { Description = Phrase.In(terminal.Culture, "cli.token-scope"), DefaultValueFactory = _ => "write" };
        scope.AcceptOnlyFromAmong("read", "write");
        var days = new Option<int>("--days") { Description = Phrase.In(terminal.Culture, "cli.token-days"), DefaultValueFactory = _ => 90 };
        var create = new Command("create", Phrase.In(terminal.Culture, "cli.token-create")) { user, scope, days };
        var instance = new InstanceChoice(terminal).AddTo(create);
        create.SetAction(async (parsed, ct) =>
        {
            await using var opened = await OpenInstance.OpenAsync(instance.Of(parsed), terminal, ct);
            if (opened is null)
                return CommandLine.Failed;
            var name = parsed.GetValue(user)!;
            var found = await opened.Db.Users.FirstOrDefaultAsync(u => u.NormalizedUserName == name.ToUpperInvariant(), ct);
            if (found is null)
            {
                terminal.Say("cli.no-user", name);
                return CommandLine.Failed;
            }
            var person = await opened.Db.People.AsNoTracking().SingleAsync(p => p.Id == found.PersonId, ct);
            var actor = new Kernel.Access.Actor { UserId = found.Id, PersonId = person.Id, Name = person.Name, Today = (await opened.ConsoleAsync(ct)).Today };
            var made = await opened.Get<CreateAccessToken>().RunAsync(actor, new CreateAccessTokenRequest("console", parsed.GetValue(scope)!, parsed.GetValue(days)), ct);
            if (made.Refusal is { } refusal)
                return Refused(terminal, refusal);
            await terminal.Out.WriteLineAsync(made.Value!.Token);
            return CommandLine.Succeeded;
        });
        return new Command("token", Phrase.In(terminal.Culture, "cli.token")) { create };
    }

    /// <summary>One zip with a consistent copy of the database and all uploaded files.</summary>
    public static Command Backup(Terminal terminal)
    {
        var file = new Argument<FileInfo>("file") { Description = Phrase.In(terminal.Culture, "cli.backup-file") };
        var command = new Command("backup", Phrase.In(terminal.Culture, "cli.backup")) { file };
        var instance = new InstanceChoice(terminal).AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            var options = instance.Of(parsed);
            if (!DatabaseSetup.IsPostgres(options.Database) && !File.Exists(options.Database))
            {
                terminal.Say("cli.no-instance", options.Database);
                return CommandLine.Failed;
            }
            var target = parsed.GetValue(file)!;
            try
            {
                await BackupFile.WriteAsync(options, target.FullName, ct);
            }
            catch (BackupFailedException e)
            {
                terminal.Say("cli.backup-failed", e.Message);
                return CommandLine.Failed;
            }
            terminal.Say("cli.backed-up", target.FullName);
            return CommandLine.Succeeded;
        });
        return command;
    }

    /// <summary>Unpacks a backup into an empty data folder and verifies it before anything is served from it; with <c>--test</c> into a folder that is gone afterwards.</summary>
    public static Command Restore(Terminal terminal)
    {
        var file = new Argument<FileInfo>("file") { Description = Phrase.In(terminal.Culture, "cli.backup-file") };
        var test = new Option<bool>("--test") { Description = Phrase.In(terminal.Culture, "cli.restore-test") };
        var command = new Command("restore", Phrase.In(terminal.Culture, "cli.restore")) { file, test };
        var instance = new InstanceChoice(terminal).AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            var source = parsed.GetValue(file)!;
            if (!source.Exists)
            {
                terminal.Say("cli.no-file", source.FullName);
                return CommandLine.Failed;
            }
            var options = instance.Of(parsed);
            if (!parsed.GetValue(test))
                return await RestoreAsync(terminal, source, options, ct);
            var folder = Directory.CreateTempSubdirectory("isms-restore-").FullName;
            try
            {
                // A dump needs a database to go into: the empty one that was named.
                var database = DatabaseSetup.IsPostgres(options.Database) ? options.Database : Path.Combine(folder, BackupFile.SqliteEntry);
                var code = await RestoreAsync(terminal, source, new InstanceOptions(database, folder), ct);
                terminal.Say(code == CommandLine.Succeeded ? "cli.restore-tested" : "cli.restore-test-failed", source.FullName);
                return code;
            }
            finally
            {
                SqliteConnection.ClearAllPools();
                Directory.Delete(folder, recursive: true);
            }
        });
        return command;
    }

    private static async Task<int> RestoreAsync(Terminal terminal, FileInfo source, InstanceOptions options, CancellationToken ct)
    {
        if (Directory.Exists(options.DataFolder) && Directory.EnumerateFileSystemEntries(options.DataFolder).Any(IsOfTheCompany))
        {
            terminal.Say("cli.not-empty", options.DataFolder);
            return CommandLine.Failed;
        }
        Directory.CreateDirectory(options.DataFolder);
        try
        {
            await BackupFile.ReadAsync(source.FullName, options, ct);
        }
        catch (InvalidDataException)
        {
            terminal.Say("cli.not-a-backup", source.FullName);
            return CommandLine.Failed;
        }
        catch (BackupFailedException e)
        {
            terminal.Say("cli.backup-failed", e.Message);
            return CommandLine.Failed;
        }
        return await VerifyAsync(terminal, options, json: false, ct);
    }

    // The main company's folder is the installation's too.
    private static bool IsOfTheCompany(string path) => Path.GetFileName(path) is not (CompanyList.FileName or CompanyList.FolderName);

    /// <summary>Prints the description of the API as JSON.</summary>
    public static Command OpenApi(Terminal terminal)
    {
        var command = new Command("openapi", Phrase.In(terminal.Culture, "cli.openapi"));
        command.SetAction(async (_, ct) =>
        {
            // The routes exist once the product has started, so it starts on an empty database of its own, listening to nobody else.
            var folder = Directory.CreateTempSubdirectory("isms-openapi-").FullName;
            try
            {
                await using var app = IsmsHost.Build(new InstanceOptions(Path.Combine(folder, "isms.db"), folder), ModuleList.InOrder, b => b.WebHost.UseUrls("http://127.0.0.1:0"));
                await IsmsHost.MigrateAsync(app.Services, ct);
                await app.StartAsync(ct);
                var document = await app.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>("v1").GetOpenApiDocumentAsync(ct);
                await terminal.Out.WriteLineAsync(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, ct));
                await app.StopAsync(ct);
                return CommandLine.Succeeded;
            }
            finally
            {
                SqliteConnection.ClearAllPools();
                Directory.Delete(folder, recursive: true);
            }
        });
        return command;
    }

    private static Option<bool> Json(Terminal terminal) => new("--json") { Description = Phrase.In(terminal.Culture, "cli.json") };

    /// <summary>Says a refusal with all it names.</summary>
    public static int Refused(Terminal terminal, Kernel.Http.Refusal refusal)
    {
        terminal.Error.WriteLine(refusal.Message);
        foreach (var field in refusal.Fields)
            terminal.Say("cli.problem", field.Field, field.Message);
        foreach (var obstacle in refusal.Obstacles)
            terminal.Error.WriteLine("  " + obstacle.Text);
        return CommandLine.Failed;
    }
}
