using Isms.Kernel.Data;
using Isms.Kernel.Signals;

namespace Isms.Modules.Risks;

/// <summary>How far a prompt to assess again has come.</summary>
public enum PromptState
{
    Open,

    /// <summary>An assessment that took it up was completed.</summary>
    Assessed,

    /// <summary>Looked at, and found to need no assessment; with the reason.</summary>
    Dismissed,
}

/// <summary>Something changed, and risks ought to be assessed again (manual 4.2.3.4 a–f).</summary>
internal sealed class ReassessmentPrompt : ILedgered
{
    public const int TitleLength = 200;
    public const int TextLength = 2000;
    public const int LinkLength = 200;

    public Guid Id { get; init; } = Guid.CreateVersion7();
    public int Version { get; set; }
    public ReassessmentCause Cause { get; init; }

    /// <summary>What changed.</summary>
    public required string Title { get; init; }

    /// <summary>Resource key of the sentence that says what happened; empty when <see cref="Text"/> says it.</summary>
    public string ReasonKey { get; init; } = "";

    /// <summary>Values for that sentence, as a JSON list.</summary>
    public string ReasonArgs { get; init; } = "[]";

    /// <summary>What happened, in the words of who entered it.</summary>
    public string Text { get; init; } = "";

    /// <summary>Kind and id of the thing that changed; null when it is none of the system's own.</summary>
    public string? SubjectKind { get; init; }
    public Guid? SubjectId { get; init; }

    /// <summary>Page of that thing; empty when it has none.</summary>
    public string SubjectLink { get; init; } = "";

    /// <summary>Day on which it was raised.</summary>
    public DateOnly RaisedOn { get; init; }

    /// <summary>Null when the system raised it.</summary>
    public Guid? RaisedById { get; init; }
    public PromptState State { get; set; }

    /// <summary>Why no assessment is needed.</summary>
    public string DismissReason { get; set; } = "";

    /// <summary>The assessment that takes it up; null while none does.</summary>
    public Guid? AssessmentId { get; set; }
}
