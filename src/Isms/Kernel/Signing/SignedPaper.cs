using Isms.Kernel.Access;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;

namespace Isms.Kernel.Signing;

/// <summary>The head of a paper that leaves the system: whose, which, in which state, and who signed it.</summary>
internal sealed class SignedPaper(SettingsReader settings, ApprovalReader approvals, TimeProvider time)
{
    /// <summary>Of something that goes through approval.</summary>
    /// <param name="kind">Kind of its approval; signatures are printed once it is approved, also when it was superseded since.</param>
    public async Task<DocumentHead> HeadAsync(Actor actor, string kind, Guid id, PaperFacts facts, CancellationToken ct)
    {
        var zone = await settings.TimeZoneAsync(ct);
        var signed = facts.State is DocumentState.Approved or DocumentState.Superseded or DocumentState.Obsolete;
        var signatures = signed && (await approvals.SignaturesOfAsync(kind, [id], ct)).TryGetValue(id, out var given) ? given : [];
        return (await HeadAsync(actor, facts, ct)) with
        {
            Prepared = Step(SignatureMeaning.Prepare), Reviewed = Step(SignatureMeaning.Review), Approved = Step(SignatureMeaning.Approve),
        };

        SignedStep Step(SignatureMeaning meaning) => signatures.LastOrDefault(s => s.Meaning == meaning) is { } signature
            ? new SignedStep(signature.Name, DateOnly.FromDateTime(signature.At.In(zone).DateTime)) : SignedStep.Open;
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
}

/// <summary>What a paper says of itself.</summary>
/// <param name="Title">In the reader's language.</param>
/// <param name="Version">As printed, such as <c>V1.0</c>; empty for a list.</param>
internal sealed record PaperFacts(string Title, string Number, string Version, DocumentState State, DateOnly? EffectiveOn = null);
