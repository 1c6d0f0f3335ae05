using System.Globalization;
using Isms.Kernel.Http;

namespace Isms.Kernel.Editing;

/// <summary>A row of a sheet that somebody else changed since it was shown; it is as the other person left it.</summary>
/// <param name="Index">Its place among the rows sent, from 0.</param>
/// <param name="Name">What people call it: a number or code.</param>
/// <param name="Differences">What was sent against what it says now, cell by cell.</param>
public sealed record SheetConflict(int Index, string Name, IReadOnlyList<FieldDifference> Differences);

/// <summary>
/// What every operation that saves a sheet shares: rows are named <c>rows[3].cell</c>, those that somebody else changed are told apart from the rest, and either
/// nothing is saved or, when the person asks for it, the rest.
/// </summary>
internal static class SheetRows
{
    /// <summary>What the name of a cell begins with: <c>rows[3].</c></summary>
    public static string Prefix(int index) => string.Create(CultureInfo.InvariantCulture, $"rows[{index}].");

    /// <summary>Place and cell of <c>rows[3].ease</c>; −1 for any other field.</summary>
    public static (int Place, string Cell) Split(string field)
    {
        var end = field.IndexOf("].", StringComparison.Ordinal);
        return field.StartsWith("rows[", StringComparison.Ordinal) && end > 0 && int.TryParse(field.AsSpan(5, end - 5), CultureInfo.InvariantCulture, out var place)
            ? (place, field[(end + 2)..])
            : (-1, field);
    }

    /// <summary>Tells rows that somebody else changed from those that can be saved.</summary>
    /// <param name="name">What people call a row.</param>
    /// <param name="differences">Of a row and its place: what was sent against what it says now, without the prefix; null when nobody changed it.</param>
    public static SortedSheet<TRow> Sort<TRow>(IReadOnlyList<TRow> rows, Func<TRow, string> name, Func<TRow, int, IReadOnlyList<FieldDifference>?> differences)
    {
        var (fresh, conflicts) = (new List<(int, TRow)>(rows.Count), new List<SheetConflict>());
        foreach (var (index, row) in rows.Index())
        {
            if (differences(row, index) is { } found)
                conflicts.Add(new SheetConflict(index, name(row), found));
            else
                fresh.Add((index, row));
        }
        return new SortedSheet<TRow>(fresh, conflicts);
    }
}

/// <summary>The rows of a sheet, sorted by whether they can be saved.</summary>
/// <param name="Fresh">Rows that nobody else changed, with their places.</param>
internal sealed record SortedSheet<TRow>(IReadOnlyList<(int Index, TRow Row)> Fresh, IReadOnlyList<SheetConflict> Conflicts)
{
    /// <summary>Refuses the whole sheet when somebody else changed any of it; null when there is nothing to refuse, or the person wants the rest saved.</summary>
    public Refusal? Refuse(bool saveOthers) =>
        saveOthers || Conflicts.Count == 0 ? null : Refusal.Stale([.. Conflicts.SelectMany(c => c.Differences.Select(d => d with { Field = SheetRows.Prefix(c.Index) + d.Field }))]);
}
