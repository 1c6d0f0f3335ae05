using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using Isms.Kernel.Files;
using Isms.Kernel.Text;

namespace Isms.Cli;

/// <summary>The product as it is called from a shell: finds the verb, runs it, and answers with an exit code.</summary>
internal static class CommandLine
{
    public const int Succeeded = 0;

    /// <summary>Refused by a rule, or failed; the reason is on standard error.</summary>
    public const int Failed = 1;

    /// <summary>The command line itself is wrong.</summary>
    public const int WronglyCalled = 2;

    /// <summary>All verbs, in the order of the help.</summary>
    private static readonly Func<Terminal, Command>[] Verbs =
    [
        DemoVerb.Make,
        ServeVerb.Make,
        AssessVerb.Make,
        ScoreVerb.Make,
        ImportVerb.Make,
        ExportVerb.Make,
        UserVerb.Make,
        CompanyVerb.Make,
        DoctorVerb.Make,
        MaintenanceVerbs.Migrate,
        MaintenanceVerbs.Verify,
        MaintenanceVerbs.Token,
        MaintenanceVerbs.Backup,
        MaintenanceVerbs.Restore,
        MaintenanceVerbs.OpenApi,
    ];

    public static Task<int> RunAsync(string[] args) => RunAsync(args, Terminal.Standard(args));

    /// <summary>The same with other streams, language and clock.</summary>
    public static async Task<int> RunAsync(string[] args, Terminal terminal)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = terminal.Culture;
        var parsed = Root(terminal).Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in UsageErrors.Of(parsed, terminal.Culture))
                await terminal.Error.WriteLineAsync(error);
            terminal.Say("cli.see-help");
            return WronglyCalled;
        }
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false });
        }
        catch (OperationCanceledException)
        {
            terminal.Say("cli.cancelled");
            return Failed;
        }
        catch (InstanceRefusedException e)
        {
            return MaintenanceVerbs.Refused(terminal, e.Refusal);
        }
        catch (VaultUnavailableException e)
        {
            terminal.Say("cli.vault-unavailable", e.Message);
            return Failed;
        }
        catch (UnauthorizedAccessException e)
        {
            terminal.Say("cli.no-access", e.Message);
            return Failed;
        }
        catch (IOException e)
        {
            terminal.Say("cli.io-failed", e.Message);
            return Failed;
        }
    }

    // Not a RootCommand: that would call itself by the file's name, which nobody types.
    private static Command Root(Terminal terminal)
    {
        var root = new Command("isms", Phrase.In(terminal.Culture, "cli.about"))
        {
            new HelpOption { Description = Phrase.In(terminal.Culture, "cli.help"), Action = new HelpText(terminal) },
            new VersionOption { Description = Phrase.In(terminal.Culture, "cli.version") },
        };
        // Read before parsing, because help is already written in it; declared so that every verb takes it.
        root.Options.Add(new Option<string>("--language") { Description = Phrase.In(terminal.Culture, "cli.language"), Recursive = true }.Among(terminal, "zh-CN", "en"));
        foreach (var verb in Verbs)
            root.Subcommands.Add(verb(terminal));
        return root;
    }
}
