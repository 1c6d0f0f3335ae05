namespace Isms.Ui;

/// <summary>Something that happened.</summary>
/// <param name="When">In the organisation's time zone.</param>
/// <param name="Who">The person, with office when it matters; null for the system.</param>
/// <param name="What">What was done, in the reader's language.</param>
/// <param name="Detail">Reason or comment given.</param>
/// <param name="Href">What it was done to, or the entry itself.</param>
public sealed record TimelineEntry(DateTimeOffset When, string? Who, string What, string? Detail = null, Tone Tone = Tone.Neutral, string? Href = null);
