using Isms.Kernel.Access;
using Isms.Kernel.Hosting;
using Isms.Kernel.Ledger;
using Isms.Kernel.Overview;
using Isms.Kernel.Registers;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Kernel.Standards;
using Isms.Kernel.Work;
using Isms.Modules.Documents;
using Isms.Modules.Policy.Reviews;
using Isms.Modules.Policy.Texts;

namespace Isms.Modules.Policy;

/// <summary>The information security policy and its reviews (manual 4.2.1.2, 5.1).</summary>
internal sealed class PolicyModule : IModule
{
    /// <summary>Longest policy text, in characters: short enough for everybody to know it.</summary>
    public static readonly Setting TextLength = Setting.Number("policy.text-length", 120, 20, PolicyVersion.TextLength);

    /// <summary>Months after which the policy is reviewed; never more than twelve (4.2.1.2.2 e).</summary>
    public static readonly Setting ReviewMonths = Setting.Number("policy.review-months", 12, 1, 12);


    public string Key => "policy";

    public IEnumerable<Permission> Permissions => PolicyPermissions.All;

    public IEnumerable<Setting> Settings => [TextLength, ReviewMonths];

    public IEnumerable<MenuItem> Menu => [new(Phase.Plan, Key, "policy.title", PolicyPaths.Policies, PolicyPermissions.Read, "flag")];

    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<IContribute<FilesAsked, ExportableFile>, PolicyFiles>();
        services.AddScoped<IContribute<EvidenceAsked, EvidenceItem>, PolicyEvidence>();
        services.AddScoped<IContribute<OverviewQuestion, OverviewTile>, PolicyOverview>();
        services.AddScoped<IContribute<LiveFieldQuestion, LiveField>, PolicyInTexts>();
        services.AddScoped<IContribute<StateAsked, StateFact>, PolicyAsOf>();
        services.AddScoped<IContribute<PrinciplesInForce, PolicyPrinciple>, PrinciplesOfPolicy>();
        services.AddScoped<IContribute<FirstStepsQuestion, StepToTake>, PolicySteps>();
        services.AddScoped<ReviewDuty>().AddScoped<ReviewChanges>();
        services.AddScoped<PolicyPaper>().AddScoped<Documents.IProcessDocument, PolicyPaper>();
        services.AddScoped<IApprovalSubject, PolicyApproval>();
        services.AddScoped<IContribute<HomeQuestion, HomeNotice>, PolicyAtHome>();
        services.AddScoped<IContribute<CommitmentQuestion, CommitmentEvidence>, OwnEvidence>();
    }

    public void MapEndpoints(RouteGroupBuilder api) => PolicyEndpoints.Map(api);
}
