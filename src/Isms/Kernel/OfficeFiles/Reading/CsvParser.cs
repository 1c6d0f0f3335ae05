using System.Text;

namespace Isms.Kernel.OfficeFiles.Reading;

/// <summary>Records of separated values: quoted fields may hold separators, line ends and doubled quotes.</summary>
internal sealed class CsvParser(TextReader text, char separator, ReadingLimits limits)
{
    private readonly char[] buffer = new char[1 << 14];
    private readonly StringBuilder field = new();
    private int filled;
    private int at;
    private int record;

    /// <summary>All records; a blank line is a record of one empty field.</summary>
    public IEnumerable<List<string>> Records()
    {
        while (Peek() >= 0)
        {
            record++;
            yield return Record();
        }
    }

    private List<string> Record()
    {
        var fields = new List<string>();
        while (true)
        {
            fields.Add(Field());
            // Far beyond any column limit the rest is not worth keeping: the sheet refuses a value out there anyway.
            if (fields.Count > limits.Columns * 100)
                throw new ReadingRefusedException("office.sheet-too-wide", "", record, ColumnName.Of(fields.Count), ColumnName.Of(limits.Columns), limits.Columns);
            var end = Next();
            if (end == separator)
                continue;
            if (end == '\r' && Peek() == '\n')
                Next();
            return fields;
        }
    }

    private string Field()
    {
        field.Clear();
        if (Peek() == '"')
            Quoted();
        for (int c; (c = Peek()) >= 0 && c != separator && c is not ('\r' or '\n'); at++)
            Append((char)c);
        return field.ToString();
    }

    private void Quoted()
    {
        Next();
        while (true)
        {
            var c = Next();
            if (c < 0)
                throw new ReadingRefusedException("office.csv-open-quote", record);
            if (c != '"')
                Append((char)c);
            else if (Peek() != '"')
                return;
            else
                Append((char)Next());
        }
    }

    private void Append(char c)
    {
        if (field.Length == limits.CellCharacters)
            throw new ReadingRefusedException("office.file-giant-text", limits.CellCharacters);
        field.Append(c);
    }

    private int Peek()
    {
        if (at == filled)
        {
            filled = text.Read(buffer, 0, buffer.Length);
            at = 0;
        }
        return filled == 0 ? -1 : buffer[at];
    }

    private int Next()
    {
        var c = Peek();
        if (c >= 0)
            at++;
        return c;
    }
}
