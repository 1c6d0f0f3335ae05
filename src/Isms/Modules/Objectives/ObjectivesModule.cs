using Isms.Kernel.Access;
using Isms.Kernel.Hosting;
using Isms.Kernel.Ledger;
using Isms.Kernel.Overview;
using Isms.Kernel.Progress;
using Isms.Kernel.Registers;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Kernel.Standards;
using Isms.Kernel.Work;
using Isms.Modules.Objectives.Measures;
using Isms.Modules.Objectives.Results;
using Isms.Modules.Objectives.Sets;
using Isms.Modules.Objectives.Sources;

namespace Isms.Modules.Objectives;

/// <summary>Front door of objectives and measurement (manual 4.2.1.7, 4.2.2.1 d, 4.2.3.3, 4.2.4 d).</summary>
internal sealed class ObjectivesModule : IModule
{
    /// <summary>Days after the end of a period in which its result is due.</summary>
    public static readonly Setting EnterDays = Setting.Number("objectives.enter-days", 10, 1, 60);

    /// <summary>Days in which a result is judged, or a missed target explained.</summary>
    public static readonly Setting EvaluateDays = Setting.Number("objectives.evaluate-days", 10, 1, 60);

    /// <summary>Periods in a row below target after which risks are looked at again (4.2.3.4 e).</summary>
    public static readonly Setting MissesForReassessment = Setting.Number("objectives.misses-for-reassessment", 2, 1, 6);

    public string Key => "objectives";

    public IEnumerable<Permission> Permissions => ObjectivePermissions.All;

    public IEnumerable<Setting> Settings => [EnterDays, EvaluateDays, MissesForReassessment];

    public IEnumerable<MenuItem> Menu =>
    [
        new(Phase.Plan, Key, "objectives.overview", ObjectivesPaths.Overview, ObjectivePermissions.See, "target"),
        new(Phase.Plan, Key, "objectives.split", ObjectivesPaths.Split, ObjectivePermissions.See),
        new(Phase.Plan, Key, "objectives.versions", ObjectivesPaths.Sets, ObjectivePermissions.See),
    ];

    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<IContribute<FilesAsked, ExportableFile>, ObjectivesFiles>();
        services.AddScoped<IContribute<EvidenceAsked, EvidenceItem>, ObjectivesEvidence>();
        services.AddScoped<IContribute<OverviewQuestion, OverviewTile>, MeasuresOverview>();
        services.AddScoped<IContribute<StateAsked, StateFact>, ObjectivesAsOf>();
        services.AddScoped<IContribute<FirstStepsQuestion, StepToTake>, ObjectivesSteps>();
        services.AddScoped<SetDesk>().AddScoped<NextSet>();
        services.AddScoped<IOpensDraft, MeasuresByDecision>();
        services.AddScoped<ObjectivesPaper>().AddScoped<Modules.Documents.IProcessDocument, ObjectivesPaper>();
        services.AddScoped<MeasureReader>();
        services.AddScoped<PolicyLink>().AddScoped<MeasureFactsCheck>();
        services.AddScoped<ResultDesk>();
        services.AddScoped<IApprovalSubject, SetApproval>();
        services.AddRecurring<ResultsSchedule>(TimeSpan.FromHours(1));
        services.AddScoped<IMeasureSource, TreatmentInTime>();
        services.AddScoped<IMeasureSource, OverdueTreatment>();
        services.AddScoped<IMeasureSource, ControlsInPlace>();
        services.AddScoped<IMeasureSource, RisksAbove>();
        services.AddScoped<IMeasureSource, OverdueReviews>();
        services.AddScoped<IMeasureSource, ListsConfirmed>();
        services.AddScoped<IMeasureSource, OverdueWork>();
    }

    public void MapEndpoints(RouteGroupBuilder api) => ObjectivesEndpoints.Map(api);
}
