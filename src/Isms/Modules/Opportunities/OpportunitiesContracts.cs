using Isms.Kernel.Access;
using Isms.Kernel.Data;

namespace Isms.Modules.Opportunities;

/// <summary>Which way it bears on the management system (2013 and 2022: 6.1.1).</summary>
public enum MatterKind
{
    /// <summary>风险: may keep the system from what it is to achieve.</summary>
    Risk,

    /// <summary>机遇: may help it, when it is taken.</summary>
    Opportunity,
}

/// <summary>What it was found from.</summary>
public enum MatterSource
{
    /// <summary>An internal or external issue of the scope (4.1).</summary>
    Issue,

    /// <summary>A requirement of an interested party (4.2).</summary>
    Party,

    /// <summary>A preventive action (manual 8.3).</summary>
    Prevention,

    /// <summary>Anything else, in words.</summary>
    Other,
}

/// <summary>What is done about it.</summary>
public enum MatterResponse
{
    /// <summary>Something is done, and its effect checked.</summary>
    Act,

    /// <summary>Nothing for now; it is looked at again on a day.</summary>
    Watch,
}

/// <summary>How far it has come.</summary>
public enum MatterState
{
    Draft,
    InApproval,

    /// <summary>The plan is signed and being carried out.</summary>
    Acting,

    /// <summary>Carried out, or watched: waits for somebody else to look at the effect.</summary>
    Checking,

    /// <summary>Found to have had the effect that was meant.</summary>
    Effective,

    /// <summary>Found to have had not; what is done next is another matter that follows this one.</summary>
    Ineffective,
}

/// <summary>A risk or opportunity of the management system as other processes see it.</summary>
public sealed record MatterSummary
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public string Title { get; init; } = "";
    public MatterKind Kind { get; init; }
    public MatterState State { get; init; }
    public Guid? ResponsibleId { get; init; }
    public DateOnly? DueOn { get; init; }
}

/// <summary>What other processes read of risks and opportunities; join it in one statement.</summary>
internal static class OpportunityViews
{
    public static IQueryable<MatterSummary> Matters(IsmsDbContext db) => db.Set<Matter>().Select(m => new MatterSummary
    {
        Id = m.Id, Number = m.Number, Title = m.Title, Kind = m.Kind, State = m.State, ResponsibleId = m.ResponsibleId, DueOn = m.DueOn,
    });
}

/// <summary>Who may do what with risks and opportunities of the management system.</summary>
internal static class OpportunityPermissions
{
    /// <summary>Opens the list; what is shown is what <see cref="Read"/> reaches and what one is named in.</summary>
    public static readonly Permission See = new Permission("opportunities.see").Everywhere(Office.Employee, Office.ExternalAuditor);

    public static readonly Permission Read = new Permission("opportunities.read").Everywhere(
        Office.GeneralManager, Office.ManagementRepresentative, Office.ProjectOwner, Office.IsmsTeamLeader, Office.IsmsTeam, Office.DepartmentHead, Office.InternalAuditor, Office.ExternalAuditor);

    public static readonly Permission Edit = new Permission("opportunities.edit").Everywhere(Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam);

    /// <summary>Reports what one was asked to carry out or to judge.</summary>
    public static readonly Permission Report = new Permission("opportunities.report").Everywhere(Office.Employee);

    public static IReadOnlyList<Permission> All { get; } = [See, Read, Edit, Report];
}
