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

    // Goes to the bucket that the operator names, and nowhere unless one is named.
    private const string ToTheBucket = "src/Isms/Kernel/Files/BucketVault.cs";

    [Fact] // A call home, or a library loaded from the net: the product runs offline.
    [Trait("Requirement", "R-PLAT-19")]
    public void Nothing_is_fetched_from_the_net_at_run_time()
    {
        var files = Repository.Sources().Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "src/Isms/wwwroot"), "*", SearchOption.AllDirectories)).ToList();
        files.Count.ShouldBeGreaterThan(50);
        files.Where(f => Remote().IsMatch(File.ReadAllText(f, Encoding.UTF8))).Select(Repository.Relative).ShouldBe([ToTheBucket]);
    }

    [Fact] // A real person or company standing in the product, its seeds or its tests.
    [Trait("Requirement", "R-GAP-20")]
    public void Nobody_real_stands_in_the_repository()
    {
        string[] kinds = [".cs", ".razor", ".resx", ".tsv", ".md", ".json", ".js", ".csv", ".txt", ".yml", ".sh"];
        string[] skipped = ["bin", "obj", "node_modules", ".git", "Migrations", ".data", "artifacts"];
        var files = Directory.EnumerateFiles(Repository.Root, "*", SearchOption.AllDirectories)
            .Where(f => kinds.Contains(Path.GetExtension(f)) && !Repository.Relative(f).Split('/').Intersect(skipped).Any() && Path.GetFileName(f) != "package-lock.json").ToList();
        files.Count.ShouldBeGreaterThan(400);
        var found = files.SelectMany(f => Real().Matches(File.ReadAllText(f, Encoding.UTF8)).Select(m => $"{Repository.Relative(f)}: {m.Value}")).ToList();
        found.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("138", "00138000", true)]
    [InlineData("wang@", "some-company.cn", true)]
    [InlineData("王", "先生", true)]
    [InlineData("华东精密机械股份", "有限公司", true)]
    [InlineData("wang@", "example.com", false)]
    [InlineData("各位", "先生", false)]
    [InlineData("0.1380", "0138000", false)]
    public void The_scan_knows_a_real_one(string first, string second, bool real) => Real().IsMatch(first + second).ShouldBe(real);

    // Mobile and identity card numbers, mail addresses at other than example domains, Mr and Ms somebody, companies by their full names.
    [GeneratedRegex(@"(?<![\d.\-])1[3-9]\d{9}(?![\d.])|(?<![\dA-Fa-f])[1-6]\d{5}(19|20)\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])\d{3}[\dXx](?![\dA-Fa-f])"
        + @"|[A-Za-z0-9._+-]+@(?!example\.|(?:[a-z0-9-]+\.)*(?:example|test|invalid|local)\b)[A-Za-z0-9-]+\.(?:com|cn|net|org)\b"
        + @"|(?<![各位此该名一某])[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜谢邹喻柏窦章云苏潘葛范彭郎鲁韦昌马苗凤花方俞任袁柳]{1}[\u4e00-\u9fff]{0,2}(先生|女士)"
        + @"|(?<!示例|样板|某|××)[\u4e00-\u9fff]{2,10}(?:有限责任公司|股份有限公司)")]
    private static partial Regex Real();

    [GeneratedRegex(@"(src|href)=""https?://|@import\s+url\(['""]?https?:|new Uri\(""https?://(?!127\.0\.0\.1|localhost)|\bHttpClient\b")]
    private static partial Regex Remote();
}
