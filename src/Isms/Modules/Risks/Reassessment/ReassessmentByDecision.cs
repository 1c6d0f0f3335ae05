using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.Reassessment;

/// <summary>A decision to update the risk assessment (manual 7.3 b): a prompt with the decision as its reason, taken up by the open draft, or by a new one.</summary>
internal sealed class ReassessmentByDecision(IsmsDbContext db, ReassessmentDueHandler prompts, ReassessmentDraft draft) : IOpensDraft
{
    public DraftKind Kind => DraftKind.Reassessment;

    public bool May(Actor actor) => actor.May(RiskPermissions.Conduct);

    public async Task<Outcome<DraftOpened>> OpenAsync(Actor actor, DraftAsked asked, CancellationToken ct)
    {
        if (!May(actor))
            return Refusal.Forbidden;
        var present = await db.Set<Assessment>().FirstOrDefaultAsync(a => a.State == AssessmentState.Draft, ct);
        var prompt = new ReassessmentPrompt
        {
            Cause = ReassessmentCause.Business, Title = ReassessmentDueHandler.Cut(asked.SourceTitle), ReasonKey = "risks.reason.decision", SubjectKind = asked.SourceKind, SubjectId = asked.SourceId,
            SubjectLink = asked.SourceLink, RaisedOn = actor.Today, RaisedById = actor.PersonId, AssessmentId = present?.Id,
        };
        await prompts.RaiseAsync(prompt, ct);
        await db.SaveAsync(actor, "risks.enter-change", ct);
        if (present is not null)
            return Opened(present.Id, present.Number);
        var made = await draft.MakeAsync(actor, new StartReassessmentRequest([prompt.Id]), ct);
        return made.Value is { } assessment ? Opened(assessment.Id, assessment.Number) : made.Refusal!;
    }

    private static DraftOpened Opened(Guid id, string number) => new(id, number, "/risks/assessments/" + id);
}
