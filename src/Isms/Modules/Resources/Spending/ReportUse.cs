using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules.Resources.Requests;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Resources.Spending;

/// <summary>Reports what was spent of a granted request. A wrong entry is balanced by one with a minus.</summary>
/// <param name="UsedOn">Not in the future.</param>
/// <param name="Amount">In the unit of the kind.</param>
public sealed record ReportUseRequest(
    Guid RequestId, DateOnly UsedOn, [Range(-1_000_000_000, 1_000_000_000)] decimal Amount, [Required, StringLength(ResourceUse.NoteLength)] string Note);

/// <summary>What was reported, with what is left.</summary>
public sealed record UseReported(Guid Id, decimal Spent, decimal Left);

/// <inheritdoc cref="ReportUseRequest"/>
internal sealed class ReportUse(IsmsDbContext db, WorkInbox inbox, TimeProvider time)
{
    public static readonly Refusal NotGranted = new("resources.not-granted");

    /// <summary>More than granted takes another request.</summary>
    public static readonly Refusal AboveGranted = new("resources.above-granted");

    public async Task<Outcome<UseReported>> RunAsync(Actor actor, ReportUseRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ResourcePermissions.Edit, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        var found = await db.Set<ResourceRequest>().SingleOrDefaultAsync(r => r.Id == request.RequestId, ct);
        if (found is null || !actor.May(ResourcePermissions.Edit, found.DepartmentId))
            return Refusal.NotFound;
        if (found.State != RequestState.Granted)
            return NotGranted.With(found.Number);
        var amount = decimal.Round(request.Amount, 2);
        if (amount == 0 || found.Spent + amount < 0)
            return Refusal.Invalid("amount", amount == 0 ? "resources.amount-zero" : "resources.amount-below-zero");
        if (request.UsedOn > actor.Today)
            return Refusal.Invalid("usedOn", "resources.used-in-future");
        if (found.Spent + amount > found.Granted)
            return AboveGranted.With(found.Granted - found.Spent);
        var use = new ResourceUse { RequestId = found.Id, UsedOn = request.UsedOn, Amount = amount, Note = request.Note.Trim(), EnteredById = actor.PersonId, EnteredAt = time.Instant() };
        db.Add(use);
        found.Spend(amount);
        await inbox.CompleteAsync(actor, RequestApproval.KindName, found.Id, RequestApproval.SupplyWork, ct);
        await db.SaveAsync(actor, "resources.report-use", ct);
        await writing.CommitAsync(ct);
        return new UseReported(use.Id, found.Spent, found.Granted - found.Spent);
    }
}
