using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Registers;
using Isms.Kernel.Signals;
using Isms.Modules.Documents.Library;
using Isms.Modules.Documents.Printing;

namespace Isms.Modules.Documents;

/// <summary>The lists and papers of this process that can be taken out as files.</summary>
internal sealed class DocumentsFiles(IsmsDbContext db, ExportMasterList masterList, DownloadVersion version) : IContribute<FilesAsked, ExportableFile>
{
    public async Task<IReadOnlyList<ExportableFile>> AnswerAsync(Actor actor, FilesAsked question, CancellationToken ct) => question.Kind == FilesOf.Registers
        ? [
            new("documents.master-list", "", token => masterList.RunAsync(actor, new ExportMasterListRequest(), token)),
        ]
        : [
            .. await ExportableFiles.EachAsync("documents.versions", db.Set<DocumentVersion>().Where(v => v.State != VersionState.Destroyed).Select(x => new NumberedRow { Id = x.Id, Number = x.Number + " " + x.Label }), (id, token) => version.RunAsync(actor, new DownloadVersionRequest(id), token), ct),
        ];
}
