using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Text;
using Isms.Modules.Criteria;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Assets.Lists;

/// <summary>A new list.</summary>
/// <param name="Title">What it is called on paper.</param>
/// <param name="DepartmentId">Null for the whole organization.</param>
public sealed record DrawListRequest([Required, StringLength(ImportantAssetList.TitleLength)] string Title, Guid? DepartmentId = null);

/// <summary>The list as saved.</summary>
/// <param name="Rows">How many important assets it holds.</param>
public sealed record ListDrawn(Guid Id, int Version, string Number, int Rows) : IVersioned
{
    internal static ListDrawn Of(ImportantAssetList list) => new(list.Id, list.Version, list.Number, list.Rows);
}

/// <summary>Draws up the list of important assets as they are now (R-4.2.1.4-04).</summary>
internal sealed class DrawList(IsmsDbContext db, Numbers numbers, ListSource source, ListSnapshot snapshot, TimeProvider time)
{
    /// <summary>XX-B-01-R02 of the risk management procedure.</summary>
    public static readonly NumberKind NumberOfList = new("assets.important-list", "{prefix}-B-01-R02-{year}-{serial:000}");

    public async Task<Outcome<ListDrawn>> RunAsync(Actor actor, DrawListRequest request, CancellationToken ct)
    {
        if (actor.Refuses(AssetPermissions.DrawList, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (request.DepartmentId is { } departmentId && !await db.Departments.AnyAsync(d => d.Id == departmentId, ct))
            return Refusal.Invalid("departmentId", "assets.no-such-department");
        var ready = await source.CheckAsync(request.DepartmentId, ct);
        if (ready.Value is not { } criteria)
            return ready.Refusal!;

        var list = new ImportantAssetList
        {
            Number = await numbers.TakeAsync(NumberOfList, ct), Title = request.Title.Trim(), DepartmentId = request.DepartmentId, CriteriaId = criteria.Id, TakenBy = actor.Name,
        };
        var rows = await snapshot.TakeAsync(list, ct);
        list.Take(time.Instant(), rows.Count, ListSnapshot.HashOf(rows));
        db.Add(list);
        await db.SaveAsync(actor, "assets.draw-list", ct);
        await BulkInsert.RunAsync(db, rows, ct);
        await writing.CommitAsync(ct);
        return ListDrawn.Of(list);
    }
}

/// <summary>A draft to be filled with the assets as they are now.</summary>
/// <param name="Version">The version this change is based on.</param>
public sealed record RedrawListRequest(Guid Id, int Version);

/// <summary>Takes the assets of a draft anew; its number stays.</summary>
internal sealed class RedrawList(IsmsDbContext db, ListSource source, ListSnapshot snapshot, TimeProvider time)
{
    public static readonly Refusal NotDraft = new("assets.list-not-draft");

    public async Task<Outcome<ListDrawn>> RunAsync(Actor actor, RedrawListRequest request, CancellationToken ct)
    {
        if (actor.Refuses(AssetPermissions.DrawList, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<ImportantAssetList>().SingleOrDefaultAsync(l => l.Id == request.Id, ct) is not { } list)
            return Refusal.NotFound;
        if (list.Version != request.Version)
            return Refusal.Stale([]);
        if (list.State != ListState.Draft)
            return NotDraft;
        var ready = await source.CheckAsync(list.DepartmentId, ct);
        if (ready.Value is not { } criteria)
            return ready.Refusal!;
        (list.CriteriaId, list.TakenBy) = (criteria.Id, actor.Name);
        var rows = await snapshot.TakeAsync(list, ct);
        list.Take(time.Instant(), rows.Count, ListSnapshot.HashOf(rows));
        await db.SaveAsync(actor, "assets.redraw-list", ct);
        // The rows of a draft are no business data of their own: the list's hash, which the ledger holds, stands for them.
        await db.Set<ImportantAssetListRow>().Where(r => r.ListId == list.Id).ExecuteDeleteAsync(ct);
        await BulkInsert.RunAsync(db, rows, ct);
        await writing.CommitAsync(ct);
        return ListDrawn.Of(list);
    }
}

/// <summary>Whether the register is fit to draw a list from.</summary>
internal sealed class ListSource(IsmsDbContext db, CriteriaInForce criteria)
{
    public static readonly Refusal NoCriteria = new("assets.no-criteria");
    public static readonly Refusal Outdated = new("assets.valued-by-old-criteria");
    public static readonly Refusal NothingImportant = new("assets.nothing-important");

    public async Task<Outcome<CriteriaSnapshot>> CheckAsync(Guid? departmentId, CancellationToken ct)
    {
        if (await criteria.CurrentAsync(ct) is not { } current)
            return NoCriteria with { Obstacles = [new Obstacle(Phrase.Of("assets.go-to-criteria"), "/criteria")] };
        var assets = db.Set<Asset>().Where(a => a.State == AssetState.Active && (departmentId == null || a.DepartmentId == departmentId));
        var outdated = await assets.CountAsync(a => a.CriteriaId != current.Id, ct);
        if (outdated > 0)
            return Outdated.With(outdated) with { Obstacles = [new Obstacle(Phrase.Of("assets.go-to-revalue"), "/assets")] };
        return await assets.AnyAsync(a => a.IsImportant, ct) ? current : NothingImportant;
    }
}
