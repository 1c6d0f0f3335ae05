using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Kernel.Standards;
using Isms.Modules.Organization.Letters;
using Isms.Modules.Resources;
using Isms.Modules.Resources.Competence;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.Tests.Modules.Resources;

public sealed class CompetenceTests
{
    private static readonly DateOnly Today = TestApp.Today;

    [Theory, BothDatabases]
    [Trait("Requirement", "R-5.2.1-01")]
    public async Task An_auditor_who_lacks_what_the_office_asks_for_is_not_appointed(On on)
    {
        await using var scene = await ResourcesScene.StartAsync(on);
        var candidate = await scene.App.PersonAsync(scene.Sales);
        await StarterAsync(scene);
        var auditors = (await ProfilesAsync(scene)).Single(p => p.Office == Office.InternalAuditor);
        var letter = await LetterAsync(scene, Office.InternalAuditor, candidate);
        var refused = (await TrySubmitAsync(scene, letter)).Refusal!;
        refused.Code.ShouldBe(LetterApproval.Unqualified.Code);
        refused.Obstacles.Count.ShouldBe(auditors.Requirements.Count);
        refused.Obstacles.ShouldAllBe(o => o.Link == ResourcesPaths.CompetenceOf(candidate.Actor.PersonId));
        // A plan is not enough for an auditor.
        var training = auditors.Requirements.Single(r => r.Kind == CompetenceKind.Training);
        foreach (var requirement in auditors.Requirements)
            (await PlanAsync(scene, scene.SalesHead, candidate, requirement.Id)).Require();
        (await TrySubmitAsync(scene, letter)).Refusal!.Obstacles.Count.ShouldBe(auditors.Requirements.Count);

        foreach (var requirement in auditors.Requirements.Where(r => r != training))
            await MeetAsync(scene, scene.Representative, candidate, requirement);
        (await TrySubmitAsync(scene, letter)).Refusal!.Obstacles.ShouldHaveSingleItem().Text.ShouldContain(training.Words);
        await MeetAsync(scene, scene.Representative, candidate, training);
        var approval = (await TrySubmitAsync(scene, letter)).Require();
        await scene.SignAsync(approval.Id, scene.Manager);
        (await scene.App.ReadAsync(db => db.Appointments.CountAsync(a => a.PersonId == candidate.Actor.PersonId && a.Office == Office.InternalAuditor))).ShouldBe(1);
        // Three years on the training has to be shown anew.
        (await MatrixAsync(scene, auditors.Id)).Holders.ShouldHaveSingleItem().Standing.ShouldBe(HolderStanding.Met);
        (await scene.App.RunAsync<CompetenceReader, IReadOnlyList<PostCompetence>>(o => o.HoldersAsync([auditors], Reach.Everywhere, Today.AddMonths(37), default))).Single().Holders.Single().Standing.ShouldBe(HolderStanding.Gap);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-5.2.1-01")]
    public async Task Who_lacks_something_needs_a_plan_with_a_day_and_a_person(On on)
    {
        await using var scene = await ResourcesScene.StartAsync(on);
        var newcomer = await scene.App.PersonAsync(scene.Sales);
        var profile = await ProfileAsync(scene, Office.IsmsTeam, CompetenceRule.MeetOrPlan, new RequirementFacts(null, CompetenceKind.Training, "体系标准培训", 0));
        var letter = await LetterAsync(scene, Office.IsmsTeam, newcomer);
        (await TrySubmitAsync(scene, letter)).Refusal!.Code.ShouldBe(LetterApproval.Unqualified.Code);
        var requirement = profile.Requirements.Single().Id;
        (await PlanAsync(scene, scene.SalesHead, newcomer, requirement, Today.AddDays(-1))).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("dueOn");
        (await scene.TryAsync<PlanCompetence, CompetencePlanned>(o => o.RunAsync(scene.SalesHead.Actor, new PlanCompetenceRequest(newcomer.Actor.PersonId, requirement, "参加培训", Guid.CreateVersion7(), Today.AddDays(30)), default)))
            .Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("ownerId");
        (await PlanAsync(scene, scene.SalesHead, newcomer, requirement)).Require();
        (await scene.InboxAsync(scene.SalesHead)).ShouldContain(w => w.Kind == CompetenceWork.PlanWork);
        (await TrySubmitAsync(scene, letter)).Require();

        // The holders of today: one without a plan is a gap, and comes first.
        (await MatrixAsync(scene, profile.Id)).Holders[0].Standing.ShouldBe(HolderStanding.Gap);
        (await PlanAsync(scene, scene.ItHead, scene.Team, requirement)).Require();
        (await MatrixAsync(scene, profile.Id)).Holders.Single(h => h.PersonId == scene.Team.Actor.PersonId).Standing.ShouldBe(HolderStanding.Planned);
        await MeetAsync(scene, scene.ItHead, scene.Team, profile.Requirements.Single());
        (await MatrixAsync(scene, profile.Id)).Holders.Single(h => h.PersonId == scene.Team.Actor.PersonId).Standing.ShouldBe(HolderStanding.Met);
        (await scene.InboxAsync(scene.ItHead)).ShouldNotContain(w => w.Kind == CompetenceWork.PlanWork, "met, so the plan is done");
    }

    [Theory, BothDatabases]
    public async Task A_judgement_needs_a_valid_proof_of_the_kind_and_somebody_else(On on)
    {
        await using var scene = await ResourcesScene.StartAsync(on);
        var profile = await ProfileAsync(scene, Office.IsmsTeam, CompetenceRule.Shown, new RequirementFacts(null, CompetenceKind.Training, "体系标准培训", 24));
        var auditors = await ProfileAsync(scene, Office.InternalAuditor, CompetenceRule.Meet, new RequirementFacts(null, CompetenceKind.Skill, "能编制检查表", 0));
        var asked = profile.Requirements.Single();
        var diploma = await RecordAsync(scene, scene.Team, CompetenceKind.Education, Today.AddYears(-1));
        var old = await RecordAsync(scene, scene.Team, CompetenceKind.Training, Today.AddMonths(-25));
        var expired = await RecordAsync(scene, scene.Team, CompetenceKind.Training, Today.AddMonths(-3), Today.AddDays(-1));
        foreach (var (record, code) in new[] { ((Guid?)null, "resources.competence-evidence-needed"), (diploma, "resources.competence-evidence-kind"), (old, "resources.competence-evidence-old"), (expired, "resources.competence-evidence-expired") })
            (await EvaluateAsync(scene, scene.Representative, scene.Team, asked.Id, record)).Refusal!.Fields.ShouldHaveSingleItem().Code.ShouldBe(code);
        var good = await RecordAsync(scene, scene.Team, CompetenceKind.Training, Today.AddMonths(-1));
        (await EvaluateAsync(scene, scene.Representative, scene.Team, asked.Id, good)).Require().GoodUntil.ShouldBe(Today.AddMonths(23));
        (await scene.TryAsync<SaveCompetenceRecord, CompetenceRecordSaved>(o => o.RunAsync(scene.Team.Actor, new SaveCompetenceRecordRequest(good, Guid.Empty, 1, Facts(CompetenceKind.Training, Today)), default)))
            .Refusal.ShouldBe(SaveCompetenceRecord.JudgedBy);

        (await EvaluateAsync(scene, scene.ItHead, scene.ItHead, asked.Id, null)).Refusal.ShouldBe(EvaluateCompetence.NotOneself);
        (await EvaluateAsync(scene, scene.ItHead, scene.Team, auditors.Requirements.Single().Id, null)).Refusal.ShouldBe(EvaluateCompetence.RepresentativeOnly);
        (await EvaluateAsync(scene, scene.SalesHead, scene.Team, asked.Id, good)).Refusal.ShouldBe(Refusal.NotFound, "another department's");
        (await EvaluateAsync(scene, scene.Team, scene.ItHead, asked.Id, null)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
    }

    [Theory, BothDatabases]
    public async Task What_runs_out_and_what_is_missing_comes_into_the_inboxes_once_and_goes_again(On on)
    {
        await using var scene = await ResourcesScene.StartAsync(on);
        var profile = await ProfileAsync(scene, Office.IsmsTeam, CompetenceRule.Shown, new RequirementFacts(null, CompetenceKind.Training, "体系标准培训", 12));
        (await WatchAsync(Today)).ShouldBe(new CompetenceWatched(0, 1, 0));
        (await WatchAsync(Today)).ShouldBe(new CompetenceWatched(0, 0, 0));
        (await scene.InboxAsync(scene.Representative)).ShouldContain(w => w.Kind == CompetenceWork.GapWork && w.DueOn == Today.AddDays(14));
        await MeetAsync(scene, scene.Representative, scene.Team, profile.Requirements.Single());
        (await WatchAsync(Today)).ShouldBe(new CompetenceWatched(0, 0, 1));
        (await scene.InboxAsync(scene.Representative)).ShouldNotContain(w => w.Kind == CompetenceWork.GapWork);
        (await WatchAsync(Today.AddMonths(8))).ShouldBe(new CompetenceWatched(0, 0, 0));
        (await WatchAsync(Today.AddMonths(11))).ShouldBe(new CompetenceWatched(1, 0, 0));
        (await scene.InboxAsync(scene.Team)).ShouldContain(w => w.Kind == CompetenceWork.RenewWork && w.DueOn == Today.AddMonths(12));

        Task<CompetenceWatched> WatchAsync(DateOnly day) => scene.DoAsync<WatchCompetence, CompetenceWatched>(o => o.RunAsync(Actor.System("schedule", day), default));
    }

    [Theory, BothDatabases]
    public async Task Competence_is_kept_on_its_pages_seen_within_reach_and_comes_out_as_a_workbook(On on)
    {
        await using var scene = await ResourcesScene.StartAsync(on);
        var employee = await scene.App.PersonAsync(scene.It);
        (await scene.Team.PostFormAsync(ResourcesPaths.Competence, "starter")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await scene.Team.PostFormAsync(ResourcesPaths.NewProfile, "save", ("rule", "Shown"), ("requirements[0].kind", "Skill"), ("requirements[0].words", "会写安全代码"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "neither office nor post");
        (await scene.Team.PostFormAsync(ResourcesPaths.NewProfile, "save", ("post", "开发工程师"), ("rule", "Shown"), ("requirements[0].kind", "Skill"), ("requirements[0].words", "会写安全代码"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await scene.Team.PostFormAsync(ResourcesPaths.NewProfile, "save", ("post", "开发工程师"), ("rule", "Shown"), ("requirements[0].kind", "Skill"), ("requirements[0].words", "会写安全代码"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "there is one");
        var profile = (await ProfilesAsync(scene)).Single(p => p.Post == "开发工程师");
        (await scene.Team.PostFormAsync(ResourcesPaths.Profile(profile.Id), "save", ("rule", "Shown"), ("requirements[0].id", profile.Requirements[0].Id.ToString()), ("requirements[0].kind", "Skill"), ("requirements[0].words", "会写安全的代码"), ("requirements[0].months", "12")))
            .StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await ProfilesAsync(scene)).Single(p => p.Id == profile.Id).Requirements.ShouldHaveSingleItem().ShouldBe(profile.Requirements[0] with { Words = "会写安全的代码", Months = 12 });

        // One's own proofs, on the own page.
        (await employee.PostFormAsync(ResourcesPaths.Competence + "/mine", "record", ("kind", "Training"), ("title", "安全培训"), ("obtainedOn", "2026-03-03"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "in the future");
        (await employee.PostFormAsync(ResourcesPaths.Competence + "/mine", "record", ("kind", "Training"), ("title", "安全培训"), ("obtainedOn", "2026-01-05"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var record = await scene.App.ReadAsync(db => db.Set<CompetenceRecord>().Select(r => r.Id).SingleAsync());
        await employee.OpensInBothLanguagesAsync("resources", ResourcesPaths.Competence + "/mine", ResourcesPaths.CompetenceRecord(record));
        (await scene.SalesHead.Client.GetAsync("/api/v1/competence/records/" + record)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await employee.Client.GetAsync("/api/v1/competence/people/" + scene.Team.Actor.PersonId)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await employee.Client.GetAsync("/api/v1/competence")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var ownHeads = (await scene.SalesHead.Client.GetFromJsonAsync<JsonElement>("/api/v1/competence?profile=" + (await ProfilesAsync(scene)).Single(p => p.Office == Office.DepartmentHead).Id)).GetProperty("matrix").GetProperty("holders");
        ownHeads.EnumerateArray().ShouldHaveSingleItem().GetProperty("personId").GetGuid().ShouldBe(scene.SalesHead.Actor.PersonId);

        await scene.Representative.OpensInBothLanguagesAsync("resources", ResourcesPaths.Competence, ResourcesPaths.NewProfile, ResourcesPaths.Profile(profile.Id), ResourcesPaths.CompetenceOf(scene.Team.Actor.PersonId));
        var requirement = (await ProfilesAsync(scene)).Single(p => p.Office == Office.IsmsTeam).Requirements.Single(r => r.Kind == CompetenceKind.Training);
        (await scene.Representative.PostFormAsync(ResourcesPaths.CompetenceOf(scene.Team.Actor.PersonId), "plan", ("requirementId", requirement.Id.ToString()), ("action", "参加标准培训"), ("ownerId", "没有此人"), ("dueOn", "2026-04-01"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var owner = await scene.App.ReadAsync(db => db.People.Where(p => p.Id == scene.ItHead.Actor.PersonId).Select(p => p.EmployeeNumber).SingleAsync());
        (await scene.Representative.PostFormAsync(ResourcesPaths.CompetenceOf(scene.Team.Actor.PersonId), "plan", ("requirementId", requirement.Id.ToString()), ("action", "参加标准培训"), ("ownerId", owner), ("dueOn", "2026-04-01"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var proof = await RecordAsync(scene, scene.Team, CompetenceKind.Training, Today.AddMonths(-1));
        (await scene.Representative.PostFormAsync(ResourcesPaths.CompetenceOf(scene.Team.Actor.PersonId), "evaluate", ("requirementId", requirement.Id.ToString()), ("met", "true"), ("recordId", proof.ToString()))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var book = await scene.Team.WorkbookAsync("/api/v1/competence/export");
        foreach (var expected in new[] { requirement.Words, scene.Representative.Actor.Name, "安全培训合格证" })
            book.ShouldContain(expected);
        await using var scope = scene.App.Services.CreateAsyncScope();
        var evidence = new List<EvidenceItem>();
        foreach (var source in scope.ServiceProvider.GetServices<IContribute<EvidenceAsked, EvidenceItem>>())
            evidence.AddRange(await source.AnswerAsync(scene.Team.Actor, new EvidenceAsked(), default));
        evidence.Single(e => e.Kind == "competence").Link.ShouldBe(ResourcesPaths.Competence);
    }

    private static Task StarterAsync(ResourcesScene scene) => scene.DoAsync<AddStarterProfiles, StarterProfilesAdded>(o => o.RunAsync(scene.Team.Actor, default));

    private static Task<IReadOnlyList<ProfileOfPost>> ProfilesAsync(ResourcesScene scene) => scene.App.RunAsync<CompetenceReader, IReadOnlyList<ProfileOfPost>>(o => o.ProfilesAsync(null, default));

    private static async Task<ProfileOfPost> ProfileAsync(ResourcesScene scene, Office office, CompetenceRule rule, params RequirementFacts[] requirements)
    {
        var saved = await scene.DoAsync<SaveCompetenceProfile, CompetenceProfileSaved>(o => o.RunAsync(scene.Team.Actor, new SaveCompetenceProfileRequest(null, 0, new ProfileOfPostFacts(office, null, rule, null, requirements)), default));
        return (await ProfilesAsync(scene)).Single(p => p.Id == saved.Id);
    }

    private static async Task<PostCompetence> MatrixAsync(ResourcesScene scene, Guid profile) => (await scene.DoAsync<ReadCompetence, CompetenceView>(o => o.RunAsync(scene.Team.Actor, profile, default))).Matrix!;

    private static CompetenceRecordFacts Facts(CompetenceKind kind, DateOnly on, DateOnly? until = null) => new(kind, "安全培训合格证", "培训机构", "ZS-1", on, until);

    private static async Task<Guid> RecordAsync(ResourcesScene scene, TestPerson person, CompetenceKind kind, DateOnly on, DateOnly? until = null) =>
        (await scene.DoAsync<SaveCompetenceRecord, CompetenceRecordSaved>(o => o.RunAsync(person.Actor, new SaveCompetenceRecordRequest(null, person.Actor.PersonId, 0, Facts(kind, on, until)), default))).Id;

    private static Task<Outcome<CompetenceEvaluated>> EvaluateAsync(ResourcesScene scene, TestPerson by, TestPerson person, Guid requirement, Guid? record) =>
        scene.TryAsync<EvaluateCompetence, CompetenceEvaluated>(o => o.RunAsync(by.Actor, new EvaluateCompetenceRequest(person.Actor.PersonId, requirement, true, record, null), default));

    private static async Task MeetAsync(ResourcesScene scene, TestPerson by, TestPerson person, RequirementView requirement) =>
        (await EvaluateAsync(scene, by, person, requirement.Id, await RecordAsync(scene, person, requirement.Kind, Today))).Require();

    private static Task<Outcome<CompetencePlanned>> PlanAsync(ResourcesScene scene, TestPerson by, TestPerson person, Guid requirement, DateOnly? due = null) =>
        scene.TryAsync<PlanCompetence, CompetencePlanned>(o => o.RunAsync(by.Actor, new PlanCompetenceRequest(person.Actor.PersonId, requirement, "参加培训并考试", by.Actor.PersonId, due ?? Today.AddDays(30)), default));

    private static async Task<Guid> LetterAsync(ResourcesScene scene, Office office, TestPerson person) => (await scene.DoAsync<DraftLetter, LetterSaved>(o =>
        o.RunAsync(scene.Team.Actor, new LetterFacts(Grants: [new GrantFacts(office, person.Actor.PersonId, null, Today, null, false)]), default))).Id;

    private static Task<Outcome<ApprovalStarted>> TrySubmitAsync(ResourcesScene scene, Guid letter) =>
        scene.TryAsync<SubmitForApproval, ApprovalStarted>(o => o.RunAsync(scene.Team.Actor, new SubmitForApprovalRequest(LetterApproval.KindName, letter, "secret"), default));
}
