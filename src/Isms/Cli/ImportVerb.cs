using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Ledger;
using Isms.Kernel.OfficeFiles.Importing;
using Isms.Kernel.Progress;
using Isms.Kernel.Text;
using Isms.Modules.Assets.Import;
using Isms.Modules.Assets.Importing;

namespace Isms.Cli;

/// <summary><c>isms import</c>: a register into a running company's data, with the same recognition, checks and all-or-nothing as on the page.</summary>
internal static class ImportVerb
{
    public static Command Make(Terminal terminal) => new("import", Phrase.In(terminal.Culture, "cli.import")) { Assets(terminal) };

    private static Command Assets(Terminal terminal)
    {
        var file = new Argument<FileInfo>("REGISTER") { Description = Phrase.In(terminal.Culture, "cli.assess.register") };
        var user = new Option<string>("--user") { Description = Phrase.In(terminal.Culture, "cli.as-user"), Required = true, HelpName = "NAME" };
        var map = new Option<string[]>("--map")
        {
            Description = Phrase.In(terminal.Culture, "cli.assess.map", string.Join(", ", AssetImportSchema.Schema.Fields.Where(field => !field.OnlyForChecking).Select(field => field.Key))),
            HelpName = "field=Header",
            AllowMultipleArgumentsPerToken = false,
        };
        map.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (ColumnChoice.Parse(token.Value).Problem is { } problem)
                    result.AddError(problem.Text(terminal.Culture));
            }
        });
        var sheet = new Option<string?>("--sheet") { Description = Phrase.In(terminal.Culture, "cli.assess.sheet"), HelpName = "NAME" };
        var dry = new Option<bool>("--dry-run") { Description = Phrase.In(terminal.Culture, "cli.import-dry") };
        var partly = new Option<bool>("--skip-rejected") { Description = Phrase.In(terminal.Culture, "cli.import-partly") };
        var json = new Option<bool>("--json") { Description = Phrase.In(terminal.Culture, "cli.json") };
        var command = new Command("assets", Phrase.In(terminal.Culture, "cli.import-assets")) { file, user, map, sheet, dry, partly, json };
        var instance = new InstanceChoice(terminal).AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            var source = parsed.GetRequiredValue(file);
            if (!source.Exists)
            {
                terminal.Say("cli.assess.no-file", source.FullName);
                return CommandLine.Failed;
            }
            await using var opened = await OpenInstance.OpenAsync(instance.Of(parsed), terminal, ct);
            if (opened is null || await opened.AsAsync(parsed.GetRequiredValue(user), terminal, ct) is not { } actor)
                return CommandLine.Failed;
            List<ColumnChoice> columns = [.. (parsed.GetValue(map) ?? []).Select(text => ColumnChoice.Parse(text).Choice!)];
            return await RunAsync(terminal, opened, actor, source, new Wish(columns, parsed.GetValue(sheet), parsed.GetValue(dry), parsed.GetValue(partly), parsed.GetValue(json)), ct);
        });
        return command;
    }

    private sealed record Wish(IReadOnlyList<ColumnChoice> Columns, string? Sheet, bool Dry, bool Partly, bool Json);

    private static async Task<int> RunAsync(Terminal terminal, OpenInstance opened, Actor actor, FileInfo source, Wish wish, CancellationToken ct)
    {
        terminal.Say("cli.assess.reading", source.Name);
        await using var content = source.OpenRead();
        var begun = await opened.Get<BeginImport>().RunAsync(actor, new BeginImportRequest(source.Name, content), ct);
        if (begun.Refusal is { } unreadable)
            return MaintenanceVerbs.Refused(terminal, unreadable);
        var import = begun.Value!;
        var settings = new ImportSettings { Sheet = wish.Sheet };
        if (wish.Sheet is not null)
        {
            var looked = await opened.Get<ChangeImport>().RunAsync(actor, new ChangeImportRequest(import.Id, import.Version, settings), ct);
            if (looked.Refusal is { } no)
                return await GiveUpAsync(terminal, opened, actor, import, no, ct);
            import = looked.Value!;
        }
        if (wish.Columns.Count > 0)
        {
            if (Letters(wish.Columns, import.Preview, terminal) is not { } letters)
            {
                await opened.Get<DropImport>().RunAsync(actor, new DropImportRequest(import.Id, import.Version), ct);
                return CommandLine.Failed;
            }
            var mapped = await opened.Get<ChangeImport>().RunAsync(actor, new ChangeImportRequest(import.Id, import.Version, settings with { Columns = letters }), ct);
            if (mapped.Refusal is { } no)
                return await GiveUpAsync(terminal, opened, actor, import, no, ct);
            import = mapped.Value!;
        }
        Say(terminal, import.Preview);
        if (wish.Dry)
        {
            await opened.Get<DropImport>().RunAsync(actor, new DropImportRequest(import.Id, import.Version), ct);
            var fine = import.Preview.Problem is null && import.Preview.Rejected == 0;
            if (wish.Json)
                await WriteAsync(terminal, new { dryRun = true, import.Preview.RowsRead, import.Preview.New, import.Preview.Changed, import.Preview.Unchanged, import.Preview.Rejected, import.Preview.Rejections });
            return fine ? CommandLine.Succeeded : CommandLine.Failed;
        }
        // Here and now, however long: nobody else waits for this console.
        var done = await opened.Get<ImportRun>().ImportAsync(actor, new CommitImportRequest(import.Id, import.Version, wish.Partly ? ImportMode.GoodRows : ImportMode.AllOrNothing), new JobProgress(), ct);
        if (done.Refusal is { } refusal)
            return await GiveUpAsync(terminal, opened, actor, import, refusal, ct);
        terminal.Say("cli.import-done", done.Value!.Added, done.Value.Changed, done.Value.Unchanged, done.Value.Rejected);
        if (wish.Json)
            await WriteAsync(terminal, new { dryRun = false, done.Value.Added, done.Value.Changed, done.Value.Unchanged, done.Value.Rejected });
        return CommandLine.Succeeded;
    }

    private static async Task<int> GiveUpAsync(Terminal terminal, OpenInstance opened, Actor actor, ImportView import, Kernel.Http.Refusal refusal, CancellationToken ct)
    {
        opened.Db.ChangeTracker.Clear();
        await opened.Get<DropImport>().RunAsync(actor, new DropImportRequest(import.Id, import.Version), ct);
        return MaintenanceVerbs.Refused(terminal, refusal);
    }

    /// <summary>Headings as letters; null, with the reason said, when the file has no such column.</summary>
    private static Dictionary<string, string>? Letters(IEnumerable<ColumnChoice> choices, ImportPreview preview, Terminal terminal)
    {
        var letters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var choice in choices)
        {
            var column = choice.Column is { } number ? preview.Columns.FirstOrDefault(c => Kernel.OfficeFiles.Reading.ColumnName.Parse(c.Letter) == number)
                : preview.Columns.FirstOrDefault(c => string.Equals(c.Heading, choice.Heading, StringComparison.OrdinalIgnoreCase));
            if (column is null && (choice.Column ?? 0) + (choice.Heading?.Length ?? 0) > 0)
            {
                terminal.Say("cli.import-no-column", choice.Heading ?? choice.Column!.Value.ToString(CultureInfo.InvariantCulture), string.Join(Phrase.In(terminal.Culture, "ui.list-comma"), preview.Columns.Select(c => $"{c.Letter} {c.Heading}")));
                return null;
            }
            letters[choice.Field] = column?.Letter ?? "";
        }
        return letters;
    }

    private static void Say(Terminal terminal, ImportPreview preview)
    {
        if (preview.Problem is { } problem)
            terminal.Error.WriteLine(problem);
        terminal.Say("cli.import-preview", preview.RowsRead, preview.New, preview.Changed, preview.Unchanged, preview.Rejected);
        foreach (var field in preview.MissingFields)
            terminal.Say("cli.import-missing", field);
        foreach (var row in preview.Rejections)
            terminal.Say("cli.import-row", row.Row, row.Column, row.Value, row.Reason);
    }

    private static Task WriteAsync(Terminal terminal, object summary) => terminal.Out.WriteLineAsync(JsonSerializer.Serialize(summary, EntityJson.Options));
}
