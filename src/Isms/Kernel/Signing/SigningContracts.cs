using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Http;

namespace Isms.Kernel.Signing;

/// <summary>How far an approval has come.</summary>
public enum ApprovalState { Running, Approved, Returned, Withdrawn }

/// <summary>How far one step of an approval has come.</summary>
public enum StepState
{
    /// <summary>Not its turn yet.</summary>
    Waiting,
    /// <summary>Its signature is asked for.</summary>
    Open,
    Signed,
    Returned,
    /// <summary>No longer asked for, because the approval ended before.</summary>
    Skipped,
}

/// <summary>Puts something up for approval; the submitter's signature says 编制.</summary>
/// <param name="Kind">Kind of the subject.</param>
/// <param name="SubjectId">Which one.</param>
/// <param name="Secret">Password or current one-time code of who submits: it is a signature.</param>
public sealed record SubmitForApprovalRequest(
    [Required, StringLength(60)] string Kind, Guid SubjectId, [Required, StringLength(256)] string Secret, [StringLength(2000)] string? Comment = null);

/// <summary>Signs a step.</summary>
/// <param name="Secret">Password or current one-time code of who signs.</param>
public sealed record SignStepRequest(Guid ApprovalId, Guid StepId, [Required, StringLength(256)] string Secret, [StringLength(2000)] string? Comment = null);

/// <summary>退回: sends it back to who submitted it.</summary>
public sealed record ReturnApprovalRequest(Guid ApprovalId, Guid StepId, [Required, StringLength(2000)] string Comment);

/// <summary>撤回: takes back what one submitted oneself.</summary>
public sealed record WithdrawApprovalRequest(Guid ApprovalId, [StringLength(2000)] string? Comment = null);

/// <summary>转办: lets another person sign in one's place.</summary>
public sealed record DelegateStepRequest(Guid ApprovalId, Guid StepId, Guid PersonId, [Required, StringLength(500)] string Reason);

/// <summary>加签: asks one more person to countersign, at the same time as the step at hand.</summary>
public sealed record AddSignerRequest(Guid ApprovalId, Guid PersonId, [Required, StringLength(500)] string Reason);

/// <summary>催办: reminds those whose signature is asked for; once a day.</summary>
public sealed record RemindSignersRequest(Guid ApprovalId);

/// <summary>A signature with what is wrong with it, if anything.</summary>
/// <param name="Office">The office in which it was given.</param>
/// <param name="At">UTC.</param>
/// <param name="ContentHash">SHA-256 of what was signed.</param>
/// <param name="Broken">Codes of what no longer fits: <c>signing.broken-content</c>, <c>signing.broken-stored</c>, <c>signing.broken-row</c>; empty when it holds.</param>
public sealed record SignatureView(
    Guid Id, Guid? StepId, SignatureMeaning Meaning, Guid PersonId, string Name, Office Office, DateTime At, string ContentHash, string Comment,
    IReadOnlyList<string> Broken)
{
    /// <summary>True when the signature still fits what it was given to.</summary>
    public bool Holds => Broken.Count == 0;
}

/// <summary>A step of an approval.</summary>
/// <param name="Candidates">Names of those who may sign it today; of who did, once signed.</param>
/// <param name="Mine">True when the reader may sign it now.</param>
/// <param name="DelegatedBy">Who passed it on, with the reason; null when nobody did.</param>
/// <param name="AddedBy">Who asked for this signature in addition, with the reason; null when it belongs to the route.</param>
/// <param name="InPlaceOf">The office that the route names, where only the submitter held it and the next office up signs instead; null otherwise.</param>
public sealed record StepView(
    Guid Id, int Order, SignatureMeaning Meaning, Office? Office, Guid? PersonId, Guid? DepartmentId, StepState State,
    IReadOnlyList<string> Candidates, bool Mine, DateOnly? DueOn, DateTime? DecidedAt, string Comment,
    string? DelegatedBy, string? AddedBy, Office? InPlaceOf);

/// <summary>An approval with its steps and signatures.</summary>
/// <param name="ContentChanged">True when the subject is no longer what was submitted.</param>
public sealed record ApprovalView(
    Guid Id, int Version, string Kind, Guid SubjectId, string Title, string Number, string Link, string ContentHash, string Content,
    ApprovalState State, int Round, Guid SubmittedById, string SubmittedBy, DateTime SubmittedAt, DateTime? EndedAt, string EndComment,
    bool ContentChanged, IReadOnlyList<ApprovalFact> Facts, IReadOnlyList<StepView> Steps, IReadOnlyList<SignatureView> Signatures) : IVersioned
{
    /// <summary>True when the text that is signed is kept back, because it tells of a thing that the reader may not know.</summary>
    public bool ContentWithheld { get; init; }

    /// <summary>Texts that look like placeholders and were let stand.</summary>
    public IReadOnlyList<WaiverView> Waivers { get; init; } = [];
}
