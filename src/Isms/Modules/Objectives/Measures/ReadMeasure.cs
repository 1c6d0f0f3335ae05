using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Modules.Objectives.Sets;

namespace Isms.Modules.Objectives.Measures;

/// <summary>One measure of one version.</summary>
internal sealed class ReadMeasure(MeasureReader measures, IsmsDbContext db)
{
    public async Task<Outcome<MeasureView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(ObjectivePermissions.See) is { } no)
            return no;
        if (await measures.FindAsync(id, ct) is not { } measure)
            return Refusal.NotFound;
        var set = await db.Set<ObjectiveSet>().FindAsync([measure.SetId], ct);
        return set!.State == SetState.Draft && !actor.May(ObjectivePermissions.Edit) ? Refusal.NotFound : measure;
    }
}

/// <summary>A number that the product counts by itself.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Query">What is counted.</param>
public sealed record SourceView(string Key, string Name, string Query, string Unit);

/// <summary>A principle of the policy to choose from.</summary>
public sealed record PrincipleView(string Key, string Words);

/// <summary>What measures can be tied to: the product's own counts, and the policy's principles in force.</summary>
public sealed record MeasureChoices(IReadOnlyList<SourceView> Sources, IReadOnlyList<PrincipleView> Principles);

/// <inheritdoc cref="MeasureChoices"/>
internal sealed class ReadMeasureChoices(IEnumerable<IMeasureSource> sources, PolicyLink policy)
{
    public async Task<Outcome<MeasureChoices>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(ObjectivePermissions.See) is { } no)
            return no;
        var principles = (await policy.PrinciplesAsync(actor, ct)).Select(p => new PrincipleView(p.Key, p.Words)).ToList();
        return new MeasureChoices(
            [.. sources.Select(s => new SourceView(s.Key, Phrase.Kin("measure", s.Key), Phrase.Kin("measure-query", s.Key), Phrase.Of(s.UnitKey)))], principles);
    }
}
