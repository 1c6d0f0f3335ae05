using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Work;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Resources.Requests;

/// <summary>Ends a request: a draft is declined by management or given up by who asked, one that was granted is closed.</summary>
/// <param name="Version">The version this is based on.</param>
/// <param name="Note">Why it is declined, or with what result it is closed.</param>
public sealed record EndRequestRequest(Guid Id, int Version, [Required, StringLength(ResourceRequest.TextLength)] string Note);

/// <inheritdoc cref="EndRequestRequest"/>
internal sealed class EndRequest(IsmsDbContext db, WorkInbox inbox)
{
    /// <summary>What is being signed is first sent back.</summary>
    public static readonly Refusal BeingSigned = new("resources.being-signed");
    public static readonly Refusal Ended = new("resources.ended");

    public async Task<Outcome<RequestSaved>> RunAsync(Actor actor, EndRequestRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ResourcePermissions.Read, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        var found = await db.Set<ResourceRequest>().SingleOrDefaultAsync(r => r.Id == request.Id, ct);
        if (found is null || !actor.May(ResourcePermissions.Read, found.DepartmentId))
            return Refusal.NotFound;
        if (!actor.May(ResourcePermissions.Edit, found.DepartmentId) && !actor.May(ResourcePermissions.Decide))
            return Refusal.Forbidden;
        if (found.State == RequestState.InApproval)
            return BeingSigned;
        if (found.State is RequestState.Declined or RequestState.Closed)
            return Ended;
        if (found.Version != request.Version)
            return Refusal.Stale([]);
        if (found.State == RequestState.Granted)
            found.Close(request.Note.Trim());
        else
            found.Decline(actor.Today, request.Note.Trim());
        await inbox.CancelAsync(RequestApproval.KindName, found.Id, null, ct);
        await db.SaveAsync(actor, "resources.end-request", ct);
        await writing.CommitAsync(ct);
        return new RequestSaved(found.Id, found.Version, found.Number, found.State);
    }
}
