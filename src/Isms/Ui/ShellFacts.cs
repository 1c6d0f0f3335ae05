using Isms.Kernel.Access;
using Isms.Kernel.Hosting;
using Isms.Kernel.Settings;

namespace Isms.Ui;

/// <summary>What the frame of every page shows: whose system it is, the menu, and how much waits for the person.</summary>
internal sealed class ShellFacts(Catalogue catalogue, IServiceScopeFactory scopes)
{
    public IReadOnlyList<Kernel.Hosting.MenuItem> Menu => catalogue.Menu;

    public Task<string> OrganizationAsync(CancellationToken ct) => ApartAsync<SettingsReader, string>(settings => settings.TextAsync(KernelSettings.OrganizationName, ct));

    public Task<int> InboxCountAsync(Actor actor, CancellationToken ct) => ApartAsync<IInboxCount, int>(inbox => inbox.CountAsync(actor, ct));

    // The frame loads beside the page in it, and a database context serves one of them at a time.
    private async Task<TValue> ApartAsync<TService, TValue>(Func<TService, Task<TValue>> read) where TService : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<TService>());
    }
}

/// <summary>How many duties wait for a person: one statement.</summary>
internal interface IInboxCount
{
    Task<int> CountAsync(Actor actor, CancellationToken ct);
}
