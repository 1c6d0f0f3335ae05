using Microsoft.Extensions.Primitives;

namespace Isms.Kernel.Registers;

/// <summary>
/// What a person asks of a register, as it stands in the address: <c>q</c>, <c>filter.{column}</c>, <c>sort</c>, <c>after</c>, <c>before</c>, <c>last</c>, <c>limit</c>, <c>columns</c>.
/// </summary>
public sealed record RegisterQuery
{
    /// <summary>Counting stops here: more is shown as “1,000+”.</summary>
    public const int CountCap = 1000;
    public const int LongestPage = 200;

    /// <summary>Ends of the names under which a form asks for the two ends of a span of days.</summary>
    public const string FirstDay = ".from";
    public const string LastDay = ".to";

    /// <summary>Words to find in the searchable columns; all must be found.</summary>
    public string Search { get; init; } = "";

    /// <summary>Column key → value; for numbers and dates <c>from..to</c> with either end open.</summary>
    public IReadOnlyDictionary<string, string> Filters { get; init; } = new Dictionary<string, string>();

    /// <summary>Column key, with a leading minus for descending; empty for the register's own order.</summary>
    public string Sort { get; init; } = "";

    /// <summary>Cursor: rows after it.</summary>
    public string? After { get; init; }

    /// <summary>Cursor: rows before it.</summary>
    public string? Before { get; init; }

    /// <summary>The last page.</summary>
    public bool Last { get; init; }

    /// <summary>Rows per page, 1 to <see cref="LongestPage"/>.</summary>
    public int Limit { get; init; } = 50;

    /// <summary>Keys of the columns to show; empty for the standard ones.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>For minimal API endpoints.</summary>
    public static ValueTask<RegisterQuery?> BindAsync(HttpContext http) => ValueTask.FromResult<RegisterQuery?>(From(http.Request.Query));

    public static RegisterQuery From(IQueryCollection query) => new()
    {
        Search = query["q"].ToString().Trim(),
        Filters = FiltersOf(query),
        Sort = query["sort"].ToString(),
        After = NullIfEmpty(query["after"]),
        Before = NullIfEmpty(query["before"]),
        Last = query["last"] == "1",
        Limit = int.TryParse(query["limit"], System.Globalization.CultureInfo.InvariantCulture, out var limit) ? Math.Clamp(limit, 1, LongestPage) : 50,
        Columns = query["columns"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
    };

    /// <summary>The same question as an address, with these parts changed (null removes one); the cursor is dropped unless set.</summary>
    public string Address(string path, params ReadOnlySpan<(string Key, string? Value)> changes)
    {
        var parts = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["q"] = Search, ["sort"] = Sort, ["limit"] = Limit == 50 ? null : Limit.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["columns"] = Columns.Count == 0 ? null : string.Join(',', Columns),
        };
        foreach (var (key, value) in Filters)
            parts["filter." + key] = value;
        foreach (var (key, value) in changes)
            parts[key] = value;
        var query = string.Join('&', parts.Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => p.Key + "=" + Uri.EscapeDataString(p.Value!)));
        return query.Length == 0 ? path : path + "?" + query;
    }

    private static Dictionary<string, string> FiltersOf(IQueryCollection query)
    {
        var filters = query.Where(p => p.Key.StartsWith("filter.", StringComparison.Ordinal) && !StringValues.IsNullOrEmpty(p.Value))
            .ToDictionary(p => p.Key["filter.".Length..], p => p.Value.ToString(), StringComparer.Ordinal);
        foreach (var column in filters.Keys.Where(k => k.EndsWith(FirstDay, StringComparison.Ordinal) || k.EndsWith(LastDay, StringComparison.Ordinal))
            .Select(k => k[..k.LastIndexOf('.')]).Distinct(StringComparer.Ordinal).ToList())
        {
            filters.Remove(column + FirstDay, out var first);
            filters.Remove(column + LastDay, out var last);
            filters[column] = first + ".." + last;
        }
        return filters;
    }

    private static string? NullIfEmpty(StringValues value) => StringValues.IsNullOrEmpty(value) ? null : value.ToString();
}
