using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.Tests.Support;

/// <summary>The manual's five units with the people who sign: everybody's password is taken on trust.</summary>
internal sealed partial class CompanyScene : IAsyncDisposable
{
    private CompanyScene(TestApp app) => App = app;

    public TestApp App { get; }
    public Guid Office { get; private set; }
    public Guid Sales { get; private set; }
    public Guid Finance { get; private set; }
    public Guid Engineering { get; private set; }
    public TestPerson Manager { get; private set; } = null!;
    public TestPerson Representative { get; private set; } = null!;
    public TestPerson Leader { get; private set; } = null!;
    public TestPerson Team { get; private set; } = null!;
    public TestPerson EngineeringHead { get; private set; } = null!;
    public TestPerson Employee { get; private set; } = null!;

    public static async Task<CompanyScene> StartAsync(On on, Action<IServiceCollection>? further = null)
    {
        var app = await TestApp.StartAsync(on, services =>
        {
            services.AddScoped<IReauthentication, Trusting>();
            further?.Invoke(services);
        });
        var scene = new CompanyScene(app)
        {
            Office = await app.DepartmentAsync("行政部"), Sales = await app.DepartmentAsync("商务部"), Finance = await app.DepartmentAsync("财务部"), Engineering = await app.DepartmentAsync("工程部"),
        };
        scene.Manager = await app.PersonAsync(scene.Office, Isms.Kernel.Access.Office.GeneralManager);
        scene.Representative = await app.PersonAsync(scene.Office, Isms.Kernel.Access.Office.ManagementRepresentative);
        scene.Leader = await app.PersonAsync(scene.Office, Isms.Kernel.Access.Office.IsmsTeamLeader);
        scene.Team = await app.PersonAsync(scene.Engineering, Isms.Kernel.Access.Office.IsmsTeam);
        scene.EngineeringHead = await app.PersonAsync(scene.Engineering, Isms.Kernel.Access.Office.DepartmentHead);
        scene.Employee = await app.PersonAsync(scene.Sales);
        return scene;
    }

    public Task<Outcome<T>> TryAsync<TOperation, T>(Func<TOperation, Task<Outcome<T>>> run) where TOperation : notnull => App.RunAsync(run);

    public async Task<T> DoAsync<TOperation, T>(Func<TOperation, Task<Outcome<T>>> run) where TOperation : notnull => (await App.RunAsync(run)).Require();

    public Task<Outcome<ApprovalStarted>> TrySubmitAsync(string kind, Guid id, TestPerson? by = null) =>
        TryAsync<SubmitForApproval, ApprovalStarted>(o => o.RunAsync((by ?? Team).Actor, new SubmitForApprovalRequest(kind, id, "secret"), default));

    /// <summary>Signs the step that is this person's turn, or the last one when none is.</summary>
    public async Task<Outcome<ApprovalProgress>> TrySignAsync(Guid approval, TestPerson by)
    {
        var view = await DoAsync<GetApproval, ApprovalView>(o => o.RunAsync(by.Actor, approval, default));
        var step = (view.Steps.FirstOrDefault(s => s.Mine) ?? view.Steps.Last(s => s.State is StepState.Open or StepState.Waiting)).Id;
        return await TryAsync<SignStep, ApprovalProgress>(o => o.RunAsync(by.Actor, new SignStepRequest(approval, step, "secret"), default));
    }

    /// <summary>Submitted by the team and signed by these, in this order.</summary>
    public async Task ApproveAsync(string kind, Guid id, params TestPerson[] signers)
    {
        var approval = (await TrySubmitAsync(kind, id)).Require().Id;
        foreach (var signer in signers)
            (await TrySignAsync(approval, signer)).Require();
    }

    /// <summary>Sends an update with the version it is based on.</summary>
    public static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string address, object? body, int version)
    {
        using var request = new HttpRequestMessage(method, address) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        return await client.SendAsync(request);
    }

    /// <summary>Sends a form of a page as a browser would: all its fields as shown, with these put in.</summary>
    public static async Task<HttpResponseMessage> PostFormAsync(HttpClient client, string page, string form, IReadOnlyDictionary<string, string> fields)
    {
        var first = await client.GetAsync(page);
        first.EnsureSuccessStatusCode();
        var html = await first.Content.ReadAsStringAsync();
        var body = Form().Matches(html).Select(m => m.Value).Single(f => f.Contains($"value=\"{form}\"", StringComparison.Ordinal));
        var values = Input().Matches(body).Select(m => m.Value).Where(i => Name().IsMatch(i))
            .Select(i => (Name: Decode(Name().Match(i).Groups[1].Value), Value: Decode(Value().Match(i).Groups[1].Value)))
            .GroupBy(i => i.Name).ToDictionary(g => g.Key, g => g.Last().Value);
        foreach (var (name, value) in fields)
            values[name] = value;
        foreach (var cookie in first.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
            client.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        return await client.PostAsync(page, new FormUrlEncodedContent(values));
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private static string Decode(string text) => System.Net.WebUtility.HtmlDecode(text);

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Input();

    [GeneratedRegex("\\bname=\"([^\"]*)\"")]
    private static partial Regex Name();

    [GeneratedRegex("\\bvalue=\"([^\"]*)\"")]
    private static partial Regex Value();

    private sealed class Trusting : IReauthentication
    {
        public Task<Refusal?> CheckAsync(Actor actor, string secret, CancellationToken ct) => Task.FromResult<Refusal?>(null);
    }
}
