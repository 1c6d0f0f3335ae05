using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Work;
using Isms.Modules.Risks.Duties;

namespace Isms.Modules.Risks.Reassessment;

/// <summary>Finds that a prompt needs no assessment.</summary>
/// <param name="Version">The version it is based on; from If-Match.</param>
public sealed record DismissPromptRequest(Guid Id, int Version, [Required, StringLength(ReassessmentPrompt.TextLength)] string Reason);

/// <summary>Closes a prompt with the reason why risks stay as they are.</summary>
internal sealed class DismissPrompt(IsmsDbContext db, WorkInbox inbox)
{
    public static readonly Refusal NotOpen = new("risks.prompt-not-open");

    public async Task<Outcome<PromptSaved>> RunAsync(Actor actor, DismissPromptRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RiskPermissions.Conduct, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<ReassessmentPrompt>().FindAsync([request.Id], ct) is not { } prompt)
            return Refusal.NotFound;
        if (prompt.State != PromptState.Open)
            return NotOpen;
        if (prompt.Version != request.Version)
            return Refusal.Stale([]);
        (prompt.State, prompt.DismissReason) = (PromptState.Dismissed, request.Reason.Trim());
        await inbox.CompleteAsync(actor, YearlyDuties.PromptSubject, prompt.Id, YearlyDuties.PromptWork, ct);
        await db.SaveAsync(actor, "risks.dismiss-prompt", ct);
        await writing.CommitAsync(ct);
        return new PromptSaved(prompt.Id, prompt.Version, prompt.State);
    }
}
