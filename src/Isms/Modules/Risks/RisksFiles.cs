using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Registers;
using Isms.Kernel.Signals;
using Isms.Modules.Risks.RiskRegister;

namespace Isms.Modules.Risks;

/// <summary>The lists and papers of this process that can be taken out as files.</summary>
internal sealed class RisksFiles(IsmsDbContext db, ExportRisks risks, ExportAssessment assessment) : IContribute<FilesAsked, ExportableFile>
{
    private static readonly RegisterQuery All = new();

    public async Task<IReadOnlyList<ExportableFile>> AnswerAsync(Actor actor, FilesAsked question, CancellationToken ct) => question.Kind == FilesOf.Registers
        ? [
            .. await ExportableFiles.EachAsync("risks.register", db.Set<Assessment>().Select(x => new NumberedRow { Id = x.Id, Number = x.Number }), (id, token) => risks.RunAsync(actor, id, All, token), ct),
        ]
        : [
            .. await ExportableFiles.EachAsync("risks.assessments", db.Set<Assessment>().Select(x => new NumberedRow { Id = x.Id, Number = x.Number }), (id, token) => assessment.RunAsync(actor, id, token), ct),
        ];
}
