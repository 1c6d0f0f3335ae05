using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Modules.Criteria.Domain;
using Isms.Modules.Criteria.Versions;

namespace Isms.Modules.Criteria.Trial;

/// <summary>The four scores of an asset, each a whole number on the scale of the criteria.</summary>
public sealed record ValueAssetRequest(int ReplacementCost, int Confidentiality, int Integrity, int Availability);

/// <summary>Values an asset with one set of criteria, approved or not: nothing is stored.</summary>
internal sealed class ValueAsset(CriteriaLookup lookup)
{
    /// <param name="key">Id of a version or name of a preset.</param>
    public async Task<Outcome<AssetValuation>> RunAsync(Actor actor, string key, ValueAssetRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CriteriaPermissions.Read, request) is { } no)
            return no;
        if (await lookup.FindAsync(key, ct) is not { } found)
            return Refusal.NotFound;
        var compiled = found.Compile();
        if (compiled.Value is not { } criteria)
            return compiled.Refusal!;
        var answer = criteria.Value(new AssetScores(request.ReplacementCost, request.Confidentiality, request.Integrity, request.Availability), actor.Culture);
        return answer.Result is { } worth ? worth : answer.Problems.ToRefusal();
    }
}
