using Isms.Kernel.Access;
using Isms.Kernel.Registers;
using Isms.Kernel.Signals;
using Isms.Modules.Opportunities.Matters;

namespace Isms.Modules.Opportunities;

/// <summary>The list of this process that can be taken out as a file.</summary>
internal sealed class OpportunitiesFiles(ExportMatters matters) : IContribute<FilesAsked, ExportableFile>
{
    public Task<IReadOnlyList<ExportableFile>> AnswerAsync(Actor actor, FilesAsked question, CancellationToken ct) => Task.FromResult<IReadOnlyList<ExportableFile>>(
        question.Kind != FilesOf.Registers ? [] : [new("opportunities.matters", "", token => matters.RunAsync(actor, new RegisterQuery(), token))]);
}
