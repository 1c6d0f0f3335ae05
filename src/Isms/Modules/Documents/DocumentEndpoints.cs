using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Modules.Documents.Checking;
using Isms.Modules.Documents.Comparison;
using Isms.Modules.Documents.Disposal;
using Isms.Modules.Documents.Distribution;
using Isms.Modules.Documents.Drafts;
using Isms.Modules.Documents.Externals;
using Isms.Modules.Documents.Finding;
using Isms.Modules.Documents.Kinds;
using Isms.Modules.Documents.Library;
using Isms.Modules.Documents.Printing;
using Isms.Modules.Documents.Reading;
using Isms.Modules.Documents.Releasing;
using Isms.Modules.Documents.Requests;
using Isms.Modules.Documents.Reviews;

namespace Isms.Modules.Documents;

internal static class DocumentEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        MapKinds(api.MapGroup("/document-kinds").WithTags("Documents"));
        MapDocuments(api.MapGroup("/documents").WithTags("Documents"));
        MapVersions(api.MapGroup("/document-versions").WithTags("Documents"));
        MapReading(api.MapGroup("/readings").WithTags("Documents"));
        MapCopies(api.MapGroup("/document-copies").WithTags("Documents"));
        MapRequests(api.MapGroup("/document-change-requests").WithTags("Documents"));
        MapExternals(api.MapGroup("/external-documents").WithTags("Documents"));
        api.MapGet("/document-references", (Actor actor, Guid? documentId, CheckReferences check, CancellationToken ct) => check.RunAsync(actor, documentId, ct)).WithTags("Documents").Needs(DocumentPermissions.Edit);
        api.MapPost("/document-references/accepted", (Actor actor, AcceptReferenceRequest request, AcceptReference accept, CancellationToken ct) => accept.RunAsync(actor, request, ct)).WithTags("Documents").Needs(DocumentPermissions.Edit);
        api.MapGet("/document-needs", (Actor actor, int? edition, ShowNeeds show, CancellationToken ct) => show.RunAsync(actor, edition ?? 2013, ct)).WithTags("Documents").Needs(DocumentPermissions.ReadAll);
        api.MapGet("/document-disposals/{id:guid}/document", async (Actor actor, Guid id, PrintDisposalRequest print, CancellationToken ct) => (await print.RunAsync(actor, id, ct)).AsDownload()).WithTags("Documents").Needs(DocumentPermissions.ReadAll);
        api.MapGet("/document-reviews/{id:guid}/document", async (Actor actor, Guid id, PrintReview print, CancellationToken ct) => (await print.RunAsync(actor, id, ct)).AsDownload()).WithTags("Documents").Needs(DocumentPermissions.See);
        api.MapPost("/document-disposals", async (Actor actor, AskForDisposalRequest request, AskForDisposal ask, CancellationToken ct) =>
            (await ask.RunAsync(actor, request, ct)).At(d => "/api/v1/document-versions/" + d.VersionId)).WithTags("Documents").Needs(DocumentPermissions.Control);
    }

    private static void MapReading(RouteGroupBuilder readings)
    {
        readings.MapGet("/", (Actor actor, ListReadings list, CancellationToken ct) => list.RunAsync(actor, ct)).Needs(DocumentPermissions.Confirm);
        readings.MapGet("/{id:guid}", (Actor actor, Guid id, GetReading get, CancellationToken ct) => get.RunAsync(actor, id, ct)).Needs(DocumentPermissions.Confirm);
        readings.MapGet("/{id:guid}/sections/{section:int}", (Actor actor, Guid id, int section, ReadSection read, CancellationToken ct) =>
            read.RunAsync(actor, new ReadSectionRequest(id, section), ct)).Needs(DocumentPermissions.Confirm);
        readings.MapPost("/{id:guid}/confirmation", (Actor actor, Guid id, ConfirmReadingRequest request, ConfirmReading confirm, CancellationToken ct) =>
            confirm.RunAsync(actor, request with { Id = id }, ct)).Needs(DocumentPermissions.Confirm);
    }

    private static void MapRequests(RouteGroupBuilder requests)
    {
        requests.MapGet("/", (Actor actor, Guid? id, ListChangeRequests list, CancellationToken ct) => list.RunAsync(actor, id, ct)).Needs(DocumentPermissions.See);
        requests.MapGet("/{id:guid}/document", async (Actor actor, Guid id, PrintChangeRequest print, CancellationToken ct) => (await print.RunAsync(actor, id, ct)).AsDownload()).Needs(DocumentPermissions.See);
        requests.MapPost("/", async (Actor actor, AskForChangeRequest request, AskForChange ask, CancellationToken ct) =>
            (await ask.RunAsync(actor, request, ct)).At(r => "/api/v1/document-change-requests?id=" + r.Id)).Needs(DocumentPermissions.Confirm);
        requests.MapPost("/{id:guid}/answer", (Actor actor, Guid id, IfMatch match, AnswerChangeRequest request, AnswerChange answer, CancellationToken ct) =>
            answer.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(DocumentPermissions.Edit);
    }

    private static void MapExternals(RouteGroupBuilder externals)
    {
        externals.MapGet("/", (Actor actor, Guid? id, ListExternals list, CancellationToken ct) => list.RunAsync(actor, id, ct)).Needs(DocumentPermissions.See);
        externals.MapGet("/export", async (Actor actor, ExportExternals export, CancellationToken ct) => (await export.RunAsync(actor, ct)).AsDownload()).Needs(DocumentPermissions.See);
        externals.MapPost("/", async (Actor actor, SaveExternalRequest request, SaveExternal save, CancellationToken ct) =>
            (await save.RunAsync(actor, request with { Id = null }, ct)).At(e => "/api/v1/external-documents?id=" + e.Id)).Needs(DocumentPermissions.Control);
        externals.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, SaveExternalRequest request, SaveExternal save, CancellationToken ct) =>
            save.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(DocumentPermissions.Control);
        externals.MapPost("/{id:guid}/study", (Actor actor, Guid id, FinishStudy finish, CancellationToken ct) => finish.RunAsync(actor, id, ct)).Needs(DocumentPermissions.Edit);
    }

    private static void MapCopies(RouteGroupBuilder copies)
    {
        copies.MapGet("/export", async (Actor actor, Guid? documentId, ExportCopies export, CancellationToken ct) => (await export.RunAsync(actor, documentId, ct)).AsDownload()).Needs(DocumentPermissions.ReadAll);
        copies.MapPost("/", async (Actor actor, IssueCopyRequest request, IssueCopy issue, CancellationToken ct) =>
            (await issue.RunAsync(actor, request, ct)).At(c => "/api/v1/document-copies/" + c.Id)).Needs(DocumentPermissions.Control);
        copies.MapPost("/{id:guid}/receipt", (Actor actor, Guid id, IfMatch match, ReceiveCopy receive, CancellationToken ct) =>
            receive.RunAsync(actor, new ReceiveCopyRequest(id, match.Version), ct)).Needs(DocumentPermissions.Confirm);
        copies.MapPost("/{id:guid}/recall", (Actor actor, Guid id, IfMatch match, RecallCopyRequest request, RecallCopy recall, CancellationToken ct) =>
            recall.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(DocumentPermissions.Control);
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
        documents.MapGet("/master-list", async (Actor actor, DateOnly? asOf, ExportMasterList export, CancellationToken ct) =>
            (await export.RunAsync(actor, new ExportMasterListRequest(asOf), ct)).AsDownload()).Needs(DocumentPermissions.ReadAll);
        documents.MapGet("/search", (Actor actor, string? q, bool? drafts, SearchTexts search, CancellationToken ct) => search.RunAsync(actor, new SearchTextsRequest(q ?? "", drafts ?? false), ct)).Needs(DocumentPermissions.See);
        documents.MapPost("/", async (Actor actor, CreateDocumentRequest request, CreateDocument create, CancellationToken ct) =>
            (await create.RunAsync(actor, request, ct)).At(d => "/api/v1/documents/" + d.Id)).Needs(DocumentPermissions.Edit);
        documents.MapGet("/{id:guid}", (Actor actor, Guid id, Guid? version, ReadDocument read, CancellationToken ct) => read.RunAsync(actor, new ReadDocumentRequest(id, version), ct)).Needs(DocumentPermissions.See);
        documents.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, ChangeDocumentRequest request, ChangeDocument change, CancellationToken ct) =>
            change.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(DocumentPermissions.Edit);
        documents.MapPost("/{id:guid}/versions", async (Actor actor, Guid id, ReviseDocumentRequest request, ReviseDocument revise, CancellationToken ct) =>
            (await revise.RunAsync(actor, request with { Id = id }, ct)).At(v => "/api/v1/document-versions/" + v.Id)).Needs(DocumentPermissions.Edit);
        documents.MapGet("/{id:guid}/coverage", (Actor actor, Guid id, ShowCoverage show, CancellationToken ct) => show.RunAsync(actor, id, ct)).Needs(DocumentPermissions.See);
        documents.MapPost("/{id:guid}/reminders", (Actor actor, Guid id, RemindReaders remind, CancellationToken ct) => remind.RunAsync(actor, id, ct)).Needs(DocumentPermissions.Edit);
        documents.MapPost("/{id:guid}/new-readers", (Actor actor, Guid id, AskNewReaders ask, CancellationToken ct) => ask.RunAsync(actor, id, ct)).Needs(DocumentPermissions.Edit);
        documents.MapGet("/{id:guid}/uses", (Actor actor, Guid id, ListUses list, CancellationToken ct) => list.RunAsync(actor, id, ct)).Needs(DocumentPermissions.See);
        documents.MapGet("/{id:guid}/copies", (Actor actor, Guid id, ListCopies list, CancellationToken ct) => list.RunAsync(actor, id, ct)).Needs(DocumentPermissions.See);
        documents.MapGet("/{id:guid}/disposals", (Actor actor, Guid id, ListDisposals list, CancellationToken ct) => list.RunAsync(actor, id, ct)).Needs(DocumentPermissions.ReadAll);
        documents.MapGet("/{id:guid}/reviews", (Actor actor, Guid id, ListReviews list, CancellationToken ct) => list.RunAsync(actor, id, ct)).Needs(DocumentPermissions.See);
    }

    private static void MapVersions(RouteGroupBuilder versions)
    {
        versions.MapGet("/{id:guid}", (Actor actor, Guid id, ReadVersion read, CancellationToken ct) => read.RunAsync(actor, id, ct)).Needs(DocumentPermissions.See);
        versions.MapPut("/{id:guid}", (Actor actor, Guid id, IfMatch match, SaveDraftRequest request, SaveDraft save, CancellationToken ct) =>
            save.RunAsync(actor, request with { Id = id, Version = match.Version }, ct)).Needs(DocumentPermissions.Edit);
        versions.MapGet("/{id:guid}/approval-sheet", async (Actor actor, Guid id, PrintApprovalSheet print, CancellationToken ct) => (await print.RunAsync(actor, id, ct)).AsDownload()).Needs(DocumentPermissions.See);
        versions.MapGet("/{id:guid}/file", async (Actor actor, Guid id, string? format, DownloadVersion download, CancellationToken ct) =>
            (await download.RunAsync(actor, new DownloadVersionRequest(id, format ?? "docx"), ct)).AsDownload()).Needs(DocumentPermissions.See);
        versions.MapPut("/{id:guid}/file", async (Actor actor, Guid id, IfMatch match, IFormFile file, UploadText upload, CancellationToken ct) =>
        {
            await using var content = file.OpenReadStream();
            return await upload.RunAsync(actor, new UploadTextRequest(id, match.Version, file.FileName, content), ct);
        }).Needs(DocumentPermissions.Edit).DisableAntiforgery();
        versions.MapDelete("/{id:guid}/file", (Actor actor, Guid id, IfMatch match, UploadText upload, CancellationToken ct) =>
            upload.RunAsync(actor, new UploadTextRequest(id, match.Version, null, null), ct)).Needs(DocumentPermissions.Edit);
        versions.MapGet("/{id:guid}/comparison", (Actor actor, Guid id, Guid with, CompareVersions compare, CancellationToken ct) =>
            compare.RunAsync(actor, new CompareVersionsRequest(with, id), ct)).Needs(DocumentPermissions.See);
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
