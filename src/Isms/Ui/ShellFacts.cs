using Isms.Kernel.Access;
using Isms.Kernel.Hosting;
using Isms.Kernel.Settings;

namespace Isms.Ui;

/// <summary>What the frame of every page shows: whose system it is, the menu, and how much waits for the person.</summary>
internal sealed class ShellFacts(Catalogue catalogue, SettingsReader settings, IInboxCount inbox)
{
    public IReadOnlyList<Kernel.Hosting.MenuItem> Menu => catalogue.Menu;

    public Task<string> OrganizationAsync(CancellationToken ct) => settings.TextAsync(KernelSettings.OrganizationName, ct);

    public Task<int> InboxCountAsync(Actor actor, CancellationToken ct) => inbox.CountAsync(actor, ct);
}

/// <summary>How many duties wait for a person: one statement.</summary>
internal interface IInboxCount
{
    Task<int> CountAsync(Actor actor, CancellationToken ct);
}
