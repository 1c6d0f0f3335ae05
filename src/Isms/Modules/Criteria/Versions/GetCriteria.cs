using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Modules.Criteria.Domain;

namespace Isms.Modules.Criteria.Versions;

/// <summary>Something that keeps a definition from being used.</summary>
/// <param name="Path">Its place, such as <c>impact.bands[3].max</c>.</param>
/// <param name="Text">In the reader's language.</param>
public sealed record DefinitionProblem(string Path, string Text);

/// <summary>One set of criteria, whole.</summary>
/// <param name="Key">The id, or the preset's name.</param>
/// <param name="Id">Null for a preset.</param>
/// <param name="State">Null for a preset.</param>
/// <param name="MayRecordResolution">True while the resolution's number can be recorded.</param>
/// <param name="Problems">What is unfinished; empty when it can be used, or put up for approval.</param>
/// <param name="Version">0 for a preset.</param>
public sealed record CriteriaView(
    string Key, Guid? Id, string Name, string VersionLabel, CriteriaState? State, string BasedOn, string ResolutionNumber, bool MayRecordResolution,
    DateTime? CreatedAt, DateTime? ApprovedAt, string ApprovedBy, DateTime? LockedAt, CriteriaDefinition Definition, IReadOnlyList<DefinitionProblem> Problems, int Version) : IVersioned;

/// <summary>One version or preset.</summary>
internal sealed class GetCriteria(CriteriaLookup lookup)
{
    public async Task<Outcome<CriteriaView>> RunAsync(Actor actor, string key, CancellationToken ct)
    {
        if (actor.Refuses(CriteriaPermissions.Read) is { } no)
            return no;
        if (await lookup.FindAsync(key, ct) is not { } found)
            return Refusal.NotFound;
        var (version, definition) = (found.Version, found.Definition);
        return new CriteriaView(
            found.Key, version?.Id, definition.Name.In(actor.Culture), definition.Version, version?.State, version?.BasedOn ?? "", version?.ResolutionNumber ?? "",
            version?.MayRecordResolution ?? false, version?.CreatedAt, version?.ApprovedAt, version?.ApprovedBy ?? "", version?.LockedAt,
            definition, [.. found.Problems.Select(problem => new DefinitionProblem(problem.Path, problem.Said(actor.Culture)))], version?.Version ?? 0);
    }
}
