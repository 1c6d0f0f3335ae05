namespace Isms.Kernel.OfficeFiles.Reading;

/// <summary>Which character separates the values of a text file.</summary>
internal static class CsvSeparator
{
    private const int SampleRecords = 200;
    private const int SampleCharacters = 1 << 20;
    private const string Candidates = ",;\t|";

    /// <summary>
    /// The separator, and whether the first line does nothing but state it (sep=;). Otherwise it is the candidate
    /// that most of the first records hold equally often, since a comma in a remark comes and goes.
    /// </summary>
    public static (char Separator, bool Stated) Find(StreamReader text)
    {
        var sample = new char[SampleCharacters];
        var read = text.ReadBlock(sample, 0, sample.Length);
        var start = sample.AsSpan(0, read);
        if (start.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && start.Length > 5 && start[5] is '\r' or '\n')
            return (start[4], true);

        var records = Count(start);
        var best = Enumerable.Range(0, Candidates.Length)
            .Select(c => (Candidate: c, Fit: Fit(records.Select(r => r[c]))))
            .OrderByDescending(x => x.Fit.Records).ThenByDescending(x => x.Fit.Count).ThenBy(x => x.Candidate)
            .First();
        return (Candidates[best.Candidate], false);
    }

    private static (int Records, int Count) Fit(IEnumerable<int> counts) => counts
        .Where(count => count > 0)
        .GroupBy(count => count)
        .Select(g => (Records: g.Count(), Count: g.Key))
        .OrderByDescending(g => g.Records).ThenByDescending(g => g.Count)
        .FirstOrDefault();

    // How often each record holds each candidate outside quotes; a quote opens only where a value begins (19" rack has none).
    private static List<int[]> Count(ReadOnlySpan<char> text)
    {
        var records = new List<int[]>();
        var record = new int[Candidates.Length];
        var (quoted, begins) = (false, true);
        foreach (var c in text)
        {
            if (c == '"' && (quoted || begins))
                quoted = !quoted;
            else if (!quoted && c is '\r' or '\n')
            {
                records.Add(record);
                record = new int[Candidates.Length];
                if (records.Count == SampleRecords)
                    return records;
            }
            else if (!quoted && Candidates.IndexOf(c, StringComparison.Ordinal) is var candidate and >= 0)
                record[candidate]++;
            // Behind a closing quote stands a separator, or the second of two quotes, which opens again.
            begins = !quoted && (c is '"' or '\r' or '\n' || Candidates.Contains(c, StringComparison.Ordinal));
        }
        records.Add(record);
        return records;
    }
}
