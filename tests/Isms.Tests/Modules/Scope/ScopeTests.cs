using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Kernel.Standards;
using Isms.Kernel.Work;
using Isms.Modules.Applicability.Printing;
using Isms.Modules.Applicability.Versions;
using Isms.Modules.Scope;
using Isms.Modules.Scope.Context;
using Isms.Modules.Scope.Drawings;
using Isms.Modules.Scope.Statements;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.Tests.Modules.Scope;

public sealed class ScopeTests
{
    private const string Plan = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100"><rect x="1" y="1" width="50" height="50" fill="#fff"/></svg>""";
    private static readonly ScopeFacts Facts = new("应用软件的开发和维护", "四个部门", "科技园 A 座三层", "源代码与客户数据", "局域网、VPN、代码托管", "应用软件的开发和维护服务", "三层门禁以内，详见附图");

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.1-01")]
    [Trait("Requirement", "R-4.2.1.1-04")]
    public async Task Five_inputs_both_texts_and_three_drawings_stand_before_approval(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var scope = await CreateAsync(scene);
        var refusal = (await scene.TrySubmitAsync(ScopeApproval.KindName, scope)).Refusal!;
        refusal.Code.ShouldBe(ScopeApproval.Incomplete.Code);
        refusal.Obstacles.Count.ShouldBe(9, "the departments are named already");
        await SayAsync(scene, scope, Facts with { Technology = " " });
        foreach (var kind in Enum.GetValues<DrawingKind>())
            (await PutAsync(scene, scope, kind)).Require();

        refusal = (await scene.TrySubmitAsync(ScopeApproval.KindName, scope)).Refusal!;
        refusal.Obstacles.ShouldHaveSingleItem().Text.ShouldContain("技术");
        (await scene.Team.Client.GetStringAsync(ScopePaths.Scope(scope))).ShouldContain("disabled");
        await SayAsync(scene, scope, Facts);
        await scene.ApproveAsync(ScopeApproval.KindName, scope, scene.Representative, scene.Manager);
        (await ReadAsync(scene, scope)).State.ShouldBe(ScopeState.Approved);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.1-02")]
    public async Task A_placeholder_in_the_scope_text_is_found_and_the_general_manager_signs(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var scope = await CompleteAsync(scene, Facts with { ScopeText = "XX公司的软件开发" });
        (await scene.TrySubmitAsync(ScopeApproval.KindName, scope)).Refusal!.Code.ShouldBe(SubmissionCheck.Placeholders.Code);
        await SayAsync(scene, scope, Facts);
        var approval = (await scene.TrySubmitAsync(ScopeApproval.KindName, scope)).Require().Id;
        (await scene.TrySignAsync(approval, scene.Manager)).Refusal.ShouldNotBeNull("the review comes first");
        (await scene.TrySignAsync(approval, scene.Representative)).Require();
        (await ChangeAsync(scene, scope, Facts with { ScopeText = "别的" })).Refusal!.Code.ShouldBe(ScopeDesk.Frozen.Code);
        (await scene.TrySignAsync(approval, scene.Manager)).Require().State.ShouldBe(ApprovalState.Approved);
        var bad = await CompanyScene.SendAsync(scene.Team.Client, HttpMethod.Put, $"/api/v1/scopes/{scope}", Facts, 0);
        bad.StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-1.2.1-01")]
    public async Task The_statement_of_applicability_carries_the_same_text_and_version(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        await scene.ApproveAsync(ScopeApproval.KindName, await CompleteAsync(scene, Facts), scene.Representative, scene.Manager);
        var soa = await scene.DoAsync<PrepareSoa, SoaSaved>(o => o.RunAsync(scene.Team.Actor, new PrepareSoaRequest(Edition.Iso2022), default));
        var file = await scene.DoAsync<PrintSoa, WrittenFile>(o => o.RunAsync(scene.Team.Actor, new PrintSoaRequest(soa.Id, SoaFormat.Docx), default));
        using (var paper = WordprocessingDocument.Open(file.Content, false))
        {
            var text = paper.MainDocumentPart!.Document.InnerText;
            text.ShouldContain(Facts.ScopeText!);
            text.ShouldContain("SL-A-01-F07-01 V1.0");
        }
        // A statement that says something else is pointed out.
        var other = await scene.TryAsync<UpdateSoa, SoaSaved>(o => o.RunAsync(scene.Team.Actor, new UpdateSoaRequest(soa.Id, soa.Version, "别的范围", null), default));
        other.Require();
        var gaps = await scene.Team.Client.GetFromJsonAsync<JsonElement>($"/api/v1/soas/{soa.Id}/gaps");
        gaps.EnumerateArray().ShouldContain(g => g.GetProperty("gap").GetString() == "scopeDiffers");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP7-01")]
    [Trait("Requirement", "R-DOC-22")]
    public async Task A_missing_drawing_is_a_duty_until_it_is_there_and_replacing_it_counts_its_revision(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var scope = await CreateAsync(scene);
        (await DutiesAsync(scene)).ShouldBe(["scope.draw-network", "scope.draw-premises", "scope.draw-surroundings"]);
        (await PutAsync(scene, scope, DrawingKind.Network)).Require();
        (await DutiesAsync(scene)).ShouldBe(["scope.draw-premises", "scope.draw-surroundings"]);
        (await ReadAsync(scene, scope)).Drawings.ShouldHaveSingleItem().Revision.ShouldBe(1);
        var page = await scene.Team.Client.GetStringAsync(ScopePaths.Drawings(scope));
        page.ShouldContain("公司外部环境图");
        page.ShouldContain("缺图");
        (await PutAsync(scene, scope, DrawingKind.Network, drawnOn: TestApp.Today.AddDays(-3))).Require();
        var drawing = (await ReadAsync(scene, scope)).Drawings.ShouldHaveSingleItem();
        (drawing.Revision, drawing.DrawnOn).ShouldBe((2, TestApp.Today.AddDays(-3)));
        (await PutAsync(scene, scope, DrawingKind.Network, drawnOn: TestApp.Today.AddDays(1))).Refusal!.Fields.ShouldHaveSingleItem().Code.ShouldBe("scope.drawn-later");
    }

    [Theory, BothDatabases]
    public async Task Drawings_that_could_do_harm_or_are_no_drawings_are_refused_with_the_reason(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var scope = await CreateAsync(scene);
        async Task<string> RefusedAsync(string name, byte[] content)
        {
            using var form = new MultipartFormDataContent { { new StringContent("premises"), "kind" }, { new ByteArrayContent(content), "file", name } };
            var response = await scene.Team.Client.PostAsync($"/api/v1/scopes/{scope}/drawings", form);
            response.StatusCode.ShouldBe(HttpStatusCode.BadRequest, name);
            return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").ToString();
        }

        byte[] Svg(string inside) => Encoding.UTF8.GetBytes($"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10">{inside}</svg>""");
        (await RefusedAsync("a.svg", Svg("<script>alert(1)</script>"))).ShouldContain("脚本");
        (await RefusedAsync("a.svg", Svg("<rect onload=\"alert(1)\"/>"))).ShouldContain("脚本");
        (await RefusedAsync("a.svg", Svg("<a xlink:href=\"java&#10;script:alert(1)\"/>"))).ShouldContain("脚本");
        (await RefusedAsync("a.svg", Svg("<foreignObject><p xmlns=\"http://www.w3.org/1999/xhtml\"/></foreignObject>"))).ShouldContain("脚本");
        (await RefusedAsync("a.svg", Svg("<image xlink:href=\"https://example.org/a.png\"/>"))).ShouldContain("外部");
        (await RefusedAsync("a.svg", Svg("<style>rect{fill:url(https://example.org/a)}</style>"))).ShouldContain("外部");
        (await RefusedAsync("a.svg", "<svg>"u8.ToArray())).ShouldContain("SVG");
        (await RefusedAsync("a.png", "GIF89a"u8.ToArray())).ShouldNotBeEmpty();
        (await RefusedAsync("a.pdf", "%PDF-1.7"u8.ToArray())).ShouldContain("PNG");
        (await RefusedAsync("big.png", new byte[60 << 20])).ShouldContain("20");
        (await ReadAsync(scene, scope)).Drawings.ShouldBeEmpty();

        // What only decorates is left out, what draws stays; it is served so that it can run nothing.
        (await PutAsync(scene, scope, DrawingKind.Premises, Svg("<metadata>x</metadata><a><rect width=\"5\" height=\"5\"/></a><circle r=\"2\"/>"))).Require();
        var image = await scene.Team.Client.GetAsync((await ReadAsync(scene, scope)).Drawings[0].Image);
        image.Content.Headers.ContentType!.MediaType.ShouldBe("image/svg+xml");
        image.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
        var kept = await image.Content.ReadAsStringAsync();
        kept.ShouldContain("circle");
        kept.ShouldNotContain("metadata");
        (await scene.Employee.Client.GetAsync((await ReadAsync(scene, scope)).Drawings[0].Image)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP7-02")]
    public async Task Premises_of_the_register_are_warned_about_until_they_are_marked_in_red(On on)
    {
        var room = Guid.CreateVersion7();
        await using var scene = await CompanyScene.StartAsync(on, services => services.AddSingleton<IContribute<PlacesToMark, PlaceToMark>>(new Rooms(new PlaceToMark("assets.asset", room, "ZC-1 机房", "/assets/" + room, true))));
        var scope = await CompleteAsync(scene, Facts);
        (await ReadAsync(scene, scope)).Gaps.ShouldContain(g => g.Text.Contains("机房", StringComparison.Ordinal) && !g.Blocks);
        var plan = (await ReadAsync(scene, scope)).Of(DrawingKind.Premises)!;
        (await AreaAsync(scene, plan.Id, "机房", "10,20")).Refusal!.Fields.ShouldHaveSingleItem().Code.ShouldBe("scope.points-format");
        (await AreaAsync(scene, plan.Id, "机房", "10,20 130,40")).Refusal!.Fields.ShouldHaveSingleItem().Code.ShouldBe("scope.points-format");
        (await AreaAsync(scene, plan.Id, "机房", "10,20 40,60", Guid.CreateVersion7())).Refusal!.Fields.ShouldHaveSingleItem().Code.ShouldBe("scope.no-such-place");
        // Two corners make a rectangle.
        (await AreaAsync(scene, plan.Id, "机房", "10,20 40，60", room)).Require().Points.ShouldBe("10,20 40,20 40,60 10,60");

        var view = await ReadAsync(scene, scope);
        view.Gaps.ShouldNotContain(g => g.Text.Contains("ZC-1", StringComparison.Ordinal));
        view.Of(DrawingKind.Premises)!.Areas.ShouldHaveSingleItem().SubjectName.ShouldBe("ZC-1 机房");
        var page = ScopePaths.Drawing(scope, plan.Id);
        (await scene.Team.Client.GetStringAsync(page)).ShouldContain("polygon points=\"10,20 40,20 40,60 10,60\"");
        var posted = await CompanyScene.PostFormAsync(scene.Team.Client, page, "area", new Dictionary<string, string> { ["points"] = "1,1 9,1 5,9", ["name"] = "财务室" });
        posted.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        // Replacing the drawing keeps what was marked.
        (await PutAsync(scene, scope, DrawingKind.Premises)).Require();
        (await ReadAsync(scene, scope)).Of(DrawingKind.Premises)!.Areas.Select(a => a.Name).ShouldBe(["机房", "财务室"], ignoreOrder: true);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-GAP-01")]
    public async Task Issues_and_parties_belong_to_the_version_and_an_empty_register_is_pointed_out(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var scope = await CompleteAsync(scene, Facts);
        (await ReadAsync(scene, scope)).Gaps.ShouldContain(g => g.Link == ScopePaths.Context(scope) && g.Text.Contains("内部和外部", StringComparison.Ordinal));
        var created = await scene.Team.Client.PostAsJsonAsync($"/api/v1/scopes/{scope}/issues", new { external = true, topic = "法规更新", effect = "每季度识别" });
        created.StatusCode.ShouldBe(HttpStatusCode.OK, await created.Content.ReadAsStringAsync());
        var issue = (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        (await scene.Team.Client.PostAsJsonAsync($"/api/v1/scopes/{scope}/issues", new { external = true, topic = "" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ReadAsync(scene, scope)).Gaps.ShouldContain(g => g.Text.Contains("气候", StringComparison.Ordinal));
        (await CompanyScene.SendAsync(scene.Team.Client, HttpMethod.Put, $"/api/v1/scopes/{scope}/issues/{issue}", new { external = true, topic = "高温", effect = "机房空调", climate = true }, 1)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await CompanyScene.SendAsync(scene.Team.Client, HttpMethod.Put, $"/api/v1/scopes/{scope}/issues/{issue}", new { external = true, topic = "x", effect = "y" }, 1)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        await scene.DoAsync<SaveParty, PartyView>(o => o.RunAsync(scene.Team.Actor, new SavePartyRequest(scope, null, 0, "客户", "保密"), default));
        (await ReadAsync(scene, scope)).Gaps.ShouldNotContain(g => g.Link == ScopePaths.Context(scope));
        (await scene.Team.Client.GetAsync(ScopePaths.Context(scope))).StatusCode.ShouldBe(HttpStatusCode.OK);

        await scene.ApproveAsync(ScopeApproval.KindName, scope, scene.Representative, scene.Manager);
        var next = (await scene.DoAsync<CreateScope, ScopeSaved>(o => o.RunAsync(scene.Team.Actor, new CreateScopeRequest("增加运维服务"), default))).Id;
        var copy = await ReadAsync(scene, next);
        (copy.Issues.Count, copy.Parties.Count, copy.Drawings.Count, copy.VersionLabel).ShouldBe((1, 1, 3, "V1.1"));
        (await scene.TryAsync<RemoveContext, Done>(o => o.RunAsync(scene.Team.Actor, new RemoveContextRequest(scope, issue, 2), default))).Refusal!.Code.ShouldBe(ScopeDesk.Frozen.Code);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-GAP-13")]
    public async Task A_scope_that_does_not_fit_the_departments_is_pointed_out(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var scope = await CompleteAsync(scene, Facts);
        (await ReadAsync(scene, scope)).Gaps.ShouldContain(g => !g.Blocks && g.Text.Contains("软件开发", StringComparison.Ordinal));
        await scene.App.DepartmentAsync("研发部");
        scene.App.Clock.Advance(TimeSpan.FromSeconds(10));
        (await ReadAsync(scene, scope)).Gaps.ShouldNotContain(g => g.Text.Contains("软件开发", StringComparison.Ordinal));
    }

    [Theory, BothDatabases]
    public async Task A_changed_scope_calls_for_assessing_again_and_the_review_comes_round(On on)
    {
        var heard = new List<ReassessmentDue>();
        await using var scene = await CompanyScene.StartAsync(on, services => services.AddSingleton<ISignalHandler<ReassessmentDue>>(new Listener(heard)));
        await scene.ApproveAsync(ScopeApproval.KindName, await CompleteAsync(scene, Facts), scene.Representative, scene.Manager);
        heard.ShouldBeEmpty();
        var next = (await scene.DoAsync<CreateScope, ScopeSaved>(o => o.RunAsync(scene.Team.Actor, new CreateScopeRequest("扩大范围"), default))).Id;
        await SayAsync(scene, next, Facts with { ScopeText = "应用软件的开发、维护和云服务" });
        await scene.ApproveAsync(ScopeApproval.KindName, next, scene.Representative, scene.Manager);
        heard.ShouldHaveSingleItem().Cause.ShouldBe(ReassessmentCause.Business);
        var review = await scene.App.ReadAsync(db => db.Set<WorkItem>().Where(w => w.Kind == ScopeApproval.ReviewWork).OrderBy(w => w.CreatedAt).ToListAsync());
        review.Select(w => w.State).ShouldBe([WorkState.Done, WorkState.Open], ignoreOrder: true);
        review.Single(w => w.State == WorkState.Open).DueOn.ShouldBe(TestApp.Today.AddMonths(12));
    }

    [Theory, BothDatabases]
    public async Task The_document_prints_drawings_with_their_areas(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var scope = await CompleteAsync(scene, Facts);
        await PutAsync(scene, scope, DrawingKind.Surroundings, PictureFile.Blank(40, 20), "a.png");
        var view = await ReadAsync(scene, scope);
        (await AreaAsync(scene, view.Of(DrawingKind.Premises)!.Id, "机房", "10,20 40,60")).Require();
        (await AreaAsync(scene, view.Of(DrawingKind.Surroundings)!.Id, "大门", "1,1 9,9")).Require();
        var response = await scene.Team.Client.GetAsync($"/api/v1/scopes/{scope}/document");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var paper = WordprocessingDocument.Open(new MemoryStream(await response.Content.ReadAsByteArrayAsync()), false);
        var main = paper.MainDocumentPart!;
        main.Document.InnerText.ShouldContain(Facts.BoundaryText!);
        main.Document.InnerText.ShouldContain("机房");
        main.ImageParts.Select(p => p.ContentType).Order(StringComparer.Ordinal).ShouldBe(["image/png", "image/png", "image/png", "image/svg+xml", "image/svg+xml"]);
        main.Document.OuterXml.ShouldContain("D63939");
        new DocumentFormat.OpenXml.Validation.OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Microsoft365).Validate(paper).Select(e => e.Description + " " + e.Path?.XPath).ShouldBeEmpty();
    }

    /// <summary>A scope in force with one interested party.</summary>
    internal static async Task<Guid> ApprovedAsync(CompanyScene scene, string party, string requirement)
    {
        var id = await CompleteAsync(scene, Facts);
        await scene.DoAsync<SaveParty, PartyView>(o => o.RunAsync(scene.Team.Actor, new SavePartyRequest(id, null, 0, party, requirement), default));
        await scene.ApproveAsync(ScopeApproval.KindName, id, scene.Representative, scene.Manager);
        return id;
    }

    private static async Task<Guid> CreateAsync(CompanyScene scene) => (await scene.DoAsync<CreateScope, ScopeSaved>(o => o.RunAsync(scene.Team.Actor, new CreateScopeRequest(), default))).Id;

    private static async Task<Outcome<ScopeSaved>> ChangeAsync(CompanyScene scene, Guid id, ScopeFacts facts)
    {
        var version = await scene.App.ReadAsync(db => db.Set<ScopeStatement>().Where(s => s.Id == id).Select(s => s.Version).SingleAsync());
        return await scene.TryAsync<ChangeScope, ScopeSaved>(o => o.RunAsync(scene.Team.Actor, new ChangeScopeRequest(id, version, facts), default));
    }

    private static async Task SayAsync(CompanyScene scene, Guid id, ScopeFacts facts) => (await ChangeAsync(scene, id, facts)).Require();

    private static async Task<Outcome<ScopeSaved>> PutAsync(CompanyScene scene, Guid id, DrawingKind kind, byte[]? file = null, string name = "plan.svg", DateOnly? drawnOn = null)
    {
        using var content = new MemoryStream(file ?? Encoding.UTF8.GetBytes(Plan));
        return await scene.TryAsync<PutDrawing, ScopeSaved>(o => o.RunAsync(scene.Team.Actor, new PutDrawingRequest(id, kind, name, content, drawnOn), default));
    }

    private static async Task<Guid> CompleteAsync(CompanyScene scene, ScopeFacts facts)
    {
        var id = await CreateAsync(scene);
        await SayAsync(scene, id, facts);
        foreach (var kind in Enum.GetValues<DrawingKind>())
            (await PutAsync(scene, id, kind)).Require();
        return id;
    }

    private static Task<Outcome<AreaSaved>> AreaAsync(CompanyScene scene, Guid drawing, string name, string points, Guid? subject = null) =>
        scene.TryAsync<SaveArea, AreaSaved>(o => o.RunAsync(scene.Team.Actor, new SaveAreaRequest(drawing, null, 0, name, points, null, subject), default));

    private static Task<ScopeView> ReadAsync(CompanyScene scene, Guid id) => scene.DoAsync<ReadScope, ScopeView>(o => o.RunAsync(scene.Team.Actor, id, default));

    private static Task<List<string>> DutiesAsync(CompanyScene scene) =>
        scene.App.ReadAsync(db => db.Set<WorkItem>().Where(w => w.State == WorkState.Open && w.SubjectKind == DrawingDuties.SubjectKind).Select(w => w.Kind).OrderBy(k => k).ToListAsync());

    private sealed class Rooms(PlaceToMark place) : IContribute<PlacesToMark, PlaceToMark>
    {
        public Task<IReadOnlyList<PlaceToMark>> AnswerAsync(Actor actor, PlacesToMark question, CancellationToken ct) => Task.FromResult<IReadOnlyList<PlaceToMark>>([place]);
    }

    private sealed class Listener(List<ReassessmentDue> heard) : ISignalHandler<ReassessmentDue>
    {
        public Task HandleAsync(Actor actor, ReassessmentDue signal, CancellationToken ct)
        {
            heard.Add(signal);
            return Task.CompletedTask;
        }
    }
}
