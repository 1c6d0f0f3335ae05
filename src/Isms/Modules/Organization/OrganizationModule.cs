using Isms.Kernel.Access;
using Isms.Kernel.Files;
using Isms.Kernel.Hosting;
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
using Isms.Kernel.Work;
using Isms.Modules.Organization.Charts;
using Isms.Modules.Organization.Departments;
using Isms.Modules.Organization.Importing;
using Isms.Modules.Organization.Leaving;
using Isms.Modules.Organization.Letters;
using Isms.Modules.Organization.Offices;
using Isms.Modules.Organization.People;
using Isms.Modules.Organization.Posts;
using Isms.Modules.Organization.Profile;
using Isms.Modules.Organization.Promises;
using Isms.Modules.Organization.Responsibilities;

namespace Isms.Modules.Organization;

/// <summary>Departments, people and the offices they hold.</summary>
internal sealed class OrganizationModule : IModule
{
    public static readonly NumberKind LetterNumber = new("organization.letter", "{prefix}-AL-{year}-{serial:000}");

    /// <summary>Days given to fill a vacant office.</summary>
    public static readonly Setting VacancyDays = Setting.Number("organization.vacancy-days", 14, 1, 90);

    /// <summary>Days before the end of a term from which it is shown as running out.</summary>
    public static readonly Setting TermNoticeDays = Setting.Number("organization.term-notice-days", 60, 1, 365);

    /// <summary>Days given to sign the promise and to confirm the duties of a post.</summary>
    public static readonly Setting CommitmentDays = Setting.Number("organization.commitment-days", 14, 1, 90);

    /// <summary>Days before a certificate expires from which its renewal is asked for.</summary>
    public static readonly Setting CertificateDays = Setting.Number("organization.certificate-days", 90, 1, 365);

    /// <summary>Days before a certificate expires on which its renewal is asked for once more.</summary>
    public static readonly Setting CertificateLastDays = Setting.Number("organization.certificate-last-days", 30, 1, 365);

    public string Key => "organization";

    public IEnumerable<Setting> Settings => [VacancyDays, TermNoticeDays, CommitmentDays, CertificateDays, CertificateLastDays, .. MatrixSettings.All];

    public IEnumerable<NumberKind> Numbers => [LetterNumber, MatrixDesk.Number];

    public IEnumerable<Permission> Permissions => [.. OrganizationPermissions.All, .. ResponsibilityPermissions.All];

    public IEnumerable<MenuItem> Menu =>
    [
        // A heading of its own: the plan begins with who answers for what.
        new(Phase.Plan, Key + ".responsibilities", "organization.matrix-title", MatrixPaths.Matrices, ResponsibilityPermissions.Read, "sitemap"),
        new(Phase.System, Key, "organization.profile", "/organization/profile", OrganizationPermissions.Read, "building"),
        new(Phase.System, Key, "organization.chart", "/organization/chart", OrganizationPermissions.Read),
        new(Phase.System, Key, "organization.departments", "/organization/departments", OrganizationPermissions.Read),
        new(Phase.System, Key, "organization.people", "/organization/people", OrganizationPermissions.Read),
        new(Phase.System, Key, "organization.offices", "/organization/offices", OrganizationPermissions.Read),
        new(Phase.System, Key, "organization.posts", "/organization/posts", OrganizationPermissions.Read),
        new(Phase.System, Key, "organization.commitments", "/organization/commitments", OrganizationPermissions.Standings),
        new(Phase.System, Key, "organization.my-commitments", "/organization/commitments/mine", OrganizationPermissions.Commit),
        new(Phase.System, Key, "organization.letters", "/organization/letters", OrganizationPermissions.Read),
    ];

    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<IContribute<FilesAsked, ExportableFile>, OrganizationFiles>();
        services.AddScoped<IContribute<FirstStepsQuestion, StepToTake>, OrganizationSteps>();
        services.AddResponsibilities();
        services.AddScoped<DepartmentChange>().AddScoped<DepartmentDirectory>().AddScoped<Newcomers>();
        services.AddScoped<LetterCheck>().AddScoped<LetterDesk>().AddScoped<Vacancies>();
        services.AddScoped<Departures>().AddScoped<LeavingTies>();
        services.AddRecurring<OrganizationSchedule>(TimeSpan.FromHours(1));
        services.AddScoped<PeoplePlanner>().AddScoped<PeopleImportRun>().AddScoped<PeopleImportReport>();
        services.AddScoped<CommitmentWork>().AddScoped<CertificateWork>();
        services.AddScoped<IDailyWatch>(s => s.GetRequiredService<CertificateWork>());
        services.AddScoped<IAttachmentSubject, CertificateFiles>().AddScoped<IAttachmentSubject, ChartFiles>();
        services.AddScoped<IDailyWatch>(s => s.GetRequiredService<CommitmentWork>());
        services.AddScoped<IApprovalSubject, LetterApproval>();
        services.AddScoped<IContribute<SearchQuestion, SearchHit>, PeopleFound>();
        services.AddScoped<IApprovalSubject, PromiseApproval>();
        services.AddScoped<IContribute<PhaseEntered, Kernel.Http.Obstacle>, OperationNotice>();
        services.AddScoped<IContribute<DepartmentClosing, Kernel.Http.Obstacle>, DepartmentOccupants>();
        services.AddScoped<IContribute<EvidenceAsked, EvidenceItem>, OrganizationEvidence>();
        services.AddScoped<IContribute<OverviewQuestion, OverviewTile>, OrganizationOverview>();
        services.AddScoped<IContribute<StateAsked, StateFact>, OrganizationAsOf>();
    }

    public void MapEndpoints(RouteGroupBuilder api)
    {
        DepartmentEndpoints.Map(api);
        PeopleEndpoints.Map(api);
        OfficeEndpoints.Map(api);
        LetterEndpoints.Map(api);
        MatrixEndpoints.Map(api);
        CommitmentEndpoints.Map(api);
        ProfileEndpoints.Map(api);
    }
}
