using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.Libraries;

/// <summary>A threat of the organization's own.</summary>
/// <param name="Id">Of the threat to change; null for a new one.</param>
/// <param name="Version">The version a change is based on; from If-Match.</param>
/// <param name="Frequency">Usual frequency, 1 to 5.</param>
/// <param name="Categories">Codes of the asset categories it can harm.</param>
/// <param name="Retired">No longer offered.</param>
public sealed record SaveThreatRequest(
    [Required, StringLength(Risk.TitleLength)] string TitleZh, [Required, StringLength(Risk.TitleLength)] string TitleEn, [Range(1, 5)] int Frequency, SecurityLoss Lost,
    [Required, MinLength(1), MaxLength(20)] IReadOnlyList<string> Categories, bool Retired = false, Guid? Id = null, int Version = 0);

/// <summary>A library entry that was saved.</summary>
/// <param name="Candidates">Important assets of its categories in use: those that could be exposed.</param>
public sealed record ThreatSaved(Guid Id, string Code, int Version, int Candidates) : IVersioned;

/// <summary>Adds a threat to the library or changes one. A new one asks for a reassessment (4.2.3.4 d) and tells which assets could be exposed.</summary>
internal sealed class SaveThreat(IsmsDbContext db, SignalRaiser signals)
{
    public async Task<Outcome<ThreatSaved>> RunAsync(Actor actor, SaveThreatRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RiskPermissions.Conduct, request) is { } no)
            return no;
        if (request.Categories.FirstOrDefault(c => AssetCategories.Find(c) is null) is { } unknown)
            return Refusal.Invalid("categories", "risks.unknown-category", unknown);
        await using var writing = await db.BeginAsync(ct);
        LibraryThreat? threat;
        if (request.Id is { } id)
        {
            threat = await db.Set<LibraryThreat>().FindAsync([id], ct);
            if (threat is null)
                return Refusal.NotFound;
            if (request.Version == 0)
                return Refusal.VersionRequired;
            if (threat.Version != request.Version)
                return Refusal.Stale([]);
        }
        else
        {
            var serial = await db.Set<LibraryThreat>().CountAsync(ct) + 1;
            threat = new LibraryThreat { Code = "T-OWN-" + serial.ToString("000", CultureInfo.InvariantCulture), TitleZh = "", TitleEn = "" };
            db.Add(threat);
            await signals.RaiseAsync(actor, new ReassessmentDue(
                ReassessmentCause.Threat, "risks.threat", threat.Id, request.TitleZh.Trim(), "risks.reason.new-threat", threat.Code, request.TitleZh.Trim()), ct);
        }
        (threat.TitleZh, threat.TitleEn, threat.Frequency, threat.Lost) = (request.TitleZh.Trim(), request.TitleEn.Trim(), request.Frequency, request.Lost);
        threat.Categories = string.Join(' ', request.Categories.Select(c => AssetCategories.Find(c)!.Code).Distinct(StringComparer.Ordinal));
        threat.Retired = request.Retired;
        await db.SaveAsync(actor, "risks.save-threat", ct);
        await writing.CommitAsync(ct);
        var candidates = await ReadCandidates.Of(db, RiskLibrary.Of(threat), actor).CountAsync(a => a.IsImportant, ct);
        return new ThreatSaved(threat.Id, threat.Code, threat.Version, candidates);
    }
}
