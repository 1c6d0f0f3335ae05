using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Work;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Objectives.Results;

/// <summary>Reports that the action after a missed target was carried out, and with what effect.</summary>
/// <param name="Version">The version this is based on.</param>
public sealed record FinishRemedyRequest(Guid Id, int Version, [Required, StringLength(MeasureResult.TextLength)] string Outcome);

/// <inheritdoc cref="FinishRemedyRequest"/>
internal sealed class FinishRemedy(IsmsDbContext db, WorkInbox inbox)
{
    public static readonly Refusal Ended = new("objectives.remedy-ended");

    public async Task<Outcome<RemedySaved>> RunAsync(Actor actor, FinishRemedyRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ObjectivePermissions.Report, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<Remedy>().SingleOrDefaultAsync(r => r.Id == request.Id, ct) is not { } remedy)
            return Refusal.NotFound;
        var measure = await (from r in db.Set<MeasureResult>() join m in db.Set<Measure>() on r.MeasureId equals m.Id where r.Id == remedy.ResultId select m).SingleAsync(ct);
        if (remedy.OwnerId != actor.PersonId && !ResultRights.MayRemedy(actor, measure))
            return ExplainMiss.NotYours;
        if (remedy.State != RemedyState.Open)
            return Ended;
        if (remedy.Version != request.Version)
            return Refusal.Stale([]);
        remedy.End(RemedyState.Done, actor.Today, request.Outcome.Trim());
        await inbox.CompleteAsync(actor, ResultDesk.RemedySubject, remedy.Id, ResultDesk.ActWork, ct);
        await db.SaveAsync(actor, "objectives.finish-remedy", ct);
        await writing.CommitAsync(ct);
        return new RemedySaved(remedy.Id, remedy.Version, remedy.State);
    }
}
