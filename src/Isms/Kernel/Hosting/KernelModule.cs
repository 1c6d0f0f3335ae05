using Isms.Kernel.Access;
using Isms.Kernel.Access.Account;
using Isms.Kernel.Access.Accounts;
using Isms.Kernel.Access.Accounts.FirstPasswords;
using Isms.Kernel.Access.Appointments;
using Isms.Kernel.Access.Rights;
using Isms.Kernel.Access.SignIn;
using Isms.Kernel.Access.SignIn.Outside;
using Isms.Kernel.Access.Tokens;
using Isms.Kernel.Files;
using Isms.Kernel.Hosting.Backups;
using Isms.Kernel.Hosting.Setup;
using Isms.Kernel.Http.Idempotency;
using Isms.Kernel.Ledger;
using Isms.Kernel.Notices;
using Isms.Kernel.Overview;
using Isms.Kernel.Progress;
using Isms.Kernel.Registers;
using Isms.Kernel.Registers.Views;
using Isms.Kernel.Search;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Kernel.Standards;
using Isms.Kernel.Work;

namespace Isms.Kernel.Hosting;

/// <summary>The kernel's own front door: accounts, offices, settings, the ledger, the state of the system.</summary>
internal sealed class KernelModule : IModule
{
    public string Key => "kernel";

    public IEnumerable<Permission> Permissions =>
        [
            .. KernelPermissions.All, .. SigningPermissions.All, .. WorkPermissions.All, .. OverviewPermissions.All, .. FilesPermissions.All,
            .. ProgressPermissions.All, .. ViewPermissions.All, .. NoticePermissions.All, SearchEverything.Permission, BackupPermissions.Run,
        ];

    public IEnumerable<Setting> Settings => [.. KernelSettings.All, AccountNames.Rule, AccountListDays.Setting, .. FilesSettings.All, .. NoticeSettings.All, .. BackupSettings.All, .. OutsideSettings.All];

    public IEnumerable<MenuItem> Menu =>
    [
        Line("kernel.accounts.title", "/accounts", KernelPermissions.Accounts),
        Line("kernel.appointments.title", "/appointments", KernelPermissions.SeeAppointments),
        Line("kernel.rights.title", "/permissions", KernelPermissions.Rights),
        Line("signing.routes-title", "/approval-routes", SigningPermissions.SeeAll),
        Line("kernel.settings.title", "/settings", KernelPermissions.Settings),
        Line("kernel.numbering.title", "/settings/numbering", KernelPermissions.Settings),
        Line("kernel.ledger.title", "/ledger", KernelPermissions.Ledger),
        Line("kernel.notices.title", "/notices", NoticePermissions.Log),
        Line("kernel.health.title", "/health", KernelPermissions.Health),
    ];

    // Whichever of them is the first that a person sees carries the icon.
    private MenuItem Line(string label, string address, Permission needs) => new(Phase.System, Key, label, address, needs, "settings");

    public void AddServices(IServiceCollection services)
    {
        services.AddSingleton<PasswordGate>();
        services.AddScoped<SignInLock>();
        services.AddScoped<PasswordCheck>();
        services.AddScoped<Passwords>();
        services.AddScoped<AccountNames>().AddScoped<AccountOpening>().AddScoped<AccountChange>();
        services.AddRecurring<AccountListDays>(TimeSpan.FromHours(1));
        services.AddScoped<SessionStart>();
        services.AddSingleton<SetupState>();
        services.AddScoped<SetupToken>();
        services.AddScoped<FirstPeople>();
        services.AddScoped<PersonFinder>();
        services.AddScoped<HealthReport>();
        services.AddScoped<Diagnosis>();
        services.AddScoped<ViewsReader>();
        services.AddRecurring<KeptAnswers>(TimeSpan.FromHours(1));
        services.AddSigning().AddWork().AddFiles().AddProgress().AddNotices().AddSearch().AddBackups().AddOutside();
        services.AddScoped<Concealment>().AddScoped<LedgerAsOf>().AddScoped<LedgerConcealment>();
        services.AddScoped<IContribute<FilesAsked, ExportableFile>, LedgerFiles>();
        services.AddScoped<IContribute<StateAsked, StateFact>, OfficesAsOf>();
        services.AddScoped<IContribute<HomeQuestion, HomeNotice>, NextStepAtHome>();
        services.AddScoped<IContribute<EvidenceAsked, EvidenceItem>, AppointmentEvidence>();
        services.AddScoped<IContribute<EvidenceAsked, EvidenceItem>, RightsEvidence>();
        services.AddScoped<IContribute<EvidenceAsked, EvidenceItem>, SignatureEvidence>();
        services.AddScoped<IContribute<EvidenceAsked, EvidenceItem>, LedgerEvidence>();
    }

    public void MapEndpoints(RouteGroupBuilder api)
    {
        AccountEndpoints.Map(api);
        TokenEndpoints.Map(api);
        AccountsEndpoints.Map(api);
        AppointmentEndpoints.Map(api);
        RightsEndpoints.Map(api);
        SettingsEndpoints.Map(api);
        LedgerEndpoints.Map(api);
        ViewsEndpoints.Map(api);
        api.MapSigningEndpoints();
        api.MapWorkEndpoints();
        api.MapOverviewEndpoints();
        api.MapFilesEndpoints();
        api.MapProgressEndpoints();
        api.MapNoticesEndpoints();
        api.MapSearchEndpoints();
        api.MapBackupsEndpoints();
    }
}
