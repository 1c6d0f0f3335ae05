using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Objectives.Sets;

/// <summary>A department's part of a measure.</summary>
public sealed record ShareView(Guid DepartmentId, string Department, decimal Target, string Task);

/// <summary>A measure as a version says it; <see cref="MeasureKind.Objective"/> with its plan.</summary>
/// <param name="SourceKey">Of the product's own count; empty when a person enters results.</param>
/// <param name="Controls">Keys such as <c>2022:8.13</c>.</param>
public sealed record MeasureView(
    Guid Id, int Version, Guid SetId, Guid LineId, string Number, MeasureKind Kind, string Title, string PrincipleKey, string Principle, string Metric, string Formula, string DataSource,
    string Unit, Frequency Frequency, Direction Direction, decimal Target, Guid CollectorId, string Collector, Guid EvaluatorId, string Evaluator, string SourceKey,
    IReadOnlyList<string> Controls, string Actions, string Means, Guid? ResponsibleId, string Responsible, DateOnly? DueOn, string Judging, IReadOnlyList<ShareView> Shares) : IVersioned
{
    /// <summary>Employee numbers, for forms.</summary>
    internal string CollectorNumber { get; init; } = "";
    internal string EvaluatorNumber { get; init; } = "";
    internal string ResponsibleNumber { get; init; } = "";
}

/// <summary>A version with its measures in order.</summary>
/// <param name="MayEdit">True when the reader may change it now.</param>
/// <param name="MayRemove">True for a draft that was never submitted.</param>
/// <param name="SourceTitle">The decision that asked for it; empty when none did.</param>
public sealed record ObjectiveSetView(
    Guid Id, int Version, string Number, string Label, int Year, DateOnly StartsOn, string ChangeNote, SetState State, DateTime CreatedAt, DateTime? ApprovedAt,
    IReadOnlyList<MeasureView> Measures, bool MayEdit, bool MayRemove, string SourceTitle = "", string SourceLink = "") : IVersioned;

/// <inheritdoc cref="ObjectiveSetView"/>
internal sealed class ReadObjectiveSet(IsmsDbContext db, MeasureReader measures)
{
    public async Task<Outcome<ObjectiveSetView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(ObjectivePermissions.See) is { } no)
            return no;
        var mayEdit = actor.May(ObjectivePermissions.Edit);
        // A draft is the team's until it is put up for signature.
        if (await db.Set<ObjectiveSet>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id && (mayEdit || s.State != SetState.Draft), ct) is not { } set)
            return Refusal.NotFound;
        var submitted = await db.Set<Approval>().AnyAsync(a => a.Kind == SetApproval.KindName && a.SubjectId == id, ct);
        return new ObjectiveSetView(
            set.Id, set.Version, set.Number, set.Label, set.Year, set.StartsOn, set.ChangeNote, set.State, set.CreatedAt, set.ApprovedAt,
            await measures.OfSetAsync(id, ct), mayEdit && set.IsDraft, mayEdit && set.IsDraft && !submitted, set.SourceTitle, set.SourceLink);
    }
}

/// <summary>Reads measures with the names of their people and departments.</summary>
internal sealed class MeasureReader(IsmsDbContext db)
{
    public Task<IReadOnlyList<MeasureView>> OfSetAsync(Guid setId, CancellationToken ct) => ReadAsync(db.Set<Measure>().Where(m => m.SetId == setId), ct);

    public async Task<MeasureView?> FindAsync(Guid id, CancellationToken ct) => (await ReadAsync(db.Set<Measure>().Where(m => m.Id == id), ct)).FirstOrDefault();

    private async Task<IReadOnlyList<MeasureView>> ReadAsync(IQueryable<Measure> measures, CancellationToken ct)
    {
        var rows = await (
            from m in measures.AsNoTracking()
            join l in db.Set<MeasureLine>() on m.LineId equals l.Id
            join c in db.People on m.CollectorId equals c.Id
            join e in db.People on m.EvaluatorId equals e.Id
            from r in db.People.Where(p => p.Id == m.ResponsibleId).DefaultIfEmpty()
            orderby l.Serial
            select new { Measure = m, l.Number, Collector = c.Name, CollectorNumber = c.EmployeeNumber, Evaluator = e.Name, EvaluatorNumber = e.EmployeeNumber, Responsible = r == null ? "" : r.Name, ResponsibleNumber = r == null ? "" : r.EmployeeNumber })
            .ToListAsync(ct);
        var shares = (await (
            from s in db.Set<DepartmentShare>().AsNoTracking()
            join d in db.Departments on s.DepartmentId equals d.Id
            where measures.Any(m => m.Id == s.MeasureId)
            orderby d.NameSort, d.Id
            select new { s.MeasureId, View = new ShareView(d.Id, d.Name, s.Target, s.Task) }).ToListAsync(ct)).ToLookup(s => s.MeasureId, s => s.View);
        return rows.ConvertAll(x =>
        {
            var m = x.Measure;
            return new MeasureView(
                m.Id, m.Version, m.SetId, m.LineId, x.Number, m.Kind, m.Title, m.PrincipleKey, m.Principle, m.Metric, m.Formula, m.DataSource, m.Unit, m.Frequency, m.Direction, m.Target,
                m.CollectorId, x.Collector, m.EvaluatorId, x.Evaluator, m.SourceKey, m.Controls.Split(' ', StringSplitOptions.RemoveEmptyEntries), m.Actions, m.Means, m.ResponsibleId,
                x.Responsible, m.DueOn, m.Judging, [.. shares[m.Id]])
            {
                CollectorNumber = x.CollectorNumber, EvaluatorNumber = x.EvaluatorNumber, ResponsibleNumber = x.ResponsibleNumber,
            };
        });
    }
}
