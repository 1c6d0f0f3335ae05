using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Objectives.Sets;

/// <summary>Draws up a new version of the objectives: empty the first time, with everything in force afterwards.</summary>
/// <param name="Year">The year it is for.</param>
/// <param name="StartsOn">Results count from the period of this day on.</param>
/// <param name="ChangeNote">Why, or what it changes; required unless it is the first.</param>
public sealed record CreateObjectiveSetRequest([Range(2000, 2100)] int Year, DateOnly StartsOn, [StringLength(ObjectiveSet.NoteLength)] string? ChangeNote = null);

/// <summary>A version as saved.</summary>
public sealed record ObjectiveSetSaved(Guid Id, int Version, string Label) : IVersioned;

/// <inheritdoc cref="CreateObjectiveSetRequest"/>
internal sealed class CreateObjectiveSet(IsmsDbContext db, NextSet next)
{
    /// <summary>One version at a time is worked on.</summary>
    public static readonly Refusal DraftExists = new("objectives.draft-exists");

    /// <summary>Results from before cannot be asked for years later.</summary>
    private const int LongestBackMonths = 24;

    public async Task<Outcome<ObjectiveSetSaved>> RunAsync(Actor actor, CreateObjectiveSetRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ObjectivePermissions.Edit, request) is { } no)
            return no;
        if (request.StartsOn < actor.Today.AddMonths(-LongestBackMonths) || request.StartsOn > actor.Today.AddMonths(LongestBackMonths))
            return Refusal.Invalid("startsOn", "objectives.starts-range", LongestBackMonths);
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<ObjectiveSet>().FirstOrDefaultAsync(s => s.State == SetState.Draft || s.State == SetState.InApproval, ct) is { } open)
            return DraftExists.With(open.Label) with { Obstacles = [new Obstacle(Phrase.Of("objectives.version-n", open.Label, open.Year), ObjectivesPaths.Set(open.Id))] };
        var inForce = await db.Set<ObjectiveSet>().FirstOrDefaultAsync(s => s.State == SetState.Approved, ct);
        if (inForce is not null && string.IsNullOrWhiteSpace(request.ChangeNote))
            return Refusal.Invalid("changeNote", "kernel.field-required");
        var set = await next.AddAsync(inForce, request.Year, request.StartsOn, request.ChangeNote?.Trim() ?? "", ct);
        await db.SaveAsync(actor, "objectives.create-set", ct);
        await writing.CommitAsync(ct);
        return new ObjectiveSetSaved(set.Id, set.Version, set.Label);
    }
}

/// <summary>Adds the next version; the caller saves.</summary>
internal sealed class NextSet(IsmsDbContext db, SettingsReader settings, TimeProvider time)
{
    /// <param name="inForce">Whose measures it begins with; null for the first.</param>
    public async Task<ObjectiveSet> AddAsync(ObjectiveSet? inForce, int year, DateOnly startsOn, string changeNote, CancellationToken ct)
    {
        var last = await db.Set<ObjectiveSet>().MaxAsync(s => (int?)s.Serial, ct) ?? 0;
        var prefix = await settings.TextAsync(KernelSettings.NumberPrefix, ct);
        var set = new ObjectiveSet
        {
            Number = DocumentList.All.Single(d => d.Kind == ListedKind.Objectives).Number(prefix).TrimStart('-'), Serial = last + 1, Year = year, StartsOn = startsOn,
            ChangeNote = changeNote, CreatedAt = time.Instant(),
        };
        db.Add(set);
        if (inForce is not null)
            await CopyAsync(inForce.Id, set.Id, ct);
        return set;
    }

    private async Task CopyAsync(Guid from, Guid to, CancellationToken ct)
    {
        var measures = await db.Set<Measure>().AsNoTracking().Where(m => m.SetId == from).ToListAsync(ct);
        var shares = await db.Set<DepartmentShare>().AsNoTracking().Where(s => db.Set<Measure>().Any(m => m.Id == s.MeasureId && m.SetId == from)).ToListAsync(ct);
        foreach (var measure in measures)
        {
            var copy = measure.In(to);
            db.Add(copy);
            db.AddRange(shares.Where(s => s.MeasureId == measure.Id)
                .Select(s => new DepartmentShare { MeasureId = copy.Id, DepartmentId = s.DepartmentId, Target = s.Target, Task = s.Task }));
        }
    }
}
