namespace Isms.Kernel.Search;

/// <summary>The piece of a text around what was found in it.</summary>
internal static class Excerpt
{
    private const int Before = 40;
    private const int After = 120;

    /// <summary>Around the first of the words, on one line; the beginning of the text when it holds none.</summary>
    public static string Around(string text, IEnumerable<string> words)
    {
        var first = words.Select(w => text.IndexOf(w, StringComparison.OrdinalIgnoreCase)).Where(i => i >= 0).DefaultIfEmpty(0).Min();
        var (from, to) = (Math.Max(0, first - Before), Math.Min(text.Length, first + After));
        return (from > 0 ? "…" : "") + string.Join(' ', text[from..to].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) + (to < text.Length ? "…" : "");
    }
}
