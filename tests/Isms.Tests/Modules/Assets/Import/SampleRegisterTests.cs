using System.Globalization;
using Isms.Kernel.OfficeFiles.Importing;
using Isms.Kernel.OfficeFiles.Reading;
using Isms.Kernel.Text;
using Isms.Modules.Assets.Import;
namespace Isms.Tests.Modules.Assets.Import;
public sealed class SampleRegisterTests(ITestOutputHelper output)
{
    [Fact]
    public void Dump()
    {
        using var file = File.OpenRead("/work/shared/samples/asset-register.xlsx");
        var opening = SpreadsheetReader.Open(file, "asset-register.xlsx");
        opening.Problem.ShouldBeNull();
        var register = AssetRegisterParser.Parse(opening.Spreadsheet!, compute: a => new ComputedWorth(Math.Max(Math.Max(a.ReplacementCost, a.Confidentiality), Math.Max(a.Integrity, a.Availability)), null));
        var r = register.Report;
        output.WriteLine($"{r.Problem?.Text(Phrase.Chinese)} read {r.RowsRead} acc {r.Accepted} rej {r.Rejected} header {r.Table?.HeaderTop}-{r.Table?.HeaderBottom}");
        foreach (var c in r.Table!.Columns) output.WriteLine($"{c}");
        foreach (var s in r.Skipped) output.WriteLine($"{s} {s.Describe(Phrase.Chinese)}");
        foreach (var s in r.SkippedSheets) output.WriteLine($"{s} {s.Describe(Phrase.Chinese)}");
        foreach (var p in r.Rejections.Concat(r.Warnings)) output.WriteLine($"{p.Row} {p.Column} {p.Value} {p.Reason(Phrase.Chinese)}");
        foreach (var a in register.Assets.Take(3)) output.WriteLine(a.ToString());
        output.WriteLine(string.Join(",", register.Assets.GroupBy(a => a.Department).Select(g => g.Key + g.Count())));
        register.Assets.Count.ShouldBe(97);
    }
}
