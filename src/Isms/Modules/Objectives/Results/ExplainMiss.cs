using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Work;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Objectives.Results;

/// <summary>Says why a target was missed that the product counted by itself, and what is done about it (4.2.4 d).</summary>
public sealed record ExplainMissRequest(
    Guid ResultId, [Required, StringLength(MeasureResult.TextLength)] string Cause, [Required, StringLength(MeasureResult.TextLength)] string Action, [Required] Guid? OwnerId, [Required] DateOnly? DueOn);

/// <summary>An action as saved.</summary>
public sealed record RemedySaved(Guid Id, int Version, RemedyState State) : IVersioned;

/// <inheritdoc cref="ExplainMissRequest"/>
internal sealed class ExplainMiss(IsmsDbContext db, ResultDesk desk, WorkInbox inbox)
{
    public static readonly Refusal NotYours = new("objectives.not-yours-to-remedy", RefusalKind.Forbidden);
    public static readonly Refusal NotMissed = new("objectives.not-missed");
    public static readonly Refusal Explained = new("objectives.already-explained");

    public async Task<Outcome<RemedySaved>> RunAsync(Actor actor, ExplainMissRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ObjectivePermissions.Report, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<MeasureResult>().SingleOrDefaultAsync(r => r.Id == request.ResultId, ct) is not { } result)
            return Refusal.NotFound;
        var measure = await db.Set<Measure>().SingleAsync(m => m.Id == result.MeasureId, ct);
        if (!ResultRights.MayRemedy(actor, measure))
            return NotYours;
        if (result.Met || await db.Set<MeasureResult>().AnyAsync(r => r.CorrectsId == result.Id, ct))
            return NotMissed;
        if (await db.Set<Remedy>().AnyAsync(r => r.ResultId == result.Id, ct))
            return Explained;
        if (!await db.People.AnyAsync(p => p.Id == request.OwnerId && (p.LeftOn == null || p.LeftOn >= actor.Today), ct))
            return Refusal.Invalid("ownerId", "objectives.missed-needs-owner");
        if (request.DueOn < actor.Today)
            return Refusal.Invalid("dueOn", "objectives.missed-needs-date");
        var number = await db.Set<MeasureLine>().Where(l => l.Id == result.LineId).Select(l => l.Number).SingleAsync(ct);
        desk.AddRemedy(result, measure, number, new RemedyWords(request.Cause.Trim(), request.Action.Trim(), request.OwnerId!.Value, request.DueOn!.Value));
        await inbox.CompleteAsync(actor, ResultDesk.ResultSubject, result.Id, ResultDesk.ExplainWork, ct);
        await db.SaveAsync(actor, "objectives.explain-miss", ct);
        await writing.CommitAsync(ct);
        var remedy = db.Set<Remedy>().Local.Single(r => r.ResultId == result.Id);
        return new RemedySaved(remedy.Id, remedy.Version, remedy.State);
    }
}
