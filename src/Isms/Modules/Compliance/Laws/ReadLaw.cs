using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Modules.Documents;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Compliance.Laws;

/// <summary>An applicable clause with the document that rules it.</summary>
public sealed record ClauseView(Guid Id, int Version, string Clause, string Demand, string Fulfilment, Guid? DocumentId, string Document);

/// <summary>A change that was found.</summary>
/// <param name="Check">Number of the record of the check.</param>
public sealed record ChangeView(Guid Id, int Version, Guid CheckId, string Check, DateOnly FoundOn, Guid LawId, string LawNumber, string LawTitle, ChangeKind Kind, string Note, DateOnly DueOn, string Handling, DateOnly? HandledOn, string HandledBy)
{
    public bool Open => HandledOn is null;
}

/// <summary>What a signed evaluation found.</summary>
public sealed record PastResult(Guid EvaluationId, string Evaluation, DateOnly? On, string Clause, ComplianceResult? Result, string Situation);

/// <summary>A law with its clauses and what happened to it.</summary>
/// <param name="External">Number of receipt of the external document.</param>
/// <param name="EvaluateBy">The last day for the next evaluation; null while none is due.</param>
/// <param name="Incomplete">It applies, and no clause is named.</param>
public sealed record LawView(
    Guid Id, int Version, string Number, string TitleZh, string TitleEn, LawKind Kind, string Issuer, string Reference, DateOnly? IssuedOn, DateOnly? EffectiveOn, LawStatus Status, string Source, LawStanding Standing,
    string Reason, DateOnly? JudgedOn, Guid? DepartmentId, string Department, Guid? ExternalId, string External, DateOnly? EvaluatedOn, ComplianceResult? Result, DateOnly? EvaluateBy, bool Overdue, bool Incomplete,
    IReadOnlyList<ClauseView> Clauses, IReadOnlyList<ChangeView> Changes, IReadOnlyList<PastResult> Results, bool MayEdit) : IVersioned
{
    public string Title => System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" && TitleEn.Length > 0 ? TitleEn : TitleZh;
}

/// <inheritdoc cref="LawView"/>
internal sealed class ReadLaw(IsmsDbContext db, SettingsReader settings)
{
    private const int MostResults = 100;

    public async Task<Outcome<LawView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.See) is { } no)
            return no;
        var found = await (
            from x in db.Set<Law>().AsNoTracking()
            where x.Id == id
            from d in db.Departments.Where(d => d.Id == x.DepartmentId).DefaultIfEmpty()
            from e in DocumentViews.Externals(db).Where(e => e.Id == x.ExternalId).Select(e => e.ReceiptNumber).DefaultIfEmpty()
            select new { Law = x, Department = d == null ? "" : d.Name, External = e ?? "" }).SingleOrDefaultAsync(ct);
        if (found is null)
            return Refusal.NotFound;
        var l = found.Law;
        var clauses = await (
            from c in db.Set<LawClause>().AsNoTracking()
            from d in DocumentViews.Documents(db).Where(d => d.Id == c.DocumentId).Select(d => d.Number + " " + d.TitleZh).DefaultIfEmpty()
            where c.LawId == id
            orderby c.Place, c.Id
            select new ClauseView(c.Id, c.Version, c.Clause, c.Demand, c.Fulfilment, c.DocumentId, d ?? "")).ToListAsync(ct);
        var changes = await ChangesOf(db, id, null).ToListAsync(ct);
        var results = actor.May(CompliancePermissions.Read) ? await (
            from r in db.Set<EvaluationLine>().AsNoTracking()
            join e in db.Set<Evaluation>() on r.EvaluationId equals e.Id
            where r.LawId == id && e.State == ReviewState.Approved
            orderby e.ApprovedOn descending, r.Place
            select new PastResult(e.Id, e.Number, e.ApprovedOn, r.Clause, r.Result, r.Situation)).Take(MostResults).ToListAsync(ct) : [];
        var applies = l.Standing == LawStanding.Applies && l.Status != LawStatus.Repealed;
        DateOnly? due = applies && l.Status != LawStatus.Upcoming ? (l.EvaluatedOn ?? l.JudgedOn)?.AddMonths(await settings.NumberAsync(ComplianceModule.EvaluationMonths, ct)) : null;
        return new LawView(
            l.Id, l.Version, l.Number, l.TitleZh, l.TitleEn, l.Kind, l.Issuer, l.Reference, l.IssuedOn, l.EffectiveOn, l.Status, l.Source, l.Standing, l.Reason, l.JudgedOn, l.DepartmentId, found.Department,
            l.ExternalId, found.External, l.EvaluatedOn, l.Result, due, due < actor.Today, applies && clauses.Count == 0, clauses, changes, results, actor.May(CompliancePermissions.Edit));
    }

    /// <summary>Changes of one law, or those found by one check; the latest first.</summary>
    internal static IQueryable<ChangeView> ChangesOf(IsmsDbContext db, Guid? lawId, Guid? checkId) =>
        from c in db.Set<LawChange>().AsNoTracking()
        join k in db.Set<LawCheck>() on c.CheckId equals k.Id
        join l in db.Set<Law>() on c.LawId equals l.Id
        from p in db.People.Where(p => p.Id == c.HandledById).DefaultIfEmpty()
        where (lawId == null || c.LawId == lawId) && (checkId == null || c.CheckId == checkId)
        orderby k.CheckedOn descending, l.Number, c.Id
        select new ChangeView(c.Id, c.Version, k.Id, k.Number, k.CheckedOn, l.Id, l.Number, l.TitleZh, c.Kind, c.Note, c.DueOn, c.Handling, c.HandledOn, p == null ? "" : p.Name);
}
