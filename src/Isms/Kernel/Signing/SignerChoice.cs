using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Signing;

/// <summary>Whether a person chosen by hand may become a signer: active, not only reading, and nobody who signs anyway.</summary>
internal sealed class SignerChoice(IsmsDbContext db, OfficeHolders holders, ApprovalDesk desk, SettingsReader settings)
{
    public static readonly Refusal Unknown = Refusal.Invalid("personId", "signing.signer-unknown");
    public static readonly Refusal OnlyReads = Refusal.Invalid("personId", "signing.signer-only-reads");
    public static readonly Refusal IsAuthor = Refusal.Invalid("personId", "signing.signer-is-author");
    public static readonly Refusal SignsAnyway = Refusal.Invalid("personId", "signing.signer-signs-anyway");

    /// <param name="stepId">The step that is passed on; null for an additional one.</param>
    public async Task<Refusal?> RefusesAsync(Approval approval, Guid? stepId, Guid personId, CancellationToken ct)
    {
        if (await holders.PersonAsync(personId, ct) is null)
            return Unknown;
        if (personId == approval.SubmittedById)
            return IsAuthor;
        var today = await settings.TodayAsync(ct);
        if (await db.Appointments.AnyAsync(a => a.PersonId == personId && a.Office == Office.ExternalAuditor
            && a.StartsOn <= today && (a.EndsOn == null || a.EndsOn >= today), ct))
        {
            return OnlyReads;
        }
        if (approval.Signatures.Exists(s => s.PersonId == personId))
            return SignsAnyway;

        // Where another step can only be signed by this very person, taking this one would leave it without anybody.
        var others = new List<PlannedStep>();
        foreach (var step in approval.Steps.Where(s => s.Id != stepId && s.State is StepState.Open or StepState.Waiting))
            others.Add(new PlannedStep(new RouteStep(step.Meaning, step.Order), false, await desk.CandidatesAsync(step, ct)));
        var chosen = new PlannedStep(new RouteStep(SignatureMeaning.Countersign, 1), false, [new Holder(personId, "")]);
        var signed = approval.Signatures.Select(s => s.PersonId).ToHashSet();
        var left = others.Prepend(chosen).Select(s => s with { Candidates = [.. s.Candidates.Where(c => !signed.Contains(c.PersonId))] });
        return RoutePlan.Unsignable(left, approval.SubmittedById) is null ? null : SignsAnyway;
    }
}
