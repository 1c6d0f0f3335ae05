using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;

namespace Isms.Modules.Risks.Reassessment;

/// <summary>A change that may touch risks: of technology, business, law, contract or setting (4.2.3.4).</summary>
/// <param name="Title">What changed.</param>
/// <param name="Text">What happened.</param>
/// <param name="AffectsRisks">Must be answered: yes asks for a reassessment.</param>
/// <param name="Reason">Why it does not; required for no.</param>
public sealed record EnterChangeRequest(
    ReassessmentCause Cause, [Required, StringLength(ReassessmentPrompt.TitleLength)] string Title, [Required, StringLength(ReassessmentPrompt.TextLength)] string Text,
    [Required] bool? AffectsRisks, [StringLength(ReassessmentPrompt.TextLength)] string? Reason = null);

/// <summary>A prompt that was written down.</summary>
public sealed record PromptSaved(Guid Id, int Version, PromptState State) : IVersioned;

/// <summary>Writes down a change with the answer whether it affects risks.</summary>
internal sealed class EnterChange(IsmsDbContext db, ReassessmentDueHandler prompts)
{
    public async Task<Outcome<PromptSaved>> RunAsync(Actor actor, EnterChangeRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RiskPermissions.ReportChange, request) is { } no)
            return no;
        var affects = request.AffectsRisks == true;
        if (!affects && string.IsNullOrWhiteSpace(request.Reason))
            return Refusal.Invalid("reason", "risks.say-why-not");
        var prompt = new ReassessmentPrompt
        {
            Cause = request.Cause, Title = request.Title.Trim(), Text = request.Text.Trim(), RaisedOn = actor.Today, RaisedById = actor.PersonId,
            State = affects ? PromptState.Open : PromptState.Dismissed, DismissReason = affects ? "" : request.Reason!.Trim(),
        };
        if (affects)
            await prompts.RaiseAsync(prompt, ct);
        else
            db.Add(prompt);
        await db.SaveAsync(actor, "risks.enter-change", ct);
        return new PromptSaved(prompt.Id, prompt.Version, prompt.State);
    }
}
