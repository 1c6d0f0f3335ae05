using System.CommandLine;
using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Ledger;
using Isms.Kernel.Registers;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;

namespace Isms.Cli;

/// <summary><c>isms export</c>: registers, documents or the ledger as files in a folder, by the operations of the pages; each is in the ledger.</summary>
internal static class ExportVerb
{
    public static Command Make(Terminal terminal) => new("export", Phrase.In(terminal.Culture, "cli.export"))
    {
        Files(terminal, "registers", FilesOf.Registers),
        Files(terminal, "documents", FilesOf.Documents),
        Ledger(terminal),
    };

    private static Command Files(Terminal terminal, string name, FilesOf kind)
    {
        var folder = Folder(terminal);
        var user = User(terminal);
        var only = new Option<string[]>("--only") { Description = Phrase.In(terminal.Culture, "cli.export-only"), HelpName = "KEY", AllowMultipleArgumentsPerToken = true };
        var command = new Command(name, Phrase.In(terminal.Culture, "cli.export-" + name)) { folder, user, only };
        var instance = new InstanceChoice(terminal).AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            await using var opened = await OpenInstance.OpenAsync(instance.Of(parsed), terminal, ct);
            if (opened is null || await ActorAsync(opened, parsed.GetValue(user), terminal, ct) is not { } actor)
                return CommandLine.Failed;
            var target = Directory.CreateDirectory(parsed.GetRequiredValue(folder));
            var (written, refused) = (new HashSet<string>(StringComparer.OrdinalIgnoreCase), 0);
            foreach (var exportable in await FindAsync(opened, actor, kind, parsed.GetValue(only) ?? [], ct))
            {
                opened.Db.ChangeTracker.Clear();
                var outcome = await exportable.Write(ct);
                if (outcome.Refusal is { } no)
                {
                    refused++;
                    terminal.Say("cli.problem", $"{exportable.Key} {exportable.Number}".TrimEnd(), no.Message);
                    continue;
                }
                await using var content = outcome.Value!.Content;
                var path = Path.Combine(target.FullName, NameOf(exportable.Number, outcome.Value.Name, written));
                await using (var file = File.Create(path))
                    await content.CopyToAsync(file, ct);
                await terminal.Out.WriteLineAsync(path);
            }
            terminal.Say("cli.export-done", written.Count, refused);
            return refused == 0 ? CommandLine.Succeeded : CommandLine.Failed;
        });
        return command;
    }

    private static Command Ledger(Terminal terminal)
    {
        var folder = Folder(terminal);
        var user = User(terminal);
        var from = new Option<long>("--from") { Description = Phrase.In(terminal.Culture, "cli.export-from"), DefaultValueFactory = _ => 1, HelpName = "N" };
        var command = new Command("ledger", Phrase.In(terminal.Culture, "cli.export-ledger")) { folder, user, from };
        var instance = new InstanceChoice(terminal).AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            await using var opened = await OpenInstance.OpenAsync(instance.Of(parsed), terminal, ct);
            if (opened is null || await ActorAsync(opened, parsed.GetValue(user), terminal, ct) is not { } actor)
                return CommandLine.Failed;
            var outcome = await opened.Get<ExportLedger>().RunAsync(actor, parsed.GetValue(from), ct);
            if (outcome.Refusal is { } no)
                return MaintenanceVerbs.Refused(terminal, no);
            var target = Directory.CreateDirectory(parsed.GetRequiredValue(folder));
            var path = Path.Combine(target.FullName, string.Create(CultureInfo.InvariantCulture, $"ledger-{actor.Today:yyyy-MM-dd}.jsonl"));
            await using (var file = File.Create(path))
                await LedgerFile.WriteAsync(file, outcome.Value!.Entries, ct);
            await terminal.Out.WriteLineAsync(path);
            return CommandLine.Succeeded;
        });
        return command;
    }

    private static async Task<IReadOnlyList<ExportableFile>> FindAsync(OpenInstance opened, Actor actor, FilesOf kind, string[] only, CancellationToken ct)
    {
        var files = new List<ExportableFile>();
        foreach (var process in opened.Get<IEnumerable<IContribute<FilesAsked, ExportableFile>>>())
            files.AddRange(await process.AnswerAsync(actor, new FilesAsked(kind), ct));
        return only.Length == 0 ? files : [.. files.Where(f => only.Any(o => f.Key == o || f.Key.StartsWith(o + ".", StringComparison.Ordinal)))];
    }

    private static async Task<Actor?> ActorAsync(OpenInstance opened, string? user, Terminal terminal, CancellationToken ct) =>
        user is null ? await opened.ConsoleAsync(ct) : await opened.AsAsync(user, terminal, ct);

    // Numbers of documents hold slashes at some companies; two papers may be called the same.
    private static string NameOf(string number, string name, HashSet<string> taken)
    {
        var whole = number.Length == 0 || name.Contains(number, StringComparison.Ordinal) ? name : $"{number} {name}";
        whole = string.Concat(whole.Select(c => Path.GetInvalidFileNameChars().Contains(c) || c is '/' or '\\' or ':' ? '-' : c));
        var free = whole;
        for (var n = 2; !taken.Add(free); n++)
            free = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(whole)} ({n}){Path.GetExtension(whole)}");
        return free;
    }

    private static Option<string> Folder(Terminal terminal) => new("--out") { Description = Phrase.In(terminal.Culture, "cli.export-out"), Required = true, HelpName = "DIR" };

    private static Option<string?> User(Terminal terminal) => new("--user") { Description = Phrase.In(terminal.Culture, "cli.as-user-or-console"), HelpName = "NAME" };
}
