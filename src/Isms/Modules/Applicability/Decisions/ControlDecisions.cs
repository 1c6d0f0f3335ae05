using Isms.Kernel.Data;
using Isms.Kernel.Standards;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Applicability.Decisions;

/// <summary>
/// Answers the processes upstream: what the statement in preparation says, and where it is silent, the one in force. A key is looked up in
/// statements of its own edition only; the same code of another edition is another control.
/// </summary>
internal sealed class ControlDecisions(IsmsDbContext db) : IControlDecisions
{
    public async Task<IReadOnlyDictionary<ControlKey, (ControlStanding Standing, string? Link)>> OfAsync(IReadOnlyCollection<ControlKey> controls, CancellationToken ct)
    {
        var codes = controls.Select(k => k.Code).Distinct().ToList();
        var rows = await (
            from d in db.Set<ControlDecision>()
            join s in db.Set<SoaVersion>() on d.SoaId equals s.Id
            where s.State != SoaState.Superseded && codes.Contains(d.Code)
            select new { d.Edition, d.Code, d.Standing, s.Id, s.State }).AsNoTracking().ToListAsync(ct);
        var said = rows.ToLookup(r => new ControlKey(r.Edition, r.Code));
        return controls.Distinct().ToDictionary(key => key, key =>
        {
            var newestFirst = said[key].OrderBy(r => r.State == SoaState.Approved).ToList();
            var found = newestFirst.Find(r => r.Standing != ControlStanding.Undecided) ?? newestFirst.FirstOrDefault();
            return found is null ? (ControlStanding.Undecided, (string?)null) : (found.Standing, SoaPages.Control(found.Id, key));
        });
    }

    public async Task MarkApplicableAsync(IReadOnlyCollection<ControlKey> controls, CancellationToken ct)
    {
        var codes = controls.Select(k => k.Code).Distinct().ToList();
        var undecided = await (
            from d in db.Set<ControlDecision>()
            join s in db.Set<SoaVersion>() on d.SoaId equals s.Id
            where s.State == SoaState.Draft && d.Standing == ControlStanding.Undecided && codes.Contains(d.Code)
            select d).ToListAsync(ct);
        foreach (var decision in undecided.Where(d => controls.Contains(d.Key)))
            decision.ReliedOn();
    }
}
