using Isms.Kernel.Access;
using Isms.Kernel.Progress;
using Isms.Modules.Documents.Reviews;

namespace Isms.Modules.Documents.Releasing;

/// <summary>Looks every minute whether a version has reached its day, so that it is in force from the first minute of that day, and whether a review comes near.</summary>
internal sealed class ForceSchedule(BringIntoForce bring, AskForReviews reviews) : IRecurring
{
    public async Task WorkAsync(Actor actor, CancellationToken ct)
    {
        (await bring.RunAsync(actor, ct)).Require();
        (await reviews.RunAsync(actor, ct)).Require();
    }
}
