namespace Isms.Kernel.OfficeFiles.Importing;

/// <summary>How sure it is that a heading means a field.</summary>
internal sealed class HeadingMatcher
{
    public const double Chosen = 1.1;
    public const double Exact = 1.0;
    public const double OnePart = 0.9;

    /// <summary>At least this sure: the heading says the field's name, not only contains it.</summary>
    public const double Sure = 0.85;

    private const double LaterAlias = 0.0005;

    private readonly ImportSchema schema;
    private readonly Dictionary<string, (int Field, int Order)> exact = new(StringComparer.Ordinal);
    private readonly List<(string Alias, int Field)> contained = [];

    public HeadingMatcher(ImportSchema schema)
    {
        this.schema = schema;
        for (var field = 0; field < schema.Fields.Count; field++)
        {
            foreach (var (order, alias) in schema.Fields[field].Aliases.Select(HeadingText.Key).Index())
            {
                exact.TryAdd(alias, (field, order));
                // A short word inside a longer heading proves nothing: 责任 in 岗位责任书, "no" in "note".
                if (alias.Length >= (alias[0] > 0x2E80 ? 2 : 5))
                    contained.Add((alias, field));
            }
        }
        contained.Sort((a, b) => b.Alias.Length - a.Alias.Length);
    }

    /// <summary>The fields that a column's headings may mean, from the top level to the lowest, with confidence 0.5 to 1.</summary>
    public IEnumerable<(int Field, double Confidence)> Match(IReadOnlyList<string> levels)
    {
        var best = new Dictionary<int, double>();
        var lowest = levels[^1];
        if (levels.Count > 1)
            Collect(string.Concat(levels.TakeLast(2)), 1, allowContained: false, best);
        Collect(lowest, 1, allowContained: true, best);
        // What only the group above says (资产赋值 / 备注) is a weaker hint than the column's own heading.
        if (best.Count == 0 && levels.Count > 1)
            Collect(string.Concat(levels.TakeLast(2)), 0.8, allowContained: true, best);
        return best.Where(b => !Excluded(b.Key, levels)).Select(b => (b.Key, b.Value));
    }

    private bool Excluded(int field, IReadOnlyList<string> levels) =>
        schema.Fields[field].NotWhen.Any(word => levels.Any(level => HeadingText.Folded(level).Contains(HeadingText.Folded(word), StringComparison.Ordinal)));

    private void Collect(string heading, double factor, bool allowContained, Dictionary<int, double> best)
    {
        var whole = HeadingText.Key(heading);
        var bare = HeadingText.KeyWithoutBrackets(heading);
        Offer(whole, Exact);
        Offer(bare, Exact - 0.02);
        foreach (var part in HeadingText.Parts(heading).Where(p => p.Length > 1))
            Offer(part, OnePart);
        if (!allowContained || best.Count > 0 || bare.Length == 0)
            return;
        var (within, found) = contained.Find(c => bare.Contains(c.Alias, StringComparison.Ordinal));
        if (within is not null)
            best[found] = factor * (0.5 + (0.3 * within.Length / bare.Length));

        void Offer(string key, double confidence)
        {
            // Of two columns that both name the field (责任部门, 使用部门), the one whose name comes first among the aliases is meant.
            if (exact.TryGetValue(key, out var alias) && (confidence - (LaterAlias * alias.Order)) * factor is var sure && sure > best.GetValueOrDefault(alias.Field))
                best[alias.Field] = sure;
        }
    }
}
