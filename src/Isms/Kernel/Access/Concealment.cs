using System.Linq.Expressions;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Access;

/// <summary>A process that keeps things from people. Processes register theirs with <c>services.AddScoped&lt;IConceals, …&gt;()</c>.</summary>
internal interface IConceals
{
    /// <summary>Ids of the things this person may not know, and of what cannot be told without telling of them: versions, requests, risks. Parts of other statements.</summary>
    IEnumerable<IQueryable<Guid>> From(Actor actor);

    /// <summary>Ids of papers that are no secret themselves, but whose whole signed text tells of a thing that this person may not know: plans, lists.</summary>
    IEnumerable<IQueryable<Guid>> WholeFrom(Actor actor) => [];
}

/// <summary>
/// What is kept from a person, for what tells of every process's things and knows none of them: the ledger, approvals, the inbox. A text that names a thing by its id tells
/// of it.
/// </summary>
internal sealed partial class Concealment(IEnumerable<IConceals> processes)
{
    /// <summary>Ids asked about at once; SQLite takes 32,766 values in a statement.</summary>
    private const int Batch = 500;

    /// <summary>Those of the rows that tell of nothing this person may not know.</summary>
    /// <param name="id">The thing a row tells of.</param>
    /// <param name="anyway">Rows that this person sees whatever they tell of; null for none.</param>
    public IQueryable<T> Open<T>(IQueryable<T> rows, Actor actor, Expression<Func<T, Guid>> id, Expression<Func<T, bool>>? anyway = null)
    {
        Expression? open = null;
        foreach (var things in From(actor))
        {
            var thing = Expression.Parameter(typeof(Guid), "concealed");
            var any = Expression.Call(typeof(Queryable), nameof(Queryable.Any), [typeof(Guid)], things.Expression, Expression.Quote(Expression.Lambda<Func<Guid, bool>>(Expression.Equal(thing, id.Body), thing)));
            open = open is null ? Expression.Not(any) : Expression.AndAlso(open, Expression.Not(any));
        }
        if (open is null)
            return rows;
        if (anyway is not null)
            open = Expression.OrElse(new Putting(anyway.Parameters[0], id.Parameters[0]).Visit(anyway.Body), open);
        return rows.Where(Expression.Lambda<Func<T, bool>>(open, id.Parameters[0]));
    }

    /// <summary>Those of the ids that are of things this person may not know; one statement for each 500.</summary>
    public Task<IReadOnlySet<Guid>> AmongAsync(Actor actor, IReadOnlyCollection<Guid> ids, CancellationToken ct) => AmongAsync(From(actor).ToList(), ids, ct);

    /// <summary>Those of the ids that are of papers whose whole signed text this person may not see.</summary>
    public Task<IReadOnlySet<Guid>> WholeAmongAsync(Actor actor, IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        AmongAsync(actor.IsSystem ? [] : processes.SelectMany(p => p.WholeFrom(actor)).ToList(), ids, ct);

    private static async Task<IReadOnlySet<Guid>> AmongAsync(IReadOnlyList<IQueryable<Guid>> sources, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var found = new HashSet<Guid>();
        foreach (var some in ids.Distinct().Chunk(Batch))
        {
            IQueryable<Guid>? concealed = null;
            foreach (var things in sources)
            {
                var here = things.Where(id => EF.Parameter(some).Contains(id));
                concealed = concealed?.Concat(here) ?? here;
            }
            if (concealed is not null)
                found.UnionWith(await concealed.ToListAsync(ct));
        }
        return found;
    }

    /// <summary>True when this person may not know the thing.</summary>
    public async Task<bool> ConcealsAsync(Actor actor, Guid id, CancellationToken ct) => (await AmongAsync(actor, [id], ct)).Count > 0;

    /// <summary>The things that a text names by their ids.</summary>
    public static IEnumerable<Guid> NamedIn(string text) => Ids().Matches(text).Select(m => Guid.Parse(m.ValueSpan));

    private IEnumerable<IQueryable<Guid>> From(Actor actor) => actor.IsSystem ? [] : processes.SelectMany(p => p.From(actor));

    [GeneratedRegex("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Ids();

    private sealed class Putting(ParameterExpression before, Expression after) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == before ? after : node;
    }
}
