using Isms.Kernel.Access;
using Isms.Kernel.Hosting;
using Isms.Kernel.Standards;
using Isms.Modules.Applicability.Decisions;

namespace Isms.Modules.Applicability;

/// <summary>The statement of applicability: which controls are chosen and why, and how far they are put in place (manual 4.2.1.7, 4.2.1.10, 4.2.2.4).</summary>
internal sealed class ApplicabilityModule : IModule
{
    public string Key => "applicability";

    public IEnumerable<Permission> Permissions => SoaPermissions.All;

    public void AddServices(IServiceCollection services) => services.AddScoped<IControlDecisions, ControlDecisions>();
}
