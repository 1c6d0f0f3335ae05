using System.Globalization;
using Isms.Kernel.OfficeFiles.Reading;

namespace Isms.Kernel.OfficeFiles.Importing;

/// <summary>A row of data. Reading a field that cannot be read notes the problem and answers null; the row is then rejected.</summary>
public sealed class TableRow
{
    private const int ShownCharacters = 200;

    private readonly TableLayout layout;
    private readonly ImportSchema schema;
    private readonly ScoreScale scale;
    private readonly SheetCell[] cells;
    private List<CellProblem>? problems;

    internal TableRow(TableLayout layout, ImportSchema schema, ScoreScale scale, SheetRow row, SheetCell[] cells)
    {
        this.layout = layout;
        this.schema = schema;
        this.scale = scale;
        this.cells = cells;
        Number = row.Number;
        Hidden = row.Hidden;
    }

    public int Number { get; }

    public bool Hidden { get; }

    public bool IsRejected { get; private set; }

    public IReadOnlyList<CellProblem> Problems => problems ?? (IReadOnlyList<CellProblem>)[];

    /// <summary>The cell of a field; an empty one when the table has no such column.</summary>
    public SheetCell Cell(string field) => cells[schema.IndexOf(field)];

    /// <summary>Shows a value from above in a blank cell, and says so.</summary>
    internal void Take(string field, SheetCell above)
    {
        cells[schema.IndexOf(field)] = above with { Origin = CellOrigin.RepeatedDown };
        Warn(field, "office.taken-from-above", HeadingText.Clean(above.Text));
    }

    /// <summary>The field's text, cleaned; null when blank.</summary>
    public string? Text(string field)
    {
        var cell = Cell(field);
        if (!Readable(field, cell))
            return null;
        var text = HeadingText.Clean(cell.Text);
        if (text.Length <= Field(field).MaxLength)
            return text;
        Note(field, "office.text-too-long", text.Length, Field(field).MaxLength);
        return null;
    }

    /// <summary>The field's score; null when it is blank (and not required) or no score.</summary>
    public int? Score(string field) => Parsed(field, cell => ScoreParser.Parse(cell, scale));

    /// <summary>The field's date.</summary>
    public DateOnly? Date(string field) => Parsed(field, DateParser.Parse);

    /// <summary>The field's number.</summary>
    public decimal? Decimal(string field) => Parsed(field, NumberParser.Parse);

    /// <summary>The value that the field's word means.</summary>
    public string? Choice(string field)
    {
        if (Text(field) is not { } text)
            return null;
        var key = HeadingText.Key(text);
        foreach (var (word, value) in Field(field).Choices)
        {
            if (HeadingText.Key(word) == key)
                return value;
        }
        Note(field, "office.choice-unknown", string.Join(" / ", Field(field).Choices.Keys));
        return null;
    }

    /// <summary>Rejects the row for a reason of the caller's.</summary>
    public void Reject(string field, string code, params object[] args) => Add(field, code, args, rejects: true);

    /// <summary>Notes something worth a look; the row is still imported.</summary>
    public void Warn(string field, string code, params object[] args) => Add(field, code, args, rejects: false);

    private T? Parsed<T>(string field, Func<SheetCell, ParsedValue<T>> parse) where T : struct
    {
        var cell = Cell(field);
        if (!Readable(field, cell))
            return null;
        var parsed = parse(cell);
        if (parsed.Warning is not null)
            Warn(field, parsed.Warning, parsed.Args);
        if (parsed.Problem is null)
            return parsed.Value;
        Note(field, parsed.Problem, parsed.Args);
        return null;
    }

    private bool Readable(string field, SheetCell cell)
    {
        if (cell.Kind == CellKind.Error)
            Note(field, "office.cell-error", cell.Text);
        else if (cell.Kind == CellKind.FormulaWithoutValue && !Field(field).OnlyForChecking)
            Note(field, "office.formula-without-value", cell.Raw);
        else if (cell.Kind != CellKind.FormulaWithoutValue && HeadingText.Clean(cell.Text).Length > 0)
            return true;
        else if (Field(field).Required)
            Note(field, Field(field).Kind == FieldKind.Score ? "office.score-empty" : "office.required-empty", scale.Lowest, scale.Highest);
        return false;
    }

    private void Note(string field, string code, params object[] args) => Add(field, code, args, rejects: !Field(field).OnlyForChecking);

    private void Add(string field, string code, object[] args, bool rejects)
    {
        var column = layout.Of(field);
        var raw = Cell(field).Raw;
        IsRejected |= rejects;
        (problems ??= []).Add(new CellProblem(
            layout.Sheet.Name, Number, column?.Letter, column?.Heading, field, Field(field).LabelKey,
            raw.Length > ShownCharacters ? string.Create(CultureInfo.InvariantCulture, $"{raw.AsSpan(0, ShownCharacters)}…") : raw, code, args, rejects));
    }

    private ImportField Field(string key) => schema.Fields[schema.IndexOf(key)];
}
