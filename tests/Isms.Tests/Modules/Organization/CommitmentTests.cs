using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Work;
using Isms.Modules.Organization.Posts;
using Isms.Modules.Organization.Promises;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Organization;

public sealed class CommitmentTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.2.1-02")]
    public async Task Duties_are_confirmed_by_their_holders_and_anew_when_they_change(On on)
    {
        await using var scene = await OrganizationScene.StartAsync(on);
        var sales = await scene.App.DepartmentAsync("销售部");
        var head = await scene.PersonAsync(Office.DepartmentHead);
        var otherHead = await scene.PersonAsync(sales, Office.DepartmentHead);
        var engineer = await HolderAsync(scene, scene.Engineering, "工程师");
        await HolderAsync(scene, sales, "工程师");
        var post = (await CreateAsync(scene, head, new CreatePostRequest("工程师", scene.Engineering, "保管源代码\n不使用来历不明的软件"))).Require();
        (await CreateAsync(scene, head, new CreatePostRequest("销售", sales, "保管客户资料"))).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("departmentId");

        (await OpenStandingsAsync(head)).ShouldBe([engineer.Actor.Name], "without confirmation on the head's list");
        (await OpenStandingsAsync(otherHead)).ShouldBeEmpty("another department's list");
        (await WorkOfAsync(scene, engineer, CommitmentWork.ConfirmWork)).ShouldBe(1);
        (await ConfirmAsync(scene, engineer, post.Id, 7)).Refusal!.Code.ShouldBe(ConfirmDuties.DutiesChanged.Code);
        (await ConfirmAsync(scene, otherHead, post.Id, 1)).Refusal!.Code.ShouldBe(ConfirmDuties.NotYourPost.Code);
        (await engineer.Client.PostAsJsonAsync($"/api/v1/posts/{post.Id}/confirm", new { dutiesVersion = 1 })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await OpenStandingsAsync(head)).ShouldBeEmpty();
        (await WorkOfAsync(scene, engineer, CommitmentWork.ConfirmWork)).ShouldBe(0);

        var changed = (await scene.App.RunAsync<ChangePost, Outcome<PostSaved>>(o => o.RunAsync(head.Actor, new ChangePostRequest(post.Id, post.Version, "工程师", "保管源代码\n每天备份"), default))).Require();
        (await OpenStandingsAsync(head)).ShouldBe([engineer.Actor.Name]);
        (await WorkOfAsync(scene, engineer, CommitmentWork.ConfirmWork)).ShouldBe(1);
        (await scene.App.RunAsync<ChangePost, Outcome<PostSaved>>(o => o.RunAsync(otherHead.Actor, new ChangePostRequest(post.Id, changed.Version, "工程师", "x"), default))).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
        foreach (var address in new[] { "/organization/posts", $"/organization/posts/{post.Id}", "/organization/commitments/mine", $"/api/v1/posts/{post.Id}/document" })
            (await engineer.Client.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK, address);

        static async Task<List<string>> OpenStandingsAsync(TestPerson by) =>
            [.. (await by.Client.GetFromJsonAsync<JsonElement>("/api/v1/commitments?filter.duties=open")).GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("name").GetString()!)];
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.2.3-04")]
    public async Task Joining_is_not_complete_without_the_signed_promise(On on)
    {
        await using var scene = await OrganizationScene.StartAsync(on);
        var representative = await scene.PersonAsync(Office.ManagementRepresentative);
        var joiner = await scene.PersonAsync();
        var text = await PutInForceAsync(scene, representative, "本人承诺保守公司秘密。\n离职后继续有效。");

        (await WorkOfAsync(scene, joiner, CommitmentWork.SignWork)).ShouldBe(1);
        var refused = await representative.Client.PostAsJsonAsync($"/api/v1/people/{joiner.Actor.PersonId}/onboarding", new { });
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("还没有签署");

        (await SignAsync(scene, joiner, text, "wrong-password")).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("secret");
        (await SignAsync(scene, joiner, text)).Require();
        (await SignAsync(scene, joiner, text)).Refusal!.Code.ShouldBe(SignPromise.SignedAlready.Code);
        (await WorkOfAsync(scene, joiner, CommitmentWork.SignWork)).ShouldBe(0);
        (await representative.Client.PostAsJsonAsync($"/api/v1/people/{joiner.Actor.PersonId}/onboarding", new { })).StatusCode.ShouldBe(HttpStatusCode.OK);

        var next = await PutInForceAsync(scene, representative, "新版承诺。");
        (await WorkOfAsync(scene, joiner, CommitmentWork.SignWork)).ShouldBe(1, "each edition is signed");
        (await SignAsync(scene, joiner, text)).Refusal!.Code.ShouldBe(SignPromise.NotInForce.Code);
        next.ShouldNotBe(text);
        (await scene.App.ReadAsync(db => db.Set<WorkItem>().CountAsync(w => w.Kind == CommitmentWork.SignWork && w.SubjectId == text && w.State == WorkState.Open))).ShouldBe(0);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.2.3-04")]
    public async Task Coverage_is_shown_by_department_and_each_promise_comes_out_as_word(On on)
    {
        await using var scene = await OrganizationScene.StartAsync(on);
        var representative = await scene.PersonAsync(Office.ManagementRepresentative);
        var (one, other) = (await scene.PersonAsync(), await scene.PersonAsync());
        var text = await PutInForceAsync(scene, representative, "本人承诺保守公司秘密。");
        (await SignAsync(scene, one, text)).Require();
        (await representative.Client.PostAsJsonAsync("/api/v1/promises/on-paper", new { personId = other.Actor.PersonId, paper = "人事档案柜 3 号" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var coverage = (await representative.Client.GetFromJsonAsync<JsonElement>("/api/v1/commitments/coverage")).EnumerateArray().Single();
        (coverage.GetProperty("people").GetInt32(), coverage.GetProperty("signed").GetInt32()).ShouldBe((5, 2));
        (await DocumentAsync(one, one)).ShouldContain(one.Actor.Name);
        (await DocumentAsync(representative, other)).ShouldContain("人事档案柜 3 号");
        (await one.Client.GetAsync($"/api/v1/promises/of/{other.Actor.PersonId}/document")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        foreach (var address in new[] { "/organization/commitments", "/organization/promises", $"/organization/people/{other.Actor.PersonId}" })
            (await representative.Client.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK, address);

        static async Task<string> DocumentAsync(TestPerson by, TestPerson of)
        {
            var answer = await by.Client.GetAsync($"/api/v1/promises/of/{of.Actor.PersonId}/document");
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
            await using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
            using var reader = new StreamReader(zip.GetEntry("word/document.xml")!.Open());
            return await reader.ReadToEndAsync();
        }
    }

    [Theory, BothDatabases]
    public async Task A_promise_is_signed_on_the_page(On on)
    {
        await using var scene = await OrganizationScene.StartAsync(on);
        var representative = await scene.PersonAsync(Office.ManagementRepresentative);
        await PutInForceAsync(scene, representative, "本人承诺保守公司秘密。");
        var user = await scene.App.ReadAsync(db => db.Users.Where(u => u.Id == scene.Clerk.Actor.UserId).Select(u => u.UserName!).SingleAsync());
        var browser = new Kernel.Access.Browser(scene.App);
        (await browser.SubmitAsync("/sign-in", "sign-in", ("userName", user), ("password", OrganizationScene.Password))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.SubmitAsync(CommitmentWork.Page, "sign", ("secret", "wrong"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await browser.SubmitAsync(CommitmentWork.Page, "sign", ("secret", OrganizationScene.Password))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.PageAsync(CommitmentWork.Page)).Body!.TextContent.ShouldContain("已签署");
    }

    private static async Task<Guid> PutInForceAsync(OrganizationScene scene, TestPerson representative, string body)
    {
        var draft = (await scene.App.RunAsync<WritePromise, Outcome<PromiseView>>(o => o.RunAsync(scene.Clerk.Actor, new WritePromiseRequest(body), default))).Require();
        var started = (await scene.App.RunAsync<Isms.Kernel.Signing.SubmitForApproval, Outcome<Isms.Kernel.Signing.ApprovalStarted>>(o => o.RunAsync(scene.Clerk.Actor, new(PromiseApproval.KindName, draft.Id, OrganizationScene.Password), default))).Require();
        (await scene.SignOpenAsync(started.Id, representative)).Require();
        (await scene.SignOpenAsync(started.Id, scene.Manager)).Require();
        return draft.Id;
    }

    private static async Task<TestPerson> HolderAsync(OrganizationScene scene, Guid department, string post)
    {
        var person = await scene.PersonAsync(department);
        await scene.App.SaveAsync(db => db.People.Single(p => p.Id == person.Actor.PersonId).Post = post);
        return person;
    }

    private static Task<Outcome<PostSaved>> CreateAsync(OrganizationScene scene, TestPerson by, CreatePostRequest request) =>
        scene.App.RunAsync<CreatePost, Outcome<PostSaved>>(o => o.RunAsync(by.Actor, request, default));

    private static Task<Outcome<Done>> ConfirmAsync(OrganizationScene scene, TestPerson by, Guid post, int duties) =>
        scene.App.RunAsync<ConfirmDuties, Outcome<Done>>(o => o.RunAsync(by.Actor, new ConfirmDutiesRequest(post, duties), default));

    private static Task<Outcome<Done>> SignAsync(OrganizationScene scene, TestPerson by, Guid text, string secret = OrganizationScene.Password) =>
        scene.App.RunAsync<SignPromise, Outcome<Done>>(o => o.RunAsync(by.Actor, new SignPromiseRequest(text, secret), default));

    private static Task<int> WorkOfAsync(OrganizationScene scene, TestPerson of, string kind) =>
        scene.App.ReadAsync(db => db.Set<WorkItem>().CountAsync(w => w.PersonId == of.Actor.PersonId && w.Kind == kind && w.State == WorkState.Open));
}
