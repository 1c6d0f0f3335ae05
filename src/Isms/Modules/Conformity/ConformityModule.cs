using Isms.Kernel.Access;
using Isms.Kernel.Hosting;
using Isms.Kernel.Numbering;
using Isms.Kernel.Registers;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Modules.Conformity.Packs;
using Isms.Modules.Conformity.Questions;

namespace Isms.Modules.Conformity;

/// <summary>What stands behind every clause of the standard, as auditors ask for it (manual 4.1.1).</summary>
internal sealed class ConformityModule : IModule
{
    /// <summary>The edition shown first.</summary>
    public static readonly Setting Edition = Setting.Choice("conformity.edition", "2022", "2022", "2013", "2005");

    /// <summary>Months after which evidence that is made anew regularly is out of date.</summary>
    public static readonly Setting RenewalMonths = Setting.Number("conformity.renewal-months", 12, 1, 36);

    /// <summary>Months of records that the certification body wants to see before stage 2.</summary>
    public static readonly Setting RunningMonths = Setting.Number("conformity.running-months", 3, 1, 12);

    /// <summary>The most documents and records that go into one pack.</summary>
    public static readonly Setting PackItems = Setting.Number("conformity.pack-items", 2000, 10, 10_000);

    /// <summary>The largest pack, in MB.</summary>
    public static readonly Setting PackMegabytes = Setting.Number("conformity.pack-megabytes", 500, 1, 2000);

    public static readonly NumberKind PackNumber = new("conformity.pack", "{prefix}-EP-{year}-{serial:000}");

    public string Key => "conformity";

    public IEnumerable<Permission> Permissions => ConformityPermissions.All;

    public IEnumerable<Setting> Settings => [Edition, RenewalMonths, RunningMonths, PackItems, PackMegabytes];

    public IEnumerable<NumberKind> Numbers => [PackNumber];

    public IEnumerable<MenuItem> Menu =>
    [
        new(Phase.Check, Key, "conformity.board.title", ConformityPaths.Board, ConformityPermissions.See, "layout-grid"),
        new(Phase.Check, Key, "conformity.audit.title", ConformityPaths.Questions, ConformityPermissions.See),
        new(Phase.Check, Key, "conformity.packs.title", ConformityPaths.Packs, ConformityPermissions.Pack),
        new(Phase.Check, Key, "conformity.as-of.title", ConformityPaths.AsOf, KernelPermissions.LedgerContent),
    ];

    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<IContribute<FilesAsked, ExportableFile>, ConformityFiles>();
        services.AddScoped<EvidenceReader>();
        services.AddScoped<RunningTime>();
        services.AddScoped<PackAssembly>();
    }

    public void MapEndpoints(RouteGroupBuilder api) => ConformityEndpoints.Map(api);
}
