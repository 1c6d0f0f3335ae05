using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Kernel.Standards;
using Isms.Kernel.Work;
using Isms.Modules.Disclosure;
using Isms.Modules.Disclosure.Requests;
using Isms.Modules.Disclosure.Secrets;
using Isms.Modules.Organization;
using Isms.Modules.Organization.Leaving;
using Isms.Modules.Secrecy;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.Tests.Modules.Disclosure;

/// <summary>Trade secrets, from registering to release (XX-B-09).</summary>
public sealed class SecretTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP6-B-09")]
    public async Task Content_is_got_at_only_with_an_approved_request_and_every_opening_is_logged(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var (id, number, file) = await ProtectedAsync(scene);
        // Somebody without any tie to it: it does not exist.
        (await scene.Employee.Client.GetAsync("/secrets/" + id)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scene.Employee.Client.GetAsync("/api/v1/trade-secrets/" + id)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scene.Employee.Client.GetAsync(file)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scene.Employee.Client.GetStringAsync("/search?q=核心配方")).ShouldNotContain(id.ToString());
        // The office knows the entry, but not where it is kept, and no file of it.
        var entry = await scene.Representative.Client.GetFromJsonAsync<JsonElement>("/api/v1/trade-secrets/" + id);
        (entry.GetProperty("open").GetBoolean(), entry.GetProperty("location").GetString()).ShouldBe((false, ""));
        (await scene.Representative.Client.GetAsync(file)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var ask = new AskForSecretRequest(number, RequestMode.Copy, "项目投标", 1, TestApp.Today.AddDays(10));
        (await scene.TryAsync<AskForSecret, SecretAsked>(o => o.RunAsync(scene.Employee.Actor, ask with { Secret = "SL-B-09-R01-2026-999" }, default))).Refusal!.Fields.Single().Code.ShouldBe("disclosure.no-such-secret");
        (await scene.TryAsync<AskForSecret, SecretAsked>(o => o.RunAsync(scene.Employee.Actor, ask with { Until = TestApp.Today.AddDays(91) }, default))).Refusal!.Fields.Single().Field.ShouldBe("until");
        (await scene.TryAsync<AskForSecret, SecretAsked>(o => o.RunAsync(scene.Employee.Actor, ask with { Copies = 0 }, default))).Refusal!.Fields.Single().Code.ShouldBe("disclosure.copies-needed");
        var asked = await scene.Employee.Client.PostAsJsonAsync("/api/v1/secret-requests", new { secret = number, mode = "copy", purpose = "项目投标", copies = 1, until = "2026-03-12" });
        asked.StatusCode.ShouldBe(HttpStatusCode.Created);
        var request = (await asked.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        (await scene.Employee.Client.GetStringAsync("/secrets/requests/" + request)).ShouldNotContain("核心配方");
        var approval = (await scene.TrySubmitAsync(RequestApproval.KindName, request, scene.Employee)).Require().Id;
        (await scene.TrySignAsync(approval, scene.EngineeringHead)).Require();
        (await scene.Employee.Client.GetAsync(file)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "not before it is approved");
        (await scene.TrySignAsync(approval, scene.Manager)).Require();

        (await scene.Employee.Client.GetAsync(file)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await scene.Employee.Client.GetAsync("/secrets/" + id)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var openings = await scene.App.ReadAsync(db => db.Set<Opening>().Where(o => o.SubjectId == id && o.PersonId == scene.Employee.Actor.PersonId).Select(o => o.Way).ToListAsync());
        openings.ShouldBe([OpeningWay.Copy, OpeningWay.Read], ignoreOrder: true);
        (await scene.Employee.Client.GetAsync($"/api/v1/secret-requests/{request}/document")).StatusCode.ShouldBe(HttpStatusCode.OK);

        // It ends with its last day, and what was copied comes back to the owning side.
        scene.App.Clock.Advance(TimeSpan.FromDays(11));
        (await scene.Employee.Client.GetAsync(file)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scene.TryAsync<EndSecretRequest, SecretAsked>(async o => await o.RunAsync(scene.Employee.Actor, new EndSecretRequestRequest(request, await VersionAsync<SecretRequest>(scene, request)), default))).Refusal!.Code.ShouldBe("disclosure.nothing-to-end");
        await scene.DoAsync<EndSecretRequest, SecretAsked>(async o => await o.RunAsync(scene.EngineeringHead.Actor, new EndSecretRequestRequest(request, await VersionAsync<SecretRequest>(scene, request)), default));
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP6-B-09")]
    public async Task The_end_of_its_period_opens_a_review_that_extends_lowers_or_releases_it(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var (id, number, _) = await ProtectedAsync(scene, Classification.Secret);
        (await WatchAsync(scene)).Reviews.ShouldBe(0);
        scene.App.Clock.Advance(TimeSpan.FromDays(100));
        await WatchAsync(scene);
        (await WatchAsync(scene)).Reviews.ShouldBe(0, "asked for once");
        var work = await scene.App.ReadAsync(db => db.Set<WorkItem>().SingleAsync(w => w.SubjectId == id && w.Kind == WatchDisclosure.ReviewWork));
        (work.PersonId, work.State).ShouldBe((scene.EngineeringHead.Actor.PersonId, WorkState.Open));
        work.TitleArgs.ShouldNotContain("核心配方");

        var today = DateOnly.FromDateTime(scene.App.Clock.GetUtcNow().UtcDateTime.AddHours(8));
        var head = await TodayAsync(scene.EngineeringHead, today);
        async Task<Outcome<ReviewSaved>> TryAsync(ReviewOutcome outcome, DateOnly? day, Classification? lower) =>
            await scene.TryAsync<ReviewSecret, ReviewSaved>(o => o.RunAsync(head, new ReviewSecretRequest(id, outcome, day, lower, "复审"), default));
        (await TryAsync(ReviewOutcome.Extend, today, null)).Refusal!.Fields.Single().Field.ShouldBe("newExpiresOn");
        (await TryAsync(ReviewOutcome.Lower, today.AddYears(1), Classification.Secret)).Refusal!.Fields.Single().Code.ShouldBe("disclosure.not-lower");
        var review = (await TryAsync(ReviewOutcome.Lower, today.AddYears(1), Classification.Confidential)).Require();
        (await TryAsync(ReviewOutcome.Release, null, null)).Refusal!.Code.ShouldBe("disclosure.under-review");
        var deputy = await scene.App.PersonAsync(scene.Engineering, Office.DepartmentHead);
        await ApproveAsync(scene, ReviewApproval.KindName, review.Id, scene.EngineeringHead, deputy, scene.Manager);
        var secret = await scene.App.ReadAsync(db => db.Set<TradeSecret>().SingleAsync(s => s.Id == id));
        (secret.Class, secret.ExpiresOn, secret.State).ShouldBe((Classification.Confidential, today.AddYears(1), SecretState.Protected));
        (await scene.App.ReadAsync(db => db.Set<WorkItem>().SingleAsync(w => w.Id == work.Id))).State.ShouldBe(WorkState.Done);

        var release = (await TryAsync(ReviewOutcome.Release, null, null)).Require();
        await ApproveAsync(scene, ReviewApproval.KindName, release.Id, scene.EngineeringHead, deputy, scene.Manager);
        (await scene.App.ReadAsync(db => db.Set<TradeSecret>().SingleAsync(s => s.Id == id))).State.ShouldBe(SecretState.Released);
        (await scene.EngineeringHead.Client.GetAsync("/secrets/reviews/" + release.Id)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await scene.Employee.Client.GetAsync("/secrets/reviews/" + release.Id)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        number.ShouldStartWith("SL-B-09-R01-2026-");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP6-B-09")]
    public async Task A_holder_who_leaves_loses_the_right_the_same_day_and_hands_back_before_the_checklist_closes(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var (id, number, file) = await ProtectedAsync(scene);
        var person = scene.Employee.Actor.PersonId;
        (await scene.TryAsync<AddSecretHolder, SecretHolderSaved>(o => o.RunAsync(scene.EngineeringHead.Actor, new AddSecretHolderRequest(id, person, ""), default))).Refusal!.Fields.Single().Field.ToLowerInvariant().ShouldBe("agreement");
        var holder = await scene.DoAsync<AddSecretHolder, SecretHolderSaved>(o => o.RunAsync(scene.EngineeringHead.Actor, new AddSecretHolderRequest(id, person, "BM-2026-07，2026-01-05"), default));
        (await scene.Employee.Client.GetAsync(file)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await scene.App.SaveAsync(db => db.People.Single(p => p.Id == person).LeftOn = TestApp.Today);
        (await scene.Employee.Client.GetAsync(file)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "the last day is the day the right ends");
        (await WatchAsync(scene)).Ended.ShouldBe(1);
        (await scene.App.ReadAsync(db => db.Set<SecretHolder>().SingleAsync(h => h.Id == holder.Id))).EndedOn.ShouldBe(TestApp.Today);
        async Task<IReadOnlyList<Obstacle>> TiesAsync() => await scene.App.RunAsync<LeavingTies, IReadOnlyList<Obstacle>>(t => t.OfAsync(scene.Representative.Actor, person, default));
        (await TiesAsync()).Select(t => t.Text).ShouldContain(t => t.Contains(number, StringComparison.Ordinal));
        (await scene.TryAsync<HandBack, SecretHolderSaved>(o => o.RunAsync(scene.Employee.Actor, new HandBackRequest(holder.Id, holder.Version + 1, "自己登记"), default))).Refusal.ShouldBe(Refusal.NotFound);
        var back = await CompanyScene.SendAsync(scene.EngineeringHead.Client, HttpMethod.Post, "/api/v1/trade-secrets/holders/" + holder.Id + "/hand-back", new { note = "纸质件 1 份已收回，本机已删除" }, holder.Version + 1);
        back.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await TiesAsync()).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task The_register_is_exported_is_evidence_and_shows_each_what_is_open_to_them(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var (id, _, _) = await ProtectedAsync(scene);
        await ProtectedAsync(scene, Classification.TopSecret, "并购计划");
        (await scene.Team.Client.GetAsync("/api/v1/trade-secrets/export")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var rows = (await scene.Team.Client.GetFromJsonAsync<JsonElement>("/api/v1/trade-secrets")).GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("title").GetString()).ToList();
        rows.ShouldBe(["核心配方"], "the other is above the team's class");
        (await scene.EngineeringHead.Client.GetFromJsonAsync<JsonElement>("/api/v1/trade-secrets?filter.open=true")).GetProperty("rows").GetArrayLength().ShouldBe(2);
        await using var scope = scene.App.Services.CreateAsyncScope();
        var evidence = await scope.ServiceProvider.GetServices<IContribute<EvidenceAsked, EvidenceItem>>().OfType<DisclosureEvidence>().Single().AnswerAsync(scene.Team.Actor, new EvidenceAsked(), default);
        evidence.ShouldContain(e => e.Kind == "trade-secrets" && e.Count == 1);
        foreach (var page in new[] { "/secrets", "/secrets/new", "/secrets/" + id, "/secrets/requests" })
            (await scene.Team.Client.GetAsync(page)).StatusCode.ShouldBe(HttpStatusCode.OK, page);
        var facts = new SecretFacts("x", Classification.Internal, scene.Engineering, Guid.CreateVersion7(), "柜", "因", TestApp.Today);
        (await scene.TryAsync<SaveSecret, SecretSaved>(o => o.RunAsync(scene.Team.Actor, new SaveSecretRequest(null, 0, facts), default))).Refusal!.Fields.Select(f => f.Field).ShouldBe(["class", "ownerId", "expiresOn"]);
    }

    /// <summary>Registered by the head of engineering's team, owned by the head, with a file, signed by a second head and the manager.</summary>
    private static async Task<(Guid Id, string Number, string File)> ProtectedAsync(CompanyScene scene, Classification value = Classification.Confidential, string title = "核心配方")
    {
        var owner = scene.EngineeringHead;
        var saved = await scene.DoAsync<SaveSecret, SecretSaved>(o => o.RunAsync(owner.Actor,
            new SaveSecretRequest(null, 0, new SecretFacts(title, value, scene.Engineering, owner.Actor.PersonId, "研发中心保险柜 2 号", "同行没有", TestApp.Today.AddDays(120))), default));
        var file = (await scene.App.RunAsync<AddAttachment, Outcome<AttachmentView>>(o => o.RunAsync(owner.Actor,
            new AddAttachmentRequest(SecretFiles.KindName, saved.Id, "正文.txt", new MemoryStream(Encoding.UTF8.GetBytes("配方"))), default))).Require();
        var deputy = await scene.App.PersonAsync(scene.Engineering, Office.DepartmentHead);
        await ApproveAsync(scene, SecretApproval.KindName, saved.Id, owner, deputy, scene.Manager);
        return (saved.Id, saved.Number, file.Href);
    }

    private static async Task ApproveAsync(CompanyScene scene, string kind, Guid id, TestPerson by, params TestPerson[] signers)
    {
        var approval = (await scene.TrySubmitAsync(kind, id, by)).Require().Id;
        foreach (var signer in signers)
            (await scene.TrySignAsync(approval, signer)).Require();
    }

    private static Task<DisclosureWatched> WatchAsync(CompanyScene scene) => scene.DoAsync<WatchDisclosure, DisclosureWatched>(o => o.RunAsync(scene.App.System, default));

    private static Task<int> VersionAsync<T>(CompanyScene scene, Guid id) where T : class, Isms.Kernel.Data.ILedgered => scene.App.ReadAsync(db => db.Set<T>().Where(t => t.Id == id).Select(t => t.Version).SingleAsync());

    private static Task<Actor> TodayAsync(TestPerson person, DateOnly today) => Task.FromResult(new Actor
    {
        PersonId = person.Actor.PersonId, UserId = person.Actor.UserId, Name = person.Actor.Name, DepartmentId = person.Actor.DepartmentId, Today = today, Culture = person.Actor.Culture, Offices = person.Actor.Offices,
    });
}
