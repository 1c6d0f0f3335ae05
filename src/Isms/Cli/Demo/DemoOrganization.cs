using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Isms.Modules.Organization.Leaving;
using Isms.Modules.Organization.Letters;
using Isms.Modules.Organization.Posts;
using Isms.Modules.Organization.Profile;
using Isms.Modules.Organization.Promises;

namespace Isms.Cli.Demo;

/// <summary>
/// The demo company's organization: a signed letter and one that waits for the general manager, its profile and licences, posts with duties, and a promise
/// that not everybody has signed yet.
/// </summary>
internal static class DemoOrganization
{
    public static async Task MakeAsync(IServiceProvider services, CultureInfo culture, DemoPeople people, string password, CancellationToken ct)
    {
        var actors = new DemoActors(services, people, culture, password, ct);
        string Say(string key) => Phrase.In(culture, "demo." + key);
        var today = await actors.AsAsync<ReadProfile, DateOnly>("team", (_, actor) => Task.FromResult<Outcome<DateOnly>>(actor.Today));

        await WriteLettersAsync(actors, people, today, ct);
        await DescribeAsync(actors, people, today, Say, ct);
        await WritePostsAsync(actors, people, Say, ct);
        await PromiseAsync(actors, people, password, ct);
        await using var scope = services.CreateAsyncScope();
        (await scope.ServiceProvider.GetRequiredService<WatchOrganization>().RunAsync(Actor.System("demo", await scope.ServiceProvider.GetRequiredService<SettingsReader>().TodayAsync(ct)), ct)).Require();
    }

    /// <summary>授权书 (4.2.1.9): the management system is authorised to run, once what it rests on stands.</summary>
    public static async Task AuthorizeAsync(DemoActors actors, DemoPeople people, DateOnly today, CancellationToken ct)
    {
        var facts = new LetterFacts(Grants: [new GrantFacts(Office.IsmsTeam, people.People["office"], null, today, today.AddYears(3))], AuthorizesOperation: true);
        var letter = await actors.AsAsync<DraftLetter, LetterSaved>("documents", (o, a) => o.RunAsync(a, facts, ct));
        await actors.SignAsync("documents", LetterApproval.KindName, letter.Id);
    }

    private static async Task WriteLettersAsync(DemoActors actors, DemoPeople people, DateOnly today, CancellationToken ct)
    {
        var owner = new LetterFacts(Grants: [new GrantFacts(Office.ProjectOwner, people.People["engineer"], null, today, today.AddYears(3))]);
        var signed = await actors.AsAsync<DraftLetter, LetterSaved>("documents", (o, a) => o.RunAsync(a, owner, ct));
        await actors.SignAsync("documents", LetterApproval.KindName, signed.Id);
        var next = new LetterFacts(Grants: [new GrantFacts(Office.IsmsTeam, people.People["finance"], null, today.AddDays(14), today.AddYears(3)), new GrantFacts(Office.InternalAuditor, people.People["documents"], null, today.AddDays(14))]);
        var waiting = await actors.AsAsync<DraftLetter, LetterSaved>("documents", (o, a) => o.RunAsync(a, next, ct));
        await actors.SignAsync("documents", LetterApproval.KindName, waiting.Id, leaveTo: Office.GeneralManager);
    }

    private static async Task DescribeAsync(DemoActors actors, DemoPeople people, DateOnly today, Func<string, string> say, CancellationToken ct)
    {
        await actors.AsAsync<SaveProfile, ProfileSaved>("team", (o, a) => o.RunAsync(a, new SaveProfileRequest(0, new ProfileFacts(
            today.AddMonths(-6), null, today.AddYears(-12), say("profile.address"), say("profile.premises"), say("profile.business"), say("profile.introduction"))), ct));
        foreach (var (key, expires) in new (string, DateOnly?)[] { ("licence", null), ("software", today.AddDays(40)), ("quality", today.AddMonths(20)) })
        {
            await actors.AsAsync<SaveCertificate, CertificateSaved>("team", (o, a) => o.RunAsync(a, new SaveCertificateRequest(null, 0, new CertificateFacts(
                say("certificate." + key), null, say("certificate." + key + ".issuer"), today.AddYears(-2), expires)), ct));
        }
        foreach (var (head, department) in new[] { ("engineer", "engineering"), ("finance", "finance"), ("office", "office") })
        {
            await actors.AsAsync<SaveDepartmentDuties, DepartmentDutiesView>(head, (o, a) => o.RunAsync(a, new SaveDepartmentDutiesRequest(
                people.Departments[department], 0, Phrase.Of("organization.duties-general-standard"), Phrase.Of("organization.duties-security-standard")), ct));
        }
    }

    private static async Task WritePostsAsync(DemoActors actors, DemoPeople people, Func<string, string> say, CancellationToken ct)
    {
        var posts = new Dictionary<string, PostSaved>(StringComparer.Ordinal);
        foreach (var (userName, post) in DemoCompany.SignIns.Where(s => s.Post is "employee" or "head-engineering" or "head-office" or "head-finance" or "system-administrator" or "document-controller"))
            posts[userName] = await actors.AsAsync<CreatePost, PostSaved>("team", (o, a) => o.RunAsync(a, new CreatePostRequest(say("post." + post), null, say("duties." + (post.StartsWith("head-", StringComparison.Ordinal) ? "head" : post))), ct));
        foreach (var userName in new[] { "engineer", "office", "documents" })
            await actors.AsAsync<ConfirmDuties, Done>(userName, (o, a) => o.RunAsync(a, new ConfirmDutiesRequest(posts[userName].Id, 1), ct));
    }

    // Sales and the employee have not signed, and find it in their inboxes.
    private static async Task PromiseAsync(DemoActors actors, DemoPeople people, string password, CancellationToken ct)
    {
        var text = await actors.AsAsync<WritePromise, PromiseView>("documents", (o, a) => o.RunAsync(a, new WritePromiseRequest(Phrase.Of("organization.promise-standard")), ct));
        await actors.SignAsync("documents", PromiseApproval.KindName, text.Id);
        foreach (var userName in new[] { "gm", "mr", "leader", "team", "office", "finance", "engineer", "auditor", "documents", "sysadmin" })
            await actors.AsAsync<SignPromise, Done>(userName, (o, a) => o.RunAsync(a, new SignPromiseRequest(text.Id, password), ct));
        foreach (var userName in new[] { "engineer", "office" })
            await actors.AsAsync<CompleteOnboarding, OnboardingCompleted>("team", (o, a) => o.RunAsync(a, people.People[userName], ct));
    }
}
