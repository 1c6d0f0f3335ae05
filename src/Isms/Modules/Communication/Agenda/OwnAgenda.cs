using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Applicability;
using Isms.Modules.Objectives;
using Isms.Modules.Risks;
using Isms.Modules.Treatment;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Communication.Agenda;

/// <summary>What the processes before this one bring before the meeting. Later ones contribute themselves.</summary>
internal sealed class OwnAgenda(IsmsDbContext db) : IContribute<AgendaAsked, AgendaEntry>
{
    private const int MostNamed = 12;

    public async Task<IReadOnlyList<AgendaEntry>> AnswerAsync(Actor actor, AgendaAsked question, CancellationToken ct) =>
    [
        .. await ResolutionsAsync(actor, ct), .. await ObjectivesAsync(actor, ct), .. await TreatmentAsync(actor, ct), .. await MethodsAsync(actor, question, ct), .. await ThreatsAsync(actor, question, ct),
        .. await ControlsAsync(actor, ct),
    ];

    private async Task<IEnumerable<AgendaEntry>> ResolutionsAsync(Actor actor, CancellationToken ct)
    {
        var open = await (from r in db.Set<Resolution>() join p in db.People on r.OwnerId equals p.Id where r.State == ResolutionState.Open orderby r.DueOn select new { r.Number, r.Words, p.Name, r.DueOn }).ToListAsync(ct);
        return open.Select(r => new AgendaEntry(
            AgendaTopic.FollowUp, Say(actor, r.DueOn < actor.Today ? "resolution-late" : "resolution-open", r.Number, r.Words, r.Name, r.DueOn.ToString("yyyy-MM-dd", null)), CommunicationPaths.Resolutions));
    }

    private async Task<IEnumerable<AgendaEntry>> ObjectivesAsync(Actor actor, CancellationToken ct)
    {
        var measures = await ObjectiveViews.InForce(db).OrderBy(m => m.Number).ToListAsync(ct);
        var results = (await ObjectiveViews.Results(db).Where(r => r.DepartmentId == null).ToListAsync(ct)).GroupBy(r => r.LineId).ToDictionary(g => g.Key, g => g.MaxBy(r => r.PeriodStart)!);
        if (measures.Count == 0)
            return [new AgendaEntry(AgendaTopic.Policy, Say(actor, "no-objectives"), "/objectives")];
        var met = measures.Count(m => results.TryGetValue(m.LineId, out var r) && r.Met);
        var missed = measures.Where(m => results.TryGetValue(m.LineId, out var r) && !r.Met).ToList();
        return
        [
            new AgendaEntry(AgendaTopic.Policy, Say(actor, "objectives", measures.Count, met, missed.Count), "/objectives"),
            .. missed.Select(m => new AgendaEntry(m.Kind == MeasureKind.Control ? AgendaTopic.Controls : AgendaTopic.Policy, Say(actor, "missed", m.Number, m.Title), "/objectives/" + m.LineId)),
        ];
    }

    private async Task<IEnumerable<AgendaEntry>> TreatmentAsync(Actor actor, CancellationToken ct)
    {
        var today = actor.Today;
        var late = await (
            from i in TreatmentViews.Items(db)
            join p in TreatmentViews.Plans(db) on i.PlanId equals p.Id
            where p.State == PlanState.Approved && i.EndsOn < today && (i.State == TreatmentState.Planned || i.State == TreatmentState.InProgress)
            select i.Id).CountAsync(ct);
        return late == 0 ? [] : [new AgendaEntry(AgendaTopic.Controls, Say(actor, "treatment-late", late), "/treatment")];
    }

    private async Task<IEnumerable<AgendaEntry>> MethodsAsync(Actor actor, AgendaAsked question, CancellationToken ct)
    {
        var since = question.Since.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var done = await RiskViews.Assessments(db).Where(a => a.CompletedAt >= since).OrderBy(a => a.Number).ToListAsync(ct);
        return done.Select(a => new AgendaEntry(AgendaTopic.Methods, Say(actor, "assessment", a.Number, a.Title), "/risks/assessments/" + a.Id));
    }

    private async Task<IEnumerable<AgendaEntry>> ThreatsAsync(Actor actor, AgendaAsked question, CancellationToken ct)
    {
        var prompts = await db.Set<ReassessmentPrompt>().AsNoTracking().Where(p => p.State == PromptState.Open && p.RaisedOn >= question.Since).OrderBy(p => p.RaisedOn).Take(MostNamed).ToListAsync(ct);
        return prompts.Select(p => new AgendaEntry(AgendaTopic.Threats, Say(actor, "reassess", p.Title), "/risks/reassessment"));
    }

    private async Task<IEnumerable<AgendaEntry>> ControlsAsync(Actor actor, CancellationToken ct)
    {
        var open = await (
            from d in SoaViews.Decisions(db)
            join s in SoaViews.Versions(db) on d.SoaId equals s.Id
            where s.State == SoaState.Approved && d.Standing == ControlStanding.Applicable && d.Status != ImplementationStatus.Implemented
            orderby d.Position
            select new { d.SoaId, d.Code }).ToListAsync(ct);
        if (open.Count == 0)
            return [];
        var named = string.Join(Phrase.In(actor.Culture, "ui.list-comma"), open.Take(MostNamed).Select(c => c.Code)) + (open.Count > MostNamed ? " …" : "");
        return [new AgendaEntry(AgendaTopic.Controls, Say(actor, "controls", open.Count, named), "/applicability/" + open[0].SoaId)];
    }

    private static string Say(Actor actor, string key, params object?[] args) => Phrase.In(actor.Culture, "communication.agenda." + key, args);
}
