using Isms.Kernel.Access;
using Isms.Kernel.Numbering;
using Isms.Kernel.Settings;

namespace Isms.Kernel.Hosting;

/// <summary>The PDCA phase a process belongs to (manual, figure 1).</summary>
public enum Phase { Plan, Do, Check, Act, System }

/// <summary>A line of the menu.</summary>
/// <param name="Phase">Where in plan, do, check, act it stands.</param>
/// <param name="Process">The module's key; its heading is the phrase <c>{process}.menu</c>.</param>
/// <param name="Label">Resource key.</param>
/// <param name="Href">Root-relative address.</param>
/// <param name="Needs">Seen only by those who may; null for everybody signed in.</param>
/// <param name="Icon">Of Tabler Icons, for the process; the first line's counts.</param>
public sealed record MenuItem(Phase Phase, string Process, string Label, string Href, Permission? Needs = null, string? Icon = null);

/// <summary>A process's front door: all that the host needs to know of it. Operations are found by themselves (<see cref="Operations"/>).</summary>
internal interface IModule
{
    /// <summary>The folder's name in lower case: prefix of its tables, phrases and permissions.</summary>
    string Key { get; }

    IEnumerable<Permission> Permissions => [];

    IEnumerable<MenuItem> Menu => [];

    IEnumerable<Setting> Settings => [];

    IEnumerable<NumberKind> Numbers => [];

    /// <summary>Services beside the operations: approval subjects, contributions to open lists.</summary>
    void AddServices(IServiceCollection services) { }

    /// <param name="api">The group <c>/api/v1</c>, which carries authentication, idempotency and problem mapping.</param>
    void MapEndpoints(RouteGroupBuilder api) { }
}

/// <summary>All that the modules declare, gathered once.</summary>
internal sealed class Catalogue(IReadOnlyList<IModule> modules)
{
    public IReadOnlyList<IModule> Modules { get; } = modules;
    public IReadOnlyDictionary<string, Permission> Permissions { get; } = modules.SelectMany(m => m.Permissions).ToDictionary(p => p.Code, StringComparer.Ordinal);
    public IReadOnlyList<MenuItem> Menu { get; } = [.. modules.SelectMany(m => m.Menu)];
    public IReadOnlyDictionary<string, Setting> Settings { get; } = modules.SelectMany(m => m.Settings).ToDictionary(s => s.Key, StringComparer.Ordinal);
    public IReadOnlyDictionary<string, NumberKind> Numbers { get; } = modules.SelectMany(m => m.Numbers).ToDictionary(n => n.Code, StringComparer.Ordinal);
}
