using Isms.Kernel.Standards;

namespace Isms.Modules.Applicability;

/// <summary>The chapters by which a statement is read: domains of Annex A, in 2022 its four themes.</summary>
internal static class SoaChapters
{
    /// <summary>Code of the chapter that a control stands in.</summary>
    public static string Of(AnnexEntry control)
    {
        var entry = control;
        while (entry.Parent is { } parent)
            entry = ControlCatalogue.Find(parent)!;
        return entry.Key.Code;
    }

    /// <summary>The chapters of an edition in order, as choices of a filter.</summary>
    public static IReadOnlyList<(string Value, string Label)> Choices(Edition edition, System.Globalization.CultureInfo culture) =>
        [.. ControlCatalogue.Of(edition).Domains.Select(d => (d.Key.Code, $"{d.Key.Code} {d.Title(culture)}"))];
}
