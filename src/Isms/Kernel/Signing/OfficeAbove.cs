using Isms.Kernel.Access;
using Isms.Kernel.Settings;

namespace Isms.Kernel.Signing;

/// <summary>
/// A step that only the submitter could sign goes to the next office up: the management representative, then the general manager. Author and signer stay two people, different
/// steps stay with different people, and nobody signs in another's place what is kept from them by its class. Where that leaves nobody, the step stays as it was.
/// </summary>
internal sealed class OfficeAbove(OfficeHolders holders, Concealment concealment, SettingsReader settings)
{
    /// <summary>Lowest first.</summary>
    private static readonly Office[] Upwards = [Office.ManagementRepresentative, Office.GeneralManager];

    public async Task<List<PlannedStep>> InsteadAsync(List<PlannedStep> steps, Guid submitter, Guid subjectId, CancellationToken ct)
    {
        if (!steps.Exists(s => IsStuck(s, submitter)) || await settings.TextAsync(KernelSettings.ApprovalUpwards, ct) != "yes")
            return steps;
        var planned = steps.ToList();
        for (var i = 0; i < planned.Count; i++)
        {
            if (!IsStuck(planned[i], submitter))
                continue;
            foreach (var office in Above(planned[i].Step.Office!.Value))
            {
                var attempt = planned.ToList();
                attempt[i] = planned[i] with
                {
                    Step = RouteStep.By(planned[i].Step.Meaning, office, planned[i].Step.Order), Candidates = await OpenToAsync(office, submitter, subjectId, ct), InPlaceOf = planned[i].Step.Office,
                };
                if (attempt[i].Candidates.Count == 0 || RoutePlan.Unsignable(RoutePlan.Arrange([.. attempt.Where(s => !IsStuck(s, submitter))], submitter).SelectMany(g => g), submitter) is not null)
                    continue;
                planned = attempt;
                break;
            }
        }
        return planned;
    }

    // What the thing itself asks for besides is covered by the submitter's own signature.
    private static bool IsStuck(PlannedStep step, Guid submitter) => step is { Extra: false, Step: { PersonId: null, Office: not null } } && step.IsOnlyFor(submitter);

    private static IEnumerable<Office> Above(Office office) => Upwards.Where(o => Array.IndexOf(Upwards, o) > Array.IndexOf(Upwards, office));

    private async Task<IReadOnlyList<Holder>> OpenToAsync(Office office, Guid submitter, Guid subjectId, CancellationToken ct)
    {
        var open = new List<Holder>();
        foreach (var holder in await holders.OfAsync(office, null, ct))
        {
            if (holder.PersonId != submitter && !await concealment.ConcealsAsync(await holders.ActorAsync(holder.PersonId, ct), subjectId, ct))
                open.Add(holder);
        }
        return open;
    }
}
