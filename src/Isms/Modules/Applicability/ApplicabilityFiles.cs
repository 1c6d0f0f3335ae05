using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Registers;
using Isms.Kernel.Signals;
using Isms.Modules.Applicability.Printing;

namespace Isms.Modules.Applicability;

/// <summary>The lists and papers of this process that can be taken out as files.</summary>
internal sealed class ApplicabilityFiles(IsmsDbContext db, ExportControls controls, PrintSoa statement) : IContribute<FilesAsked, ExportableFile>
{
    private static readonly RegisterQuery All = new();

    public async Task<IReadOnlyList<ExportableFile>> AnswerAsync(Actor actor, FilesAsked question, CancellationToken ct) => question.Kind == FilesOf.Registers
        ? [
            .. await ExportableFiles.EachAsync("applicability.controls", db.Set<SoaVersion>().Select(x => new NumberedRow { Id = x.Id, Number = x.Number }), (id, token) => controls.RunAsync(actor, new(id, All), token), ct),
        ]
        : [
            .. await ExportableFiles.EachAsync("applicability.statements", db.Set<SoaVersion>().Select(x => new NumberedRow { Id = x.Id, Number = x.Number }), (id, token) => statement.RunAsync(actor, new PrintSoaRequest(id, SoaFormat.Xlsx), token), ct),
        ];
}
