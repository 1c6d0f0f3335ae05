using System.Globalization;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Assets.Documents;
using Isms.Modules.Assets.Import;
using Isms.Modules.Criteria.Domain;

namespace Isms.Cli.Assessing;

/// <summary>An asset of the register with what the criteria make of it.</summary>
/// <param name="Number">The register's number, or a provisional one.</param>
/// <param name="Category">Null when the register's words fit no category.</param>
internal sealed record DraftAsset(ParsedAsset Source, string Number, AssetCategory? Category, AssetValuation Worth);

/// <summary>A proposed risk with its score and, above the acceptance level, its proposed treatment.</summary>
/// <param name="Factors">On the scales of the criteria.</param>
/// <param name="Treatment">Null for an acceptable risk.</param>
internal sealed record DraftRisk(string Number, DraftAsset Asset, RiskProposal Proposal, RiskFactors Factors, RiskScore Score, DraftTreatment? Treatment);

/// <summary>A proposed treatment: reduce, by these controls.</summary>
/// <param name="Priority">1 for the highest risk level there is, one more for each level below.</param>
/// <param name="Controls">In the chosen edition; empty when it has none that fit.</param>
/// <param name="Residual">What is expected once the controls work; null without controls.</param>
internal sealed record DraftTreatment(string Number, int Priority, IReadOnlyList<ControlKey> Controls, RiskFactors? ResidualFactors, RiskScore? Residual);

/// <summary>
/// A first risk assessment from a register alone: every important asset gets the risks that fit its category, scored by the criteria, with a
/// proposed treatment. Pure: the same register, criteria and edition always give the same draft.
/// </summary>
internal sealed class DraftAssessment
{
    private DraftAssessment(AssetRegister register, CompiledCriteria criteria, Edition edition)
    {
        (Register, Criteria, Edition) = (register, criteria, edition);
    }

    public AssetRegister Register { get; }
    public CompiledCriteria Criteria { get; }
    public Edition Edition { get; }
    public IReadOnlyList<DraftAsset> Assets { get; private init; } = [];
    public IReadOnlyList<DraftAsset> Important { get; private init; } = [];

    /// <summary>The worst first.</summary>
    public IReadOnlyList<DraftRisk> Risks { get; private init; } = [];

    /// <summary>Important assets whose category is not known, so that nothing can be proposed.</summary>
    public IReadOnlyList<DraftAsset> Uncovered { get; private init; } = [];

    /// <summary>What a person should look at besides the parser's own report.</summary>
    public IReadOnlyList<ImportRemark> Remarks { get; private init; } = [];

    /// <summary>How many risks have this level.</summary>
    public int CountOf(int level) => Risks.Count(risk => risk.Score.Level == level);

    /// <summary>Value and importance, for comparing with what the register states.</summary>
    public static ComputedWorth? WorthOf(ParsedAsset asset, CompiledCriteria criteria) =>
        criteria.Value(ScoresOf(asset), CultureInfo.InvariantCulture).Result is { } worth ? new ComputedWorth(worth.Value, worth.Important) : null;

    public static DraftAssessment Of(AssetRegister register, CompiledCriteria criteria, Edition edition, CultureInfo culture)
    {
        var assets = register.Assets.Select((asset, i) => new DraftAsset(
            asset,
            asset.Number ?? ProvisionalNumber(i, culture),
            AssetCategories.Recognize(asset.Category, asset.Name),
            criteria.Value(ScoresOf(asset), culture).Result!)).ToList();
        var important = assets.Where(asset => asset.Worth.Important).OrderByDescending(asset => asset.Worth.Value).ToList();
        return new DraftAssessment(register, criteria, edition)
        {
            Assets = assets,
            Important = important,
            Uncovered = [.. important.Where(asset => asset.Category is null)],
            Risks = Numbered(important.SelectMany(asset => Proposed(asset, criteria)), criteria, edition),
            Remarks = [.. assets.SelectMany(asset => RemarksOn(asset, culture))],
        };
    }

    private static IEnumerable<(DraftAsset Asset, RiskProposal Proposal, RiskFactors Factors, RiskScore Score)> Proposed(DraftAsset asset, CompiledCriteria criteria)
    {
        if (asset.Category is not { } category)
            yield break;
        foreach (var proposal in StarterLibrary.ProposalsFor(category))
        {
            var factors = ProposedRatings.Of(criteria, asset.Worth.Value, proposal.Frequency, proposal.Severity, proposal.Ease);
            yield return (asset, proposal, factors, criteria.Score(factors));
        }
    }

    private static IReadOnlyList<DraftRisk> Numbered(
        IEnumerable<(DraftAsset Asset, RiskProposal Proposal, RiskFactors Factors, RiskScore Score)> proposed, CompiledCriteria criteria, Edition edition)
    {
        var risks = new List<DraftRisk>();
        var items = 0;
        var ordered = proposed.OrderByDescending(risk => risk.Score.Level).ThenByDescending(risk => risk.Score.Risk).ToList();
        foreach (var (asset, proposal, factors, score) in ordered)
        {
            // 4.2.2.1 a): the highest risks there are come first.
            var priority = ordered[0].Score.Level - score.Level + 1;
            var treatment = score.Acceptable ? null : Treatment(Number("T", ++items), priority, asset, proposal, criteria, edition);
            risks.Add(new DraftRisk(Number("R", risks.Count + 1), asset, proposal, factors, score, treatment));
        }
        return risks;
    }

    private static DraftTreatment Treatment(string number, int priority, DraftAsset asset, RiskProposal proposal, CompiledCriteria criteria, Edition edition)
    {
        var controls = proposal.Controls(edition);
        if (controls.Count == 0)
            return new DraftTreatment(number, priority, controls, null, null);
        var after = ProposedRatings.AfterTreatment(criteria, asset.Worth.Value, proposal.Frequency, proposal.Severity, proposal.Ease);
        return new DraftTreatment(number, priority, controls, after, criteria.Score(after));
    }

    private static IEnumerable<ImportRemark> RemarksOn(DraftAsset asset, CultureInfo culture)
    {
        if (asset.Source.Number is null)
            yield return new ImportRemark(asset.Source.Row, "assets.import.field-number", asset.Source.Name, Phrase.In(culture, "assessing.provisional-number", asset.Number));
        if (asset.Category is null && asset.Worth.Important)
            yield return new ImportRemark(asset.Source.Row, "assets.import.field-category", asset.Source.Category ?? "", Phrase.In(culture, "assessing.category-unknown"));
    }

    private static AssetScores ScoresOf(ParsedAsset asset) => new(asset.ReplacementCost, asset.Confidentiality, asset.Integrity, asset.Availability);

    private static string ProvisionalNumber(int index, CultureInfo culture) => Phrase.In(culture, "assessing.provisional", Number("A", index + 1));

    private static string Number(string letter, int serial) => string.Create(CultureInfo.InvariantCulture, $"{letter}-{serial:0000}");
}
