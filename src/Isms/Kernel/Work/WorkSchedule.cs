using Isms.Kernel.Access;
using Isms.Kernel.Progress;

namespace Isms.Kernel.Work;

/// <summary>Looks at the due dates of all duties, every hour.</summary>
internal sealed class WorkSchedule(EscalateOverdue escalate) : IRecurring
{
    public Task WorkAsync(Actor actor, CancellationToken ct) => escalate.RunAsync(actor, ct);
}
