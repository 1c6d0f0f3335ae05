using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Modules.Criteria.Domain;
using Isms.Modules.Risks.Assessments;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.RiskRegister;

/// <summary>The register of an assessment as its page shows it: heading, filters and one page of rows.</summary>
internal sealed record RegisterView(Assessment Assessment, CompiledCriteria Criteria, Register<RiskRow> Register, RegisterPage<RiskRow> Page);

/// <summary>Reads it in few statements: the heading with the departments to filter by, the page, and the count.</summary>
internal sealed class ReadRegister(IsmsDbContext db, AssessmentDesk desk)
{
    public async Task<Outcome<RegisterView>> RunAsync(Actor actor, Guid assessmentId, RegisterQuery query, CancellationToken ct, bool ratable = false)
    {
        if (actor.Refuses(RiskPermissions.See) is { } no)
            return no;
        var head = await (from a in db.Set<Assessment>().AsNoTracking().VisibleTo(actor, db) where a.Id == assessmentId
                          from d in db.Departments.Where(d => d.ClosedOn == null).DefaultIfEmpty()
                          orderby d.NameSort
                          select new { Assessment = a, Department = d }).ToListAsync(ct);
        if (head.Count == 0)
            return Refusal.NotFound;
        var assessment = head[0].Assessment;
        var criteria = (await desk.CriteriaAsync(assessment, ct)).Criteria;
        var reach = actor.ReachOf(RiskPermissions.Read);
        var register = RiskRows.With(criteria.Definition, [.. head.Select(h => h.Department).OfType<Department>().Where(d => reach.Covers(d.Id)).Select(d => (d.Id.ToString(), d.Name))], actor.Culture);
        return new RegisterView(assessment, criteria, register, await register.PageAsync(ratable ? RiskRows.Ratable(db, actor, assessmentId) : RiskRows.Of(db, actor, assessmentId), query, ct));
    }
}
