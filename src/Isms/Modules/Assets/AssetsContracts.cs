using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Text;
using Isms.Modules.Assets.Confirmation;
using Isms.Modules.Assets.Inventory;
using Isms.Modules.Secrecy;

namespace Isms.Modules.Assets;

/// <summary>Whether an asset is in use.</summary>
public enum AssetState
{
    Active,

    /// <summary>Disposed of, returned or stopped; it stays readable in everything it took part in.</summary>
    Retired,
}

/// <summary>An asset as other processes see it.</summary>
public sealed record AssetSummary
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public string Name { get; init; } = "";

    /// <summary>Place of the name in pinyin order.</summary>
    public string NameSort { get; init; } = "";

    /// <summary>Of <see cref="Kernel.Standards.AssetCategories"/>.</summary>
    public string CategoryCode { get; init; } = "";
    public Guid DepartmentId { get; init; }

    /// <summary>The person who answers for it.</summary>
    public Guid OwnerId { get; init; }
    public string Location { get; init; } = "";

    /// <summary>1 to 5, as are the next three.</summary>
    public int ReplacementCost { get; init; }
    public int Confidentiality { get; init; }
    public int Integrity { get; init; }
    public int Availability { get; init; }

    /// <summary>Asset value by the criteria it was last valued with; 0 while there were none in force.</summary>
    public int Value { get; init; }

    /// <summary>Importance level by the same criteria; 0 while there were none in force.</summary>
    public int ImportanceLevel { get; init; }

    /// <summary>Meets the criterion, or was made important by hand; not when set aside with approval.</summary>
    public bool IsImportant { get; init; }
    public bool Retired { get; init; }

    /// <summary>False when its class keeps it from the reader: then name and place say only that it is classified.</summary>
    public bool Known { get; init; }
    public int Version { get; init; }
}

/// <summary>Whether one department confirmed its list in one round, as other processes see it.</summary>
public sealed record ConfirmationSummary
{
    public Guid CycleId { get; init; }

    /// <summary>When the round was opened, UTC.</summary>
    public DateTime OpenedAt { get; init; }
    public DateOnly DueOn { get; init; }
    public Guid DepartmentId { get; init; }

    /// <summary>Confirmed as the list is now.</summary>
    public bool Confirmed { get; init; }
}

/// <summary>What other processes read of the assets; join it in one statement.</summary>
internal static class AssetViews
{
    /// <summary>As they are: for rules and for what is signed, which no reader sees.</summary>
    public static IQueryable<AssetSummary> Summaries(IsmsDbContext db) => Summaries(db, Actor.System("", default));

    /// <summary>As this person may see them: all of them, those kept from the person by their class with number and figures and without name and place (docs/decisions/0010).</summary>
    public static IQueryable<AssetSummary> Summaries(IsmsDbContext db, Actor reader)
    {
        var classified = Phrase.In(reader.Culture, "kernel.concealed");
        return db.Set<Asset>().SelectKnown(AssetReach.IsKnown(db, reader), (a, known) => new AssetSummary
        {
            Id = a.Id, Number = a.Number, Name = known ? a.Name : classified, NameSort = known ? a.NameSort : "", CategoryCode = a.CategoryCode, DepartmentId = a.DepartmentId,
            OwnerId = a.OwnerId, Location = known ? a.Location : "", ReplacementCost = a.ReplacementCost, Confidentiality = a.Confidentiality,
            Integrity = a.Integrity, Availability = a.Availability, Value = a.Value, ImportanceLevel = a.ImportanceLevel,
            IsImportant = a.IsImportant, Retired = a.State == AssetState.Retired, Known = known, Version = a.Version,
        });
    }

    /// <summary>Ids of the assets that are kept from this person by their class; part of other statements.</summary>
    public static IQueryable<Guid> KeptFrom(IsmsDbContext db, Actor actor) => AssetReach.KeptFrom(db, actor);

    public static IQueryable<ConfirmationSummary> Confirmations(IsmsDbContext db) =>
        from c in db.Set<DepartmentConfirmation>()
        join cycle in db.Set<ConfirmationCycle>() on c.CycleId equals cycle.Id
        select new ConfirmationSummary
        {
            CycleId = c.CycleId, OpenedAt = cycle.OpenedAt, DueOn = cycle.DueOn, DepartmentId = c.DepartmentId, Confirmed = c.State == ConfirmationState.Confirmed,
        };
}

/// <summary>Who may do what with assets.</summary>
internal static class AssetPermissions
{
    /// <summary>Opens the register; what is shown is what <see cref="Read"/> reaches and what one owns or keeps.</summary>
    public static readonly Permission See = new Permission("assets.see").Everywhere(
        Office.Employee, Office.GeneralManager, Office.ManagementRepresentative, Office.ProjectOwner, Office.IsmsTeamLeader, Office.IsmsTeam,
        Office.DepartmentHead, Office.InternalAuditor, Office.ExternalAuditor);

    public static readonly Permission Read = new Permission("assets.read")
        .Everywhere(Office.GeneralManager, Office.ManagementRepresentative, Office.ProjectOwner, Office.IsmsTeamLeader, Office.IsmsTeam,
            Office.InternalAuditor, Office.ExternalAuditor)
        .InOwnDepartment(Office.DepartmentHead);

    public static readonly Permission Edit = new Permission("assets.edit")
        .Everywhere(Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam)
        .InOwnDepartment(Office.DepartmentHead);

    /// <summary>Moves the line between important and not against the criterion.</summary>
    public static readonly Permission Override = new Permission("assets.override")
        .Everywhere(Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam);

    /// <summary>Opens and closes the cycles in which departments confirm their lists.</summary>
    public static readonly Permission RunCycle = new Permission("assets.run-cycle")
        .Everywhere(Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam);

    public static readonly Permission Confirm = new Permission("assets.confirm").InOwnDepartment(Office.DepartmentHead);

    /// <summary>Draws up the list of important assets.</summary>
    public static readonly Permission DrawList = new Permission("assets.draw-list")
        .Everywhere(Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam);

    /// <summary>Enters the departments and people that a register names; whoever may edit both the assets and the organization.</summary>
    public static readonly Permission EnterNewcomers = new Permission("assets.enter-newcomers")
        .Everywhere(Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam);

    public static IReadOnlyList<Permission> All { get; } = [See, Read, Edit, Override, RunCycle, Confirm, DrawList, EnterNewcomers];
}
