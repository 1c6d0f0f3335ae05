using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Isms.Modules.Secrecy;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Drafts;

/// <summary>Adds a document with its first draft.</summary>
/// <param name="Number">Null takes the next of the kind's rule.</param>
/// <param name="TitleZh">At least one of the two titles.</param>
/// <param name="ParentId">The document that it belongs to: for an instruction or a rule its procedure.</param>
public sealed record CreateDocumentRequest(
    Guid KindId, Guid DepartmentId, [StringLength(ControlledDocument.TitleLength)] string? TitleZh, [StringLength(ControlledDocument.TitleLength)] string? TitleEn,
    [StringLength(ControlledDocument.NumberLength)] string? Number = null, Guid? ParentId = null);

/// <summary>A document that was added or changed.</summary>
public sealed record DocumentSaved(Guid Id, int Version, string Number) : IVersioned;

/// <inheritdoc cref="CreateDocumentRequest"/>
internal sealed class CreateDocument(IsmsDbContext db, DraftDesk desk, DocumentReach reach, TimeProvider time)
{
    public async Task<Outcome<DocumentSaved>> RunAsync(Actor actor, CreateDocumentRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.Edit, request) is { } no)
            return no;
        if (!actor.May(DocumentPermissions.Edit, request.DepartmentId) || !await db.Departments.AnyAsync(d => d.Id == request.DepartmentId && d.ClosedOn == null, ct))
            return Refusal.Invalid("departmentId", "documents.department-unknown");
        var (zh, en) = (request.TitleZh?.Trim() ?? "", request.TitleEn?.Trim() ?? "");
        if (zh.Length == 0 && en.Length == 0)
            return Refusal.Invalid("titleZh", "kernel.field-required");
        if (zh.Length == 0)
            zh = en;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<DocumentKind>().SingleOrDefaultAsync(k => k.Id == request.KindId, ct) is not { } kind)
            return Refusal.Invalid("kindId", "kernel.field-choice", request.KindId);
        var parent = request.ParentId is { } parentId ? await reach.Documents(actor).SingleOrDefaultAsync(d => d.Id == parentId, ct) : null;
        if (request.ParentId is not null && parent is null)
            return Refusal.Invalid("parentId", "documents.parent-unknown");
        if (parent is null && (kind.NumberPattern.Contains("{parent}", StringComparison.Ordinal) || kind.Level == 3 && kind.Code != "external"))
            return Refusal.Invalid("parentId", "documents.parent-required", kind.Names.In(actor.Culture));
        var number = request.Number?.Trim() is { Length: > 0 } asked ? asked : await desk.NextNumberAsync(kind, parent?.Number, ct);
        if (!await desk.FitsAsync(kind, number, parent?.Number, ct))
            return Refusal.Invalid("number", "documents.number-form", number, kind.NumberPattern);
        if (await db.Set<ControlledDocument>().AnyAsync(d => d.Number == number, ct))
            return Refusal.Invalid("number", "documents.number-taken", number);

        var document = new ControlledDocument { Number = number, KindId = kind.Id, DepartmentId = request.DepartmentId, ParentId = parent?.Id, Classification = kind.Classification, Confirmed = kind.Confirmed };
        document.Rename(zh, en);
        db.Add(document);
        db.Add(new DocumentVersion
        {
            DocumentId = document.Id, Number = number, Ordinal = 1, Label = await desk.LabelAsync(0, 0, ct), TitleZh = zh, TitleEn = en, AuthorId = actor.IsSystem ? null : actor.PersonId,
            ChangeSummary = Phrase.Of("documents.first-version"), CreatedAt = time.Instant(),
        });
        await db.SaveAsync(actor, "documents.create", ct);
        await writing.CommitAsync(ct);
        return new DocumentSaved(document.Id, document.Version, number);
    }
}
