using Isms.Kernel.Access;
using Isms.Kernel.Files;
using Isms.Kernel.Hosting;
using Isms.Kernel.Hosting.Setup;
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
using Isms.Modules.Documents.Disposal;
using Isms.Modules.Documents.Distribution;
using Isms.Modules.Documents.Drafts;
using Isms.Modules.Documents.Finding;
using Isms.Modules.Documents.Printing;
using Isms.Modules.Documents.Reading;
using Isms.Modules.Documents.Releasing;
using Isms.Modules.Documents.Rendering;
using Isms.Modules.Documents.Requests;
using Isms.Modules.Documents.Starter;
using Isms.Modules.Secrecy;

namespace Isms.Modules.Documents;

/// <summary>Front door of document control (manual 4.3.1, 4.3.2, appendices 5 and 6).</summary>
internal sealed class DocumentsModule : IModule
{
    public static readonly NumberKind OrderNumber = new("documents.release-order", "{prefix}-B-02-R01-{year}-{serial:00}");
    public static readonly NumberKind RequestNumber = new("documents.change-request", "{prefix}-B-02-R02-{year}-{serial:000}");
    public static readonly NumberKind DisposalNumber = new("documents.disposal", "{prefix}-B-02-R03-{year}-{serial:000}");
    public static readonly NumberKind ReceiptNumber = new("documents.receipt", "{prefix}-W-{serial:000}");

    /// <summary>How versions are written: A/0, A/1, B/0 or V1.0, V1.1, V2.0.</summary>
    public static readonly Setting VersionScheme = Setting.Choice("documents.version-scheme", VersionLabels.Letter, VersionLabels.Letter, VersionLabels.Decimal);

    /// <summary>Days given to read and confirm.</summary>
    public static readonly Setting ReadingDays = Setting.Number("documents.reading-days", 14, 1, 90);

    /// <summary>Days given to get paper copies back.</summary>
    public static readonly Setting RecallDays = Setting.Number("documents.recall-days", 7, 1, 60);

    /// <summary>Days before the review date at which it becomes a duty.</summary>
    public static readonly Setting ReviewNoticeDays = Setting.Number("documents.review-notice-days", 30, 0, 180);

    /// <summary>Whether confirming asks for the password or a one-time code once more.</summary>
    public static readonly Setting ConfirmBy = Setting.Choice("documents.confirm-by", "session", "session", "password");

    /// <summary>Asks that each section was shown before reading is confirmed.</summary>
    public const string ProofBySections = "sections";

    /// <summary>What has to have happened before somebody may confirm reading: each section was shown (a file opened), or nothing.</summary>
    public static readonly Setting ReadingProof = Setting.Choice("documents.reading-proof", ProofBySections, ProofBySections, "none");

    public string Key => "documents";

    public IEnumerable<Permission> Permissions => DocumentPermissions.All;

    public IEnumerable<Setting> Settings => [VersionScheme, ReadingDays, RecallDays, ReviewNoticeDays, ConfirmBy, ReadingProof];

    public IEnumerable<NumberKind> Numbers => [OrderNumber, RequestNumber, DisposalNumber, ReceiptNumber];

    public IEnumerable<MenuItem> Menu =>
    [
        new(Phase.Plan, Key, "documents.library", DocumentPaths.Library, DocumentPermissions.See, "books"),
        new(Phase.Plan, Key, "documents.reading", DocumentPaths.Reading, DocumentPermissions.Confirm),
        new(Phase.Plan, Key, "documents.search", DocumentPaths.Search, DocumentPermissions.See),
        new(Phase.Plan, Key, "documents.requests", DocumentPaths.Requests, DocumentPermissions.See),
        new(Phase.Plan, Key, "documents.externals", DocumentPaths.External, DocumentPermissions.See),
        new(Phase.Plan, Key, "documents.references", DocumentPaths.Checks, DocumentPermissions.Edit),
        new(Phase.Plan, Key, "documents.needs", DocumentPaths.Needs, DocumentPermissions.ReadAll),
        new(Phase.Plan, Key, "documents.kinds", DocumentPaths.Kinds, DocumentPermissions.Control),
    ];

    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<IConceals, KeptDocuments>();
        services.AddScoped<IContribute<FilesAsked, ExportableFile>, DocumentsFiles>();
        services.AddScoped<IContribute<EvidenceAsked, EvidenceItem>, DocumentsEvidence>();
        services.AddScoped<IContribute<OverviewQuestion, OverviewTile>, DocumentsOverview>();
        services.AddScoped<IContribute<StateAsked, StateFact>, DocumentsAsOf>();
        services.AddScoped<IContribute<FirstStepsQuestion, StepToTake>, DocumentsSteps>();
        services.AddScoped<IContribute<SearchQuestion, SearchHit>, DocumentsFound>();
        services.AddScoped<DocumentReach>().AddScoped<DocumentsInForce>().AddScoped<DraftDesk>().AddScoped<ForceDesk>().AddScoped<ProcessPapers>().AddScoped<ProcessDocuments>().AddScoped<DocumentUses>().AddScoped<ReadingDesk>().AddScoped<CopyDesk>().AddScoped<PrintedVersion>();
        services.AddScoped<ReleasedScope>().AddScoped<LiveFields>().AddScoped<VersionText>();
        services.AddScoped<ExternalDesk>().AddScoped<IAttachmentSubject, ExternalFiles>();
        services.AddScoped<IApprovalSubject, TopApproval>().AddScoped<IApprovalSubject, PolicyApproval>().AddScoped<IApprovalSubject, ProcedureApproval>()
            .AddScoped<IApprovalSubject, OperatingApproval>().AddScoped<IApprovalSubject, ReleaseOrderApproval>().AddScoped<IApprovalSubject, DisposalApproval>();
        services.AddScoped<IAttachmentSubject, VersionFiles>();
        services.AddScoped<DocumentClass>().AddScoped<IClassifiedSubject, DocumentClass>();
        services.AddScoped<IStarterContent, StarterDocuments>();
        services.AddScoped<KeptRendition>();
        services.AddScoped<ControlPaper>();
        services.AddScoped<RequestDesk>();
        services.AddScoped<IOpensDraft, ChangeByDecision>();
        services.AddRecurring<NewReaderSchedule>(TimeSpan.FromMinutes(10));
        services.AddRecurring<ForceSchedule>(TimeSpan.FromMinutes(1));
        services.AddRecurring<Printing.RenditionSchedule>(TimeSpan.FromMinutes(1));
    }

    public void MapEndpoints(RouteGroupBuilder api) => DocumentEndpoints.Map(api);
}
