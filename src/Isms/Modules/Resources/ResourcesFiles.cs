using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Registers;
using Isms.Kernel.Signals;
using Isms.Modules.Resources.Competence;
using Isms.Modules.Resources.Facilities;
using Isms.Modules.Resources.Repairs;
using Isms.Modules.Resources.Requests;
using Isms.Modules.Resources.Summary;

namespace Isms.Modules.Resources;

/// <summary>The lists and papers of this process that can be taken out as files.</summary>
internal sealed class ResourcesFiles(
    IsmsDbContext db, ExportRequests requests, ExportFacilities facilities, ExportSummary summary, ExportCompetence competence, ExportRepairs repairs, ExportRepair repair) : IContribute<FilesAsked, ExportableFile>
{
    private static readonly RegisterQuery All = new();

    public async Task<IReadOnlyList<ExportableFile>> AnswerAsync(Actor actor, FilesAsked question, CancellationToken ct) => question.Kind == FilesOf.Registers
        ? [
            new("resources.requests", "", token => requests.RunAsync(actor, All, token)),
            new("resources.facilities", "", token => facilities.RunAsync(actor, All, token)),
            new("resources.summary", "", token => summary.RunAsync(actor, null, token)),
            new("resources.competence", "", token => competence.RunAsync(actor, token)),
            new("resources.repairs", "", token => repairs.RunAsync(actor, All, token)),
        ]
        : [
            .. await ExportableFiles.EachAsync("resources.repair-sheets", db.Set<RepairTicket>().Select(x => new NumberedRow { Id = x.Id, Number = x.Number }), (id, token) => repair.RunAsync(actor, id, token), ct),
        ];
}
