using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Isms.Modules.Risks.Assessments;
using Isms.Modules.Risks.RiskRegister;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks;

/// <summary>The assessments, and what was looked at again because something changed.</summary>
internal sealed class RiskEvidence(IsmsDbContext db, SettingsReader settings) : IContribute<EvidenceAsked, EvidenceItem>
{
    public async Task<IReadOnlyList<EvidenceItem>> AnswerAsync(Actor actor, EvidenceAsked question, CancellationToken ct)
    {
        if (!actor.May(RiskPermissions.See))
            return [];
        var zone = await settings.TimeZoneAsync(ct);
        var assessments = await db.Set<Assessment>().AsNoTracking().VisibleTo(actor, db).OrderByDescending(a => a.CreatedAt).Take(question.Most).ToListAsync(ct);
        var latest = assessments.Where(a => a.State == AssessmentState.Completed).MaxBy(a => a.CompletedAt);
        var mayExport = actor.May(RiskPermissions.Read);
        var found = assessments.ConvertAll(a => new EvidenceItem("risk-assessment", a.Number, a.Title,
            a == latest ? EvidenceState.Live : a.State == AssessmentState.Completed ? EvidenceState.Superseded : EvidenceState.InPreparation, "/risks/assessments/" + a.Id)
        {
            Date = (a.CompletedAt ?? a.StartedAt)?.DayIn(zone) ?? a.PeriodStart,
            Open = mayExport ? (services, reader, token) => services.GetRequiredService<ExportAssessment>().RunAsync(reader, a.Id, token) : null,
            Data = new { a.Number, a.Title, a.Scope, a.PeriodStart, a.PeriodEnd, a.State, a.CompletedAt },
        });
        if (mayExport)
        {
            var prompts = await db.Set<ReassessmentPrompt>().AsNoTracking().OrderByDescending(p => p.RaisedOn).ThenByDescending(p => p.Id).Take(question.Most).ToListAsync(ct);
            found.AddRange(prompts.Select(p => new EvidenceItem("reassessment", "", p.Title, p.State == PromptState.Open ? EvidenceState.InPreparation : EvidenceState.Live, "/risks/reassessment")
            {
                Date = p.RaisedOn, Data = new { p.Title, p.Cause, p.State, p.RaisedOn, p.Text },
            }));
        }
        return found;
    }
}
