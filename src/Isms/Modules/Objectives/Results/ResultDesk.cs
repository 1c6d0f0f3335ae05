using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules.Objectives.Domain;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Objectives.Results;

/// <summary>Why a target was missed and what is done about it.</summary>
internal sealed record RemedyWords(string Cause, string Action, Guid OwnerId, DateOnly DueOn);

/// <summary>A result about to be entered.</summary>
/// <param name="DepartmentId">Null for the whole organization.</param>
/// <param name="Remedy">For a missed target; null leaves it to be asked for.</param>
internal sealed record NewResult(
    Measure Measure, string Number, MeasurePeriod Period, Guid? DepartmentId, decimal Target, decimal Value, string Basis, string Link, MeasureResult? Corrects, string Reason, RemedyWords? Remedy);

/// <summary>Enters results and sets going what follows from them; the caller saves.</summary>
internal sealed class ResultDesk(IsmsDbContext db, WorkInbox inbox, SignalRaiser signals, SettingsReader settings, TimeProvider time)
{
    public const string DueSubject = "objectives.due";
    public const string ResultSubject = "objectives.result";
    public const string RemedySubject = "objectives.remedy";

    /// <summary>Kinds of duties: entering a result, judging one, saying why a target was missed, acting on it.</summary>
    public const string EnterWork = "objectives.enter";
    public const string EvaluateWork = "objectives.evaluate";
    public const string ExplainWork = "objectives.explain";
    public const string ActWork = "objectives.act";

    /// <summary>The entry that stands for a period; null while there is none.</summary>
    public Task<MeasureResult?> StandingAsync(Guid lineId, Guid? departmentId, MeasurePeriod period, CancellationToken ct) => db.Set<MeasureResult>()
        .Where(r => r.LineId == lineId && r.DepartmentId == departmentId && r.PeriodStart == period.Start && r.PeriodEnd == period.End && !db.Set<MeasureResult>().Any(c => c.CorrectsId == r.Id))
        .FirstOrDefaultAsync(ct);

    /// <summary>The measure as the version in force says it; null when that has none on this line.</summary>
    public Task<Measure?> InForceAsync(Guid lineId, CancellationToken ct) =>
        db.Set<Measure>().FirstOrDefaultAsync(m => m.LineId == lineId && db.Set<ObjectiveSet>().Any(s => s.Id == m.SetId && s.State == SetState.Approved), ct);

    public async Task<MeasureResult> EnterAsync(Actor actor, NewResult entry, CancellationToken ct)
    {
        var (measure, period) = (entry.Measure, entry.Period);
        var result = new MeasureResult
        {
            LineId = measure.LineId, MeasureId = measure.Id, DepartmentId = entry.DepartmentId, PeriodStart = period.Start, PeriodEnd = period.End, Value = entry.Value, Target = entry.Target,
            Met = measure.Meets(entry.Value, entry.Target), Basis = entry.Basis, Link = entry.Link, EnteredById = actor.IsSystem ? null : actor.PersonId, EnteredAt = time.Instant(),
            CorrectsId = entry.Corrects?.Id, Reason = entry.Reason,
        };
        db.Add(result);
        if (entry.Corrects is { } wrong)
            await ReplaceAsync(actor, wrong, result, ct);
        if (entry.DepartmentId is null)
            await CloseDueAsync(actor, measure, period, ct);

        var soon = actor.Today.AddDays(await settings.NumberAsync(ObjectivesModule.EvaluateDays, ct));
        string[] named = [entry.Number, measure.Title, period.ShortName];
        inbox.Add(new NewWork(EvaluateWork, "objectives.work.evaluate", named, ObjectivesPaths.Line(measure.LineId), ResultSubject, result.Id, soon) { PersonId = measure.EvaluatorId });
        if (!result.Met && entry.Remedy is { } remedy)
            AddRemedy(result, measure, entry.Number, remedy);
        else if (!result.Met)
            inbox.Add(new NewWork(ExplainWork, "objectives.work.explain", named, ObjectivesPaths.Line(measure.LineId), ResultSubject, result.Id, soon) { PersonId = measure.ResponsibleId ?? measure.CollectorId });
        if (!result.Met && entry.DepartmentId is null)
            await AskForReassessmentAsync(actor, entry, ct);
        return result;
    }

    public void AddRemedy(MeasureResult result, Measure measure, string number, RemedyWords words)
    {
        var remedy = new Remedy { ResultId = result.Id, Cause = words.Cause, Action = words.Action, OwnerId = words.OwnerId, DueOn = words.DueOn };
        db.Add(remedy);
        inbox.Add(new NewWork(ActWork, "objectives.work.act", [number, measure.Title, Short(words.Action)], ObjectivesPaths.Line(measure.LineId), RemedySubject, remedy.Id, words.DueOn) { PersonId = words.OwnerId });
    }

    // What was asked because of the wrong entry is asked because of the right one, if at all.
    private async Task ReplaceAsync(Actor actor, MeasureResult wrong, MeasureResult right, CancellationToken ct)
    {
        await inbox.CancelAsync(ResultSubject, wrong.Id, null, ct);
        if (right.Met && await db.Set<Remedy>().FirstOrDefaultAsync(r => r.ResultId == wrong.Id && r.State == RemedyState.Open, ct) is { } remedy)
        {
            remedy.End(RemedyState.Cancelled, actor.Today, right.Reason);
            await inbox.CancelAsync(RemedySubject, remedy.Id, null, ct);
        }
    }

    private async Task CloseDueAsync(Actor actor, Measure measure, MeasurePeriod period, CancellationToken ct)
    {
        if (await db.Set<ResultDue>().FirstOrDefaultAsync(d => d.LineId == measure.LineId && d.PeriodStart == period.Start && d.PeriodEnd == period.End && d.EnteredOn == null, ct) is not { } due)
            return;
        due.EnteredOn = actor.Today;
        await inbox.CompleteAsync(actor, DueSubject, due.Id, EnterWork, ct);
    }

    // 4.2.3.4 e): a control that keeps missing what is expected of it is not the control the risks were rated with.
    private async Task AskForReassessmentAsync(Actor actor, NewResult entry, CancellationToken ct)
    {
        var periods = await settings.NumberAsync(ObjectivesModule.MissesForReassessment, ct);
        var period = entry.Period;
        for (var i = 1; i < periods; i++)
        {
            period = period.Before;
            if (await StandingAsync(entry.Measure.LineId, null, period, ct) is not { Met: false })
                return;
        }
        await signals.RaiseAsync(actor, new ReassessmentDue(
            ReassessmentCause.Control, "objectives.measure", entry.Measure.LineId, $"{entry.Number} {entry.Measure.Title}", "objectives.reassess-missed", entry.Number, entry.Measure.Title, $"{periods}") { Link = ObjectivesPaths.Line(entry.Measure.LineId) }, ct);
    }

    internal static string Short(string text)
    {
        const int Longest = 60;
        var info = new System.Globalization.StringInfo(text.ReplaceLineEndings(" "));
        return info.LengthInTextElements <= Longest ? info.String : info.SubstringByTextElements(0, Longest) + "…";
    }
}
