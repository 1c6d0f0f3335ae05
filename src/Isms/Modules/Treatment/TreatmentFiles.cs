using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Registers;
using Isms.Kernel.Signals;
using Isms.Modules.Treatment.Plans;
using Isms.Modules.Treatment.Residual;

namespace Isms.Modules.Treatment;

/// <summary>The papers of this process that can be taken out as files.</summary>
internal sealed class TreatmentFiles(IsmsDbContext db, ExportTreatmentPlan plan, ExportResidualReport report) : IContribute<FilesAsked, ExportableFile>
{
    public async Task<IReadOnlyList<ExportableFile>> AnswerAsync(Actor actor, FilesAsked question, CancellationToken ct) => question.Kind != FilesOf.Documents ? [] : [
            .. await ExportableFiles.EachAsync("treatment.plans", db.Set<TreatmentPlan>().Select(x => new NumberedRow { Id = x.Id, Number = x.Number }), (id, token) => plan.RunAsync(actor, id, token), ct),
            .. await ExportableFiles.EachAsync("treatment.residual-reports", db.Set<ResidualReport>().Select(x => new NumberedRow { Id = x.Id, Number = x.Number }), (id, token) => report.RunAsync(actor, id, token), ct),
        ];
}
