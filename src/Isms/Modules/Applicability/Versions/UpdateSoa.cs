using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Applicability.Decisions;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Applicability.Versions;

/// <summary>Changes what a draft says of itself.</summary>
/// <param name="Version">The version it is based on.</param>
public sealed record UpdateSoaRequest(
    Guid Id, int Version, [Required, StringLength(SoaVersion.ScopeLength)] string Scope, [StringLength(SoaVersion.NoteLength)] string? ChangeNote = null);

/// <summary>Changes the scope text and the reason of a draft.</summary>
internal sealed class UpdateSoa(IsmsDbContext db)
{
    public async Task<Outcome<SoaSaved>> RunAsync(Actor actor, UpdateSoaRequest request, CancellationToken ct)
    {
        if (actor.Refuses(SoaPermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<SoaVersion>().FindAsync([request.Id], ct) is not { } soa)
            return Refusal.NotFound;
        if (!soa.IsDraft)
            return DecisionDesk.Frozen.With(soa.VersionLabel);
        var (scope, note) = (request.Scope.Trim(), request.ChangeNote?.Trim() ?? "");
        if (soa.Version != request.Version)
            return Refusal.Stale([.. new FieldDifference[] { new("scope", scope, soa.Scope), new("changeNote", note, soa.ChangeNote) }.Where(d => d.Yours != d.Current)]);
        if (soa.BasedOnId is not null && note.Length == 0)
            return Refusal.Invalid("changeNote", "applicability.change-note-required");
        (soa.Scope, soa.ChangeNote) = (scope, note);
        await db.SaveAsync(actor, "applicability.update", ct);
        await writing.CommitAsync(ct);
        return SoaSaved.Of(soa);
    }
}

/// <summary>Throws a draft away.</summary>
/// <param name="Version">The version it is based on.</param>
public sealed record DiscardSoaRequest(Guid Id, int Version);

/// <summary>Throws a draft away with its decisions; the ledger keeps what they were, and how far controls are put in place stays.</summary>
internal sealed class DiscardSoa(IsmsDbContext db)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, DiscardSoaRequest request, CancellationToken ct)
    {
        if (actor.Refuses(SoaPermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<SoaVersion>().FindAsync([request.Id], ct) is not { } soa)
            return Refusal.NotFound;
        if (!soa.IsDraft)
            return DecisionDesk.Frozen.With(soa.VersionLabel);
        if (soa.Version != request.Version)
            return Refusal.Stale([]);
        db.RemoveRange(await db.Set<ControlDecision>().Where(d => d.SoaId == soa.Id).ToListAsync(ct));
        db.Remove(soa);
        await db.SaveAsync(actor, "applicability.discard", ct);
        await writing.CommitAsync(ct);
        return Done.It;
    }
}
