using Isms.Ui;

namespace Isms.Modules.Compliance;

/// <summary>The judgement that goes with what is shown.</summary>
internal static class ComplianceTone
{
    public static Tone Of(LawStatus status) => status switch { LawStatus.InForce => Tone.Good, LawStatus.Upcoming => Tone.Info, LawStatus.Amended => Tone.Warn, _ => Tone.Neutral };

    public static Tone Of(ComplianceResult? result) => result switch { ComplianceResult.Conforms => Tone.Good, ComplianceResult.Partly => Tone.Warn, ComplianceResult.DoesNotConform => Tone.Bad, _ => Tone.Neutral };

    public static Tone Of(ReviewState state) => state switch { ReviewState.Approved => Tone.Good, ReviewState.InApproval => Tone.Info, _ => Tone.Neutral };

    public static Tone Of(MeasureState state) => state switch { MeasureState.Closed => Tone.Good, MeasureState.Done => Tone.Warn, _ => Tone.Info };

    /// <summary>Of the words by which lists say how a row stands.</summary>
    public static Tone Of(string state) => state switch
    {
        "incomplete" or "overdue" or "failing" or "over" or "expired" or "DoesNotConform" => Tone.Bad,
        "changed" or "judge" or "unchecked" or "Partly" => Tone.Warn,
        "inOrder" or "kept" or "Conforms" => Tone.Good,
        _ => Tone.Neutral,
    };

    /// <summary>Names of an enum as choices of a form.</summary>
    public static IReadOnlyList<FieldOption> Choices<T>(string prefix) where T : struct, Enum => [.. Enum.GetNames<T>().Select(n => new FieldOption(n, Kernel.Text.Phrase.Of(prefix + n)))];
}
