using System.Linq.Expressions;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Overview;

/// <summary>Asks every process what has to exist before the management system runs (manual 4.2.1). Answered through <see cref="IContribute{TQuestion,TItem}"/>.</summary>
public sealed record FirstStepsQuestion;

/// <summary>Something to establish once, as its process knows it. Processes answer in the order in which they build upon each other.</summary>
/// <param name="Clause">The manual's clause that asks for it; steps are taken in the order of the clauses.</param>
/// <param name="Title">What to do, in the reader's language.</param>
/// <param name="Href">Page where it is done.</param>
/// <param name="By">Who begins it.</param>
/// <param name="IsDone">A question to the database: true once it exists, and is signed where it must be. All steps are asked in one statement.</param>
internal sealed record StepToTake(string Clause, string Title, string Href, Office By, Expression<Func<bool>> IsDone)
{
    /// <inheritdoc cref="FirstStep.Needs"/>
    public Permission? Needs { get; init; }
}

/// <summary>Something to establish once.</summary>
/// <param name="Clause">The manual's clause that asks for it; empty for people and offices, which come first.</param>
/// <param name="Title">What to do, in the reader's language.</param>
/// <param name="Href">Page where it is done.</param>
/// <param name="By">Who begins it.</param>
/// <param name="Done">True once it exists, and is signed where it must be.</param>
public sealed record FirstStep(string Clause, string Title, string Href, Office By, bool Done)
{
    /// <summary>What one needs to open the page; null when everybody who follows the steps may.</summary>
    public Permission? Needs { get; init; }
}

/// <summary>How far the management system is established.</summary>
public sealed record Establishment(IReadOnlyList<FirstStep> Steps)
{
    public int Done => Steps.Count(s => s.Done);

    /// <summary>The first that is not done; null when all are.</summary>
    public FirstStep? Next => Steps.FirstOrDefault(s => !s.Done);
}

/// <summary>Lists what establishes the management system, for those who establish it.</summary>
internal sealed class ReadFirstSteps(IsmsDbContext db, IEnumerable<IContribute<FirstStepsQuestion, StepToTake>> processes, Catalogue catalogue)
{
    private static readonly IComparer<string> ClauseOrder = Comparer<string>.Create((one, other) =>
        one.Split('.').Select(Part).Zip(other.Split('.').Select(Part), (a, b) => a.CompareTo(b)).FirstOrDefault(c => c != 0) is var first and not 0 ? first : one.Length.CompareTo(other.Length));

    private static int Part(string text) => int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0;

    // Most steps are taken on a page of the menu, which says who may open it.
    private Permission? NeededFor(string href) => catalogue.Menu.FirstOrDefault(m => m.Href == href.Split('?')[0])?.Needs;

    public async Task<Outcome<Establishment>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(OverviewPermissions.Establish) is { } no)
            return no;
        var steps = new List<StepToTake>();
        foreach (var process in processes)
            steps.AddRange(await process.AnswerAsync(actor, new FirstStepsQuestion(), ct));
        // People and offices come first, whatever the clause: nothing is signed without them. The sort is stable, so one clause keeps the order of its process.
        var done = await AskAsync(steps, ct);
        return new Establishment([.. steps.Select((s, i) => new FirstStep(s.Clause, s.Title, s.Href, s.By, done[i]) { Needs = s.Needs ?? NeededFor(s.Href) }).OrderBy(s => s.Clause.Length == 0 ? 0 : 1).ThenBy(s => s.Clause, ClauseOrder)]);
    }

    // One row with an answer for each step; whoever asks is in the table of people. While nobody is, nothing is established.
    private async Task<bool[]> AskAsync(List<StepToTake> steps, CancellationToken ct)
    {
        var answers = Expression.Lambda<Func<Person, bool[]>>(Expression.NewArrayInit(typeof(bool), steps.Select(s => s.IsDone.Body)), Expression.Parameter(typeof(Person), "person"));
        return await db.People.AsNoTracking().OrderBy(p => p.Id).Take(1).Select(answers).FirstOrDefaultAsync(ct) ?? new bool[steps.Count];
    }
}
