using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Work;
using Isms.Modules.Documents;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Policy.Texts;

/// <summary>
/// The detailed policy XX-A-04.00 among the controlled documents follows the statement (appendix 5): when the statement changes, it is to be revised.
/// </summary>
internal sealed class DetailedPolicy(IsmsDbContext db, DocumentsInForce documents, WorkInbox inbox, SettingsReader settings) : ISignalHandler<DocumentChanged>
{
    public const string WorkKind = "policy.revise-detailed";
    private const string SubjectKind = "policy.detailed";
    private const string Pattern = "XX-A-04.00";

    /// <summary>The document when it was approved before the statement was; null when it is up to date or there is none in force.</summary>
    public async Task<DocumentInForce?> BehindAsync(PolicyVersion policy, DateOnly today, CancellationToken ct)
    {
        if (policy.State != PolicyState.Approved || await documents.FindAsync(Pattern, today, ct) is not { } document)
            return null;
        return await DocumentViews.Versions(db).AnyAsync(v => v.Id == document.VersionId && v.ApprovedAt < policy.ApprovedAt, ct) ? document : null;
    }

    /// <summary>Asks the document controller to have it revised; saved by the caller.</summary>
    public async Task AskAsync(PolicyVersion policy, DateOnly today, CancellationToken ct)
    {
        if (await documents.FindAsync(Pattern, today, ct) is not { } document)
            return;
        inbox.Add(new NewWork(WorkKind, "policy.work.revise-detailed", [document.Number, policy.VersionLabel], document.Link, SubjectKind, document.DocumentId, today.AddDays(await settings.NumberAsync(PolicyModule.RevisionDays, ct)))
        {
            Office = Office.DocumentController,
        });
    }

    public Task HandleAsync(Actor actor, DocumentChanged signal, CancellationToken ct) => inbox.CompleteAsync(actor, SubjectKind, signal.DocumentId, WorkKind, ct);
}
