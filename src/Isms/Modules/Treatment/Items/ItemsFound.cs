using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Search;
using Isms.Kernel.Signals;
using Isms.Modules.Risks;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment.Items;

/// <summary>Treatment items by number, method, risk, activity, receiver and contract, for the search over everything.</summary>
internal sealed class ItemsFound(IsmsDbContext db) : IContribute<SearchQuestion, SearchHit>
{
    public async Task<IReadOnlyList<SearchHit>> AnswerAsync(Actor actor, SearchQuestion question, CancellationToken ct)
    {
        if (!actor.May(TreatmentPermissions.See) || SearchIndex.Matches<TreatmentItem>(db, question.Words) is not { } found)
            return [];
        var rows = await (
            from i in db.Set<TreatmentItem>().AsNoTracking().VisibleTo(actor, db)
            join k in RiskViews.Risks(db, actor) on i.RiskId equals k.Id
            where found.Contains(i.Id) && k.AssetKnown
            join d in db.Departments on i.DepartmentId equals d.Id
            orderby i.Number, i.Id
            select new { i.Id, i.Number, i.Method, Department = d.Name }).Take(question.Most).ToListAsync(ct);
        return [.. rows.Select(r => new SearchHit("treatment.entity.treatment_items", r.Number, r.Method, r.Department, TreatmentPaths.Item(r.Id), TreatmentPaths.Plans))];
    }
}
