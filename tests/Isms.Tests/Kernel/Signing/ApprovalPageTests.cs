using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Signing;
using Isms.Tests.Support;

namespace Isms.Tests.Kernel.Signing;

public sealed class ApprovalPageTests
{
    [Theory, BothDatabases]
    public async Task A_signer_goes_from_the_inbox_to_the_page_and_signs_there(On on)
    {
        await using var scene = await SigningScene.StartAsync(on);
        var id = await scene.SubmitAsync();

        var inbox = await scene.Representative.Client.GetStringAsync("/");
        inbox.ShouldContain($"/approvals/{id}");
        inbox.ShouldContain("审核：清洁桌面规定 N-1");
        var form = await PageForm.OpenAsync(scene.Representative.Client, $"/approvals/{id}");
        form.Text.ShouldContain("清洁桌面规定");
        var wrong = await form.PostAsync("approval-sign", ("step", (await scene.OpenStepAsync(id, scene.Representative)).ToString()), ("secret", "wrong"), ("comment", "同意。"), ("decision", "sign"));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var again = await wrong.Content.ReadAsStringAsync();
        again.ShouldContain("登录密码或动态码不正确");
        again.ShouldContain("同意。");
        again.ShouldNotContain("wrong");

        var right = await form.PostAsync("approval-sign", ("step", (await scene.OpenStepAsync(id, scene.Representative)).ToString()), ("secret", SigningScene.Password), ("comment", "同意。"), ("decision", "sign"));

        right.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await scene.ViewAsync(id)).Signatures[^1].Comment.ShouldBe("同意。");
        (await scene.Representative.Client.GetStringAsync("/")).ShouldNotContain($"/approvals/{id}");
        (await scene.Manager.Client.GetStringAsync("/")).ShouldContain("批准：清洁桌面规定 N-1");
    }

    [Theory, BothDatabases]
    public async Task A_signer_returns_it_on_the_page_and_the_submitter_finds_it_in_the_inbox(On on)
    {
        await using var scene = await SigningScene.StartAsync(on);
        var id = await scene.SubmitAsync();
        var form = await PageForm.OpenAsync(scene.Representative.Client, $"/approvals/{id}");

        (await form.PostAsync("approval-sign", ("step", (await scene.OpenStepAsync(id, scene.Representative)).ToString()), ("comment", "范围不清"), ("decision", "return")))
            .StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await scene.Author.Client.GetStringAsync("/")).ShouldContain("被退回，请修改后重新提交：清洁桌面规定 N-1");
        (await scene.Author.Client.GetStringAsync($"/approvals/{id}")).ShouldContain("范围不清");
        await scene.SubmitAsync();
        (await scene.Author.Client.GetStringAsync("/")).ShouldNotContain("被退回");
    }

    [Theory, BothDatabases]
    public async Task The_submitter_reminds_and_withdraws_on_the_page(On on)
    {
        await using var scene = await SigningScene.StartAsync(on);
        var id = await scene.SubmitAsync();
        var form = await PageForm.OpenAsync(scene.Author.Client, $"/approvals/{id}");

        (await form.PostAsync("approval-end", ("do", "remind"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await scene.Representative.Client.GetStringAsync("/")).ShouldContain("已催办");
        (await form.PostAsync("approval-end", ("do", "remind"))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await form.PostAsync("approval-end", ("do", "withdraw"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await scene.ViewAsync(id)).State.ShouldBe(ApprovalState.Withdrawn);
    }

    [Theory, BothDatabases]
    public async Task The_whole_way_works_through_the_api(On on)
    {
        await using var scene = await SigningScene.StartAsync(on);
        var preview = await scene.Author.Client.GetFromJsonAsync<JsonElement>($"/api/v1/approvals/of/{NoticeApproval.Name}/{scene.Notice}/preview");
        preview.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("meaning").GetString()).ShouldBe(["review", "approve"]);
        var submitted = await scene.Author.Client.PostAsJsonAsync("/api/v1/approvals", new { kind = NoticeApproval.Name, subjectId = scene.Notice, secret = SigningScene.Password });
        submitted.StatusCode.ShouldBe(HttpStatusCode.Created);
        var address = submitted.Headers.Location!.ToString();

        foreach (var signer in new[] { scene.Representative, scene.Manager })
        {
            var view = await signer.Client.GetFromJsonAsync<JsonElement>(address);
            var step = view.GetProperty("steps").EnumerateArray().Single(s => s.GetProperty("mine").GetBoolean()).GetProperty("id").GetGuid();
            (await signer.Client.PostAsJsonAsync($"{address}/steps/{step}/sign", new { secret = SigningScene.Password })).EnsureSuccessStatusCode();
        }

        var latest = await scene.Author.Client.GetFromJsonAsync<JsonElement>($"/api/v1/approvals/of/{NoticeApproval.Name}/{scene.Notice}");
        latest.GetProperty("state").GetString().ShouldBe("approved");
        latest.GetProperty("signatures").EnumerateArray().ShouldAllBe(s => s.GetProperty("holds").GetBoolean());
        (await scene.Author.Client.GetFromJsonAsync<JsonElement>("/api/v1/approvals?q=清洁")).GetProperty("rows").GetArrayLength().ShouldBe(1);
        var problem = await scene.Author.Client.PostAsJsonAsync($"{address}/withdraw", new { });
        problem.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await problem.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().ShouldBe("signing.not-running");
    }

    [Theory, BothDatabases]
    public async Task The_list_shows_everybody_what_concerns_them(On on)
    {
        await using var scene = await SigningScene.StartAsync(on);
        await scene.SubmitAsync();
        var stranger = await scene.App.PersonAsync(null);
        var auditor = await scene.App.PersonAsync(null, Office.ExternalAuditor);

        foreach (var person in new[] { scene.Author, scene.Representative, scene.Manager, auditor })
            (await person.Client.GetStringAsync("/approvals")).ShouldContain("清洁桌面规定");
        (await stranger.Client.GetStringAsync("/approvals")).ShouldNotContain("清洁桌面规定");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-03")]
    public async Task The_organization_sets_its_own_route_and_later_submissions_take_it(On on)
    {
        await using var scene = await SigningScene.StartAsync(on);
        var controller = await scene.PersonAsync(Office.DocumentController);
        var running = await scene.SubmitAsync();
        var form = await PageForm.OpenAsync(scene.Representative.Client, "/approval-routes?edit=" + NoticeApproval.Name);

        (await form.PostAsync("route", ("version", "0"), ("do", "save"),
            ("steps[0].order", "1"), ("steps[0].meaning", "Review"), ("steps[0].who", "DocumentController"),
            ("steps[1].order", "1"), ("steps[1].meaning", "Countersign"), ("steps[1].who", scene.Representative.Actor.PersonId.ToString()),
            ("steps[2].order", "2"), ("steps[2].meaning", "Approve"), ("steps[2].who", "GeneralManager"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await scene.ViewAsync(running)).Steps.Count.ShouldBe(2);
        await scene.App.RunAsync<WithdrawApproval, object>(async o => (await o.RunAsync(scene.Author.Actor, new WithdrawApprovalRequest(running), default)).Require());
        var next = await scene.ViewAsync(await scene.SubmitAsync());
        next.Steps.Select(s => (s.Order, s.Meaning)).OrderBy(s => s).ShouldBe(
            [(1, SignatureMeaning.Review), (1, SignatureMeaning.Countersign), (2, SignatureMeaning.Approve)]);
        (await scene.SignAsync(next.Id, controller)).Require();
        (await form.PostAsync("route", ("version", "0"), ("do", "save"), ("steps[0].order", "1"), ("steps[0].meaning", "Approve"), ("steps[0].who", "GeneralManager")))
            .StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await (await PageForm.OpenAsync(scene.Representative.Client, "/approval-routes?edit=" + NoticeApproval.Name)).PostAsync("route", ("version", "1"), ("do", "default")))
            .StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await RoutesAsync(scene)).Single(r => r.Kind == NoticeApproval.Name).IsDefault.ShouldBeTrue();
    }

    [Theory, BothDatabases]
    public async Task A_route_must_end_with_an_approval_by_the_office_that_the_manual_names(On on)
    {
        await using var scene = await SigningScene.StartAsync(on);
        scene.Rules.FinalApprover = Office.GeneralManager;
        async Task<string> TryAsync(params RouteStep[] steps)
        {
            var refusal = await scene.App.RunAsync<ChangeRoute, Isms.Kernel.Http.Refusal>(async o => (await o.RunAsync(scene.Representative.Actor, new ChangeRouteRequest(NoticeApproval.Name, 0, steps), default)).Refusal!);
            return refusal.Fields[0].Code;
        }

        (await TryAsync(RouteStep.By(SignatureMeaning.Approve, Office.ManagementRepresentative, 1))).ShouldBe("signing.approver-fixed");
        (await TryAsync(RouteStep.By(SignatureMeaning.Review, Office.GeneralManager, 1))).ShouldBe("signing.last-must-approve");
        (await TryAsync(RouteStep.By(SignatureMeaning.Prepare, Office.GeneralManager, 1))).ShouldBe("signing.step-meaning");
        (await TryAsync(RouteStep.By(SignatureMeaning.Approve, Office.ExternalAuditor, 1))).ShouldBe("signing.step-who");
        (await TryAsync(new RouteStep(SignatureMeaning.Approve, 1))).ShouldBe("signing.step-who");
        (await TryAsync(RouteStep.ByPerson(SignatureMeaning.Approve, Guid.CreateVersion7(), 1))).ShouldBe("signing.signer-unknown");
        (await scene.Manager.Client.PutAsJsonAsync("/api/v1/approval-routes/" + NoticeApproval.Name, new { version = 0, steps = Array.Empty<object>() })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static Task<IReadOnlyList<RouteView>> RoutesAsync(SigningScene scene) =>
        scene.App.RunAsync<FindRoutes, IReadOnlyList<RouteView>>(async o => (await o.RunAsync(scene.Representative.Actor, default)).Require());
}

/// <summary>A page opened in a browser, whose forms can be posted.</summary>
internal sealed class PageForm
{
    private readonly HttpClient _client;
    private readonly string _address;
    private readonly string _token;

    private PageForm(HttpClient client, string address, string text, string token) => (_client, _address, Text, _token) = (client, address, text, token);

    public string Text { get; }

    public static async Task<PageForm> OpenAsync(HttpClient client, string address)
    {
        var answer = await client.GetAsync(address);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue($"{answer.StatusCode} {text}");
        if (answer.Headers.TryGetValues("Set-Cookie", out var cookies))
        {
            foreach (var cookie in cookies)
                client.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        }
        return new PageForm(client, address, text, text.Split("name=\"__RequestVerificationToken\" value=\"")[1].Split('"')[0]);
    }

    public Task<HttpResponseMessage> PostAsync(string form, params (string Name, string Value)[] fields) =>
        _client.PostAsync(_address, new FormUrlEncodedContent(
            fields.Select(f => KeyValuePair.Create(f.Name, f.Value)).Append(new("_handler", form)).Append(new("__RequestVerificationToken", _token))));
}
