using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Modules.Criteria.Domain;
using Isms.Modules.Criteria.Versions;

namespace Isms.Modules.Criteria.Trial;

/// <summary>Scores ratings with one set of criteria, approved or not: nothing is stored.</summary>
internal sealed class EvaluateCriteria(CriteriaLookup lookup)
{
    /// <summary>Items in one request; more belongs into an assessment.</summary>
    public const int MostItems = 10_000;

    /// <param name="key">Id of a version or name of a preset.</param>
    public async Task<Outcome<EvaluateResponse>> RunAsync(Actor actor, string key, EvaluateRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CriteriaPermissions.Read) is { } no)
            return no;
        if (await lookup.FindAsync(key, ct) is not { } found)
            return Refusal.NotFound;
        if (request.Items?.Count > MostItems)
            return Refusal.Invalid("items", "criteria.too-many-items", MostItems);
        var compiled = found.Compile();
        if (compiled.Value is not { } criteria)
            return compiled.Refusal!;
        var answer = ItemEvaluation.EvaluateItems(criteria, request, actor.Culture);
        return answer.Result is { } response ? response : answer.Problems.ToRefusal();
    }
}
