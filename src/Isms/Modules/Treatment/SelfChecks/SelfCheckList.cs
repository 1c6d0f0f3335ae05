using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Standards;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment.SelfChecks;

/// <summary>A control that a department put in place, and when it was last looked at.</summary>
/// <param name="Key">Such as <c>2022:8.13</c>.</param>
/// <param name="Title">In the reader's language.</param>
/// <param name="Since">The day it was first put in place there.</param>
/// <param name="DueOn">Last day of the next self-check.</param>
/// <param name="Missing">True when that day has passed.</param>
/// <param name="MayCheck">True when the reader may record a self-check.</param>
public sealed record SelfCheckView(
    Guid DepartmentId, string Department, string Key, string Code, string Title, DateOnly Since, DateOnly? LastOn, SelfCheckResult? LastResult, string LastNote, DateOnly DueOn, bool Missing, bool MayCheck);

/// <summary>
/// Controls that treatment put in place, by department: those of items that were carried out. What is due a year after that, or after the last self-check, is missing.
/// </summary>
internal sealed class SelfCheckList(IsmsDbContext db, SettingsReader settings)
{
    /// <summary>Those within the actor's reach, missing ones first.</summary>
    public async Task<IReadOnlyList<SelfCheckView>> OfAsync(Actor actor, CancellationToken ct)
    {
        var reach = actor.ReachOf(TreatmentPermissions.Read);
        var departments = reach.Departments.ToList();
        var months = await settings.NumberAsync(TreatmentModule.SelfCheckMonths, ct);
        var inPlace = await (
            from c in db.Set<TreatmentItemControl>()
            join i in db.Set<TreatmentItem>() on c.ItemId equals i.Id
            join d in db.Departments on i.DepartmentId equals d.Id
            where i.ImplementedOn != null && (reach.All || departments.Contains(i.DepartmentId))
            group i.ImplementedOn by new { i.DepartmentId, d.Name, d.NameSort, c.Edition, c.Code } into g
            select new { g.Key, Since = g.Min() }).ToListAsync(ct);
        var checks = (await db.Set<ControlSelfCheck>().AsNoTracking().Where(c => reach.All || departments.Contains(c.DepartmentId)).ToListAsync(ct))
            .GroupBy(c => (c.DepartmentId, c.Edition, c.Code)).ToDictionary(g => g.Key, g => g.OrderBy(c => c.CheckedOn).ThenBy(c => c.Id).Last());
        return [.. inPlace.Select(p =>
        {
            var key = new ControlKey(p.Key.Edition, p.Key.Code);
            var last = checks.GetValueOrDefault((p.Key.DepartmentId, p.Key.Edition, p.Key.Code));
            var due = (last?.CheckedOn ?? p.Since!.Value).AddMonths(months);
            return (p.Key.NameSort, View: new SelfCheckView(
                p.Key.DepartmentId, p.Key.Name, key.ToString(), key.Code, ControlCatalogue.Find(key)?.Title(actor.Culture) ?? "", p.Since!.Value, last?.CheckedOn, last?.Result, last?.Note ?? "",
                due, due < actor.Today, actor.May(TreatmentPermissions.Edit, p.Key.DepartmentId)));
        }).OrderByDescending(x => x.View.Missing).ThenBy(x => x.View.DueOn).ThenBy(x => x.NameSort, StringComparer.Ordinal).ThenBy(x => x.View.Key, StringComparer.Ordinal).Select(x => x.View)];
    }
}

/// <summary>The controls a reader's departments put in place.</summary>
internal sealed class FindSelfChecks(SelfCheckList list)
{
    /// <param name="missing">Only those whose self-check is overdue.</param>
    public async Task<Outcome<IReadOnlyList<SelfCheckView>>> RunAsync(Actor actor, bool missing, CancellationToken ct) =>
        actor.Refuses(TreatmentPermissions.See) is { } no ? no : (List<SelfCheckView>)[.. (await list.OfAsync(actor, ct)).Where(c => !missing || c.Missing)];
}
