using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Work;
using Isms.Modules.Criteria.Domain;
using Isms.Modules.Risks;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment.Residual;

/// <summary>What the operations on residual risks share.</summary>
internal sealed class ResidualDesk(IsmsDbContext db, WorkInbox inbox, SettingsReader settings)
{
    /// <summary>Kind of the duty to look at the residual risks of a report again.</summary>
    public const string ReviewWork = "treatment.review-residual";

    /// <summary>A residual risk above the acceptance level is looked at again within this many months, as any risk that is accepted (4.2.1.6 b).</summary>
    public const int LongestAboveAcceptance = TreatmentItem.LongestAcceptanceMonths;
    public const int LongestMonths = 36;

    /// <summary>What was signed, or is being signed, is not rated any more.</summary>
    public static readonly Refusal NotDraft = new("treatment.report-not-draft");

    /// <summary>The office that approves residual risks.</summary>
    public async Task<Office> ApproverAsync(CancellationToken ct) => Enum.Parse<Office>(await settings.TextAsync(TreatmentModule.ResidualApprover, ct));

    /// <summary>True when some measure of the plan is not carried out.</summary>
    public Task<bool> IsForecastAsync(Guid planId, CancellationToken ct) =>
        db.Set<TreatmentItem>().AnyAsync(i => i.PlanId == planId && (i.State == TreatmentState.Planned || i.State == TreatmentState.InProgress), ct);

    /// <summary>What is wrong with the day of the next review; null when nothing is.</summary>
    /// <param name="above">True for a risk above the acceptance level.</param>
    public static FieldProblem? ReviewDayProblem(string field, DateOnly today, DateOnly day, bool above)
    {
        var months = above ? LongestAboveAcceptance : LongestMonths;
        return day > today && day <= today.AddMonths(months) ? null : new FieldProblem(field, "treatment.review-within", months);
    }

    /// <summary>Higher than before treatment: needs a reason.</summary>
    public static bool IsAbove(RiskSummary before, RiskScore after) => after.Level > before.Level || after.Risk > before.RiskValue;

    /// <summary>Keeps one duty per report in the team's inbox, due on the earliest day on which one of its risks is looked at again.</summary>
    public async Task PlanReviewsAsync(Actor actor, ResidualReport report, IEnumerable<ResidualRisk> residuals, CancellationToken ct)
    {
        await inbox.CompleteAsync(actor, ResidualApproval.KindName, report.Id, ReviewWork, ct);
        var due = residuals.Where(r => r.NextReviewOn is not null).Select(r => r.NextReviewOn!.Value).DefaultIfEmpty(DateOnly.MaxValue).Min();
        if (due < DateOnly.MaxValue)
        {
            inbox.Add(new NewWork(ReviewWork, "treatment.work.review-residual", [report.Number, due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)],
                TreatmentPaths.ResidualRisks, ResidualApproval.KindName, report.Id, due) { Office = Office.IsmsTeam });
        }
    }

    /// <summary>The rating problems of a row, said at its fields.</summary>
    public static IEnumerable<FieldProblem> Problems(IReadOnlyList<CriteriaProblem> problems, string prefix, CultureInfo culture) => problems.Select(p => new FieldProblem(
        prefix + (p.Path == "threatFrequency" ? "frequency" : p.Path), "criteria.problem." + p.Code, [.. p.Args.Select(a => a is Term term ? term.In(culture) : a)]));
}
