using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Registers;
using Isms.Kernel.Signals;
using Isms.Modules.Scope.Statements;

namespace Isms.Modules.Scope;

/// <summary>The papers of this process that can be taken out as files.</summary>
internal sealed class ScopeFiles(IsmsDbContext db, ExportScope statement) : IContribute<FilesAsked, ExportableFile>
{
    public async Task<IReadOnlyList<ExportableFile>> AnswerAsync(Actor actor, FilesAsked question, CancellationToken ct) => question.Kind != FilesOf.Documents ? [] : [
            .. await ExportableFiles.EachAsync("scope.statements", db.Set<ScopeStatement>().Select(x => new NumberedRow { Id = x.Id, Number = x.Number }), (id, token) => statement.RunAsync(actor, id, token), ct),
        ];
}
