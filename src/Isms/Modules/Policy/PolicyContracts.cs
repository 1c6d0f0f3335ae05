using Isms.Kernel.Access;
using Isms.Kernel.Data;

namespace Isms.Modules.Policy;

/// <summary>How far a version of the policy has come.</summary>
public enum PolicyState
{
    Draft,
    InApproval,

    /// <summary>In force. At most one is.</summary>
    Approved,

    /// <summary>Was in force; stays readable.</summary>
    Superseded,
}

/// <summary>What a commitment is about (manual 4.2.1.2.3 a to f); decides what shows that it is kept.</summary>
public enum CommitmentTopic
{
    /// <summary>Organization, policy, objectives, controls, duties.</summary>
    Organization,

    /// <summary>Requirements of law and interested parties.</summary>
    Requirements,

    /// <summary>Risk assessment, review, correction.</summary>
    Risk,

    /// <summary>Technical protection of information.</summary>
    Technology,

    /// <summary>Education and training.</summary>
    Training,

    /// <summary>Business continuity.</summary>
    Continuity,
}

/// <summary>Asked for what shows, today, that a commitment is kept.</summary>
internal sealed record CommitmentQuestion(CommitmentTopic Topic);

/// <summary>One piece of evidence.</summary>
/// <param name="Text">In the reader's language, with its figures.</param>
/// <param name="Link">The list of exactly what was counted.</param>
/// <param name="Kept">False when it speaks against the commitment.</param>
public sealed record CommitmentEvidence(string Text, string Link, bool Kept);

/// <summary>A version of the policy as other processes see it.</summary>
public sealed record PolicySummary
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public string VersionLabel { get; init; } = "";
    public PolicyState State { get; init; }

    /// <summary>The short text that everybody knows.</summary>
    public string Text { get; init; } = "";
    public DateTime? ApprovedAt { get; init; }
    public DateOnly? EffectiveOn { get; init; }

    /// <summary>The day by which it is reviewed.</summary>
    public DateOnly? ReviewOn { get; init; }
}

/// <summary>A principle of the policy; objectives link to one.</summary>
public sealed record PolicyPrincipleSummary
{
    public Guid Id { get; init; }
    public Guid PolicyId { get; init; }
    public int Place { get; init; }
    public string Text { get; init; } = "";
}

/// <summary>What other processes read of the policy.</summary>
internal static class PolicyViews
{
    public const string Link = "/policy";

    public static IQueryable<PolicySummary> Policies(IsmsDbContext db) => db.Set<PolicyVersion>().Select(p => new PolicySummary
    {
        Id = p.Id, Number = p.Number, VersionLabel = p.VersionLabel, State = p.State, Text = p.Text, ApprovedAt = p.ApprovedAt, EffectiveOn = p.EffectiveOn, ReviewOn = p.ReviewOn,
    });

    public static IQueryable<PolicyPrincipleSummary> Principles(IsmsDbContext db) => db.Set<PolicyLine>().Where(l => l.Topic == null)
        .Select(l => new PolicyPrincipleSummary { Id = l.Id, PolicyId = l.PolicyId, Place = l.Place, Text = l.Text });
}

/// <summary>Who may do what with the policy.</summary>
internal static class PolicyPermissions
{
    /// <summary>Everybody knows the policy.</summary>
    public static readonly Permission Read = new Permission("policy.read").Everywhere(Office.Employee, Office.ExternalAuditor);

    /// <summary>Draws up versions, records reviews.</summary>
    public static readonly Permission Edit = new Permission("policy.edit").Everywhere(Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam);

    public static IReadOnlyList<Permission> All { get; } = [Read, Edit];
}
