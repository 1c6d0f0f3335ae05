using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Standards;

namespace Isms.Modules.Applicability.Conformity;

/// <summary>An entry of Annex A: number, short title, and our own words on what it is about.</summary>
public sealed record CatalogueEntry(string Key, string Code, ControlKind Kind, string? Parent, string Title, string? About, bool IsNew);

/// <summary>A clause of the body of the standard; it always applies.</summary>
public sealed record CatalogueClause(string Key, string Number, string? Parent, string Title);

/// <summary>Annex A and the clauses of one edition.</summary>
public sealed record CatalogueView(Edition Edition, string Iso, string Gb, int Controls, IReadOnlyList<CatalogueEntry> Entries, IReadOnlyList<CatalogueClause> Clauses);

/// <summary>Reads the catalogue of one edition.</summary>
internal sealed class ReadCatalogue
{
    public Task<Outcome<CatalogueView>> RunAsync(Actor actor, int year, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(Read(actor, year));
    }

    private static Outcome<CatalogueView> Read(Actor actor, int year)
    {
        if (actor.Refuses(SoaPermissions.See) is { } no)
            return no;
        if (!Enum.IsDefined((Edition)year))
            return Refusal.NotFound;
        var (catalogue, culture) = (ControlCatalogue.Of((Edition)year), CultureInfo.CurrentUICulture);
        var names = EditionNames.Of(catalogue.Edition);
        return new CatalogueView(catalogue.Edition, names.Iso, names.Gb, catalogue.Controls.Count,
            [.. catalogue.Entries.Select(e => new CatalogueEntry(e.Key.ToString(), e.Key.Code, e.Kind, e.Parent?.Code, e.Title(culture), e.Description(culture), e.Kind == ControlKind.Control && ControlMap.IsNew(e.Key)))],
            [.. catalogue.Clauses.Select(c => new CatalogueClause(c.Key.ToString(), c.Key.Number, c.Parent?.Number, c.Title(culture)))]);
    }
}
