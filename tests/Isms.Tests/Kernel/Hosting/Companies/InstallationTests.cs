using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Access.Tokens;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Hosting;
using Isms.Kernel.Hosting.Backups;
using Isms.Kernel.Hosting.Companies;
using Isms.Kernel.Hosting.Setup;
using Isms.Kernel.Http;
using Isms.Kernel.Ledger;
using Isms.Kernel.Progress;
using Isms.Kernel.Settings;
using Isms.Modules;
using Isms.Tests.Kernel.Access;
using Isms.Tests.Kernel.Files;
using Isms.Tests.Support;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Isms.Tests.Kernel.Hosting.Companies;

/// <summary>Two companies in one process: nothing of the one is worth anything at the other.</summary>
public sealed class InstallationTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-14")]
    public async Task An_id_a_session_and_a_token_of_one_company_are_worth_nothing_at_the_other(On on)
    {
        await using var two = await TestInstallation.StartAsync(on);
        var ofA = await two.A.PersonAsync(await two.A.DepartmentAsync("甲方研发部"), Office.ManagementRepresentative);
        var ofB = await two.B.PersonAsync(await two.B.DepartmentAsync("乙方研发部"), Office.ManagementRepresentative);
        var token = (await two.A.RunAsync<CreateAccessToken, Outcome<CreatedAccessToken>>(c => c.RunAsync(ofA.Actor, new("api", "write", 30), default))).Require().Token;

        var address = $"/api/v1/people/{ofA.Actor.PersonId}";
        (await ofA.Client.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ofB.Client.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "the other company's id");
        (await ofB.Client.GetAsync($"/organization/people/{ofA.Actor.PersonId}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        // The cookie of a session at A, brought to B's address.
        var strayed = two.At(TestInstallation.HostOfB, ofA.Client);
        (await strayed.GetAsync("/api/v1/people")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var page = await strayed.GetAsync("/organization/people");
        page.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        page.WhereTo().ShouldStartWith("/sign-in");

        (await BearerAsync(TestInstallation.HostOfA)).ShouldBe(HttpStatusCode.OK);
        (await BearerAsync(TestInstallation.HostOfB)).ShouldBe(HttpStatusCode.Unauthorized);

        (await ofA.Client.GetStringAsync("/organization/people")).ShouldContain("甲公司");
        var seenByB = await ofB.Client.GetStringAsync("/organization/people");
        seenByB.ShouldContain("乙公司");
        seenByB.ShouldNotContain("甲");
        (await two.B.ReadAsync(db => db.People.CountAsync())).ShouldBe(1);

        async Task<HttpStatusCode> BearerAsync(string host)
        {
            var client = two.At(host);
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return (await client.GetAsync("/api/v1/people")).StatusCode;
        }
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-14")]
    public async Task One_signs_in_at_the_own_company_only_and_a_form_of_the_other_is_refused(On on)
    {
        await using var two = await TestInstallation.StartAsync(on, services => services.Configure<PasswordHasherOptions>(o => o.IterationCount = 1000));
        var (_, nameAtA) = await two.A.WithPasswordAsync(Office.ManagementRepresentative);
        await two.B.PersonAsync(null);
        await two.B.PersonAsync(null, Office.SystemAdministrator);

        var atB = new Browser(two.B);
        (await Browser.ReadAsync(await atB.SignInAsync("no-" + nameAtA))).QuerySelector("input[name=password]").ShouldNotBeNull();
        var atA = new Browser(two.A);
        var form = (await atA.PageAsync("/sign-in")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        (await atB.PostAsync("/sign-in", [new("_handler", "sign-in"), new("__RequestVerificationToken", form), new("userName", nameAtA), new("password", Arrange.Password)]))
            .StatusCode.ShouldBe(HttpStatusCode.BadRequest, "the form's proof was made with A's key");
        (await atA.SignInAsync(nameAtA)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await atA.GetAsync("/organization/people")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-14")]
    public async Task Files_ledger_and_settings_are_each_companys_own(On on)
    {
        await using var two = await TestInstallation.StartAsync(on, services => services.AddScoped<IAttachmentSubject, DepartmentFiles>());
        var department = await two.A.DepartmentAsync("甲方研发部");
        var head = await two.A.PersonAsync(department, Office.DepartmentHead);
        var ofB = await two.B.PersonAsync(await two.B.DepartmentAsync("乙方研发部"), Office.DepartmentHead);
        using var body = new MultipartFormDataContent
        {
            { new StringContent(DepartmentFiles.Name), "kind" }, { new StringContent(department.ToString()), "subjectId" }, { new ByteArrayContent("%PDF-1.7 of A"u8.ToArray()), "file", "a.pdf" },
        };
        var link = (await head.Client.PostAsync("/api/v1/attachments", body)).Headers.Location!.ToString();

        (await head.Client.GetAsync(link)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ofB.Client.GetAsync(link)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await two.At(TestInstallation.HostOfB, head.Client).GetAsync(link)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        Directory.EnumerateFiles(Path.Combine(two.A.Folder, "files"), "*", SearchOption.AllDirectories).Count().ShouldBe(1);
        Directory.EnumerateFileSystemEntries(Path.Combine(two.B.Folder, "files")).ShouldBeEmpty();

        (await two.B.ReadAsync(db => db.Ledger.AnyAsync(e => e.EntityId == department))).ShouldBeFalse();
        foreach (var app in (TestApp[])[two.A, two.B])
        {
            (await app.ReadAsync(db => db.Ledger.MinAsync(e => e.Sequence))).ShouldBe(1, "each chain begins with its own first entry");
            (await app.RunAsync<LedgerCheck, LedgerReport>(c => c.RunAsync(default))).Findings.ShouldBeEmpty();
        }
        (await two.A.RunAsync<SettingsReader, string>(s => s.TextAsync(KernelSettings.NumberPrefix, default))).ShouldBe("JA");
        (await two.B.RunAsync<SettingsReader, string>(s => s.TextAsync(KernelSettings.NumberPrefix, default))).ShouldBe("YB");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-14")]
    public async Task Work_begun_at_one_company_works_on_its_data_and_is_not_seen_at_the_other(On on)
    {
        await using var two = await TestInstallation.StartAsync(on);
        var ofA = await two.A.PersonAsync(null, Office.ManagementRepresentative);
        var ofB = await two.B.PersonAsync(null, Office.ManagementRepresentative);
        var id = await two.A.RunAsync<Jobs, Guid>(j => j.StartAsync(ofA.Actor, "test.job", "导入", async (services, _, ct) =>
        {
            var db = services.GetRequiredService<IsmsDbContext>();
            var made = new Department { Code = "X", Name = "由任务建立" };
            made.Place(null);
            db.Add(made);
            await db.SaveAsync(ofA.Actor, "test.arrange", ct);
            return new JobResult();
        }, default));
        for (var tries = 0; (await StateAsync()) is JobState.Queued or JobState.Running && tries < 500; tries++)
            await Task.Delay(10);

        (await StateAsync()).ShouldBe(JobState.Done);
        (await two.A.ReadAsync(db => db.Departments.CountAsync(d => d.Code == "X"))).ShouldBe(1);
        (await two.B.ReadAsync(db => db.Departments.CountAsync())).ShouldBe(0);
        (await ofB.Client.GetAsync("/api/v1/jobs/" + id)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        async Task<JobState> StateAsync() => (await two.A.RunAsync<GetJob, Outcome<JobView>>(g => g.RunAsync(ofA.Actor, id, default))).Require().State;
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-14")]
    public async Task Recurring_work_is_done_for_every_company_by_its_own_settings(On on)
    {
        await using var two = await TestInstallation.StartAsync(on);
        await two.A.SetAsync(BackupSettings.Hours, "24");
        await two.B.SetAsync(BackupSettings.Hours, "24");
        two.A.Clock.Advance(TimeSpan.FromMinutes(2));

        foreach (var app in (TestApp[])[two.A, two.B])
        {
            for (var tries = 0; await app.ReadAsync(db => db.Set<BackupRun>().CountAsync(b => b.EndedAt != null)) == 0 && tries < 1000; tries++)
                await Task.Delay(10);
            var run = await app.ReadAsync(db => db.Set<BackupRun>().SingleAsync());
            run.Error.ShouldBeEmpty();
            run.File.ShouldStartWith(app.Folder);
        }
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-14")]
    public async Task A_backup_of_one_company_holds_nothing_of_the_other_and_may_not_be_put_among_its_files(On on)
    {
        await using var two = await TestInstallation.StartAsync(on);
        var administrator = await two.A.PersonAsync(await two.A.DepartmentAsync("甲方研发部"), Office.SystemAdministrator);
        await two.B.DepartmentAsync("乙方研发部");
        var shared = Directory.CreateTempSubdirectory("isms-backups-").FullName;
        try
        {
            await two.A.SetAsync(BackupSettings.Folder, shared);
            await two.A.SetAsync(BackupSettings.Kept, "1");
            var other = Path.Combine(shared, "isms-beta-20260301-000000.zip");
            await File.WriteAllTextAsync(other, "B's");
            (await administrator.Client.PostAsync("/api/v1/backups", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
            two.A.Clock.Advance(TimeSpan.FromSeconds(1));
            (await administrator.Client.PostAsync("/api/v1/backups", null)).StatusCode.ShouldBe(HttpStatusCode.OK);

            File.Exists(other).ShouldBeTrue("each company deletes only backups of its own");
            var file = Directory.GetFiles(shared, "isms-alpha-*.zip").ShouldHaveSingleItem();
            await using var zip = await ZipFile.OpenReadAsync(file);
            zip.Entries.ShouldAllBe(e => e.FullName == "isms.db" || e.FullName == "isms.dump" || e.FullName.StartsWith("files/"));
            if (on == On.Sqlite)
            {
                await using var content = await zip.GetEntry("isms.db")!.OpenAsync();
                using var copy = new MemoryStream();
                await content.CopyToAsync(copy);
                copy.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes("甲方研发部")).ShouldBePositive();
                copy.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes("乙方研发部")).ShouldBe(-1);
            }
        }
        finally
        {
            Directory.Delete(shared, recursive: true);
        }
    }

    [Theory]
    [InlineData("/srv/isms", "main", "/srv/isms/companies/beta/files", true)]
    [InlineData("/srv/isms", "main", "/srv/isms/companies/../companies/beta", true)]
    [InlineData("/srv/isms", "main", "/srv/isms/backups", false)]
    [InlineData("/srv/isms", "main", "/backup", false)]
    [InlineData("/srv/isms/companies/beta", "beta", "/srv/isms/files", true)]
    [InlineData("/srv/isms/companies/beta", "beta", "/srv/isms/companies/alpha", true)]
    [InlineData("/srv/isms/companies/beta", "beta", "/srv/isms/companies/beta/backups", false)]
    [InlineData("/srv/isms/companies/beta", "beta", "/srv/isms-backups", false)]
    public void A_company_may_not_write_into_the_folder_of_another(string data, string company, string path, bool anothers) =>
        new InstanceOptions("isms.db", data, company).IsAnothers(path).ShouldBe(anothers);

    [Fact]
    [Trait("Requirement", "R-PLAT-14")]
    public async Task A_host_name_of_nobody_is_answered_with_a_page_that_names_no_company()
    {
        await using var two = await TestInstallation.StartAsync(On.Sqlite);
        await two.A.PersonAsync(null);
        var stranger = two.At("c.example.com");
        var answer = await stranger.GetAsync("/sign-in");
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain("此地址没有公司");
        page.ShouldNotContain("甲公司");
        page.ShouldNotContain("alpha");
        stranger.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en-GB");
        (await stranger.GetStringAsync("/health/live")).ShouldBe("ok");
        (await (await stranger.GetAsync("/")).Content.ReadAsStringAsync()).ShouldContain("No company at this address");
        var api = await stranger.GetAsync("/api/v1/people");
        api.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        api.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");

        (await stranger.GetFromJsonAsync<JsonElement>("/health/ready")).GetProperty("status").GetString().ShouldBe("ok");
        (await two.At("A.Example.com.").GetAsync("/sign-in")).StatusCode.ShouldBe(HttpStatusCode.OK, "capitals and a dot at the end mean the same name");
        (await two.At(TestInstallation.HostOfA + ":8443").GetAsync("/sign-in")).StatusCode.ShouldBe(HttpStatusCode.OK, "whatever the port");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-14")]
    public async Task Each_company_is_set_up_with_a_token_of_its_own(On on)
    {
        await using var two = await TestInstallation.StartAsync(on);
        foreach (var app in (TestApp[])[two.A, two.B])
            await app.SaveAsync(db => db.RemoveRange(db.Set<SettingValue>()));
        var tokenOfA = (await two.A.RunAsync<SetupToken, string?>(t => t.IssueAsync(default)))!;
        (await two.B.RunAsync<SetupToken, string?>(t => t.IssueAsync(default))).ShouldNotBeNull();

        (await two.A.RunAsync<SetupToken, bool>(t => t.IsRightAsync(tokenOfA, default))).ShouldBeTrue();
        (await two.B.RunAsync<SetupToken, bool>(t => t.IsRightAsync(tokenOfA, default))).ShouldBeFalse();
        await two.A.PersonAsync(null);
        (await two.A.Client().GetAsync("/")).WhereTo().ShouldStartWith("/sign-in");
        (await two.B.Client().GetAsync("/")).WhereTo().ShouldBe("/setup", "B still has nobody");
    }

    [Fact]
    public async Task A_company_that_could_not_be_opened_is_said_to_be_away_and_the_others_work()
    {
        var folder = Directory.CreateTempSubdirectory("isms-test-").FullName;
        try
        {
            await using var installation = Installation.Build([(new Company("alpha", ["a.example.com"]), new InstanceOptions(Path.Combine(folder, "isms.db"), folder, "alpha"))],
                ModuleList.InOrder, front => front.WebHost.UseTestServer(), each => TestApp.Prepare(each, new FakeTimeProvider(TestApp.Start)));
            await installation.Front.StartAsync();
            var client = installation.Front.GetTestServer().CreateClient();
            client.BaseAddress = new Uri("http://a.example.com");
            (await client.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            using var again = installation.Front.GetTestServer().CreateClient();
            (await again.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            await installation.Front.StopAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
