using System.Net;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Modules.Applicability;
using Isms.Modules.Conformity.AsOf;
using Isms.Tests.Modules.Applicability;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Conformity;

public sealed class AsOfTests
{
    [Theory, BothDatabases]
    public async Task The_system_is_shown_as_it_was_recorded_at_the_end_of_a_day(On on)
    {
        await using var scene = await SoaScene.StartAsync(on);
        var first = await scene.InForceAsync();
        var name = scene.Representative.Actor.Name;
        scene.App.Clock.Advance(TimeSpan.FromDays(30));
        var second = await scene.PrepareAsync(note: "年度评审");
        await scene.DecideAllAsync(second);
        await scene.ApproveAsync(second);
        await scene.App.SaveAsync(db => db.People.Single(p => p.Id == scene.Representative.Actor.PersonId).Rename("后来的名字"));

        var before = await SystemAsync(scene, TestApp.Today);
        before.Facts.Single(f => f.Value.EndsWith("V1.0", StringComparison.Ordinal)).Href.ShouldBe($"/ledger/as-of/applicability_versions/{first}?day=2026-03-02");
        before.Facts.ShouldContain(f => f.Value == name);
        before.Kinds.Single(k => k.Type == "applicability_versions").ShouldSatisfyAllConditions(k => k.Then.ShouldBe(1), k => k.Now.ShouldBe(2), k => k.Name.ShouldBe("适用性声明"));

        var after = await SystemAsync(scene, TestApp.Today.AddDays(30));
        after.Facts.ShouldContain(f => f.Value.EndsWith("V1.1", StringComparison.Ordinal));
        after.Facts.ShouldContain(f => f.Value == "后来的名字");
        (await SystemAsync(scene, TestApp.Today.AddDays(-1))).ShouldSatisfyAllConditions(s => s.Sequence.ShouldBe(0), s => s.Kinds.Sum(k => k.Then).ShouldBe(0));
    }

    [Theory, BothDatabases]
    public async Task A_thing_is_read_as_it_was_before_it_changed_and_is_gone_after_it_was_deleted(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var auditor = await app.PersonAsync(null, Office.ExternalAuditor);
        var id = await app.DepartmentAsync("研发部");
        // 23:59 of the same day in Shanghai, then one minute into the next: the day is the organization's, not that of UTC.
        app.Clock.Advance(TimeSpan.FromHours(15) - TimeSpan.FromMinutes(1));
        await app.SaveAsync(db => Rename(db.Departments.Single(d => d.Id == id), "产品部"));
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await app.SaveAsync(db => Rename(db.Departments.Single(d => d.Id == id), "软件部"));
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.SaveAsync(db => db.Remove(db.Departments.Single(d => d.Id == id)));

        async Task<string> NameAsync(DateOnly day) => (await ConformityScene.GetAsync(auditor, FormattableString.Invariant($"/api/v1/ledger/as-of/{day:yyyy-MM-dd}/kernel_departments/{id}"))).GetProperty("state").GetProperty("name").GetString()!;
        (await NameAsync(TestApp.Today)).ShouldBe("产品部");
        (await NameAsync(TestApp.Today.AddDays(1))).ShouldBe("软件部");
        foreach (var day in new[] { "2026-03-01", "2026-03-04" })
            (await auditor.Client.GetAsync($"/api/v1/ledger/as-of/{day}/kernel_departments/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound, day);
        (await CountAsync("2026-03-03")).ShouldBe(1);
        (await CountAsync("2026-03-04")).ShouldBe(0);
        (await auditor.Client.GetAsync($"/ledger/as-of/kernel_departments/{id}?day=2026-03-02")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await auditor.Client.GetStringAsync($"/history/kernel_departments/{id}")).ShouldContain($"/ledger/as-of/kernel_departments/{id}");

        async Task<int> CountAsync(string day) => (await ConformityScene.GetAsync(auditor, "/api/v1/ledger/as-of/" + day)).GetProperty("kinds").EnumerateArray().Single(k => k.GetProperty("type").GetString() == "kernel_departments").GetProperty("then").GetInt32();

        static void Rename(Department department, string name) => department.Name = name;
    }

    [Theory, BothDatabases]
    public async Task Many_things_come_page_by_page_each_once(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var auditor = await app.PersonAsync(null, Office.ExternalAuditor);
        await app.SaveAsync(db =>
        {
            for (var i = 0; i < 230; i++)
            {
                var department = new Department { Code = $"N{i:000}", Name = "部门" };
                department.Place(null);
                db.Add(department);
            }
        });
        var seen = new List<string>();
        var after = (string?)null;
        for (var pages = 0; pages == 0 || after is not null; pages++)
        {
            pages.ShouldBeLessThan(5);
            var page = await ConformityScene.GetAsync(auditor, "/api/v1/ledger/as-of/2026-03-02/kernel_departments" + (after is null ? "" : "?after=" + after));
            seen.AddRange(page.GetProperty("things").EnumerateArray().Select(t => t.GetProperty("title").GetString()!));
            after = page.TryGetProperty("next", out var next) && next.ValueKind == JsonValueKind.String ? next.GetString() : null;
        }
        seen.Count.ShouldBe(230);
        seen.Distinct().Count().ShouldBe(230);
        (await auditor.Client.GetAsync("/ledger/as-of/kernel_departments?day=2026-03-02")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, BothDatabases]
    public async Task Days_to_come_unknown_kinds_and_people_without_the_right_are_refused(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var auditor = await app.PersonAsync(null, Office.ExternalAuditor);
        (await auditor.Client.GetAsync("/api/v1/ledger/as-of/2026-03-03")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await auditor.Client.GetAsync("/api/v1/conformity/as-of/2026-03-03")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await auditor.Client.GetAsync("/api/v1/conformity/as-of/31.02.2026")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await auditor.Client.GetAsync("/api/v1/ledger/as-of/2026-03-02/no_such_table")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        foreach (var address in new[] { "/conformity/as-of", "/conformity/as-of?day=2026-03-01", "/conformity/as-of?day=nonsense" })
            (await auditor.Client.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK, address);
        (await auditor.Client.GetAsync("/conformity/as-of?day=2027-01-01")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var administrator = await app.PersonAsync(null, Office.AuditAdministrator);
        (await administrator.Client.GetAsync("/api/v1/conformity/as-of/2026-03-02")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task<SystemAsOf> SystemAsync(SoaScene scene, DateOnly day)
    {
        var reader = new Actor
        {
            PersonId = scene.Manager.Actor.PersonId, UserId = scene.Manager.Actor.UserId, Name = scene.Manager.Actor.Name, Offices = scene.Manager.Actor.Offices, Today = TestApp.Today.AddDays(60),
        };
        return (await scene.RunAsync<ReadSystemAsOf, SystemAsOf>(o => o.RunAsync(reader, day, default))).Require();
    }
}
