using System.Globalization;
using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Registers;

/// <summary>
/// Turns a question to a register into SQL: one statement for the page and the capped count, by key so that the last page costs what the first does.
/// </summary>
internal static class RegisterReader
{
    /// <summary>One page.</summary>
    /// <param name="found">Ids that the search index has for the words (<see cref="Search.SearchIndex.Matches{T}"/>); null searches the searchable columns, for lists of at most some thousands.</param>
    public static async Task<RegisterPage<TRow>> PageAsync<TRow>(
        this Register<TRow> register, IQueryable<TRow> rows, RegisterQuery query, CancellationToken ct, IQueryable<Guid>? found = null)
    {
        rows = register.Where(rows, query, found);
        var counted = rows.Take(RegisterQuery.CountCap);
        var (column, descending) = register.SortOf(query);
        var backwards = query.Last || query.Before is not null;
        var cursor = Cursor.Read(query.Before ?? query.After);

        var page = rows;
        if (cursor is not null && !query.Last)
            page = Beyond(register, page, column, descending ^ backwards, cursor);
        page = Order(register, page, column, descending ^ backwards);
        // The count comes with the rows: one statement less on every page of the product.
        var read = await page.Take(query.Limit + 1).Select(row => new Counted<TRow> { Row = row, Count = counted.Count() }).ToListAsync(ct);
        var count = read.Count > 0 ? read[0].Count : cursor is null ? 0 : await counted.CountAsync(ct);
        // On the last page only as many rows as are left over: the pages stay the same as when leafing forward.
        var take = query.Last && count < RegisterQuery.CountCap && count % query.Limit != 0 ? count % query.Limit : query.Limit;
        var more = read.Count > take;
        var got = read.Take(take).Select(r => r.Row).ToList();
        if (backwards)
            got.Reverse();

        var hasNext = backwards ? !query.Last : more;
        var hasPrevious = backwards ? more : cursor is not null;
        return new RegisterPage<TRow>(got, count,
            hasNext && got.Count > 0 ? Cursor.Write(register, column, got[^1]) : null,
            hasPrevious && got.Count > 0 ? Cursor.Write(register, column, got[0]) : null);
    }

    /// <summary>All rows asked for, in order, for an export.</summary>
    public static IAsyncEnumerable<TRow> AllAsync<TRow>(this Register<TRow> register, IQueryable<TRow> rows, RegisterQuery query, IQueryable<Guid>? found = null)
    {
        var (column, descending) = register.SortOf(query);
        return Order(register, register.Where(rows, query, found), column, descending).AsAsyncEnumerable();
    }

    /// <summary>The rows that the search and the filters leave.</summary>
    public static IQueryable<TRow> Where<TRow>(this Register<TRow> register, IQueryable<TRow> rows, RegisterQuery query, IQueryable<Guid>? found = null)
    {
        if (found is not null)
        {
            rows = rows.Where(Among(register, found));
        }
        else
        {
            foreach (var word in query.Search.Split([' ', '　'], StringSplitOptions.RemoveEmptyEntries))
                rows = Search(register, rows, word);
        }
        foreach (var (key, value) in query.Filters)
        {
            if (register.Find(key) is { } column)
                rows = Filter(rows, column, value);
        }
        return rows;
    }

    private static Expression<Func<TRow, bool>> Among<TRow>(Register<TRow> register, IQueryable<Guid> found) => Expression.Lambda<Func<TRow, bool>>(
        Expression.Call(typeof(Queryable), nameof(Queryable.Contains), [typeof(Guid)], found.Expression, register.Id.Body), register.Id.Parameters);

    private static (Column<TRow> Column, bool Descending) SortOf<TRow>(this Register<TRow> register, RegisterQuery query)
    {
        var sort = query.Sort.Length > 0 && register.Find(query.Sort.TrimStart('-')) is { Sortable: true } ? query.Sort : register.DefaultSort;
        return (register.Find(sort.TrimStart('-'))!, sort.StartsWith('-'));
    }

    private static IQueryable<TRow> Search<TRow>(Register<TRow> register, IQueryable<TRow> rows, string word)
    {
        var row = Expression.Parameter(typeof(TRow), "row");
        Expression? any = null;
        var pattern = Expression.Constant("%" + word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal).ToLowerInvariant() + "%");
        foreach (var column in register.Columns.Where(c => c.Searchable))
        {
            var value = Expression.Call(Rebind(column.Value, row), nameof(string.ToLower), Type.EmptyTypes);
            var like = Expression.Call(typeof(DbFunctionsExtensions), nameof(DbFunctionsExtensions.Like), Type.EmptyTypes,
                Expression.Constant(EF.Functions), value, pattern, Expression.Constant("\\"));
            any = any is null ? like : Expression.OrElse(any, like);
        }
        return any is null ? rows : rows.Where(Expression.Lambda<Func<TRow, bool>>(any, row));
    }

    private static IQueryable<TRow> Filter<TRow>(IQueryable<TRow> rows, Column<TRow> column, string value)
    {
        var row = Expression.Parameter(typeof(TRow), "row");
        var member = Rebind(column.Value, row);
        var type = Nullable.GetUnderlyingType(member.Type) ?? member.Type;
        Expression? test = null;
        if (column.Kind is ColumnKind.Number or ColumnKind.Level or ColumnKind.Date)
        {
            var range = value.Split("..", 2);
            if (range.Length == 1)
            {
                test = TryParse(value, type, out var exact) ? Expression.Equal(member, Constant(exact, member.Type)) : Expression.Constant(false);
            }
            else
            {
                test = Expression.Constant(true);
                if (TryParse(range[0], type, out var from))
                    test = Expression.AndAlso(test, Expression.GreaterThanOrEqual(member, Constant(from, member.Type)));
                if (TryParse(range[1], type, out var to))
                {
                    // A day without a time means all of it.
                    if (to is DateTime end && DateOnly.TryParseExact(range[1].Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                        to = end.AddDays(1).AddMilliseconds(-1);
                    test = Expression.AndAlso(test, Expression.LessThanOrEqual(member, Constant(to, member.Type)));
                }
            }
        }
        else
        {
            foreach (var one in value.Split(','))
            {
                var equal = TryParse(one, type, out var parsed) ? (Expression)Expression.Equal(member, Constant(parsed, member.Type)) : Expression.Constant(false);
                test = test is null ? equal : Expression.OrElse(test, equal);
            }
        }
        return rows.Where(Expression.Lambda<Func<TRow, bool>>(test!, row));
    }

    private static IQueryable<TRow> Order<TRow>(Register<TRow> register, IQueryable<TRow> rows, Column<TRow> column, bool descending)
    {
        var by = column.SortBy ?? column.Value;
        var ordered = Call(rows, descending ? nameof(Queryable.OrderByDescending) : nameof(Queryable.OrderBy), by);
        return Call(ordered, descending ? nameof(Queryable.ThenByDescending) : nameof(Queryable.ThenBy), register.Id);
    }

    private static IQueryable<TRow> Call<TRow>(IQueryable<TRow> rows, string method, LambdaExpression by) => rows.Provider.CreateQuery<TRow>(
        Expression.Call(typeof(Queryable), method, [typeof(TRow), by.ReturnType], rows.Expression, Expression.Quote(by)));

    // (sort, id) > (cursor) written as sort >= c AND (sort > c OR id > i), so that an index on (sort, id) is walked from the cursor.
    private static IQueryable<TRow> Beyond<TRow>(Register<TRow> register, IQueryable<TRow> rows, Column<TRow> column, bool descending, Cursor cursor)
    {
        var row = Expression.Parameter(typeof(TRow), "row");
        var sort = Rebind(column.SortBy ?? column.Value, row);
        if (!TryParse(cursor.Value, Nullable.GetUnderlyingType(sort.Type) ?? sort.Type, out var value))
            return rows;
        var id = Rebind(register.Id, row);
        var at = Constant(value, sort.Type);
        var test = Expression.AndAlso(
            Compare(sort, at, descending, orEqual: true),
            Expression.OrElse(Compare(sort, at, descending, orEqual: false), Compare(id, Constant(cursor.Id, typeof(Guid)), descending, orEqual: false)));
        return rows.Where(Expression.Lambda<Func<TRow, bool>>(test, row));
    }

    private static BinaryExpression Compare(Expression left, Expression right, bool descending, bool orEqual)
    {
        if (left.Type == typeof(string))
        {
            left = Expression.Call(typeof(string), nameof(string.Compare), Type.EmptyTypes, left, right);
            right = Expression.Constant(0);
        }
        else if (left.Type.IsEnum || left.Type == typeof(bool))
        {
            throw new InvalidOperationException("Sort by a value that has an order in the database.");
        }
        return (descending, orEqual) switch
        {
            (false, false) => Expression.GreaterThan(left, right),
            (false, true) => Expression.GreaterThanOrEqual(left, right),
            (true, false) => Expression.LessThan(left, right),
            (true, true) => Expression.LessThanOrEqual(left, right),
        };
    }

    // A captured field rather than a constant: EF then sends a parameter and caches one plan for all values.
    private static UnaryExpression Constant(object? value, Type type)
    {
        var box = new Box(value);
        return Expression.Convert(Expression.Field(Expression.Constant(box), nameof(Box.Value)), type);
    }

    private static bool TryParse(string text, Type type, out object? value)
    {
        var culture = CultureInfo.InvariantCulture;
        value = null;
        if (type == typeof(string))
            value = text;
        else if (type == typeof(int) && int.TryParse(text, culture, out var i))
            value = i;
        else if (type == typeof(long) && long.TryParse(text, culture, out var l))
            value = l;
        else if (type == typeof(double) && double.TryParse(text, culture, out var d))
            value = d;
        else if (type == typeof(decimal) && decimal.TryParse(text, culture, out var m))
            value = m;
        else if (type == typeof(DateOnly) && DateOnly.TryParse(text, culture, out var day))
            value = day;
        else if (type == typeof(DateTime) && DateTime.TryParse(text, culture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var at))
            value = at;
        else if (type == typeof(Guid) && Guid.TryParse(text, out var id))
            value = id;
        else if (type == typeof(bool) && bool.TryParse(text, out var b))
            value = b;
        else if (type.IsEnum && Enum.TryParse(type, text, ignoreCase: true, out var e) && Enum.IsDefined(type, e!))
            value = e;
        return value is not null;
    }

    private static Expression Rebind(LambdaExpression lambda, ParameterExpression row) => new Replace(lambda.Parameters[0], row).Visit(lambda.Body);

    private sealed class Replace(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }

    private sealed class Counted<TRow>
    {
        public required TRow Row { get; init; }
        public int Count { get; init; }
    }

    private sealed class Box(object? value)
    {
        public readonly object? Value = value;
    }

    private sealed record Cursor(string Value, Guid Id)
    {
        public static Cursor? Read(string? text)
        {
            if (text is null)
                return null;
            try
            {
                return JsonSerializer.Deserialize<Cursor>(Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/')));
            }
            catch (Exception e) when (e is FormatException or JsonException)
            {
                // A cut or hand-made cursor: begin at the start rather than fail.
                return null;
            }
        }

        public static string Write<TRow>(Register<TRow> register, Column<TRow> column, TRow row)
        {
            var value = (column.SortBy is null ? column.Read(row) : ((Func<TRow, object?>)Compiled(column.SortBy))(row)) switch
            {
                null => "",
                DateTime at => at.ToString("O", CultureInfo.InvariantCulture),
                DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                double d => d.ToString("R", CultureInfo.InvariantCulture),
                IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
                var other => other.ToString()!,
            };
            var json = JsonSerializer.SerializeToUtf8Bytes(new Cursor(value, ((Func<TRow, Guid>)register.Id.Compile())(row)));
            return Convert.ToBase64String(json).Replace('+', '-').Replace('/', '_');

            static Func<TRow, object?> Compiled(LambdaExpression by) =>
                Expression.Lambda<Func<TRow, object?>>(Expression.Convert(by.Body, typeof(object)), by.Parameters).Compile();
        }
    }
}
