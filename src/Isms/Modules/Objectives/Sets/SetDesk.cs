using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Text;
using Isms.Modules.Objectives.Measures;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Objectives.Sets;

/// <summary>What the operations on versions share.</summary>
internal sealed class SetDesk(IsmsDbContext db, PolicyLink policy)
{
    /// <summary>What is signed, or being signed, changes only by a new version.</summary>
    public static readonly Refusal NotDraft = new("objectives.set-not-draft");

    /// <summary>What stands against putting it up for signature, each with the page where it is dealt with.</summary>
    public async Task<IReadOnlyList<Obstacle>> GapsAsync(Actor actor, ObjectiveSet set, CancellationToken ct)
    {
        var measures = await db.Set<Measure>().Where(m => m.SetId == set.Id).Select(m => m.Kind).ToListAsync(ct);
        if (!measures.Contains(MeasureKind.Objective))
            return [new Obstacle(Phrase.Of("objectives.gap-no-objective"), ObjectivesPaths.NewMeasure(set.Id))];
        // 4.2.1.7: the objectives are split over the departments, so that each knows its own.
        var without = await db.Departments.Where(d => d.ClosedOn == null
                && !db.Set<DepartmentShare>().Any(s => s.DepartmentId == d.Id && db.Set<Measure>().Any(m => m.Id == s.MeasureId && m.SetId == set.Id)))
            .OrderBy(d => d.NameSort).ThenBy(d => d.Id).Select(d => d.Name).ToListAsync(ct);
        return [.. await WithoutPrincipleAsync(actor, set, ct), .. without.Select(d => new Obstacle(Phrase.Of("objectives.gap-department", d), ObjectivesPaths.Set(set.Id)))];
    }

    // The policy may have been revised since the objective was written down.
    private async Task<IEnumerable<Obstacle>> WithoutPrincipleAsync(Actor actor, ObjectiveSet set, CancellationToken ct)
    {
        if (await policy.PrinciplesAsync(actor, ct) is not { Count: > 0 } principles)
            return [];
        var objectives = await db.Set<Measure>().AsNoTracking().Where(m => m.SetId == set.Id && m.Kind == MeasureKind.Objective).OrderBy(m => m.Id).Select(m => new { m.Id, m.Title, m.PrincipleKey, m.Principle }).ToListAsync(ct);
        return objectives.Where(o => !principles.Any(p => p.Key == o.PrincipleKey && p.Words == o.Principle)).Select(o => new Obstacle(Phrase.Of("objectives.gap-principle", o.Title), ObjectivesPaths.EditMeasure(o.Id)));
    }

    /// <summary>The state as papers print it.</summary>
    public static DocumentState Printed(SetState state) => state switch
    {
        SetState.Approved => DocumentState.Approved,
        SetState.Superseded => DocumentState.Superseded,
        SetState.InApproval => DocumentState.InReview,
        _ => DocumentState.Draft,
    };
}

/// <summary>Whether a version could be put up for signature.</summary>
public sealed record SetCheck(bool Ready, IReadOnlyList<Obstacle> Obstacles);

/// <inheritdoc cref="SetCheck"/>
internal sealed class CheckObjectiveSet(IsmsDbContext db, SetDesk desk)
{
    public async Task<Outcome<SetCheck>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(ObjectivePermissions.Edit) is { } no)
            return no;
        if (await db.Set<ObjectiveSet>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct) is not { } set)
            return Refusal.NotFound;
        var gaps = await desk.GapsAsync(actor, set, ct);
        return new SetCheck(gaps.Count == 0, gaps);
    }
}
