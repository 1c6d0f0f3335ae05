using System.ComponentModel;
using System.Diagnostics;
using Isms.Kernel.Http;
using Isms.Kernel.Text;

namespace Isms.Kernel.OfficeFiles.Pdf;

/// <summary>How the making of PDF files is doing, for the page about the system's state.</summary>
/// <param name="Program">Where LibreOffice is; null when it is not installed.</param>
/// <param name="Waiting">Files waiting or being made.</param>
/// <param name="LastFailure">What went wrong last; null when nothing did since the start.</param>
internal sealed record PdfState(string? Program, int Waiting, long Made, string? LastFailure, DateTime? FailedAt);

/// <summary>
/// Makes PDF out of Office files with LibreOffice, one after the other: each run with a profile of its own, at most two minutes, and believed only when what
/// came out begins with %PDF, because its exit code says nothing. The files given must not refer to anything outside (<see cref="Writing.TemplateGuard"/>).
/// </summary>
internal sealed partial class PdfConverter(TimeProvider time, ILogger<PdfConverter> log)
{
    public static readonly Refusal NotInstalled = new("pdf.not-installed");
    public static readonly Refusal Busy = new("pdf.busy", RefusalKind.Busy);
    public static readonly Refusal Failed = new("pdf.failed");

    private const int MostWaiting = 20;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(120);

    // One at a time on this machine, for however many companies: each run takes some hundred megabytes.
    private static readonly SemaphoreSlim Worker = new(1, 1);
    private int _waiting;
    private long _made;
    private (string What, DateTime At)? _failure;

    public PdfState State => new(Find(), Volatile.Read(ref _waiting), Interlocked.Read(ref _made), _failure?.What, _failure?.At);

    /// <summary>Where LibreOffice is on this machine; null when it is not installed.</summary>
    public static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => new[] { Path.Combine(folder, "soffice"), Path.Combine(folder, "soffice.exe") }).FirstOrDefault(File.Exists);

    /// <param name="source">An Office file, from its present position.</param>
    /// <param name="extension">Of the source, <c>.docx</c>.</param>
    public async Task<Outcome<WrittenFile>> ConvertAsync(Stream source, string extension, string name, CancellationToken ct)
    {
        if (Find() is not { } program)
            return NotInstalled;
        if (Interlocked.Increment(ref _waiting) > MostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            return Busy;
        }
        try
        {
            await Worker.WaitAsync(ct);
            try
            {
                return await RunAsync(program, source, extension, name, ct);
            }
            finally
            {
                Worker.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private async Task<Outcome<WrittenFile>> RunAsync(string program, Stream source, string extension, string name, CancellationToken ct)
    {
        var folder = Directory.CreateTempSubdirectory("isms-pdf-");
        try
        {
            var input = Path.Combine(folder.FullName, "source" + extension);
            await using (var file = File.Create(input))
                await source.CopyToAsync(file, ct);
            if (await ConvertAsync(program, folder.FullName, input, ct) is { } problem)
                return Note(problem);
            var output = Path.Combine(folder.FullName, "source.pdf");
            if (!IsPdf(output))
                return Note("no PDF came out");
            Interlocked.Increment(ref _made);
            return WrittenFile.By(name, "application/pdf", target =>
            {
                using var made = File.OpenRead(output);
                made.CopyTo(target);
            });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string?> ConvertAsync(string program, string folder, string input, CancellationToken ct)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder, UseShellExecute = false };
        foreach (var argument in (string[])["--headless", "--norestore", "--nolockcheck", "--nodefault", "-env:UserInstallation=" + new Uri(Path.Combine(folder, "profile")).AbsoluteUri, "--convert-to", "pdf", "--outdir", folder, input])
            start.ArgumentList.Add(argument);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Longest);
        try
        {
            using var process = Process.Start(start)!;
            try
            {
                await Task.WhenAll(process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token), process.WaitForExitAsync(limit.Token));
                return null;
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                ct.ThrowIfCancellationRequested();
                return "longer than two minutes";
            }
        }
        catch (Win32Exception failure)
        {
            return failure.Message;
        }
    }

    private static bool IsPdf(string path)
    {
        if (!File.Exists(path))
            return false;
        using var file = File.OpenRead(path);
        Span<byte> head = stackalloc byte[4];
        return file.ReadAtLeast(head, 4, throwOnEndOfStream: false) == 4 && head.SequenceEqual("%PDF"u8);
    }

    private Refusal Note(string what)
    {
        _failure = (what, time.Instant());
        LogFailed(log, what);
        return Failed;
    }

    [LoggerMessage(LogLevel.Error, "A PDF could not be made: {What}.")]
    private static partial void LogFailed(ILogger logger, string what);
}
