using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Registers;
using Isms.Kernel.Signals;
using Isms.Modules.Records.Control;
using Isms.Modules.Records.Documents;
using Isms.Modules.Records.Rules;

namespace Isms.Modules.Records;

/// <summary>The lists and papers of this process that can be taken out as files.</summary>
internal sealed class RecordsFiles(IsmsDbContext db, ExportForms forms, ExportRecords records, ExportWatched watched, PrintDisposal disposal) : IContribute<FilesAsked, ExportableFile>
{
    private static readonly RegisterQuery All = new();

    public async Task<IReadOnlyList<ExportableFile>> AnswerAsync(Actor actor, FilesAsked question, CancellationToken ct) => question.Kind == FilesOf.Registers
        ? [
            new("records.master-list", "", token => forms.RunAsync(actor, All, token)),
            .. await ExportableFiles.EachAsync("records.records", db.Set<RecordForm>().Where(f => f.CurrentId != null && db.Set<FormRecord>().Any(r => r.FormId == f.Id)).Select(x => new NumberedRow { Id = x.Id, Number = x.Code }), (id, token) => records.RunAsync(actor, id, All, token), ct),
            new("records.watch", "", token => watched.RunAsync(actor, All, token)),
        ]
        : [
            .. await ExportableFiles.EachAsync("records.disposals", db.Set<RecordDisposal>().Select(x => new NumberedRow { Id = x.Id, Number = x.Number }), (id, token) => disposal.RunAsync(actor, id, token), ct),
        ];
}
