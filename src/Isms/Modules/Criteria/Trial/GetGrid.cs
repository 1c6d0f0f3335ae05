using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Modules.Criteria.Domain;
using Isms.Modules.Criteria.Versions;

namespace Isms.Modules.Criteria.Trial;

/// <summary>The whole of one set of criteria in three grids.</summary>
internal sealed class GetGrid(CriteriaLookup lookup)
{
    /// <param name="key">Id of a version or name of a preset.</param>
    public async Task<Outcome<CriteriaGrids>> RunAsync(Actor actor, string key, CancellationToken ct)
    {
        if (actor.Refuses(CriteriaPermissions.Read) is { } no)
            return no;
        if (await lookup.FindAsync(key, ct) is not { } found)
            return Refusal.NotFound;
        var compiled = found.Compile();
        return compiled.Value is { } criteria ? CriteriaGrids.Of(criteria) : compiled.Refusal!;
    }
}
