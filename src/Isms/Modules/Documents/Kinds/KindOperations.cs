using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Modules.Secrecy;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Kinds;

/// <summary>A kind of document.</summary>
/// <param name="Documents">How many there are of it.</param>
public sealed record DocumentKindView(
    Guid Id, int Version, string Code, string NameZh, string NameEn, int Level, string NumberPattern, DocumentRoute Route, int ReviewMonths, int RetentionYears,
    Classification Classification, bool Confirmed, bool NeedsReleaseOrder, int Documents) : IVersioned;

/// <summary>The kinds of documents there are.</summary>
internal sealed class ListKinds(IsmsDbContext db)
{
    public async Task<Outcome<IReadOnlyList<DocumentKindView>>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.See) is { } no)
            return no;
        return await db.Set<DocumentKind>().AsNoTracking().OrderBy(k => k.Level).ThenBy(k => k.Id).Select(k => new DocumentKindView(
            k.Id, k.Version, k.Code, k.NameZh, k.NameEn, k.Level, k.NumberPattern, k.Route, k.ReviewMonths, k.RetentionYears, k.Classification, k.Confirmed, k.NeedsReleaseOrder,
            db.Set<ControlledDocument>().Count(d => d.KindId == k.Id))).ToListAsync(ct);
    }
}

/// <summary>Adds or changes a kind of document.</summary>
/// <param name="Id">Null adds one.</param>
/// <param name="Version">The version this is based on.</param>
/// <param name="Code">Letters; only for a new one.</param>
/// <param name="NumberPattern">Text with {prefix}, {parent} and one {serial:00}.</param>
public sealed record SaveKindRequest(
    Guid? Id, int Version, [StringLength(30), RegularExpression("^[A-Za-z][A-Za-z0-9]*$")] string? Code,
    [Required, StringLength(DocumentKind.NameLength)] string NameZh, [Required, StringLength(DocumentKind.NameLength)] string NameEn,
    [Range(1, 4)] int Level, [Required, StringLength(DocumentKind.PatternLength)] string NumberPattern, DocumentRoute Route,
    [Range(0, DocumentKind.MostReviewMonths)] int ReviewMonths, [Range(0, DocumentKind.MostRetentionYears)] int RetentionYears,
    Classification Classification, bool Confirmed, bool NeedsReleaseOrder);

/// <summary>A kind that was saved.</summary>
public sealed record KindSaved(Guid Id, int Version) : IVersioned;

/// <inheritdoc cref="SaveKindRequest"/>
internal sealed class SaveKind(IsmsDbContext db)
{
    /// <summary>The manual's own rule: the general manager approves manual and statement of applicability.</summary>
    public static readonly Refusal RouteFixed = Refusal.Invalid("route", "documents.route-fixed");

    public async Task<Outcome<KindSaved>> RunAsync(Actor actor, SaveKindRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.Control, request) is { } no)
            return no;
        if (Numbers.Serial().Count(request.NumberPattern) != 1)
            return Refusal.Invalid("numberPattern", "documents.pattern-one-serial");
        await using var writing = await db.BeginAsync(ct);
        DocumentKind? kind;
        if (request.Id is { } id)
        {
            if (request.Version == 0)
                return Refusal.VersionRequired;
            kind = await db.Set<DocumentKind>().SingleOrDefaultAsync(k => k.Id == id, ct);
            if (kind is null)
                return Refusal.NotFound;
            if (kind.Version != request.Version)
                return Refusal.Stale(DifferencesOf(kind, request));
        }
        else
        {
            if (string.IsNullOrWhiteSpace(request.Code))
                return Refusal.Invalid("code", "kernel.field-required");
            if (await db.Set<DocumentKind>().AnyAsync(k => k.Code.ToLower() == request.Code.ToLower(), ct))
                return Refusal.Invalid("code", "documents.kind-exists", request.Code);
            db.Add(kind = new DocumentKind { Code = request.Code, NameZh = "", NameEn = "", NumberPattern = "" });
        }
        if (kind.Code is "manual" or "soa" && request.Route != DocumentRoute.Top)
            return RouteFixed;
        (kind.NameZh, kind.NameEn, kind.Level, kind.NumberPattern, kind.Route) = (request.NameZh.Trim(), request.NameEn.Trim(), request.Level, request.NumberPattern.Trim(), request.Route);
        (kind.ReviewMonths, kind.RetentionYears, kind.Classification, kind.Confirmed) = (request.ReviewMonths, request.RetentionYears, request.Classification, request.Confirmed);
        kind.NeedsReleaseOrder = request.NeedsReleaseOrder || kind.Code == "manual";
        await db.SaveAsync(actor, "documents.save-kind", ct);
        await writing.CommitAsync(ct);
        return new KindSaved(kind.Id, kind.Version);
    }

    private static IReadOnlyList<FieldDifference> DifferencesOf(DocumentKind kind, SaveKindRequest request) =>
        [.. new FieldDifference[] { new("nameZh", request.NameZh, kind.NameZh), new("nameEn", request.NameEn, kind.NameEn), new("numberPattern", request.NumberPattern, kind.NumberPattern), new("route", request.Route.ToString(), kind.Route.ToString()) }
            .Where(d => d.Yours != d.Current)];
}
