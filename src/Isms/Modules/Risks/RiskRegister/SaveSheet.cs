using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Editing;
using Isms.Kernel.Http;
using Isms.Kernel.Standards;
using Isms.Modules.Risks.Assessments;
using Isms.Modules.Risks.Rating;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Risks.RiskRegister;

/// <summary>Rates several risks of an assessment at once.</summary>
/// <param name="Rows">Only those that were changed.</param>
/// <param name="SaveOthers">True to save the rows that nobody else changed, when some were; false saves nothing then.</param>
public sealed record SaveSheetRequest(Guid AssessmentId, [Required, MinLength(1), MaxLength(200)] IReadOnlyList<SheetRow> Rows, bool SaveOthers = false);

/// <summary>One risk with its new ratings; those left out are not rated.</summary>
/// <param name="Version">The version it is based on.</param>
/// <param name="OwnerId">The risk owner.</param>
public sealed record SheetRow(
    Guid Id, [Range(1, int.MaxValue)] int Version, Guid? OwnerId = null, int? Frequency = null, int? Severity = null, int? Ease = null, int? ControlEffectiveness = null,
    [StringLength(Risk.ControlsLength)] string? ExistingControls = null, SecurityLoss Loses = SecurityLoss.None);

/// <summary>What was saved.</summary>
/// <param name="Conflicts">Rows that somebody else changed; they are as the other person left them.</param>
public sealed record SheetSaved(int Saved, IReadOnlyList<RiskRated> Rows, IReadOnlyList<SheetConflict> Conflicts);

/// <summary>Saves a sheet: all rows in one transaction, or none.</summary>
internal sealed class SaveSheet(IsmsDbContext db, AssessmentDesk desk)
{
    public async Task<Outcome<SheetSaved>> RunAsync(Actor actor, SaveSheetRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RiskPermissions.Edit, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await desk.FindAsync(actor, request.AssessmentId, ct) is not { } assessment)
            return Refusal.NotFound;
        if (!assessment.IsOpen)
            return AssessmentDesk.NotOpen;
        var ids = request.Rows.Select(r => r.Id).ToList();
        var risks = await db.Set<Risk>().Where(r => r.AssessmentId == assessment.Id && ids.Contains(r.Id)).VisibleTo(actor).OpenTo(db, actor).ToDictionaryAsync(r => r.Id, ct);
        if (request.Rows.Any(r => !risks.ContainsKey(r.Id)))
            return Refusal.NotFound;
        if (risks.Values.Any(r => !actor.MayRate(r)))
            return Refusal.Forbidden;
        if (await db.Set<RiskAcceptance>().Where(a => ids.Contains(a.RiskId) && a.State == AcceptanceState.InApproval).Select(a => a.RiskId).FirstOrDefaultAsync(ct) is var waiting && waiting != Guid.Empty)
            return UpdateRisk.WaitingForSignature with { Obstacles = [new Obstacle(risks[waiting].Number, "/risks/" + waiting)] };

        var criteria = (await desk.CriteriaAsync(assessment, ct)).Criteria;
        var unknown = await RatingCheck.UnknownOwnersAsync(db, request.Rows.Select(r => r.OwnerId), actor.Today, ct);
        var problems = request.Rows.SelectMany((row, i) => criteria.Definition.Check(RatingsOf(row, risks[row.Id]), SheetRows.Prefix(i))
            .Concat(row.OwnerId is { } owner && unknown.Contains(owner) ? [new FieldProblem(SheetRows.Prefix(i) + "ownerId", "risks.unknown-person")] : [])).ToList();
        if (problems.Count > 0)
            return Refusal.Invalid(problems);

        var people = await RatingCheck.NamesAsync(db, request.Rows.Where(IsStale).SelectMany(r => new[] { r.OwnerId, risks[r.Id].OwnerId }), ct);
        var sheet = SheetRows.Sort(request.Rows, r => risks[r.Id].Number, (r, _) => IsStale(r) ? [.. RatingCheck.Differences(RatingsOf(r, risks[r.Id]), risks[r.Id].Ratings(), people, "")] : null);
        if (sheet.Refuse(request.SaveOthers) is { } stale)
            return stale;
        var saved = new List<Risk>();
        foreach (var (_, row) in sheet.Fresh)
        {
            var risk = risks[row.Id];
            risk.Apply(RatingsOf(row, risk));
            risk.Score(criteria);
            saved.Add(risk);
        }
        await db.SaveAsync(actor, "risks.rate", ct);
        await writing.CommitAsync(ct);
        return new SheetSaved(saved.Count, [.. saved.Select(RiskRated.Of)], sheet.Conflicts);

        bool IsStale(SheetRow row) => risks[row.Id].Version != row.Version;
    }

    // The sheet has no column for control keys: they stay as they are.
    private static RiskRatings RatingsOf(SheetRow row, Risk risk) => new(
        row.OwnerId, row.Frequency, row.Severity, row.Ease, row.ControlEffectiveness, row.ExistingControls ?? "", risk.Ratings().ControlKeys, row.Loses);
}
