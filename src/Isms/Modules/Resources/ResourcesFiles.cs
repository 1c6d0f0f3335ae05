using Isms.Kernel.Access;
using Isms.Kernel.Registers;
using Isms.Kernel.Signals;
using Isms.Modules.Resources.Facilities;
using Isms.Modules.Resources.Requests;
using Isms.Modules.Resources.Summary;

namespace Isms.Modules.Resources;

/// <summary>The lists of this process that can be taken out as files.</summary>
internal sealed class ResourcesFiles(ExportRequests requests, ExportFacilities facilities, ExportSummary summary) : IContribute<FilesAsked, ExportableFile>
{
    private static readonly RegisterQuery All = new();

    public Task<IReadOnlyList<ExportableFile>> AnswerAsync(Actor actor, FilesAsked question, CancellationToken ct) => Task.FromResult<IReadOnlyList<ExportableFile>>(question.Kind != FilesOf.Registers ? [] : [
            new("resources.requests", "", token => requests.RunAsync(actor, All, token)),
            new("resources.facilities", "", token => facilities.RunAsync(actor, All, token)),
            new("resources.summary", "", token => summary.RunAsync(actor, null, token)),
        ]);
}
