using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Isms.Kernel.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using EfState = Microsoft.EntityFrameworkCore.EntityState;

namespace Isms.Kernel.Ledger;

/// <summary>What is known of an entry before it gets its place in the chain.</summary>
internal sealed record LedgerDraft(string EntityType, Guid EntityId, int EntityVersion, LedgerChange Change, string State)
{
    public static LedgerDraft Of(EntityEntry<ILedgered> entry) => new(
        EntityJson.TypeOf(entry.Metadata), entry.Entity.Id, entry.Entity.Version,
        entry.State switch
        {
            EfState.Added => LedgerChange.Created,
            EfState.Deleted => LedgerChange.Deleted,
            _ => LedgerChange.Updated,
        },
        EntityJson.Json(entry.Metadata, entry.Entity));

    public static LedgerDraft Created(IEntityType type, ILedgered row) =>
        new(EntityJson.TypeOf(type), row.Id, row.Version, LedgerChange.Created, EntityJson.Json(type, row));

    public static LedgerDraft Of(LedgerNote note) =>
        new(note.EntityType, note.EntityId, 0, LedgerChange.Event, JsonSerializer.Serialize(note.Details, EntityJson.Options));
}

/// <summary>The stored properties of an entity as JSON that is the same whenever and wherever it is read.</summary>
internal static class EntityJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    private static readonly ConcurrentDictionary<IEntityType, (string Name, IProperty Property)[]> Properties = new();

    /// <summary>The name of a kind of entity in the ledger: its table.</summary>
    public static string TypeOf(IEntityType type) => type.GetTableName()!;

    public static string Json(IEntityType type, object entity)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            foreach (var (name, property) in Properties.GetOrAdd(type, Read))
            {
                json.WritePropertyName(name);
                Write(json, property.GetGetter().GetClrValue(entity), property.ClrType);
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static (string, IProperty)[] Read(IEntityType type) => [.. type.GetProperties()
        .Where(p => !p.IsShadowProperty())
        .Select(p => (JsonNamingPolicy.CamelCase.ConvertName(p.Name), p))
        .OrderBy(p => p.Item1, StringComparer.Ordinal)];

    private static void Write(Utf8JsonWriter json, object? value, Type type)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string s: json.WriteStringValue(s); break;
            case Guid id: json.WriteStringValue(id); break;
            case int i: json.WriteNumberValue(i); break;
            case long l: json.WriteNumberValue(l); break;
            case bool b: json.WriteBooleanValue(b); break;
            case double d: json.WriteNumberValue(d); break;
            // Trailing zeros are not kept by the databases.
            case decimal m: json.WriteRawValue(m.ToString("0.00", CultureInfo.InvariantCulture)); break;
            case DateTime t: json.WriteStringValue(t.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)); break;
            case DateOnly d: json.WriteStringValue(d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
            case Enum e: json.WriteStringValue(e.ToString()); break;
            default: JsonSerializer.Serialize(json, value, type, Options); break;
        }
    }
}
