using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Tests.Kernel.Access;
using Isms.Tests.Modules.Risks;
using Isms.Tests.Support;

namespace Isms.Tests.Kernel.Registers;

public sealed class SavedViewTests
{
    private const string Register = "kernel.accounts";

    [Theory, BothDatabases]
    public async Task A_view_keeps_the_question_without_its_cursor_and_is_renamed_and_deleted_by_its_owner(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var person = await app.PersonAsync(null, Office.SystemAdministrator);

        var saved = await person.Client.PostAsJsonAsync("/api/v1/views", new { register = Register, name = " 停用 ", question = "q=li&filter.state=Disabled&sort=-person&columns=userName,state&after=xyz&other=1" });
        saved.StatusCode.ShouldBe(HttpStatusCode.Created);
        var view = await saved.Content.ReadFromJsonAsync<JsonElement>();
        view.GetProperty("name").GetString().ShouldBe("停用");
        view.GetProperty("question").GetString().ShouldBe("q=li&sort=-person&columns=userName%2Cstate&filter.state=Disabled");
        var address = "/api/v1/views/" + view.GetProperty("id").GetString();

        (await PutAsync(person, address, new { name = "已停用", shared = false }, 0)).StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        (await PutAsync(person, address, new { name = "已停用", shared = false }, 1)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await PutAsync(person, address, new { name = "已停用", shared = false }, 1)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await NamesAsync(person)).ShouldBe(["已停用"]);
        (await person.Client.DeleteAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await NamesAsync(person)).ShouldBeEmpty();
        (await app.LedgerCountAsync("kernel.view-saved")).ShouldBe(1);
        (await app.LedgerCountAsync("kernel.view-removed")).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task A_private_view_is_its_owners_alone_and_a_shared_one_everybodys_to_open_but_not_to_change(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var owner = await app.PersonAsync(null, Office.IsmsTeam);
        var employee = await app.PersonAsync(null);
        await SaveAsync(owner, "private", false);
        var own = (await (await SaveAsync(owner, "mine", false)).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        var shared = (await (await SaveAsync(owner, "shared", true)).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();

        (await NamesAsync(employee)).ShouldBe(["shared"]);
        (await SaveAsync(employee, "for all", true)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await PutAsync(employee, "/api/v1/views/" + shared, new { name = "x", shared = true }, 1)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await employee.Client.DeleteAsync("/api/v1/views/" + shared)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await employee.Client.DeleteAsync("/api/v1/views/" + own)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, BothDatabases]
    public async Task A_name_taken_a_register_that_is_none_and_a_text_too_long_are_refused(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var person = await app.PersonAsync(null);
        (await SaveAsync(person, "one", false)).StatusCode.ShouldBe(HttpStatusCode.Created);

        (await SaveAsync(person, "one", false)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await SaveAsync(person, "", false)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await SaveAsync(person, new string('x', 61), false)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await person.Client.PostAsJsonAsync("/api/v1/views", new { register = "../x", name = "two" })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await person.Client.PostAsJsonAsync("/api/v1/views", new { register = Register, name = "two", question = new string('x', 2001) })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await person.Client.PutAsJsonAsync("/api/v1/views/columns/" + Register, new { columns = new[] { "a,b" } })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await person.Client.PutAsJsonAsync("/api/v1/views/columns/" + Register, new { })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory, BothDatabases]
    public async Task The_list_offers_the_views_and_shows_the_columns_last_chosen(On on)
    {
        await using var app = await Arrange.AppAsync(on);
        var (_, name) = await app.WithPasswordAsync(Office.SystemAdministrator);
        var browser = new Browser(app);
        await browser.SignInAsync(name);

        (await browser.SubmitAsync("/views?register=kernel.accounts&return=%2Faccounts%3Ffilter.state%3DDisabled", "save", ("name", "停用账号"))).WhereTo().ShouldBe("/accounts?filter.state=Disabled");
        var list = await browser.PageAsync("/accounts");
        list.QuerySelectorAll("a.drop-item").Single(a => a.TextContent == "停用账号").GetAttribute("href").ShouldBe("/accounts?filter.state=Disabled");

        var menu = list.QuerySelector("form[action='/views/columns']")!;
        var hidden = menu.QuerySelectorAll("input[type=hidden]").Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value")!)).ToList();
        var chosen = await browser.PostAsync("/views/columns", [.. hidden, new("columns", "userName"), new("columns", "seen")]);
        chosen.WhereTo().ShouldBe("/accounts");
        // Boxes to tick and what to do with a row stand in columns without a heading to see.
        const string Headings = "thead th:not(:has(.visually-hidden))";
        (await browser.PageAsync("/accounts")).QuerySelectorAll(Headings).Length.ShouldBe(2);
        (await browser.PageAsync("/accounts?columns=person")).QuerySelectorAll(Headings).Length.ShouldBe(1, "what the address asks for comes first");
        (await browser.PostAsync("/views/columns", [new("register", "kernel.accounts"), new("columns", "person"), new("return", "/accounts")])).WhereTo().ShouldBe("/", "a form of another site");
        (await browser.PageAsync("/accounts")).QuerySelectorAll(Headings).Length.ShouldBe(2);
    }

    [Theory, BothDatabases]
    public async Task The_page_renames_shares_replaces_and_deletes(On on)
    {
        await using var app = await Arrange.AppAsync(on);
        var (person, name) = await app.WithPasswordAsync(Office.SystemAdministrator);
        var browser = new Browser(app);
        await browser.SignInAsync(name);
        var id = (await (await SaveAsync(person, "old", false)).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        const string page = "/views?register=kernel.accounts&return=%2Faccounts%3Fq%3Dli";

        (await browser.SubmitAsync(page, "change-" + id, ("name", "new"), ("do", "rename"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.SubmitAsync(page, "change-" + id, ("do", "share"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.SubmitAsync(page, "change-" + id, ("do", "replace"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var view = (await person.Client.GetFromJsonAsync<JsonElement[]>("/api/v1/views?register=" + Register))!.Single();
        view.GetProperty("name").GetString().ShouldBe("new");
        view.GetProperty("shared").GetBoolean().ShouldBeTrue();
        view.GetProperty("question").GetString().ShouldBe("q=li");
        (await browser.SubmitAsync(page, "change-" + id, ("name", "x"), ("version", "1"), ("do", "rename"))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await browser.SubmitAsync(page, "change-" + id, ("do", "remove"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await NamesAsync(person)).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task A_list_page_takes_at_most_five_statements(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var person = await app.PersonAsync(null, Office.SystemAdministrator);
        await SaveAsync(person, "one", true);
        await person.Client.GetStringAsync("/account");

        using var counter = await SqlCounter.BeginAsync(app);
        await person.Client.GetStringAsync("/accounts");
        counter.Statements.Count.ShouldBeLessThanOrEqualTo(5, string.Join("\n", counter.Statements));
    }

    private static Task<HttpResponseMessage> SaveAsync(TestPerson person, string name, bool shared) =>
        person.Client.PostAsJsonAsync("/api/v1/views", new { register = Register, name, shared, question = "" });

    private static async Task<string[]> NamesAsync(TestPerson person) =>
        [.. (await person.Client.GetFromJsonAsync<JsonElement[]>("/api/v1/views?register=" + Register))!.Select(v => v.GetProperty("name").GetString()!)];

    private static async Task<HttpResponseMessage> PutAsync(TestPerson person, string address, object content, int version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = JsonContent.Create(content) };
        if (version > 0)
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        return await person.Client.SendAsync(request);
    }
}
