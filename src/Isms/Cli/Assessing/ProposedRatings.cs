using Isms.Modules.Criteria.Domain;

namespace Isms.Cli.Assessing;

/// <summary>Brings the starter library's ratings, which are 1 to 5, onto the scales of the criteria.</summary>
internal static class ProposedRatings
{
    /// <summary>How many of five steps ease is expected to fall by once proposed controls work; said in the documents that use it.</summary>
    public const int EaseFallsBy = 2;

    private const int Steps = 5;

    public static RiskFactors Of(CompiledCriteria criteria, int assetValue, int frequency, int severity, int ease)
    {
        var scales = criteria.Definition.Scales;
        return new RiskFactors(assetValue, On(scales.ThreatFrequency, frequency), scales.Severity is { } rated ? On(rated, severity) : null, On(scales.Ease, ease));
    }

    /// <summary>The same with ease lowered by <see cref="EaseFallsBy"/>: controls make a weakness harder to use, and change neither the threat nor the damage.</summary>
    public static RiskFactors AfterTreatment(CompiledCriteria criteria, int assetValue, int frequency, int severity, int ease) =>
        Of(criteria, assetValue, frequency, severity, Math.Max(1, ease - EaseFallsBy));

    // The same place between the ends of the scale; halves go up, to the cautious side.
    private static int On(Scale scale, int rating) =>
        scale.Min + (int)Math.Round((rating - 1) * (scale.Max - scale.Min) / (double)(Steps - 1), MidpointRounding.AwayFromZero);
}
