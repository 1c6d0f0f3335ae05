using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Isms.Kernel.Text;

namespace Isms.Cli;

/// <summary>What is wrong with a command line, in the person's language: the parser's own messages are only partly translated.</summary>
internal static class UsageErrors
{
    public static IReadOnlyList<string> Of(ParseResult parsed, CultureInfo culture)
    {
        var command = parsed.CommandResult.Command;
        List<string> errors = [.. parsed.UnmatchedTokens.Select(token => Say("cli.unknown-word", token))];
        if (command.Action is null && errors.Count == 0)
            errors.Add(Say("cli.verb-missing"));
        errors.AddRange(command.Arguments.Where(argument => parsed.GetResult(argument) is null or { Tokens.Count: 0 }).Select(argument => Say("cli.argument-missing", argument.Name)));
        errors.AddRange(command.Options.Where(option => option.Required && parsed.GetResult(option) is null or { Implicit: true, Tokens.Count: 0 }).Select(option => Say("cli.option-missing", option.Name)));
        errors.AddRange(Given(parsed.RootCommandResult).Where(option => option is { Implicit: false, Tokens.Count: 0 } && option.Option.Arity.MinimumNumberOfValues > 0)
            .Select(option => Say("cli.value-missing", option.Option.Name)));
        // Whatever has a value and is still wrong was refused by a check of ours, which already speaks the language.
        errors.AddRange(parsed.Errors.Where(error => error.SymbolResult is OptionResult { Tokens.Count: > 0 } or ArgumentResult { Tokens.Count: > 0 }).Select(error => error.Message));
        return errors.Count > 0 ? errors : [.. parsed.Errors.Select(error => error.Message)];

        string Say(string key, params object[] args) => Phrase.In(culture, key, args);
    }

    private static IEnumerable<OptionResult> Given(CommandResult result) =>
        result.Children.SelectMany(child => child switch { OptionResult option => [option], CommandResult command => Given(command), _ => [] });
}
