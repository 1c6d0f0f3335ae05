using Isms.Kernel.Hosting;

namespace Isms.Modules;

/// <summary>All processes, in the order in which data flows down: a module may name only the contracts of those before it.</summary>
internal static class ModuleList
{
    public static IReadOnlyList<IModule> InOrder { get; } =
    [
        new KernelModule(),
        new Organization.OrganizationModule(),
        new Secrecy.SecrecyModule(),
        new Documents.DocumentsModule(),
        new Records.RecordsModule(),
        new Compliance.ComplianceModule(),
        new Scope.ScopeModule(),
        new Policy.PolicyModule(),
        new Criteria.CriteriaModule(),
        new Assets.AssetsModule(),
        new Risks.RisksModule(),
        new Treatment.TreatmentModule(),
        new Applicability.ApplicabilityModule(),
        new Objectives.ObjectivesModule(),
        new Resources.ResourcesModule(),
        new Communication.CommunicationModule(),
        new Disclosure.DisclosureModule(),
        new Opportunities.OpportunitiesModule(),
        new Conformity.ConformityModule(),
    ];
}
