using System.Text;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;

namespace Isms.Modules.Organization.Responsibilities;

/// <summary>What the organization settles about its matrix.</summary>
internal static class MatrixSettings
{
    /// <summary>The edition whose elements a first matrix distributes.</summary>
    public static readonly Setting Edition = Setting.Choice("organization.matrix-edition", "2005", "2005", "2022");

    public static readonly Setting LeadSymbol = Setting.Text("organization.matrix-lead-symbol", "▲", 4, 1);
    public static readonly Setting SupportSymbol = Setting.Text("organization.matrix-support-symbol", "△", 4, 1);
    public static readonly Setting NotApplicableSymbol = Setting.Text("organization.matrix-none-symbol", "-", 4, 1);

    /// <summary>What the signs mean, in the organization's own words; empty takes the product's.</summary>
    public static readonly Setting LeadWords = Setting.Text("organization.matrix-lead-words", "", 40);
    public static readonly Setting SupportWords = Setting.Text("organization.matrix-support-words", "", 40);
    public static readonly Setting NotApplicableWords = Setting.Text("organization.matrix-none-words", "", 40);

    public static IReadOnlyList<Setting> All { get; } = [Edition, LeadSymbol, SupportSymbol, NotApplicableSymbol, LeadWords, SupportWords, NotApplicableWords];
}

/// <summary>The signs of the matrix and what they mean (G19: the manual prints none).</summary>
/// <param name="Signs">In the order of <see cref="ResponsibilityMark"/> from <see cref="ResponsibilityMark.Lead"/> on.</param>
/// <param name="Words">What each means; empty for the product's own words.</param>
public sealed record MatrixLegend(IReadOnlyList<string> Signs, IReadOnlyList<string> Words)
{
    public static readonly MatrixLegend Standard = new(["▲", "△", "-"], ["", "", ""]);

    /// <summary>The marks that have a sign.</summary>
    public static IReadOnlyList<ResponsibilityMark> Marks { get; } = [ResponsibilityMark.Lead, ResponsibilityMark.Support, ResponsibilityMark.NotApplicable];

    private static readonly Dictionary<string, ResponsibilityMark> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["▲"] = ResponsibilityMark.Lead, ["1"] = ResponsibilityMark.Lead, ["L"] = ResponsibilityMark.Lead, ["●"] = ResponsibilityMark.Lead, ["主责"] = ResponsibilityMark.Lead, ["主"] = ResponsibilityMark.Lead, ["归口"] = ResponsibilityMark.Lead, ["负责"] = ResponsibilityMark.Lead,
        ["△"] = ResponsibilityMark.Support, ["2"] = ResponsibilityMark.Support, ["S"] = ResponsibilityMark.Support, ["○"] = ResponsibilityMark.Support, ["配合"] = ResponsibilityMark.Support, ["协办"] = ResponsibilityMark.Support, ["相关"] = ResponsibilityMark.Support, ["Δ"] = ResponsibilityMark.Support,
        ["-"] = ResponsibilityMark.NotApplicable, ["3"] = ResponsibilityMark.NotApplicable, ["N"] = ResponsibilityMark.NotApplicable, ["N/A"] = ResponsibilityMark.NotApplicable, ["—"] = ResponsibilityMark.NotApplicable, ["–"] = ResponsibilityMark.NotApplicable, ["−"] = ResponsibilityMark.NotApplicable, ["不适用"] = ResponsibilityMark.NotApplicable,
        ["0"] = ResponsibilityMark.None,
    };

    /// <summary>The sign of a mark; empty for a blank cell.</summary>
    public string SignOf(ResponsibilityMark mark) => mark == ResponsibilityMark.None ? "" : Signs[(int)mark - 1];

    /// <summary>What a mark means, in the reader's language.</summary>
    public string WordsOf(ResponsibilityMark mark) =>
        mark != ResponsibilityMark.None && Words[(int)mark - 1] is { Length: > 0 } own ? own : Phrase.Of("organization.mark." + mark);

    /// <summary>The mark that a cell means: the organization's own sign first, then what people commonly write. Null when none is meant.</summary>
    public ResponsibilityMark? Read(string? text)
    {
        var cell = text?.Trim() ?? "";
        if (cell.Length == 0)
            return ResponsibilityMark.None;
        foreach (var mark in Marks)
        {
            if (cell == SignOf(mark))
                return mark;
        }
        return Known.TryGetValue(cell, out var known) || Known.TryGetValue(cell.Normalize(NormalizationForm.FormKC), out known) ? known : null;
    }
}

/// <summary>The legend in force.</summary>
internal sealed class LegendReader(SettingsReader settings)
{
    public async Task<MatrixLegend> ReadAsync(CancellationToken ct) => new(
        [await settings.TextAsync(MatrixSettings.LeadSymbol, ct), await settings.TextAsync(MatrixSettings.SupportSymbol, ct), await settings.TextAsync(MatrixSettings.NotApplicableSymbol, ct)],
        [await settings.TextAsync(MatrixSettings.LeadWords, ct), await settings.TextAsync(MatrixSettings.SupportWords, ct), await settings.TextAsync(MatrixSettings.NotApplicableWords, ct)]);
}
