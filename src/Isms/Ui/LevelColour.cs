namespace Isms.Ui;

/// <summary>Where a level on any scale falls among the house's five colours, green to red.</summary>
internal static class LevelColour
{
    /// <param name="level">1 (lowest) to <paramref name="of"/>; outside it is held to the nearer end.</param>
    /// <param name="of">How many levels the scale has; 1 or less counts as one.</param>
    /// <returns>1 (green) to 5 (red).</returns>
    public static int Of(int level, int of) => of <= 1
        ? 1
        : 1 + (int)Math.Round((Math.Clamp(level, 1, of) - 1) * 4.0 / (of - 1), MidpointRounding.AwayFromZero);

    /// <summary>The class that carries the colour.</summary>
    public static string Class(int level, int of) => "lvl-" + Display.Number(Of(level, of));
}
