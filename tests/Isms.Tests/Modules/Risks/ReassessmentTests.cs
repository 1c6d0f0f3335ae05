using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Isms.Kernel.Work;
using Isms.Modules.Risks;
using Isms.Modules.Risks.Assessments;
using Isms.Modules.Risks.Comparison;
using Isms.Modules.Risks.Duties;
using Isms.Modules.Risks.Libraries;
using Isms.Modules.Risks.Rating;
using Isms.Modules.Risks.Reassessment;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.Tests.Modules.Risks;

public sealed class ReassessmentTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-8.3-09")]
    [Trait("Requirement", "R-7.2-05")]
    public async Task Comparing_two_assessments_lists_what_rose_with_its_priority_and_what_fell_is_new_or_gone(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        var kept = await scene.AssetAsync();
        await scene.AssetAsync(scene.Sales, category: "DATA-BIZ");
        var earlier = await scene.CompletedAsync();
        var later = await ReassessAsync(scene);
        var risks = await scene.RisksAsync(later);
        var (rise, fall, gone) = (risks.First(r => r.AssetId == kept && r.Level < 5), risks.Last(r => r.Level > 1), risks.First(r => r.AssetId != kept));
        fall.Id.ShouldNotBe(rise.Id);
        await scene.DoAsync<UpdateRisk, RiskRated>(o => o.RunAsync(scene.Team.Actor, Requests.Same(rise) with { Frequency = 5, Severity = 5, Ease = 5 }, default));
        await scene.DoAsync<UpdateRisk, RiskRated>(o => o.RunAsync(scene.Team.Actor, Requests.Same(fall) with { Frequency = 1, Severity = 1, Ease = 1 }, default));
        if (gone.Id != fall.Id)
            await scene.DoAsync<RemoveRisk, Done>(o => o.RunAsync(scene.Team.Actor, new RemoveRiskRequest(gone.Id, gone.Version), default));
        var added = await scene.DoAsync<AddRisk, RiskAdded>(o => o.RunAsync(scene.Team.Actor, new AddRiskRequest(later, kept, StarterLibrary.Threats[^1].Code, StarterLibrary.Vulnerabilities[^1].Code), default));

        var comparison = await scene.DoAsync<CompareAssessments, RiskComparison>(o => o.RunAsync(scene.Manager.Actor, new CompareRequest(earlier, later), default));

        var raised = comparison.Risks.Where(r => r.Change == RiskChange.Raised).ShouldHaveSingleItem();
        raised.LaterRiskId.ShouldBe(rise.Id);
        raised.LaterLevel!.Value.ShouldBeGreaterThan(raised.EarlierLevel!.Value);
        raised.Priority.ShouldBe(5 - raised.LaterLevel.Value + 1);
        comparison.Risks[0].ShouldBe(raised);
        comparison.Risks.ShouldContain(r => r.Change == RiskChange.Lowered && r.LaterRiskId == fall.Id && r.Priority == null);
        comparison.Risks.Where(r => r.Change == RiskChange.New).ShouldHaveSingleItem().LaterRiskId.ShouldBe(added.Id);
        comparison.Counts[RiskChange.Gone].ShouldBe(1);
        comparison.Counts[RiskChange.Same].ShouldBe(risks.Count - 3);

        var file = await scene.Team.Client.GetAsync($"/api/v1/risk-assessments/comparison.xlsx?earlier={earlier}&later={later}");
        file.StatusCode.ShouldBe(HttpStatusCode.OK);
        file.Content.Headers.ContentType!.MediaType.ShouldBe(WrittenFile.Xlsx);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.3.4-02")]
    public async Task A_signal_opens_one_prompt_with_its_reason_and_a_duty_to_look_at_it(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        var signal = new ReassessmentDue(ReassessmentCause.Organization, "kernel.department", scene.It, "信息技术部", "risks.reason.new-threat", "X", "Y");
        for (var i = 0; i < 2; i++)
            await RaiseAsync(scene, signal);

        var prompt = await scene.App.ReadAsync(db => db.Set<ReassessmentPrompt>().SingleAsync());
        (prompt.Cause, prompt.SubjectId, prompt.State).ShouldBe((ReassessmentCause.Organization, scene.It, PromptState.Open));
        var page = await scene.Team.Client.GetFromJsonAsync<JsonElement>("/api/v1/reassessment-prompts");
        page.GetProperty("rows")[0].GetProperty("reason").GetString()!.ShouldContain("Y");
        var work = await scene.App.RunAsync<WorkInbox, List<WorkItem>>(w => w.OpenFor(scene.Representative.Actor).ToListAsync());
        work.ShouldHaveSingleItem().SubjectId.ShouldBe(prompt.Id);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.3.4-07")]
    public async Task A_new_law_that_affects_risks_leads_to_a_reassessment_draft_and_ends_with_its_approval(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        await scene.AssetAsync();
        var earlier = await scene.CompletedAsync();
        var entered = await scene.Team.Client.PostAsJsonAsync("/api/v1/reassessment-prompts", new { cause = "Outside", title = "新数据安全条例施行", text = "要求重要数据每年评估", affectsRisks = true });
        entered.StatusCode.ShouldBe(HttpStatusCode.Created);
        var prompt = (await entered.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();

        var draft = await scene.DoAsync<StartReassessment, AssessmentCreated>(o => o.RunAsync(scene.Team.Actor, new StartReassessmentRequest([prompt]), default));

        var (before, after) = (await scene.RisksAsync(earlier), await scene.RisksAsync(draft.Id));
        after.Count.ShouldBe(before.Count);
        after.ShouldAllBe(r => r.ToConfirm && !r.Complete);
        after.Select(r => (r.AssetId, r.ThreatCode, r.VulnerabilityCode, r.Level, r.ControlEffectiveness)).ShouldBe(before.Select(r => (r.AssetId, r.ThreatCode, r.VulnerabilityCode, r.Level, r.ControlEffectiveness)));
        (await scene.App.ReadAsync(db => db.Set<Assessment>().SingleAsync(a => a.Id == draft.Id))).Title.ShouldContain("新数据安全条例施行");

        await scene.DoAsync<StartAssessment, AssessmentCreated>(o => o.RunAsync(scene.Team.Actor, new StartAssessmentRequest(draft.Id, draft.Version), default));
        await scene.ConfirmAsync(draft.Id);
        await scene.ApproveSubjectAsync(AssessmentApproval.KindName, draft.Id, scene.Team, scene.Representative, scene.Manager);
        (await scene.App.ReadAsync(db => db.Set<ReassessmentPrompt>().SingleAsync())).State.ShouldBe(PromptState.Assessed);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.3.4-03")]
    public async Task A_technical_change_must_say_whether_it_affects_risks_and_why_not(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        var change = new EnterChangeRequest(ReassessmentCause.Technology, "邮件系统更换", "迁移到云邮箱", null);

        (await scene.TryAsync<EnterChange, PromptSaved>(o => o.RunAsync(scene.ItHead.Actor, change, default))).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("affectsRisks");
        (await scene.TryAsync<EnterChange, PromptSaved>(o => o.RunAsync(scene.ItHead.Actor, change with { AffectsRisks = false }, default))).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("reason");
        (await scene.DoAsync<EnterChange, PromptSaved>(o => o.RunAsync(scene.ItHead.Actor, change with { AffectsRisks = false, Reason = "数据与权限不变" }, default))).State.ShouldBe(PromptState.Dismissed);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.3.4-05")]
    public async Task A_threat_added_to_the_library_lists_the_assets_that_could_be_exposed_and_asks_for_a_reassessment(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        var server = await scene.AssetAsync(category: "HARD-SRV");
        await scene.AssetAsync(category: "DATA-BIZ");
        var body = new { titleZh = "固件植入后门", titleEn = "Backdoor in firmware", frequency = 2, lost = "Confidentiality, Integrity", categories = new[] { "HARD" } };

        var saved = await scene.Team.Client.PostAsJsonAsync("/api/v1/threats", body);
        saved.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await saved.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("candidates").GetInt32().ShouldBe(1);
        var candidates = await scene.Team.Client.GetFromJsonAsync<JsonElement>(saved.Headers.Location);
        candidates.GetProperty("assets").EnumerateArray().ShouldHaveSingleItem().GetProperty("id").GetGuid().ShouldBe(server);
        (await scene.App.ReadAsync(db => db.Set<ReassessmentPrompt>().SingleAsync())).Cause.ShouldBe(ReassessmentCause.Threat);

        var id = await scene.AssessmentAsync();
        var risk = await scene.DoAsync<AddRisk, RiskAdded>(o => o.RunAsync(scene.Team.Actor, new AddRiskRequest(id, server, "T-OWN-001", StarterLibrary.Vulnerabilities[0].Code), default));
        (await scene.RiskAsync(risk.Id)).ThreatTitleEn.ShouldBe("Backdoor in firmware");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.2.2-07")]
    public async Task A_threat_change_leads_to_a_reassessment_with_one_action(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        await scene.AssetAsync();
        await scene.CompletedAsync();
        var change = await scene.DoAsync<EnterThreatChange, ThreatChangeEntered>(o => o.RunAsync(scene.Representative.Actor,
            new EnterThreatChangeRequest("勒索软件针对备份系统", "多起同行业事件", "协调会", "机房备份服务器", TestApp.Today), default));
        change.Number.ShouldBe("SL-B-01-R07-2026-001");

        var draft = await scene.DoAsync<ReassessThreatChange, AssessmentCreated>(o => o.RunAsync(scene.Team.Actor, new ReassessThreatChangeRequest(change.Id, change.Version), default));

        (await scene.App.ReadAsync(db => db.Set<Assessment>().SingleAsync(a => a.Id == draft.Id))).State.ShouldBe(AssessmentState.Draft);
        var prompt = await scene.App.ReadAsync(db => db.Set<ReassessmentPrompt>().SingleAsync());
        (prompt.Cause, prompt.AssessmentId).ShouldBe((ReassessmentCause.Threat, draft.Id));
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.2.3-03")]
    public async Task The_yearly_duties_can_be_moved_with_a_reason_and_never_deleted(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        var list = await scene.DoAsync<ReadDuties, DutyList>(o => o.RunAsync(scene.Team.Actor, default));
        list.Items.Select(d => d.Kind).ShouldBe([RecurringKind.RiskAssessment, RecurringKind.ManagementReview, RecurringKind.InternalAudit]);

        (await scene.Team.Client.DeleteAsync("/api/v1/recurring-duties/ManagementReview")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await scene.TryAsync<MoveDuty, DutyView>(o => o.RunAsync(scene.Team.Actor, new MoveDutyRequest(RecurringKind.ManagementReview, TestApp.Today.AddMonths(2), ""), default))).Refusal!.Fields[0].Field.ShouldBe("reason");
        await scene.DoAsync<MoveDuty, DutyView>(o => o.RunAsync(scene.Team.Actor, new MoveDutyRequest(RecurringKind.ManagementReview, TestApp.Today.AddMonths(2), "总经理出差"), default));

        var moved = (await scene.DoAsync<ReadDuties, DutyList>(o => o.RunAsync(scene.Team.Actor, default))).Items[1];
        (moved.DueOn, moved.MoveReason).ShouldBe((TestApp.Today.AddMonths(2), "总经理出差"));
        (await scene.App.ReadAsync(db => db.Ledger.Where(e => e.UseCase == "risks.move-duty" && e.EntityType == "risks_recurring_duties").Select(e => e.State).SingleAsync())).ShouldContain("总经理出差");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.2.3-03")]
    public async Task An_approved_assessment_puts_the_next_one_on_the_plan(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        await scene.AssetAsync();
        await scene.CompletedAsync();

        var next = (await scene.DoAsync<ReadDuties, DutyList>(o => o.RunAsync(scene.Team.Actor, default))).Items[0];
        next.DueOn.ShouldBe(TestApp.Today.AddMonths(scene.Criteria.Definition.Reviews.ReassessEveryMonths));
        (await scene.App.RunAsync<WorkInbox, List<WorkItem>>(w => w.OpenFor(scene.Representative.Actor).ToListAsync())).ShouldContain(w => w.Kind == YearlyDuties.DutyWork && w.DueOn == next.DueOn);
    }

    private static async Task<Guid> ReassessAsync(RiskScene scene)
    {
        var draft = await scene.DoAsync<StartReassessment, AssessmentCreated>(o => o.RunAsync(scene.Team.Actor, new StartReassessmentRequest(), default));
        await scene.DoAsync<StartAssessment, AssessmentCreated>(o => o.RunAsync(scene.Team.Actor, new StartAssessmentRequest(draft.Id, draft.Version), default));
        return draft.Id;
    }

    private static async Task RaiseAsync(RiskScene scene, ReassessmentDue signal)
    {
        await using var scope = scene.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SignalRaiser>().RaiseAsync(scene.Representative.Actor, signal, default);
        await scope.ServiceProvider.GetRequiredService<Isms.Kernel.Data.IsmsDbContext>().SaveAsync(scene.Representative.Actor, "test.raise", default);
    }
}
