using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Modules.Criteria.Domain;
using Isms.Modules.Criteria.Versions;

namespace Isms.Modules.Criteria.Comparison;

/// <summary>A fact that differs, in the reader's language.</summary>
/// <param name="Path">Its place, such as <c>impact.bands[3].max</c>.</param>
/// <param name="Before">Null when it is new.</param>
/// <param name="After">Null when it is gone.</param>
public sealed record CriteriaDifferenceLine(string Path, string Label, string? Before, string? After);

/// <summary>Two sets of criteria side by side.</summary>
/// <param name="Before">Name and version of the one compared from.</param>
/// <param name="After">Name and version of the one compared to.</param>
/// <param name="Differences">In the order of the definition; empty when they are the same.</param>
public sealed record CriteriaComparison(string Before, string After, IReadOnlyList<CriteriaDifferenceLine> Differences);

/// <summary>What differs between two versions or presets.</summary>
internal sealed class CompareCriteria(CriteriaLookup lookup)
{
    /// <param name="before">Id of a version or name of a preset.</param>
    /// <param name="after">As above.</param>
    public async Task<Outcome<CriteriaComparison>> RunAsync(Actor actor, string before, string after, CancellationToken ct)
    {
        if (actor.Refuses(CriteriaPermissions.Read) is { } no)
            return no;
        if (await lookup.FindAsync(before, ct) is not { } first || await lookup.FindAsync(after, ct) is not { } second)
            return Refusal.NotFound;
        var culture = actor.Culture;
        return new CriteriaComparison(
            PrintedCriteria.Basis(first.Definition, culture), PrintedCriteria.Basis(second.Definition, culture),
            [.. CriteriaDifference.Between(first.Definition, second.Definition).Select(fact => new CriteriaDifferenceLine(fact.Path, fact.Label(culture), Said(fact.Before), Said(fact.After)))]);

        string? Said(string? value) => value is null ? null : ChangedFact.Said(value, culture);
    }
}
