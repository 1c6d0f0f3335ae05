using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.BrowserTests.Support;

/// <summary>The product running for one class of tests, and the people who visit it.</summary>
public abstract class Site(Stage stage) : IAsyncLifetime
{
    private readonly ShiftedClock _clock = new();
    private WebApplication? _app;
    private string _folder = "";

    public string Address => _app!.Urls.Single();

    internal IServiceProvider Services => _app!.Services;

    /// <summary>What all people of the company sign in with.</summary>
    public string Password { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (!stage.HasBrowser)
            return;
        (_folder, Password) = await FolderAsync(stage);
        _app = Stage.Host(_folder, _clock);
        await IsmsHost.MigrateAsync(_app.Services, CancellationToken.None);
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is null)
            return;
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>A page in a browser of its own, nobody signed in.</summary>
    /// <param name="width">Of the window, in CSS pixels.</param>
    public async Task<IPage> OpenAsync(int width = 1440)
    {
        var context = await stage.Browser.NewContextAsync(new() { BaseURL = Address, ViewportSize = new() { Width = width, Height = 900 }, Locale = "zh-CN", ReducedMotion = ReducedMotion.Reduce });
        context.SetDefaultTimeout(Stage.Patience);
        context.SetDefaultNavigationTimeout(Stage.Patience);
        return await context.NewPageAsync();
    }

    /// <summary>A page in a browser of its own, signed in through the sign-in page.</summary>
    public async Task<IPage> SignInAsync(string userName, CultureInfo? culture = null, int width = 1440)
    {
        var page = await OpenAsync(width);
        await page.GotoAsync($"/language/{culture ?? Phrase.Chinese}?return=/sign-in");
        await page.SignInAsync(userName, Password, culture ?? Phrase.Chinese);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = Phrase.In(culture ?? Phrase.Chinese, "work.title"), Level = 1 })).ToBeVisibleAsync();
        return page;
    }

    /// <summary>A page in a browser of its own, signed in with a session given by <see cref="HireAsync"/>.</summary>
    internal async Task<IPage> VisitAsync(Reader reader, int width = 1440)
    {
        var page = await OpenAsync(width);
        await page.Context.AddCookiesAsync([new Cookie { Name = ActorMiddleware.SessionCookie, Value = reader.Token, Url = Address }]);
        return page;
    }

    /// <summary>People of a new department, each with an account and a session.</summary>
    internal async Task<IReadOnlyList<Reader>> HireAsync(string department, int count)
    {
        var unit = new Department { Code = "X" + department.Length + count, Name = department };
        unit.Place(null);
        var now = DateTime.SpecifyKind(_clock.GetUtcNow().UtcDateTime, DateTimeKind.Utc);
        var hired = Enumerable.Range(1, count).Select(i =>
        {
            var person = new Person { EmployeeNumber = $"X{i:000}", Name = $"{department}员工{i}", DepartmentId = unit.Id };
            person.Rename(person.Name);
            return (Person: person, User: new User { PersonId = person.Id, UserName = person.EmployeeNumber, NormalizedUserName = person.EmployeeNumber, SecurityStamp = "stamp" }, Token: Guid.CreateVersion7().ToString("N"));
        }).ToList();
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IsmsDbContext>();
        db.Add(unit);
        db.AddRange(hired.SelectMany(h => new object[]
        {
            h.Person, h.User, new Session { UserId = h.User.Id, TokenHash = ActorMiddleware.HashOf(h.Token), StartedAt = now, SeenAt = now, EndsAt = now.AddHours(8), Complete = true },
        }));
        await db.SaveAsync(Actor.System("test", DateOnly.FromDateTime(now)), "kernel.set-up", CancellationToken.None);
        return [.. hired.Select(h => new Reader(h.Person.Id, h.Person.Name, h.Token))];
    }

    /// <summary>Time goes by; sessions end as they would.</summary>
    internal void Wait(TimeSpan time) => _clock.Ahead += time;

    /// <summary>Reads from the product's database.</summary>
    internal async Task<T> ReadAsync<T>(Func<IsmsDbContext, Task<T>> read)
    {
        await using var scope = Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<IsmsDbContext>());
    }

    /// <summary>The folder with the instance's data, and the password of its people.</summary>
    protected abstract Task<(string Folder, string Password)> FolderAsync(Stage stage);
}

/// <summary>Somebody hired for a test.</summary>
/// <param name="Token">What stands in the session cookie.</param>
internal sealed record Reader(Guid Id, string Name, string Token);

/// <summary>The machine's clock, some time ahead.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}

/// <summary>The demo company, of which the tests of one class may change what they like.</summary>
public sealed class DemoSite(Stage stage) : Site(stage)
{
    protected override Task<(string Folder, string Password)> FolderAsync(Stage stage) => stage.CopyCompanyAsync();
}

/// <summary>An instance just installed: nothing in it, nobody who can sign in.</summary>
public sealed class EmptySite(Stage stage) : Site(stage)
{
    protected override Task<(string Folder, string Password)> FolderAsync(Stage stage) =>
        Task.FromResult((Directory.CreateTempSubdirectory("isms-browser-").FullName, ""));
}
