using Isms.Kernel.Access;

namespace Isms.Kernel.Signing;

/// <summary>A step with those who could sign it today.</summary>
/// <param name="Extra">Asked for by the thing itself, not by the route.</param>
/// <param name="InPlaceOf">The office that the route names, where only the submitter holds it and the next office up signs instead; null otherwise.</param>
internal sealed record PlannedStep(RouteStep Step, bool Extra, IReadOnlyList<Holder> Candidates, Access.Office? InPlaceOf = null)
{
    /// <summary>True when nobody but the submitter could sign it.</summary>
    public bool IsOnlyFor(Guid submitter) => Candidates.Count > 0 && Candidates.All(c => c.PersonId == submitter);
}

/// <summary>Puts the steps of one approval in order, and finds out whether the people there are can sign them all.</summary>
internal static class RoutePlan
{
    /// <summary>
    /// The steps in groups, ascending: the route's, with what the thing itself asks for in between, before the first approving step.
    /// A person who prepares or must sign anyway is not asked to countersign as well: the one signature covers it.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<PlannedStep>> Arrange(IReadOnlyList<PlannedStep> steps, Guid submitter)
    {
        var route = steps.Where(s => !s.Extra).ToList();
        var taken = route.Where(s => s.Candidates.Count == 1).Select(s => s.Candidates[0].PersonId).Append(submitter).ToHashSet();
        var extra = steps.Where(s => s.Extra)
            .Where(s => s.Candidates.Count != 1 || taken.Add(s.Candidates[0].PersonId)).ToList();
        var approving = route.Where(s => s.Step.Meaning == SignatureMeaning.Approve).Select(s => s.Step.Order).DefaultIfEmpty(int.MaxValue).Min();
        return
        [
            .. Groups(route.Where(s => s.Step.Order < approving)),
            .. Groups(extra),
            .. Groups(route.Where(s => s.Step.Order >= approving)),
        ];
    }

    /// <summary>
    /// The first step for which no person is left when every step is signed by somebody else and none by the submitter; null when it works out.
    /// </summary>
    public static PlannedStep? Unsignable(IEnumerable<PlannedStep> steps, Guid submitter)
    {
        var signers = new Dictionary<Guid, PlannedStep>();
        return steps.FirstOrDefault(step => !Assign(step, submitter, signers, []));
    }

    // Bipartite matching by augmenting paths: whoever is asked for first gives way when somebody else can take that step.
    private static bool Assign(PlannedStep step, Guid submitter, Dictionary<Guid, PlannedStep> signers, HashSet<Guid> tried)
    {
        foreach (var person in step.Candidates.Select(c => c.PersonId).Where(p => p != submitter && tried.Add(p)))
        {
            if (signers.TryGetValue(person, out var other) && !Assign(other, submitter, signers, tried))
                continue;
            signers[person] = step;
            return true;
        }
        return false;
    }

    private static IEnumerable<IReadOnlyList<PlannedStep>> Groups(IEnumerable<PlannedStep> steps) =>
        steps.GroupBy(s => s.Step.Order).OrderBy(g => g.Key).Select(g => (IReadOnlyList<PlannedStep>)[.. g]);
}
