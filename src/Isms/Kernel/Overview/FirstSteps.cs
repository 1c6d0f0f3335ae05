using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;

namespace Isms.Kernel.Overview;

/// <summary>Asks every process what has to exist before the management system runs (manual 4.2.1). Answered through <see cref="IContribute{TQuestion,TItem}"/>.</summary>
public sealed record FirstStepsQuestion;

/// <summary>Something to establish once. Processes answer in the order in which they build upon each other.</summary>
/// <param name="Title">What to do, in the reader's language.</param>
/// <param name="Href">Page where it is done.</param>
/// <param name="By">Who begins it.</param>
/// <param name="Done">True once it exists, and is signed where it must be.</param>
public sealed record FirstStep(string Title, string Href, Office By, bool Done);

/// <summary>How far the management system is established.</summary>
public sealed record Establishment(IReadOnlyList<FirstStep> Steps)
{
    public int Done => Steps.Count(s => s.Done);

    /// <summary>The first that is not done; null when all are.</summary>
    public FirstStep? Next => Steps.FirstOrDefault(s => !s.Done);
}

/// <summary>Lists what establishes the management system, for those who establish it.</summary>
internal sealed class ReadFirstSteps(IEnumerable<IContribute<FirstStepsQuestion, FirstStep>> processes)
{
    public async Task<Outcome<Establishment>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(OverviewPermissions.Establish) is { } no)
            return no;
        var steps = new List<FirstStep>();
        foreach (var process in processes)
            steps.AddRange(await process.AnswerAsync(actor, new FirstStepsQuestion(), ct));
        return new Establishment(steps);
    }
}
