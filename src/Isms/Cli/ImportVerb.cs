using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Isms.Cli.Importing;
using Isms.Kernel.Access;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Ledger;
using Isms.Kernel.OfficeFiles.Importing;
using Isms.Kernel.OfficeFiles.Reading;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Isms.Modules.Assets.Import;
using Isms.Modules.Organization.Importing;
using Isms.Modules.Records;
using Isms.Modules.Records.Forms;
using Isms.Modules.Records.Importing;
using Microsoft.EntityFrameworkCore;

namespace Isms.Cli;

/// <summary><c>isms import</c>: a register into a running company's data, with the same recognition, checks and all-or-nothing as on the page.</summary>
internal static class ImportVerb
{
    public static Command Make(Terminal terminal) => new("import", Phrase.In(terminal.Culture, "cli.import")) { Assets(terminal), People(terminal), Records(terminal) };

    private static Command Assets(Terminal terminal)
    {
        var partly = Partly(terminal);
        var command = new Command("assets", Phrase.In(terminal.Culture, "cli.import-assets"));
        return new Source(terminal, AssetImportSchema.Schema, "REGISTER", "cli.assess.register").AddTo(command, (parsed, opened, actor, wish, ct) =>
            TakeAsync(terminal, opened, new AssetIntake(opened, actor), wish, parsed.GetValue(partly), ct), partly);
    }

    private static Command People(Terminal terminal)
    {
        var partly = Partly(terminal);
        var founding = new Option<bool>("--new-departments") { Description = Phrase.In(terminal.Culture, "cli.import-departments") };
        var command = new Command("people", Phrase.In(terminal.Culture, "cli.import-people"));
        var accounts = new Option<FileInfo?>("--accounts") { Description = Phrase.In(terminal.Culture, "cli.import-accounts"), HelpName = "FILE" };
        return new Source(terminal, PeopleImportSchema.Schema, "FILE", "cli.import-people-file").AddTo(command, async (parsed, opened, actor, wish, ct) =>
        {
            var before = (await opened.Db.People.Select(p => p.Id).ToListAsync(ct)).ToHashSet();
            var code = await TakeAsync(terminal, opened, new PeopleIntake(opened, actor, parsed.GetValue(founding)), wish, parsed.GetValue(partly), ct);
            return code == CommandLine.Succeeded && !wish.Dry && parsed.GetValue(accounts) is { } output
                ? await ConsoleAccounts.OpenAsync(terminal, opened, person => !before.Contains(person), output, ct) : code;
        }, partly, founding, accounts);
    }

    private static Command Records(Terminal terminal)
    {
        var form = new Argument<string>("FORM") { Description = Phrase.In(terminal.Culture, "cli.import-form") };
        var command = new Command("records", Phrase.In(terminal.Culture, "cli.import-records")) { form };
        return new Source(terminal, null, "FILE", "cli.import-records-file").AddTo(command, (parsed, opened, actor, wish, ct) => TakeRecordsAsync(terminal, opened, actor, parsed.GetRequiredValue(form), wish, ct));
    }

    private static Option<bool> Partly(Terminal terminal) => new("--skip-rejected") { Description = Phrase.In(terminal.Culture, "cli.import-partly") };

    private delegate Task<int> Work(ParseResult parsed, OpenInstance opened, Actor actor, Wish wish, CancellationToken ct);

    private sealed record Wish(FileInfo File, IReadOnlyList<ColumnChoice> Columns, string? Sheet, bool Dry, bool Json);

    /// <summary>What every import is asked with: the file, in whose name, which sheet and columns.</summary>
    /// <param name="schema">Fields that a column can be said to be; null when a form has its own.</param>
    private sealed class Source(Terminal terminal, ImportSchema? schema, string name, string description)
    {
        private readonly Argument<FileInfo> _file = new(name) { Description = Phrase.In(terminal.Culture, description) };
        private readonly Option<string> _user = new("--user") { Description = Phrase.In(terminal.Culture, "cli.as-user"), Required = true, HelpName = "NAME" };
        private readonly Option<string[]> _map = new("--map")
        {
            Description = schema is null ? Phrase.In(terminal.Culture, "cli.import-map") : Phrase.In(terminal.Culture, "cli.assess.map", string.Join(", ", schema.Fields.Where(field => !field.OnlyForChecking).Select(field => field.Key))),
            HelpName = "field=Header",
            AllowMultipleArgumentsPerToken = false,
        };
        private readonly Option<string?> _sheet = new("--sheet") { Description = Phrase.In(terminal.Culture, "cli.assess.sheet"), HelpName = "NAME" };
        private readonly Option<bool> _dry = new("--dry-run") { Description = Phrase.In(terminal.Culture, "cli.import-dry") };
        private readonly Option<bool> _json = new("--json") { Description = Phrase.In(terminal.Culture, "cli.json") };

        public Command AddTo(Command command, Work work, params Option[] more)
        {
            _map.Validators.Add(result =>
            {
                foreach (var token in result.Tokens)
                {
                    var (choice, problem) = ColumnChoice.Parse(token.Value);
                    if (choice is not null && schema is not null && schema.Fields.All(f => f.Key != choice.Field))
                        problem = new ReadingProblem("office.map-unknown-field", choice.Field, new Listing([.. schema.Fields.Select(f => f.Key)]));
                    if (problem is not null)
                        result.AddError(problem.Text(terminal.Culture));
                }
            });
            command.Arguments.Add(_file);
            foreach (var option in (Option[])[_user, _map, _sheet, _dry, .. more, _json])
                command.Options.Add(option);
            var instance = new InstanceChoice(terminal).AddTo(command);
            command.SetAction(async (parsed, ct) =>
            {
                var file = parsed.GetRequiredValue(_file);
                if (!file.Exists)
                {
                    terminal.Say("cli.assess.no-file", file.FullName);
                    return CommandLine.Failed;
                }
                await using var opened = await OpenInstance.OpenAsync(instance.Of(parsed), terminal, ct);
                if (opened is null || await opened.AsAsync(parsed.GetRequiredValue(_user), terminal, ct) is not { } actor)
                    return CommandLine.Failed;
                List<ColumnChoice> columns = [.. (parsed.GetValue(_map) ?? []).Select(text => ColumnChoice.Parse(text).Choice!)];
                terminal.Say("cli.assess.reading", file.Name);
                return await work(parsed, opened, actor, new Wish(file, columns, parsed.GetValue(_sheet), parsed.GetValue(_dry), parsed.GetValue(_json)), ct);
            });
            return command;
        }
    }

    private static async Task<int> TakeAsync(Terminal terminal, OpenInstance opened, RegisterIntake intake, Wish wish, bool partly, CancellationToken ct)
    {
        await using var content = wish.File.OpenRead();
        var begun = await intake.BeginAsync(wish.File.Name, content, ct);
        if (begun.Value is not { } look)
            return MaintenanceVerbs.Refused(terminal, begun.Refusal!);
        if (wish.Sheet is not null)
        {
            var read = await intake.MapAsync(look, wish.Sheet, new Dictionary<string, string>(), ct);
            if (read.Refusal is { } no)
                return await GiveUpAsync(no);
            look = read.Value!;
        }
        if (wish.Columns.Count > 0)
        {
            if (Letters(wish.Columns, look.Columns, terminal) is not { } letters)
            {
                await intake.DropAsync(look, ct);
                return CommandLine.Failed;
            }
            var mapped = await intake.MapAsync(look, wish.Sheet, letters, ct);
            if (mapped.Refusal is { } no)
                return await GiveUpAsync(no);
            look = mapped.Value!;
        }
        Say(terminal, look);
        if (wish.Dry)
        {
            await intake.DropAsync(look, ct);
            if (wish.Json)
                await WriteAsync(terminal, new { dryRun = true, look.RowsRead, look.New, look.Changed, look.Unchanged, look.Rejected, look.Rejections });
            return look.Problem is null && look.Rejected == 0 ? CommandLine.Succeeded : CommandLine.Failed;
        }
        var taken = await intake.TakeAsync(look, partly, ct);
        if (taken.Value is not { } done)
            return await GiveUpAsync(taken.Refusal!);
        terminal.Say("cli.import-done", done.Added, done.Changed, done.Unchanged, done.Rejected);
        if (wish.Json)
            await WriteAsync(terminal, new { dryRun = false, done.Added, done.Changed, done.Unchanged, done.Rejected });
        return CommandLine.Succeeded;

        async Task<int> GiveUpAsync(Refusal refusal)
        {
            opened.Db.ChangeTracker.Clear();
            await intake.DropAsync(look, ct);
            return MaintenanceVerbs.Refused(terminal, refusal);
        }
    }

    private static async Task<int> TakeRecordsAsync(Terminal terminal, OpenInstance opened, Actor actor, string number, Wish wish, CancellationToken ct)
    {
        var prefix = await opened.Get<SettingsReader>().TextAsync(KernelSettings.NumberPrefix, ct);
        var codes = await opened.Db.Set<RecordForm>().AsNoTracking().Select(f => new { f.Id, f.Code, f.Class }).ToListAsync(ct);
        // People type the number as they see it, with the prefix.
        if (codes.Find(f => string.Equals(f.Code, number, StringComparison.OrdinalIgnoreCase) || string.Equals(RecordNumbers.Of(prefix, f.Code, f.Class), number, StringComparison.OrdinalIgnoreCase)) is not { } form)
        {
            terminal.Say("cli.import-no-form", number);
            return CommandLine.Failed;
        }
        await using var content = wish.File.OpenRead();
        var outcome = await opened.Get<ImportRecords>().RunAsync(actor, new ImportRecordsRequest(form.Id, wish.File.Name, content, wish.Dry) { Sheet = wish.Sheet, Columns = wish.Columns }, ct);
        if (outcome.Value is not { } read)
            return MaintenanceVerbs.Refused(terminal, outcome.Refusal!);
        foreach (var column in read.Columns)
            terminal.Say("cli.import-column", column);
        foreach (var problem in read.Problems)
            terminal.Say("cli.import-record-row", problem.Row, problem.Column, problem.Message);
        if (read.Problems.Count > 0)
            terminal.Say("cli.import-records-refused", read.Rows, read.Problems.Count);
        else if (wish.Dry)
            terminal.Say("cli.import-records-fine", read.Rows);
        else
            terminal.Say("cli.import-records-done", read.Imported);
        if (wish.Json)
            await WriteAsync(terminal, new { dryRun = wish.Dry, read.Rows, read.Imported, read.Problems });
        return read.Problems.Count == 0 ? CommandLine.Succeeded : CommandLine.Failed;
    }

    /// <summary>Headings as letters; null, with the reason said, when the file has no such column.</summary>
    private static Dictionary<string, string>? Letters(IEnumerable<ColumnChoice> choices, IReadOnlyList<IntakeColumn> columns, Terminal terminal)
    {
        var letters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var choice in choices)
        {
            var column = choice.Column is { } number ? columns.FirstOrDefault(c => ColumnName.Parse(c.Letter) == number)
                : columns.FirstOrDefault(c => string.Equals(c.Heading, choice.Heading, StringComparison.OrdinalIgnoreCase));
            if (column is null && (choice.Column ?? 0) + (choice.Heading?.Length ?? 0) > 0)
            {
                terminal.Say("cli.import-no-column", choice.Heading ?? choice.Column!.Value.ToString(CultureInfo.InvariantCulture), string.Join(Phrase.In(terminal.Culture, "ui.list-comma"), columns.Select(c => $"{c.Letter} {c.Heading}")));
                return null;
            }
            letters[choice.Field] = column?.Letter ?? "";
        }
        return letters;
    }

    private static void Say(Terminal terminal, IntakeLook look)
    {
        if (look.Problem is { } problem)
            terminal.Error.WriteLine(problem);
        terminal.Say("cli.import-preview", look.RowsRead, look.New, look.Changed, look.Unchanged, look.Rejected);
        foreach (var field in look.MissingFields)
            terminal.Say("cli.import-missing", field);
        foreach (var row in look.Rejections)
            terminal.Say("cli.import-row", row.Row, row.Column, row.Value, row.Reason);
    }

    private static Task WriteAsync(Terminal terminal, object summary) => terminal.Out.WriteLineAsync(JsonSerializer.Serialize(summary, EntityJson.Options));
}
