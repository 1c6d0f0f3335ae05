using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Standards;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Applicability.Versions;

/// <summary>A version with its figures.</summary>
/// <param name="EditionName">As cited.</param>
/// <param name="Implemented">Of the applicable controls: as signed, and while it is a draft as they are today.</param>
/// <param name="MovedFrom">The edition it was moved from; null when it was not.</param>
/// <param name="ToConfirm">Proposals of the move that wait for a person.</param>
public sealed record SoaView(
    Guid Id, string Number, string VersionLabel, Edition Edition, string EditionName, SoaState State, string Scope, string ChangeNote, Guid? BasedOnId, Edition? MovedFrom,
    DateTime CreatedAt, DateTime? ApprovedAt, DateOnly? EffectiveOn, DateTime? SupersededAt,
    int Controls, int Additional, int Applicable, int Excluded, int Undecided, int ToConfirm, int Implemented, int InProgress, int WithoutDocument, int Version) : IVersioned;

/// <summary>All versions, newest first.</summary>
internal sealed class ListSoas(IsmsDbContext db)
{
    public async Task<Outcome<SoaView[]>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(SoaPermissions.Read) is { } no)
            return no;
        return await SoaFigures.OfAsync(db, db.Set<SoaVersion>(), ct);
    }
}

/// <summary>One version.</summary>
public sealed record ReadSoaRequest(Guid Id);

/// <summary>Reads one version with its figures.</summary>
internal sealed class ReadSoa(IsmsDbContext db)
{
    public async Task<Outcome<SoaView>> RunAsync(Actor actor, ReadSoaRequest request, CancellationToken ct)
    {
        if (actor.Refuses(SoaPermissions.Read, request) is { } no)
            return no;
        return (await SoaFigures.OfAsync(db, db.Set<SoaVersion>().Where(s => s.Id == request.Id), ct)).FirstOrDefault() is { } found ? found : Refusal.NotFound;
    }
}

internal static class SoaFigures
{
    public static async Task<SoaView[]> OfAsync(IsmsDbContext db, IQueryable<SoaVersion> versions, CancellationToken ct)
    {
        var found = await versions.AsNoTracking().OrderByDescending(s => s.Major).ThenByDescending(s => s.Minor).ToListAsync(ct);
        var ids = found.ConvertAll(s => s.Id);
        var bases = found.Select(s => s.BasedOnId).ToList();
        var editions = await db.Set<SoaVersion>().Where(s => bases.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Edition, ct);
        var groups = await (
            from d in db.Set<ControlDecision>()
            join i in db.Set<ControlImplementation>() on d.ImplementationId equals i.Id
            where ids.Contains(d.SoaId)
            group d by new { d.SoaId, d.Additional, d.Standing, d.ToConfirm, Signed = d.SignedStatus, i.Status, LacksDocument = d.Documents == "" } into g
            select new { g.Key, Count = g.Count() }).ToListAsync(ct);
        return [.. found.Select(s =>
        {
            var own = groups.Where(g => g.Key.SoaId == s.Id).ToList();
            return new SoaView(
                s.Id, s.Number, s.VersionLabel, s.Edition, EditionNames.Of(s.Edition).Iso, s.State, s.Scope, s.ChangeNote, s.BasedOnId,
                s.BasedOnId is { } basis && editions[basis] != s.Edition ? editions[basis] : null,
                s.CreatedAt, s.ApprovedAt, s.EffectiveOn, s.SupersededAt,
                own.Sum(g => g.Count), own.Where(g => g.Key.Additional).Sum(g => g.Count),
                Of(ControlStanding.Applicable), Of(ControlStanding.Excluded), Of(ControlStanding.Undecided), own.Where(g => g.Key.ToConfirm).Sum(g => g.Count),
                At(ImplementationStatus.Implemented), At(ImplementationStatus.InProgress),
                own.Where(g => g.Key is { Standing: ControlStanding.Applicable, LacksDocument: true }).Sum(g => g.Count), s.Version);

            int Of(ControlStanding standing) => own.Where(g => g.Key.Standing == standing).Sum(g => g.Count);

            int At(ImplementationStatus status) =>
                own.Where(g => g.Key.Standing == ControlStanding.Applicable && (g.Key.Signed ?? g.Key.Status) == status).Sum(g => g.Count);
        })];
    }
}
