using System.Globalization;

namespace Isms.Kernel.Standards;

/// <summary>One row of a map between two neighbouring editions; <c>From</c> is null for what is new, <c>To</c> for what ended.</summary>
internal sealed record MapLink(string? From, string? To, MapRelation Relation, string? Clause);

/// <summary>The map from one edition to the next.</summary>
internal sealed class EditionStep(IReadOnlyList<MapLink> links)
{
    private readonly ILookup<string?, MapLink> _from = links.ToLookup(l => l.From, StringComparer.Ordinal);
    private readonly ILookup<string?, MapLink> _to = links.ToLookup(l => l.To, StringComparer.Ordinal);

    public IEnumerable<Mapped<string>> Forward(string code) => _from[code].Where(l => l.To is not null).Select(l => new Mapped<string>(l.To!, l.Relation));

    public IEnumerable<Mapped<string>> Back(string code) => _to[code].Where(l => l.From is not null).Select(l => new Mapped<string>(l.From!, l.Relation));

    public MapLink? Ended(string code) => _from[code].FirstOrDefault(l => l.To is null);

    public bool IsNew(string code) => _to[code].Any(l => l.From is null);

    public IEnumerable<MapLink> Links => links;
}

/// <summary>The maps between all neighbouring editions, followed step by step.</summary>
internal sealed class EditionChain
{
    private static readonly Edition[] Editions = [.. Enum.GetValues<Edition>().Order()];

    private readonly EditionStep[] _steps;

    private EditionChain(EditionStep[] steps) => _steps = steps;

    /// <param name="kind"><c>controls</c> or <c>clauses</c>: the files are <c>maps/kind-from-to.tsv</c>.</param>
    public static EditionChain Load(string kind) => new([.. Editions.Zip(Editions.Skip(1), (from, to) =>
        new EditionStep([.. Tsv.Read(string.Create(CultureInfo.InvariantCulture, $"maps/{kind}-{(int)from}-{(int)to}.tsv")).Select(ReadLink)]))]);

    /// <summary>The step that leads out of an edition to the next; null for the newest.</summary>
    public EditionStep? Step(Edition from) => Array.IndexOf(Editions, from) is var i && i < _steps.Length ? _steps[i] : null;

    /// <summary>The step that leads into an edition from the one before; null for the oldest.</summary>
    public EditionStep? StepInto(Edition to) => Array.IndexOf(Editions, to) is var i and > 0 ? _steps[i - 1] : null;

    public Edition Next(Edition edition) => Editions[Array.IndexOf(Editions, edition) + 1];

    public IEnumerable<Mapped<string>> Follow(Edition from, string code, Edition target)
    {
        var (at, end) = (Array.IndexOf(Editions, from), Array.IndexOf(Editions, target));
        IEnumerable<Mapped<string>> reached = [new(code, MapRelation.Full)];
        while (at != end)
        {
            var forward = end > at;
            var step = _steps[forward ? at : at - 1];
            reached = [.. reached.SelectMany(m => (forward ? step.Forward(m.Key) : step.Back(m.Key)).Select(n => new Mapped<string>(n.Key, Looser(m.Relation, n.Relation))))];
            at += forward ? 1 : -1;
        }
        return reached;
    }

    private static MapRelation Looser(MapRelation a, MapRelation b) => a > b ? a : b;

    private static MapLink ReadLink(TsvRow row)
    {
        var link = new MapLink(row.Optional("from"), row.Optional("to"), row.Word<MapRelation>("relation"), row.Optional("clause"));
        if ((link.From is null) != (link.Relation == MapRelation.New))
            throw row.Bad("from", "is empty exactly for what is new");
        if ((link.To is null) != (link.Relation is MapRelation.Body or MapRelation.Dropped))
            throw row.Bad("to", "is empty exactly for what ended");
        return link;
    }
}
