using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Standards;
using Isms.Modules.Risks;
using Isms.Modules.Treatment;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Applicability;

/// <summary>A treatment item that relies on a control.</summary>
/// <param name="Key">The control as the item names it, perhaps of another edition.</param>
internal sealed record RelyingItem(Guid Id, Guid PlanId, Guid RiskId, string Number, string Title, Guid DepartmentId, Guid? ResponsibleId, ControlKey Key)
{
    /// <summary>Number and title.</summary>
    public string Text => $"{Number} {Title}";

    public string Link => $"/treatment/items/{Id}";
}

/// <summary>A risk that a control answers: the control exists already, or a treatment item brings it.</summary>
internal sealed record AnsweredRisk(Guid Id, string Number, string Asset, Bilingual Threat, Guid DepartmentId, Guid? OwnerId)
{
    public string Link => $"/risks/{Id}";

    /// <summary>Number, asset and threat.</summary>
    public string Text(CultureInfo culture) => $"{Number} {Asset} · {Threat.In(culture)}";
}

/// <summary>
/// What stands behind controls: risks and treatment items as they are today. Only of current assessments: the last one completed and those under way;
/// and items of older plans that are still being carried out. Keys of other editions are reached through the map.
/// </summary>
internal sealed class ControlLinks(IsmsDbContext db)
{
    /// <summary>More numbers than this are only counted: what is signed stays within bounds.</summary>
    private const int MostNumbers = 1000;

    /// <summary>For what is counted and signed, and shown to no reader.</summary>
    public static readonly Actor Nobody = Actor.System("", default);

    private static readonly TreatmentState[] UnderWay = [TreatmentState.Planned, TreatmentState.InProgress];

    /// <summary>Items that rely on a control of this edition, by control.</summary>
    /// <param name="whole">True for what decides on exclusions: through the map only where the old control lives on whole.</param>
    /// <param name="reader">Who reads the names; <see cref="Nobody"/> for what is counted and signed.</param>
    public async Task<ILookup<ControlKey, RelyingItem>> ItemsAsync(Edition edition, bool whole, Actor reader, CancellationToken ct)
    {
        var current = await CurrentAsync(ct);
        var rows = await (
            from c in TreatmentViews.ItemControls(db)
            join i in TreatmentViews.Items(db, reader) on c.ItemId equals i.Id
            join p in TreatmentViews.Plans(db) on i.PlanId equals p.Id
            where current.Contains(p.AssessmentId) || UnderWay.Contains(i.State)
            orderby p.Number, i.Number
            select new { c.Edition, c.Code, i.Id, i.PlanId, i.RiskId, i.Number, i.Title, i.DepartmentId, i.ResponsibleId, Plan = p.Number }).AsNoTracking().ToListAsync(ct);
        var several = rows.Select(r => r.PlanId).Distinct().Count() > 1;
        return rows.SelectMany(r => In(new ControlKey(r.Edition, r.Code), edition, whole).Select(key => (Key: key, Item: new RelyingItem(
                r.Id, r.PlanId, r.RiskId, several ? $"{r.Plan}/{r.Number}" : r.Number, r.Title, r.DepartmentId, r.ResponsibleId, new ControlKey(r.Edition, r.Code)))))
            .DistinctBy(p => (p.Key, p.Item.Id)).ToLookup(p => p.Key, p => p.Item);
    }

    /// <summary>Risks that name a control of this edition as existing, or are treated by an item that relies on one.</summary>
    /// <param name="reader">Who reads the names; <see cref="Nobody"/> for what is counted and signed.</param>
    public async Task<ILookup<ControlKey, AnsweredRisk>> RisksAsync(Edition edition, Actor reader, CancellationToken ct)
    {
        var current = await CurrentAsync(ct);
        var items = await ItemsAsync(edition, whole: false, Nobody, ct);
        var treated = items.SelectMany(g => g.Select(i => (g.Key, i.RiskId))).ToLookup(p => p.RiskId, p => p.Key);
        var ids = treated.Select(g => g.Key).ToList();
        var rows = await (
            from r in RiskViews.Risks(db, reader)
            join a in RiskViews.Assessments(db) on r.AssessmentId equals a.Id
            where (current.Contains(a.Id) && r.ControlKeys != "") || ids.Contains(r.Id)
            orderby a.Number, r.Serial
            select new
            {
                r.Id, r.AssessmentId, r.Number, r.DepartmentId, r.OwnerId, r.AssetName, r.ThreatTitleZh, r.ThreatTitleEn, r.ControlKeys, Assessment = a.Number,
            }).AsNoTracking().ToListAsync(ct);
        var several = rows.Select(r => r.AssessmentId).Distinct().Count() > 1;
        return rows.SelectMany(r => Keys(r.ControlKeys).SelectMany(k => In(k, edition, whole: false)).Concat(treated[r.Id]).Distinct()
                .Select(key => (Key: key, Risk: new AnsweredRisk(
                    r.Id, several ? $"{r.Assessment}/{r.Number}" : r.Number, r.AssetName, new Bilingual(r.ThreatTitleZh, r.ThreatTitleEn), r.DepartmentId, r.OwnerId))))
            .ToLookup(p => p.Key, p => p.Risk);
    }

    /// <summary>Numbers in one text that reads the same in every language; beyond the first thousand only how many more, as <c>+250</c>.</summary>
    public static string Numbers(IEnumerable<string> numbers)
    {
        var all = numbers.Distinct(StringComparer.Ordinal).ToList();
        var shown = string.Join(' ', all.Take(MostNumbers));
        return all.Count <= MostNumbers ? shown : string.Create(CultureInfo.InvariantCulture, $"{shown} +{all.Count - MostNumbers}");
    }

    private async Task<List<Guid>> CurrentAsync(CancellationToken ct)
    {
        var all = await RiskViews.Assessments(db).Where(a => a.State != AssessmentState.Draft).Select(a => new { a.Id, a.State, a.CompletedAt }).ToListAsync(ct);
        var last = all.Where(a => a.State == AssessmentState.Completed).OrderByDescending(a => a.CompletedAt).Take(1);
        return [.. all.Where(a => a.State != AssessmentState.Completed).Concat(last).Select(a => a.Id)];
    }

    private static IEnumerable<ControlKey> Keys(string keys) => keys.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(text => ControlKey.TryParse(text, out var key) ? key : default).Where(key => key.Code is not null);

    private static IEnumerable<ControlKey> In(ControlKey key, Edition edition, bool whole) => key.Edition == edition ? [key]
        : ControlMap.To(key, edition).Where(m => !whole || m.Relation is MapRelation.Full or MapRelation.Merge).Select(m => m.Key);
}
