using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Numbering;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents;

/// <summary>What another process registers as an external document.</summary>
/// <param name="StandardNumber">The issuer's number; empty for papers without one.</param>
internal sealed record ExternalFacts(string StandardNumber, int? Year, string TitleZh, string TitleEn, string Source, Guid DepartmentId);

/// <summary>Registers external documents for processes that need their text held (4.3.1 g). The caller checks the right and saves.</summary>
internal sealed class ExternalDesk(IsmsDbContext db, Numbers numbers)
{
    /// <summary>Registers one, received today; within the write transaction of the caller.</summary>
    public async Task<Guid> RegisterAsync(Actor actor, ExternalFacts facts, CancellationToken ct)
    {
        var external = new ExternalDocument
        {
            ReceiptNumber = await numbers.TakeAsync(DocumentsModule.ReceiptNumber, ct), TitleZh = facts.TitleZh, TitleEn = facts.TitleEn, StandardNumber = facts.StandardNumber, Year = facts.Year,
            Source = facts.Source, ReceivedOn = actor.Today, DepartmentId = facts.DepartmentId,
        };
        db.Add(external);
        return external.Id;
    }

    /// <summary>It holds no more: its issuer repealed it.</summary>
    public async Task WithdrawAsync(Guid id, CancellationToken ct) => (await db.Set<ExternalDocument>().SingleAsync(e => e.Id == id, ct)).State = ExternalState.Withdrawn;
}

/// <summary>The text of an external document: read by everybody who sees the list, held by who keeps documents.</summary>
internal sealed class ExternalFiles(IsmsDbContext db) : IAttachmentSubject
{
    public const string KindName = "documents.external";

    public string Kind => KindName;

    public string? PageOf(Guid id) => DocumentPaths.ExternalOne(id);

    public async Task<bool> MayReadAsync(Actor actor, Guid id, CancellationToken ct) => actor.May(DocumentPermissions.See) && await db.Set<ExternalDocument>().AnyAsync(e => e.Id == id, ct);

    public async Task<bool> MayWriteAsync(Actor actor, Guid id, CancellationToken ct) =>
        await db.Set<ExternalDocument>().Where(e => e.Id == id).Select(e => (Guid?)e.DepartmentId).SingleOrDefaultAsync(ct) is { } department
        && (actor.May(DocumentPermissions.Control) || actor.May(DocumentPermissions.Edit, department));
}
