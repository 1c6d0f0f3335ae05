using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Isms.Modules.Risks.Assessments;

namespace Isms.Modules.Risks.Reassessment;

/// <summary>Asks for a reassessment because of a threat change.</summary>
/// <param name="Version">The version it is based on; from If-Match.</param>
public sealed record ReassessThreatChangeRequest(Guid Id, int Version);

/// <summary>One action from a threat change to a reassessment (4.2.2.2 d): raises the prompt and prepares the assessment.</summary>
internal sealed class ReassessThreatChange(IsmsDbContext db, ReassessmentDueHandler prompts, StartReassessment start)
{
    public static readonly Refusal AlreadyRaised = new("risks.threat-change-raised");

    public async Task<Outcome<AssessmentCreated>> RunAsync(Actor actor, ReassessThreatChangeRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RiskPermissions.Conduct, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        if (await db.Set<ThreatChange>().FindAsync([request.Id], ct) is not { } change)
            return Refusal.NotFound;
        if (change.Version != request.Version)
            return Refusal.Stale([]);
        if (change.PromptId is not null)
            return AlreadyRaised;
        var prompt = new ReassessmentPrompt
        {
            Cause = ReassessmentCause.Threat, Title = change.Title, Text = change.Text, SubjectKind = "risks.threat-change", SubjectId = change.Id,
            RaisedOn = actor.Today, RaisedById = actor.PersonId,
        };
        await prompts.RaiseAsync(prompt, ct);
        change.PromptId = prompt.Id;
        await db.SaveAsync(actor, "risks.reassess-threat-change", ct);
        return await start.RunAsync(actor, new StartReassessmentRequest([prompt.Id]), ct);
    }
}
