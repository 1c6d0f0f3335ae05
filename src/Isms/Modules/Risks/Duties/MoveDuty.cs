using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;

namespace Isms.Modules.Risks.Duties;

/// <summary>Moves a yearly duty.</summary>
/// <param name="DueOn">From today on, at most eighteen months ahead.</param>
/// <param name="Reason">Why; kept in the history.</param>
public sealed record MoveDutyRequest(RecurringKind Kind, DateOnly DueOn, [Required, StringLength(RecurringDuty.ReasonLength)] string Reason);

/// <summary>Gives a yearly duty another date, with the reason. Deleting one is not foreseen at all.</summary>
internal sealed class MoveDuty(IsmsDbContext db, YearlyDuties duties)
{
    private const int FurthestMonths = 18;

    public async Task<Outcome<DutyView>> RunAsync(Actor actor, MoveDutyRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RiskPermissions.Conduct, request) is { } no)
            return no;
        if (request.DueOn < actor.Today || request.DueOn > actor.Today.AddMonths(FurthestMonths))
            return Refusal.Invalid("dueOn", "risks.duty-range", FurthestMonths);
        await using var writing = await db.BeginAsync(ct);
        var duty = await duties.MoveAsync(request.Kind, request.DueOn, request.Reason.Trim(), ct);
        await db.SaveAsync(actor, "risks.move-duty", ct);
        await writing.CommitAsync(ct);
        return new DutyView(duty.Kind, duty.DueOn, false, duty.MoveReason, duty.Version);
    }
}

/// <summary>Says that a yearly duty stays: what the policy promises cannot be taken off the plan (4.2.1.2.3 c).</summary>
internal sealed class DeleteDuty
{
    public static readonly Refusal Stays = new("risks.duty-stays");

    public Task<Outcome<Done>> RunAsync(Actor actor, RecurringKind kind, CancellationToken ct) =>
        Task.FromResult<Outcome<Done>>(actor.Refuses(RiskPermissions.Conduct) ?? Stays);
}
