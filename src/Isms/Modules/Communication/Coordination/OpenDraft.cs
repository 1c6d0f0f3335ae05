using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Communication.Coordination;

/// <summary>
/// Opens what a resolution asks to be drawn up: a reassessment, a revision of the treatment plan (manual 7.3 b), a request to change a document (7.3 c), or a new
/// version of the measures (7.3 e). Each stands with a link on the other.
/// </summary>
/// <param name="Version">The version this is based on.</param>
/// <param name="Which">Number or title of the document to be changed; null for the others.</param>
public sealed record OpenDraftRequest(Guid Id, int Version, [StringLength(200)] string? Which = null);

/// <summary>A resolution with the draft it opened.</summary>
/// <param name="Link">Page of the draft.</param>
public sealed record DraftOfResolution(Guid Id, int Version, string Number, string Link) : IVersioned;

/// <inheritdoc cref="OpenDraftRequest"/>
internal sealed class OpenDraft(IsmsDbContext db, IEnumerable<IOpensDraft> processes)
{
    /// <summary>It asks for nothing to be drawn up.</summary>
    public static readonly Refusal AsksForNone = new("communication.asks-for-no-draft");

    /// <summary>Once is enough.</summary>
    public static readonly Refusal OpenedAlready = new("communication.draft-opened");

    public async Task<Outcome<DraftOfResolution>> RunAsync(Actor actor, OpenDraftRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CommunicationPermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<Resolution>().SingleOrDefaultAsync(r => r.Id == request.Id, ct) is not { } resolution)
            return Refusal.NotFound;
        if (resolution.State != ResolutionState.Open)
            return FinishResolution.NotOpen;
        if (resolution.Opens is not { } kind)
            return AsksForNone;
        if (resolution.OpenedLink.Length > 0)
            return OpenedAlready.With(resolution.OpenedNumber) with { Obstacles = [new Obstacle(resolution.OpenedNumber, resolution.OpenedLink)] };
        if (resolution.Version != request.Version)
            return Refusal.Stale([]);
        if (kind.AsksWhich() && string.IsNullOrWhiteSpace(request.Which))
            return Refusal.Invalid("which", "kernel.field-required");
        var title = Phrase.Of("communication.resolution-n", resolution.Number, resolution.Words);
        var asked = new DraftAsked(MinutesApproval.ResolutionSubject, resolution.Id, title, $"{CommunicationPaths.Resolutions}?all=1#r-{resolution.Id}", request.Which?.Trim() ?? "");
        var opened = await processes.Single(p => p.Kind == kind).OpenAsync(actor, asked, ct);
        if (opened.Value is not { } draft)
            return opened.Refusal!;
        resolution.Opened(draft);
        await db.SaveAsync(actor, "communication.open-draft", ct);
        await writing.CommitAsync(ct);
        return new DraftOfResolution(resolution.Id, resolution.Version, draft.Number, draft.Link);
    }
}
