using System.Globalization;
using System.Net;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Modules.Organization.Responsibilities;
using Isms.Tests.Modules.Risks;
using Isms.Tests.Support;

namespace Isms.Tests.Modules.Organization;

public sealed class PageStatementsTests
{
    [Theory, BothDatabases]
    public async Task Pages_of_people_departments_matrix_and_inbox_take_at_most_five_statements(On on)
    {
        await using var scene = await OrganizationScene.StartAsync(on);
        var team = await scene.PersonAsync(Office.IsmsTeam);
        var people = Enumerable.Range(1, 60).Select(i =>
        {
            var person = new Person { EmployeeNumber = string.Create(CultureInfo.InvariantCulture, $"P{i:000}"), Name = "员工", DepartmentId = scene.Engineering, Post = "开发工程师" };
            person.Rename("员工" + person.EmployeeNumber);
            return person;
        }).ToList();
        await scene.App.SaveAsync(db => db.AddRange(people));
        (await scene.App.RunAsync<CreateMatrix, Isms.Kernel.Http.Outcome<MatrixSaved>>(o => o.RunAsync(team.Actor, new CreateMatrixRequest(), default))).Require();
        // Everybody's inbox; those who establish the system are shown their next step besides, until it stands.
        var employee = await scene.PersonAsync();
        await team.Client.GetAsync("/organization/people");
        await employee.Client.GetAsync("/");

        foreach (var address in new[]
        {
            "/", "/organization/people", "/organization/people?limit=10&last=1", "/organization/people?q=" + Uri.EscapeDataString("员工") + "&sort=number", "/api/v1/people?limit=5", "/organization/departments", "/organization/chart",
            "/organization/responsibilities", "/resources/repairs", "/communication/announcements",
        })
        {
            using var counter = await SqlCounter.BeginAsync(scene.App);
            (await (address == "/" ? employee : team).Client.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK, address);
            counter.Statements.Count.ShouldBeLessThanOrEqualTo(5, address + "\n" + string.Join("\n----\n", counter.Statements));
        }
    }
}
