using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.Standards;
using Isms.Modules.Risks;
using Isms.Modules.Treatment.CarryingOut;
using Isms.Modules.Treatment.Plans;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment.Items;

/// <summary>A control that an item relies on.</summary>
/// <param name="Key">Such as <c>2022:8.13</c>.</param>
/// <param name="Title">In the reader's language.</param>
public sealed record ItemControlView(string Key, string Code, string Title);

/// <summary>A step of an item's progress.</summary>
/// <param name="At">UTC.</param>
public sealed record TreatmentNoteView(Guid Id, TreatmentState State, string Text, string Author, DateTime At);

/// <summary>An item with everything that is known of it.</summary>
/// <param name="Gaps">What is missing before the plan can be submitted.</param>
/// <param name="StandardPriority">The priority that follows from the level of the risk.</param>
/// <param name="MayPlan">True when the reader may change what is planned, now.</param>
/// <param name="MayReport">True when the reader may report progress, now.</param>
/// <param name="MayClose">True when the reader may close it once it is carried out.</param>
/// <param name="Files">How many files are attached as evidence.</param>
public sealed record TreatmentItemView(
    Guid Id, int Version, Guid PlanId, string PlanNumber, string PlanTitle, PlanState PlanState, int Edition, string Number, RiskSummary Risk,
    ItemPlanning Facts, string Department, string? Responsible, string? ResponsibleNumber, IReadOnlyList<ItemControlView> Controls,
    TreatmentState State, bool Overdue, DateOnly? ImplementedOn, DateOnly? ClosedOn, string CloseNote,
    IReadOnlyList<ItemGap> Gaps, int StandardPriority, IReadOnlyList<TreatmentNoteView> Notes, int Files, bool AssetRetired,
    bool MayPlan, bool MayReport, bool MayClose) : IVersioned;

/// <inheritdoc cref="TreatmentItemView"/>
internal sealed class ReadTreatmentItem(IsmsDbContext db, PlanDesk desk)
{
    public async Task<Outcome<TreatmentItemView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(TreatmentPermissions.See) is { } no)
            return no;
        if (await db.Set<TreatmentItem>().AsNoTracking().OpenTo(actor, db).SingleOrDefaultAsync(i => i.Id == id, ct) is not { } item)
            return Refusal.NotFound;
        var around = await (
            from p in db.Set<TreatmentPlan>()
            join r in RiskViews.Risks(db, actor) on item.RiskId equals r.Id
            join d in db.Departments on item.DepartmentId equals d.Id
            from person in db.People.Where(x => x.Id == item.ResponsibleId).DefaultIfEmpty()
            where p.Id == item.PlanId
            select new
            {
                Plan = p, Risk = r, Department = d.Name, Responsible = person == null ? null : person.Name, ResponsibleNumber = person == null ? null : person.EmployeeNumber,
                Files = db.Set<Attachment>().Count(a => a.SubjectKind == ItemEvidence.KindName && a.SubjectId == id),
                Retired = Assets.AssetViews.Summaries(db).Any(a => a.Id == r.AssetId && a.Retired),
            }).AsNoTracking().SingleAsync(ct);
        var keys = (await db.Set<TreatmentItemControl>().AsNoTracking().Where(c => c.ItemId == id).ToListAsync(ct)).ConvertAll(c => c.Key);
        var notes = await (from n in db.Set<TreatmentNote>() join p in db.People on n.AuthorId equals p.Id where n.ItemId == id orderby n.At descending, n.Id descending
                           select new TreatmentNoteView(n.Id, n.State, n.Text, p.Name, n.At)).ToListAsync(ct);
        var criteria = (await desk.CriteriaAsync(around.Plan.AssessmentId, ct)).Criteria.Definition;
        var may = ItemRights.Of(actor, item, around.Plan.State);
        return new TreatmentItemView(
            item.Id, item.Version, item.PlanId, around.Plan.Number, around.Plan.Title, around.Plan.State, (int)around.Plan.Edition, item.Number, around.Risk,
            item.Planning, around.Department, around.Responsible, around.ResponsibleNumber,
            [.. ItemControls.InOrder(keys).Select(k => new ItemControlView(k.ToString(), k.Code, ControlCatalogue.Find(k)?.Title(actor.Culture) ?? ""))],
            item.State, around.Plan.State == PlanState.Approved && item.IsOverdue(actor.Today), item.ImplementedOn, item.ClosedOn, item.CloseNote,
            [.. item.Planning.Gaps(keys.Count)], ItemProposal.PriorityOf(criteria, around.Risk.Level), notes, around.Files, around.Retired, may.Plan, may.Report, may.Close);
    }
}

/// <summary>What one person may do with one item now.</summary>
internal readonly record struct ItemRights(bool Plan, bool Report, bool Close)
{
    public static ItemRights Of(Actor actor, TreatmentItem item, PlanState plan)
    {
        var edits = actor.May(TreatmentPermissions.Edit, item.DepartmentId);
        var runs = plan == PlanState.Approved && item.State != TreatmentState.Closed;
        return new ItemRights(
            plan == PlanState.Draft && edits,
            runs && actor.May(TreatmentPermissions.Report) && (edits || item.ResponsibleId == actor.PersonId),
            runs && edits);
    }
}
