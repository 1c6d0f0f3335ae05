using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Modules.Documents.Drafts;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Releasing;

/// <summary>发放: sets the day on which an approved version comes into force.</summary>
/// <param name="Id">Of the version.</param>
/// <param name="Version">The version this is based on.</param>
/// <param name="EffectiveOn">Today or later, and not before its approval.</param>
public sealed record IssueVersionRequest(Guid Id, int Version, DateOnly EffectiveOn);

/// <inheritdoc cref="IssueVersionRequest"/>
internal sealed class IssueVersion(IsmsDbContext db, ForceDesk desk, SettingsReader settings)
{
    /// <summary>R-4.3.2.1-01: no step is skipped.</summary>
    public static readonly Refusal NotApproved = new("documents.not-approved");

    /// <summary>R-DECREE-01: the manual comes into force by a release order only.</summary>
    public static readonly Refusal NeedsOrder = new("documents.needs-order");

    public async Task<Outcome<VersionSaved>> RunAsync(Actor actor, IssueVersionRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.Control, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<DocumentVersion>().SingleOrDefaultAsync(v => v.Id == request.Id, ct) is not { } version)
            return Refusal.NotFound;
        if (version.State != VersionState.Approved)
            return NotApproved.With(version.Number, version.Label, Kernel.Text.Phrase.Of("documents.state." + version.State)) with { Obstacles = [new Obstacle(version.Number, DocumentPaths.Approval(version.DocumentId))] };
        if (version.Version != request.Version)
            return Refusal.Stale([new FieldDifference("effectiveOn", request.EffectiveOn.ToString("O", CultureInfo.InvariantCulture), version.EffectiveOn?.ToString("O", CultureInfo.InvariantCulture))]);
        var needsOrder = await (from d in db.Set<ControlledDocument>() join k in db.Set<DocumentKind>() on d.KindId equals k.Id where d.Id == version.DocumentId select k.NeedsReleaseOrder).SingleAsync(ct);
        if (needsOrder)
            return NeedsOrder.With(version.Number) with { Obstacles = [new Obstacle(version.Number, DocumentPaths.Issue(version.DocumentId))] };
        if (ForceDesk.DayProblem(version, request.EffectiveOn, await settings.TodayAsync(ct), await desk.SignedOnAsync(version, ct)) is { } problem)
            return Refusal.Invalid([problem]);
        await desk.ScheduleAsync(actor, version, request.EffectiveOn, ct);
        await db.SaveAsync(actor, "documents.issue", ct);
        await writing.CommitAsync(ct);
        return new VersionSaved(version.Id, version.Version, version.DocumentId, version.Label);
    }
}

/// <summary>Decides whether a change is material, so that everybody reads it again, or only editorial.</summary>
/// <param name="Id">Of the version.</param>
/// <param name="Version">The version this is based on.</param>
public sealed record DecideMaterialRequest(Guid Id, int Version, bool Material);

/// <inheritdoc cref="DecideMaterialRequest"/>
internal sealed class DecideMaterial(IsmsDbContext db)
{
    public static readonly Refusal TooLate = new("documents.too-late-to-decide");

    /// <summary>A first version is new to everybody.</summary>
    public static readonly Refusal FirstIsMaterial = new("documents.first-is-material");

    public async Task<Outcome<VersionSaved>> RunAsync(Actor actor, DecideMaterialRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.Decide, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<DocumentVersion>().SingleOrDefaultAsync(v => v.Id == request.Id, ct) is not { } version)
            return Refusal.NotFound;
        if (version.State is not (VersionState.InReview or VersionState.Approved))
            return TooLate.With(version.Label);
        if (version.Version != request.Version)
            return Refusal.Stale([new FieldDifference("material", request.Material.ToString(), version.Material.ToString())]);
        if (!request.Material && version.Ordinal == 1)
            return FirstIsMaterial;
        version.Material = request.Material;
        await db.SaveAsync(actor, "documents.decide-material", ct);
        await writing.CommitAsync(ct);
        return new VersionSaved(version.Id, version.Version, version.DocumentId, version.Label);
    }
}

/// <summary>How many versions came into force now.</summary>
public sealed record BroughtIntoForce(int Count);

/// <summary>Brings into force what has reached its day. Run by the clock every minute.</summary>
internal sealed class BringIntoForce(IsmsDbContext db, ForceDesk desk, SettingsReader settings)
{
    public async Task<Outcome<BroughtIntoForce>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.Run) is { } no)
            return no;
        var today = await settings.TodayAsync(ct);
        if (!await db.Set<DocumentVersion>().AnyAsync(v => v.State == VersionState.Approved && v.EffectiveOn <= today, ct))
            return new BroughtIntoForce(0);
        await using var writing = await db.BeginAsync(ct);
        var due = await db.Set<DocumentVersion>().Where(v => v.State == VersionState.Approved && v.EffectiveOn <= today).OrderBy(v => v.EffectiveOn).ThenBy(v => v.Id).ToListAsync(ct);
        foreach (var version in due)
            await desk.BringAsync(actor, version, ct);
        await db.SaveAsync(actor, "documents.bring-into-force", ct);
        await writing.CommitAsync(ct);
        return new BroughtIntoForce(due.Count);
    }
}
