using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Modules.Criteria;
using Isms.Modules.Criteria.Domain;
using Isms.Modules.Criteria.Editing;
using Isms.Modules.Criteria.Versions;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Criteria;

/// <summary>A version's life: drafted, signed, in force, superseded.</summary>
public sealed class CriteriaVersionsTests
{
    [Theory, BothDatabases]
    public async Task Every_preset_becomes_a_draft_that_can_be_put_up_for_approval(On on)
    {
        await using var scene = await CriteriaScene.StartAsync(on);
        foreach (var preset in CriteriaPresets.Names)
        {
            var draft = await scene.CreateAsync(preset);
            var view = await scene.ViewAsync(draft.Id.ToString());
            (view.State, view.BasedOn, view.VersionLabel, view.Definition.Version).ShouldBe((CriteriaState.Draft, preset, draft.VersionLabel, draft.VersionLabel));
            view.Problems.ShouldBeEmpty();
            (await scene.SubmitAsync(draft.Id)).Require();
        }
        (await scene.App.ReadAsync(db => db.Set<CriteriaVersion>().OrderBy(v => v.Serial).Select(v => v.VersionLabel).ToListAsync())).ShouldBe(["V1.0", "V2.0", "V3.0", "V4.0"]);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.2.2-04")]
    public async Task Exactly_one_version_is_in_force_and_approving_the_next_supersedes_it(On on)
    {
        await using var scene = await CriteriaScene.StartAsync(on);
        (await scene.CurrentAsync()).ShouldBeNull();
        var first = await scene.CreateAsync("gb2007-matrix");
        (await scene.CurrentAsync()).ShouldBeNull();
        await scene.ApproveAsync(first.Id);
        (await scene.CurrentAsync())!.Id.ShouldBe(first.Id);

        var second = await scene.CreateAsync(first.Id.ToString());
        var third = await scene.CreateAsync("manual-hybrid");
        await scene.ApproveAsync(second.Id);
        (await scene.CurrentAsync())!.VersionLabel.ShouldBe("V2.0");
        await scene.ApproveAsync(third.Id);
        (await scene.CurrentAsync())!.Id.ShouldBe(third.Id);
        (await scene.StateAsync(first.Id), await scene.StateAsync(second.Id), await scene.StateAsync(third.Id))
            .ShouldBe((CriteriaState.Superseded, CriteriaState.Superseded, CriteriaState.Approved));
        (await scene.App.ReadAsync(db => db.Set<CriteriaVersion>().CountAsync(v => v.State == CriteriaState.Approved))).ShouldBe(1);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.2.2-04")]
    public async Task The_database_itself_refuses_a_second_version_in_force(On on)
    {
        await using var scene = await CriteriaScene.StartAsync(on);
        var first = await scene.CreateAsync();
        await scene.ApproveAsync(first.Id);
        var second = await scene.CreateAsync();
        await Should.ThrowAsync<System.Data.Common.DbException>(() => scene.App.ReadAsync(db => db.Database.ExecuteSqlAsync($"UPDATE criteria_versions SET state = 'Approved' WHERE id = {second.Id}")));
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-5.1-06")]
    public async Task The_general_manager_signs_last_whatever_route_is_taken(On on)
    {
        await using var scene = await CriteriaScene.StartAsync(on);
        var draft = await scene.CreateAsync();
        var approval = (await scene.SubmitAsync(draft.Id)).Require().Id;
        (await scene.ApprovalAsync(approval)).Steps.ShouldContain(s => s.Meaning == SignatureMeaning.Approve && s.Office == Isms.Kernel.Access.Office.GeneralManager);
        (await scene.SignAsync(approval, scene.Representative)).Require();
        (await scene.CurrentAsync()).ShouldBeNull();
        (await scene.SignAsync(approval, scene.Representative)).Refusal.ShouldNotBeNull();
        (await scene.SignAsync(approval, scene.Manager)).Require();

        var view = await scene.ViewAsync(draft.Id.ToString());
        (view.State, view.ApprovedBy).ShouldBe((CriteriaState.Approved, scene.Manager.Actor.Name));
        view.ApprovedAt.ShouldNotBeNull();
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-5.1-06")]
    public async Task Criteria_without_the_signature_are_not_used(On on)
    {
        await using var scene = await CriteriaScene.StartAsync(on);
        var draft = await scene.CreateAsync();
        await Should.ThrowAsync<InvalidOperationException>(() => scene.UseAsync(draft.Id));
        (await scene.SubmitAsync(draft.Id)).Require();
        await Should.ThrowAsync<InvalidOperationException>(() => scene.UseAsync(draft.Id));
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.3-02")]
    public async Task Acceptance_level_and_bands_are_kept_per_version_signed_and_locked_when_used(On on)
    {
        await using var scene = await CriteriaScene.StartAsync(on);
        var first = await scene.CreateAsync("gb2007-matrix");
        await scene.ApproveAsync(first.Id);
        await scene.UseAsync(first.Id);
        (await scene.ViewAsync(first.Id.ToString())).LockedAt.ShouldBe(TestApp.Start.UtcDateTime);

        var second = await scene.CreateAsync(first.Id.ToString());
        (await scene.ChangeAsync(second, d => d with { AcceptableUpToLevel = 3 })).Require();
        await scene.ApproveAsync(second.Id);
        (await scene.CurrentAsync())!.Criteria.Definition.AcceptableUpToLevel.ShouldBe(3);
        (await scene.ViewAsync(first.Id.ToString())).Definition.AcceptableUpToLevel.ShouldBe(2);

        var locked = await scene.ViewAsync(first.Id.ToString());
        (await scene.ChangeAsync(new CriteriaSaved(first.Id, "V1.0", locked.Version), d => d with { AcceptableUpToLevel = 4 })).Refusal!.Code.ShouldBe("criteria.not-a-draft");
        (await scene.App.RunAsync<CriteriaInForce, CriteriaSnapshot?>(o => o.FindAsync(first.Id, default)))!.Criteria.Definition.AcceptableUpToLevel.ShouldBe(2);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-7.3-09")]
    public async Task A_change_of_approved_criteria_needs_a_new_version(On on)
    {
        await using var scene = await CriteriaScene.StartAsync(on);
        var first = await scene.CreateAsync();
        var approval = (await scene.SubmitAsync(first.Id)).Require().Id;
        await RefusedAsync();
        (await scene.SignAsync(approval, scene.Representative)).Require();
        (await scene.SignAsync(approval, scene.Manager)).Require();
        await RefusedAsync();

        var second = await scene.CreateAsync(first.Id.ToString());
        second.VersionLabel.ShouldBe("V2.0");
        (await scene.ViewAsync(second.Id.ToString())).BasedOn.ShouldBe("V1.0");
        (await scene.ChangeAsync(second, d => d with { AcceptableUpToLevel = 1 })).Require();

        async Task RefusedAsync() =>
            (await scene.ChangeAsync(first with { Version = (await scene.ViewAsync(first.Id.ToString())).Version }, d => d with { AcceptableUpToLevel = 1 })).Refusal!.Code.ShouldBe("criteria.not-a-draft");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.2.2-06")]
    public async Task A_version_shows_the_resolution_that_adopted_the_method_and_a_recorded_one_stays(On on)
    {
        await using var scene = await CriteriaScene.StartAsync(on);
        var draft = await scene.CreateAsync();
        var changed = (await scene.ChangeAsync(draft, d => d, "XX-JY-2026-003")).Require();
        (await scene.ViewAsync(draft.Id.ToString())).ResolutionNumber.ShouldBe("XX-JY-2026-003");
        await scene.ApproveAsync(draft.Id);
        (await RecordAsync(draft.Id, "XX-JY-2026-009")).Refusal!.Code.ShouldBe("criteria.resolution-recorded");

        var open = await scene.CreateAsync();
        await scene.ApproveAsync(open.Id);
        (await RecordAsync(open.Id, "XX-JY-2026-004")).Require();
        (await scene.ViewAsync(open.Id.ToString())).ResolutionNumber.ShouldBe("XX-JY-2026-004");
        changed.Version.ShouldBe(2);

        async Task<Outcome<CriteriaSaved>> RecordAsync(Guid id, string number)
        {
            var version = (await scene.ViewAsync(id.ToString())).Version;
            return await scene.App.RunAsync<RecordResolution, Outcome<CriteriaSaved>>(o => o.RunAsync(scene.Team.Actor, new RecordResolutionRequest(id, version, number), default));
        }
    }

    [Theory, BothDatabases]
    public async Task An_unfinished_draft_is_kept_but_cannot_be_put_up_for_approval(On on)
    {
        await using var scene = await CriteriaScene.StartAsync(on);
        var draft = await scene.CreateAsync();
        (await scene.ChangeAsync(draft, d => d with { Risk = d.Risk with { Bands = [.. d.Risk.Bands.Take(4)] } })).Require();
        (await scene.ViewAsync(draft.Id.ToString())).Problems.ShouldContain(p => p.Path == "risk.bands");
        var refusal = (await scene.SubmitAsync(draft.Id)).Refusal!;
        refusal.Code.ShouldBe("criteria.unfinished");
        refusal.Obstacles.ShouldHaveSingleItem().Link.ShouldBe($"/criteria/{draft.Id}/edit#f-risk-bands");
        (await scene.App.RunAsync<CriteriaInForce, CriteriaSnapshot?>(o => o.FindAsync(draft.Id, default))).ShouldBeNull();
    }

    [Theory, BothDatabases]
    public async Task What_is_sent_back_is_a_draft_again_and_can_be_changed_and_put_up_again(On on)
    {
        await using var scene = await CriteriaScene.StartAsync(on);
        var draft = await scene.CreateAsync();
        var approval = (await scene.SubmitAsync(draft.Id)).Require().Id;
        (await scene.StateAsync(draft.Id)).ShouldBe(CriteriaState.InApproval);
        (await scene.ReturnAsync(approval, scene.Representative)).Require();
        (await scene.StateAsync(draft.Id)).ShouldBe(CriteriaState.Draft);
        var version = (await scene.ViewAsync(draft.Id.ToString())).Version;
        (await scene.ChangeAsync(draft with { Version = version }, d => d with { AcceptableUpToLevel = 3 })).Require();
        await scene.ApproveAsync(draft.Id);
        (await scene.CurrentAsync())!.Criteria.Definition.AcceptableUpToLevel.ShouldBe(3);
        var again = await scene.ViewAsync(draft.Id.ToString());
        (await scene.App.RunAsync<DiscardCriteria, Outcome<Done>>(o => o.RunAsync(scene.Team.Actor, new DiscardCriteriaRequest(draft.Id, again.Version), default))).Refusal!.Code.ShouldBe("criteria.was-submitted");
    }

    [Theory, BothDatabases]
    public async Task The_second_of_two_editors_gets_the_differences(On on)
    {
        await using var scene = await CriteriaScene.StartAsync(on);
        var draft = await scene.CreateAsync();
        (await scene.ChangeAsync(draft, d => d with { AcceptableUpToLevel = 3 })).Require();
        var late = (await scene.ChangeAsync(draft, d => d with { AcceptableUpToLevel = 1 }, by: scene.Representative)).Refusal!;
        late.Kind.ShouldBe(RefusalKind.Stale);
        late.Differences.ShouldHaveSingleItem().ShouldBe(new FieldDifference("可接受风险等级（不高于）", "1", "3"));
    }

    [Theory, BothDatabases]
    public async Task Drafts_made_at_the_same_time_get_different_labels(On on)
    {
        await using var scene = await CriteriaScene.StartAsync(on);
        var drafts = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => scene.CreateAsync())));
        drafts.Select(d => d.VersionLabel).Order(StringComparer.Ordinal).ShouldBe(["V1.0", "V2.0", "V3.0", "V4.0", "V5.0", "V6.0"]);
    }

    [Theory, BothDatabases]
    public async Task A_draft_nobody_was_asked_to_sign_can_be_thrown_away_and_its_history_stays(On on)
    {
        await using var scene = await CriteriaScene.StartAsync(on);
        var draft = await scene.CreateAsync();
        (await scene.App.RunAsync<DiscardCriteria, Outcome<Done>>(o => o.RunAsync(scene.Team.Actor, new DiscardCriteriaRequest(draft.Id, draft.Version), default))).Require();
        (await scene.App.ReadAsync(db => db.Set<CriteriaVersion>().CountAsync())).ShouldBe(0);
        (await scene.App.ReadAsync(db => db.Ledger.Where(e => e.EntityId == draft.Id).OrderBy(e => e.Sequence).Select(e => e.UseCase).ToListAsync())).ShouldBe(["criteria.create", "criteria.discard"]);
    }

    [Theory, BothDatabases]
    public async Task Who_may_only_read_changes_nothing(On on)
    {
        await using var scene = await CriteriaScene.StartAsync(on);
        var draft = await scene.CreateAsync();
        (await scene.ChangeAsync(draft, d => d, by: scene.Employee)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await scene.ChangeAsync(draft, d => d, by: scene.Manager)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
    }
}
