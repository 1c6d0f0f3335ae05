namespace Isms.Ui;

/// <summary>One value of a chart over time.</summary>
/// <param name="Label">Its period, short.</param>
/// <param name="Value">Null leaves a gap.</param>
/// <param name="Good">Whether it reaches its target; drawn as another shape, not only another colour.</param>
/// <param name="Target">The target that held for it; null for none.</param>
/// <param name="Text">The value as a person reads it, with its unit.</param>
public sealed record ChartPoint(string Label, decimal? Value, bool Good, decimal? Target, string Text);
