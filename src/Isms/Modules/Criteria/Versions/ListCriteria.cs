using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Criteria.Domain;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Criteria.Versions;

/// <summary>A version in the list.</summary>
/// <param name="Name">In the reader's language.</param>
/// <param name="BasedOn">Name of the preset, or label of the version, it was made from.</param>
/// <param name="ResolutionNumber">Number of the resolution that adopted the method; empty while unknown.</param>
/// <param name="LockedAt">When something was first rated with it; null before.</param>
public sealed record CriteriaRow(
    Guid Id, string Name, string VersionLabel, CriteriaState State, string BasedOn, string ResolutionNumber, DateTime CreatedAt, DateTime? ApprovedAt, string ApprovedBy,
    DateTime? LockedAt, int Version);

/// <summary>A ready-made set of criteria.</summary>
/// <param name="Name">By which it is addressed.</param>
/// <param name="Title">In the reader's language.</param>
/// <param name="Source">Where its numbers come from, in the reader's language.</param>
public sealed record PresetRow(string Name, string Title, string Source);

/// <summary>Everything there is to rate with.</summary>
/// <param name="Versions">The organization's own, newest first.</param>
/// <param name="Presets">To start from; they answer to evaluate and grid by their name.</param>
public sealed record CriteriaList(IReadOnlyList<CriteriaRow> Versions, IReadOnlyList<PresetRow> Presets);

/// <summary>All versions and presets.</summary>
internal sealed class ListCriteria(IsmsDbContext db)
{
    public async Task<Outcome<CriteriaList>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(CriteriaPermissions.Read) is { } no)
            return no;
        var english = actor.Culture.TwoLetterISOLanguageName == "en";
        var versions = await db.Set<CriteriaVersion>().AsNoTracking().OrderByDescending(v => v.Serial).Select(v => new CriteriaRow(
            v.Id, english ? v.NameEn : v.Name, v.VersionLabel, v.State, v.BasedOn, v.ResolutionNumber, v.CreatedAt, v.ApprovedAt, v.ApprovedBy, v.LockedAt, v.Version)).ToListAsync(ct);
        var presets = CriteriaPresets.Names.Select(CriteriaPresets.Load).Select(p => new PresetRow(p.Code, p.Name.In(actor.Culture), p.Source.In(actor.Culture)));
        return new CriteriaList(versions, [.. presets]);
    }
}
