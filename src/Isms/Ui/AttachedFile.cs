namespace Isms.Ui;

/// <summary>A file kept with something.</summary>
/// <param name="Href">Downloads it.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="By">Who put it there.</param>
/// <param name="At">When, in the organisation's time zone.</param>
/// <param name="RemoveAction">Endpoint that takes it away by POST; null where the reader may not.</param>
public sealed record AttachedFile(string Name, string Href, long Bytes, string? By = null, DateTimeOffset? At = null, string? RemoveAction = null);
