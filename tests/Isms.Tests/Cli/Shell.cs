using System.Globalization;
using Isms.Cli;
using Isms.Kernel.Text;
using Microsoft.Extensions.Time.Testing;

namespace Isms.Tests.Cli;

/// <summary>Runs the product as a shell does, in this process, at a fixed time.</summary>
internal sealed class Shell : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    /// <summary>A folder of its own, gone afterwards.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("isms-cli-").FullName;

    public static string Sample => Path.Combine(Support.Repository.Root, "tests/Isms.Tests/Modules/Assets/Import/sample-register.xlsx");

    public string Out => Path.Combine(Folder, "out");

    public Task<Ran> RunAsync(params string[] args) => RunAsync(Phrase.Chinese, "", args);

    public async Task<Ran> RunAsync(CultureInfo culture, string input, params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = await CommandLine.RunAsync(args, new Terminal(new StringReader(input), output, error, culture, new FakeTimeProvider(Now)));
        return new Ran(code, output.ToString(), error.ToString());
    }

    /// <summary>Assesses a register with everything else as given.</summary>
    public Task<Ran> AssessAsync(string register, params string[] more) =>
        RunAsync(["assess", register, "--criteria", "gb2007-matrix", "--out", Out, "--json", .. more]);

    public string File(string name, byte[] content)
    {
        var path = Path.Combine(Folder, name);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

/// <summary>How a run ended.</summary>
internal sealed record Ran(int Code, string Out, string Error);
