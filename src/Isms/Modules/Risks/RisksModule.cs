using Isms.Kernel.Access;
using Isms.Kernel.Hosting;
using Isms.Kernel.Numbering;

namespace Isms.Modules.Risks;

/// <summary>Risks: identified on important assets, rated by the criteria in force, decided on, compared and assessed again (manual 4.2.1.4, 4.2.1.5, 4.2.3.4).</summary>
internal sealed class RisksModule : IModule
{
    public static readonly NumberKind AssessmentNumber = new("risks.assessment", "{prefix}-B-01-R03-{year}-{serial:000}");
    public static readonly NumberKind ThreatChangeNumber = new("risks.threat-change", "{prefix}-B-01-R07-{year}-{serial:000}");

    public string Key => "risks";

    public IEnumerable<Permission> Permissions => RiskPermissions.All;

    public IEnumerable<NumberKind> Numbers => [AssessmentNumber, ThreatChangeNumber];
}
