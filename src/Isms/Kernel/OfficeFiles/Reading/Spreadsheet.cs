namespace Isms.Kernel.OfficeFiles.Reading;

/// <summary>An opened, fully checked spreadsheet. Reading its rows again and again is allowed; it lives as long as its stream.</summary>
public sealed class Spreadsheet : IDisposable
{
    private readonly IDisposable? package;

    internal Spreadsheet(string fileName, bool isPlainText, IReadOnlyList<Sheet> sheets, IDisposable? package)
    {
        FileName = fileName;
        IsPlainText = isPlainText;
        Sheets = sheets;
        this.package = package;
    }

    public string FileName { get; }

    /// <summary>True for a .csv: it knows no merged cells, so what was merged is blank below its first row.</summary>
    public bool IsPlainText { get; }

    /// <summary>All sheets in the order of their tabs, hidden ones too.</summary>
    public IReadOnlyList<Sheet> Sheets { get; }

    public void Dispose() => package?.Dispose();
}

/// <summary>One sheet of a spreadsheet.</summary>
public abstract class Sheet
{
    private protected Sheet(string name, bool hidden)
    {
        Name = name;
        Hidden = hidden;
    }

    public string Name { get; }

    public bool Hidden { get; }

    /// <summary>Rows that hold a value of their own.</summary>
    public int FilledRows { get; private protected set; }

    /// <summary>Streams the rows that stand in the file; rows without any cell may be left out, so numbers may jump.</summary>
    /// <param name="repeatMerged">Show the value of a merged range in each of its cells, marked by <see cref="SheetCell.Origin"/>.</param>
    public abstract IEnumerable<SheetRow> Rows(bool repeatMerged);
}

/// <summary>Either a spreadsheet or the reason why there is none.</summary>
public sealed record SpreadsheetOpening(Spreadsheet? Spreadsheet, ReadingProblem? Problem);
