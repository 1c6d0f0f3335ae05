using Isms.Kernel.Access;
using Isms.Kernel.Files;
using Isms.Kernel.Hosting;
using Isms.Kernel.Hosting.Setup;
using Isms.Kernel.Http;
using Isms.Kernel.Ledger;
using Isms.Kernel.Numbering;
using Isms.Kernel.Overview;
using Isms.Kernel.Progress;
using Isms.Kernel.Registers;
using Isms.Kernel.Search;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Kernel.Standards;
using Isms.Modules.Documents;
using Isms.Modules.Organization;
using Isms.Modules.Records.Calendar;
using Isms.Modules.Records.Control;
using Isms.Modules.Records.Design;
using Isms.Modules.Records.Documents;
using Isms.Modules.Records.Filling;
using Isms.Modules.Records.Finding;
using Isms.Modules.Records.Forms;
using Isms.Modules.Records.Rules;
using Isms.Modules.Secrecy;

namespace Isms.Modules.Records;

/// <summary>Front door of record control and forms (manual 4.3.3, appendix 6).</summary>
internal sealed class RecordsModule : IModule
{
    /// <summary>Every record: <c>XX-B-06-R07-2026-0001</c>; the serial counts within form and year.</summary>
    public static readonly NumberKind RecordNumber = new NumberKind("records.record", "{prefix}-{form}-{year}-{serial:0000}").With("form", "B-01-R01");

    /// <summary>年度ISMS工作计划.</summary>
    public static readonly NumberKind PlanNumber = new("records.plan", "{prefix}-JH-{year}-{serial:00}");

    /// <summary>Days to say whether a form still fits after its procedure changed.</summary>
    public static readonly Setting CheckFormDays = Setting.Number("records.check-form-days", 14, 1, 90);

    public string Key => "records";

    public IEnumerable<Permission> Permissions => RecordPermissions.All;

    public IEnumerable<Setting> Settings => [CheckFormDays];

    public IEnumerable<NumberKind> Numbers => [RecordNumber, PlanNumber];

    public IEnumerable<MenuItem> Menu =>
    [
        new(Phase.Do, Key, "records.title", RecordPaths.All, RecordPermissions.See, "clipboard-list"),
        new(Phase.Do, Key, "records.forms", RecordPaths.Forms, RecordPermissions.See),
        new(Phase.Do, Key, "records.master-list", RecordPaths.MasterList, RecordPermissions.See),
        new(Phase.Do, Key, "records.watch-title", RecordPaths.Watch, RecordPermissions.See),
        new(Phase.Do, Key, "records.plan", RecordPaths.Plan, RecordPermissions.See),
        new(Phase.Do, Key, "records.coverage", RecordPaths.Coverage, RecordPermissions.See),
        new(Phase.Do, Key, "records.retention-title", RecordPaths.Retention, RecordPermissions.Control),
        new(Phase.Do, Key, "records.archive", RecordPaths.Archive, RecordPermissions.See),
        new(Phase.Do, Key, "records.disposals", RecordPaths.Disposals, RecordPermissions.Control),
    ];

    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<IConceals, KeptRecords>();
        services.AddScoped<IContribute<FilesAsked, ExportableFile>, RecordsFiles>();
        services.AddScoped<RecordDesk>();
        services.AddScoped<PlannedWork>();
        services.AddScoped<RuleDesk>();
        services.AddScoped<WatchDesk>();
        services.AddScoped<IContribute<OverviewQuestion, OverviewTile>, WatchOverview>();
        services.AddScoped<IContribute<PersonLeaving, Obstacle>, RowsOfPerson>();
        services.AddScoped<IContribute<ReferenceAsked, ReferenceFound>, RecordReferences>();
        services.AddScoped<DisposalDraft>();
        services.AddScoped<PrintedRecord>();
        services.AddScoped<ReferenceList>();
        services.AddScoped<FormBasis>();
        services.AddScoped<CatalogueReader>();
        services.AddScoped<IContribute<DocumentUseAsked, DocumentUse>, FormsOfDocument>();
        services.AddScoped<ISignalHandler<DocumentChanged>, FormsToCheck>();
        services.AddScoped<IStarterContent, StarterForms>();
        services.AddScoped<IContribute<EvidenceAsked, EvidenceItem>, RecordEvidence>();
        services.AddScoped<IContribute<SearchQuestion, SearchHit>, RecordsFound>();
        services.AddScoped<IContribute<OverviewQuestion, OverviewTile>, RecordsOverview>();
        services.AddScoped<IContribute<StateAsked, StateFact>, RecordsAsOf>();
        services.AddScoped<IApprovalSubject, RecordApproval>();
        services.AddScoped<IApprovalSubject, FormApproval>();
        services.AddScoped<IApprovalSubject, DisposalApproval>();
        services.AddScoped<IApprovalSubject, PlanApproval>();
        services.AddRecurring<OperationSchedule>(TimeSpan.FromHours(1));
        services.AddScoped<IContribute<CoverageAsked, CoverageFound>, SignedProof>();
        services.AddScoped<IAttachmentSubject, RecordFiles>();
        services.AddScoped<IClassifiedSubject, RecordSecrecy>();
        services.AddScoped<IContribute<DepartmentClosing, Obstacle>, DepartmentRecords>();
        services.AddScoped<IContribute<ReferenceAsked, ReferenceFound>, CataloguedReferences>();
    }

    public void MapEndpoints(RouteGroupBuilder api) => RecordEndpoints.Map(api);
}
