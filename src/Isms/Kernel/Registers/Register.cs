using System.Linq.Expressions;

namespace Isms.Kernel.Registers;

/// <summary>How a column is shown, sorted and filtered.</summary>
public enum ColumnKind { Text, Number, Date, Choice, Level, State }

/// <summary>One column of a register.</summary>
/// <param name="Key">Stable name in addresses and saved views.</param>
/// <param name="Label">Resource key of its heading.</param>
/// <param name="Value">What it holds. For sorting it must never be null: coalesce.</param>
public sealed record Column<TRow>(string Key, string Label, ColumnKind Kind, LambdaExpression Value)
{
    private readonly Lazy<Func<TRow, object?>> _read = new(() => Compile(Value));

    /// <summary>What a cell shows; null shows the value itself in the reader's culture.</summary>
    public Func<TRow, string>? Text { get; init; }

    /// <summary>Where the cell leads; null for nowhere.</summary>
    public Func<TRow, string?>? Link { get; init; }

    /// <summary>What sorts instead of the value (a pinyin sort key for a name).</summary>
    public LambdaExpression? SortBy { get; init; }

    public bool Sortable { get; init; } = true;

    /// <summary>Found by the search box.</summary>
    public bool Searchable { get; init; }

    /// <summary>Offers a filter; for <see cref="ColumnKind.Choice"/> and <see cref="ColumnKind.State"/> with these values and their resource keys.</summary>
    public IReadOnlyList<(string Value, string Label)> Choices { get; init; } = [];

    /// <summary>Offers a filter by this value.</summary>
    public bool Filterable { get; init; }

    /// <summary>Shown unless the person chose otherwise.</summary>
    public bool Shown { get; init; } = true;

    public object? Read(TRow row) => _read.Value(row);

    private static Func<TRow, object?> Compile(LambdaExpression value) =>
        Expression.Lambda<Func<TRow, object?>>(Expression.Convert(value.Body, typeof(object)), value.Parameters).Compile();
}

/// <summary>
/// A list that people search, filter, sort, page and export: its columns and how its rows are told apart. One definition serves the page, the API and the export.
/// </summary>
/// <param name="key">Stable, <c>module.things</c>.</param>
/// <param name="id">Unique per row; the last sort key, so that paging never skips or repeats.</param>
/// <param name="defaultSort">Key of the column sorted by at first, with a leading minus for descending.</param>
public sealed class Register<TRow>(string key, Expression<Func<TRow, Guid>> id, string defaultSort)
{
    private readonly List<Column<TRow>> _columns = [];

    public string Key { get; } = key;
    public Expression<Func<TRow, Guid>> Id { get; } = id;

    /// <summary>Key of the column sorted by at first, with a leading minus for descending.</summary>
    public string DefaultSort { get; } = defaultSort;

    public IReadOnlyList<Column<TRow>> Columns => _columns;

    /// <summary>Adds a column; configure it with a <c>with</c> expression through <paramref name="set"/>.</summary>
    public Register<TRow> Column<TValue>(string key, string label, ColumnKind kind, Expression<Func<TRow, TValue>> value, Func<Column<TRow>, Column<TRow>>? set = null)
    {
        var column = new Column<TRow>(key, label, kind, value);
        _columns.Add(set is null ? column : set(column));
        return this;
    }

    public Column<TRow>? Find(string key) => _columns.Find(c => c.Key == key);
}

/// <summary>One page of a register.</summary>
/// <param name="Rows">In the order asked for.</param>
/// <param name="Count">How many there are in all; <see cref="RegisterQuery.CountCap"/> means that many or more.</param>
/// <param name="Next">Cursor of the next page, or null on the last.</param>
/// <param name="Previous">Cursor of the page before, or null on the first.</param>
public sealed record RegisterPage<TRow>(IReadOnlyList<TRow> Rows, int Count, string? Next, string? Previous)
{
    /// <summary>True when there are more than were counted.</summary>
    public bool CountIsCapped => Count >= RegisterQuery.CountCap;
}
