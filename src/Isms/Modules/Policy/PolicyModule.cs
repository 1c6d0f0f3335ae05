using Isms.Kernel.Access;
using Isms.Kernel.Hosting;
using Isms.Kernel.Numbering;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Kernel.Work;
using Isms.Modules.Policy.Authorisation;
using Isms.Modules.Policy.Reviews;
using Isms.Modules.Policy.Texts;

namespace Isms.Modules.Policy;

/// <summary>The information security policy, its reviews, and the authorisation to implement and operate (manual 4.2.1.2, 4.2.1.9, 5.1).</summary>
internal sealed class PolicyModule : IModule
{
    public static readonly NumberKind AuthorisationNumber = new("policy.authorisation", "{prefix}-A-01-SQ-{year}-{serial:00}");

    /// <summary>Longest policy text, in characters: short enough for everybody to know it.</summary>
    public static readonly Setting TextLength = Setting.Number("policy.text-length", 120, 20, PolicyVersion.TextLength);

    /// <summary>Months after which the policy is reviewed; never more than twelve (4.2.1.2.2 e).</summary>
    public static readonly Setting ReviewMonths = Setting.Number("policy.review-months", 12, 1, 12);

    public string Key => "policy";

    public IEnumerable<Permission> Permissions => PolicyPermissions.All;

    public IEnumerable<Setting> Settings => [TextLength, ReviewMonths];

    public IEnumerable<NumberKind> Numbers => [AuthorisationNumber];

    public IEnumerable<MenuItem> Menu =>
    [
        new(Phase.Plan, Key, "policy.title", PolicyPaths.Policies, PolicyPermissions.Read, "flag"),
        new(Phase.Plan, Key, "policy.authorisation", PolicyPaths.Authorisations, PolicyPermissions.Read),
    ];

    public void AddServices(IServiceCollection services)
    {
        services.AddScoped<ReviewDuty>().AddScoped<PolicyPaper>();
        services.AddScoped<IApprovalSubject, PolicyApproval>();
        services.AddScoped<IApprovalSubject, AuthorisationApproval>();
        services.AddScoped<IContribute<HomeQuestion, HomeNotice>, PolicyAtHome>();
        services.AddScoped<IContribute<CommitmentQuestion, CommitmentEvidence>, OwnEvidence>();
    }

    public void MapEndpoints(RouteGroupBuilder api) => PolicyEndpoints.Map(api);
}
