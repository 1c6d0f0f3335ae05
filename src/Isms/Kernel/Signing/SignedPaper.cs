using Isms.Kernel.Access;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;

namespace Isms.Kernel.Signing;

/// <summary>The head of a paper that leaves the system: whose, which, in which state, made when and for whom, and who signed it.</summary>
internal sealed class SignedPaper(SettingsReader settings, ApprovalReader approvals, TimeProvider time)
{
    /// <summary>Of something that goes through approval, with the signatures of its latest approval; none while there was none.</summary>
    /// <param name="kind">Kind of its approval.</param>
    public async Task<DocumentHead> HeadAsync(Actor actor, string kind, Guid id, PaperFacts facts, CancellationToken ct) =>
        await HeadAsync(actor, (await approvals.SignaturesOfAsync(kind, [id], ct)).GetValueOrDefault(id, []), facts, ct);

    /// <summary>With signatures that the caller has read already.</summary>
    public async Task<DocumentHead> HeadAsync(Actor actor, IReadOnlyList<GivenSignature> signatures, PaperFacts facts, CancellationToken ct)
    {
        var zone = await settings.TimeZoneAsync(ct);
        return (await HeadAsync(actor, facts, ct)) with
        {
            Prepared = Step(SignatureMeaning.Prepare), Reviewed = Step(SignatureMeaning.Review), Approved = Step(SignatureMeaning.Approve),
        };

        SignedStep Step(SignatureMeaning meaning) => StepOf(signatures.LastOrDefault(s => s.Meaning == meaning), zone);
    }

    /// <summary>Of a list or a record without an approval of its own.</summary>
    public async Task<DocumentHead> HeadAsync(Actor actor, PaperFacts facts, CancellationToken ct) => new()
    {
        Organization = await settings.TextAsync(KernelSettings.OrganizationName, ct),
        Title = facts.Title,
        Number = facts.Number,
        Version = facts.Version,
        State = facts.State,
        EffectiveOn = facts.EffectiveOn,
        GeneratedAt = time.Instant().In(await settings.TimeZoneAsync(ct)),
        GeneratedBy = actor.Name,
        Culture = actor.Culture,
    };

    /// <summary>A signature as it is printed; a place left open where there is none.</summary>
    public static SignedStep StepOf(GivenSignature? signature, TimeZoneInfo zone) =>
        signature is null ? SignedStep.Open : new SignedStep(signature.Name, signature.At.DayIn(zone));
}

/// <summary>What a paper says of itself.</summary>
/// <param name="Title">In the reader's language.</param>
/// <param name="Version">As printed, such as <c>V1.0</c>; empty for a list.</param>
internal sealed record PaperFacts(string Title, string Number = "", string Version = "", DocumentState State = DocumentState.Draft, DateOnly? EffectiveOn = null);
