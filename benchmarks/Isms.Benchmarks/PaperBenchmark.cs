using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Isms.Benchmarks;

/// <summary>A manual of forty pages as a Word file: headings, paragraphs, lists and tables, over HTTP.</summary>
internal static class PaperBenchmark
{
    private const int Chapters = 40;

    public static async IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options)
    {
        foreach (var server in options.Databases)
        {
            await using var company = await BenchmarkCompany.FoundAsync(options, server);
            var (_, version) = await company.IssuedAsync("SL-A-01", Manual());
            await company.ListenAsync();
            using var browser = company.Browser();
            var seconds = new List<Timing>();
            for (var i = -1; i < options.Times(5); i++)
            {
                byte[] file = [];
                var timing = await Timing.OfAsync(async () => file = await browser.GetByteArrayAsync($"/api/v1/document-versions/{version.Id}/file?format=docx"));
                if (Characters(file) < 30_000)
                    throw new InvalidOperationException("The file does not hold the manual.");
                if (i >= 0)
                    seconds.Add(timing);
            }
            yield return Timing.Figure($"Manual of 40 pages as .docx, {BenchmarkCompany.NameOf(server)}", seconds, 1);
        }
    }

    // A page of A4 holds some 850 characters with headings and a table.
    private static string Manual()
    {
        var text = new StringBuilder();
        for (var i = 0; i < Chapters; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n# 第{i + 1}章\n\n");
            for (var p = 0; p < 3; p++)
                text.Append(CultureInfo.InvariantCulture, $"## 要求{p + 1}\n\n{BenchmarkCompany.TextOf(i * 10 + p, 180)}。\n\n- {BenchmarkCompany.TextOf(i + p, 30)}\n- {BenchmarkCompany.TextOf(i + p + 1, 30)}\n\n");
            text.Append("| 职责 | 部门 | 期限 |\n|---|---|---|\n");
            for (var r = 0; r < 5; r++)
                text.Append(CultureInfo.InvariantCulture, $"| {BenchmarkCompany.TextOf(i + r, 16)} | 办公室 | {r + 1} 个工作日 |\n");
        }
        return text.ToString();
    }

    private static int Characters(byte[] docx)
    {
        using var zip = new ZipArchive(new MemoryStream(docx));
        using var reader = new StreamReader(zip.GetEntry("word/document.xml")!.Open());
        return reader.ReadToEnd().Count(c => c >= 0x4E00);
    }
}
