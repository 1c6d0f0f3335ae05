using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Isms.Kernel.Data;
using Isms.Modules.Documents;
using Microsoft.EntityFrameworkCore;

namespace Isms.Benchmarks;

/// <summary>A file of 100 MB attached to a draft of the product's own process, and what that adds to its memory at most.</summary>
internal static class UploadBenchmark
{
    private const int Megabytes = 100;

    public static async IAsyncEnumerable<Figure> RunAsync(BenchmarkOptions options)
    {
        await using var company = await BenchmarkCompany.FoundAsync(options, null);
        var (document, _) = await company.IssuedAsync("SL-A-01", "# 手册");
        var draft = new DocumentVersion { DocumentId = document.Id, Number = document.Number, Ordinal = 2, Revision = 1, Label = "A/1", TitleZh = document.TitleZh, BodyZh = "# 手册", CreatedAt = TimeProvider.System.GetUtcNow().UtcDateTime };
        await company.SaveAsync(draft);
        var path = Path.Combine(options.Folder, "scan.pdf");
        await File.WriteAllBytesAsync(path, [.. "%PDF-1.7\n"u8, .. new byte[Megabytes * 1024 * 1024 - 9]]);
        var (seconds, more) = (new List<double>(), new List<double>());
        for (var i = 0; i < options.Times(3); i++)
        {
            await using var product = await ServedProduct.StartAsync(company);
            using var browser = company.Browser(product.Address);
            browser.Timeout = TimeSpan.FromMinutes(5);
            (await browser.GetAsync("/documents")).Dispose();
            var before = product.Memory("VmHWM");
            var watch = Stopwatch.StartNew();
            await using var content = File.OpenRead(path);
            using var form = new MultipartFormDataContent
            {
                { new StringContent("documents.version"), "kind" }, { new StringContent(draft.Id.ToString()), "subjectId" },
                { new StreamContent(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/pdf") } }, "file", string.Create(CultureInfo.InvariantCulture, $"scan{i}.pdf") },
            };
            using var answer = await browser.PostAsync("/api/v1/attachments", form);
            if (!answer.IsSuccessStatusCode)
                throw new InvalidOperationException($"Answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
            seconds.Add(watch.Elapsed.TotalSeconds);
            more.Add(product.Memory("VmHWM") - before);
        }
        yield return new Figure($"Upload of {Megabytes} MB", seconds, "s");
        yield return new Figure($"Upload of {Megabytes} MB: peak of memory above that of the first page", more, "MB", 50);
    }
}
