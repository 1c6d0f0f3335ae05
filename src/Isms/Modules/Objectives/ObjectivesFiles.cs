using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Registers;
using Isms.Kernel.Signals;
using Isms.Modules.Objectives.Results;
using Isms.Modules.Objectives.Sets;

namespace Isms.Modules.Objectives;

/// <summary>The lists and papers of this process that can be taken out as files.</summary>
internal sealed class ObjectivesFiles(IsmsDbContext db, ExportResults results, ExportObjectives set) : IContribute<FilesAsked, ExportableFile>
{
    public async Task<IReadOnlyList<ExportableFile>> AnswerAsync(Actor actor, FilesAsked question, CancellationToken ct) => question.Kind == FilesOf.Registers
        ? [
            new("objectives.results", "", token => results.RunAsync(actor, null, token)),
        ]
        : [
            .. await ExportableFiles.EachAsync("objectives.sets", db.Set<ObjectiveSet>().Select(x => new NumberedRow { Id = x.Id, Number = x.Number }), (id, token) => set.RunAsync(actor, new ExportObjectivesRequest(id, Workbook: false), token), ct),
        ];
}
