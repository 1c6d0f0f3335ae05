using Isms.Kernel.Access;
using Isms.Kernel.Http;

namespace Isms.Kernel.Signing;

/// <summary>One line of the readable summary shown above the place to sign.</summary>
/// <param name="Label">In the reader's language.</param>
public sealed record ApprovalFact(string Label, string Value);

/// <summary>What is put up for approval, as it is now.</summary>
/// <param name="Title">Name a person knows it by.</param>
/// <param name="Number">Its number; empty when it has none.</param>
/// <param name="Link">Page where it can be read in full.</param>
/// <param name="Content">
/// Canonical JSON of exactly what is signed (<see cref="SignedContent.Json"/>): the same bytes whenever it is read, as long as nothing that is
/// signed changed. It must not hold the state of approval, versions or numbers given on approval, or every signature would break by itself.
/// </param>
public sealed record ApprovalContent(string Title, string Number, string Link, string Content)
{
    /// <summary>Whose department it is; decides who is its department head. Null for the whole organization.</summary>
    public Guid? DepartmentId { get; init; }

    /// <summary>What a signer should see at a glance.</summary>
    public IReadOnlyList<ApprovalFact> Facts { get; init; } = [];

    /// <summary>JSON in which placeholders are looked for instead, its keys the names people know the places by; for a content that says things only by their hash. Null looks in the content.</summary>
    public string? Words { get; init; }
}

/// <summary>A signature that was given, as the subject learns of it and documents print it.</summary>
/// <param name="Office">The office in which it was given.</param>
public sealed record GivenSignature(SignatureMeaning Meaning, Guid PersonId, string Name, Office Office, DateTime At, string Comment);

/// <summary>What a subject is told when its approval changes state.</summary>
/// <param name="Round">1 for the first submission of this subject, one more for each further one.</param>
/// <param name="ContentHash">SHA-256 of the content as submitted, lower-case hexadecimal.</param>
/// <param name="Signatures">In the order given; the first is the submitter's.</param>
/// <param name="Comment">Why it was returned or withdrawn; empty otherwise.</param>
/// <param name="By">Who brought the change about.</param>
/// <param name="At">When, UTC.</param>
public sealed record ApprovalSummary(
    Guid ApprovalId, int Round, string ContentHash, IReadOnlyList<GivenSignature> Signatures, string Comment, Actor By, DateTime At);

/// <summary>
/// A kind of thing that is approved. Modules implement it and register it with <c>services.AddScoped&lt;IApprovalSubject, …&gt;()</c>;
/// most derive from <see cref="ApprovalSubject"/>.
/// </summary>
internal interface IApprovalSubject
{
    /// <summary>Stable, <c>module.thing</c>; its name is <c>Phrase.Kin("approval", Kind)</c>.</summary>
    string Kind { get; }

    /// <summary>The route until the organization sets its own for this kind.</summary>
    IReadOnlyList<RouteStep> DefaultRoute { get; }

    /// <summary>True when each thing of this kind has a route of its own (<see cref="RouteOfAsync"/>): the kind's route cannot be set.</summary>
    bool HasOwnRoutes => false;

    /// <summary>
    /// The route of this one thing, where things of this kind have their own; null takes the kind's. Without any step, the preparer's signature is the
    /// only one and approves.
    /// </summary>
    Task<IReadOnlyList<RouteStep>?> RouteOfAsync(Guid id, CancellationToken ct) => Task.FromResult<IReadOnlyList<RouteStep>?>(null);

    /// <summary>An office that must give an approving signature whatever route the organization sets; null when it is free.</summary>
    Office? FinalApprover { get; }

    /// <summary>Null when there is no such thing.</summary>
    Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct);

    /// <summary>True when this person may read the thing. Signers and the submitter see the approval besides.</summary>
    Task<bool> MayReadAsync(Actor actor, Guid id, CancellationToken ct);

    /// <summary>
    /// What stands in the way of submitting, with links in its obstacles; <see cref="Refusal.NotFound"/> when out of reach, null to go on.
    /// Called within the write transaction, also for showing the form, so it must change nothing.
    /// </summary>
    Task<Refusal?> MaySubmitAsync(Actor actor, Guid id, CancellationToken ct);

    /// <summary>What stands in the way of this signature beyond the route's own rules; null to go on.</summary>
    Task<Refusal?> MaySignAsync(Actor actor, Guid id, SignatureMeaning meaning, CancellationToken ct);

    /// <summary>
    /// Steps that depend on the thing itself (each risk owner countersigns): taken after everything else and before the first approving step,
    /// in their own order. A person who signs anyway is not asked twice.
    /// </summary>
    Task<IReadOnlyList<RouteStep>> ExtraStepsAsync(Guid id, CancellationToken ct);

    /// <summary>Set the thing's state; it is saved, and written to the ledger, together with the approval. The same holds for the other callbacks.</summary>
    Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct);

    /// <summary>Sent back by a signer: editable again.</summary>
    Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct);

    /// <summary>Taken back by who submitted it: editable again.</summary>
    Task OnWithdrawnAsync(Guid id, ApprovalSummary approval, CancellationToken ct);

    /// <summary>The last signature was given: frozen from now on; a change is a new version.</summary>
    Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct);
}

/// <summary>What most subjects share: the standard route, nothing extra, rights from two permissions within the subject's department.</summary>
internal abstract class ApprovalSubject : IApprovalSubject
{
    public abstract string Kind { get; }

    /// <summary>Who may read it, where it reaches the subject's department.</summary>
    protected abstract Permission Read { get; }

    /// <summary>Who may submit it, where it reaches the subject's department.</summary>
    protected abstract Permission Submit { get; }

    public virtual IReadOnlyList<RouteStep> DefaultRoute => RouteStep.Standard;

    public virtual Office? FinalApprover => null;

    public virtual bool HasOwnRoutes => false;

    public virtual Task<IReadOnlyList<RouteStep>?> RouteOfAsync(Guid id, CancellationToken ct) => Task.FromResult<IReadOnlyList<RouteStep>?>(null);

    public abstract Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct);

    public virtual async Task<bool> MayReadAsync(Actor actor, Guid id, CancellationToken ct) =>
        actor.May(Read) && await LoadAsync(id, ct) is { } content && Covers(actor.ReachOf(Read), content.DepartmentId);

    public virtual async Task<Refusal?> MaySubmitAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (!actor.May(Submit))
            return Refusal.Forbidden;
        if (await LoadAsync(id, ct) is not { } content || !Covers(actor.ReachOf(Submit), content.DepartmentId))
            return Refusal.NotFound;
        return await ObstacleAsync(actor, id, ct);
    }

    public virtual Task<Refusal?> MaySignAsync(Actor actor, Guid id, SignatureMeaning meaning, CancellationToken ct) => Task.FromResult<Refusal?>(null);

    public virtual Task<IReadOnlyList<RouteStep>> ExtraStepsAsync(Guid id, CancellationToken ct) => Task.FromResult<IReadOnlyList<RouteStep>>([]);

    public abstract Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct);

    public abstract Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct);

    public virtual Task OnWithdrawnAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => OnReturnedAsync(id, approval, ct);

    public abstract Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct);

    /// <summary>What makes it unfit to submit (wrong state, incomplete); null when nothing does. Rights are already checked.</summary>
    protected abstract Task<Refusal?> ObstacleAsync(Actor actor, Guid id, CancellationToken ct);

    // What belongs to no department is within reach of whoever holds the permission at all: organization-wide documents.
    private static bool Covers(Reach reach, Guid? departmentId) => departmentId is null ? !reach.IsNone : reach.Covers(departmentId);
}
