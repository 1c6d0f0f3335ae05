using System.Collections.Frozen;

namespace Isms.Modules.Criteria.Domain;

/// <summary>The ready-made criteria, one data file each in <c>catalogs/criteria</c>; an organization starts from one and makes its own version.</summary>
public static class CriteriaPresets
{
    private static readonly Lazy<FrozenDictionary<string, CompiledCriteria>> All = new(ReadAll);

    /// <summary>The names, in alphabetical order.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "catalogs", "criteria");

    /// <summary>The definition of that name.</summary>
    /// <exception cref="KeyNotFoundException">No such preset; see <see cref="Names"/>.</exception>
    public static CriteriaDefinition Load(string name) => All.Value[name].Definition;

    /// <summary>The preset ready to calculate, or null when there is none of that name.</summary>
    public static CompiledCriteria? Find(string name) => All.Value.GetValueOrDefault(name);

    private static FrozenDictionary<string, CompiledCriteria> ReadAll() =>
        Names.ToFrozenDictionary(name => name, Read, StringComparer.Ordinal);

    private static CompiledCriteria Read(string name)
    {
        var answer = CriteriaJson.Read(File.ReadAllText(Path.Combine(Folder, name + ".json")));
        if (answer.Result is not { } definition)
            throw new InvalidDataException($"catalogs/criteria/{name}.json cannot be read: {answer.Problems[0].Path}");
        return CompiledCriteria.Of(definition);
    }
}
