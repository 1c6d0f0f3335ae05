namespace Isms.Ui;

/// <summary>What a colour means. It never stands alone: the same element always says it in words.</summary>
public enum Tone
{
    /// <summary>No judgement.</summary>
    Neutral,

    /// <summary>Under way, or worth knowing.</summary>
    Info,

    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Needs attention soon.</summary>
    Warn,

    /// <summary>Wrong, refused or late.</summary>
    Bad,
}

/// <summary>Class names and icons that follow from a tone.</summary>
internal static class Tones
{
    public static string Class(this Tone tone) => "tone-" + tone switch
    {
        Tone.Info => "info",
        Tone.Good => "good",
        Tone.Warn => "warn",
        Tone.Bad => "bad",
        _ => "neutral",
    };

    public static string Icon(this Tone tone) => tone switch
    {
        Tone.Good => "circle-check",
        Tone.Warn => "alert-triangle",
        Tone.Bad => "alert-circle",
        _ => "info-circle",
    };
}
