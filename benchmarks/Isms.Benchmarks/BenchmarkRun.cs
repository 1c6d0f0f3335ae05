using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Isms.Benchmarks;

/// <summary>Runs what was asked for and prints each figure as soon as it is known.</summary>
internal static class BenchmarkRun
{
    private const string TimesOption = "--times=";

    private static readonly IReadOnlyDictionary<string, Func<BenchmarkOptions, IAsyncEnumerable<Figure>>> All = new Dictionary<string, Func<BenchmarkOptions, IAsyncEnumerable<Figure>>>
    {
        ["scoring"] = ScoringBenchmark.RunAsync,
        ["start"] = StartBenchmark.RunAsync,
        ["assessment"] = AssessmentBenchmark.RunAsync,
        ["ledger"] = LedgerBenchmark.RunAsync,
        ["import"] = ImportBenchmark.RunAsync,
        ["pages"] = PageBenchmark.RunAsync,
        ["lists"] = PageBenchmark.RunListsAsync,
        ["confirmations"] = ConfirmationBenchmark.RunAsync,
        ["search"] = SearchBenchmark.RunAsync,
        ["papers"] = PaperBenchmark.RunAsync,
        ["upload"] = UploadBenchmark.RunAsync,
        ["people"] = PeopleBenchmark.RunAsync,
    };

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is [ImportBenchmark.ChildVerb, ..])
            return await ImportBenchmark.RunChildAsync(args);
        var names = args.Where(a => !a.StartsWith('-')).ToList();
        var times = args.FirstOrDefault(a => a.StartsWith(TimesOption, StringComparison.Ordinal))?[TimesOption.Length..];
        if (names.Exists(n => !All.ContainsKey(n)) || args.Any(a => a.StartsWith('-') && a != "--quick" && !a.StartsWith(TimesOption, StringComparison.Ordinal)))
        {
            await Console.Error.WriteLineAsync($"./bench [{string.Join(" | ", All.Keys)}]… [--quick] [{TimesOption}N]");
            return 2;
        }
        var folder = Directory.CreateTempSubdirectory("isms-bench-").FullName;
        try
        {
            return await MeasureAsync(names, new BenchmarkOptions(args.Contains("--quick"), times is null ? null : int.Parse(times, CultureInfo.InvariantCulture), Environment.GetEnvironmentVariable("ISMS_TEST_POSTGRES") is { Length: > 0 } server ? server : null, folder));
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> MeasureAsync(List<string> names, BenchmarkOptions options)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm} UTC · commit {Commit()} · {Environment.ProcessorCount} cores · {RuntimeInformation.FrameworkDescription} · {(options.Quick ? "small sizes (--quick)" : "full sizes")}"));
        Console.WriteLine($"Load average before: {Load()}\n");
        Console.WriteLine("| What | Median | Min–max (times) | Processor time | Budget | Met |\n|---|---|---|---|---|---|");
        var missed = 0;
        foreach (var (name, run) in All.Where(b => names.Count == 0 || names.Contains(b.Key)))
        {
            await foreach (var figure in run(options))
            {
                Console.WriteLine(figure.Row());
                missed += figure.Met ? 0 : 1;
            }
        }
        Console.WriteLine($"\nLoad average after: {Load()}");
        Console.WriteLine(missed == 0 ? "Every budget is met." : $"Budgets missed: {missed}.");
        return missed == 0 ? 0 : 1;
    }

    private static string Load() => File.Exists("/proc/loadavg") ? string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3)) : "not known";

    private static string Commit()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", Checkout.Root, "describe", "--always", "--dirty"]) { RedirectStandardOutput = true })!;
        var commit = git.StandardOutput.ReadToEnd().Trim();
        git.WaitForExit();
        return commit;
    }
}

/// <summary>The files of this checkout.</summary>
internal static class Checkout
{
    /// <summary>The folder with the solution file.</summary>
    public static string Root { get; } = Find();

    /// <summary>The product as <c>./isms</c> runs it.</summary>
    public static string Program => Path.Combine(Root, "artifacts/isms/Isms.dll");

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Isms.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The benchmarks run from within the checkout.");
    }
}
