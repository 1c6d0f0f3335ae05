using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Editing;
using Isms.Kernel.Http;
using Isms.Modules.Risks;
using Isms.Modules.Treatment.Plans;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment.Residual;

/// <summary>The ratings of one risk after treatment, on the scales of the assessment's criteria; all null leaves it unrated.</summary>
/// <param name="Version">The version this is based on.</param>
/// <param name="Reason">Required when the risk is higher than before.</param>
/// <param name="ReviewOn">After today; at most twelve months ahead above the acceptance level, else thirty-six.</param>
public sealed record RatedResidual(
    Guid Id, int Version, int? Frequency, int? Severity, int? Ease, int? ControlEffectiveness, [StringLength(ResidualRisk.ReasonLength)] string? Reason = null, DateOnly? ReviewOn = null);

/// <summary>Rates risks of a draft report, all or none.</summary>
/// <param name="Rows">1 to 1,000 rows of the report; only those that were changed.</param>
/// <param name="SaveOthers">True to save the rows that nobody else changed, when some were; false saves nothing then.</param>
public sealed record RateResidualRisksRequest(Guid ReportId, [Required, MinLength(1), MaxLength(1000)] IReadOnlyList<RatedResidual> Rows, bool SaveOthers = false);

/// <summary>What came of it.</summary>
/// <param name="Changed">How many rows were different from before.</param>
/// <param name="Conflicts">Rows that somebody else changed; they are as the other person left them.</param>
public sealed record ResidualRisksRated(int Changed, IReadOnlyList<SheetConflict> Conflicts);

/// <inheritdoc cref="RateResidualRisksRequest"/>
internal sealed class RateResidualRisks(IsmsDbContext db, PlanDesk desk)
{
    public async Task<Outcome<ResidualRisksRated>> RunAsync(Actor actor, RateResidualRisksRequest request, CancellationToken ct)
    {
        if (actor.Refuses(TreatmentPermissions.Edit, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<ResidualReport>().AsNoTracking().VisibleTo(actor, db).SingleOrDefaultAsync(r => r.Id == request.ReportId, ct) is not { } report)
            return Refusal.NotFound;
        var ids = request.Rows.Select(r => r.Id).Distinct().ToList();
        var residuals = await db.Set<ResidualRisk>().Where(x => x.ReportId == report.Id && ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, ct);
        var risks = await RiskViews.Risks(db).Where(r => db.Set<ResidualRisk>().Any(x => x.ReportId == report.Id && x.RiskId == r.Id)).ToDictionaryAsync(r => r.Id, ct);
        var touched = residuals.Values.Select(x => x.RiskId).ToList();
        // What is kept from the reader was shown without its reason: saved from here it would be lost.
        if (await RiskViews.KeptFrom(db, actor).AnyAsync(id => touched.Contains(id), ct))
            return Refusal.NotFound;
        if (residuals.Count < request.Rows.Count || residuals.Values.Any(x => !actor.May(TreatmentPermissions.Edit, risks[x.RiskId].DepartmentId)))
            return Refusal.NotFound;
        if (!report.IsDraft)
            return ResidualDesk.NotDraft;
        var sheet = SheetRows.Sort(request.Rows, r => risks[residuals[r.Id].RiskId].Number, (r, _) => r.Version == residuals[r.Id].Version ? null : [.. Differences(r, residuals[r.Id])]);
        if (sheet.Refuse(request.SaveOthers) is { } stale)
            return stale;

        var criteria = (await desk.CriteriaAsync(report.AssessmentId, ct)).Criteria;
        var problems = new List<FieldProblem>();
        foreach (var (index, row) in sheet.Fresh)
        {
            var residual = residuals[row.Id];
            residual.Rate(new ResidualRatings(row.Frequency, row.Severity, row.Ease, row.ControlEffectiveness, row.Reason?.Trim() ?? "", row.ReviewOn), criteria);
            problems.AddRange(Problems(actor, residual, risks[residual.RiskId], criteria, SheetRows.Prefix(index)));
        }
        if (problems.Count > 0)
            return Refusal.Invalid(problems);
        var changed = residuals.Values.Count(x => db.Entry(x).State == EntityState.Modified);
        await db.SaveAsync(actor, "treatment.rate-residual", ct);
        await writing.CommitAsync(ct);
        return new ResidualRisksRated(changed, sheet.Conflicts);
    }

    private static IEnumerable<FieldProblem> Problems(Actor actor, ResidualRisk residual, RiskSummary before, Criteria.Domain.CompiledCriteria criteria, string prefix)
    {
        if (residual.ReviewOn is { } day && ResidualDesk.ReviewDayProblem(prefix + "reviewOn", actor.Today, day, residual.NeedsAcceptance) is { } tooLate)
            yield return tooLate;
        if (residual is { Frequency: null, Severity: null, Ease: null, ControlEffectiveness: null })
            yield break;
        if (residual.Factors is not { } factors)
        {
            yield return new FieldProblem(prefix + "frequency", "kernel.field-required");
            yield break;
        }
        foreach (var problem in ResidualDesk.Problems(criteria.Check(factors), prefix, actor.Culture))
            yield return problem;
        if (residual.IsRated && residual.Reason.Length == 0 && ResidualDesk.IsAbove(before, criteria.Score(factors)))
            yield return new FieldProblem(prefix + "reason", "treatment.residual-above-before", before.Number);
    }

    private static IEnumerable<FieldDifference> Differences(RatedResidual sent, ResidualRisk now) => new (string Field, string? Yours, string? Current)[]
    {
        ("frequency", Text(sent.Frequency), Text(now.Frequency)), ("severity", Text(sent.Severity), Text(now.Severity)), ("ease", Text(sent.Ease), Text(now.Ease)),
        ("controlEffectiveness", Text(sent.ControlEffectiveness), Text(now.ControlEffectiveness)), ("reason", sent.Reason ?? "", now.Reason), ("version", Text(sent.Version), Text(now.Version)),
    }.Where(f => f.Yours != f.Current).Select(f => new FieldDifference(f.Field, f.Yours, f.Current));

    private static string? Text(int? value) => value?.ToString(CultureInfo.InvariantCulture);
}
