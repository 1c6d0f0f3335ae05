using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Kernel.Work;
using Isms.Modules.Documents;
using Isms.Modules.Documents.Externals;
using Isms.Modules.Policy;
using Isms.Modules.Policy.Reviews;
using Isms.Modules.Policy.Texts;
using Isms.Tests.Modules.Organization.Responsibilities;
using Isms.Tests.Modules.Scope;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Policy;

public sealed class PolicyTests
{
    private const string Text = "切实推行安全管理，积极防御风险";

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.2.1-01")]
    public async Task The_policy_in_force_stands_on_everybodys_home_page_and_is_short(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var id = await CreateAsync(scene);
        (await ChangeAsync(scene, id, new string('安', 121))).Refusal!.Fields.ShouldHaveSingleItem().Code.ShouldBe("policy.text-too-long");
        (await ChangeAsync(scene, id, Text)).Require();
        (await scene.Employee.Client.GetStringAsync("/")).ShouldNotContain(Text, Case.Sensitive, "a draft is not the policy");
        (await scene.Employee.Client.GetAsync(PolicyPaths.Policy(id))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await scene.ApproveAsync(PolicyApproval.KindName, id, scene.Leader, scene.Manager);

        (await scene.Employee.Client.GetStringAsync("/")).ShouldContain(Text);
        (await scene.Employee.Client.GetStringAsync(PolicyPaths.Policies)).ShouldContain(Text);
        // One version at most is in force.
        var next = await CreateAsync(scene, "范围扩大");
        await scene.ApproveAsync(PolicyApproval.KindName, next, scene.Leader, scene.Manager);
        (await scene.App.ReadAsync(db => PolicyViews.Policies(db).Where(p => p.State == PolicyState.Approved).Select(p => p.Id).ToListAsync())).ShouldBe([next]);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.2.2-05")]
    public async Task The_team_reviews_the_general_manager_approves_and_the_yearly_review_shows_when_overdue(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var id = await ApprovedAsync(scene);
        var view = await ReadAsync(scene, id);
        (view.ReviewOn, view.ReviewOverdue, view.ApprovedBy).ShouldBe((TestApp.Today.AddMonths(12), false, scene.Manager.Actor.Name));
        (await scene.App.ReadAsync(db => db.Set<WorkItem>().SingleAsync(w => w.Kind == ReviewDuty.WorkKind))).DueOn.ShouldBe(TestApp.Today.AddMonths(12));

        scene.App.Clock.Advance(TimeSpan.FromDays(396));
        var late = scene.Team with { Actor = Later(scene.Team.Actor, 396) };
        (await scene.DoAsync<ReadPolicy, PolicyView>(o => o.RunAsync(late.Actor, id, default))).ReviewOverdue.ShouldBeTrue();
        (await scene.Team.Client.GetStringAsync("/")).ShouldContain("方针评审已逾期");
        var recorded = await scene.DoAsync<RecordReview, ReviewRecorded>(o => o.RunAsync(late.Actor, new RecordReviewRequest(id, late.Actor.Today, "适宜", "充分", "与战略和风险管理一致"), default));
        recorded.ReviewOn.ShouldBe(late.Actor.Today.AddMonths(12));
        (await scene.Team.Client.GetStringAsync("/")).ShouldNotContain("方针评审已逾期");
        (await scene.App.ReadAsync(db => db.Set<WorkItem>().Where(w => w.Kind == ReviewDuty.WorkKind).OrderBy(w => w.DueOn).Select(w => w.State).ToListAsync())).ShouldBe([WorkState.Done, WorkState.Open]);
        (await scene.TryAsync<RecordReview, ReviewRecorded>(o => o.RunAsync(late.Actor, new RecordReviewRequest(id, late.Actor.Today.AddDays(1), "a", "b", "c"), default))).Refusal!.Fields.ShouldHaveSingleItem().Code.ShouldBe("policy.review-later");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.2.2-03")]
    public async Task A_review_without_a_conclusion_on_strategy_and_risk_is_refused(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var id = await ApprovedAsync(scene);
        var body = new { heldOn = "2026-03-02", suitability = "适宜", adequacy = "充分", strategyAndRisk = " " };
        var refused = await scene.Team.Client.PostAsJsonAsync($"/api/v1/policies/{id}/reviews", body);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe(["strategyAndRisk"]);
        (await ReadAsync(scene, id)).Reviews.ShouldBeEmpty();
        var page = await CompanyScene.PostFormAsync(scene.Team.Client, PolicyPaths.Policy(id), "review", new Dictionary<string, string> { ["heldOn"] = "2026-03-02", ["suitability"] = "适宜", ["adequacy"] = "充分", ["strategyAndRisk"] = "一致" });
        page.StatusCode.ShouldBe(HttpStatusCode.Redirect, await page.Content.ReadAsStringAsync());
        (await ReadAsync(scene, id)).Reviews.ShouldHaveSingleItem().StrategyAndRisk.ShouldBe("一致");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-5.1-01")]
    public async Task The_board_shows_who_signed_when_and_evidence_that_is_alive(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var id = await ApprovedAsync(scene);
        var html = await scene.Employee.Client.GetStringAsync(PolicyPaths.Policy(id));
        html.ShouldContain(scene.Manager.Actor.Name + " 批准，2026-03-02 生效");
        var before = (await ReadAsync(scene, id)).Commitments.Single(c => c.Topic == CommitmentTopic.Organization).Evidence;
        before.Single(e => e.Link == "/organization/responsibilities").Kept.ShouldBeFalse();
        scene.App.Clock.Advance(TimeSpan.FromMinutes(1));
        var matrix = await MatrixTests.ApprovedAsync(scene);
        var after = (await ReadAsync(scene, id)).Commitments.Single(c => c.Topic == CommitmentTopic.Organization).Evidence;
        after.Single(e => e.Link == "/organization/responsibilities/" + matrix).Kept.ShouldBeTrue();
        // What changed since is input to the next review.
        var changes = await scene.Team.Client.GetFromJsonAsync<JsonElement>($"/api/v1/policies/{id}/changes");
        changes.EnumerateArray().Select(c => c.GetProperty("text").GetString()!).ShouldContain(t => t.Contains("职能分配表", StringComparison.Ordinal));
    }

    [Theory, BothDatabases]
    public async Task Text_principles_and_all_six_commitments_stand_before_approval_and_then_nothing_changes(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var id = await CreateAsync(scene);
        var view = await ReadAsync(scene, id);
        view.Commitments.Select(c => c.Topic).ShouldBe(Enum.GetValues<CommitmentTopic>());
        view.Number.ShouldBe("SL-A-04.00");
        (await scene.DoAsync<ChangePolicy, PolicySaved>(o => o.RunAsync(scene.Team.Actor, new ChangePolicyRequest(id, view.Version, " ", [" "], [new CommitmentInput(CommitmentTopic.Risk, "评估")]), default))).Version.ShouldBe(view.Version + 1);
        var refusal = (await scene.TrySubmitAsync(PolicyApproval.KindName, id)).Refusal!;
        refusal.Code.ShouldBe(PolicyApproval.Incomplete.Code);
        refusal.Obstacles.Count.ShouldBe(7);
        var stale = await CompanyScene.SendAsync(scene.Team.Client, HttpMethod.Put, $"/api/v1/policies/{id}", new { text = Text, principles = new[] { "一" }, commitments = Array.Empty<object>() }, view.Version);
        stale.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await CompleteAsync(scene, id);
        var approval = (await scene.TrySubmitAsync(PolicyApproval.KindName, id)).Require().Id;
        (await ChangeAsync(scene, id, "别的")).Refusal!.Code.ShouldBe(ChangePolicy.Frozen.Code);
        (await scene.TrySignAsync(approval, scene.Leader)).Require();
        (await scene.TrySignAsync(approval, scene.Manager)).Require().State.ShouldBe(ApprovalState.Approved);
        (await scene.Employee.Client.PostAsJsonAsync("/api/v1/policies", new { })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var file = await scene.Employee.Client.GetAsync($"/api/v1/policies/{id}/document");
        using var paper = WordprocessingDocument.Open(new MemoryStream(await file.Content.ReadAsByteArrayAsync()), false);
        paper.MainDocumentPart!.Document.InnerText.ShouldContain(Text);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.3.4-04")]
    public async Task Another_policy_asks_whether_risks_are_assessed_again(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        await ApprovedAsync(scene);
        var second = await CreateAsync(scene, "业务转向云服务");
        (await ChangeAsync(scene, second, "保护云上业务数据")).Require();
        await scene.ApproveAsync(PolicyApproval.KindName, second, scene.Leader, scene.Manager);

        var prompt = (await scene.Team.Client.GetFromJsonAsync<JsonElement>("/api/v1/reassessment-prompts")).GetProperty("rows").EnumerateArray().ShouldHaveSingleItem();
        (prompt.GetProperty("cause").GetString(), prompt.GetProperty("subjectLink").GetString()).ShouldBe(("business", PolicyPaths.Policy(second)));
        prompt.GetProperty("reason").GetString()!.ShouldContain("业务转向云服务");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.2.2-02")]
    public async Task A_review_lists_what_changed_in_law_and_with_parties_and_is_recorded_only_when_each_was_acknowledged(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var id = await ApprovedAsync(scene);
        scene.App.Clock.Advance(TimeSpan.FromMinutes(1));
        await scene.DoAsync<SaveExternal, ExternalSaved>(o => o.RunAsync(scene.Representative.Actor,
            new SaveExternalRequest(null, 0, null, null, "数据安全法", "Data Security Law", "网站", TestApp.Today, ExternalState.Current, null, scene.Office, null, null, null), default));
        var scope = await ScopeTests.ApprovedAsync(scene, "监管机构", "按时报告安全事件");

        var changes = await scene.DoAsync<FindReviewChanges, IReadOnlyList<ReviewChange>>(o => o.RunAsync(scene.Team.Actor, id, default));
        changes.ShouldContain(c => c.Text.Contains("数据安全法", StringComparison.Ordinal));
        changes.ShouldContain(c => c.Text.Contains("监管机构", StringComparison.Ordinal) && c.Text.Contains("按时报告安全事件", StringComparison.Ordinal));
        changes.ShouldContain(c => c.Key == "scope:" + scope);
        var request = new RecordReviewRequest(id, TestApp.Today, "适宜", "充分", "一致", Acknowledged: [.. changes.Skip(1).Select(c => c.Key)]);
        var refused = (await scene.TryAsync<RecordReview, ReviewRecorded>(o => o.RunAsync(scene.Team.Actor, request, default))).Refusal!;
        refused.Fields.ShouldHaveSingleItem().Code.ShouldBe("policy.changes-unseen");
        var body = new { heldOn = TestApp.Today, suitability = "适宜", adequacy = "充分", strategyAndRisk = "一致", acknowledged = changes.Select(c => c.Key) };
        (await scene.Team.Client.PostAsJsonAsync($"/api/v1/policies/{id}/reviews", new { body.heldOn, body.suitability, body.adequacy, body.strategyAndRisk })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        scene.App.Clock.Advance(TimeSpan.FromMinutes(1));
        (await scene.Team.Client.PostAsJsonAsync($"/api/v1/policies/{id}/reviews", body)).EnsureSuccessStatusCode();
        (await scene.App.ReadAsync(db => db.Ledger.Where(e => e.EntityType == "policy_reviews").Select(e => e.State).ToListAsync())).ShouldContain(t => t.Contains("数据安全法", StringComparison.Ordinal));
        // What was acknowledged is no news for the next review.
        (await scene.DoAsync<FindReviewChanges, IReadOnlyList<ReviewChange>>(o => o.RunAsync(scene.Team.Actor, id, default))).ShouldBeEmpty();
    }

    private static async Task<Guid> CreateAsync(CompanyScene scene, string? note = null) =>
        (await scene.DoAsync<CreatePolicy, PolicySaved>(o => o.RunAsync(scene.Team.Actor, new CreatePolicyRequest(note), default))).Id;

    private static async Task<Outcome<PolicySaved>> ChangeAsync(CompanyScene scene, Guid id, string text)
    {
        var view = await ReadAsync(scene, id);
        return await scene.TryAsync<ChangePolicy, PolicySaved>(o => o.RunAsync(scene.Team.Actor,
            new ChangePolicyRequest(id, view.Version, text, [.. view.Principles.Select(p => p.Text)], [.. view.Commitments.Select(c => new CommitmentInput(c.Topic, c.Text))]), default));
    }

    private static async Task CompleteAsync(CompanyScene scene, Guid id)
    {
        var version = (await ReadAsync(scene, id)).Version;
        await scene.DoAsync<ChangePolicy, PolicySaved>(o => o.RunAsync(scene.Team.Actor,
            new ChangePolicyRequest(id, version, Text, ["为目标建立框架"], [.. Enum.GetValues<CommitmentTopic>().Select(t => new CommitmentInput(t, "承诺 " + t))]), default));
    }

    internal static async Task<Guid> ApprovedAsync(CompanyScene scene)
    {
        var id = await CreateAsync(scene);
        (await ChangeAsync(scene, id, Text)).Require();
        await scene.ApproveAsync(PolicyApproval.KindName, id, scene.Leader, scene.Manager);
        return id;
    }

    private static Task<PolicyView> ReadAsync(CompanyScene scene, Guid id) => scene.DoAsync<ReadPolicy, PolicyView>(o => o.RunAsync(scene.Team.Actor, id, default));

    private static Actor Later(Actor actor, int days) => new()
    {
        PersonId = actor.PersonId, UserId = actor.UserId, Name = actor.Name, DepartmentId = actor.DepartmentId, Offices = actor.Offices, Culture = actor.Culture, Today = actor.Today.AddDays(days),
    };
}
