using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Isms.Modules.Criteria.Domain;

/// <summary>The one JSON form of definitions and evaluations: camelCase, no spaces, fixed order, so equal definitions give equal bytes to hash and sign.</summary>
public static class CriteriaJson
{
    public static readonly JsonSerializerOptions Options = MakeOptions();

    /// <summary>The stored form.</summary>
    public static string Write(CriteriaDefinition definition) => JsonSerializer.Serialize(definition, Options);

    /// <summary>Reads a stored or handed-in definition. Refuses what is not JSON, lacks or invents members, repeats one, or has null in a list; says where.</summary>
    public static Answer<CriteriaDefinition> Read(string json)
    {
        try
        {
            if (JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) is not JsonObject root)
                return Unreadable("$", 1);
            if (NullInList(root) is { } path)
                return Unreadable(path, 1);
            return Answer<CriteriaDefinition>.Of(root.Deserialize<CriteriaDefinition>(Options)!);
        }
        catch (JsonException e)
        {
            return Unreadable(e.Path ?? "$", (e.LineNumber ?? 0) + 1);
        }
    }

    private static Answer<CriteriaDefinition> Unreadable(string path, long line) =>
        Answer<CriteriaDefinition>.Refused([CriteriaProblem.Of("unreadable", path, path, line)]);

    private static string? NullInList(JsonNode node) => node switch
    {
        JsonArray list when list.IndexOf(null) is var at and >= 0 => $"{list.GetPath()}[{at}]",
        JsonArray list => list.Select(item => NullInList(item!)).FirstOrDefault(path => path is not null),
        JsonObject members => members.Select(member => member.Value is null ? null : NullInList(member.Value)).FirstOrDefault(path => path is not null),
        _ => null,
    };

    private static JsonSerializerOptions MakeOptions()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.General)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            AllowDuplicateProperties = false,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
