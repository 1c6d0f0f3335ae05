using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Text;
using Isms.Kernel.Standards;

namespace Isms.Modules.Treatment;

/// <summary>How far a treatment plan, or a residual-risk report, has come.</summary>
public enum PlanState
{
    Draft,

    /// <summary>Put up for signature: what is signed does not change until it is signed or sent back.</summary>
    InApproval,

    /// <summary>Signed: what was planned never changes again; what comes later is another plan.</summary>
    Approved,
}

/// <summary>The ways of treating a risk (manual 4.2.1.6 a–d).</summary>
public enum TreatmentOption
{
    /// <summary>控制: by internal controls.</summary>
    Reduce,

    /// <summary>接受: borne knowingly, for a time.</summary>
    Accept,

    /// <summary>避免: what brings it is stopped or changed.</summary>
    Avoid,

    /// <summary>转移: others bear it, by insurance or contract.</summary>
    Transfer,
}

/// <summary>How far a treatment item has come.</summary>
public enum TreatmentState
{
    Planned,
    InProgress,

    /// <summary>Carried out, with evidence.</summary>
    Implemented,

    /// <summary>Found to be effective, or with nothing more to do.</summary>
    Closed,
}

/// <summary>A treatment plan as other processes see it.</summary>
public sealed record TreatmentPlanSummary
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public string Title { get; init; } = "";
    public Guid AssessmentId { get; init; }

    /// <summary>The plan it adds to; null for the assessment's own.</summary>
    public Guid? SupplementsId { get; init; }
    public PlanState State { get; init; }

    /// <summary>UTC; null before.</summary>
    public DateTime? ApprovedAt { get; init; }
    public int Version { get; init; }
}

/// <summary>A treatment item as other processes see it.</summary>
public sealed record TreatmentItemSummary
{
    public Guid Id { get; init; }
    public Guid PlanId { get; init; }
    public Guid RiskId { get; init; }

    /// <summary>Unique within the plan, such as <c>M-0003</c>.</summary>
    public string Number { get; init; } = "";

    /// <summary>What is done.</summary>
    public string Title { get; init; } = "";
    public TreatmentOption Option { get; init; }
    public Guid DepartmentId { get; init; }

    /// <summary>Null while nobody is named.</summary>
    public Guid? ResponsibleId { get; init; }
    public DateOnly? StartsOn { get; init; }
    public DateOnly? EndsOn { get; init; }
    public TreatmentState State { get; init; }

    /// <summary>Level of the risk after treatment, as last rated; null while it is not.</summary>
    public int? ResidualLevel { get; init; }
    public int Version { get; init; }
}

/// <summary>A control that a treatment item relies on.</summary>
public sealed record TreatmentItemControlSummary
{
    public Guid ItemId { get; init; }
    public Edition Edition { get; init; }
    public string Code { get; init; } = "";
}

/// <summary>What other processes read of treatment; join it in one statement.</summary>
internal static class TreatmentViews
{
    public static IQueryable<TreatmentPlanSummary> Plans(IsmsDbContext db) => db.Set<TreatmentPlan>().Select(p => new TreatmentPlanSummary
    {
        Id = p.Id, Number = p.Number, Title = p.Title, AssessmentId = p.AssessmentId, SupplementsId = p.SupplementsId, State = p.State,
        ApprovedAt = p.ApprovedAt, Version = p.Version,
    });

    /// <summary>As they are: for rules and for what is signed, which no reader sees.</summary>
    public static IQueryable<TreatmentItemSummary> Items(IsmsDbContext db) => Items(db, db.Set<TreatmentItem>().Select(i => new Shown { Item = i, Title = i.Method }));

    /// <summary>As this person may see them: what is done about an asset that is kept from the person is not told, but to who carries it out (docs/decisions/0010).</summary>
    public static IQueryable<TreatmentItemSummary> Items(IsmsDbContext db, Actor reader)
    {
        if (reader.IsSystem)
            return Items(db);
        var (me, classified) = (reader.PersonId, Phrase.In(reader.Culture, "kernel.concealed"));
        var known = Risks.RiskViews.Risks(db, reader).Where(r => r.AssetKnown).Select(r => r.Id);
        return Items(db, db.Set<TreatmentItem>().Select(i => new Shown { Item = i, Title = i.ResponsibleId == me || known.Any(id => id == i.RiskId) ? i.Method : classified }));
    }

    private static IQueryable<TreatmentItemSummary> Items(IsmsDbContext db, IQueryable<Shown> items) => items.Select(x => new TreatmentItemSummary
    {
        Id = x.Item.Id, PlanId = x.Item.PlanId, RiskId = x.Item.RiskId, Number = x.Item.Number, Title = x.Title, Option = x.Item.Option, DepartmentId = x.Item.DepartmentId,
        ResponsibleId = x.Item.ResponsibleId, StartsOn = x.Item.StartsOn, EndsOn = x.Item.EndsOn, State = x.Item.State, Version = x.Item.Version,
        ResidualLevel = db.Set<ResidualRisk>().Where(r => r.RiskId == x.Item.RiskId && r.Level != ResidualRisk.NotRated)
            .OrderByDescending(r => r.Id).Select(r => (int?)r.Level).FirstOrDefault(),
    });

    public static IQueryable<TreatmentItemControlSummary> ItemControls(IsmsDbContext db) => db.Set<TreatmentItemControl>()
        .Select(c => new TreatmentItemControlSummary { ItemId = c.ItemId, Edition = c.Edition, Code = c.Code });

    private sealed class Shown
    {
        public required TreatmentItem Item { get; init; }
        public required string Title { get; init; }
    }
}

/// <summary>Who may do what with treatment plans and residual risks.</summary>
internal static class TreatmentPermissions
{
    /// <summary>Opens the plans; what is shown is what <see cref="Read"/> reaches, what one is responsible for, and the risks one owns.</summary>
    public static readonly Permission See = new Permission("treatment.see").Everywhere(Office.Employee, Office.ExternalAuditor);

    public static readonly Permission Read = new Permission("treatment.read")
        .Everywhere(Office.GeneralManager, Office.ManagementRepresentative, Office.ProjectOwner, Office.IsmsTeamLeader, Office.IsmsTeam,
            Office.InternalAuditor, Office.ExternalAuditor)
        .InOwnDepartment(Office.DepartmentHead);

    /// <summary>Plans items, and reports their progress.</summary>
    public static readonly Permission Edit = new Permission("treatment.edit")
        .Everywhere(Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam)
        .InOwnDepartment(Office.DepartmentHead);

    /// <summary>Reports progress, of what one is responsible for or may edit.</summary>
    public static readonly Permission Report = new Permission("treatment.report").Everywhere(Office.Employee);

    /// <summary>Draws up plans and residual-risk reports, rates and reviews residual risks.</summary>
    public static readonly Permission Draw = new Permission("treatment.draw")
        .Everywhere(Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam);

    /// <summary>Accepts residual risks above the acceptance level: as their owner, or as who approves the reports.</summary>
    public static readonly Permission Accept = new Permission("treatment.accept").Everywhere(Office.Employee);

    public static IReadOnlyList<Permission> All { get; } = [See, Read, Edit, Report, Draw, Accept];
}
