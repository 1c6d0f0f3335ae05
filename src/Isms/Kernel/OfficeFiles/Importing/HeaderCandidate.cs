using Isms.Kernel.OfficeFiles.Reading;

namespace Isms.Kernel.OfficeFiles.Importing;

/// <summary>One guess: these rows of this sheet are the headings.</summary>
internal sealed class HeaderCandidate
{
    private const double Required = 3;
    private const double BrokenMerge = 0.5;
    private const double ExtraRow = 0.01;

    private readonly Sheet sheet;
    private readonly int top;
    private readonly int bottom;
    private readonly SortedDictionary<int, List<string>> headings;
    private readonly Dictionary<int, (int Field, double Confidence)> fieldOf = [];

    private HeaderCandidate(Sheet sheet, int top, int bottom, SortedDictionary<int, List<string>> headings)
    {
        this.sheet = sheet;
        this.top = top;
        this.bottom = bottom;
        this.headings = headings;
    }

    /// <summary>The sum of the fields' confidences, required fields counting thrice.</summary>
    public double Score { get; private set; }

    /// <summary>Weighs the rows from <paramref name="first"/> as headings; null when they cannot be.</summary>
    public static HeaderCandidate? Of(
        Sheet sheet, List<SheetRow> rows, int first, int depth, bool plainText, ImportSchema schema, HeadingMatcher matcher, ImportOptions options)
    {
        var block = rows.GetRange(first, depth);
        if (block[^1].Number - block[0].Number != depth - 1)
            return null;
        var texts = block.Sum(r => r.Cells.Count(c => c.Kind == CellKind.Text && c.Origin == CellOrigin.Own));
        if (texts < 2 || block.Any(r => r.Cells.Count(c => c.Kind == CellKind.Text) < r.Cells.Count(c => c.Kind != CellKind.Text)))
            return null;

        var candidate = new HeaderCandidate(sheet, block[0].Number, block[^1].Number, Headings(block, plainText));
        candidate.Assign(schema, matcher, options);
        var sure = candidate.fieldOf.Values.Count(f => f.Confidence >= HeadingMatcher.Sure);
        if (sure < Math.Min(2, schema.Fields.Count) && options.HeaderRow is null)
            return null;

        // Headings merged over two rows belong together: neither may begin nor end in the middle of a merge.
        var broken = block[0].Cells.Any(c => c.Origin == CellOrigin.RepeatedDown)
            || (first + depth < rows.Count && rows[first + depth].Number == block[^1].Number + 1 && rows[first + depth].Cells.Any(c => c.Origin == CellOrigin.RepeatedDown));
        candidate.Score = candidate.fieldOf.Values.Sum(f => f.Confidence * (schema.Fields[f.Field].Required ? Required : 1))
            - (broken ? BrokenMerge : 0) - (ExtraRow * (depth - 1));
        return candidate;
    }

    public TableLayout Layout(ImportSchema schema)
    {
        var columns = headings.Keys.Union(fieldOf.Keys).Order().Select(column =>
        {
            var heading = headings.TryGetValue(column, out var levels) ? string.Join(" / ", levels.Select(HeadingText.Clean)) : "";
            return fieldOf.TryGetValue(column, out var match)
                ? new TableColumn(column, heading, schema.Fields[match.Field].Key, Math.Round(Math.Min(1, match.Confidence), 2), match.Confidence >= HeadingMatcher.Chosen)
                : new TableColumn(column, heading, null, 0, false);
        });
        var texts = headings.ToDictionary(h => h.Key, h => (IReadOnlyList<string>)[.. h.Value.Select(HeadingText.Key)]);
        return new TableLayout(sheet, top, bottom, [.. columns], texts);
    }

    private static SortedDictionary<int, List<string>> Headings(List<SheetRow> block, bool plainText)
    {
        var headings = new SortedDictionary<int, List<string>>();
        foreach (var column in block.SelectMany(r => r.Cells).Select(c => c.Column).Distinct())
        {
            var levels = new List<string>();
            for (var level = 0; level < block.Count; level++)
            {
                var text = block[level].At(column).Text;
                if (text.Length == 0 && level < block.Count - 1 && block[^1].At(column).Text.Length > 0)
                    text = GroupToTheLeft(block[level], column, plainText);
                if (text.Length > 0 && (levels.Count == 0 || levels[^1] != text))
                    levels.Add(text);
            }
            if (levels.Count > 0)
                headings[column] = levels;
        }
        return headings;
    }

    // Without merged cells a group's heading stands only over its first column.
    private static string GroupToTheLeft(SheetRow row, int column, bool plainText) =>
        plainText || row.Cells.All(c => c.Origin == CellOrigin.Own) ? row.Cells.LastOrDefault(c => c.Column < column).Text ?? "" : "";

    private void Assign(ImportSchema schema, HeadingMatcher matcher, ImportOptions options)
    {
        var taken = new HashSet<int>();
        foreach (var choice in options.Columns)
        {
            var field = schema.IndexOf(choice.Field);
            taken.Add(field);
            var column = choice.Column ?? (choice.Heading is null ? 0 : headings.FirstOrDefault(h => Says(h.Value, choice.Heading)).Key);
            if (column > 0)
                fieldOf[column] = (field, HeadingMatcher.Chosen);
        }
        var proposals = headings
            .SelectMany(h => matcher.Match(h.Value).Select(m => (Column: h.Key, m.Field, m.Confidence)))
            .OrderByDescending(p => p.Confidence).ThenBy(p => p.Column);
        foreach (var (column, field, confidence) in proposals)
        {
            if (!fieldOf.ContainsKey(column) && taken.Add(field))
                fieldOf[column] = (field, confidence);
        }
    }

    private static bool Says(List<string> levels, string heading)
    {
        var wanted = HeadingText.Key(heading);
        return HeadingText.Key(levels[^1]) == wanted || HeadingText.KeyWithoutBrackets(levels[^1]) == wanted || HeadingText.Key(string.Concat(levels)) == wanted;
    }
}
