namespace Isms.Ui;

/// <summary>One step of an axis.</summary>
/// <param name="Value">As the scale counts it.</param>
/// <param name="Word">The scale's word.</param>
public sealed record MatrixStep(int Value, string Word);

/// <summary>Where an impact meets a likelihood.</summary>
/// <param name="Level">The risk level the criteria give here, 1 (lowest) upward.</param>
/// <param name="Count">Risks that lie here.</param>
/// <param name="Href">The list of exactly these risks; used when there are any.</param>
/// <param name="Mark">True for the one the page speaks of.</param>
public sealed record MatrixCell(int Impact, int Likelihood, int Level, int Count = 0, string? Href = null, bool Mark = false);

/// <summary>One level of a scale, for a legend.</summary>
/// <param name="Level">1 (lowest) upward.</param>
/// <param name="Word">The scale's word; the common one when null.</param>
/// <param name="Count">How many; null shows none.</param>
/// <param name="Href">The list of exactly these.</param>
/// <param name="Note">What it means: accepted, to be treated.</param>
public sealed record LevelCount(int Level, string? Word = null, int? Count = null, string? Href = null, string? Note = null);
