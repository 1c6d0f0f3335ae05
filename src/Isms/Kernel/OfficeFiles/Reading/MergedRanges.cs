namespace Isms.Kernel.OfficeFiles.Reading;

/// <summary>A rectangle of merged cells, all bounds included.</summary>
internal readonly record struct MergedRange(int Top, int Left, int Bottom, int Right)
{
    /// <summary>Reads "D5:D19"; null for anything else, and for a single cell.</summary>
    public static MergedRange? Parse(string? reference)
    {
        var colon = reference?.IndexOf(':') ?? -1;
        if (colon < 0)
            return null;
        var (left, top) = ColumnName.ParseAddress(reference.AsSpan(0, colon));
        var (right, bottom) = ColumnName.ParseAddress(reference.AsSpan(colon + 1));
        return left > 0 && top > 0 && right >= left && bottom >= top ? new MergedRange(top, left, bottom, right) : null;
    }
}

/// <summary>Shows the value of each merged range in every cell it covers, row by row as they stream past.</summary>
internal sealed class MergedRanges(IEnumerable<MergedRange> ranges, ReadingLimits limits)
{
    private readonly MergedRange[] byTop = [.. ranges.OrderBy(r => r.Top).ThenBy(r => r.Left)];
    private readonly List<(MergedRange Range, SheetCell Value)> active = [];
    private int next;

    public List<SheetCell> Fill(int row, List<SheetCell> own)
    {
        active.RemoveAll(a => a.Range.Bottom < row);
        for (; next < byTop.Length && byTop[next].Top <= row; next++)
        {
            var range = byTop[next];
            if (range.Bottom < row || range.Left > limits.Columns)
                continue;
            var value = range.Top == row ? own.Find(c => c.Column == range.Left) : default;
            active.Add((range, value));
        }
        // Ranges that overlap cannot be made with Excel; without overlap no row meets more ranges than it has columns.
        if (active.Count > limits.Columns)
            throw new ReadingRefusedException("office.file-damaged");
        foreach (var (range, value) in active)
        {
            if (value.Kind != CellKind.Empty)
                Repeat(range, value, row, own);
        }
        return own;
    }

    private void Repeat(MergedRange range, SheetCell value, int row, List<SheetCell> cells)
    {
        var origin = row == range.Top ? CellOrigin.RepeatedAcross : CellOrigin.RepeatedDown;
        var right = Math.Min(range.Right, limits.Columns);
        for (var column = row == range.Top ? range.Left + 1 : range.Left; column <= right; column++)
        {
            var shown = value with { Column = column, Origin = origin };
            var at = cells.FindIndex(c => c.Column >= column);
            if (at < 0)
                cells.Add(shown);
            else if (cells[at].Column != column)
                cells.Insert(at, shown);
            else if (cells[at].Text == value.Text)
                cells[at] = shown;
            // Another value hidden under a merge stays: who reads on must meet it rather than lose it.
        }
    }
}
