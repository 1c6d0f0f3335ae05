using System.CommandLine;
using System.Text.Json;
using Isms.Kernel.Hosting.Setup;
using Isms.Kernel.Ledger;
using Isms.Kernel.Text;

namespace Isms.Cli;

/// <summary><c>isms doctor</c>: is this instance well? 0 when it is, 1 when something needed is not.</summary>
internal static class DoctorVerb
{
    public static Command Make(Terminal terminal)
    {
        var json = new Option<bool>("--json") { Description = Phrase.In(terminal.Culture, "cli.json") };
        var command = new Command("doctor", Phrase.In(terminal.Culture, "cli.doctor")) { json };
        var instance = new InstanceChoice(terminal).AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            await using var opened = OpenInstance.AsItIs(instance.Of(parsed), terminal);
            var checks = await opened.Get<Diagnosis>().ReadAsync(ct);
            var well = checks.All(c => c.Fine || !c.Needed);
            if (parsed.GetValue(json))
            {
                await terminal.Out.WriteLineAsync(JsonSerializer.Serialize(new { well, checks }, EntityJson.Options));
                return well ? CommandLine.Succeeded : CommandLine.Failed;
            }
            foreach (var check in checks)
            {
                var state = Phrase.In(terminal.Culture, check.Fine ? "cli.doctor-fine" : check.Needed ? "cli.doctor-failed" : "cli.doctor-warning");
                await terminal.Out.WriteLineAsync($"{state}\t{Phrase.In(terminal.Culture, "kernel.health." + check.Name)}\t{check.Detail}".TrimEnd());
                if (!check.Fine)
                    await terminal.Out.WriteLineAsync("\t" + Phrase.In(terminal.Culture, $"kernel.health.{check.Name}-hint"));
            }
            terminal.Say(well ? "cli.doctor-well" : "cli.doctor-ill", checks.Count(c => !c.Fine && c.Needed), checks.Count(c => !c.Fine && !c.Needed));
            return well ? CommandLine.Succeeded : CommandLine.Failed;
        });
        return command;
    }
}
