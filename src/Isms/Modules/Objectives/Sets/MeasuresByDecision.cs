using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Objectives.Sets;

/// <summary>A decision to measure the effect of controls better (manual 7.3 e): the draft that is open takes it up; otherwise a new version begins with all that is in force.</summary>
internal sealed class MeasuresByDecision(IsmsDbContext db, NextSet next) : IOpensDraft
{
    /// <summary>There are no measures to change: the first version is drawn up on its own page.</summary>
    public static readonly Refusal None = new("objectives.none-to-change");

    /// <summary>A version is being signed: it is sent back first, or changed after the signature.</summary>
    public static readonly Refusal BeingSigned = new("objectives.being-signed");

    public DraftKind Kind => DraftKind.Measures;

    public bool May(Actor actor) => actor.May(ObjectivePermissions.Edit);

    public async Task<Outcome<DraftOpened>> OpenAsync(Actor actor, DraftAsked asked, CancellationToken ct)
    {
        if (!May(actor))
            return Refusal.Forbidden;
        var open = await db.Set<ObjectiveSet>().FirstOrDefaultAsync(s => s.State == SetState.Draft || s.State == SetState.InApproval, ct);
        if (open is { IsDraft: false })
            return BeingSigned.With(open.Label) with { Obstacles = [new Obstacle(Phrase.Of("objectives.version-n", open.Label, open.Year), ObjectivesPaths.Approval(open.Id))] };
        var inForce = await db.Set<ObjectiveSet>().FirstOrDefaultAsync(s => s.State == SetState.Approved, ct);
        if (open is null && inForce is null)
            return None with { Obstacles = [new Obstacle(Phrase.Of("objectives.versions"), ObjectivesPaths.Sets)] };
        var note = asked.SourceTitle.Length <= ObjectiveSet.NoteLength ? asked.SourceTitle : asked.SourceTitle[..ObjectiveSet.NoteLength];
        var set = open ?? await next.AddAsync(inForce, actor.Today.Year, actor.Today, note, ct);
        // Two decisions may be taken up by one draft; the first stands on it, both stand on their resolutions.
        if (set.SourceTitle.Length == 0)
            set.DecidedBy(asked.SourceTitle, asked.SourceLink);
        await db.SaveAsync(actor, "objectives.create-set", ct);
        return new DraftOpened(set.Id, $"{set.Number} {set.Label}", ObjectivesPaths.Set(set.Id));
    }
}
