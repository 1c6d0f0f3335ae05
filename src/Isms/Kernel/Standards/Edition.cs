using System.Globalization;

namespace Isms.Kernel.Standards;

/// <summary>An edition of ISO/IEC 27001. The number is the year of publication; a later edition has a greater number.</summary>
public enum Edition
{
    /// <summary>ISO/IEC 27001:2005, 133 controls.</summary>
    Iso2005 = 2005,

    /// <summary>ISO/IEC 27001:2013, 114 controls.</summary>
    Iso2013 = 2013,

    /// <summary>ISO/IEC 27001:2022, 93 controls.</summary>
    Iso2022 = 2022,
}

/// <summary>How an edition is cited.</summary>
/// <param name="Edition">The edition.</param>
/// <param name="Iso">The requirements, as ISO numbers them.</param>
/// <param name="Gb">The identical Chinese national standard.</param>
/// <param name="PracticeIso">The code of practice that goes with it, as ISO numbers it.</param>
/// <param name="PracticeGb">The Chinese national standard of the code of practice.</param>
public sealed record EditionNames(Edition Edition, string Iso, string Gb, string PracticeIso, string PracticeGb)
{
    private static readonly Lazy<IReadOnlyList<EditionNames>> Loaded = new(() =>
        [.. Tsv.Read("editions.tsv").Select(r => new EditionNames(r.Edition("edition"), r["iso"], r["gb"], r["practice_iso"], r["practice_gb"]))]);

    /// <summary>All editions, oldest first.</summary>
    public static IReadOnlyList<EditionNames> All => Loaded.Value;

    public static EditionNames Of(Edition edition) => All.First(e => e.Edition == edition);
}

/// <summary>
/// Names one entry of Annex A. The edition is part of the key: the same code means different things in different
/// editions (A.10 is operations in 2005 and cryptography in 2013).
/// </summary>
/// <param name="Edition">The edition that the code belongs to.</param>
/// <param name="Code">As the edition prints it: <c>A.12.3.1</c> in 2005 and 2013, <c>8.13</c> in 2022.</param>
public readonly record struct ControlKey(Edition Edition, string Code)
{
    /// <summary>The form in which a key is stored and sent: <c>2013:A.12.3.1</c>.</summary>
    public override string ToString() => StandardKey.Format(Edition, Code);

    /// <summary>Reads <see cref="ToString"/> back; false when the text has no known edition. Does not ask whether the code exists.</summary>
    public static bool TryParse(string? text, out ControlKey key)
    {
        var known = StandardKey.TryParse(text, out var edition, out var code);
        key = known ? new(edition, code) : default;
        return known;
    }
}

/// <summary>Names one clause of the body of the standard (4 to 10), which, unlike a control, can never be excluded.</summary>
/// <param name="Edition">The edition that the number belongs to.</param>
/// <param name="Number">As printed, without "clause": <c>9.2.1</c>, or with its letter <c>4.2.1 a)</c>.</param>
public readonly record struct ClauseKey(Edition Edition, string Number)
{
    /// <summary>The form in which a key is stored and sent: <c>2013:6.1.2</c>.</summary>
    public override string ToString() => StandardKey.Format(Edition, Number);

    /// <summary>Reads <see cref="ToString"/> back; false when the text has no known edition. Does not ask whether the number exists.</summary>
    public static bool TryParse(string? text, out ClauseKey key)
    {
        var known = StandardKey.TryParse(text, out var edition, out var number);
        key = known ? new(edition, number) : default;
        return known;
    }
}

internal static class StandardKey
{
    public static string Format(Edition edition, string code) => string.Create(CultureInfo.InvariantCulture, $"{(int)edition}:{code}");

    public static bool TryParse(string? text, out Edition edition, out string code)
    {
        (edition, code) = (default, "");
        if (text is null || text.IndexOf(':', StringComparison.Ordinal) is var colon && colon < 0)
            return false;
        if (!int.TryParse(text.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || !Enum.IsDefined((Edition)year))
            return false;
        (edition, code) = ((Edition)year, text[(colon + 1)..].Trim());
        return code.Length > 0;
    }
}
