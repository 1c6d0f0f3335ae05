using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Modules.Applicability.Implementing;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Applicability.Decisions;

/// <summary>A page of the controls of a version.</summary>
public sealed record ListControlsRequest(Guid SoaId, RegisterQuery Query);

/// <summary>Lists the controls of a version with how many risks and treatment items stand behind each today.</summary>
internal sealed class ListControls(IsmsDbContext db, ControlLinks links)
{
    public async Task<Outcome<RegisterPage<DecisionRow>>> RunAsync(Actor actor, ListControlsRequest request, CancellationToken ct)
    {
        if (actor.Refuses(SoaPermissions.Read) is { } no)
            return no;
        if (await db.Set<SoaVersion>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == request.SoaId, ct) is not { } soa)
            return Refusal.NotFound;
        var register = DecisionRegister.Of(actor.Culture, soa.Edition, []);
        var page = await register.PageAsync(DecisionRegister.Rows(db, today: false).Where(r => r.SoaId == soa.Id), request.Query, ct);
        var risks = await links.RisksAsync(soa.Edition, actor, ct);
        var items = await links.ItemsAsync(soa.Edition, whole: false, actor, ct);
        return page with
        {
            Rows = [.. page.Rows.Select(r => r with { Risks = risks[new(r.Edition, r.Code)].Count(), Items = items[new(r.Edition, r.Code)].Count() })],
        };
    }
}

/// <summary>The controls that the reader's departments answer for, of the version in force; before there is one, of the draft.</summary>
internal sealed class ListMyControls(IsmsDbContext db, OwnDepartments own)
{
    public async Task<Outcome<RegisterPage<DecisionRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(SoaPermissions.See) is { } no)
            return no;
        var versions = await db.Set<SoaVersion>().Where(s => s.State != SoaState.Superseded).Select(s => new { s.Id, s.State }).ToListAsync(ct);
        var soaId = versions.OrderByDescending(s => s.State == SoaState.Approved).Select(s => s.Id).FirstOrDefault();
        var departments = (await own.OfAsync(actor, ct)).Cast<Guid?>().ToList();
        var rows = DecisionRegister.Rows(db, today: true)
            .Where(r => r.SoaId == soaId && r.Standing == Kernel.Standards.ControlStanding.Applicable && departments.Contains(r.DepartmentId));
        return await DecisionRegister.Of(actor.Culture, null, []).PageAsync(rows, query, ct);
    }
}
