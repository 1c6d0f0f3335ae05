namespace Isms.Kernel.Standards;

/// <summary>How an element of one edition lives on in the next. Ordered from the closest to the loosest.</summary>
public enum MapRelation
{
    /// <summary>Carried over, with its content.</summary>
    Full,

    /// <summary>Became a part of a larger element.</summary>
    Merge,

    /// <summary>Was divided; each part carries some of it.</summary>
    Split,

    /// <summary>Only some of it lives on there; the rest needs a decision.</summary>
    Partial,

    /// <summary>Moved from Annex A into a clause, which cannot be excluded.</summary>
    Body,

    /// <summary>Has no place of its own in the next edition.</summary>
    Dropped,

    /// <summary>Did not exist in the edition before.</summary>
    New,
}

/// <summary>An element of another edition that an element was mapped to.</summary>
/// <param name="Key">The element reached.</param>
/// <param name="Relation">Over several editions: the loosest relation on the way.</param>
public sealed record Mapped<TKey>(TKey Key, MapRelation Relation);

/// <summary>
/// The n:m maps between the Annex A of neighbouring editions, followed in either direction and across editions
/// (2005 → 2013 → 2022). Nothing is ever matched by an equal code.
/// </summary>
public static class ControlMap
{
    private static readonly Lazy<EditionChain> Chain = new(() => EditionChain.Load("controls"));

    /// <summary>
    /// What a key corresponds to in another edition, in that edition's order; empty when it has no counterpart.
    /// A domain or objective is mapped through its controls, and answered at its own level where the target edition has one
    /// (2022 has no objectives, so there it is answered by controls).
    /// </summary>
    public static IReadOnlyList<Mapped<ControlKey>> To(ControlKey key, Edition target)
    {
        if (ControlCatalogue.Find(key) is not { } entry)
            return [];
        if (key.Edition == target)
            return [new(key, MapRelation.Full)];
        var controls = ControlCatalogue.Of(key.Edition).ControlsIn(entry)
            .SelectMany(c => Chain.Value.Follow(key.Edition, c.Key.Code, target))
            .Select(m => new Mapped<ControlKey>(Lift(new(target, m.Key), entry.Kind), m.Relation));
        return [.. controls.GroupBy(m => m.Key, (k, all) => new Mapped<ControlKey>(k, all.Min(m => m.Relation))).OrderBy(m => ControlCatalogue.Position(m.Key))];
    }

    /// <summary>
    /// How a control fared in the next edition when it has no counterpart in its annex: <see cref="MapRelation.Body"/> with the clause
    /// that took it over, or <see cref="MapRelation.Dropped"/>. Null when it has a counterpart, or is of the newest edition.
    /// </summary>
    public static (MapRelation Relation, ClauseKey? Clause)? Ended(ControlKey control) =>
        Chain.Value.Step(control.Edition)?.Ended(control.Code) is { } link
            ? (link.Relation, link.Clause is { } clause ? new ClauseKey(Chain.Value.Next(control.Edition), clause) : null)
            : null;

    /// <summary>True when the control did not exist in the edition before; false for every control of the oldest edition.</summary>
    public static bool IsNew(ControlKey control) => Chain.Value.StepInto(control.Edition)?.IsNew(control.Code) ?? false;

    private static ControlKey Lift(ControlKey control, ControlKind level)
    {
        var catalogue = ControlCatalogue.Of(control.Edition);
        if (level == ControlKind.Control || catalogue.Objectives.Count == 0)
            return control;
        var objective = ControlCatalogue.Find(control)!.Parent!.Value;
        return level == ControlKind.Objective ? objective : ControlCatalogue.Find(objective)!.Parent!.Value;
    }
}

/// <summary>The same for the clauses of the body of the standard.</summary>
public static class ClauseMap
{
    private static readonly Lazy<EditionChain> Chain = new(() => EditionChain.Load("clauses"));

    /// <summary>
    /// What a clause corresponds to in another edition, in that edition's order; empty when it has no counterpart.
    /// A clause that is not mapped itself is answered by its sub-clauses (4.2.1 by 4.2.1 a) to j)).
    /// </summary>
    public static IReadOnlyList<Mapped<ClauseKey>> To(ClauseKey key, Edition target)
    {
        if (ControlCatalogue.Find(key) is null)
            return [];
        if (key.Edition == target)
            return [new(key, MapRelation.Full)];
        var found = WithDescendants(key).SelectMany(k => Chain.Value.Follow(key.Edition, k.Number, target));
        var order = ControlCatalogue.Of(target).Clauses.Index().ToDictionary(c => c.Item.Key.Number, c => c.Index, StringComparer.Ordinal);
        return [.. found.GroupBy(m => m.Key, (n, all) => new Mapped<ClauseKey>(new(target, n), all.Min(m => m.Relation))).OrderBy(m => order[m.Key.Number])];
    }

    /// <summary>
    /// The clause of the 2005 edition that a clause of the manual stands for: the manual is written on that skeleton, with numbers of its own
    /// below it (4.2.1.5 is 4.2.1 e)). Null for what is none of 4 to 8.
    /// </summary>
    public static ClauseKey? OfManual(string number)
    {
        var parts = number.Trim().Split([' ', ')', '('], StringSplitOptions.RemoveEmptyEntries) is [var first, ..] ? first.Split('.') : [];
        if (parts is ["4", "2", "1", var step, ..] && int.TryParse(step, System.Globalization.CultureInfo.InvariantCulture, out var place) && place is >= 1 and <= 10)
            return new(Edition.Iso2005, $"4.2.1 {(char)('a' + place - 1)})");
        for (var length = parts.Length; length > 0; length--)
        {
            var key = new ClauseKey(Edition.Iso2005, string.Join('.', parts[..length]));
            if (ControlCatalogue.Find(key) is not null)
                return key;
        }
        return null;
    }

    private static IEnumerable<ClauseKey> WithDescendants(ClauseKey key) =>
        ControlCatalogue.Of(key.Edition).Clauses.Where(c => c.Parent == key).SelectMany(c => WithDescendants(c.Key)).Prepend(key);
}
