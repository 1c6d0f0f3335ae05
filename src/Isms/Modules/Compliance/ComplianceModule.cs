using Isms.Kernel.Access;
using Isms.Kernel.Files;
using Isms.Kernel.Hosting;
using Isms.Kernel.Numbering;
using Isms.Kernel.Overview;
using Isms.Kernel.Progress;
using Isms.Kernel.Registers;
using Isms.Kernel.Search;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Kernel.Standards;
using Isms.Modules.Compliance.Duties;
using Isms.Modules.Compliance.Evaluating;
using Isms.Modules.Compliance.Licensing;
using Isms.Modules.Compliance.Measures;
using Isms.Modules.Compliance.Property;
using Isms.Modules.Compliance.Updates;
using Isms.Modules.Records;

namespace Isms.Modules.Compliance;

/// <summary>Front door of laws, contract duties, licences and rights (manual 4.2.1.2.3 b, 4.3.1 g, 4.3.2.3 a, 5.2.1 c; appendix 6, XX-B-10 and XX-B-11).</summary>
internal sealed class ComplianceModule : IModule
{
    public static readonly NumberKind LawNumber = new("compliance.law", "{prefix}-B-10-R01-{serial:0000}");
    public static readonly NumberKind CheckNumber = new("compliance.check", "{prefix}-B-10-R02-{year}-{serial:000}");
    public static readonly NumberKind EvaluationNumber = new("compliance.evaluation", "{prefix}-B-10-R03-{year}-{serial:000}");
    public static readonly NumberKind MeasureNumber = new("compliance.measure", "{prefix}-HG-{year}-{serial:000}");
    public static readonly NumberKind DutyNumber = new("compliance.duty", "{prefix}-HT-{serial:0000}");
    public static readonly NumberKind LicenceNumber = new("compliance.licence", "{prefix}-B-11-R01-{serial:0000}");
    public static readonly NumberKind LicenceCheckNumber = new("compliance.licence-check", "{prefix}-B-11-R02-{year}-{serial:000}");
    public static readonly NumberKind RightNumber = new("compliance.right", "{prefix}-B-11-R03-{serial:0000}");

    /// <summary>Months after which laws are looked through for changes; at least half-yearly (XX-B-10).</summary>
    public static readonly Setting CheckMonths = Setting.Number("compliance.check-months", 6, 1, 6);

    /// <summary>Months after which a law is evaluated again; at least yearly (XX-B-10).</summary>
    public static readonly Setting EvaluationMonths = Setting.Number("compliance.evaluation-months", 12, 1, 12);

    /// <summary>Months after which a contract duty is checked again (manual 5.2.1 c).</summary>
    public static readonly Setting ContractMonths = Setting.Number("compliance.contract-months", 12, 1, 12);

    /// <summary>Months after which installed software is counted again (XX-B-11).</summary>
    public static readonly Setting LicenceMonths = Setting.Number("compliance.licence-months", 12, 1, 12);

    /// <summary>Days before its day at which a duty appears.</summary>
    public static readonly Setting NoticeDays = Setting.Number("compliance.notice-days", 30, 0, 90);

    /// <summary>Days in which a change of a law is seen to.</summary>
    public static readonly Setting ChangeDays = Setting.Number("compliance.change-days", 30, 1, 180);

    public string Key => "compliance";

    public IEnumerable<Permission> Permissions => CompliancePermissions.All;

    public IEnumerable<Setting> Settings => [CheckMonths, EvaluationMonths, ContractMonths, LicenceMonths, NoticeDays, ChangeDays];

    public IEnumerable<NumberKind> Numbers => [LawNumber, CheckNumber, EvaluationNumber, MeasureNumber, DutyNumber, LicenceNumber, LicenceCheckNumber, RightNumber];

    public IEnumerable<MenuItem> Menu =>
    [
        new(Phase.Do, Key, "compliance.laws", CompliancePaths.Laws, CompliancePermissions.See, "gavel"),
        new(Phase.Do, Key, "compliance.updates", CompliancePaths.Updates, CompliancePermissions.Read),
        new(Phase.Do, Key, "compliance.evaluations", CompliancePaths.Evaluations, CompliancePermissions.Read),
        new(Phase.Do, Key, "compliance.duties", CompliancePaths.Duties, CompliancePermissions.See),
        new(Phase.Do, Key, "compliance.licences", CompliancePaths.Licences, CompliancePermissions.Read),
        new(Phase.Do, Key, "compliance.licence-checks", CompliancePaths.LicenceChecks, CompliancePermissions.Read),
        new(Phase.Do, Key, "compliance.rights", CompliancePaths.Rights, CompliancePermissions.Read),
        new(Phase.Do, Key, "compliance.measures", CompliancePaths.Measures, CompliancePermissions.See),
    ];

    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<RhythmReader>().AddScoped<MeasureDesk>().AddScoped<PartyNames>().AddScoped<LawFiguresReader>();
        services.AddScoped<IApprovalSubject, EvaluationApproval>().AddScoped<IApprovalSubject, LicenceCheckApproval>();
        services.AddScoped<IAttachmentSubject, EvaluationFiles>().AddScoped<IAttachmentSubject, DutyFiles>().AddScoped<IAttachmentSubject, LicenceFiles>().AddScoped<IAttachmentSubject, RightFiles>();
        services.AddScoped<IContribute<FilesAsked, ExportableFile>, ComplianceFiles>();
        services.AddScoped<IContribute<EvidenceAsked, EvidenceItem>, ComplianceEvidence>();
        services.AddScoped<IContribute<OverviewQuestion, OverviewTile>, ComplianceOverview>();
        services.AddScoped<IContribute<FirstStepsQuestion, StepToTake>, ComplianceSteps>();
        services.AddScoped<IContribute<SearchQuestion, SearchHit>, LawsFound>();
        services.AddScoped<IContribute<ReferenceAsked, ReferenceFound>, LawReferences>();
        services.AddScoped<IContribute<FormKeeperAsked, FormKeeper>, KeptForms>();
        services.AddRecurring<ComplianceSchedule>(TimeSpan.FromHours(1));
    }

    public void MapEndpoints(RouteGroupBuilder api) => ComplianceEndpoints.Map(api);
}
