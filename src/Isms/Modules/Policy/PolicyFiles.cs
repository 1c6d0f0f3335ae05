using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Registers;
using Isms.Kernel.Signals;
using Isms.Modules.Policy.Texts;

namespace Isms.Modules.Policy;

/// <summary>The papers of this process that can be taken out as files.</summary>
internal sealed class PolicyFiles(IsmsDbContext db, ExportPolicy policy) : IContribute<FilesAsked, ExportableFile>
{
    public async Task<IReadOnlyList<ExportableFile>> AnswerAsync(Actor actor, FilesAsked question, CancellationToken ct) => question.Kind != FilesOf.Documents ? [] : [
            .. await ExportableFiles.EachAsync("policy.policies", db.Set<PolicyVersion>().Select(x => new NumberedRow { Id = x.Id, Number = x.Number }), (id, token) => policy.RunAsync(actor, id, token), ct),
        ];
}
