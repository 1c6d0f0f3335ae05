using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules.Compliance;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Policy.Texts;

/// <summary>The short policy on everybody's home page (4.2.1.2.1), and for those who see to it, that its review is overdue.</summary>
internal sealed class PolicyAtHome(IsmsDbContext db) : IContribute<HomeQuestion, HomeNotice>
{
    public async Task<IReadOnlyList<HomeNotice>> AnswerAsync(Actor actor, HomeQuestion question, CancellationToken ct)
    {
        if (!actor.May(PolicyPermissions.Read))
            return [];
        var notices = new List<HomeNotice>();
        var policy = await PolicyViews.Policies(db).FirstOrDefaultAsync(p => p.State == PolicyState.Approved, ct);
        if (policy is not null)
            notices.Add(new HomeNotice(Phrase.Of("policy.title"), policy.Text, PolicyPaths.Policy(policy.Id), false));
        if (!actor.May(PolicyPermissions.Edit) && !actor.Holds(Office.GeneralManager))
            return notices;
        if (policy?.ReviewOn < actor.Today)
            notices.Add(new HomeNotice(Phrase.Of("policy.review-overdue"), Phrase.Of("policy.review-overdue-on", policy!.ReviewOn!.Value.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)), PolicyPaths.Policy(policy.Id) + "#review", true));
        return notices;
    }
}

/// <summary>What the organization's own records show of the commitments: offices filled, the matrix and the scope in force, parties with their requirements.</summary>
internal sealed class OwnEvidence(IsmsDbContext db, OfficeHolders holders, LawFiguresReader laws) : IContribute<CommitmentQuestion, CommitmentEvidence>
{
    private static readonly Office[] Offices = [Office.GeneralManager, Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.InternalAuditor];

    public async Task<IReadOnlyList<CommitmentEvidence>> AnswerAsync(Actor actor, CommitmentQuestion question, CancellationToken ct)
    {
        if (question.Topic == CommitmentTopic.Requirements)
        {
            var scope = await Scope.ScopeViews.Statements(db).FirstOrDefaultAsync(s => s.State == Scope.ScopeState.Approved, ct);
            var figures = await laws.ReadAsync(actor.Today, ct);
            return
            [
                scope is null ? new CommitmentEvidence(Phrase.Of("policy.evidence.no-scope"), Scope.ScopeViews.Link, false)
                    : new CommitmentEvidence(Phrase.Of("policy.evidence.scope", scope.VersionLabel, Day(scope.EffectiveOn)), $"{Scope.ScopeViews.Link}/{scope.Id}/context", true),
                figures.Applicable == 0 ? new CommitmentEvidence(Phrase.Of("policy.evidence.no-laws"), ComplianceViews.LawsLink, false)
                    : new CommitmentEvidence(Phrase.Of("policy.evidence.laws", figures.Applicable, figures.Incomplete, figures.Overdue, figures.Failing), ComplianceViews.LawsLink, figures.Incomplete + figures.Overdue + figures.Failing == 0),
            ];
        }
        if (question.Topic != CommitmentTopic.Organization)
            return [];
        var filled = 0;
        foreach (var office in Offices)
            filled += (await holders.OfAsync(office, null, ct)).Count > 0 ? 1 : 0;
        var matrix = await Organization.ResponsibilityViews.Matrices(db).FirstOrDefaultAsync(m => m.State == Organization.MatrixState.Approved, ct);
        return
        [
            new CommitmentEvidence(Phrase.Of("policy.evidence.offices", filled, Offices.Length), "/organization/offices", filled == Offices.Length),
            matrix is null ? new CommitmentEvidence(Phrase.Of("policy.evidence.no-matrix"), Organization.ResponsibilityViews.Link, false)
                : new CommitmentEvidence(Phrase.Of("policy.evidence.matrix", matrix.VersionLabel, Day(matrix.EffectiveOn)), $"{Organization.ResponsibilityViews.Link}/{matrix.Id}", true),
        ];
    }

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "";
}
