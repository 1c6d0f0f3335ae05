using Isms.Ui;

namespace Isms.Modules.Opportunities.Matters;

internal static class MatterTone
{
    public static Tone Of(MatterState state) => state switch
    {
        MatterState.InApproval or MatterState.Acting => Tone.Info,
        MatterState.Checking => Tone.Warn,
        MatterState.Effective => Tone.Good,
        MatterState.Ineffective => Tone.Bad,
        _ => Tone.Neutral,
    };
}
