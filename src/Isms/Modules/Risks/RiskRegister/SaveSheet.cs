using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
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

/// <summary>A row that somebody else changed meanwhile.</summary>
/// <param name="Index">Its place among the rows sent, from 0.</param>
public sealed record SheetConflict(int Index, Guid Id, string Number, IReadOnlyList<FieldDifference> Differences);

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
        var risks = await db.Set<Risk>().Where(r => r.AssessmentId == assessment.Id && ids.Contains(r.Id)).VisibleTo(actor).ToDictionaryAsync(r => r.Id, ct);
        if (request.Rows.Any(r => !risks.ContainsKey(r.Id)))
            return Refusal.NotFound;
        if (risks.Values.Any(r => !actor.MayRate(r)))
            return Refusal.Forbidden;
        if (await db.Set<RiskAcceptance>().Where(a => ids.Contains(a.RiskId) && a.State == AcceptanceState.InApproval).Select(a => a.RiskId).FirstOrDefaultAsync(ct) is var waiting && waiting != Guid.Empty)
            return UpdateRisk.WaitingForSignature with { Obstacles = [new Obstacle(risks[waiting].Number, "/risks/" + waiting)] };

        var criteria = (await desk.CriteriaAsync(assessment, ct)).Criteria;
        var unknown = await RatingCheck.UnknownOwnersAsync(db, request.Rows.Select(r => r.OwnerId), actor.Today, ct);
        var problems = request.Rows.SelectMany((row, i) => criteria.Definition.Check(RatingsOf(row, risks[row.Id]), Prefix(i))
            .Concat(row.OwnerId is { } owner && unknown.Contains(owner) ? [new FieldProblem(Prefix(i) + "ownerId", "risks.unknown-person")] : [])).ToList();
        if (problems.Count > 0)
            return Refusal.Invalid(problems);

        var conflicts = await ConflictsAsync(request.Rows, risks, ct);
        if (conflicts.Count > 0 && !request.SaveOthers)
            return Refusal.Stale([.. conflicts.SelectMany(c => c.Differences.Select(d => d with { Field = Prefix(c.Index) + d.Field }))]);
        var saved = new List<Risk>();
        foreach (var row in request.Rows.Where(r => risks[r.Id].Version == r.Version))
        {
            var risk = risks[row.Id];
            risk.Apply(RatingsOf(row, risk));
            risk.Score(criteria);
            saved.Add(risk);
        }
        await db.SaveAsync(actor, "risks.rate", ct);
        await writing.CommitAsync(ct);
        return new SheetSaved(saved.Count, [.. saved.Select(RiskRated.Of)], conflicts);
    }

    private async Task<List<SheetConflict>> ConflictsAsync(IReadOnlyList<SheetRow> rows, Dictionary<Guid, Risk> risks, CancellationToken ct)
    {
        var stale = rows.Index().Where(r => risks[r.Item.Id].Version != r.Item.Version).ToList();
        if (stale.Count == 0)
            return [];
        var people = await RatingCheck.NamesAsync(db, stale.SelectMany(r => new[] { r.Item.OwnerId, risks[r.Item.Id].OwnerId }), ct);
        return stale.ConvertAll(r => new SheetConflict(r.Index, r.Item.Id, risks[r.Item.Id].Number,
            [.. RatingCheck.Differences(RatingsOf(r.Item, risks[r.Item.Id]), risks[r.Item.Id].Ratings(), people, "")]));
    }

    // The sheet has no column for control keys: they stay as they are.
    private static RiskRatings RatingsOf(SheetRow row, Risk risk) => new(
        row.OwnerId, row.Frequency, row.Severity, row.Ease, row.ControlEffectiveness, row.ExistingControls ?? "", risk.Ratings().ControlKeys, row.Loses);

    private static string Prefix(int index) => string.Create(CultureInfo.InvariantCulture, $"rows[{index}].");
}
