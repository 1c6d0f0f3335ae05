using Isms.Kernel.Access;
using Isms.Kernel.Access.Account;
using Isms.Kernel.Access.SignIn;
using Isms.Kernel.Access.Tokens;
using Isms.Kernel.Settings;

namespace Isms.Kernel.Hosting;

/// <summary>The kernel's own front door: accounts, offices, settings, the ledger, the state of the system.</summary>
internal sealed class KernelModule : IModule
{
    public string Key => "kernel";

    public IEnumerable<Permission> Permissions => KernelPermissions.All;

    public IEnumerable<Setting> Settings => KernelSettings.All;

    public IEnumerable<MenuItem> Menu =>
    [
    ];

    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<PasswordGate>();
        services.AddScoped<SignInLock>();
        services.AddScoped<PasswordCheck>();
        services.AddScoped<Passwords>();
        services.AddScoped<SessionStart>();
    }

    public void MapEndpoints(RouteGroupBuilder api)
    {
        AccountEndpoints.Map(api);
        TokenEndpoints.Map(api);
    }
}
