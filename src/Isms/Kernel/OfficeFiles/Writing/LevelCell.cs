namespace Isms.Kernel.OfficeFiles.Writing;

/// <summary>A cell that shows a level: colour and words together, so that it can be read without colour.</summary>
public readonly record struct LevelCell
{
    /// <param name="step">The colour's step, 1 (green) to 5 (red).</param>
    /// <param name="text">What is written; null writes the step itself as a number.</param>
    /// <exception cref="ArgumentOutOfRangeException">The step is not 1 to 5.</exception>
    public LevelCell(int step, string? text = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(step, 5);
        Step = step;
        Text = text;
    }

    /// <summary>1 (lowest, green) to 5 (highest, red).</summary>
    public int Step { get; }

    /// <summary>The words in the cell, or null for the bare number.</summary>
    public string? Text { get; }

    // Light enough that black text on them keeps a contrast of more than 7:1, also in grey print.
    private static readonly string[] Fills = ["C6E7C8", "E3F1B8", "FFF2A8", "FBCB8F", "F4A6A0"];

    /// <summary>The fill of a step as RRGGBB.</summary>
    internal static string Fill(int step) => Fills[step - 1];
}
