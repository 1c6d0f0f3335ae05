using System.Runtime.CompilerServices;
using Isms.Kernel.OfficeFiles.Importing;
using Isms.Kernel.OfficeFiles.Reading;
using Isms.Modules.Assets.Import;

namespace Isms.Tests.Modules.Assets.Import;

/// <summary>A register as a small company really keeps it: title rows, two-level headings, merged departments, subtotals, scores as texts, formulas without results, a hidden sheet.</summary>
public sealed class SampleRegisterTests
{
    private static readonly Func<ParsedAsset, ComputedWorth?> ByMaximum = a =>
        new ComputedWorth(new[] { a.ReplacementCost, a.Confidentiality, a.Integrity, a.Availability }.Max(), null);

    [Fact]
    [Trait("Requirement", "R-PLAT-08")]
    public void The_sample_register_gives_exactly_97_assets_and_accounts_for_every_other_row()
    {
        var register = Parse(ByMaximum);
        var report = register.Report;

        register.Assets.Count.ShouldBe(97);
        report.Problem.ShouldBeNull();
        report.Rejected.ShouldBe(0);
        report.RowsRead.ShouldBe(105);
        report.Skipped.Where(s => s.Reason == SkipReason.Subtotal).Select(s => s.First).ShouldBe([20, 36, 49, 108]);
        report.Skipped.Where(s => s.Reason == SkipReason.Blank).Select(s => s.First).ShouldBe([21, 37, 50]);
        report.Skipped.Where(s => s.Reason == SkipReason.Title).Select(s => s.First).ShouldBe([1, 2]);
        report.Skipped.Where(s => s.Reason == SkipReason.Header).Select(s => s.First).ShouldBe([3, 4]);
        report.Skipped.Count.ShouldBe(11);
        report.SkippedSheets.Select(s => (s.Name, s.Hidden, s.LooksAlike)).ShouldBe([("填写说明", false, false), ("字典", true, false)]);
    }

    [Fact]
    public void Merged_departments_reach_every_asset_and_values_that_the_register_states_agree()
    {
        var register = Parse(ByMaximum);

        register.Assets.GroupBy(a => a.Department).Select(g => (g.Key, g.Count())).ShouldBe([("行政部", 15), ("商务部", 14), ("财务部", 11), ("工程部", 57)]);
        register.Report.Warnings.ShouldBeEmpty();
        register.Assets.ShouldAllBe(a => a.Number == null && a.Serial != null && a.Owner != null && a.Category != null && a.Location != null);
    }

    [Fact]
    public void Texts_and_numbers_are_read_as_they_are_meant()
    {
        var assets = Parse(null).Assets;

        // "员工人事档案" ends in a full-width space; row 8 says 1（很低）; row 9 says " 1 ".
        assets[0].Name.ShouldBe("员工人事档案");
        (assets[3].ReplacementCost, assets[3].Confidentiality, assets[3].Integrity, assets[3].Availability).ShouldBe((1, 3, 3, 2));
        (assets[4].ReplacementCost, assets[4].Confidentiality, assets[4].Integrity, assets[4].Availability).ShouldBe((1, 2, 2, 1));
        assets[96].ShouldBe(new ParsedAsset(107, null, "97", "监控录像机 08", "硬件", "工程部", "安防工程师", "软件工程师甲", "机房", 2, 4, 3, 2, null, null, null, null, null, null));
    }

    [Fact]
    public void A_stated_value_that_differs_from_the_criteria_is_a_warning_and_no_rejection()
    {
        var register = Parse(_ => new ComputedWorth(1, null));

        register.Assets.Count.ShouldBe(97);
        var first = register.Report.Warnings.First();
        (first.Row, first.Column, first.Value, first.Code).ShouldBe((7, "L", "4", "assets.import.value-differs"));
    }

    private static AssetRegister Parse(Func<ParsedAsset, ComputedWorth?>? compute, [CallerFilePath] string here = "")
    {
        using var file = File.OpenRead(Path.Combine(Path.GetDirectoryName(here)!, "sample-register.xlsx"));
        using var spreadsheet = SpreadsheetReader.Open(file, "asset-register.xlsx").Spreadsheet!;
        return AssetRegisterParser.Parse(spreadsheet, compute: compute);
    }
}
