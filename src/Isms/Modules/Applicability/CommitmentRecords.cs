using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Policy;
using Isms.Modules.Risks;
using Isms.Modules.Treatment;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Applicability;

/// <summary>What assessments, treatment and controls show of the commitments of the policy (4.2.1.2.3 c, d, and the controls for training and continuity).</summary>
internal sealed class CommitmentRecords(IsmsDbContext db) : IContribute<CommitmentQuestion, CommitmentEvidence>
{
    public async Task<IReadOnlyList<CommitmentEvidence>> AnswerAsync(Actor actor, CommitmentQuestion question, CancellationToken ct) => question.Topic switch
    {
        CommitmentTopic.Risk => await RiskAsync(ct),
        CommitmentTopic.Technology => await ControlsAsync("8.", ct),
        CommitmentTopic.Training => await ControlsAsync("6.3", ct),
        CommitmentTopic.Continuity => await ControlsAsync("5.29 5.30 8.14", ct),
        _ => [],
    };

    private async Task<IReadOnlyList<CommitmentEvidence>> RiskAsync(CancellationToken ct)
    {
        var completed = await RiskViews.Assessments(db).Where(a => a.State == AssessmentState.Completed).OrderByDescending(a => a.CompletedAt).Select(a => new { a.Id, a.Number, a.CompletedAt }).FirstOrDefaultAsync(ct);
        var items = await TreatmentViews.Items(db).Where(i => TreatmentViews.Plans(db).Any(p => p.Id == i.PlanId && p.State == PlanState.Approved)).Select(i => i.State).ToListAsync(ct);
        List<CommitmentEvidence> evidence =
        [
            completed is null ? new CommitmentEvidence(Phrase.Of("applicability.evidence.no-assessment"), "/risks/assessments", false)
                : new CommitmentEvidence(Phrase.Of("applicability.evidence.assessment", completed.Number, completed.CompletedAt!.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), "/risks/assessments/" + completed.Id, true),
        ];
        if (items.Count > 0)
        {
            var done = items.Count(s => s is TreatmentState.Implemented or TreatmentState.Closed);
            evidence.Add(new CommitmentEvidence(Phrase.Of("applicability.evidence.treatment", done, items.Count), "/treatment", done == items.Count));
        }
        return evidence;
    }

    // Codes of 2022, followed to the edition of the statement through the maps.
    private async Task<IReadOnlyList<CommitmentEvidence>> ControlsAsync(string codes, CancellationToken ct)
    {
        var version = await db.Set<SoaVersion>().Where(s => s.State != SoaState.Superseded).OrderByDescending(s => s.State == SoaState.Approved).Select(s => new { s.Id, s.Edition, s.VersionLabel }).FirstOrDefaultAsync(ct);
        if (version is null)
            return [];
        var wanted = codes.Split(' ');
        var keys = ControlCatalogue.Of(Edition.Iso2022).Controls.Select(c => c.Key).Where(k => wanted.Any(w => w.EndsWith('.') ? k.Code.StartsWith(w, StringComparison.Ordinal) : k.Code == w))
            .SelectMany(k => ControlMap.To(k, version.Edition)).Select(m => m.Key.Code).Distinct().ToList();
        var states = await SoaViews.Decisions(db).Where(d => d.SoaId == version.Id && d.Standing == ControlStanding.Applicable && keys.Contains(d.Code)).Select(d => d.Status).ToListAsync(ct);
        var done = states.Count(s => s == ImplementationStatus.Implemented);
        return states.Count == 0 ? [] : [new CommitmentEvidence(Phrase.Of("applicability.evidence.controls", done, states.Count, version.VersionLabel), SoaPages.Controls(version.Id), done == states.Count)];
    }
}
