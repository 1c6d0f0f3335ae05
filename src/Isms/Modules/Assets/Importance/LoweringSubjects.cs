using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Assets.Confirmation;
using Isms.Modules.Assets.Inventory;
using Isms.Modules.Secrecy;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Assets.Importance;

/// <summary>What the two kinds of request share on their way through approval.</summary>
internal abstract class LoweringSubject(IsmsDbContext db, SchemeReader scheme, ConfirmedLists confirmed) : ApprovalSubject
{
    protected IsmsDbContext Db => db;

    protected abstract AssetRequestKind Asked { get; }

    protected override Permission Read => AssetPermissions.Read;

    protected override Permission Submit => AssetPermissions.Edit;

    public override async Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct)
    {
        var (request, asset) = await FindAsync(id, ct);
        if (request is null || asset is null)
            return null;
        return new ApprovalContent(
            Phrase.Of("assets.request-title-" + Asked.ToString().ToLowerInvariant(), request.AssetName), request.AssetNumber, $"/assets/requests/{id}",
            SignedContent.Json(new { asset = asset.Id, request.AssetNumber, request.AssetName, asked = request.Kind, to = request.Classification, request.Reason }))
        {
            DepartmentId = asset.DepartmentId,
            Facts = [new ApprovalFact(Phrase.Of("assets.name"), $"{request.AssetNumber} {request.AssetName}"), .. Facts(request, asset, await scheme.CurrentAsync(ct)), new ApprovalFact(Phrase.Of("assets.reason"), request.Reason)],
        };
    }

    public override async Task<bool> MayReadAsync(Actor actor, Guid id, CancellationToken ct) =>
        await base.MayReadAsync(actor, id, ct) && await db.Set<Asset>().VisibleTo(db, actor).AnyAsync(a => db.Set<AssetRequest>().Any(r => r.Id == id && r.AssetId == a.Id), ct);

    public override async Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => await MoveAsync(id, AssetRequestState.InApproval, ct);

    public override async Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => await MoveAsync(id, AssetRequestState.Draft, ct);

    public override async Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct)
    {
        var request = await MoveAsync(id, AssetRequestState.Granted, ct);
        request.DecidedAt = approval.At;
        var asset = await db.Set<Asset>().SingleAsync(a => a.Id == request.AssetId, ct);
        Grant(request, asset);
        await confirmed.ChangedAsync([asset.DepartmentId], ct);
    }

    protected abstract IEnumerable<ApprovalFact> Facts(AssetRequest request, Asset asset, ClassesInForce classes);

    protected abstract void Grant(AssetRequest request, Asset asset);

    protected override async Task<Refusal?> ObstacleAsync(Actor actor, Guid id, CancellationToken ct) =>
        await FindAsync(id, ct) is ({ State: AssetRequestState.Draft }, { State: AssetState.Active }) ? null : DropLowering.NotDraft;

    protected async Task<(AssetRequest? Request, Asset? Asset)> FindAsync(Guid id, CancellationToken ct)
    {
        var found = await (from r in db.Set<AssetRequest>() join a in db.Set<Asset>() on r.AssetId equals a.Id where r.Id == id && r.Kind == Asked select new { Request = r, Asset = a }).SingleOrDefaultAsync(ct);
        return (found?.Request, found?.Asset);
    }

    private async Task<AssetRequest> MoveAsync(Guid id, AssetRequestState state, CancellationToken ct)
    {
        var request = await db.Set<AssetRequest>().SingleAsync(r => r.Id == id, ct);
        request.State = state;
        return request;
    }
}

/// <summary>Leaving an asset out against the criterion: the management representative decides (R-4.2.1.4-04).</summary>
internal sealed class OverrideSubject(IsmsDbContext db, SchemeReader scheme, ConfirmedLists confirmed) : LoweringSubject(db, scheme, confirmed)
{
    public const string SubjectKind = "assets.override";

    public override string Kind => SubjectKind;

    public override IReadOnlyList<RouteStep> DefaultRoute => [RouteStep.By(SignatureMeaning.Approve, Office.ManagementRepresentative, 1)];

    protected override AssetRequestKind Asked => AssetRequestKind.NotImportant;

    protected override IEnumerable<ApprovalFact> Facts(AssetRequest request, Asset asset, ClassesInForce classes) =>
        [new ApprovalFact(Phrase.Of("assets.value"), asset.Value.ToString(System.Globalization.CultureInfo.InvariantCulture))];

    protected override void Grant(AssetRequest request, Asset asset)
    {
        // Scores may have changed on the way: where the criterion no longer names it there is nothing left to override.
        if (asset.Important)
            asset.Override(false, request.Reason);
        else
            asset.ClearOverride();
    }
}

/// <summary>A lower classification: the owner agrees, the head of the department decides (XX-B-08).</summary>
internal sealed class DeclassifySubject(IsmsDbContext db, SchemeReader scheme, ConfirmedLists confirmed) : LoweringSubject(db, scheme, confirmed)
{
    public const string SubjectKind = "assets.declassify";

    public override string Kind => SubjectKind;

    public override IReadOnlyList<RouteStep> DefaultRoute => [RouteStep.ByHeadOf(SignatureMeaning.Approve, null, 1)];

    protected override AssetRequestKind Asked => AssetRequestKind.LowerClassification;

    public override async Task<IReadOnlyList<RouteStep>> ExtraStepsAsync(Guid id, CancellationToken ct) =>
        (await FindAsync(id, ct)).Asset is { } asset ? [RouteStep.ByPerson(SignatureMeaning.Countersign, asset.OwnerId, 1)] : [];

    protected override IEnumerable<ApprovalFact> Facts(AssetRequest request, Asset asset, ClassesInForce classes) =>
        [new ApprovalFact(Phrase.Of("assets.classification"), Phrase.Of("assets.from-to", classes.Name(asset.Classification, CultureInfo.CurrentUICulture), classes.Name(request.Classification, CultureInfo.CurrentUICulture)))];

    protected override void Grant(AssetRequest request, Asset asset) => asset.Classification = request.Classification;
}
