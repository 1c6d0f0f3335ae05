using Isms.Kernel.Access;
using Isms.Kernel.Access.Account;
using Isms.Kernel.Access.SignIn;
using Isms.Kernel.Access.Tokens;
using Isms.Kernel.Files;
using Isms.Kernel.Progress;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Work;

namespace Isms.Kernel.Hosting;

/// <summary>The kernel's own front door: accounts, offices, settings, the ledger, the state of the system.</summary>
internal sealed class KernelModule : IModule
{
    public string Key => "kernel";

    public IEnumerable<Permission> Permissions =>
        [.. KernelPermissions.All, .. SigningPermissions.All, .. WorkPermissions.All, .. FilesPermissions.All, .. ProgressPermissions.All];

    public IEnumerable<Setting> Settings => [.. KernelSettings.All, .. FilesSettings.All];

    public IEnumerable<MenuItem> Menu =>
    [
        new(Phase.System, "kernel", "signing.list", "/approvals", SigningPermissions.See),
        new(Phase.System, "kernel", "signing.routes-title", "/approval-routes", SigningPermissions.SeeAll),
    ];

    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<PasswordGate>();
        services.AddScoped<SignInLock>();
        services.AddScoped<PasswordCheck>();
        services.AddScoped<Passwords>();
        services.AddScoped<SessionStart>();
        services.AddSigning().AddWork().AddFiles().AddProgress();
    }

    public void MapEndpoints(RouteGroupBuilder api)
    {
        AccountEndpoints.Map(api);
        TokenEndpoints.Map(api);
        api.MapSigningEndpoints();
        api.MapWorkEndpoints();
        api.MapFilesEndpoints();
        api.MapProgressEndpoints();
    }
}
