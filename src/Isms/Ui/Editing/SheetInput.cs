using System.Globalization;
using Isms.Kernel.Editing;
using Isms.Kernel.Http;

namespace Isms.Ui.Editing;

/// <summary>A sheet as it was posted: the rows that the person changed, and what is wrong with them, in terms of the sheet's own places and cells.</summary>
public sealed class SheetInput<TRow>
{
    private readonly SheetDefinition<TRow> _sheet;
    private readonly FormInput _form;
    private readonly List<FieldProblem> _problems = [];
    private readonly List<SheetLine<TRow>> _changed = [];

    public SheetInput(SheetDefinition<TRow> sheet, FormInput form)
    {
        (_sheet, _form) = (sheet, form);
        var cells = sheet.Edited.Select(c => c.Key).ToArray();
        for (var place = 0; form.Raw(SheetRows.Prefix(place) + "id").Length > 0; place++)
        {
            var line = new SheetLine<TRow>(this, form, cells, place);
            if (line.Changed(cells))
                _changed.Add(line);
        }
    }

    /// <summary>Rows that the person changed; a row that was only looked at is left alone.</summary>
    public IReadOnlyList<SheetLine<TRow>> Changed => _changed;

    /// <summary>What could not be read so far; null when everything could.</summary>
    public Refusal? Problem => (_form.Problem?.Fields ?? []).Concat(_problems).ToList() is { Count: > 0 } problems ? Refusal.Invalid(problems) : null;

    /// <summary>A refusal that counts the rows sent, in terms of the sheet.</summary>
    public Refusal Placed(Refusal refusal)
    {
        return refusal with
        {
            Fields = [.. refusal.Fields.Select(f => f with { Field = Place(f.Field) })],
            Differences = [.. refusal.Differences.Select(d => d with { Field = Place(d.Field) })],
        };

        string Place(string field)
        {
            var (index, cell) = SheetRows.Split(field);
            if (index < 0 || index >= _changed.Count)
                return field;
            return SheetRows.Prefix(_changed[index].Place) + (_sheet.Columns.FirstOrDefault(c => c.Field == cell)?.Key ?? cell);
        }
    }

    internal void Add(FieldProblem problem) => _problems.Add(problem);

    /// <summary>A cell is one line, whatever is pasted into it.</summary>
    internal static string OneLine(string text) => text.ReplaceLineEndings(" ").Replace('\t', ' ').Trim();
}

/// <summary>A posted row.</summary>
public sealed class SheetLine<TRow>
{
    private readonly SheetInput<TRow> _input;
    private readonly FormInput _form;
    private readonly string[] _cells;
    private readonly string[] _was;

    internal SheetLine(SheetInput<TRow> input, FormInput form, string[] cells, int place)
    {
        (_input, _form, _cells, Place) = (input, form, cells, place);
        _was = form.Raw(Name("was")).Split('\t');
    }

    /// <summary>Its place in the form, from 0.</summary>
    public int Place { get; }

    public string Id => _form.Text(Name("id"));

    public int Version => _form.Int(Name("version"));

    /// <summary>The second version, where the row stands for two things.</summary>
    public int OtherVersion => _form.Int(Name("otherVersion"));

    public string Text(string cell) => SheetInput<TRow>.OneLine(_form.Raw(Name(cell)));

    public int? Int(string cell) => _form.IntOrNull(Name(cell));

    public DateOnly? Date(string cell) => _form.DateOrNull(Name(cell));

    public TEnum Enum<TEnum>(string cell) where TEnum : struct, Enum => _form.Enum<TEnum>(Name(cell));

    /// <summary>True when one of these cells says something else than when it was shown.</summary>
    public bool Changed(params ReadOnlySpan<string> any)
    {
        foreach (var cell in any)
        {
            if (Array.IndexOf(_cells, cell) is var i && (i >= _was.Length || _was[i] != Text(cell)))
                return true;
        }
        return false;
    }

    /// <summary>A cell that cannot be read.</summary>
    public void Wrong(string cell, string code, params object?[] args) => _input.Add(new FieldProblem(Name(cell), code, args));

    /// <summary>Name of a cell in the form.</summary>
    public string Name(string cell) => SheetRows.Prefix(Place) + cell;
}
