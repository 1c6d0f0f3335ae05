using System.Globalization;
using System.Text;
using Isms.Kernel.Text;

namespace Isms.Cli;

/// <summary>What a verb is run from: its streams, its language and its clock. Results go out, everything said to a person goes to error.</summary>
internal sealed record Terminal(TextReader In, TextWriter Out, TextWriter Error, CultureInfo Culture, TimeProvider Time)
{
    /// <summary>The process's own streams; in and out are UTF-8 whatever the locale says, because programs read them.</summary>
    public static Terminal Standard(IReadOnlyList<string> args)
    {
        var utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new Terminal(
            new StreamReader(Console.OpenStandardInput(), utf8),
            new StreamWriter(Console.OpenStandardOutput(), utf8) { AutoFlush = true },
            Console.Error,
            LanguageOf(args, Environment.GetEnvironmentVariable),
            TimeProvider.System);
    }

    /// <summary>Says something to the person at the terminal, in their language.</summary>
    public void Say(string key, params object?[] args) => Error.WriteLine(Phrase.In(Culture, key, args));

    /// <summary>Asked for by <c>--language</c>, else that of the locale, else Chinese.</summary>
    public static CultureInfo LanguageOf(IReadOnlyList<string> args, Func<string, string?> variable)
    {
        var asked = args.Select((arg, i) => arg.StartsWith("--language=", StringComparison.Ordinal) ? arg["--language=".Length..] : arg == "--language" ? args.ElementAtOrDefault(i + 1) : null)
            .FirstOrDefault(value => value is not null);
        // The first of these that is set decides, as for every other program.
        var locale = new[] { "LC_ALL", "LC_MESSAGES", "LANG" }.Select(variable).FirstOrDefault(value => !string.IsNullOrEmpty(value));
        return (asked ?? locale ?? "").StartsWith("en", StringComparison.OrdinalIgnoreCase) ? Phrase.English : Phrase.Chinese;
    }
}
