using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Registers;
using Isms.Kernel.Signals;
using Isms.Modules.Documents.Library;
using Isms.Modules.Documents.Printing;

namespace Isms.Modules.Documents;

/// <summary>The lists and papers of this process that can be taken out as files.</summary>
internal sealed class DocumentsFiles(
    IsmsDbContext db, ExportMasterList masterList, ExportCopies copies, ExportExternals externals, DownloadVersion version, PrintApprovalSheet sheet, PrintChangeRequest request, PrintDisposalRequest disposal, PrintReview review) : IContribute<FilesAsked, ExportableFile>
{
    public async Task<IReadOnlyList<ExportableFile>> AnswerAsync(Actor actor, FilesAsked question, CancellationToken ct) => question.Kind == FilesOf.Registers
        ? [
            new("documents.master-list", "", token => masterList.RunAsync(actor, new ExportMasterListRequest(), token)),
            new("documents.copies", "", token => copies.RunAsync(actor, null, token)),
            new("documents.external", "", token => externals.RunAsync(actor, token)),
        ]
        : [
            .. await ExportableFiles.EachAsync("documents.versions", db.Set<DocumentVersion>().Where(v => v.State != VersionState.Destroyed).Select(x => new NumberedRow { Id = x.Id, Number = x.Number + " " + x.Label }), (id, token) => version.RunAsync(actor, new DownloadVersionRequest(id), token), ct),
            .. await ExportableFiles.EachAsync("documents.approval-sheets", db.Set<DocumentVersion>().Where(v => v.ApprovedAt != null && v.State != VersionState.Destroyed).Select(x => new NumberedRow { Id = x.Id, Number = x.Number + " " + x.Label }), (id, token) => sheet.RunAsync(actor, id, token), ct),
            .. await ExportableFiles.EachAsync("documents.change-requests", db.Set<ChangeRequest>().Select(x => new NumberedRow { Id = x.Id, Number = x.Number }), (id, token) => request.RunAsync(actor, id, token), ct),
            .. await ExportableFiles.EachAsync("documents.disposals", db.Set<DisposalRequest>().Select(x => new NumberedRow { Id = x.Id, Number = x.Number }), (id, token) => disposal.RunAsync(actor, id, token), ct),
            .. await ExportableFiles.EachAsync("documents.reviews", from r in db.Set<ReviewRecord>() join v in db.Set<DocumentVersion>() on r.VersionId equals v.Id select new NumberedRow { Id = r.Id, Number = v.Number + " " + v.Label }, (id, token) => review.RunAsync(actor, id, token), ct),
        ];
}
