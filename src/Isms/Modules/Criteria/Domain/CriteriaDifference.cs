using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Isms.Kernel.Text;

namespace Isms.Modules.Criteria.Domain;

/// <summary>One fact that differs between two definitions.</summary>
/// <param name="Path">Its place, such as <c>impact.bands[3].max</c>; a number in brackets is the level or step where the list has such, otherwise the position from 0.</param>
/// <param name="Before">Null when the fact is new.</param>
/// <param name="After">Null when the fact is gone.</param>
public sealed record ChangedFact(string Path, string? Before, string? After)
{
    /// <summary>The place in words.</summary>
    public string Label(CultureInfo culture) => string.Join(" › ", Path.Split('.').Select(part => Part(part, culture)));

    /// <summary>A value in words: choices are named, numbers and texts stay as they are.</summary>
    public static string Said(string value, CultureInfo culture) =>
        Phrase.Has("criteria.choice." + value) ? Phrase.In(culture, "criteria.choice." + value)
        : Phrase.Has("criteria.fact." + value) ? Phrase.In(culture, "criteria.fact." + value)
        : value;

    private static string Part(string part, CultureInfo culture)
    {
        var pieces = part.Split('[');
        var name = Term.Fact(pieces[0]).In(culture);
        return pieces.Length switch
        {
            1 => name,
            2 => Phrase.In(culture, CriteriaDifference.Keyed.Contains(pieces[0]) ? "criteria.label.step" : "criteria.label.item", name, Index(pieces[1])),
            _ => Phrase.In(culture, "criteria.label.cell", name, Index(pieces[1]) + 1, Index(pieces[2]) + 1),
        };
    }

    private static int Index(string piece) => int.Parse(piece.TrimEnd(']'), CultureInfo.InvariantCulture);
}

/// <summary>Compares two definitions fact by fact, over the same JSON that is signed, so nothing that counts can differ unseen.</summary>
public static class CriteriaDifference
{
    /// <summary>Lists whose items carry their own number, so that a new band does not make every later one look changed.</summary>
    internal static readonly IReadOnlySet<string> Keyed = new HashSet<string>(StringComparer.Ordinal) { "levels", "bands", "importanceBands" };

    /// <summary>The facts that changed, in the order of the definition; empty when the two are the same.</summary>
    public static IReadOnlyList<ChangedFact> Between(CriteriaDefinition before, CriteriaDefinition after)
    {
        var (old, now) = (Facts(before), Facts(after));
        return
        [
            .. old.Where(fact => !now.TryGetValue(fact.Key, out var value) || value != fact.Value).Select(fact => new ChangedFact(fact.Key, fact.Value, now.GetValueOrDefault(fact.Key))),
            .. now.Where(fact => !old.ContainsKey(fact.Key)).Select(fact => new ChangedFact(fact.Key, null, fact.Value)),
        ];
    }

    private static Dictionary<string, string> Facts(CriteriaDefinition definition)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        Collect(facts, "", "", JsonSerializer.SerializeToNode(definition, CriteriaJson.Options)!);
        return facts;
    }

    private static void Collect(Dictionary<string, string> facts, string path, string name, JsonNode node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (member, value) in members)
                    Collect(facts, path.Length == 0 ? member : $"{path}.{member}", member, value!);
                break;
            case JsonArray list:
                var keyed = Keyed.Contains(name) && list.Select(Number).Distinct().Count() == list.Count;
                for (var i = 0; i < list.Count; i++)
                    Collect(facts, $"{path}[{(keyed ? Number(list[i]) : i)}]", "", list[i]!);
                break;
            default:
                facts.Add(path, node.ToString());
                break;
        }
    }

    private static int Number(JsonNode? item) => (int)(item!["level"] ?? item["value"])!;
}
