using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Standards;
using Isms.Modules.Criteria.Domain;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.Rating;

/// <summary>The ratings of a risk as people send them; whatever is null is not rated.</summary>
/// <param name="OwnerId">The risk owner.</param>
/// <param name="ControlKeys">Controls of Annex A that exist already, as <c>2022:8.13</c>.</param>
/// <param name="Loses">Which properties the asset loses.</param>
public sealed record RiskRatings(
    Guid? OwnerId, int? Frequency, int? Severity, int? Ease, int? ControlEffectiveness, string ExistingControls, IReadOnlyList<string> ControlKeys, SecurityLoss Loses);

/// <summary>Checks ratings against the scales of the criteria, and applies them.</summary>
internal static class RatingCheck
{
    /// <summary>What is wrong with the ratings, field by field.</summary>
    /// <param name="prefix">Before each field's name: <c>rows[2].</c>, or empty.</param>
    public static IEnumerable<FieldProblem> Check(this CriteriaDefinition definition, RiskRatings ratings, string prefix)
    {
        var scales = definition.Scales;
        return new[]
        {
            Of("frequency", ratings.Frequency, scales.ThreatFrequency),
            Of("severity", ratings.Severity, scales.Severity),
            Of("ease", ratings.Ease, scales.Ease),
            Of("controlEffectiveness", ratings.ControlEffectiveness, scales.ControlEffectiveness),
            ratings.ExistingControls.Length > Risk.ControlsLength ? new FieldProblem(prefix + "existingControls", "kernel.field-too-long", Risk.ControlsLength) : null,
            ratings.ControlKeys.FirstOrDefault(k => Known(k) is null) is { } unknown ? new FieldProblem(prefix + "controlKeys", "risks.unknown-control", unknown) : null,
        }.OfType<FieldProblem>();

        FieldProblem? Of(string field, int? value, Scale? scale) =>
            value is null || scale is null || scale.Holds(value.Value) ? null : new FieldProblem(prefix + field, "kernel.field-range", scale.Min, scale.Max);
    }

    /// <summary>Those of the people named that do not work here today.</summary>
    public static async Task<HashSet<Guid>> UnknownOwnersAsync(IsmsDbContext db, IEnumerable<Guid?> owners, DateOnly today, CancellationToken ct)
    {
        var asked = owners.OfType<Guid>().Distinct().ToList();
        var known = await db.People.Where(p => asked.Contains(p.Id) && (p.LeftOn == null || p.LeftOn >= today)).Select(p => p.Id).ToListAsync(ct);
        return [.. asked.Except(known)];
    }

    /// <summary>Takes over the ratings; the caller scores. Looking at a proposal and saving it confirms it.</summary>
    public static void Apply(this Risk risk, RiskRatings ratings)
    {
        risk.OwnerId = ratings.OwnerId;
        (risk.Frequency, risk.Severity, risk.Ease, risk.ControlEffectiveness) = (ratings.Frequency, ratings.Severity, ratings.Ease, ratings.ControlEffectiveness);
        risk.ExistingControls = ratings.ExistingControls.Trim();
        risk.ControlKeys = Joined(ratings.ControlKeys);
        risk.LosesConfidentiality = ratings.Loses.HasFlag(SecurityLoss.Confidentiality);
        risk.LosesIntegrity = ratings.Loses.HasFlag(SecurityLoss.Integrity);
        risk.LosesAvailability = ratings.Loses.HasFlag(SecurityLoss.Availability);
        risk.ToConfirm = false;
    }

    /// <summary>The ratings as they stand.</summary>
    public static RiskRatings Ratings(this Risk risk) => new(
        risk.OwnerId, risk.Frequency, risk.Severity, risk.Ease, risk.ControlEffectiveness, risk.ExistingControls,
        risk.ControlKeys.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        (risk.LosesConfidentiality ? SecurityLoss.Confidentiality : 0) | (risk.LosesIntegrity ? SecurityLoss.Integrity : 0) | (risk.LosesAvailability ? SecurityLoss.Availability : 0));

    /// <summary>What differs, in words a person reads.</summary>
    public static IEnumerable<FieldDifference> Differences(RiskRatings yours, RiskRatings current, IReadOnlyDictionary<Guid, string> people, string prefix)
    {
        return new[]
        {
            Of("ownerId", Name(yours.OwnerId), Name(current.OwnerId)),
            Of("frequency", Number(yours.Frequency), Number(current.Frequency)),
            Of("severity", Number(yours.Severity), Number(current.Severity)),
            Of("ease", Number(yours.Ease), Number(current.Ease)),
            Of("controlEffectiveness", Number(yours.ControlEffectiveness), Number(current.ControlEffectiveness)),
            Of("existingControls", yours.ExistingControls.Trim(), current.ExistingControls),
            Of("controlKeys", Joined(yours.ControlKeys), Joined(current.ControlKeys)),
            Of("loses", LossText.Letters(yours.Loses), LossText.Letters(current.Loses)),
        }.OfType<FieldDifference>();

        FieldDifference? Of(string field, string? mine, string? now) => (mine ?? "") == (now ?? "") ? null : new FieldDifference(prefix + field, mine, now);

        string? Name(Guid? id) => id is { } person ? people.GetValueOrDefault(person, person.ToString()) : null;

        static string? Number(int? value) => value?.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The names of these people, for showing a difference.</summary>
    public static Task<Dictionary<Guid, string>> NamesAsync(IsmsDbContext db, IEnumerable<Guid?> ids, CancellationToken ct)
    {
        var asked = ids.OfType<Guid>().Distinct().ToList();
        return db.People.Where(p => asked.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, ct);
    }

    private static AnnexEntry? Known(string key) =>
        ControlKey.TryParse(key, out var parsed) && ControlCatalogue.Find(parsed) is { Kind: ControlKind.Control } entry ? entry : null;

    private static string Joined(IReadOnlyList<string> keys) =>
        string.Join(' ', keys.Select(Known).OfType<AnnexEntry>().Select(e => e.Key).Distinct().OrderBy(k => k.Edition).ThenBy(ControlCatalogue.Position));
}

/// <summary>Which of confidentiality, integrity and availability is lost, as the letters C, I, A that people type into a sheet.</summary>
internal static class LossText
{
    public static string Letters(SecurityLoss loss) =>
        (loss.HasFlag(SecurityLoss.Confidentiality) ? "C" : "") + (loss.HasFlag(SecurityLoss.Integrity) ? "I" : "") + (loss.HasFlag(SecurityLoss.Availability) ? "A" : "");

    /// <summary>Null when there is a letter that means none of them. Full-width letters, spaces, commas and strokes between them do not matter.</summary>
    public static SecurityLoss? Read(string text)
    {
        var loss = SecurityLoss.None;
        foreach (var letter in text.Normalize(System.Text.NormalizationForm.FormKC).ToUpperInvariant())
        {
            switch (letter)
            {
                case 'C': loss |= SecurityLoss.Confidentiality; break;
                case 'I': loss |= SecurityLoss.Integrity; break;
                case 'A': loss |= SecurityLoss.Availability; break;
                case ' ' or ',' or '/' or '、' or ';' or '+': break;
                default: return null;
            }
        }
        return loss;
    }
}
