using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Modules.Secrecy;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Drafts;

/// <summary>A line of a distribution list.</summary>
/// <param name="Copies">Controlled copies on paper.</param>
public sealed record RecipientFacts(
    RecipientScope Scope, Guid? DepartmentId = null, Office? Office = null, Guid? PersonId = null, [Range(0, DocumentRecipient.MostCopies)] int Copies = 0);

/// <summary>Changes what is the same for all versions of a document: who keeps it, its classification, who gets it.</summary>
/// <param name="Version">The version this is based on.</param>
/// <param name="Aliases">Other names under which texts mention it.</param>
/// <param name="Clauses">Clauses of the manual that call for it, separated by spaces.</param>
/// <param name="Confirmed">True when those on the distribution list confirm reading.</param>
/// <param name="Countersigners">Departments whose heads countersign.</param>
public sealed record ChangeDocumentRequest(
    Guid Id, int Version, Guid DepartmentId, Classification Classification, bool Confirmed, Guid? ParentId, [MaxLength(40)] IReadOnlyList<string> Aliases,
    [StringLength(ControlledDocument.TextLength)] string? Clauses, DateOnly? NextReviewOn, [MaxLength(50)] IReadOnlyList<Guid> Countersigners, [MaxLength(500)] IReadOnlyList<RecipientFacts> Recipients);

/// <inheritdoc cref="ChangeDocumentRequest"/>
internal sealed class ChangeDocument(IsmsDbContext db, DraftDesk desk, SettingsReader settings)
{
    /// <summary>What was submitted stays as it is until it is signed or sent back.</summary>
    public static readonly Refusal UnderWay = new("documents.under-way");

    public async Task<Outcome<DocumentSaved>> RunAsync(Actor actor, ChangeDocumentRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        var (document, refused) = await desk.ForEditAsync(actor, request.Id, ct);
        if (document is null)
            return refused!;
        if (document.Version != request.Version)
            return Refusal.Stale([new FieldDifference("departmentId", request.DepartmentId.ToString(), document.DepartmentId.ToString())]);
        if (await ProblemsAsync(actor, document, request, ct) is { Count: > 0 } problems)
            return Refusal.Invalid(problems);
        if (await db.Set<DocumentVersion>().AnyAsync(v => v.DocumentId == document.Id && v.State == VersionState.InReview, ct))
            return UnderWay.With(document.Number) with { Obstacles = [new Obstacle(document.Number, DocumentPaths.Approval(document.Id))] };

        if (request.Classification < document.Classification)
            return SecrecyRules.AskFor(DocumentClass.KindName, document.Id, $"{document.Number} {document.TitleZh}");

        (document.DepartmentId, document.Classification, document.Confirmed, document.ParentId) = (request.DepartmentId, request.Classification, request.Confirmed, request.ParentId);
        document.Aliases = string.Join('\n', request.Aliases.Select(a => a.Trim()).Where(a => a.Length > 0).Distinct(StringComparer.Ordinal));
        document.Clauses = string.Join(' ', (request.Clauses ?? "").Split([' ', ',', '，', '、', ';'], StringSplitOptions.RemoveEmptyEntries));
        document.NextReviewOn = request.NextReviewOn;
        // The list is part of the document: its version counts also when only a line of it changed.
        db.Entry(document).State = EntityState.Modified;
        db.RemoveRange(await db.Set<Countersigner>().Where(c => c.DocumentId == document.Id && !request.Countersigners.Contains(c.DepartmentId)).ToListAsync(ct));
        var known = await db.Set<Countersigner>().Where(c => c.DocumentId == document.Id).Select(c => c.DepartmentId).ToListAsync(ct);
        db.AddRange(request.Countersigners.Distinct().Except(known).Select(d => new Countersigner { DocumentId = document.Id, DepartmentId = d }));
        await ReplaceRecipientsAsync(document.Id, request.Recipients, ct);
        await db.SaveAsync(actor, "documents.change", ct);
        await writing.CommitAsync(ct);
        return new DocumentSaved(document.Id, document.Version, document.Number);
    }

    private async Task ReplaceRecipientsAsync(Guid documentId, IReadOnlyList<RecipientFacts> wanted, CancellationToken ct)
    {
        var before = await db.Set<DocumentRecipient>().Where(r => r.DocumentId == documentId).ToListAsync(ct);
        var facts = before.ToDictionary(r => r, r => new RecipientFacts(r.Scope, r.DepartmentId, r.Office, r.PersonId, r.Copies));
        db.RemoveRange(before.Where(r => !wanted.Contains(facts[r])));
        db.AddRange(wanted.Distinct().Except(facts.Values).Select(r => new DocumentRecipient
        {
            DocumentId = documentId, Scope = r.Scope, DepartmentId = r.DepartmentId, Office = r.Office, PersonId = r.PersonId, Copies = r.Copies,
        }));
    }

    private async Task<List<FieldProblem>> ProblemsAsync(Actor actor, ControlledDocument document, ChangeDocumentRequest request, CancellationToken ct)
    {
        var problems = new List<FieldProblem>();
        if (request.DepartmentId != document.DepartmentId
            && (!actor.May(DocumentPermissions.Edit, request.DepartmentId) || !await db.Departments.AnyAsync(d => d.Id == request.DepartmentId && d.ClosedOn == null, ct)))
        {
            problems.Add(new("departmentId", "documents.department-unknown"));
        }
        if (request.ParentId is { } parent && (parent == document.Id || !await db.Set<ControlledDocument>().AnyAsync(d => d.Id == parent, ct)))
            problems.Add(new("parentId", "documents.parent-unknown"));
        if (request.NextReviewOn is { } next && next < await settings.TodayAsync(ct) && next != document.NextReviewOn)
            problems.Add(new("nextReviewOn", "documents.review-in-past"));
        for (var i = 0; i < request.Recipients.Count; i++)
        {
            var line = request.Recipients[i];
            var fits = line.Scope switch
            {
                RecipientScope.Everyone => line is { DepartmentId: null, Office: null, PersonId: null },
                RecipientScope.Department => line is { DepartmentId: not null, Office: null, PersonId: null },
                RecipientScope.Office => line is { DepartmentId: null, Office: not null, PersonId: null },
                _ => line is { DepartmentId: null, Office: null, PersonId: not null },
            };
            if (!fits || line.DepartmentId is { } department && !await db.Departments.AnyAsync(d => d.Id == department, ct) || line.PersonId is { } person && !await db.People.AnyAsync(p => p.Id == person, ct))
                problems.Add(new(FormattableString.Invariant($"recipients[{i}]"), "documents.recipient-unclear"));
        }
        return problems;
    }
}
