using Isms.Kernel.Access;
using Isms.Kernel.Hosting;
using Isms.Kernel.Ledger;
using Isms.Kernel.Numbering;
using Isms.Kernel.Overview;
using Isms.Kernel.Registers;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Kernel.Standards;
using Isms.Modules.Documents;
using Isms.Modules.Records;
using Isms.Modules.Scope.Drawings;
using Isms.Modules.Scope.Statements;

namespace Isms.Modules.Scope;

/// <summary>Scope and boundary of the ISMS with its context (manual 4.2.1.1, 1.2, appendix 7).</summary>
internal sealed class ScopeModule : IModule
{
    public static readonly NumberKind Number = new("scope.statement", "{prefix}-A-01-F07-{serial:00}");

    public const int MostMegabytes = 50;

    /// <summary>Largest drawing, in megabytes of 1,048,576 bytes.</summary>
    public static readonly Setting DrawingMegabytes = Setting.Number("scope.drawing-megabytes", 20, 1, MostMegabytes);

    /// <summary>Days given to upload a missing drawing.</summary>
    public static readonly Setting DrawingDays = Setting.Number("scope.drawing-days", 30, 1, 180);

    /// <summary>Months after which scope, context and drawings are looked at again.</summary>
    public static readonly Setting ReviewMonths = Setting.Number("scope.review-months", 12, 1, 24);

    /// <summary>Approved records that are changes of the network: form, field and value, separated by semicolons.</summary>
    public static readonly Setting NetworkChangeForms = Setting.Text("scope.network-change-forms", "B-33-R01 kind=网络", 500);

    /// <summary>Whether a statement whose topology drawing is older than the last such change is refused, or only warned about (appendix 7).</summary>
    public static readonly Setting OldNetworkDrawing = Setting.Choice("scope.old-network-drawing", Refuse, Refuse, "warn");

    public const string Refuse = "refuse";

    public string Key => "scope";

    public IEnumerable<Permission> Permissions => ScopePermissions.All;

    public IEnumerable<Setting> Settings => [DrawingMegabytes, DrawingDays, ReviewMonths, NetworkChangeForms, OldNetworkDrawing];

    public IEnumerable<NumberKind> Numbers => [Number];

    public IEnumerable<MenuItem> Menu => [new(Phase.Plan, Key, "scope.title", ScopePaths.Scopes, ScopePermissions.Read, "map-2")];

    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton(new NamedRecordPlace("site-drawings", ScopePaths.Scopes, ScopePermissions.Read));
        services.AddScoped<IContribute<FilesAsked, ExportableFile>, ScopeFiles>();
        services.AddScoped<IContribute<EvidenceAsked, EvidenceItem>, ScopeEvidence>();
        services.AddScoped<IContribute<OverviewQuestion, OverviewTile>, ScopeOverview>();
        services.AddScoped<IContribute<LiveFieldQuestion, LiveField>, ScopeInTexts>();
        services.AddScoped<IContribute<StateAsked, StateFact>, ScopeAsOf>();
        services.AddScoped<IContribute<FirstStepsQuestion, StepToTake>, ScopeSteps>();
        services.AddScoped<ScopeInForce>().AddScoped<ScopeDesk>().AddScoped<ScopeReader>().AddScoped<DrawingDuties>();
        services.AddScoped<OldDrawings>().AddScoped<NetworkChanges>().AddScoped<ISignalHandler<RecordApproved>>(s => s.GetRequiredService<NetworkChanges>());
        services.AddScoped<IApprovalSubject, ScopeApproval>();
    }

    public void MapEndpoints(RouteGroupBuilder api) => ScopeEndpoints.Map(api);
}
