using Isms.Kernel.Access;
using Isms.Kernel.Progress;

namespace Isms.Kernel.Work;

/// <summary>Looks at the due dates of all duties, every hour: reminds, then escalates.</summary>
internal sealed class WorkSchedule(RemindOfDue remind, EscalateOverdue escalate) : IRecurring
{
    public async Task WorkAsync(Actor actor, CancellationToken ct)
    {
        await remind.RunAsync(actor, ct);
        await escalate.RunAsync(actor, ct);
    }
}
