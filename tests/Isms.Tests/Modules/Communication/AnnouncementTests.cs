using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Isms.Kernel.Work;
using Isms.Modules.Communication;
using Isms.Modules.Communication.Announcements;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.Tests.Modules.Communication;

public sealed class AnnouncementTests
{
    private static readonly DateOnly ReadBy = TestApp.Today.AddDays(14);

    [Theory, BothDatabases]
    [Trait("Requirement", "R-5.1-04")]
    public async Task The_general_manager_announces_and_the_share_that_has_read_it_shows_by_department(On on)
    {
        await using var scene = await CommunicationScene.StartAsync(on);
        var manager = await scene.App.PersonAsync(scene.Finance, Office.GeneralManager);
        var readers = new List<TestPerson> { scene.SalesHead };
        for (var i = 0; i < 4; i++)
            readers.Add(await scene.App.PersonAsync(scene.Sales));
        var draft = await DraftAsync(scene, scene.Sales);
        (await readers[1].Client.GetAsync("/api/v1/announcements/" + draft.Id)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "a draft is nobody's to read");
        await scene.DoAsync<PublishAnnouncement, AnnouncementSaved>(o => o.RunAsync(manager.Actor, new PublishAnnouncementRequest(draft.Id, draft.Version, "secret"), default));

        (await scene.InboxAsync(readers[4])).ShouldContain(w => w.Kind == AnnouncementWork.ReadWork && w.DueOn == ReadBy);
        (await readers[4].PageAsync("/")).ShouldContain("信息安全，人人有责");
        foreach (var reader in readers.Take(4))
            (await reader.SendJsonAsync(HttpMethod.Post, $"/api/v1/announcements/{draft.Id}/confirm", null)).StatusCode.ShouldBe(HttpStatusCode.OK);

        var view = await scene.Team.Client.GetFromJsonAsync<JsonElement>("/api/v1/announcements/" + draft.Id);
        (view.GetProperty("percent").GetInt32(), view.GetProperty("people").GetInt32(), view.GetProperty("read").GetInt32()).ShouldBe((80, 5, 4));
        view.GetProperty("reading").EnumerateArray().ShouldHaveSingleItem().GetProperty("name").GetString().ShouldBe("销售部");
        view.GetProperty("unread").EnumerateArray().ShouldHaveSingleItem().GetProperty("personId").GetGuid().ShouldBe(readers[4].Actor.PersonId);
        (await scene.Team.PageAsync(CommunicationPaths.Announcement(draft.Id))).ShouldContain("80%");
        (await scene.Team.PageAsync(CommunicationPaths.Announcements)).ShouldContain("80%（4/5）");
        (await scene.InboxAsync(readers[0])).ShouldNotContain(w => w.Kind == AnnouncementWork.ReadWork, "read");

        var book = await scene.Team.WorkbookAsync($"/api/v1/announcements/{draft.Id}/receipts");
        book.ShouldContain(readers[4].Actor.Name);
        book.ShouldContain("未阅读");
        var words = await scene.Team.WordAsync($"/api/v1/announcements/{draft.Id}/document");
        foreach (var expected in new[] { draft.Number, manager.Actor.Name, "80%" })
            words.ShouldContain(expected);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-5.1-04")]
    public async Task Who_has_not_read_it_is_reminded_and_who_has_no_account_signs_on_paper(On on)
    {
        await using var scene = await CommunicationScene.StartAsync(on);
        var manager = await scene.App.PersonAsync(scene.Finance, Office.GeneralManager);
        var guard = new Person { EmployeeNumber = "G1", Name = "值班员", DepartmentId = scene.Sales };
        guard.Rename(guard.Name);
        await scene.App.SaveAsync(db => db.Add(guard));
        var draft = await DraftAsync(scene, scene.Sales);
        await scene.DoAsync<PublishAnnouncement, AnnouncementSaved>(o => o.RunAsync(manager.Actor, new PublishAnnouncementRequest(draft.Id, draft.Version, "secret"), default));
        (await scene.InboxAsync(scene.SalesHead)).Single(w => w.Kind == AnnouncementWork.ReadWork).Reminded.ShouldBeNull();

        (await scene.Team.PostFormAsync(CommunicationPaths.Announcement(draft.Id), "remind")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await scene.InboxAsync(scene.SalesHead)).Single(w => w.Kind == AnnouncementWork.ReadWork).Reminded.ShouldNotBeNull();

        (await scene.Team.SendJsonAsync(HttpMethod.Post, $"/api/v1/announcements/{draft.Id}/paper-receipts", new { personId = scene.Employee.Actor.PersonId, paper = "档案柜 3" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "not of that department");
        (await scene.Team.PostFormAsync(CommunicationPaths.Announcement(draft.Id), "record", ("personId", "G1"), ("paper", "档案柜 3"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await scene.Team.WorkbookAsync($"/api/v1/announcements/{draft.Id}/receipts")).ShouldContain("档案柜 3");
        (await scene.SalesHead.PostFormAsync(CommunicationPaths.Announcement(draft.Id), "confirm")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await scene.Team.Client.GetFromJsonAsync<JsonElement>("/api/v1/announcements/" + draft.Id)).GetProperty("percent").GetInt32().ShouldBe(100);
        (await scene.TryAsync<ConfirmAnnouncement, AnnouncementRead>(o => o.RunAsync(scene.SalesHead.Actor, draft.Id, default))).Refusal.ShouldBe(ConfirmAnnouncement.ReadAlready);
        (await scene.TryAsync<ConfirmAnnouncement, AnnouncementRead>(o => o.RunAsync(scene.Employee.Actor, draft.Id, default))).Refusal.ShouldBe(Refusal.NotFound, "not addressed to IT");
    }

    [Theory, BothDatabases]
    public async Task The_representative_speaks_only_with_a_mandate_and_words_that_were_published_stay(On on)
    {
        await using var scene = await CommunicationScene.StartAsync(on);
        var draft = await DraftAsync(scene);
        (await PublishAsync(scene.Team, null)).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await PublishAsync(scene.Representative, null)).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("mandate");
        (await PublishAsync(scene.Representative, "3 月 1 日办公会")).Refusal.ShouldBe(PublishAnnouncement.NoManager);
        var manager = await scene.App.PersonAsync(scene.Finance, Office.GeneralManager);
        (await PublishAsync(scene.Representative, "3 月 1 日办公会")).Require();
        var view = await scene.DoAsync<ReadAnnouncement, AnnouncementView>(o => o.RunAsync(scene.Employee.Actor, draft.Id, default));
        (view.InNameOf, view.PublishedBy, view.Reading.Count).ShouldBe((manager.Actor.Name, scene.Representative.Actor.Name, 0), "who has read it is not for everybody");
        (await scene.TryAsync<SaveAnnouncement, AnnouncementSaved>(o => o.RunAsync(scene.Team.Actor, new SaveAnnouncementRequest(draft.Id, view.Version, Facts()), default))).Refusal.ShouldBe(SaveAnnouncement.NotDraft);

        (await scene.Team.SendJsonAsync(HttpMethod.Post, $"/api/v1/announcements/{draft.Id}/withdraw", new { reason = "有误" }, view.Version)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await scene.Representative.SendJsonAsync(HttpMethod.Post, $"/api/v1/announcements/{draft.Id}/withdraw", new { reason = "有误" })).StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        (await scene.Representative.SendJsonAsync(HttpMethod.Post, $"/api/v1/announcements/{draft.Id}/withdraw", new { reason = "有误" }, view.Version)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await scene.InboxAsync(scene.Employee)).ShouldNotContain(w => w.Kind == AnnouncementWork.ReadWork);

        Task<Outcome<AnnouncementSaved>> PublishAsync(TestPerson by, string? mandate) =>
            scene.TryAsync<PublishAnnouncement, AnnouncementSaved>(o => o.RunAsync(by.Actor, new PublishAnnouncementRequest(draft.Id, draft.Version, "secret", mandate), default));
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-5.1-04")]
    public async Task A_year_without_an_announcement_shows_as_overdue_and_is_asked_for_in_time(On on)
    {
        await using var scene = await CommunicationScene.StartAsync(on);
        var manager = await scene.App.PersonAsync(scene.Finance, Office.GeneralManager);
        (await WatchAsync(TestApp.Today)).ShouldBe(0, "nothing is due before operation is authorised");
        var draft = await DraftAsync(scene);
        await scene.DoAsync<PublishAnnouncement, AnnouncementSaved>(o => o.RunAsync(manager.Actor, new PublishAnnouncementRequest(draft.Id, draft.Version, "secret"), default));
        (await scene.Team.PageAsync(CommunicationPaths.Announcements)).ShouldNotContain("宣贯已超期");
        (await WatchAsync(TestApp.Today.AddMonths(10))).ShouldBe(0);
        (await WatchAsync(TestApp.Today.AddMonths(11).AddDays(5))).ShouldBe(1);
        (await WatchAsync(TestApp.Today.AddMonths(11).AddDays(6))).ShouldBe(0, "once");
        (await scene.InboxAsync(manager)).Single(w => w.Kind == AnnouncementWork.AnnounceWork).DueOn.ShouldBe(TestApp.Today.AddYears(1));

        scene.App.Clock.Advance(TimeSpan.FromDays(370));
        (await scene.Team.PageAsync(CommunicationPaths.Announcements)).ShouldContain("宣贯已超期");
        (await scene.TryAsync<PublishAnnouncement, AnnouncementSaved>(o => o.RunAsync(manager.Actor, new PublishAnnouncementRequest(draft.Id, draft.Version, "secret"), default))).Refusal.ShouldBe(SaveAnnouncement.NotDraft);

        async Task<int> WatchAsync(DateOnly day) => (await scene.DoAsync<WatchAnnouncements, AnnouncementWatched>(o => o.RunAsync(Actor.System("schedule", day), default))).Duties;
    }

    [Theory, BothDatabases]
    public async Task An_announcement_is_drafted_and_published_on_its_pages_and_is_evidence_for_commitment(On on)
    {
        await using var scene = await CommunicationScene.StartAsync(on);
        var manager = await scene.App.PersonAsync(scene.Finance, Office.GeneralManager);
        (await scene.ItHead.Client.GetAsync(CommunicationPaths.NewAnnouncement)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await scene.Team.SendJsonAsync(HttpMethod.Post, "/api/v1/announcements", new { title = "x", body = "y", theme = "law", readBy = "2026-03-01" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "in the past");
        (await scene.Team.SendJsonAsync(HttpMethod.Post, "/api/v1/announcements", new { title = "x", body = "y", theme = "law", readBy = "2026-04-01", departments = new[] { Guid.CreateVersion7() } })).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "no such department");
        (await scene.Team.PostFormAsync(CommunicationPaths.NewAnnouncement, "save", ("title", "年度宣贯"), ("body", "一\n二"), ("theme", "Law"), ("readBy", "2026-04-01"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var id = await scene.App.ReadAsync(db => db.Set<Announcement>().Select(a => a.Id).SingleAsync());
        await scene.Team.OpensInBothLanguagesAsync("communication", CommunicationPaths.Announcements, CommunicationPaths.NewAnnouncement, CommunicationPaths.Announcement(id));
        (await scene.Team.PostFormAsync(CommunicationPaths.Announcement(id), "save", ("title", "年度宣贯"), ("body", ""), ("theme", "Law"), ("readBy", "2026-04-01"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await manager.PostFormAsync(CommunicationPaths.Announcement(id), "publish", ("secret", "secret"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await scene.Team.OpensInBothLanguagesAsync("communication", CommunicationPaths.Announcement(id));
        await scene.Employee.OpensInBothLanguagesAsync("communication", CommunicationPaths.Announcement(id), CommunicationPaths.Announcements);

        await using var scope = scene.App.Services.CreateAsyncScope();
        var evidence = new List<EvidenceItem>();
        foreach (var source in scope.ServiceProvider.GetServices<IContribute<EvidenceAsked, EvidenceItem>>())
            evidence.AddRange(await source.AnswerAsync(scene.Team.Actor, new EvidenceAsked(), default));
        evidence.Single(e => e.Kind == "announcement").Title.ShouldBe("年度宣贯");
        EvidenceKind.Find("announcement")!.In(Edition.Iso2005).ShouldContain(c => c.Number == "5.1");
    }

    private static AnnouncementFacts Facts(params Guid[] departments) => new("信息安全，人人有责", "目标和方针必须执行。\n法律责任必须履行。", AnnouncementTheme.Policy, ReadBy, departments);

    private static Task<AnnouncementSaved> DraftAsync(CommunicationScene scene, params Guid[] departments) =>
        scene.DoAsync<SaveAnnouncement, AnnouncementSaved>(o => o.RunAsync(scene.Team.Actor, new SaveAnnouncementRequest(null, 0, Facts(departments)), default));
}
