using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.Duties;

/// <summary>What is done again every year, with its next date.</summary>
/// <param name="Version">0 while it still stands on its first date.</param>
/// <param name="MoveReason">Why it was last moved; empty when it follows by itself.</param>
public sealed record DutyView(RecurringKind Kind, DateOnly DueOn, bool Overdue, string MoveReason, int Version);

/// <summary>All of them; there is one of each kind, always.</summary>
public sealed record DutyList(IReadOnlyList<DutyView> Items);

/// <summary>The yearly duties of the policy's commitment (4.2.1.2.3 c).</summary>
internal sealed class ReadDuties(IsmsDbContext db)
{
    public async Task<Outcome<DutyList>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(RiskPermissions.Read) is { } no)
            return no;
        var stored = await db.Set<RecurringDuty>().AsNoTracking().ToDictionaryAsync(d => d.Kind, ct);
        return new DutyList([.. Enum.GetValues<RecurringKind>().Select(kind => stored.GetValueOrDefault(kind) is { } duty
            ? new DutyView(kind, duty.DueOn, duty.DueOn < actor.Today, duty.MoveReason, duty.Version)
            : new DutyView(kind, YearlyDuties.FirstDue(actor.Today), false, "", 0))]);
    }
}
