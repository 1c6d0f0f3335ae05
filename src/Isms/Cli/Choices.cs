using System.CommandLine;
using Isms.Kernel.Text;
using Isms.Modules.Criteria.Domain;

namespace Isms.Cli;

/// <summary>Options that take one of a few words, with a refusal in the person's language.</summary>
internal static class Choices
{
    /// <summary>Takes only one of these words.</summary>
    public static Option<string> Among(this Option<string> option, Terminal terminal, params string[] words)
    {
        option.HelpName = string.Join('|', words);
        option.CompletionSources.Add(words);
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !words.Contains(token.Value, StringComparer.Ordinal))
                result.AddError(Phrase.In(terminal.Culture, "cli.not-among", option.Name, token.Value, string.Join(", ", words)));
        });
        return option;
    }

    /// <summary><c>--criteria NAME</c>: one of the presets.</summary>
    public static Option<string> Criteria(Terminal terminal)
    {
        var option = new Option<string>("--criteria") { Description = Phrase.In(terminal.Culture, "cli.criteria", string.Join(", ", CriteriaPresets.Names)), Required = true }
            .Among(terminal, [.. CriteriaPresets.Names]);
        option.HelpName = "NAME";
        return option;
    }
}
