using Isms.Kernel.Access;
using Isms.Kernel.Registers;
using Isms.Kernel.Signals;
using Isms.Modules.Secrecy.Openings;

namespace Isms.Modules.Secrecy;

/// <summary>The list of this process that can be taken out as a file.</summary>
internal sealed class SecrecyFiles(ExportOpenings openings) : IContribute<FilesAsked, ExportableFile>
{
    public Task<IReadOnlyList<ExportableFile>> AnswerAsync(Actor actor, FilesAsked question, CancellationToken ct) => Task.FromResult<IReadOnlyList<ExportableFile>>(
        question.Kind != FilesOf.Registers ? [] : [new("secrecy.openings", "", token => openings.RunAsync(actor, new RegisterQuery(), token))]);
}
