using System.Globalization;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.BrowserTests.Support;

/// <summary>The product running for one class of tests, and the people who visit it.</summary>
public abstract class Site(Stage stage) : IAsyncLifetime
{
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
        _app = Stage.Host(_folder);
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

    /// <summary>Reads from the product's database.</summary>
    internal async Task<T> ReadAsync<T>(Func<IsmsDbContext, Task<T>> read)
    {
        await using var scope = Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<IsmsDbContext>());
    }

    /// <summary>The folder with the instance's data, and the password of its people.</summary>
    protected abstract Task<(string Folder, string Password)> FolderAsync(Stage stage);
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
