using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Registers;
using Isms.Kernel.Signals;
using Isms.Modules.Disclosure.Exchange;
using Isms.Modules.Disclosure.Requests;
using Isms.Modules.Disclosure.Secrets;
using Isms.Modules.Disclosure.Transit;

namespace Isms.Modules.Disclosure;

/// <summary>The lists and papers of this process that can be taken out as files.</summary>
internal sealed class DisclosureFiles(
    IsmsDbContext db, ExportSecrets secrets, ExportSecretRequests requests, ExportTransfers transfers, ExportTransits transits, ExportSecretRequest request) : IContribute<FilesAsked, ExportableFile>
{
    private static readonly RegisterQuery All = new();

    public async Task<IReadOnlyList<ExportableFile>> AnswerAsync(Actor actor, FilesAsked question, CancellationToken ct) => question.Kind == FilesOf.Registers
        ? [
            new("disclosure.secrets", "", token => secrets.RunAsync(actor, All, token)),
            new("disclosure.requests", "", token => requests.RunAsync(actor, All, token)),
            new("disclosure.transfers", "", token => transfers.RunAsync(actor, All, token)),
            new("disclosure.transits", "", token => transits.RunAsync(actor, All, token)),
        ]
        : [
            .. await ExportableFiles.EachAsync("disclosure.request-papers", db.Set<SecretRequest>().Select(x => new NumberedRow { Id = x.Id, Number = x.Number }), (id, token) => request.RunAsync(actor, id, token), ct),
        ];
}
