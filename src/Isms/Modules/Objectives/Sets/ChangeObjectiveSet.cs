using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Objectives.Sets;

/// <summary>Changes what a draft says of itself.</summary>
/// <param name="Version">The version this change is based on.</param>
/// <param name="ChangeNote">Required unless it is the first version.</param>
public sealed record ChangeObjectiveSetRequest(
    Guid Id, int Version, [Range(2000, 2100)] int Year, DateOnly StartsOn, [StringLength(ObjectiveSet.NoteLength)] string? ChangeNote = null);

/// <inheritdoc cref="ChangeObjectiveSetRequest"/>
internal sealed class ChangeObjectiveSet(IsmsDbContext db)
{
    public async Task<Outcome<ObjectiveSetSaved>> RunAsync(Actor actor, ChangeObjectiveSetRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ObjectivePermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<ObjectiveSet>().SingleOrDefaultAsync(s => s.Id == request.Id, ct) is not { } set)
            return Refusal.NotFound;
        if (!set.IsDraft)
            return SetDesk.NotDraft;
        if (set.Version != request.Version)
            return Refusal.Stale([new FieldDifference("year", Text(request.Year), Text(set.Year)), new FieldDifference("changeNote", request.ChangeNote ?? "", set.ChangeNote)]);
        if (string.IsNullOrWhiteSpace(request.ChangeNote) && await db.Set<ObjectiveSet>().AnyAsync(s => s.State == SetState.Approved, ct))
            return Refusal.Invalid("changeNote", "kernel.field-required");
        (set.Year, set.StartsOn, set.ChangeNote) = (request.Year, request.StartsOn, request.ChangeNote?.Trim() ?? "");
        await db.SaveAsync(actor, "objectives.change-set", ct);
        await writing.CommitAsync(ct);
        return new ObjectiveSetSaved(set.Id, set.Version, set.Label);

        static string Text(int year) => year.ToString(CultureInfo.InvariantCulture);
    }
}
