using Isms.Kernel.Access;
using Isms.Kernel.Hosting;
using Isms.Kernel.Settings;
using Isms.Kernel.Standards;
using Isms.Modules.Applicability.Decisions;

namespace Isms.Modules.Applicability;

/// <summary>The statement of applicability: which controls are chosen and why, and how far they are put in place (manual 4.2.1.7, 4.2.1.10, 4.2.2.4).</summary>
internal sealed class ApplicabilityModule : IModule
{
    /// <summary>Scope of the ISMS as a first statement takes it over; each version then has its own text.</summary>
    public static readonly Setting Scope = Setting.Text("applicability.scope", "", SoaVersion.ScopeLength);

    /// <summary>Begins the codes of controls beyond Annex A: <c>C-01</c>.</summary>
    public static readonly Setting OwnPrefix = Setting.Text("applicability.own-prefix", "C", 4, 1);

    public string Key => "applicability";

    public IEnumerable<Permission> Permissions => SoaPermissions.All;

    public void AddServices(IServiceCollection services) => services.AddScoped<IControlDecisions, ControlDecisions>();
}
