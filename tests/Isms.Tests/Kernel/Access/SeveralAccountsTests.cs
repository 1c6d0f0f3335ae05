using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using Isms.Kernel.Access;
using Isms.Kernel.Access.Accounts.FirstPasswords;
using Isms.Kernel.Http;
using Isms.Kernel.Notices;
using Isms.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.Tests.Kernel.Access;

/// <summary>Accounts opened, disabled and unlocked for several people at once.</summary>
public sealed class SeveralAccountsTests
{
    [Theory, BothDatabases]
    public async Task All_who_work_here_get_an_account_and_the_first_passwords_are_read_once(On on)
    {
        await using var app = await Arrange.AppAsync(on);
        var (administrator, department) = (await app.PersonAsync(null, Office.SystemAdministrator), await app.DepartmentAsync("工程部"));
        await HireAsync(app, department, ("1001", "工程师甲", "jia@example.com"), ("1002", "工程师乙", ""), ("user 3", "工程师丙", ""), ("1004", "工程师丁", ""));
        await app.SaveAsync(db => db.People.Single(p => p.EmployeeNumber == "1004").LeftOn = TestApp.Today.AddDays(-1));
        var staff = await app.PersonAsync(department);

        (await staff.Client.GetAsync("/api/v1/accounts/proposals")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await staff.Client.PostAsJsonAsync("/api/v1/accounts/open", new { })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var proposed = await administrator.Client.GetFromJsonAsync<JsonElement>("/api/v1/accounts/proposals");
        proposed.GetProperty("ready").GetInt32().ShouldBe(2);
        proposed.GetProperty("people").EnumerateArray().Select(p => (p.GetProperty("employeeNumber").GetString(), p.GetProperty("problem").GetString() is null))
            .ShouldBe([("user 3", false), ("1001", true), ("1002", true)], ignoreOrder: true, "the leaver is not asked about");
        var page = await administrator.Client.GetStringAsync("/accounts/open");
        page.ShouldContain("“user 3”不能作为用户名");

        var opening = await OpenAsync(app, administrator, new { departmentId = department });
        opening.People.ShouldBe(2);
        var users = await app.ReadAsync(db => db.Users.Where(u => u.UserName == "1001" || u.UserName == "1002").ToListAsync());
        users.ShouldAllBe(u => u.MustChangePassword);
        (await app.ReadAsync(db => db.Ledger.CountAsync(e => e.UseCase == "kernel.account-created" && e.PersonId == administrator.Actor.PersonId))).ShouldBe(2);

        // Only who opened them takes the list, and once.
        var other = await app.PersonAsync(null, Office.SystemAdministrator);
        var file = $"/api/v1/accounts/lists/{opening.ListId}/file?format=";
        (await other.Client.PostAsync(file + "xlsx", null)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await other.Client.GetAsync(AccountOpening.PageOf(opening.ListId))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await administrator.Client.GetStringAsync(AccountOpening.PageOf(opening.ListId))).ShouldContain("领取密码条");
        var passwords = await TakenAsync(administrator, file + "xlsx");
        passwords.Keys.ShouldBe(["1001", "1002"], ignoreOrder: true);
        (await administrator.Client.PostAsync(file + "docx", null)).IsSuccessStatusCode.ShouldBeFalse();
        (await app.ReadAsync(db => db.Set<AccountSlip>().CountAsync())).ShouldBe(0);
        (await app.LedgerCountAsync("kernel.account-list-taken")).ShouldBe(1);
        (await app.ReadAsync(db => db.Ledger.AnyAsync(e => e.State.Contains(passwords["1001"])))).ShouldBeFalse("no password is in the ledger");

        var answer = await new Browser(app).SignInAsync("1001", passwords["1001"]);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var browser = new Browser(app);
        await browser.SignInAsync("1001", passwords["1001"]);
        (await browser.GetAsync("/")).WhereTo().ShouldStartWith("/account/password");
        (await administrator.Client.PostAsJsonAsync("/api/v1/accounts/open", new { departmentId = department })).StatusCode.ShouldBe(HttpStatusCode.Conflict, "all others have one");
    }

    [Theory, BothDatabases]
    public async Task Names_by_mail_address_collide_before_anything_is_opened(On on)
    {
        await using var app = await Arrange.AppAsync(on);
        var (administrator, department) = (await app.PersonAsync(null, Office.SystemAdministrator), await app.DepartmentAsync("工程部"));
        await HireAsync(app, department, ("1001", "工程师甲", "li.ming@example.com"), ("1002", "工程师乙", "Li.Ming@example.org"), ("1003", "工程师丙", ""), ("1004", "工程师丁", "zhao@example.com"), ("1005", "工程师戊", "user1@example.com"));
        await app.SetAsync(AccountNames.Rule, AccountNames.ByMail);

        var proposed = await app.RunAsync<ProposeAccounts, Outcome<AccountProposals>>(o => o.RunAsync(administrator.Actor, new ProposeAccountsRequest(), default));
        var people = proposed.Require().People.ToDictionary(p => p.EmployeeNumber);
        people["1001"].Problem!.ShouldContain("2 人");
        people["1002"].Problem!.ShouldContain("2 人");
        people["1003"].Problem.ShouldBe("没有邮箱");
        people["1005"].Problem!.ShouldContain("已被使用");
        (people["1004"].UserName, people["1004"].Problem).ShouldBe(("zhao", null));

        var refused = await app.RunAsync<OpenAccounts, Outcome<AccountsOpening>>(o => o.RunAsync(administrator.Actor, new OpenAccountsRequest([people["1001"].PersonId, people["1004"].PersonId]), default));
        refused.Refusal!.Code.ShouldBe(OpenAccounts.InTheWay.Code);
        refused.Refusal.Obstacles.ShouldHaveSingleItem().Text.ShouldContain("1001");
        (await app.RunAsync<OpenAccounts, Outcome<AccountsOpening>>(o => o.RunAsync(administrator.Actor, new OpenAccountsRequest([Guid.CreateVersion7()]), default))).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("personIds");
        (await app.RunAsync<OpenAccounts, Outcome<AccountsOpening>>(o => o.RunAsync(administrator.Actor, new OpenAccountsRequest(Delivery: PasswordDelivery.Mail), default))).Refusal!.Fields.ShouldHaveSingleItem().Code.ShouldBe("kernel.accounts.no-mail-server");
        (await OpenAsync(app, administrator, new { personIds = new[] { people["1004"].PersonId } })).People.ShouldBe(1);
        (await app.ReadAsync(db => db.Users.CountAsync(u => u.UserName == "zhao"))).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Passwords_go_out_by_mail_and_whoever_is_not_reached_stands_on_the_list_until_it_is_thrown_away(On on)
    {
        var box = new Post();
        await using var app = await TestApp.StartAsync(on, services =>
        {
            services.Configure<PasswordHasherOptions>(o => o.IterationCount = 1000);
            foreach (var real in services.Where(s => s.ServiceType == typeof(INoticeChannel) && s.ImplementationType == typeof(MailChannel)).ToList())
                services.Remove(real);
            services.AddSingleton<INoticeChannel>(box);
        });
        var (administrator, department) = (await app.PersonAsync(null, Office.SystemAdministrator), await app.DepartmentAsync("工程部"));
        await HireAsync(app, department, ("1001", "工程师甲", "jia@example.com"), ("1002", "工程师乙", "broken@example.com"), ("1003", "工程师丙", ""));
        var opening = await OpenAsync(app, administrator, new { delivery = "mail" });
        opening.People.ShouldBe(3);
        var letter = box.Sent.ShouldHaveSingleItem();
        (letter.To, letter.Text.Contains("1001", StringComparison.Ordinal)).ShouldBe(("jia@example.com", true));
        var list = (await app.RunAsync<ShowAccountLists, Outcome<IReadOnlyList<AccountListView>>>(o => o.RunAsync(administrator.Actor, opening.ListId, default))).Require().ShouldHaveSingleItem();
        (list.Opened, list.Mailed, list.Waiting).ShouldBe((3, 1, 2));

        app.Clock.Advance(TimeSpan.FromDays(8));
        await app.RunAsync<AccountListDays, int>(async w =>
        {
            await w.WorkAsync(app.System, default);
            return 0;
        });
        (await app.ReadAsync(db => db.Set<AccountSlip>().CountAsync())).ShouldBe(0);
        (await app.LedgerCountAsync("kernel.account-list-dropped")).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Several_accounts_are_disabled_and_enabled_at_once_but_not_ones_own(On on)
    {
        await using var app = await Arrange.AppAsync(on);
        var administrator = await app.PersonAsync(null, Office.SystemAdministrator);
        var (one, other) = (await app.PersonAsync(null), await app.PersonAsync(null));
        var ids = new[] { one.Actor.UserId, other.Actor.UserId };
        (await one.Client.PostAsJsonAsync("/api/v1/accounts/administer", new { userIds = ids, action = "disable" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await administrator.Client.PostAsJsonAsync("/api/v1/accounts/administer", new { userIds = (Guid[])[.. ids, administrator.Actor.UserId], action = "disable" })).IsSuccessStatusCode.ShouldBeFalse();
        (await administrator.Client.PostAsJsonAsync("/api/v1/accounts/administer", new { userIds = (Guid[])[.. ids, Guid.CreateVersion7()], action = "disable" })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await administrator.Client.PostAsJsonAsync("/api/v1/accounts/administer", new { userIds = ids, action = "disable" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.ReadAsync(db => db.Users.CountAsync(u => u.DisabledAt != null))).ShouldBe(2);
        (await one.Client.GetAsync("/api/v1/jobs/" + Guid.CreateVersion7())).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "the session ended");
        (await administrator.Client.GetStringAsync("/accounts")).ShouldContain("form=\"several\"");
        (await administrator.Client.PostAsJsonAsync("/api/v1/accounts/administer", new { userIds = ids, action = "enable" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.ReadAsync(db => db.Users.CountAsync(u => u.DisabledAt != null))).ShouldBe(0);
        (await app.LedgerCountAsync("kernel.account-disabled")).ShouldBe(2);
    }

    private static Task HireAsync(TestApp app, Guid department, params (string Number, string Name, string Email)[] people) => app.SaveAsync(db =>
    {
        foreach (var (number, name, email) in people)
        {
            var person = new Person { EmployeeNumber = number, Name = name, Email = email, DepartmentId = department };
            person.Rename(name);
            db.Add(person);
        }
    });

    /// <summary>Opens accounts through the API and waits for the job to end.</summary>
    private static async Task<AccountsOpening> OpenAsync(TestApp app, TestPerson by, object request)
    {
        using var response = await by.Client.PostAsJsonAsync("/api/v1/accounts/open", request);
        response.StatusCode.ShouldBe(HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
        var opening = (await response.Content.ReadFromJsonAsync<AccountsOpening>())!;
        var job = await by.Client.GetFromJsonAsync<JsonElement>("/api/v1/jobs/" + opening.JobId);
        for (var i = 0; i < 3000 && !job.GetProperty("finished").GetBoolean(); i++)
            job = await by.Client.GetFromJsonAsync<JsonElement>("/api/v1/jobs/" + opening.JobId);
        job.GetProperty("state").GetString().ShouldBe("done", job.ToString());
        return opening;
    }

    /// <summary>Sign-in name → first password.</summary>
    private static async Task<Dictionary<string, string>> TakenAsync(TestPerson by, string address)
    {
        var response = await by.Client.PostAsync(address, null);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        using var book = SpreadsheetDocument.Open(new MemoryStream(await response.Content.ReadAsByteArrayAsync()), false);
        var rows = book.WorkbookPart!.WorksheetParts.First().Worksheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Row>()
            .Select(r => r.Elements<DocumentFormat.OpenXml.Spreadsheet.Cell>().Select(c => c.InnerText).ToList());
        return rows.Where(r => r.Count >= 5 && System.Text.RegularExpressions.Regex.IsMatch(r[4], "^[a-z2-9]{4}(-[a-z2-9]{4}){3}$")).ToDictionary(r => r[3], r => r[4]);
    }

    private sealed class Post : INoticeChannel
    {
        public List<NoticeMessage> Sent { get; } = [];

        public Channel Kind => Channel.Mail;

        public bool Personal => true;

        public Task<bool> IsSetUpAsync(CancellationToken ct) => Task.FromResult(true);

        public Task SendAsync(NoticeMessage message, CancellationToken ct)
        {
            if (message.To.StartsWith("broken", StringComparison.Ordinal))
                throw new NoticeFailedException("no such mailbox");
            Sent.Add(message);
            return Task.CompletedTask;
        }
    }
}
