using Isms.Kernel.OfficeFiles.Reading;

namespace Isms.Kernel.OfficeFiles.Importing;

/// <summary>A column of a recognised table.</summary>
/// <param name="Column">1 for A.</param>
/// <param name="Heading">Its heading as a person reads it, levels joined by " / ".</param>
/// <param name="Field">Key of the field it is mapped to; null when nothing is imported from it.</param>
/// <param name="Confidence">1 for a heading that says it exactly, 0.5 for one that only contains it; 0 without field.</param>
/// <param name="Chosen">Mapped by hand.</param>
public sealed record TableColumn(int Column, string Heading, string? Field, double Confidence, bool Chosen)
{
    /// <summary>The column's letters.</summary>
    public string Letter => ColumnName.Of(Column);
}

/// <summary>Where a table stands on a sheet and what its columns mean.</summary>
/// <param name="HeaderTop">First row of the headings.</param>
/// <param name="HeaderBottom">Last row of the headings; data begin below.</param>
/// <param name="Columns">All columns with a heading or a field, from left to right.</param>
/// <param name="HeadingTexts">Per column the compared texts of each heading level, to know headings that are repeated further down.</param>
public sealed record TableLayout(
    Sheet Sheet, int HeaderTop, int HeaderBottom, IReadOnlyList<TableColumn> Columns, IReadOnlyDictionary<int, IReadOnlyList<string>> HeadingTexts)
{
    /// <summary>The column of a field; null when the table has none.</summary>
    public TableColumn? Of(string field) => Columns.FirstOrDefault(c => c.Field == field);

    /// <summary>Required fields that no column brings.</summary>
    public IReadOnlyList<ImportField> Missing(ImportSchema schema) => [.. schema.Fields.Where(f => f.Required && Of(f.Key) is null)];
}

/// <summary>What was recognised in a spreadsheet.</summary>
/// <param name="Table">The table to import; null when there is none.</param>
/// <param name="OtherTables">Tables on other visible sheets, which are not imported.</param>
/// <param name="Problem">Why nothing can be imported; may stand beside a table whose required columns are missing, so that it can be mapped by hand.</param>
public sealed record TableRecognition(TableLayout? Table, IReadOnlyList<TableLayout> OtherTables, ReadingProblem? Problem);
