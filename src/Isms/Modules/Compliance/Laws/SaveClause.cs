using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Documents;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Compliance.Laws;

/// <summary>An applicable clause.</summary>
/// <param name="Clause">Such as <c>第二十一条</c>.</param>
/// <param name="Demand">What it asks, in our own words.</param>
/// <param name="Fulfilment">How the company meets it.</param>
/// <param name="DocumentId">The document that rules it.</param>
public sealed record ClauseFacts(
    [Required, StringLength(Law.ShortLength)] string Clause, [Required, StringLength(Law.TextLength)] string Demand, [Required, StringLength(Law.TextLength)] string Fulfilment, Guid? DocumentId);

/// <summary>Adds or changes an applicable clause of a law.</summary>
/// <param name="Id">Null for a new one.</param>
/// <param name="Version">The clause's version this change is based on; 0 for a new one.</param>
public sealed record SaveClauseRequest(Guid LawId, Guid? Id, int Version, ClauseFacts Facts);

/// <summary>A clause as saved.</summary>
public sealed record ClauseSaved(Guid Id, int Version) : IVersioned;

/// <inheritdoc cref="SaveClauseRequest"/>
internal sealed class SaveClause(IsmsDbContext db)
{
    /// <summary>Clauses of a law that does not apply are not kept.</summary>
    public static readonly Refusal DoesNotApply = new("compliance.does-not-apply");

    public async Task<Outcome<ClauseSaved>> RunAsync(Actor actor, SaveClauseRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Edit, request.Facts) is { } no)
            return no;
        if (request is { Id: not null, Version: 0 })
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<Law>().AsNoTracking().SingleOrDefaultAsync(l => l.Id == request.LawId, ct) is not { } law)
            return Refusal.NotFound;
        var clauses = await db.Set<LawClause>().Where(c => c.LawId == law.Id).ToListAsync(ct);
        var clause = request.Id is { } id ? clauses.Find(c => c.Id == id) : new LawClause { LawId = law.Id, Place = clauses.Count == 0 ? 1 : clauses.Max(c => c.Place) + 1 };
        if (clause is null)
            return Refusal.NotFound;
        if (law.Standing == LawStanding.NotApplicable)
            return DoesNotApply;
        if (request.Id is not null && clause.Version != request.Version)
            return Refusal.Stale([new FieldDifference("demand", request.Facts.Demand, clause.Demand), new FieldDifference("fulfilment", request.Facts.Fulfilment, clause.Fulfilment)]);
        var facts = request.Facts;
        if (facts.DocumentId is { } document && !await DocumentViews.Documents(db).AnyAsync(d => d.Id == document, ct))
            return Refusal.Invalid("documentId", "compliance.no-such-document");
        (clause.Clause, clause.Demand, clause.Fulfilment, clause.DocumentId) = (facts.Clause.Trim(), facts.Demand.Trim(), facts.Fulfilment.Trim(), facts.DocumentId);
        if (request.Id is null)
            db.Add(clause);
        await db.SaveAsync(actor, "compliance.save-clause", ct);
        await writing.CommitAsync(ct);
        return new ClauseSaved(clause.Id, clause.Version);
    }
}

/// <summary>Takes out a clause; what was evaluated keeps its words.</summary>
/// <param name="Version">The version this is based on.</param>
public sealed record RemoveClauseRequest(Guid Id, int Version);

/// <inheritdoc cref="RemoveClauseRequest"/>
internal sealed class RemoveClause(IsmsDbContext db)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, RemoveClauseRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<LawClause>().SingleOrDefaultAsync(c => c.Id == request.Id, ct) is not { } clause)
            return Refusal.NotFound;
        if (clause.Version != request.Version)
            return Refusal.Stale([]);
        db.Remove(clause);
        await db.SaveAsync(actor, "compliance.remove-clause", ct);
        await writing.CommitAsync(ct);
        return Done.It;
    }
}
