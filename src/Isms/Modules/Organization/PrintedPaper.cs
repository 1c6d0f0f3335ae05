using Isms.Kernel.Access;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;

namespace Isms.Modules.Organization;

/// <summary>The head of a paper of this process: whose, which, in which state, and who signed.</summary>
internal sealed class PrintedPaper(SettingsReader settings, ApprovalReader approvals, TimeProvider time)
{
    /// <param name="kind">Kind of its approval; empty for a paper that nobody approves.</param>
    public async Task<DocumentHead> HeadAsync(
        Actor actor, string kind, Guid id, string title, string number, string version, DocumentState state, DateOnly? effectiveOn, CancellationToken ct)
    {
        var zone = await settings.TimeZoneAsync(ct);
        var signatures = kind.Length > 0 && state == DocumentState.Approved && (await approvals.SignaturesOfAsync(kind, [id], ct)).TryGetValue(id, out var given) ? given : [];
        return new DocumentHead
        {
            Organization = await settings.TextAsync(KernelSettings.OrganizationName, ct),
            Title = title,
            Number = number,
            Version = version,
            State = state,
            Prepared = Step(SignatureMeaning.Prepare),
            Reviewed = Step(SignatureMeaning.Review),
            Approved = Step(SignatureMeaning.Approve),
            EffectiveOn = effectiveOn,
            GeneratedAt = TimeZoneInfo.ConvertTime(new DateTimeOffset(time.Instant()), zone),
            GeneratedBy = actor.Name,
            Culture = actor.Culture,
        };

        SignedStep Step(SignatureMeaning meaning) => signatures.LastOrDefault(s => s.Meaning == meaning) is { } signature
            ? new SignedStep(signature.Name, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(new DateTimeOffset(signature.At), zone).DateTime)) : SignedStep.Open;
    }
}
