using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Work;
using Isms.Modules.Opportunities.Matters;
using Isms.Modules.Opportunities.Planning;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Opportunities.Effect;

/// <summary>Reports that a plan was carried out.</summary>
/// <param name="Version">The version this is based on.</param>
/// <param name="DoneOn">Not in the future.</param>
/// <param name="Outcome">What was done, and where it can be seen.</param>
public sealed record FinishMatterRequest(Guid Id, int Version, DateOnly DoneOn, [Required, StringLength(Matter.TextLength)] string Outcome);

/// <inheritdoc cref="FinishMatterRequest"/>
internal sealed class FinishMatter(IsmsDbContext db, WorkInbox inbox)
{
    /// <summary>Only a signed plan is carried out, and only once.</summary>
    public static readonly Refusal NotActing = new("opportunities.not-acting");

    public async Task<Outcome<MatterSaved>> RunAsync(Actor actor, FinishMatterRequest request, CancellationToken ct)
    {
        if (actor.Refuses(OpportunityPermissions.Report, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<Matter>().VisibleTo(actor).SingleOrDefaultAsync(m => m.Id == request.Id, ct) is not { } matter)
            return Refusal.NotFound;
        if (matter.ResponsibleId != actor.PersonId && !actor.May(OpportunityPermissions.Edit))
            return Refusal.Forbidden;
        if (matter.State != MatterState.Acting)
            return NotActing;
        if (matter.Version != request.Version)
            return Refusal.Stale([]);
        if (request.DoneOn == default || request.DoneOn > actor.Today)
            return Refusal.Invalid("doneOn", "opportunities.not-in-future");
        matter.Finish(request.DoneOn, request.Outcome.Trim());
        await inbox.CompleteAsync(actor, MatterApproval.KindName, matter.Id, MatterApproval.CarryOutWork, ct);
        inbox.Add(MatterApproval.ToJudge(matter));
        await db.SaveAsync(actor, "opportunities.finish-matter", ct);
        await writing.CommitAsync(ct);
        return new MatterSaved(matter.Id, matter.Version, matter.Number, matter.State);
    }
}
