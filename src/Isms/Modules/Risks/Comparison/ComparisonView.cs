using Isms.Kernel.Http;

namespace Isms.Modules.Risks.Comparison;

/// <summary>Two assessments side by side, for the API.</summary>
/// <param name="SameCriteria">False when they were rated by different criteria, so that levels can differ for that reason alone.</param>
/// <param name="Counts">How many risks changed in which way.</param>
/// <param name="Risks">All but the unchanged, the most urgent first.</param>
public sealed record ComparisonView(
    Guid EarlierId, string EarlierNumber, Guid LaterId, string LaterNumber, bool SameCriteria, IReadOnlyDictionary<RiskChange, int> Counts, IReadOnlyList<ComparedRisk> Risks)
{
    internal static Outcome<ComparisonView> Of(Outcome<RiskComparison> outcome) => outcome.Value is { } c
        ? new ComparisonView(c.Earlier.Id, c.Earlier.Number, c.Later.Id, c.Later.Number, c.SameCriteria, c.Counts, c.Risks)
        : outcome.Refusal!;
}
