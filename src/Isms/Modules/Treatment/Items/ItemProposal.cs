using Isms.Kernel.Standards;
using Isms.Modules.Criteria.Domain;
using Isms.Modules.Risks;

namespace Isms.Modules.Treatment.Items;

/// <summary>What is proposed for a risk: which controls, how urgently. A pure function of risk, criteria and edition.</summary>
internal static class ItemProposal
{
    /// <summary>1 for the highest level of the criteria, one more for each level below.</summary>
    public static int PriorityOf(CriteriaDefinition criteria, int riskLevel) => Math.Clamp(criteria.Risk.Bands[^1].Level - riskLevel + 1, 1, TreatmentItem.LowestPriority);

    /// <summary>
    /// Controls that fit the threat and the vulnerability: those of the starter library for assets of this kind, or for any; then for the vulnerability
    /// alone. What exists already is proposed again only when nothing else fits. Empty for a threat and vulnerability of the organization's own.
    /// </summary>
    public static IReadOnlyList<ControlKey> ControlsFor(RiskSummary risk, Edition edition)
    {
        var same = StarterLibrary.Proposals.Where(p => p.Vulnerability.Code == risk.VulnerabilityCode).ToList();
        var exact = same.Where(p => p.Threat.Code == risk.ThreatCode).ToList();
        var ofCategory = exact.Where(p => p.Category.Code == risk.AssetCategoryCode).ToList();
        var found = new[] { ofCategory, exact, same }.FirstOrDefault(p => p.Count > 0) ?? [];
        var controls = found.SelectMany(p => p.Controls(edition)).Distinct().OrderBy(ControlCatalogue.Position).ToList();
        var existing = risk.ControlKeys.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        var missing = controls.Where(c => !existing.Contains(c.ToString())).ToList();
        return missing.Count > 0 ? missing : controls;
    }
}
