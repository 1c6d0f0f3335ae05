namespace Isms.Ui;

/// <summary>One place on the way to a page.</summary>
/// <param name="Href">Null for a place that has no page.</param>
public sealed record Crumb(string Title, string? Href = null);
