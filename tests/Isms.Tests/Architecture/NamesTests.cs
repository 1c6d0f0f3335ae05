using System.Text;
using System.Text.RegularExpressions;
using Isms.Tests.Support;

namespace Isms.Tests.Architecture;

public sealed partial class NamesTests
{
    [Fact] // The product reading its reference data from outside itself.
    public void The_product_reads_nothing_from_beside_the_checkout()
    {
        Repository.Sources().Where(f => File.ReadAllText(f).Contains("../shared", StringComparison.Ordinal)).Select(Repository.Relative).ShouldBeEmpty();
    }

    [Fact] // A call home, or a library loaded from the net: the product runs offline.
    [Trait("Requirement", "R-PLAT-19")]
    public void Nothing_is_fetched_from_the_net_at_run_time()
    {
        var files = Repository.Sources().Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "src/Isms/wwwroot"), "*", SearchOption.AllDirectories)).ToList();
        files.Count.ShouldBeGreaterThan(50);
        files.Where(f => Remote().IsMatch(File.ReadAllText(f, Encoding.UTF8))).Select(Repository.Relative).ShouldBeEmpty();
    }

    [GeneratedRegex(@"(src|href)=""https?://|@import\s+url\(['""]?https?:|new Uri\(""https?://(?!127\.0\.0\.1|localhost)|\bHttpClient\b")]
    private static partial Regex Remote();
}
