using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Registers;
using Isms.Kernel.Signals;
using Isms.Modules.Conformity.Board;
using Isms.Modules.Conformity.Packs;
using Isms.Modules.Conformity.Questions;

namespace Isms.Modules.Conformity;

/// <summary>The lists and papers of this process that can be taken out as files.</summary>
internal sealed class ConformityFiles(IsmsDbContext db, ExportBoard board, ExportReadiness readiness, DownloadPack pack) : IContribute<FilesAsked, ExportableFile>
{
    public async Task<IReadOnlyList<ExportableFile>> AnswerAsync(Actor actor, FilesAsked question, CancellationToken ct) => question.Kind == FilesOf.Registers
        ? [
            new("conformity.board", "", token => board.RunAsync(actor, null, token)),
            new("conformity.readiness", "", token => readiness.RunAsync(actor, new ReadReadinessRequest(), token)),
        ]
        : [
            .. await ExportableFiles.EachAsync("conformity.packs", db.Set<EvidencePack>().Where(p => p.State == PackState.Ready).Select(x => new NumberedRow { Id = x.Id, Number = x.Number }), (id, token) => pack.RunAsync(actor, id, token), ct),
        ];
}
