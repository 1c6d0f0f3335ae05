using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Criteria.Versions;

/// <summary>A new version.</summary>
/// <param name="BasedOn">What it begins as a copy of: the name of a preset or the id of a version.</param>
public sealed record CreateCriteriaRequest([Required, StringLength(60)] string BasedOn);

/// <summary>Begins a draft as a copy of a preset or of another version. A change of criteria is always a new version.</summary>
internal sealed class CreateCriteria(IsmsDbContext db, CriteriaLookup lookup, TimeProvider time)
{
    public async Task<Outcome<CriteriaSaved>> RunAsync(Actor actor, CreateCriteriaRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CriteriaPermissions.Edit, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await lookup.FindAsync(request.BasedOn, ct) is not { } source)
            return Refusal.Invalid("basedOn", "criteria.no-such-source", request.BasedOn);
        var serial = 1 + (await db.Set<CriteriaVersion>().MaxAsync(v => (int?)v.Serial, ct) ?? 0);
        var version = new CriteriaVersion
        {
            Serial = serial,
            VersionLabel = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"V{serial}.0"),
            BasedOn = source.Version?.VersionLabel ?? source.Key,
            CreatedAt = time.Instant(),
        };
        version.Define(source.Definition);
        db.Add(version);
        await db.SaveAsync(actor, "criteria.create", ct);
        await writing.CommitAsync(ct);
        return new CriteriaSaved(version.Id, version.VersionLabel, version.Version);
    }
}

/// <summary>The version as saved.</summary>
public sealed record CriteriaSaved(Guid Id, string VersionLabel, int Version) : IVersioned;
