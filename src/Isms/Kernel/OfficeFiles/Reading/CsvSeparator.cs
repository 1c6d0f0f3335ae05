namespace Isms.Kernel.OfficeFiles.Reading;

/// <summary>Which character separates the values of a text file.</summary>
internal static class CsvSeparator
{
    private const int Sample = 200;
    private static readonly char[] Candidates = [',', ';', '\t', '|'];

    /// <summary>
    /// The separator, and whether the first line does nothing but state it (sep=;). Otherwise it is the candidate
    /// that most of the first lines hold equally often, since a comma in a remark comes and goes.
    /// </summary>
    public static (char Separator, bool Stated) Find(StreamReader text, ReadingLimits limits)
    {
        var lines = new List<string>();
        for (string? line; lines.Count < Sample && (line = BoundedLine(text, limits)) is not null;)
            lines.Add(line);
        if (lines.Count > 0 && lines[0].StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && lines[0].Trim().Length == 5)
            return (lines[0][4], true);

        var best = Candidates
            .Select((c, order) => (Separator: c, Order: order, Fit: Fit(lines, c)))
            .OrderByDescending(x => x.Fit.Lines).ThenByDescending(x => x.Fit.Count).ThenBy(x => x.Order)
            .First();
        return (best.Separator, false);
    }

    private static (int Lines, int Count) Fit(List<string> lines, char separator) => lines
        .Select(line => OutsideQuotes(line, separator))
        .Where(count => count > 0)
        .GroupBy(count => count)
        .Select(g => (Lines: g.Count(), Count: g.Key))
        .OrderByDescending(g => g.Lines).ThenByDescending(g => g.Count)
        .FirstOrDefault();

    private static int OutsideQuotes(string line, char separator)
    {
        var count = 0;
        var quoted = false;
        foreach (var c in line)
        {
            quoted ^= c == '"';
            if (c == separator && !quoted)
                count++;
        }
        return count;
    }

    private static string? BoundedLine(StreamReader text, ReadingLimits limits)
    {
        var line = new System.Text.StringBuilder();
        for (int c; (c = text.Read()) >= 0;)
        {
            if (c == '\n')
                return line.ToString();
            if (line.Length < limits.CellCharacters)
                line.Append((char)c);
        }
        return line.Length == 0 ? null : line.ToString();
    }
}
