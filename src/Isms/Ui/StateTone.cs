namespace Isms.Ui;

/// <summary>The judgement that goes with a state's usual name.</summary>
internal static class StateTone
{
    public static Tone Of(string state) => state switch
    {
        "running" or "open" or "active" => Tone.Info,
        "approved" or "effective" or "confirmed" or "done" or "closed" => Tone.Good,
        "returned" or "waiting" => Tone.Warn,
        "rejected" or "overdue" => Tone.Bad,
        _ => Tone.Neutral,
    };
}
