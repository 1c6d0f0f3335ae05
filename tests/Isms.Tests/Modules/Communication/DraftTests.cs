using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Isms.Kernel.Work;
using Isms.Modules.Communication;
using Isms.Modules.Communication.Coordination;
using Isms.Modules.Documents;
using Isms.Modules.Documents.Requests;
using Isms.Modules.Documents.Starter;
using Isms.Modules.Objectives;
using Isms.Modules.Objectives.Sets;
using Isms.Modules.Risks;
using Isms.Modules.Risks.Reassessment;
using Isms.Modules.Treatment;
using Isms.Modules.Treatment.Plans;
using Isms.Tests.Modules.Risks;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Communication;

public sealed class DraftTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-7.3-02")]
    public async Task One_click_opens_a_reassessment_and_each_leads_to_the_other(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        await scene.AssetAsync();
        await scene.CompletedAsync();
        var resolution = await ResolutionAsync(scene, DraftKind.Reassessment);
        (await scene.TryAsync<OpenDraft, DraftOfResolution>(o => o.RunAsync(scene.ItHead.Actor, new OpenDraftRequest(resolution, 1), default))).Refusal.ShouldBe(Refusal.Forbidden);
        var page = await scene.Team.Client.GetStringAsync(CommunicationPaths.Resolutions);
        page.ShouldContain("编制重新评估草案");

        var answer = await CompanyScene.SendAsync(scene.Team.Client, HttpMethod.Post, $"/api/v1/resolutions/{resolution}/draft", null, 1);
        answer.EnsureSuccessStatusCode();
        var link = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("link").GetString()!;

        var draft = await scene.App.ReadAsync(db => db.Set<Assessment>().SingleAsync(a => a.State == AssessmentState.Draft));
        link.ShouldBe("/risks/assessments/" + draft.Id);
        (await scene.RisksAsync(draft.Id)).ShouldAllBe(r => r.ToConfirm);
        (await scene.Team.Client.GetStringAsync(link)).ShouldContain($"{CommunicationPaths.Resolutions}?all=1#r-{resolution}");
        (await scene.Team.Client.GetStringAsync(CommunicationPaths.Resolutions)).ShouldContain(link);
        (await OpenAsync(scene, resolution)).Refusal!.Code.ShouldBe(OpenDraft.OpenedAlready.Code);
        // A second decision is taken up by the draft that is open.
        (await OpenAsync(scene, await ResolutionAsync(scene, DraftKind.Reassessment))).Require().Link.ShouldBe(link);
        (await scene.App.ReadAsync(db => db.Set<ReassessmentPrompt>().CountAsync(p => p.AssessmentId == draft.Id))).ShouldBe(2);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-7.3-02")]
    public async Task One_click_opens_a_plan_that_adds_to_the_signed_one_and_each_leads_to_the_other(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        await scene.AssetAsync();
        var assessment = await scene.CompletedAsync();
        var resolution = await ResolutionAsync(scene, DraftKind.TreatmentPlan);
        (await OpenAsync(scene, resolution)).Refusal!.Code.ShouldBe(PlanByDecision.NoPlan.Code);
        (await scene.App.ReadAsync(db => db.Set<Resolution>().SingleAsync())).OpenedLink.ShouldBeEmpty();

        var plan = await scene.DoAsync<CreateTreatmentPlan, TreatmentPlanCreated>(o => o.RunAsync(scene.Team.Actor, new CreateTreatmentPlanRequest(assessment), default));
        await scene.App.RunAsync<Isms.Kernel.Data.IsmsDbContext, int>(async db =>
        {
            var signed = await db.Set<TreatmentPlan>().SingleAsync();
            signed.Submit();
            signed.Approve(new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc));
            await db.SaveAsync(scene.Team.Actor, "treatment.create-plan", default);
            return 0;
        });
        var opened = (await OpenAsync(scene, resolution)).Require();
        var draft = await scene.App.ReadAsync(db => db.Set<TreatmentPlan>().SingleAsync(p => p.State == PlanState.Draft));
        (draft.SupplementsId, opened.Link).ShouldBe((plan.Id, TreatmentPaths.Plan(draft.Id)));
        (await scene.Team.Client.GetStringAsync(opened.Link)).ShouldContain($"{CommunicationPaths.Resolutions}?all=1#r-{resolution}");
        (await scene.Team.Client.GetStringAsync(CommunicationPaths.Resolutions)).ShouldContain(opened.Link);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-7.3-03")]
    public async Task One_click_opens_a_request_to_change_the_document_that_is_named_and_each_leads_to_the_other(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        (await scene.App.RunAsync<SeedDocuments, Outcome<DocumentsSeeded>>(o => o.RunAsync(scene.App.System, default))).Require();
        var resolution = await ResolutionAsync(scene, DraftKind.DocumentChange);
        (await scene.Team.Client.GetStringAsync(CommunicationPaths.Resolutions)).ShouldContain("填写文件更改申请");
        (await OpenAsync(scene, resolution)).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("which", "not without saying which document");
        (await OpenAsync(scene, resolution, "XX-Z-99")).Refusal!.Fields.ShouldHaveSingleItem().Code.ShouldBe("documents.document-unknown");
        (await scene.App.ReadAsync(db => db.Set<Resolution>().SingleAsync())).OpenedLink.ShouldBeEmpty();

        var answer = await CompanyScene.SendAsync(scene.Team.Client, HttpMethod.Post, $"/api/v1/resolutions/{resolution}/draft?which=B-02", null, 1);
        answer.EnsureSuccessStatusCode();
        var link = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("link").GetString()!;

        var request = await scene.App.ReadAsync(db => db.Set<ChangeRequest>().SingleAsync());
        link.ShouldBe(DocumentPaths.Request(request.Id));
        (await scene.App.ReadAsync(db => db.Set<ControlledDocument>().SingleAsync(d => d.Id == request.DocumentId))).Pattern.ShouldBe("XX-B-02");
        (request.State, request.Reason).ShouldBe((ChangeRequestState.Open, request.SourceTitle));
        (await scene.Team.Client.GetStringAsync(link)).ShouldContain($"{CommunicationPaths.Resolutions}?all=1#r-{resolution}");
        (await scene.Team.Client.GetStringAsync(CommunicationPaths.Resolutions)).ShouldContain(link);
        (await scene.App.ReadAsync(db => db.Set<WorkItem>().CountAsync(w => w.SubjectId == request.Id && w.Kind == AskForChange.AnswerWork))).ShouldBe(1, "it is answered like any other");
        (await OpenAsync(scene, resolution, "B-02")).Refusal!.Code.ShouldBe(OpenDraft.OpenedAlready.Code);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-7.3-11")]
    public async Task One_click_opens_a_new_version_of_the_measures_and_each_leads_to_the_other(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        var resolution = await ResolutionAsync(scene, DraftKind.Measures);
        (await OpenAsync(scene, resolution)).Refusal!.Code.ShouldBe(MeasuresByDecision.None.Code);

        var inForce = new ObjectiveSet { Number = "SL-A-03", Serial = 1, Year = 2026, StartsOn = TestApp.Today };
        inForce.Submit();
        inForce.Approve(new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc));
        var line = new MeasureLine { Serial = 1, Number = "M-001" };
        var person = scene.Team.Actor.PersonId;
        await scene.App.SaveAsync(db =>
        {
            db.Add(inForce);
            db.Add(line);
            db.Add(new Measure { SetId = inForce.Id, LineId = line.Id, Title = "备份成功率", Metric = "成功的备份", Target = 99, CollectorId = person, EvaluatorId = person });
        });
        var opened = (await OpenAsync(scene, resolution)).Require();

        var draft = await scene.App.ReadAsync(db => db.Set<ObjectiveSet>().SingleAsync(s => s.State == SetState.Draft));
        (draft.Serial, opened.Link).ShouldBe((2, ObjectivesPaths.Set(draft.Id)));
        (await scene.App.ReadAsync(db => db.Set<Measure>().SingleAsync(m => m.SetId == draft.Id))).Title.ShouldBe("备份成功率", "it begins with what is in force");
        (await scene.Team.Client.GetStringAsync(opened.Link)).ShouldContain($"{CommunicationPaths.Resolutions}?all=1#r-{resolution}");
        (await scene.Team.Client.GetStringAsync(CommunicationPaths.Resolutions)).ShouldContain(opened.Link);
        // A second decision is taken up by the draft that is open.
        (await OpenAsync(scene, await ResolutionAsync(scene, DraftKind.Measures))).Require().Link.ShouldBe(opened.Link);

        await scene.App.RunAsync<Isms.Kernel.Data.IsmsDbContext, int>(async db =>
        {
            (await db.Set<ObjectiveSet>().SingleAsync(s => s.State == SetState.Draft)).Submit();
            await db.SaveAsync(scene.Team.Actor, "objectives.create-set", default);
            return 0;
        });
        (await OpenAsync(scene, await ResolutionAsync(scene, DraftKind.Measures))).Refusal!.Code.ShouldBe(MeasuresByDecision.BeingSigned.Code);
    }

    [Theory, BothDatabases]
    public async Task A_resolution_that_asks_for_none_opens_none(On on)
    {
        await using var scene = await RiskScene.StartAsync(on);
        var resolution = await ResolutionAsync(scene, null);
        (await OpenAsync(scene, resolution)).Refusal.ShouldBe(OpenDraft.AsksForNone);
        (await CompanyScene.SendAsync(scene.Team.Client, HttpMethod.Post, $"/api/v1/resolutions/{resolution}/draft", null, 0)).StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
    }

    private static async Task<Guid> ResolutionAsync(RiskScene scene, DraftKind? opens)
    {
        var meeting = new Meeting { Number = Guid.CreateVersion7().ToString("N"), Title = "协调会", HeldOn = TestApp.Today, ChairId = scene.Manager.Actor.PersonId, MinutesById = scene.Team.Actor.PersonId };
        meeting.Sign(new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc));
        var resolution = new Resolution
        {
            MeetingId = meeting.Id, Number = "2026-01", Topic = AgendaTopic.Threats, Words = "更新评估和计划", OwnerId = scene.Team.Actor.PersonId, DueOn = TestApp.Today.AddDays(20), State = ResolutionState.Open, Opens = opens,
        };
        await scene.App.SaveAsync(db =>
        {
            db.Add(meeting);
            db.Add(resolution);
        });
        return resolution.Id;
    }

    private static Task<Outcome<DraftOfResolution>> OpenAsync(RiskScene scene, Guid resolution, string? which = null) =>
        scene.TryAsync<OpenDraft, DraftOfResolution>(o => o.RunAsync(scene.Team.Actor, new OpenDraftRequest(resolution, 1, which), default));
}
