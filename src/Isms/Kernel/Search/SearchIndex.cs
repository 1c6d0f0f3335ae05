using Isms.Kernel.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Isms.Kernel.Search;

/// <summary>Business data that the search box finds. Indexed in the transaction that saves it.</summary>
internal interface ISearchable : ILedgered
{
    /// <summary>Everything it is found by.</summary>
    string SearchText { get; }

    /// <summary>What a search is narrowed by (its department, the assessment it belongs to), so that the cap counts only what the person may see.</summary>
    IEnumerable<Guid> SearchKeys { get; }
}

/// <summary>
/// The index behind every search box: a contentless FTS5 table on SQLite, a stored tsvector with a GIN index on PostgreSQL.
/// </summary>
internal static class SearchIndex
{
    /// <summary>A search shows at most this many hits: whoever gets more needs a better word, and the page stays fast at any size.</summary>
    public const int MostHits = 1000;

    /// <summary>Statements that make the index where it is missing.</summary>
    public static string[] Statements(DatabaseKind kind) => kind == DatabaseKind.Sqlite
        ?
        [
            "CREATE TABLE IF NOT EXISTS kernel_search (id INTEGER PRIMARY KEY, entity_type TEXT NOT NULL, entity_id TEXT NOT NULL UNIQUE)",
            "CREATE VIRTUAL TABLE IF NOT EXISTS kernel_search_text USING fts5(tokens, content='', contentless_delete=1, detail=none)",
        ]
        :
        [
            "CREATE TABLE IF NOT EXISTS kernel_search (entity_type text NOT NULL, entity_id uuid PRIMARY KEY, tokens tsvector NOT NULL)",
            "CREATE INDEX IF NOT EXISTS ix_kernel_search_tokens ON kernel_search USING gin (tokens)",
        ];

    /// <summary>
    /// Ids of what holds all the words and, when keys are given, belongs to at least one of them; null when there are no words to search for.
    /// Composes into the caller's statement.
    /// </summary>
    public static IQueryable<Guid>? Matches<T>(IsmsDbContext db, string words, IReadOnlyCollection<Guid>? anyOfKeys = null) where T : ISearchable
    {
        var wanted = SearchTokens.Wanted(words);
        if (wanted.Count == 0)
            return null;
        IEnumerable<(string Token, bool Beginning)> all = [.. wanted, (TypeToken(db, typeof(T)), false)];
        var keys = anyOfKeys?.Select(SearchTokens.Key).ToList() ?? [];
        if (db.Kind == DatabaseKind.Sqlite)
        {
            var match = string.Join(" AND ", all.Select(t => $"\"{t.Token}\"" + (t.Beginning ? "*" : "")));
            if (keys.Count > 0)
                match += " AND (" + string.Join(" OR ", keys) + ")";
            return db.Database.SqlQueryRaw<Guid>(
                "SELECT s.entity_id AS \"Value\" FROM kernel_search_text t JOIN kernel_search s ON s.id = t.rowid WHERE kernel_search_text MATCH {0} LIMIT {1}", match, MostHits);
        }
        var query = string.Join(" & ", all.Select(t => $"'{t.Token}'" + (t.Beginning ? ":*" : "")));
        if (keys.Count > 0)
            query += " & (" + string.Join(" | ", keys.Select(k => $"'{k}'")) + ")";
        return db.Database.SqlQueryRaw<Guid>("SELECT entity_id AS \"Value\" FROM kernel_search WHERE tokens @@ {0}::tsquery LIMIT {1}", query, MostHits);
    }

    /// <summary>Puts these into the index, replacing what it had of them.</summary>
    public static async Task WriteAsync(IsmsDbContext db, IReadOnlyCollection<ISearchable> entries, CancellationToken ct)
    {
        if (entries.Count == 0)
            return;
        if (db.Kind == DatabaseKind.Sqlite)
            await WriteSqliteAsync(db, entries, ct);
        else
            await WritePostgresAsync(db, entries, ct);
    }

    /// <summary>Takes these out of the index.</summary>
    public static async Task RemoveAsync(IsmsDbContext db, IReadOnlyCollection<ISearchable> entries, CancellationToken ct)
    {
        foreach (var entry in entries)
        {
            if (db.Kind == DatabaseKind.Sqlite)
                await db.Database.ExecuteSqlRawAsync("DELETE FROM kernel_search_text WHERE rowid = (SELECT id FROM kernel_search WHERE entity_id = {0})", [entry.Id], ct);
            await db.Database.ExecuteSqlRawAsync("DELETE FROM kernel_search WHERE entity_id = {0}", [entry.Id], ct);
        }
    }

    private static string TypeToken(IsmsDbContext db, Type type) =>
        "t" + db.Model.FindEntityType(type)!.GetTableName()!.Replace("_", "", StringComparison.Ordinal);

    private static IEnumerable<string> TokensOf(IsmsDbContext db, ISearchable entry) =>
        SearchTokens.Of(entry.SearchText).Concat(entry.SearchKeys.Distinct().Select(SearchTokens.Key)).Append(TypeToken(db, entry.GetType()));

    private static async Task WriteSqliteAsync(IsmsDbContext db, IReadOnlyCollection<ISearchable> entries, CancellationToken ct)
    {
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        await using var row = connection.CreateCommand();
        row.CommandText = "INSERT INTO kernel_search (entity_type, entity_id) VALUES (@type, @id) ON CONFLICT (entity_id) DO UPDATE SET entity_type = excluded.entity_type RETURNING id";
        var type = row.Parameters.Add("@type", SqliteType.Text);
        var id = row.Parameters.Add("@id", SqliteType.Text);
        await using var delete = connection.CreateCommand();
        delete.CommandText = "DELETE FROM kernel_search_text WHERE rowid = @row";
        var deleted = delete.Parameters.Add("@row", SqliteType.Integer);
        await using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO kernel_search_text (rowid, tokens) VALUES (@row, @tokens)";
        var inserted = insert.Parameters.Add("@row", SqliteType.Integer);
        var tokens = insert.Parameters.Add("@tokens", SqliteType.Text);
        row.Transaction = delete.Transaction = insert.Transaction =
            (SqliteTransaction)Microsoft.EntityFrameworkCore.Storage.DbContextTransactionExtensions.GetDbTransaction(db.Database.CurrentTransaction!);
        foreach (var entry in entries)
        {
            type.Value = db.Model.FindEntityType(entry.GetType())!.GetTableName();
            id.Value = entry.Id.ToString().ToUpperInvariant();
            var rowId = (long)(await row.ExecuteScalarAsync(ct))!;
            if (entry.Version > 1)
            {
                deleted.Value = rowId;
                await delete.ExecuteNonQueryAsync(ct);
            }
            inserted.Value = rowId;
            tokens.Value = string.Join(' ', TokensOf(db, entry));
            await insert.ExecuteNonQueryAsync(ct);
        }
    }

    private static async Task WritePostgresAsync(IsmsDbContext db, IReadOnlyCollection<ISearchable> entries, CancellationToken ct)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        // One statement per thousand: arrays of arrays must be rectangular, so a row's tokens travel as one text.
        foreach (var chunk in entries.Chunk(1000))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = """
                INSERT INTO kernel_search (entity_type, entity_id, tokens)
                SELECT t, i, array_to_tsvector(string_to_array(k, ' ')) FROM unnest(@types, @ids, @tokens) AS u(t, i, k)
                ON CONFLICT (entity_id) DO UPDATE SET tokens = excluded.tokens
                """;
            command.Parameters.Add(new NpgsqlParameter("types", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = chunk.Select(e => db.Model.FindEntityType(e.GetType())!.GetTableName()!).ToArray() });
            command.Parameters.Add(new NpgsqlParameter("ids", NpgsqlDbType.Array | NpgsqlDbType.Uuid) { Value = chunk.Select(e => e.Id).ToArray() });
            command.Parameters.Add(new NpgsqlParameter("tokens", NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = chunk.Select(e => string.Join(' ', TokensOf(db, e))).ToArray() });
            await command.ExecuteNonQueryAsync(ct);
        }
    }
}
