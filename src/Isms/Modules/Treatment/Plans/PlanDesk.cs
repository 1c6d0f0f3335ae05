using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Criteria;
using Isms.Modules.Criteria.Domain;
using Isms.Modules.Risks;
using Isms.Modules.Treatment.Items;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment.Plans;

/// <summary>What the operations on plans and items share.</summary>
internal sealed class PlanDesk(IsmsDbContext db, CriteriaInForce criteria, ControlStandings standings, SettingsReader settings)
{
    /// <summary>What was signed, or is being signed, is not planned any more.</summary>
    public static readonly Refusal NotDraft = new("treatment.plan-not-draft");

    /// <summary>The criteria that the assessment rated with.</summary>
    public async Task<CriteriaSnapshot> CriteriaAsync(Guid assessmentId, CancellationToken ct)
    {
        var id = await RiskViews.Assessments(db).Where(a => a.Id == assessmentId).Select(a => a.CriteriaId).SingleAsync(ct);
        return await criteria.LockedAsync(id, ct);
    }

    /// <summary>Levels with their words, by the criteria that rows were rated with.</summary>
    public async Task<IReadOnlyDictionary<Guid, IReadOnlyList<LevelBand>>> BandsAsync(IEnumerable<Guid> criteriaIds, CancellationToken ct)
    {
        var bands = new Dictionary<Guid, IReadOnlyList<LevelBand>>();
        foreach (var id in criteriaIds.Distinct())
            bands[id] = (await criteria.LockedAsync(id, ct)).Criteria.Definition.Risk.Bands;
        return bands;
    }

    public async Task<Edition> EditionAsync(CancellationToken ct) =>
        (Edition)int.Parse(await settings.TextAsync(TreatmentModule.Edition, ct), CultureInfo.InvariantCulture);

    /// <summary>The language in which the system itself writes into records.</summary>
    public async Task<CultureInfo> LanguageAsync(CancellationToken ct) => CultureInfo.GetCultureInfo(await settings.TextAsync(KernelSettings.Language, ct));

    /// <summary>Proposed items for these risks in this order, with the controls they rely on; those the statement of applicability excludes are left out.</summary>
    public async Task<IReadOnlyList<(TreatmentItem Item, IReadOnlyList<ControlKey> Controls)>> ProposeAsync(
        TreatmentPlan plan, IReadOnlyList<RiskSummary> risks, CancellationToken ct)
    {
        var language = await LanguageAsync(ct);
        var definition = (await CriteriaAsync(plan.AssessmentId, ct)).Criteria.Definition;
        var fitting = risks.Select(r => ItemProposal.ControlsFor(r, plan.Edition)).ToList();
        var excluded = await standings.ExcludedAsync([.. fitting.SelectMany(c => c).Distinct()], ct);
        var proposed = new List<(TreatmentItem, IReadOnlyList<ControlKey>)>(risks.Count);
        foreach (var (risk, controls) in risks.Zip(fitting))
        {
            List<ControlKey> usable = [.. controls.Where(c => !excluded.ContainsKey(c))];
            var item = new TreatmentItem { PlanId = plan.Id, RiskId = risk.Id, Serial = plan.TakeSerial(), RiskWords = Words(risk) };
            item.Plan(new ItemPlanning(
                TreatmentOption.Reduce, risk.DepartmentId, risk.OwnerId, Method(usable, language), null, null, null, "",
                ItemProposal.PriorityOf(definition, risk.Level), "", "", null, "", null, "", ""));
            proposed.Add((item, usable));
        }
        return proposed;
    }

    /// <summary>Everything an item is found by that stands in its risk.</summary>
    public static string Words(RiskSummary risk)
    {
        var words = $"{risk.Number} {risk.AssetNumber} {risk.AssetName} {risk.ThreatTitleZh} {risk.VulnerabilityTitleZh} {risk.ThreatTitleEn} {risk.VulnerabilityTitleEn}";
        return words.Length <= TreatmentItem.TextLength ? words : words[..TreatmentItem.TextLength];
    }

    private static string Method(List<ControlKey> controls, CultureInfo language) => controls.Count == 0 ? "" : Phrase.In(
        language, "treatment.proposed-method", string.Join(Phrase.In(language, "ui.list-comma"), controls.Select(c => ControlCatalogue.Find(c)!.Title(language))));
}
