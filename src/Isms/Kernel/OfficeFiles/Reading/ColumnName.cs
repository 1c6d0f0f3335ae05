namespace Isms.Kernel.OfficeFiles.Reading;

/// <summary>Column letters: 1 = A, 27 = AA.</summary>
public static class ColumnName
{
    /// <summary>The letters of a column.</summary>
    /// <param name="column">1 or more.</param>
    public static string Of(int column)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(column, 1);
        Span<char> letters = stackalloc char[8];
        var at = letters.Length;
        for (; column > 0; column = (column - 1) / 26)
            letters[--at] = (char)('A' + ((column - 1) % 26));
        return new string(letters[at..]);
    }

    /// <summary>The number of a column given by its letters; 0 when they are none or more than four.</summary>
    public static int Parse(ReadOnlySpan<char> letters)
    {
        var column = 0;
        foreach (var c in letters)
        {
            var digit = char.ToUpperInvariant(c) - 'A' + 1;
            if (digit is < 1 or > 26 || letters.Length > 4)
                return 0;
            column = (column * 26) + digit;
        }
        return column;
    }

    /// <summary>Splits "AB12" into 28 and 12; a part that cannot be read is 0.</summary>
    public static (int Column, int Row) ParseAddress(ReadOnlySpan<char> address)
    {
        var letters = 0;
        while (letters < address.Length && char.IsAsciiLetter(address[letters]))
            letters++;
        var row = int.TryParse(address[letters..], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var n) ? n : 0;
        return (Parse(address[..letters]), row);
    }
}
