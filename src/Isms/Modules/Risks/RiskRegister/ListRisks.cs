using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Modules.Risks.Assessments;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.RiskRegister;

/// <summary>A page of the risks of one assessment.</summary>
internal sealed class ListRisks(IsmsDbContext db)
{
    public async Task<Outcome<RegisterPage<RiskRow>>> RunAsync(Actor actor, Guid assessmentId, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(RiskPermissions.See) is { } no)
            return no;
        if (!await db.Set<Assessment>().VisibleTo(actor, db).AnyAsync(a => a.Id == assessmentId, ct))
            return Refusal.NotFound;
        return await RiskRows.Register.PageAsync(RiskRows.Of(db, actor, assessmentId), query, ct);
    }
}
