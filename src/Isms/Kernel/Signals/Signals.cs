using Isms.Kernel.Access;

namespace Isms.Kernel.Signals;

/// <summary>Something that happened in one process and matters to others; handled in the same transaction, before it is saved.</summary>
internal interface ISignalHandler<in TSignal>
{
    /// <summary>Changes what follows from it through the same context; the raiser saves.</summary>
    Task HandleAsync(Actor actor, TSignal signal, CancellationToken ct);
}

/// <summary>Tells all who handle a signal, one after the other.</summary>
internal sealed class SignalRaiser(IServiceProvider services)
{
    public async Task RaiseAsync<TSignal>(Actor actor, TSignal signal, CancellationToken ct)
    {
        foreach (var handler in services.GetServices<ISignalHandler<TSignal>>())
            await handler.HandleAsync(actor, signal, ct);
    }
}

/// <summary>
/// Risks ought to be assessed again (manual 4.2.3.4): the organization, technology, business goals, threats, effect of controls, or outside events changed.
/// </summary>
/// <param name="Cause">Which of the manual's causes a to f.</param>
/// <param name="SubjectKind">Kind of the thing that changed.</param>
/// <param name="SubjectId">Which.</param>
/// <param name="Title">What it is called, for the prompt.</param>
/// <param name="ReasonKey">Resource key of the sentence that says what happened.</param>
/// <param name="ReasonArgs">Values for that sentence.</param>
internal sealed record ReassessmentDue(ReassessmentCause Cause, string SubjectKind, Guid SubjectId, string Title, string ReasonKey, params string[] ReasonArgs)
{
    /// <summary>Page of the thing that changed; empty when it has none.</summary>
    public string Link { get; init; } = "";
}

/// <summary>The manual's causes for assessing again (4.2.3.4 a–f).</summary>
public enum ReassessmentCause { Organization, Technology, Business, Threat, Control, Outside }

/// <summary>
/// An open list for display: whoever has something to show about a question implements this and registers it; whoever asks takes all.
/// </summary>
internal interface IContribute<TQuestion, TItem>
{
    Task<IReadOnlyList<TItem>> AnswerAsync(Actor actor, TQuestion question, CancellationToken ct);
}
