using System.CommandLine;
using System.CommandLine.Invocation;
using Isms.Kernel.Text;

namespace Isms.Cli;

/// <summary>Writes the help of a verb in the person's language.</summary>
internal sealed class HelpText(Terminal terminal) : SynchronousCommandLineAction
{
    private const int TextColumn = 34;

    /// <summary>Who asks for help need not have the rest right.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        var path = Path(command);
        terminal.Out.WriteLine(command.Description);
        Heading("cli.help-usage");
        terminal.Out.WriteLine("  " + string.Join(' ', [
            path,
            .. command.Subcommands.Count > 0 ? [Phrase.In(terminal.Culture, "cli.help-verb")] : Array.Empty<string>(),
            .. command.Arguments.Select(argument => argument.Name),
            .. command.Options.Where(option => option.Required).Select(Named),
            Phrase.In(terminal.Culture, "cli.help-options-place"),
        ]));
        Section("cli.help-verbs", command.Subcommands.Select(verb => (verb.Name, verb.Description)));
        Section("cli.help-arguments", command.Arguments.Select(argument => (argument.Name, argument.Description)));
        Section("cli.help-options", command.Options.Concat(Inherited(command)).Select(option => (Named(option), Described(option))));
        return CommandLine.Succeeded;
    }

    private void Section(string heading, IEnumerable<(string Name, string? Text)> lines)
    {
        var list = lines.ToList();
        if (list.Count == 0)
            return;
        Heading(heading);
        foreach (var (name, text) in list)
            terminal.Out.WriteLine($"  {name.PadRight(TextColumn)}{(name.Length >= TextColumn ? " " : "")}{text}");
    }

    private void Heading(string key)
    {
        terminal.Out.WriteLine();
        terminal.Out.WriteLine(Phrase.In(terminal.Culture, key));
    }

    private string? Described(Option option) => option.HasDefaultValue && option.GetDefaultValue() is string standard
        ? Phrase.In(terminal.Culture, "cli.help-default", option.Description, standard)
        : option.Description;

    private static string Named(Option option) => option.HelpName is null ? option.Name : $"{option.Name} {option.HelpName}";

    private static IEnumerable<Option> Inherited(Command command) =>
        command.Parents.OfType<Command>().SelectMany(parent => parent.Options.Where(option => option.Recursive).Concat(Inherited(parent)));

    private static string Path(Command command) => command.Parents.OfType<Command>().FirstOrDefault() is { } parent ? $"{Path(parent)} {command.Name}" : command.Name;
}
