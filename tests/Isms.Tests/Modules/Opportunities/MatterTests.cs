using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Kernel.Signing;
using Isms.Kernel.Work;
using Isms.Modules.Conformity.Board;
using Isms.Modules.Opportunities;
using Isms.Modules.Opportunities.Effect;
using Isms.Modules.Opportunities.Matters;
using Isms.Modules.Opportunities.Planning;
using Isms.Modules.Scope.Context;
using Isms.Modules.Scope.Statements;
using Isms.Tests.Modules.Records;
using Isms.Tests.Support;

namespace Isms.Tests.Modules.Opportunities;

public sealed class MatterTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-GAP-03")]
    public async Task From_an_issue_to_a_judged_effect_and_no_step_is_skipped(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var issue = await IssueAsync(scene);
        var sources = await scene.DoAsync<FindSources, SourceList>(o => o.RunAsync(scene.Team.Actor, default));
        (sources.Open, sources.Items.Single().Words).ShouldBe((1, "核心人员流动"));

        var id = (await SaveAsync(scene, Facts(scene) with { Source = MatterSource.Issue, SourceId = issue, SourceWords = null })).Require().Id;
        (await scene.DoAsync<FindSources, SourceList>(o => o.RunAsync(scene.Team.Actor, default))).Open.ShouldBe(0);
        (await FinishAsync(scene, id, scene.EngineeringHead)).Refusal.ShouldBe(FinishMatter.NotActing);
        (await JudgeAsync(scene, id, true, scene.Leader)).Refusal.ShouldBe(JudgeEffect.NotChecking);
        await scene.ApproveAsync(MatterApproval.KindName, id, scene.Representative);
        (await SaveAsync(scene, Facts(scene), id)).Refusal.ShouldBe(SaveMatter.NotDraft);
        (await JudgeAsync(scene, id, true, scene.Leader)).Refusal.ShouldBe(JudgeEffect.NotChecking);
        (await WorkAsync(scene, scene.EngineeringHead)).ShouldContain(w => w.Kind == MatterApproval.CarryOutWork && w.DueOn == TestApp.Today.AddDays(30));

        (await FinishAsync(scene, id, scene.EngineeringHead, TestApp.Today.AddDays(1))).Refusal!.Fields.Single().Field.ShouldBe("doneOn");
        (await FinishAsync(scene, id, scene.EngineeringHead)).Require().State.ShouldBe(MatterState.Checking);
        (await FinishAsync(scene, id, scene.EngineeringHead)).Refusal.ShouldBe(FinishMatter.NotActing);
        (await WorkAsync(scene, scene.EngineeringHead)).ShouldNotContain(w => w.Kind == MatterApproval.CarryOutWork);
        (await WorkAsync(scene, scene.Leader)).ShouldContain(w => w.Kind == MatterApproval.JudgeWork && w.DueOn == TestApp.Today.AddDays(60));
        (await JudgeAsync(scene, id, true, scene.EngineeringHead)).Refusal.ShouldBe(JudgeEffect.OwnWork);
        (await JudgeAsync(scene, id, null, scene.Leader)).Refusal!.Fields.Single().Field.ShouldBe("effective");
        (await JudgeAsync(scene, id, true, scene.Leader)).Require().State.ShouldBe(MatterState.Effective);
        var view = await ReadAsync(scene, id);
        (view.CheckedOn, view.Finding, view.SourceLink.Length > 0).ShouldBe((TestApp.Today, "看过演练记录", true));
    }

    [Theory, BothDatabases]
    public async Task What_had_no_effect_is_followed_by_another_and_stays(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var id = await ActingAsync(scene, Facts(scene));
        (await FinishAsync(scene, id, scene.Team)).Require();
        var next = (await JudgeAsync(scene, id, false, scene.Leader)).Require().FollowedById.ShouldNotBeNull();
        var after = await ReadAsync(scene, next);
        (after.State, after.FollowsId, after.Action, after.ResponsibleId).ShouldBe((MatterState.Draft, id, "", (Guid?)scene.EngineeringHead.Actor.PersonId));
        (await ReadAsync(scene, id)).FollowedById.ShouldBe(next);
        (await WorkAsync(scene, scene.Leader)).ShouldContain(w => w.Kind == MatterApproval.FollowWork && w.SubjectId == next && w.DueOn == TestApp.Today.AddDays(15));
        (await scene.TryAsync<RemoveMatter, Done>(o => o.RunAsync(scene.Team.Actor, new RemoveMatterRequest(next, after.Version), default))).Refusal.ShouldBe(RemoveMatter.Stays);
    }

    [Theory, BothDatabases]
    public async Task A_plan_says_what_who_when_how_and_is_signed_by_somebody_else(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var bare = Facts(scene) with { Action = null, Integration = null, Measure = null, ResponsibleId = null, DueOn = null, JudgeId = null, CheckOn = null };
        var id = (await SaveAsync(scene, bare)).Require().Id;
        (await scene.TrySubmitAsync(MatterApproval.KindName, id)).Refusal!.Obstacles.Count.ShouldBe(7);
        (await SaveAsync(scene, bare with { Response = MatterResponse.Watch, Action = "影响很小" }, id)).Require();
        (await scene.TrySubmitAsync(MatterApproval.KindName, id)).Refusal!.Obstacles.Count.ShouldBe(2, "who looks again, and when");
        var own = Facts(scene) with { JudgeId = scene.EngineeringHead.Actor.PersonId, CheckOn = TestApp.Today };
        (await SaveAsync(scene, own, id)).Refusal!.Fields.Select(f => f.Field).ShouldBe(["judgeId", "checkOn"]);
        (await SaveAsync(scene, Facts(scene) with { Source = MatterSource.Issue, SourceId = Guid.Empty })).Refusal!.Fields.Single().Code.ShouldBe("opportunities.no-such-source");
        (await SaveAsync(scene, Facts(scene) with { Source = MatterSource.Party })).Refusal!.Fields.Single().Code.ShouldBe("opportunities.source-needed");
        (await SaveAsync(scene, Facts(scene), by: scene.Employee)).Refusal.ShouldBe(Refusal.Forbidden);

        (await SaveAsync(scene, Facts(scene) with { Response = MatterResponse.Watch, Action = "影响很小" }, id)).Require();
        await scene.ApproveAsync(MatterApproval.KindName, id, scene.Representative);
        (await ReadAsync(scene, id)).State.ShouldBe(MatterState.Checking, "watched: looked at again on its day");
        var version = (await ReadAsync(scene, id)).Version;
        (await scene.DoAsync<ReplanMatter, MatterSaved>(o => o.RunAsync(scene.Team.Actor, new ReplanMatterRequest(id, version, "情况有变"), default))).State.ShouldBe(MatterState.Draft);
        (await WorkAsync(scene, scene.Leader)).ShouldNotContain(w => w.SubjectId == id);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-GAP-03")]
    public async Task A_signed_preventive_action_is_planned_for_and_stands_under_611_of_both_later_editions(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        async Task<ClauseView> ClauseAsync(string key) => await scene.DoAsync<ReadClause, ClauseView>(o => o.RunAsync(scene.Representative.Actor, key, default));
        (await ClauseAsync("2022:6.1.1")).Evidence.ShouldBeEmpty();
        var sheet = await scene.CreateAsync("B-05-R01", scene.Team);
        await scene.AttachAsync(sheet.Id, scene.Team);
        await scene.SignAllAsync((await scene.TrySubmitAsync(sheet.Id, scene.Team)).Require().Id);
        (await ClauseAsync("2022:6.1.1")).Evidence.ShouldHaveSingleItem().Number.ShouldBe(sheet.Number);

        var source = (await scene.DoAsync<FindSources, SourceList>(o => o.RunAsync(scene.Team.Actor, default))).Items.ShouldHaveSingleItem();
        (source.Source, source.Words, source.Link).ShouldBe((MatterSource.Prevention, sheet.Number, "/records/" + sheet.Id));
        var facts = new MatterFacts(MatterKind.Risk, "备份无人会做", "恢复目标达不到", source.Source, source.Id, null, MatterResponse.Act, "双人负责", "写入备份管理程序", "替补人独立恢复成功",
            scene.ItHead.Actor.PersonId, TestApp.Today.AddDays(30), scene.Leader.Actor.PersonId, TestApp.Today.AddDays(60));
        var matter = await scene.DoAsync<SaveMatter, MatterSaved>(o => o.RunAsync(scene.Team.Actor, new SaveMatterRequest(null, 0, facts), default));
        (await scene.TrySignAsync((await scene.TrySubmitAsync(matter.Id, scene.Team, MatterApproval.KindName)).Require().Id, scene.Representative)).Require();
        foreach (var key in new[] { "2013:6.1.1", "2022:6.1.1" })
        {
            var clause = await ClauseAsync(key);
            clause.Evidence.Select(e => e.Kind).ShouldBe(["B-05-R01", "preventive-action", "risks-opportunities"], ignoreOrder: true);
            clause.State.ShouldBe(ClauseState.Met);
        }
        (await ClauseAsync("2005:8.3")).Evidence.Select(e => e.Kind).ShouldContain("preventive-action");
    }

    [Theory, BothDatabases]
    public async Task The_api_the_page_and_the_workbook_say_the_same_and_others_see_nothing(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var posted = await scene.Team.Client.PostAsJsonAsync("/api/v1/risks-and-opportunities", Facts(scene));
        posted.StatusCode.ShouldBe(HttpStatusCode.Created);
        var address = posted.Headers.Location!.ToString();
        var id = (await posted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        (await CompanyScene.SendAsync(scene.Team.Client, HttpMethod.Put, address, Facts(scene), 0)).StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        (await CompanyScene.SendAsync(scene.Team.Client, HttpMethod.Put, address, Facts(scene) with { Title = "改过" }, 7)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await CompanyScene.SendAsync(scene.Team.Client, HttpMethod.Put, address, Facts(scene) with { Title = "改过" }, 1)).EnsureSuccessStatusCode();
        (await scene.Employee.Client.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "not named in it");
        (await scene.EngineeringHead.Client.GetStringAsync(OpportunitiesPaths.Matter(id))).ShouldContain("改过");
        (await scene.Employee.Client.GetStringAsync(OpportunitiesPaths.All)).ShouldNotContain("改过");
        (await scene.Manager.WorkbookAsync("/api/v1/risks-and-opportunities/export")).ShouldContain("每季度演练");
        (await scene.Team.Client.GetStringAsync("/search?q=改过")).ShouldContain(OpportunitiesPaths.Matter(id));
        (await scene.Manager.Client.GetStringAsync("/overview")).ShouldContain(OpportunitiesPaths.All);

        var form = await CompanyScene.PostFormAsync(scene.Team.Client, OpportunitiesPaths.New, "create", new Dictionary<string, string> { ["kind"] = "Opportunity", ["title"] = "认证可减少客户审查", ["bearing"] = "", ["response"] = "Act", ["source"] = "" });
        (await form.Content.ReadAsStringAsync()).ShouldContain("认证可减少客户审查", customMessage: "what was typed stays");
        await scene.ApproveAsync(MatterApproval.KindName, id, scene.Representative);
        (await CompanyScene.SendAsync(scene.EngineeringHead.Client, HttpMethod.Post, address + "/finish", new { doneOn = "2026-03-01", outcome = "做完了" }, (await ReadAsync(scene, id)).Version)).EnsureSuccessStatusCode();
        (await CompanyScene.SendAsync(scene.Leader.Client, HttpMethod.Post, address + "/judge", new { effective = true, finding = "好" }, (await ReadAsync(scene, id)).Version)).EnsureSuccessStatusCode();
        var late = new RegisterQuery { Filters = new Dictionary<string, string> { ["state"] = "Effective" } };
        (await scene.DoAsync<FindMatters, RegisterPage<MatterRow>>(o => o.RunAsync(scene.Team.Actor, late, default))).Count.ShouldBe(1);
    }

    private static MatterFacts Facts(CompanyScene scene) => new(
        MatterKind.Risk, "核心人员离职使备份无人会做", "恢复目标达不到", MatterSource.Other, null, "经营分析会", MatterResponse.Act, "双人负责，每季度演练", "写入备份管理程序", "替补人独立恢复成功",
        scene.EngineeringHead.Actor.PersonId, TestApp.Today.AddDays(30), scene.Leader.Actor.PersonId, TestApp.Today.AddDays(60));

    private static async Task<Guid> IssueAsync(CompanyScene scene)
    {
        var scope = await scene.DoAsync<CreateScope, ScopeSaved>(o => o.RunAsync(scene.Team.Actor, new CreateScopeRequest(), default));
        return (await scene.DoAsync<SaveIssue, IssueView>(o => o.RunAsync(scene.Team.Actor, new SaveIssueRequest(scope.Id, null, 0, false, "核心人员流动", "知识转移要到位"), default))).Id;
    }

    private static async Task<Outcome<MatterSaved>> SaveAsync(CompanyScene scene, MatterFacts facts, Guid? id = null, TestPerson? by = null)
    {
        var version = id is { } known ? (await ReadAsync(scene, known)).Version : 0;
        return await scene.TryAsync<SaveMatter, MatterSaved>(o => o.RunAsync((by ?? scene.Team).Actor, new SaveMatterRequest(id, version, facts), default));
    }

    private static async Task<Guid> ActingAsync(CompanyScene scene, MatterFacts facts)
    {
        var id = (await SaveAsync(scene, facts)).Require().Id;
        await scene.ApproveAsync(MatterApproval.KindName, id, scene.Representative);
        return id;
    }

    private static Task<MatterView> ReadAsync(CompanyScene scene, Guid id) => scene.DoAsync<ReadMatter, MatterView>(o => o.RunAsync(scene.Team.Actor, id, default));

    private static async Task<Outcome<MatterSaved>> FinishAsync(CompanyScene scene, Guid id, TestPerson by, DateOnly? on = null)
    {
        var version = (await ReadAsync(scene, id)).Version;
        return await scene.TryAsync<FinishMatter, MatterSaved>(o => o.RunAsync(by.Actor, new FinishMatterRequest(id, version, on ?? TestApp.Today, "手册已发布，演练一次"), default));
    }

    private static async Task<Outcome<EffectJudged>> JudgeAsync(CompanyScene scene, Guid id, bool? effective, TestPerson by)
    {
        var version = (await ReadAsync(scene, id)).Version;
        return await scene.TryAsync<JudgeEffect, EffectJudged>(o => o.RunAsync(by.Actor, new JudgeEffectRequest(id, version, effective, "看过演练记录"), default));
    }

    private static async Task<IReadOnlyList<WorkView>> WorkAsync(CompanyScene scene, TestPerson person) => (await scene.DoAsync<FindWork, WorkList>(o => o.RunAsync(person.Actor, null, default))).Items;
}
