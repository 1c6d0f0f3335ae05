using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Isms.Modules.Assets.Inventory;
using Isms.Modules.Secrecy;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Assets.Importance;

/// <summary>Asks for a lowering; it then goes up for approval as <c>assets.override</c> or <c>assets.declassify</c>.</summary>
/// <param name="Classification">For a lower classification: the class asked for.</param>
public sealed record AskForLoweringRequest(
    Guid AssetId, AssetRequestKind Kind, [Required, StringLength(Asset.RemarkLength)] string Reason, Classification? Classification = null);

/// <summary>The request as saved.</summary>
public sealed record LoweringAsked(Guid Id, int Version) : IVersioned;

/// <summary>Writes down what is asked and why.</summary>
internal sealed class AskForLowering(IsmsDbContext db, TimeProvider time)
{
    public static readonly Refusal NothingToLower = new("assets.nothing-to-lower");
    public static readonly Refusal AlreadyAsked = new("assets.already-asked");

    public async Task<Outcome<LoweringAsked>> RunAsync(Actor actor, AskForLoweringRequest request, CancellationToken ct)
    {
        if (actor.Refuses(AssetPermissions.Edit, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<Asset>().AsNoTracking().VisibleTo(db, actor).SingleOrDefaultAsync(a => a.Id == request.AssetId, ct) is not { } asset || !actor.May(AssetPermissions.Edit, asset.DepartmentId))
            return Refusal.NotFound;
        if (asset.State == AssetState.Retired)
            return ChangeAsset.Retired;
        if (request.Kind == AssetRequestKind.NotImportant ? !asset.IsImportant : asset.Classification is not { } now || request.Classification is not { } wanted || wanted >= now)
            return NothingToLower;
        var open = await db.Set<AssetRequest>().FirstOrDefaultAsync(r => r.AssetId == asset.Id && r.Kind == request.Kind
            && (r.State == AssetRequestState.Draft || r.State == AssetRequestState.InApproval), ct);
        if (open is not null)
            return AlreadyAsked with { Obstacles = [new Obstacle(Phrase.Of("assets.open-request"), $"/assets/requests/{open.Id}")] };

        var asked = new AssetRequest
        {
            AssetId = asset.Id, AssetNumber = asset.Number, AssetName = asset.Name, Kind = request.Kind, Reason = request.Reason.Trim(),
            Classification = request.Kind == AssetRequestKind.LowerClassification ? request.Classification : null,
            RequestedById = actor.PersonId, RequestedBy = actor.Name, RequestedAt = time.Instant(),
        };
        db.Add(asked);
        await db.SaveAsync(actor, "assets.ask-lowering", ct);
        await writing.CommitAsync(ct);
        return new LoweringAsked(asked.Id, asked.Version);
    }
}

/// <summary>Takes a request back that is not on its way.</summary>
/// <param name="Version">The version this change is based on.</param>
public sealed record DropLoweringRequest(Guid Id, int Version);

/// <inheritdoc cref="DropLoweringRequest"/>
internal sealed class DropLowering(IsmsDbContext db)
{
    public static readonly Refusal NotDraft = new("assets.request-not-draft");

    public async Task<Outcome<LoweringAsked>> RunAsync(Actor actor, DropLoweringRequest request, CancellationToken ct)
    {
        if (actor.Refuses(AssetPermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        var found = await (from r in db.Set<AssetRequest>() join a in db.Set<Asset>().VisibleTo(db, actor) on r.AssetId equals a.Id where r.Id == request.Id select new { Request = r, a.DepartmentId }).SingleOrDefaultAsync(ct);
        if (found is null || !actor.May(AssetPermissions.Edit, found.DepartmentId))
            return Refusal.NotFound;
        if (found.Request.Version != request.Version)
            return Refusal.Stale([]);
        if (found.Request.State != AssetRequestState.Draft)
            return NotDraft;
        found.Request.State = AssetRequestState.Dropped;
        await db.SaveAsync(actor, "assets.drop-lowering", ct);
        await writing.CommitAsync(ct);
        return new LoweringAsked(found.Request.Id, found.Request.Version);
    }
}

/// <summary>Which request.</summary>
public sealed record ReadLoweringRequest(Guid Id);

/// <summary>A request with the asset it is about.</summary>
public sealed record LoweringView(
    Guid Id, int Version, AssetRequestKind Kind, AssetRequestState State, Guid AssetId, string AssetNumber, string AssetName, Guid DepartmentId,
    Classification? From, Classification? To, string Reason, string RequestedBy, DateTime RequestedAt, bool MayDrop) : IVersioned;

/// <summary>Reads a request.</summary>
internal sealed class ReadLowering(IsmsDbContext db)
{
    public async Task<Outcome<LoweringView>> RunAsync(Actor actor, ReadLoweringRequest request, CancellationToken ct)
    {
        if (actor.Refuses(AssetPermissions.See, request) is { } no)
            return no;
        var found = await (
            from r in db.Set<AssetRequest>()
            join a in db.Set<Asset>().VisibleTo(db, actor) on r.AssetId equals a.Id
            where r.Id == request.Id
            select new { Request = r, Asset = a }).AsNoTracking().SingleOrDefaultAsync(ct);
        if (found is null)
            return Refusal.NotFound;
        var (asked, asset) = (found.Request, found.Asset);
        return new LoweringView(asked.Id, asked.Version, asked.Kind, asked.State, asset.Id, asset.Number, asset.Name, asset.DepartmentId, asset.Classification,
            asked.Classification, asked.Reason, asked.RequestedBy, asked.RequestedAt,
            asked.State == AssetRequestState.Draft && actor.May(AssetPermissions.Edit, asset.DepartmentId));
    }
}
