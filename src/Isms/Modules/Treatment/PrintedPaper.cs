using Isms.Kernel.Access;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;

namespace Isms.Modules.Treatment;

/// <summary>The head of a plan or report that leaves the system: whose, which, in which state, and who signed.</summary>
internal sealed class PrintedPaper(SettingsReader settings, ApprovalReader approvals, TimeProvider time)
{
    /// <param name="kind">Kind of its approval.</param>
    public async Task<DocumentHead> HeadAsync(Actor actor, string kind, Guid id, string title, string number, PlanState state, CancellationToken ct)
    {
        var zone = await settings.TimeZoneAsync(ct);
        var signatures = state == PlanState.Approved && (await approvals.SignaturesOfAsync(kind, [id], ct)).TryGetValue(id, out var given) ? given : [];
        return new DocumentHead
        {
            Organization = await settings.TextAsync(KernelSettings.OrganizationName, ct),
            Title = title,
            Number = number,
            Version = state == PlanState.Approved ? "V1.0" : "V0.1",
            State = state switch { PlanState.Approved => DocumentState.Approved, PlanState.InApproval => DocumentState.InReview, _ => DocumentState.Draft },
            Prepared = Step(SignatureMeaning.Prepare),
            Reviewed = Step(SignatureMeaning.Review),
            Approved = Step(SignatureMeaning.Approve),
            GeneratedAt = time.Instant().In(zone),
            GeneratedBy = actor.Name,
            Culture = actor.Culture,
        };

        SignedStep Step(SignatureMeaning meaning) => signatures.LastOrDefault(s => s.Meaning == meaning) is { } signature
            ? new SignedStep(signature.Name, DateOnly.FromDateTime(signature.At.In(zone).DateTime)) : SignedStep.Open;
    }
}
