using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Standards;

namespace Isms.Modules.Applicability.Conformity;

/// <summary>An element of the standard.</summary>
/// <param name="Key">Edition and code or number.</param>
public sealed record Element(string Key, string Code, string Title);

/// <summary>What an element corresponds to in one edition.</summary>
/// <param name="Relation">Over several editions the loosest on the way.</param>
public sealed record Counterpart(string Key, string Code, string Title, MapRelation Relation);

/// <summary>One edition in the view of an element.</summary>
/// <param name="Counterparts">Empty when it has none there.</param>
public sealed record EditionView(Edition Edition, string Iso, IReadOnlyList<Counterpart> Counterparts);

/// <summary>An element of one edition and what it is in all editions.</summary>
/// <param name="EndedIn">Clause that took a control over when it left Annex A; null otherwise.</param>
/// <param name="Ended">How it ended, when it has no counterpart in the next edition; null otherwise.</param>
public sealed record ConformityView(Element Element, Edition Edition, IReadOnlyList<EditionView> Editions, MapRelation? Ended, string? EndedIn);

/// <param name="Key">Edition and code, of Annex A or of the body: <c>2005:A.10.5</c>, <c>2013:9.2</c>.</param>
/// <param name="Clause">True when a number is meant as a clause of the body: in 2022 some numbers are both.</param>
public sealed record FollowControlRequest(string? Key, bool Clause = false);

/// <summary>Follows an element through the editions, by the maps only.</summary>
internal sealed class FollowControl
{
    public Task<Outcome<ConformityView>> RunAsync(Actor actor, FollowControlRequest request, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(Follow(actor, request));
    }

    private static Outcome<ConformityView> Follow(Actor actor, FollowControlRequest request)
    {
        if (actor.Refuses(SoaPermissions.See) is { } no)
            return no;
        if (!ControlKey.TryParse(request.Key, out var key))
            return Refusal.Invalid("key", "applicability.key-needs-edition", request.Key ?? "");
        if (!request.Clause && ControlCatalogue.Of(key.Edition).Recognize(key.Code) is { } entry)
            return OfAnnex(entry);
        return ControlCatalogue.Find(new ClauseKey(key.Edition, key.Code)) is { } clause ? OfBody(clause) : Refusal.NotFound;
    }

    private static ConformityView OfAnnex(AnnexEntry entry)
    {
        var culture = CultureInfo.CurrentUICulture;
        var ended = entry.Kind == ControlKind.Control ? ControlMap.Ended(entry.Key) : null;
        return new ConformityView(new Element(entry.Key.ToString(), entry.Key.Code, entry.Title(culture)), entry.Key.Edition,
            Editions(e => ControlMap.To(entry.Key, e).Select(m => new Counterpart(m.Key.ToString(), m.Key.Code, ControlCatalogue.Find(m.Key)!.Title(culture), m.Relation))),
            ended?.Relation, ended?.Clause?.ToString());
    }

    private static ConformityView OfBody(StandardClause clause)
    {
        var culture = CultureInfo.CurrentUICulture;
        return new ConformityView(new Element(clause.Key.ToString(), clause.Key.Number, clause.Title(culture)), clause.Key.Edition,
            Editions(e => ClauseMap.To(clause.Key, e).Select(m => new Counterpart(m.Key.ToString(), m.Key.Number, ControlCatalogue.Find(m.Key)!.Title(culture), m.Relation))), null, null);
    }

    private static EditionView[] Editions(Func<Edition, IEnumerable<Counterpart>> counterparts) =>
        [.. EditionNames.All.Select(names => new EditionView(names.Edition, names.Iso, [.. counterparts(names.Edition)]))];
}
