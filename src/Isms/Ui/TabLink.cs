namespace Isms.Ui;

/// <summary>One of several pages side by side.</summary>
/// <param name="Count">How much is on it; null shows nothing.</param>
public sealed record TabLink(string Title, string Href, bool Current = false, int? Count = null);
