namespace Isms.Ui;

/// <summary>One step of a calculation.</summary>
/// <param name="What">The quantity found.</param>
/// <param name="How">The rule with the values in it.</param>
/// <param name="Result">What came out.</param>
public sealed record TraceStep(string What, string How, string Result);

/// <summary>One field before and after.</summary>
/// <param name="Old">Null when there was none.</param>
/// <param name="New">Null when there is none any more.</param>
public sealed record DiffLine(string Field, string? Old, string? New);
