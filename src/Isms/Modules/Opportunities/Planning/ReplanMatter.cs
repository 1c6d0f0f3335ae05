using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Work;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Opportunities.Planning;

/// <summary>Takes up a signed plan again, to be changed and signed anew.</summary>
/// <param name="Version">The version this is based on.</param>
/// <param name="Reason">Why: another day or person, or circumstances that changed.</param>
public sealed record ReplanMatterRequest(Guid Id, int Version, [Required, StringLength(Matter.TextLength)] string Reason);

/// <inheritdoc cref="ReplanMatterRequest"/>
internal sealed class ReplanMatter(IsmsDbContext db, WorkInbox inbox)
{
    /// <summary>Only what is being carried out or watched can be planned anew.</summary>
    public static readonly Refusal NotRunning = new("opportunities.not-running");

    public static bool Fits(Matter matter) => matter.State == MatterState.Acting || matter is { State: MatterState.Checking, Response: MatterResponse.Watch };

    public async Task<Outcome<MatterSaved>> RunAsync(Actor actor, ReplanMatterRequest request, CancellationToken ct)
    {
        if (actor.Refuses(OpportunityPermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<Matter>().SingleOrDefaultAsync(m => m.Id == request.Id, ct) is not { } matter)
            return Refusal.NotFound;
        if (!Fits(matter))
            return NotRunning;
        if (matter.Version != request.Version)
            return Refusal.Stale([]);
        matter.Replan(request.Reason.Trim());
        await inbox.CancelAsync(MatterApproval.KindName, matter.Id, null, ct);
        await db.SaveAsync(actor, "opportunities.replan-matter", ct);
        await writing.CommitAsync(ct);
        return new MatterSaved(matter.Id, matter.Version, matter.Number, matter.State);
    }
}
