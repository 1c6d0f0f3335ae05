using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Modules.Assets;
using Isms.Modules.Assets.Importance;
using Isms.Modules.Assets.Inventory;
using Isms.Modules.Secrecy;
using Isms.Tests.Support;

namespace Isms.Tests.Modules.Assets;

public sealed class ImportanceTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.4-04")]
    public async Task An_asset_below_the_criterion_is_made_important_with_a_reason_alone(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        var saved = await scene.CreateAsync(scene.Facts(scores: (1, 1, 1, 1)));

        (await OverrideAsync(scene, saved.Id, 1, true, "")).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("reason");
        (await OverrideAsync(scene, saved.Id, 1, true, "客户合同约定")).Require().IsImportant.ShouldBeTrue();

        var asset = await scene.AssetAsync(saved.Id);
        (asset.Important, asset.ImportantOverride, asset.OverrideReason).ShouldBe((false, true, "客户合同约定"));
        (await OverrideAsync(scene, saved.Id, 2, null, "合同到期")).Require().IsImportant.ShouldBeFalse();
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.4-04")]
    public async Task An_asset_that_meets_the_criterion_is_left_out_only_with_reason_and_approval(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        var saved = await scene.CreateAsync();
        saved.IsImportant.ShouldBeTrue();
        (await OverrideAsync(scene, saved.Id, 1, false, "已有备份")).Refusal!.Code.ShouldBe(OverrideImportance.DownwardNeedsApproval.Code);

        var asked = (await AskAsync(scene, scene.Team, new AskForLoweringRequest(saved.Id, AssetRequestKind.NotImportant, "已有热备"))).Require();
        (await scene.AssetAsync(saved.Id)).IsImportant.ShouldBeTrue();
        (await scene.ApproveAsync(OverrideSubject.SubjectKind, asked.Id, scene.Team, scene.Representative)).Require().State.ShouldBe(ApprovalState.Approved);

        var asset = await scene.AssetAsync(saved.Id);
        (asset.IsImportant, asset.Important, asset.ImportantOverride, asset.OverrideReason).ShouldBe((false, true, false, "已有热备"));
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.4-04")]
    public async Task An_override_ends_by_itself_when_the_criterion_catches_up(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        var saved = await scene.CreateAsync(scene.Facts(scores: (1, 1, 1, 1)));
        (await OverrideAsync(scene, saved.Id, 1, true, "试点")).Require();

        (await scene.ChangeAsync(saved.Id, 2, scene.Facts(scores: (5, 5, 5, 5)))).Require();

        (await scene.AssetAsync(saved.Id)).ImportantOverride.ShouldBeNull();
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP6-B-08")]
    public async Task A_lower_classification_is_refused_without_the_owner_and_the_head(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        var owner = await scene.PersonAsync(scene.Engineering);
        var saved = await scene.CreateAsync(scene.Facts(classification: Classification.Confidential) with { OwnerId = owner.Actor.PersonId });
        (await scene.ChangeAsync(saved.Id, 1, scene.Facts(classification: Classification.Internal) with { OwnerId = owner.Actor.PersonId })).Refusal!.Code.ShouldBe(ChangeAsset.LoweringNeedsApproval.Code);
        (await scene.ChangeAsync(saved.Id, 1, scene.Facts() with { OwnerId = owner.Actor.PersonId })).Refusal!.Code.ShouldBe(ChangeAsset.LoweringNeedsApproval.Code);

        var asked = (await AskAsync(scene, scene.Team, new AskForLoweringRequest(saved.Id, AssetRequestKind.LowerClassification, "已公开发布", Classification.Internal))).Require();
        (await scene.ApproveAsync(DeclassifySubject.SubjectKind, asked.Id, scene.Team, owner)).Require().State.ShouldBe(ApprovalState.Running);
        (await scene.AssetAsync(saved.Id)).Classification.ShouldBe(Classification.Confidential);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP6-B-08")]
    public async Task With_both_signatures_the_classification_is_lowered_and_the_signature_still_holds(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        var owner = await scene.PersonAsync(scene.Engineering);
        var saved = await scene.CreateAsync(scene.Facts(classification: Classification.Confidential) with { OwnerId = owner.Actor.PersonId });
        var asked = (await AskAsync(scene, scene.Team, new AskForLoweringRequest(saved.Id, AssetRequestKind.LowerClassification, "已公开发布", Classification.Internal))).Require();

        (await scene.ApproveAsync(DeclassifySubject.SubjectKind, asked.Id, scene.Team, owner, scene.Engineer)).Require().State.ShouldBe(ApprovalState.Approved);

        (await scene.AssetAsync(saved.Id)).Classification.ShouldBe(Classification.Internal);
        var view = (await scene.App.RunAsync<GetApprovalOf, Outcome<ApprovalView>>(o => o.RunAsync(scene.Team.Actor, DeclassifySubject.SubjectKind, asked.Id, default))).Require();
        view.Signatures.ShouldAllBe(s => s.Holds);
    }

    [Theory, BothDatabases]
    public async Task The_same_lowering_is_not_asked_for_twice_and_never_for_another_departments_asset(On on)
    {
        await using var scene = await AssetScene.StartAsync(on);
        var saved = await scene.CreateAsync();
        var request = new AskForLoweringRequest(saved.Id, AssetRequestKind.NotImportant, "已有热备");
        (await AskAsync(scene, scene.Engineer, request)).Require();

        (await AskAsync(scene, scene.Team, request)).Refusal!.Code.ShouldBe(AskForLowering.AlreadyAsked.Code);
        (await AskAsync(scene, scene.Treasurer, request)).Refusal.ShouldBe(Refusal.NotFound);
    }

    private static Task<Outcome<AssetSaved>> OverrideAsync(AssetScene scene, Guid id, int version, bool? important, string reason) =>
        scene.App.RunAsync<OverrideImportance, Outcome<AssetSaved>>(o => o.RunAsync(scene.Team.Actor, new OverrideImportanceRequest(id, version, important, reason), default));

    private static Task<Outcome<LoweringAsked>> AskAsync(AssetScene scene, TestPerson by, AskForLoweringRequest request) =>
        scene.App.RunAsync<AskForLowering, Outcome<LoweringAsked>>(o => o.RunAsync(by.Actor, request, default));
}
