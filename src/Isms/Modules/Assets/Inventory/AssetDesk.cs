using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Standards;
using Isms.Modules.Criteria;
using Isms.Modules.Criteria.Domain;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Assets.Inventory;

/// <summary>What registering and changing an asset share. The caller holds the write transaction.</summary>
internal sealed class AssetDesk(IsmsDbContext db, CriteriaInForce criteria)
{
    /// <summary>The scale of the four scores while no criteria are in force.</summary>
    public const int LowestScore = 1;
    public const int HighestScore = 5;

    /// <summary>Everything wrong with the facts at once.</summary>
    /// <param name="own">The asset as it is; null for a new one.</param>
    public async Task<Refusal?> CheckAsync(Actor actor, Asset? own, AssetFacts facts, CancellationToken ct)
    {
        var problems = new List<FieldProblem>();
        if (facts.Number?.Trim() is { Length: > 0 } number && await db.Set<Asset>().AnyAsync(a => a.Number == number && a.Id != (own == null ? Guid.Empty : own.Id), ct))
            problems.Add(new FieldProblem("number", "assets.number-taken", number));
        if (AssetCategories.Find(facts.CategoryCode) is null)
            problems.Add(new FieldProblem("categoryCode", "assets.no-such-category", facts.CategoryCode));
        await CheckDepartmentAsync(actor, own, facts.DepartmentId, problems, ct);
        await CheckPersonAsync(actor, "ownerId", own?.OwnerId, facts.OwnerId, problems, ct);
        await CheckPersonAsync(actor, "custodianId", own?.CustodianId, facts.CustodianId, problems, ct);
        problems.AddRange(ScoreProblems(await criteria.CurrentAsync(ct), Scores(facts)));
        return problems.Count == 0 ? null : Refusal.Invalid(problems);
    }

    /// <summary>What is wrong with the scores under the criteria in force.</summary>
    public static IEnumerable<FieldProblem> ScoreProblems(CriteriaSnapshot? current, AssetScores scores)
    {
        if (current is not null)
            return current.Criteria.Check(scores).Select(p => new FieldProblem(p.Path, "criteria.problem." + p.Code, [.. p.Args.Select(Said)]));
        return new[] { ("replacementCost", scores.ReplacementCost), ("confidentiality", scores.Confidentiality), ("integrity", scores.Integrity), ("availability", scores.Availability) }
            .Where(s => s.Item2 is < LowestScore or > HighestScore).Select(s => new FieldProblem(s.Item1, "kernel.field-range", LowestScore, HighestScore));
    }

    /// <summary>Takes the facts over and values the asset by the criteria in force, which are locked by it.</summary>
    public async Task TakeAsync(Asset asset, AssetFacts facts, CancellationToken ct)
    {
        asset.Rename(facts.Name.Trim());
        asset.CategoryCode = AssetCategories.Find(facts.CategoryCode)!.Code;
        asset.DepartmentId = facts.DepartmentId!.Value;
        asset.OwnerId = facts.OwnerId!.Value;
        asset.CustodianId = facts.CustodianId;
        asset.CustodianText = facts.CustodianId is null ? facts.CustodianText?.Trim() ?? "" : "";
        asset.Location = facts.Location.Trim();
        asset.Quantity = facts.Quantity?.Trim() ?? "";
        asset.Classification = facts.Classification;
        asset.Remark = facts.Remark?.Trim() ?? "";
        var scores = Scores(facts);
        (asset.ReplacementCost, asset.Confidentiality, asset.Integrity, asset.Availability) =
            (scores.ReplacementCost, scores.Confidentiality, scores.Integrity, scores.Availability);
        if (await criteria.CurrentAsync(ct) is not { } current)
            return;
        asset.Worth(current.Id, current.Criteria.Value(asset.Scores, CultureInfo.InvariantCulture).Result!);
        await criteria.MarkUsedAsync(current.Id, ct);
    }

    private static AssetScores Scores(AssetFacts facts) =>
        new(facts.ReplacementCost!.Value, facts.Confidentiality!.Value, facts.Integrity!.Value, facts.Availability!.Value);

    private async Task CheckDepartmentAsync(Actor actor, Asset? own, Guid? id, List<FieldProblem> problems, CancellationToken ct)
    {
        var department = await db.Departments.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, ct);
        if (department is null)
            problems.Add(new FieldProblem("departmentId", "assets.no-such-department"));
        else if (own?.DepartmentId == id)
            return;
        else if (department.ClosedOn is not null)
            problems.Add(new FieldProblem("departmentId", "assets.department-closed", department.Name));
        else if (!actor.May(AssetPermissions.Edit, id))
            problems.Add(new FieldProblem("departmentId", "assets.department-not-yours", department.Name));
    }

    // Somebody who has left may stay until the asset is handed over, but cannot be newly chosen.
    private async Task CheckPersonAsync(Actor actor, string field, Guid? before, Guid? id, List<FieldProblem> problems, CancellationToken ct)
    {
        if (id is null || id == before)
            return;
        var person = await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, ct);
        if (person is null)
            problems.Add(new FieldProblem(field, "assets.no-such-person"));
        else if (person.LeftOn < actor.Today)
            problems.Add(new FieldProblem(field, "assets.person-left", person.Name));
    }

    private static object Said(object arg) => arg switch
    {
        Term term => term.In(CultureInfo.CurrentUICulture),
        Wording words => words.In(CultureInfo.CurrentUICulture),
        _ => arg,
    };
}
