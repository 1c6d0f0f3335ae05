namespace Isms.Modules.Documents.Comparison;

/// <summary>What became of a piece of text.</summary>
public enum PieceKind { Same, Deleted, Inserted }

/// <summary>A piece of text, in reading order.</summary>
public sealed record TextPiece(PieceKind Kind, string Text);

/// <summary>
/// What is different between two texts, by words: first by lines, then within the lines that changed, a Chinese character being a word of its own.
/// </summary>
internal static class WordDifference
{
    // Beyond this many cells the block is shown as replaced: a person could not read a finer comparison of it anyway.
    private const long MostCells = 9_000_000;

    public static IReadOnlyList<TextPiece> Of(string before, string after)
    {
        var pieces = new List<TextPiece>();
        List<string> deleted = [], inserted = [];
        foreach (var (kind, line) in Align(Lines(before), Lines(after)))
        {
            if (kind == PieceKind.Same)
            {
                Flush();
                Add(pieces, PieceKind.Same, line);
            }
            else
            {
                (kind == PieceKind.Deleted ? deleted : inserted).Add(line);
            }
        }
        Flush();
        return pieces;

        void Flush()
        {
            foreach (var (kind, word) in Align(Words(string.Concat(deleted)), Words(string.Concat(inserted))))
                Add(pieces, kind, word);
            deleted.Clear();
            inserted.Clear();
        }
    }

    private static void Add(List<TextPiece> pieces, PieceKind kind, string text)
    {
        if (pieces is [.., var last] && last.Kind == kind)
            pieces[^1] = last with { Text = last.Text + text };
        else
            pieces.Add(new TextPiece(kind, text));
    }

    private static List<string> Lines(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').Select(l => l + "\n").ToList();
        lines[^1] = lines[^1][..^1];
        if (lines[^1].Length == 0)
            lines.RemoveAt(lines.Count - 1);
        return lines;
    }

    private static List<string> Words(string text)
    {
        var words = new List<string>();
        for (var i = 0; i < text.Length;)
        {
            var end = i + 1;
            if (IsLetter(text[i]))
            {
                while (end < text.Length && IsLetter(text[end]))
                    end++;
            }
            else if (char.IsHighSurrogate(text[i]) && end < text.Length)
            {
                end++;
            }
            words.Add(text[i..end]);
            i = end;
        }
        return words;
    }

    private static bool IsLetter(char c) => c < '\u2e80' && char.IsLetterOrDigit(c);

    // Longest common subsequence, after taking off what is the same at both ends.
    private static IEnumerable<(PieceKind Kind, string Text)> Align(List<string> a, List<string> b)
    {
        var head = 0;
        while (head < a.Count && head < b.Count && a[head] == b[head])
            head++;
        var tail = 0;
        while (tail < a.Count - head && tail < b.Count - head && a[^(tail + 1)] == b[^(tail + 1)])
            tail++;
        foreach (var same in a.Take(head))
            yield return (PieceKind.Same, same);
        foreach (var piece in Middle(a.GetRange(head, a.Count - head - tail), b.GetRange(head, b.Count - head - tail)))
            yield return piece;
        foreach (var same in a.Skip(a.Count - tail))
            yield return (PieceKind.Same, same);
    }

    private static IEnumerable<(PieceKind Kind, string Text)> Middle(List<string> a, List<string> b)
    {
        if ((long)a.Count * b.Count > MostCells)
            return [.. a.Select(t => (PieceKind.Deleted, t)), .. b.Select(t => (PieceKind.Inserted, t))];
        var longest = new int[a.Count + 1, b.Count + 1];
        for (var i = a.Count - 1; i >= 0; i--)
        {
            for (var j = b.Count - 1; j >= 0; j--)
                longest[i, j] = a[i] == b[j] ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
        }
        var pieces = new List<(PieceKind, string)>();
        var (x, y) = (0, 0);
        while (x < a.Count || y < b.Count)
        {
            if (x < a.Count && y < b.Count && a[x] == b[y])
            {
                pieces.Add((PieceKind.Same, a[x++]));
                y++;
            }
            else if (y == b.Count || (x < a.Count && longest[x + 1, y] >= longest[x, y + 1]))
            {
                pieces.Add((PieceKind.Deleted, a[x++]));
            }
            else
            {
                pieces.Add((PieceKind.Inserted, b[y++]));
            }
        }
        return pieces;
    }
}
