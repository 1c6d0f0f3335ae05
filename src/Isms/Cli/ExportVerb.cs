using System.CommandLine;
using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Ledger;
using Isms.Kernel.Registers;
using Isms.Kernel.Text;
using Isms.Modules.Applicability;
using Isms.Modules.Applicability.Printing;
using Isms.Modules.Assets;
using Isms.Modules.Assets.Inventory;
using Isms.Modules.Assets.Lists;
using Isms.Modules.Risks;
using Isms.Modules.Risks.RiskRegister;
using Isms.Modules.Treatment;
using Isms.Modules.Treatment.Plans;
using Isms.Modules.Treatment.Residual;
using Microsoft.EntityFrameworkCore;

namespace Isms.Cli;

/// <summary><c>isms export</c>: registers, documents or the ledger as files in a folder, by the operations of the pages; each is in the ledger.</summary>
internal static class ExportVerb
{
    private delegate Task<Outcome<WrittenFile>> Writing(CancellationToken ct);

    public static Command Make(Terminal terminal) => new("export", Phrase.In(terminal.Culture, "cli.export"))
    {
        Files(terminal, "registers", RegistersAsync),
        Files(terminal, "documents", DocumentsAsync),
        Ledger(terminal),
    };

    private static Command Files(Terminal terminal, string name, Func<OpenInstance, Actor, CancellationToken, Task<List<(string Name, Writing Write)>>> find)
    {
        var folder = Folder(terminal);
        var user = User(terminal);
        var command = new Command(name, Phrase.In(terminal.Culture, "cli.export-" + name)) { folder, user };
        var instance = new InstanceChoice(terminal).AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            await using var opened = await OpenInstance.OpenAsync(instance.Of(parsed), terminal, ct);
            if (opened is null || await ActorAsync(opened, parsed.GetValue(user), terminal, ct) is not { } actor)
                return CommandLine.Failed;
            var target = Directory.CreateDirectory(parsed.GetRequiredValue(folder));
            var (written, refused) = (0, 0);
            foreach (var (prefix, write) in await find(opened, actor, ct))
            {
                opened.Db.ChangeTracker.Clear();
                var outcome = await write(ct);
                if (outcome.Refusal is { } no)
                {
                    refused++;
                    terminal.Say("cli.problem", prefix, no.Message);
                    continue;
                }
                await using var content = outcome.Value!.Content;
                var path = Path.Combine(target.FullName, NameOf(prefix, outcome.Value.Name));
                await using (var file = File.Create(path))
                    await content.CopyToAsync(file, ct);
                await terminal.Out.WriteLineAsync(path);
                written++;
            }
            terminal.Say("cli.export-done", written, refused);
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

    private static async Task<List<(string, Writing)>> RegistersAsync(OpenInstance opened, Actor actor, CancellationToken ct)
    {
        var all = new RegisterQuery();
        List<(string, Writing)> files = [("", token => opened.Get<ExportAssets>().RunAsync(actor, all, token))];
        await AddAsync(files, opened.Db.Set<Assessment>().Select(a => new Numbered { Id = a.Id, Number = a.Number }), (id, token) => opened.Get<ExportRisks>().RunAsync(actor, id, all, token), ct);
        await AddAsync(files, opened.Db.Set<SoaVersion>().Select(s => new Numbered { Id = s.Id, Number = s.Number }), (id, token) => opened.Get<ExportControls>().RunAsync(actor, new(id, all), token), ct);
        return files;
    }

    private static async Task<List<(string, Writing)>> DocumentsAsync(OpenInstance opened, Actor actor, CancellationToken ct)
    {
        List<(string, Writing)> files = [];
        await AddAsync(files, opened.Db.Set<ImportantAssetList>().Select(l => new Numbered { Id = l.Id, Number = l.Number }), (id, token) => opened.Get<ExportList>().RunAsync(actor, new ReadListRequest(id), token), ct);
        await AddAsync(files, opened.Db.Set<Assessment>().Select(a => new Numbered { Id = a.Id, Number = a.Number }), (id, token) => opened.Get<ExportAssessment>().RunAsync(actor, id, token), ct);
        await AddAsync(files, opened.Db.Set<TreatmentPlan>().Select(p => new Numbered { Id = p.Id, Number = p.Number }), (id, token) => opened.Get<ExportTreatmentPlan>().RunAsync(actor, id, token), ct);
        await AddAsync(files, opened.Db.Set<ResidualReport>().Select(r => new Numbered { Id = r.Id, Number = r.Number }), (id, token) => opened.Get<ExportResidualReport>().RunAsync(actor, id, token), ct);
        await AddAsync(files, opened.Db.Set<SoaVersion>().Select(s => new Numbered { Id = s.Id, Number = s.Number }), (id, token) => opened.Get<PrintSoa>().RunAsync(actor, new PrintSoaRequest(id, SoaFormat.Xlsx), token), ct);
        return files;
    }

    private static async Task AddAsync(List<(string, Writing)> files, IQueryable<Numbered> rows, Func<Guid, CancellationToken, Task<Outcome<WrittenFile>>> write, CancellationToken ct)
    {
        foreach (var row in await rows.OrderBy(r => r.Number).ThenBy(r => r.Id).ToListAsync(ct))
            files.Add((row.Number, token => write(row.Id, token)));
    }

    private sealed class Numbered
    {
        public Guid Id { get; init; }
        public string Number { get; init; } = "";
    }

    private static async Task<Actor?> ActorAsync(OpenInstance opened, string? user, Terminal terminal, CancellationToken ct) =>
        user is null ? await opened.ConsoleAsync(ct) : await opened.AsAsync(user, terminal, ct);

    // Numbers of documents hold slashes at some companies.
    private static string NameOf(string prefix, string name)
    {
        var whole = prefix.Length == 0 ? name : $"{prefix} {name}";
        return string.Concat(whole.Select(c => Path.GetInvalidFileNameChars().Contains(c) || c is '/' or '\\' or ':' ? '-' : c));
    }

    private static Option<string> Folder(Terminal terminal) => new("--out") { Description = Phrase.In(terminal.Culture, "cli.export-out"), Required = true, HelpName = "DIR" };

    private static Option<string?> User(Terminal terminal) => new("--user") { Description = Phrase.In(terminal.Culture, "cli.as-user-or-console"), HelpName = "NAME" };
}
