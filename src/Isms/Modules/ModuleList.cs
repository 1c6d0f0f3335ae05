using Isms.Kernel.Hosting;
using Isms.Modules.Criteria;

namespace Isms.Modules;

/// <summary>All processes, in the order in which data flows down: a module may name only the contracts of those before it.</summary>
internal static class ModuleList
{
    public static IReadOnlyList<IModule> InOrder { get; } =
    [
        new Organization.OrganizationModule(),
        new CriteriaModule(),
        new Assets.AssetsModule(),
    ];
}
