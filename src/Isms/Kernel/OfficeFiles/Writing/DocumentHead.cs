using System.Globalization;
using Isms.Kernel.Text;

namespace Isms.Kernel.OfficeFiles.Writing;

/// <summary>How far a document is on its way; every state but <see cref="Approved"/>, <see cref="Effective"/> and <see cref="Extract"/> is stamped across each page.</summary>
public enum DocumentState
{
    Draft,
    InReview,
    Approved,

    /// <summary>Approved, but not in force before its day.</summary>
    AwaitingEffect,
    Effective,
    Superseded,
    Obsolete,

    /// <summary>作废保留: no longer in force, kept for a stated reason.</summary>
    KeptObsolete,

    /// <summary>A list or a summary taken from the system on a day: nobody approves it, so neither a state nor signatures are printed.</summary>
    Extract,
}

/// <summary>Who took a step of the approval and on which day; an empty name or day is a place left to sign by hand.</summary>
/// <param name="Name">The person's name as the reader knows it.</param>
/// <param name="On">The day in the organization's time zone.</param>
public sealed record SignedStep(string? Name, DateOnly? On)
{
    /// <summary>Nobody has signed yet.</summary>
    public static readonly SignedStep Open = new(null, null);

    /// <summary>Name and day in one line, empty when neither is known.</summary>
    public override string ToString() => string.Join(' ', new[] { Name, WrittenText.Day(On) }.Where(part => !string.IsNullOrEmpty(part)));
}

/// <summary>What stands on top and at the edges of every document and list that leaves the system.</summary>
public sealed record DocumentHead
{
    /// <summary>The organization's name as it appears on its papers.</summary>
    public required string Organization { get; init; }

    public required string Title { get; init; }

    /// <summary>The document's number by the organization's numbering rule; empty while none is given.</summary>
    public string Number { get; init; } = "";

    /// <summary>The version as printed, for example <c>A/0</c> or <c>V1.0</c>.</summary>
    public string Version { get; init; } = "";

    /// <summary>The classification in the reader's language, for example 内部; empty when there is none.</summary>
    public string Classification { get; init; } = "";

    public DocumentState State { get; init; } = DocumentState.Draft;

    public SignedStep Prepared { get; init; } = SignedStep.Open;

    public SignedStep Reviewed { get; init; } = SignedStep.Open;

    public SignedStep Approved { get; init; } = SignedStep.Open;

    /// <summary>The day from which the document holds.</summary>
    public DateOnly? EffectiveOn { get; init; }

    /// <summary>When this file was made, already in the time zone in which the reader expects to see it.</summary>
    public required DateTimeOffset GeneratedAt { get; init; }

    /// <summary>The name of the person for whom this file was made.</summary>
    public string GeneratedBy { get; init; } = "";

    /// <summary>The reader's language: Chinese or English.</summary>
    public CultureInfo Culture { get; init; } = Phrase.Chinese;

    /// <summary>The word stamped across the pages, or null for a document that may be used.</summary>
    public string? Watermark => State is DocumentState.Approved or DocumentState.Effective or DocumentState.Extract ? null : StateText;

    /// <summary>The state in the reader's language.</summary>
    public string StateText => State == DocumentState.Extract ? "" : Text(State switch
    {
        DocumentState.Draft => "writing.state-draft",
        DocumentState.InReview => "writing.state-in-review",
        DocumentState.Approved => "writing.state-approved",
        DocumentState.AwaitingEffect => "writing.state-awaiting-effect",
        DocumentState.Effective => "writing.state-effective",
        DocumentState.Superseded => "writing.state-superseded",
        DocumentState.Obsolete => "writing.state-obsolete",
        DocumentState.KeptObsolete => "writing.state-kept-obsolete",
        _ => throw new InvalidOperationException($"There is no document state {State}."),
    });

    /// <summary>By whom and when this file was made, in the reader's language.</summary>
    public string GeneratedText => GeneratedBy.Length == 0
        ? Text("writing.generated-at", WrittenText.Minute(GeneratedAt))
        : Text("writing.generated-by", GeneratedBy, WrittenText.Minute(GeneratedAt));

    /// <summary>Number, version, classification, state and effective day, each with its label, without those that are empty.</summary>
    internal IEnumerable<(string Label, string Value)> Facts() => new[]
    {
        (Text("writing.number"), Number),
        (Text("writing.version"), Version),
        (Text("writing.classification"), Classification),
        (Text("writing.state"), StateText),
        (Text("writing.effective"), WrittenText.Day(EffectiveOn)),
    }.Where(fact => fact.Item2.Length > 0);

    /// <summary>Prepared, reviewed, approved: the label and who did it; none for an extract.</summary>
    internal IEnumerable<(string Label, SignedStep Step)> Steps() => State == DocumentState.Extract ? [] :
    [
        (Text("writing.prepared"), Prepared),
        (Text("writing.reviewed"), Reviewed),
        (Text("writing.approved"), Approved),
    ];

    internal string Text(string key, params object?[] args) => Phrase.In(Culture, key, args);
}
