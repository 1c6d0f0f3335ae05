using System.CommandLine;
using Isms.Cli.Demo;
using Isms.Kernel.Text;

namespace Isms.Cli;

/// <summary><c>isms demo</c>: the product with a company to look at. Everything of it was made by the same operations people use.</summary>
internal static class DemoVerb
{
    private const string SignInFile = "sign-in.txt";

    public static Command Make(Terminal terminal)
    {
        var command = new Command("demo", Phrase.In(terminal.Culture, "cli.demo"));
        var instance = new InstanceChoice(terminal, "demo").AddTo(command);
        var urls = ServeVerb.Urls(terminal);
        var show = new Option<bool>("--show-sign-in") { Description = Phrase.In(terminal.Culture, "cli.demo-show") };
        command.Options.Add(urls);
        command.Options.Add(show);
        command.SetAction(async (parsed, ct) =>
        {
            var options = instance.Of(parsed);
            var file = Path.Combine(options.DataFolder, SignInFile);
            if (parsed.GetValue(show))
            {
                if (!File.Exists(file))
                {
                    terminal.Say("cli.demo-none");
                    return CommandLine.Failed;
                }
                Say(terminal, await File.ReadAllTextAsync(file, ct));
                return CommandLine.Succeeded;
            }
            return await ServeVerb.RunAsync(terminal, options, parsed.GetValue(urls)!, async services =>
            {
                if (!File.Exists(file))
                {
                    terminal.Say("cli.demo-building");
                    var password = await DemoCompany.MakeAsync(services, terminal.Culture, ct);
                    await File.WriteAllTextAsync(file, password, ct);
                    if (!OperatingSystem.IsWindows())
                        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
                    Say(terminal, password);
                }
            }, ct);
        });
        return command;
    }

    private static void Say(Terminal terminal, string password)
    {
        terminal.Say("cli.demo-sign-in", password.Trim());
        foreach (var (userName, post) in DemoCompany.SignIns)
            terminal.Say("cli.demo-person", userName.PadRight(12), Phrase.In(terminal.Culture, "demo.post." + post));
    }
}
