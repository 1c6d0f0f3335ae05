using System.Globalization;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Text;

namespace Isms.Kernel.Registers;

/// <summary>A register as a sheet of a workbook: exactly the rows and columns that the person sees, without paging.</summary>
internal static class RegisterSheet
{
    /// <summary>The most rows of one export.</summary>
    public const int MostRows = 100_000;

    private const double NarrowWidth = 12;
    private const double TextWidth = 24;

    public static async Task<WorkbookSheet> SheetAsync<TRow>(
        this Register<TRow> register, IQueryable<TRow> rows, RegisterQuery query, CultureInfo culture, string title, CancellationToken ct, IQueryable<Guid>? found = null)
    {
        List<Column<TRow>> columns = [.. register.Columns.Where(c => query.Columns.Count == 0 ? c.Shown : query.Columns.Contains(c.Key))];
        var read = new List<TRow>();
        await foreach (var row in register.AllAsync(rows, query, found).WithCancellation(ct))
        {
            read.Add(row);
            if (read.Count == MostRows)
                break;
        }
        return new WorkbookSheet(
            title,
            [.. columns.Select(c => new SheetColumn(Phrase.In(culture, c.Label), c.Kind == ColumnKind.Text ? TextWidth : NarrowWidth, KindOf(c)))],
            read.Select(row => (IReadOnlyList<object?>)[.. columns.Select(c => Value(c, row))])) { FrozenColumns = 1, Zebra = true };
    }

    private static SheetCellKind KindOf<TRow>(Column<TRow> column) => column switch
    {
        { Kind: ColumnKind.Number, Text: null } when column.Value.Body.Type == typeof(decimal) || column.Value.Body.Type == typeof(decimal?) => SheetCellKind.Decimal,
        { Kind: ColumnKind.Number, Text: null } => SheetCellKind.Integer,
        { Kind: ColumnKind.Date, Text: null } when column.Value.Body.Type == typeof(DateOnly) || column.Value.Body.Type == typeof(DateOnly?) => SheetCellKind.Date,
        _ => SheetCellKind.Text,
    };

    private static object? Value<TRow>(Column<TRow> column, TRow row) => KindOf(column) == SheetCellKind.Text ? RegisterText.Of(column, row) : column.Read(row);
}
