using Isms.Kernel.Http;

namespace Isms.Kernel.Progress;

/// <summary>How far a piece of long work has come.</summary>
public enum JobState { Queued, Running, Done, Failed, Interrupted }

/// <summary>What long work ended with: a page or file to go to, figures, or why it could not be done.</summary>
/// <param name="Link">Where its result is; null when there is nothing to open.</param>
/// <param name="Data">Figures for the API, written as JSON.</param>
/// <param name="Refusal">Why it was refused; null when it succeeded.</param>
public sealed record JobResult(string? Link = null, object? Data = null, Refusal? Refusal = null);

/// <summary>Long work as the person who started it sees it.</summary>
/// <param name="Title">In the language of who started it.</param>
/// <param name="Done">Pieces done.</param>
/// <param name="Total">Pieces in all; null while unknown.</param>
/// <param name="Text">How far it is, in words.</param>
/// <param name="Finished">True when nothing more will change.</param>
/// <param name="Href">Where its result is, once done.</param>
/// <param name="Problem">Why it failed, in the reader's language.</param>
public sealed record JobView(
    Guid Id, string Kind, string Title, JobState State, long Done, long? Total, string Text, bool Finished, string? Href,
    string? Problem, IReadOnlyList<FieldProblemView> Errors, System.Text.Json.JsonElement? Result, DateTime CreatedAt, DateTime? StartedAt, DateTime? EndedAt);

/// <summary>One field or row that stood in the way.</summary>
public sealed record FieldProblemView(string Field, string Message);
