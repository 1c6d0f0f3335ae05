using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Scope;

/// <summary>How far a version of the scope has come.</summary>
public enum ScopeState
{
    Draft,
    InApproval,

    /// <summary>In force. At most one version is.</summary>
    Approved,

    /// <summary>Was in force; stays readable.</summary>
    Superseded,
}

/// <summary>The three drawings of appendix 7.</summary>
public enum DrawingKind
{
    /// <summary>公司外部环境图.</summary>
    Surroundings,

    /// <summary>内部办公图, with important areas in red.</summary>
    Premises,

    /// <summary>网络拓扑图.</summary>
    Network,
}

/// <summary>A version of the scope as other processes see and print it.</summary>
public sealed record ScopeSummary
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public string VersionLabel { get; init; } = "";
    public ScopeState State { get; init; }

    /// <summary>What the ISMS covers.</summary>
    public string ScopeText { get; init; } = "";
    public string BoundaryText { get; init; } = "";

    /// <summary>UTC; null before.</summary>
    public DateTime? ApprovedAt { get; init; }
    public DateOnly? EffectiveOn { get; init; }

    /// <summary>The day by which it is looked at again.</summary>
    public DateOnly? ReviewOn { get; init; }
}

/// <summary>An internal or external issue of one version (2013 and 2022: 4.1).</summary>
public sealed record ScopeIssueSummary
{
    public Guid Id { get; init; }
    public Guid StatementId { get; init; }
    public bool External { get; init; }

    /// <summary>Kept from version to version, unlike the id, unless it is worded anew.</summary>
    public string Topic { get; init; } = "";

    /// <summary>What it means for the ISMS.</summary>
    public string Effect { get; init; } = "";
}

/// <summary>An interested party of one version, and what it requires (4.2).</summary>
public sealed record InterestedPartySummary
{
    public Guid Id { get; init; }
    public Guid StatementId { get; init; }
    public string Name { get; init; } = "";
    public string Requirement { get; init; } = "";

    /// <summary>How the ISMS meets it.</summary>
    public string Response { get; init; } = "";
}

/// <summary>What other processes read of the scope.</summary>
internal static class ScopeViews
{
    public const string Link = "/scope";

    /// <summary>Page with the issues and interested parties of a version.</summary>
    public static string ContextLink(Guid statementId) => ScopePaths.Context(statementId);

    public static IQueryable<ScopeIssueSummary> Issues(IsmsDbContext db) => db.Set<ScopeIssue>().Select(i => new ScopeIssueSummary
    {
        Id = i.Id, StatementId = i.StatementId, External = i.External, Topic = i.Topic, Effect = i.Effect,
    });

    public static IQueryable<InterestedPartySummary> Parties(IsmsDbContext db) => db.Set<InterestedParty>().Select(p => new InterestedPartySummary
    {
        Id = p.Id, StatementId = p.StatementId, Name = p.Name, Requirement = p.Requirement, Response = p.Response,
    });

    public static IQueryable<ScopeSummary> Statements(IsmsDbContext db) => db.Set<ScopeStatement>().Select(s => new ScopeSummary
    {
        Id = s.Id, Number = s.Number, VersionLabel = s.VersionLabel, State = s.State, ScopeText = s.ScopeText, BoundaryText = s.BoundaryText,
        ApprovedAt = s.ApprovedAt, EffectiveOn = s.EffectiveOn, ReviewOn = s.ReviewOn,
    });
}

/// <summary>The scope that documents print: the version in force.</summary>
internal sealed class ScopeInForce(IsmsDbContext db)
{
    /// <summary>Null before the first was approved.</summary>
    public Task<ScopeSummary?> CurrentAsync(CancellationToken ct) => ScopeViews.Statements(db).FirstOrDefaultAsync(s => s.State == ScopeState.Approved, ct);
}

/// <summary>Asked for what can be, or has to be, found on the drawings: secure areas, premises, server rooms.</summary>
internal sealed record PlacesToMark;

/// <summary>A place that belongs on a drawing.</summary>
/// <param name="Kind">Kind of the thing, <c>module.thing</c>.</param>
/// <param name="Name">As people know it.</param>
/// <param name="Link">Its page.</param>
/// <param name="Required">A statement without it is warned about.</param>
public sealed record PlaceToMark(string Kind, Guid Id, string Name, string Link, bool Required);

/// <summary>Who may do what with the scope.</summary>
internal static class ScopePermissions
{
    /// <summary>Everybody knows what the ISMS covers.</summary>
    public static readonly Permission Read = new Permission("scope.read").Everywhere(Office.Employee, Office.ExternalAuditor);

    /// <summary>Draws up versions, context and drawings.</summary>
    public static readonly Permission Edit = new Permission("scope.edit").Everywhere(Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam);

    public static IReadOnlyList<Permission> All { get; } = [Read, Edit];
}
