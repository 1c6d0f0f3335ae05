using System.CommandLine;
using Isms.Kernel.Text;
using Isms.Modules.Criteria.Domain;

namespace Isms.Cli;

/// <summary><c>isms score</c>: ratings as JSON on standard input, scores as JSON on standard output.</summary>
internal static class ScoreVerb
{
    public static Command Make(Terminal terminal)
    {
        var criteria = Choices.Criteria(terminal);
        var command = new Command("score", Phrase.In(terminal.Culture, "cli.score")) { criteria };
        command.SetAction((parsed, ct) => RunAsync(terminal, CriteriaPresets.Find(parsed.GetRequiredValue(criteria))!, ct));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, CompiledCriteria criteria, CancellationToken ct)
    {
        var answer = ItemEvaluation.EvaluateJson(criteria, await terminal.In.ReadToEndAsync(ct), terminal.Culture);
        if (answer.Result is { } scores)
        {
            await terminal.Out.WriteLineAsync(scores);
            return CommandLine.Succeeded;
        }
        foreach (var problem in answer.Problems)
            terminal.Say("cli.problem", problem.Path, problem.In(terminal.Culture));
        return CommandLine.Failed;
    }
}
