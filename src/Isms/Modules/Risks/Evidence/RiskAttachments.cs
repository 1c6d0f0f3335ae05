using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Modules.Risks.Assessments;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.Evidence;

/// <summary>Files that show why a risk was rated so.</summary>
internal sealed class RiskAttachments(IsmsDbContext db) : IAttachmentSubject
{
    public const string KindName = "risks.risk";

    public string Kind => KindName;

    public async Task<bool> MayReadAsync(Actor actor, Guid id, CancellationToken ct) =>
        await db.Set<Risk>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, ct) is { } risk && await db.SeesAsync(actor, risk, ct);

    public async Task<bool> MayWriteAsync(Actor actor, Guid id, CancellationToken ct) =>
        await db.Set<Risk>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, ct) is { } risk && actor.MayRate(risk)
        && await db.Set<Assessment>().AnyAsync(a => a.Id == risk.AssessmentId && a.State == AssessmentState.InProgress, ct);
}
