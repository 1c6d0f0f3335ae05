using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Isms.Modules.Organization.Departments;
using Isms.Modules.Organization.Offices;
using Isms.Modules.Organization.People;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.Tests.Modules.Organization;

public sealed class OrganizationTests
{
    [Theory, BothDatabases]
    public async Task Departments_form_a_tree_and_moving_one_takes_all_below_it_along(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var team = await app.PersonAsync(null, Office.IsmsTeam);
        var head = await CreateAsync(app, team, "HQ", "总部");
        var one = await CreateAsync(app, team, "A", "研发中心", head.Id);
        var two = await CreateAsync(app, team, "B", "工程部", one.Id);
        var three = await CreateAsync(app, team, "C", "测试组", two.Id);

        (await ChangeAsync(app, team, new ChangeDepartmentRequest(two.Id, two.Version, "B", "工程部", head.Id))).Require();

        var tree = await TreeAsync(app, team);
        tree.Select(d => (d.Name, d.Depth)).ShouldBe([("总部", 0), ("工程部", 1), ("测试组", 2), ("研发中心", 1)]);
        (await app.ReadAsync(db => db.Departments.SingleAsync(d => d.Id == three.Id))).Path.ShouldBe($"{head.Id}/{two.Id}/{three.Id}/");
        (await ChangeAsync(app, team, new ChangeDepartmentRequest(head.Id, head.Version, "HQ", "总部", three.Id))).Refusal!.Code.ShouldBe(DepartmentChange.BelowItself.Code);
        (await app.RunAsync<CreateDepartment, Outcome<DepartmentSaved>>(o => o.RunAsync(team.Actor, new CreateDepartmentRequest("A", "重复"), default))).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("code");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.3.4-02")]
    public async Task Founding_renaming_moving_and_closing_a_department_each_call_for_assessing_again(On on)
    {
        var heard = new List<ReassessmentDue>();
        await using var app = await TestApp.StartAsync(on, services => services.AddSingleton<ISignalHandler<ReassessmentDue>>(new Listener(heard)));
        var team = await app.PersonAsync(null, Office.IsmsTeam);
        var head = await CreateAsync(app, team, "HQ", "总部");
        var one = await CreateAsync(app, team, "A", "研发部");
        var renamed = (await ChangeAsync(app, team, new ChangeDepartmentRequest(one.Id, one.Version, "A", "研发中心"))).Require();
        var moved = (await ChangeAsync(app, team, new ChangeDepartmentRequest(one.Id, renamed.Version, "A", "研发中心", head.Id))).Require();
        var coded = (await ChangeAsync(app, team, new ChangeDepartmentRequest(one.Id, moved.Version, "A1", "研发中心", head.Id))).Require();
        (await CloseAsync(app, team, one.Id, coded.Version)).Require();

        heard.ShouldAllBe(s => s.Cause == ReassessmentCause.Organization);
        heard.Select(s => s.ReasonKey).ShouldBe(["organization.reassess-created", "organization.reassess-created", "organization.reassess-renamed", "organization.reassess-moved", "organization.reassess-closed"]);
    }

    [Theory, BothDatabases]
    public async Task A_department_with_people_departments_or_assets_is_not_closed_and_each_is_named(On on)
    {
        await using var scene = await Assets.AssetScene.StartAsync(on);
        await scene.CreateAsync();
        await scene.App.DepartmentAsync("测试组", scene.Engineering);
        var version = (await TreeAsync(scene.App, scene.Team)).Single(d => d.Id == scene.Engineering).Version;

        var refused = await CloseAsync(scene.App, scene.Team, scene.Engineering, version);

        refused.Refusal!.Code.ShouldBe(CloseDepartment.StillInUse.Code);
        var obstacles = string.Join("\n", refused.Refusal.Obstacles.Select(o => o.Text));
        obstacles.ShouldContain("3 名在职人员");
        obstacles.ShouldContain("测试组");
        obstacles.ShouldContain("1 项在用资产");
        obstacles.ShouldContain(scene.Engineer.Actor.Name);
    }

    [Theory, BothDatabases]
    public async Task A_person_is_found_by_part_of_the_name_and_after_the_last_day_has_no_rights(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var department = await app.DepartmentAsync("工程部");
        var team = await app.PersonAsync(department, Office.IsmsTeam);
        var leaver = await app.PersonAsync(department, Office.GeneralManager);
        var response = await team.Client.PostAsJsonAsync("/api/v1/people", new PersonFacts("N001", "欧阳修远", "工程师", null, department));
        response.StatusCode.ShouldBe(HttpStatusCode.Created);

        var found = await team.Client.GetFromJsonAsync<JsonElement>("/api/v1/people?q=" + Uri.EscapeDataString("修远"));
        found.GetProperty("rows").EnumerateArray().ShouldHaveSingleItem().GetProperty("department").GetString().ShouldBe("工程部");

        var person = (await app.RunAsync<ReadPerson, Outcome<PersonView>>(o => o.RunAsync(team.Actor, new ReadPersonRequest(leaver.Actor.PersonId), default))).Require();
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/people/{person.Id}")
        {
            Content = JsonContent.Create(new PersonFacts(person.EmployeeNumber, person.Name, null, null, department, null, TestApp.Today.AddDays(-1))),
        };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{person.Version}\"");
        (await team.Client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await leaver.Client.GetAsync("/api/v1/people")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory, BothDatabases]
    public async Task Bad_facts_of_a_person_are_named_field_by_field(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var department = await app.DepartmentAsync("工程部");
        var team = await app.PersonAsync(department, Office.IsmsTeam);

        var shape = await TryAsync(new PersonFacts("", " ", null, "not-an-address", department));
        shape.Refusal!.Fields.Select(f => f.Field).ShouldBe(["employeeNumber", "name", "email"], ignoreOrder: true);
        (await TryAsync(new PersonFacts("N1", "甲", null, null, Guid.CreateVersion7()))).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("departmentId");
        (await TryAsync(new PersonFacts("N1", "甲", null, null, department, TestApp.Today, TestApp.Today.AddDays(-1)))).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("leftOn");
        (await TryAsync(new PersonFacts("N1", "甲", null, null, department))).Require();
        (await TryAsync(new PersonFacts("N1", "乙", null, null, department))).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("employeeNumber");

        Task<Outcome<PersonSaved>> TryAsync(PersonFacts facts) => app.RunAsync<CreatePerson, Outcome<PersonSaved>>(o => o.RunAsync(team.Actor, new CreatePersonRequest(facts), default));
    }

    [Theory, BothDatabases]
    public async Task Who_held_an_office_is_answered_for_any_day(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var reader = await app.PersonAsync(null);
        var before = await app.PersonAsync(null);
        await app.SaveAsync(db => db.Add(new Appointment { PersonId = before.Actor.PersonId, Office = Office.ManagementRepresentative, StartsOn = new DateOnly(2024, 1, 1), EndsOn = new DateOnly(2025, 3, 1) }));
        var now = await app.PersonAsync(null, Office.ManagementRepresentative);

        (await HeldAsync(new DateOnly(2025, 3, 1))).Select(h => h.PersonId).ShouldContain(before.Actor.PersonId);
        (await HeldAsync(TestApp.Today)).ShouldHaveSingleItem().PersonId.ShouldBe(now.Actor.PersonId);

        async Task<IReadOnlyList<OfficeHeld>> HeldAsync(DateOnly day) =>
            (await app.RunAsync<OfficesHeld, Outcome<IReadOnlyList<OfficeHeld>>>(o => o.RunAsync(reader.Actor, new OfficesHeldRequest(day), default))).Require().Where(h => h.Office == Office.ManagementRepresentative).ToList();
    }

    [Theory, BothDatabases]
    public async Task Every_page_opens_for_an_employee_and_a_change_needs_the_right(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var department = await app.DepartmentAsync("工程部");
        var employee = await app.PersonAsync(department);

        foreach (var address in (string[])["/organization/departments", $"/organization/departments/{department}", "/organization/people", $"/organization/people/{employee.Actor.PersonId}", "/organization/offices?on=2026-01-01"])
        {
            var response = await employee.Client.GetAsync(address);
            response.StatusCode.ShouldBe(HttpStatusCode.OK, address);
        }
        (await employee.Client.GetAsync("/organization/people/new")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await employee.Client.PostAsJsonAsync("/api/v1/departments", new CreateDepartmentRequest("X", "新部门"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task<DepartmentSaved> CreateAsync(TestApp app, TestPerson by, string code, string name, Guid? parent = null) =>
        (await app.RunAsync<CreateDepartment, Outcome<DepartmentSaved>>(o => o.RunAsync(by.Actor, new CreateDepartmentRequest(code, name, parent), default))).Require();

    private static Task<Outcome<DepartmentSaved>> ChangeAsync(TestApp app, TestPerson by, ChangeDepartmentRequest request) =>
        app.RunAsync<ChangeDepartment, Outcome<DepartmentSaved>>(o => o.RunAsync(by.Actor, request, default));

    private static Task<Outcome<DepartmentSaved>> CloseAsync(TestApp app, TestPerson by, Guid id, int version) =>
        app.RunAsync<CloseDepartment, Outcome<DepartmentSaved>>(o => o.RunAsync(by.Actor, new CloseDepartmentRequest(id, version), default));

    private static async Task<IReadOnlyList<DepartmentView>> TreeAsync(TestApp app, TestPerson by) =>
        (await app.RunAsync<ListDepartments, Outcome<IReadOnlyList<DepartmentView>>>(o => o.RunAsync(by.Actor, new ListDepartmentsRequest(), default))).Require();

    private sealed class Listener(List<ReassessmentDue> heard) : ISignalHandler<ReassessmentDue>
    {
        public Task HandleAsync(Actor actor, ReassessmentDue signal, CancellationToken ct)
        {
            heard.Add(signal);
            return Task.CompletedTask;
        }
    }
}
