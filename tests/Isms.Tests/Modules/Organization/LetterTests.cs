using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Access.Appointments;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Kernel.Work;
using Isms.Modules.Organization.Letters;
using Isms.Modules.Organization.Offices;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Organization;

public sealed class LetterTests
{
    private static readonly DateOnly Today = TestApp.Today;

    [Theory, BothDatabases]
    [Trait("Requirement", "R-AUTH-01")]
    [Trait("Requirement", "R-APP4-01")]
    public async Task Only_the_general_managers_signature_makes_a_letter_hold_and_rights_follow_it(On on)
    {
        await using var scene = await OrganizationScene.StartAsync(on);
        var chosen = await scene.PersonAsync();
        var letter = (await scene.DraftAsync(new LetterFacts(Grants: [scene.Grant(chosen, Office.ManagementRepresentative)]))).Require();
        letter.Number.ShouldBe("SL-AL-2026-001");
        (await chosen.Client.GetAsync("/api/v1/settings")).StatusCode.ShouldBe(HttpStatusCode.Forbidden, "a draft gives nothing");

        (await scene.SignAsync(LetterApproval.KindName, letter.Id)).Require();

        (await chosen.Client.GetAsync("/api/v1/settings")).StatusCode.ShouldBe(HttpStatusCode.OK, "in office since the signature");
        var term = await scene.App.ReadAsync(db => db.Appointments.SingleAsync(a => a.Office == Office.ManagementRepresentative));
        (term.PersonId, term.StartsOn, term.LetterNumber).ShouldBe((chosen.Actor.PersonId, Today, letter.Number));
        (await scene.App.RunAsync<ChangeLetter, Outcome<LetterSaved>>(o => o.RunAsync(scene.Clerk.Actor, new ChangeLetterRequest(letter.Id, 99, new LetterFacts()), default))).Refusal.ShouldNotBeNull("frozen");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-AUTH-01")]
    public async Task A_second_representative_is_refused_with_both_terms_and_a_handover_keeps_the_first_with_its_end(On on)
    {
        await using var scene = await OrganizationScene.StartAsync(on);
        var first = await scene.PersonAsync();
        var second = await scene.PersonAsync();
        await scene.IssueAsync(scene.Grant(first, Office.ManagementRepresentative));

        var response = await scene.Clerk.Client.PostAsJsonAsync("/api/v1/appointment-letters", new { grants = new[] { new { office = "managementRepresentative", personId = second.Actor.PersonId, startsOn = "2026-03-10" } } });
        response.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var detail = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()!;
        detail.ShouldContain(first.Actor.Name);
        detail.ShouldContain(second.Actor.Name);
        detail.ShouldContain("2026-03-10");

        await scene.IssueAsync(scene.Grant(second, Office.ManagementRepresentative, Today.AddDays(8), handover: true));

        (await WhoAsync(scene, Today.AddDays(7))).ShouldBe(first.Actor.PersonId);
        (await WhoAsync(scene, Today.AddDays(8))).ShouldBe(second.Actor.PersonId);
        var history = (await scene.App.RunAsync<OfficesHeld, Outcome<IReadOnlyList<OfficeHeld>>>(o => o.RunAsync(first.Actor, new OfficesHeldRequest(null, Office.ManagementRepresentative), default))).Require();
        history.Select(h => (h.PersonId, h.EndsOn)).ShouldBe([(second.Actor.PersonId, null), (first.Actor.PersonId, Today.AddDays(7))]);
        (await first.Client.GetAsync("/api/v1/settings")).StatusCode.ShouldBe(HttpStatusCode.OK);
        scene.App.Clock.Advance(TimeSpan.FromDays(8));
        (await first.Client.GetAsync("/api/v1/settings")).StatusCode.ShouldBe(HttpStatusCode.Forbidden, "the office has passed on");
        (await second.Client.GetAsync("/api/v1/settings")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, BothDatabases]
    public async Task A_letter_signed_late_takes_effect_on_the_day_it_is_signed_without_a_gap(On on)
    {
        await using var scene = await OrganizationScene.StartAsync(on);
        var first = await scene.PersonAsync();
        var second = await scene.PersonAsync();
        await scene.IssueAsync(scene.Grant(first, Office.IsmsTeamLeader));
        var letter = (await scene.DraftAsync(new LetterFacts(Grants: [scene.Grant(second, Office.IsmsTeamLeader, Today.AddDays(1), handover: true)]))).Require();
        scene.App.Clock.Advance(TimeSpan.FromDays(5));

        (await scene.SignAsync(LetterApproval.KindName, letter.Id)).Require();

        var terms = await scene.App.ReadAsync(db => db.Appointments.Where(a => a.Office == Office.IsmsTeamLeader).OrderBy(a => a.StartsOn).ToListAsync());
        terms.Select(t => (t.StartsOn, t.EndsOn)).ShouldBe([(Today, Today.AddDays(4)), (Today.AddDays(5), null)]);
    }

    [Theory, BothDatabases]
    public async Task What_became_impossible_while_the_letter_was_on_its_way_is_not_signed(On on)
    {
        await using var scene = await OrganizationScene.StartAsync(on);
        var one = await scene.PersonAsync();
        var other = await scene.PersonAsync();
        var early = (await scene.DraftAsync(new LetterFacts(Grants: [scene.Grant(one, Office.ProjectOwner)]))).Require();
        var late = (await scene.DraftAsync(new LetterFacts(Grants: [scene.Grant(other, Office.ProjectOwner)]))).Require();
        var waiting = (await scene.App.RunAsync<SubmitForApproval, Outcome<ApprovalStarted>>(o => o.RunAsync(scene.Clerk.Actor, new SubmitForApprovalRequest(LetterApproval.KindName, late.Id, OrganizationScene.Password), default))).Require();
        (await scene.SignAsync(LetterApproval.KindName, early.Id)).Require();

        (await scene.SignOpenAsync(waiting.Id, scene.Manager)).Refusal!.Code.ShouldBe(AppointmentRules.Taken.Code);
        (await scene.App.ReadAsync(db => db.Appointments.CountAsync(a => a.Office == Office.ProjectOwner))).ShouldBe(1);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-AUTH-07")]
    [Trait("Requirement", "R-4.2.1.2.3-01")]
    [Trait("Requirement", "R-APP4-02")]
    public async Task Vacant_offices_are_listed_and_put_into_the_inbox_until_they_are_filled(On on)
    {
        await using var scene = await OrganizationScene.StartAsync(on);
        var sales = await scene.App.DepartmentAsync("销售部");
        var (representative, leader, head) = (await scene.PersonAsync(), await scene.PersonAsync(), await scene.PersonAsync());
        await scene.IssueAsync(scene.Grant(representative, Office.ManagementRepresentative), scene.Grant(leader, Office.IsmsTeamLeader), scene.Grant(head, Office.DepartmentHead, department: scene.Engineering));

        var gaps = await scene.Clerk.Client.GetFromJsonAsync<JsonElement>("/api/v1/offices/gaps");
        gaps.GetProperty("vacant").EnumerateArray().Select(v => v.GetProperty("office").GetString() + v.GetProperty("department").GetString()).ShouldBe(["ismsTeam", "departmentHead销售部"]);
        gaps.GetProperty("withoutMember").EnumerateArray().ShouldHaveSingleItem().GetProperty("name").GetString().ShouldBe("销售部");
        (await TitlesAsync(representative)).ShouldContain("部门“销售部”没有部门负责人，请编制任命书");
        (await scene.Clerk.Client.GetStringAsync("/organization/offices")).ShouldContain($"href=\"/organization/departments/{sales}\"");

        await scene.IssueAsync(scene.Grant(leader, Office.DepartmentHead, department: sales), scene.Grant(head, Office.IsmsTeam));
        (await TitlesAsync(representative)).ShouldBeEmpty();

        var ending = await scene.App.ReadAsync(db => db.Appointments.SingleAsync(a => a.Office == Office.IsmsTeamLeader));
        var letter = (await scene.DraftAsync(new LetterFacts(Ends: [new EndFacts(ending.Id, Today)]))).Require();
        (await scene.SignAsync(LetterApproval.KindName, letter.Id)).Require();
        var tomorrow = await scene.Clerk.Client.GetFromJsonAsync<JsonElement>("/api/v1/offices/gaps?on=2026-03-03");
        tomorrow.GetProperty("vacant").EnumerateArray().ShouldHaveSingleItem().GetProperty("office").GetString().ShouldBe("ismsTeamLeader");

        async Task<List<string>> TitlesAsync(TestPerson of) => (await scene.App.RunAsync<FindWork, Outcome<WorkList>>(o => o.RunAsync(new Actor
        {
            PersonId = of.Actor.PersonId, UserId = of.Actor.UserId, Today = Today, Culture = of.Actor.Culture, Offices = [new HeldOffice(Office.ManagementRepresentative, new HashSet<Guid>())],
        }, null, default))).Require().Items.Where(i => i.Kind == Vacancies.FillWork).Select(i => i.Title).ToList();
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-AUTH-06")]
    public async Task The_letter_comes_out_as_a_word_document_with_number_names_terms_and_duties(On on)
    {
        await using var scene = await OrganizationScene.StartAsync(on);
        var owner = await scene.PersonAsync();
        var letter = await scene.IssueAsync(scene.Grant(owner, Office.ProjectOwner, to: Today.AddYears(2)));

        var answer = await scene.Clerk.Client.GetAsync($"/api/v1/appointment-letters/{letter.Id}/document");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        await using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        using var reader = new StreamReader(zip.GetEntry("word/document.xml")!.Open());
        var text = await reader.ReadToEndAsync();
        foreach (var part in new[] { letter.Number, owner.Actor.Name, scene.Manager.Actor.Name, "2026-03-02", "2028-03-02", "确保信息安全管理体系的控制措施得到形成、实施、运行和控制" })
            text.ShouldContain(part);
        // The board of how controls are put in place is open to the office, in every department.
        new Actor { PersonId = owner.Actor.PersonId, Today = Today, Offices = [new HeldOffice(Office.ProjectOwner, new HashSet<Guid>())] }.ReachOf(Isms.Modules.Treatment.TreatmentPermissions.Read).All.ShouldBeTrue();
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.1.9-01")]
    public async Task The_do_phase_says_that_operation_is_not_authorised_until_a_letter_does(On on)
    {
        await using var scene = await OrganizationScene.StartAsync(on);
        (await PageAsync("/?phase=do")).ShouldContain("尚未授权");
        (await PageAsync("/?phase=plan")).ShouldNotContain("尚未授权");
        var letter = (await scene.DraftAsync(new LetterFacts(AuthorizesOperation: true))).Require();
        (await PageAsync("/?phase=do")).ShouldContain("尚未授权", customMessage: "a draft authorises nothing");
        (await scene.SignAsync(LetterApproval.KindName, letter.Id)).Require();
        (await PageAsync("/?phase=do")).ShouldNotContain("尚未授权");
        (await scene.App.ReadAsync(db => Isms.Modules.Organization.OrganizationViews.OperationAuthorizedAsync(db, default)))!.Since.ShouldBe(Today);

        Task<string> PageAsync(string address) => scene.Clerk.Client.GetStringAsync(address);
    }

    [Theory, BothDatabases]
    public async Task Bad_lines_are_named_where_they_stand(On on)
    {
        await using var scene = await OrganizationScene.StartAsync(on);
        var person = await scene.PersonAsync();

        (await scene.DraftAsync(new LetterFacts())).Refusal!.Code.ShouldBe(LetterDesk.SaysNothing.Code);
        (await FieldAsync(scene.Grant(person, Office.SystemAdministrator))).ShouldBe("grants[0].office");
        (await FieldAsync(scene.Grant(person, Office.DepartmentHead))).ShouldBe("grants[0].departmentId");
        (await FieldAsync(scene.Grant(person, Office.IsmsTeam, Today, Today.AddDays(-1)))).ShouldBe("grants[0].endsOn");
        (await FieldAsync(new GrantFacts(Office.IsmsTeam, Guid.CreateVersion7(), null, Today))).ShouldBe("grants[0].personId");
        (await scene.DraftAsync(new LetterFacts(Grants: [scene.Grant(person, Office.InternalAuditor), scene.Grant(person, Office.InternalAuditor)]))).Refusal!.Code.ShouldBe(AppointmentRules.HeldAlready.Code);
        (await scene.DraftAsync(new LetterFacts(Grants: [scene.Grant(scene.Manager, Office.ManagementRepresentative)]))).Refusal!.Code.ShouldBe(AppointmentRules.ManagerRepresentsHimself.Code);
        (await scene.DraftAsync(new LetterFacts(Grants: [scene.Grant(scene.Manager, Office.ManagementRepresentative) with { Reason = "公司只有六人" }]))).Require();
        (await person.Client.PostAsJsonAsync("/api/v1/appointment-letters", new { })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await scene.App.ReadAsync(db => db.Set<AppointmentLetter>().CountAsync())).ShouldBe(1, "a refused draft takes no number");

        async Task<string> FieldAsync(GrantFacts grant) => (await scene.DraftAsync(new LetterFacts(Grants: [grant]))).Refusal!.Fields.ShouldHaveSingleItem().Field;
    }

    [Theory, BothDatabases]
    public async Task The_pages_prepare_a_letter_keep_what_was_typed_and_show_who_held_office_on_a_day(On on)
    {
        await using var scene = await OrganizationScene.StartAsync(on);
        var leader = await scene.PersonAsync();
        var number = await scene.App.ReadAsync(db => db.People.Where(p => p.Id == leader.Actor.PersonId).Select(p => p.EmployeeNumber).SingleAsync());
        var user = await scene.App.ReadAsync(db => db.Users.Where(u => u.Id == scene.Clerk.Actor.UserId).Select(u => u.UserName!).SingleAsync());
        var browser = new Kernel.Access.Browser(scene.App);
        (await browser.SubmitAsync("/sign-in", "sign-in", ("userName", user), ("password", OrganizationScene.Password))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var more = await Kernel.Access.Browser.ReadAsync(await browser.SubmitAsync("/organization/letters/new", "draft", ("grants[0].personId", "nobody"), ("more", "1")));
        more.QuerySelector("[name='grants[1].personId']").ShouldNotBeNull("another line was asked for");
        more.QuerySelector("[name='grants[0].personId']")!.GetAttribute("value").ShouldBe("nobody");
        var wrong = await browser.SubmitAsync("/organization/letters/new", "draft", ("grants[0].personId", "nobody"), ("grants[0].office", "IsmsTeamLeader"), ("more", ""));
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var saved = await browser.SubmitAsync("/organization/letters/new", "draft", ("grants[0].personId", number), ("grants[0].office", "IsmsTeamLeader"), ("more", ""));
        saved.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var page = await browser.PageAsync(saved.Headers.Location!.ToString());
        page.Body!.TextContent.ShouldContain("主持信息安全管理小组的工作");
        (await browser.PageAsync(saved.Headers.Location + "/edit")).QuerySelector("[name='grants[0].personId']")!.GetAttribute("value")!.ShouldContain(number);
        (await browser.PageAsync("/organization/offices?on=2026-03-02")).Body!.TextContent.ShouldContain("空缺");
        (await browser.PageAsync("/organization/offices/GeneralManager")).Body!.TextContent.ShouldContain(scene.Manager.Actor.Name);
    }

    private static async Task<Guid> WhoAsync(OrganizationScene scene, DateOnly day) =>
        (await scene.App.RunAsync<OfficesHeld, Outcome<IReadOnlyList<OfficeHeld>>>(o => o.RunAsync(scene.Clerk.Actor, new OfficesHeldRequest(day), default))).Require().Single(h => h.Office == Office.ManagementRepresentative).PersonId;
}
