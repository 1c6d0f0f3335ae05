using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Treatment;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Resources.Requests;

/// <summary>What was spent on one day.</summary>
public sealed record UseView(Guid Id, DateOnly UsedOn, decimal Amount, string Note, string EnteredBy);

/// <summary>A request with what was spent of it.</summary>
/// <param name="Item">Number and method of the treatment item; null for none.</param>
/// <param name="Late">The day by which management answers passed without an answer.</param>
public sealed record RequestView(
    Guid Id, int Version, string Number, string Title, ResourceKind Kind, ResourcePurpose Purpose, string Procedure, string Reason, Guid DepartmentId, string Department, string RequestedBy, DateOnly NeededOn,
    Guid? ItemId, string? Item, string SourceTitle, string SourceLink, decimal Planned, decimal Asked, decimal Granted, decimal Spent, RequestState State, DateOnly? AnswerDueOn, DateOnly? AnsweredOn, bool Late,
    string EndNote, IReadOnlyList<UseView> Uses, bool MayEdit, bool MaySpend, bool MayEnd) : IVersioned;

/// <inheritdoc cref="RequestView"/>
internal sealed class ReadRequest(IsmsDbContext db)
{
    public async Task<Outcome<RequestView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(ResourcePermissions.Read) is { } no)
            return no;
        var found = await (
            from x in db.Set<ResourceRequest>().AsNoTracking().VisibleTo(actor)
            join d in db.Departments on x.DepartmentId equals d.Id
            join p in db.People on x.RequestedById equals p.Id
            where x.Id == id
            select new { Request = x, Department = d.Name, RequestedBy = p.Name, Item = TreatmentViews.Items(db, actor).Where(i => i.Id == x.ItemId).Select(i => i.Number + " " + i.Title).FirstOrDefault() }).FirstOrDefaultAsync(ct);
        if (found is null)
            return Refusal.NotFound;
        var uses = await (from u in db.Set<ResourceUse>() join p in db.People on u.EnteredById equals p.Id where u.RequestId == id orderby u.UsedOn, u.EnteredAt select new UseView(u.Id, u.UsedOn, u.Amount, u.Note, p.Name)).ToListAsync(ct);
        var r = found.Request;
        var mayEdit = actor.May(ResourcePermissions.Edit, r.DepartmentId);
        return new RequestView(
            r.Id, r.Version, r.Number, r.Title, r.Kind, r.Purpose, r.Procedure, r.Reason, r.DepartmentId, found.Department, found.RequestedBy, r.NeededOn, r.ItemId, found.Item, r.SourceTitle, r.SourceLink, r.Planned,
            r.Asked, r.Granted, r.Spent, r.State, r.AnswerDueOn, r.AnsweredOn, r.AnsweredOn is null && r.AnswerDueOn < actor.Today, r.EndNote, uses, mayEdit && r.IsDraft, mayEdit && r.State == RequestState.Granted,
            (r.IsDraft && (mayEdit || actor.May(ResourcePermissions.Decide))) || (r.State == RequestState.Granted && mayEdit));
    }
}
