using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Modules.Documents.Drafts;
using Isms.Modules.Documents.Kinds;
using Isms.Modules.Documents.Library;
using Isms.Modules.Documents.Releasing;
using Isms.Modules.Documents.Reviews;

namespace Isms.Modules.Documents;

internal static class DocumentEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        MapKinds(api.MapGroup("/document-kinds").WithTags("Documents"));
        MapDocuments(api.MapGroup("/documents").WithTags("Documents"));
        MapVersions(api.MapGroup("/document-versions").WithTags("Documents"));
    }

    private static void MapKinds(RouteGroupBuilder kinds)
    {
        kinds.MapGet("/", (Actor actor, ListKinds list, CancellationToken ct) => list.RunAsync(actor, ct)).Needs(DocumentPermissions.See);
        kinds.MapPost("/", async (Actor actor, SaveKindRequest request, SaveKind save, CancellationToken ct) =>
            (await save.RunAsync(actor, request with { Id = null }, ct)).At(k => "/api/v1/document-kinds/" + k.Id)).Needs(DocumentPermissions.Control);
        kinds.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, SaveKindRequest request, SaveKind save, CancellationToken ct) =>
            save.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(DocumentPermissions.Control);
    }

    private static void MapDocuments(RouteGroupBuilder documents)
    {
        documents.MapGet("/", (Actor actor, RegisterQuery query, FindDocuments find, CancellationToken ct) => find.RunAsync(actor, query, ct)).Needs(DocumentPermissions.See);
        documents.MapPost("/", async (Actor actor, CreateDocumentRequest request, CreateDocument create, CancellationToken ct) =>
            (await create.RunAsync(actor, request, ct)).At(d => "/api/v1/documents/" + d.Id)).Needs(DocumentPermissions.Edit);
        documents.MapGet("/{id:guid}", (Actor actor, Guid id, Guid? version, ReadDocument read, CancellationToken ct) => read.RunAsync(actor, new ReadDocumentRequest(id, version), ct)).Needs(DocumentPermissions.See);
        documents.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, ChangeDocumentRequest request, ChangeDocument change, CancellationToken ct) =>
            change.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(DocumentPermissions.Edit);
        documents.MapPost("/{id:guid}/versions", async (Actor actor, Guid id, ReviseDocumentRequest request, ReviseDocument revise, CancellationToken ct) =>
            (await revise.RunAsync(actor, request with { Id = id }, ct)).At(v => "/api/v1/document-versions/" + v.Id)).Needs(DocumentPermissions.Edit);
        documents.MapGet("/{id:guid}/reviews", (Actor actor, Guid id, ListReviews list, CancellationToken ct) => list.RunAsync(actor, id, ct)).Needs(DocumentPermissions.See);
    }

    private static void MapVersions(RouteGroupBuilder versions)
    {
        versions.MapGet("/{id:guid}", (Actor actor, Guid id, ReadVersion read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(DocumentPermissions.See);
        versions.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, SaveDraftRequest request, SaveDraft save, CancellationToken ct) =>
            save.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(DocumentPermissions.Edit);
        versions.MapPost("/{id:guid}/preview", (Actor actor, Guid id, PreviewTextRequest request, PreviewText preview, CancellationToken ct) =>
            preview.RunAsync(actor, request with { VersionId = id }, ct)).Needs(DocumentPermissions.Edit);
        versions.MapPut("/{id:guid}/material", (Actor actor, Guid id, IfMatch match, DecideMaterialRequest request, DecideMaterial decide, CancellationToken ct) =>
            decide.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(DocumentPermissions.Decide);
        versions.MapPost("/{id:guid}/reviews", async (Actor actor, Guid id, RecordReviewRequest request, RecordReview record, CancellationToken ct) =>
            (await record.RunAsync(actor, request with { VersionId = id }, ct)).At(r => $"/api/v1/document-versions/{r.VersionId}")).Needs(DocumentPermissions.Edit);
        versions.MapGet("/{id:guid}/release-order", (Actor actor, Guid id, ReadReleaseOrder read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(DocumentPermissions.See);
        versions.MapPut("/{id:guid}/release-order", (Actor actor, Guid id, DrawReleaseOrderRequest request, DrawReleaseOrder draw, CancellationToken ct) =>
            draw.RunAsync(actor, request with { VersionId = id }, ct)).Needs(DocumentPermissions.Control);
        versions.MapPost("/{id:guid}/issue", (Actor actor, Guid id, IfMatch match, IssueVersionRequest request, IssueVersion issue, CancellationToken ct) =>
            issue.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(DocumentPermissions.Control);
    }
}
