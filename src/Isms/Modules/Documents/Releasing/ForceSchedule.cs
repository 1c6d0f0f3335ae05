using Isms.Kernel.Access;
using Isms.Kernel.Progress;

namespace Isms.Modules.Documents.Releasing;

/// <summary>Looks every minute whether a version has reached its day, so that it is in force from the first minute of that day.</summary>
internal sealed class ForceSchedule(BringIntoForce bring) : IRecurring
{
    public async Task WorkAsync(Actor actor, CancellationToken ct) => (await bring.RunAsync(actor, ct)).Require();
}
