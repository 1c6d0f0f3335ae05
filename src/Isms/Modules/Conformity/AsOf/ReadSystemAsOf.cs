using Isms.Kernel.Access;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Ledger;
using Isms.Kernel.Signals;

namespace Isms.Modules.Conformity.AsOf;

/// <summary>Something that was in force.</summary>
/// <param name="Href">The thing as it was; null when there was none, or it is no single thing.</param>
public sealed record SystemFact(string Label, string Value, string? Href);

/// <summary>The whole management system at the end of a day, as it was recorded then.</summary>
/// <param name="Sequence">Number of the last ledger entry of that day.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Facts">What was in force, and who led.</param>
/// <param name="Kinds">How many things of each kind there were, then and now.</param>
public sealed record SystemAsOf(DateOnly Day, long Sequence, string Hash, IReadOnlyList<SystemFact> Facts, IReadOnlyList<KindAsOf> Kinds);

/// <inheritdoc cref="SystemAsOf"/>
internal sealed class ReadSystemAsOf(ReadKindsAsOf kinds, IEnumerable<IContribute<StateAsked, StateFact>> sources)
{
    public async Task<Outcome<SystemAsOf>> RunAsync(Actor actor, DateOnly day, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.LedgerContent) is { } no)
            return no;
        var outcome = await kinds.RunAsync(actor, day, ct);
        if (outcome.Value is not { } found)
            return outcome.Refusal!;
        var facts = new List<StateFact>();
        foreach (var source in sources)
            facts.AddRange(await source.AnswerAsync(actor, new StateAsked(day, found.Sequence), ct));
        return new SystemAsOf(day, found.Sequence, found.Hash,
            [.. facts.Select(f => new SystemFact(f.Label, f.Value, f.EntityId is { } id ? FormattableString.Invariant($"/ledger/as-of/{f.EntityType}/{id}?day={day:yyyy-MM-dd}") : null))], found.Kinds);
    }
}
