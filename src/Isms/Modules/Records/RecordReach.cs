using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Modules.Records.Domain;
using Isms.Modules.Secrecy;

namespace Isms.Modules.Records;

/// <summary>Who sees which records: what the offices reach and what everybody may read, as far as the class is open to the person, and one's own.</summary>
internal static class RecordReach
{
    public static IQueryable<FormRecord> VisibleTo(this IQueryable<FormRecord> records, IsmsDbContext db, Actor actor)
    {
        var reach = actor.ReachOf(RecordPermissions.Read);
        var (me, departments) = (actor.PersonId, reach.Departments.ToList());
        records = records.KnownTo(db, actor, r => r.Id, r => r.DepartmentId, r => r.Classification, r => r.FilledById == me);
        if (reach.All)
            return records;
        return records.Where(r => r.FilledById == me || r.Access == FormAccess.Everyone || (r.Access == FormAccess.Department && departments.Contains(r.DepartmentId)));
    }

    /// <summary>What a search is narrowed to; null for everything.</summary>
    public static IReadOnlyCollection<Guid>? SearchKeys(Actor actor)
    {
        var reach = actor.ReachOf(RecordPermissions.Read);
        return reach.All ? null : [.. reach.Departments, actor.PersonId, FormRecord.Everybody];
    }

    /// <summary>True when this person may fill in forms of this role: anybody, or only those who hold the office and the team.</summary>
    public static bool MayFill(Actor actor, string owner)
    {
        if (!actor.May(RecordPermissions.Fill))
            return actor.IsSystem;
        if (FormRoles.OfficeOf(owner) is not { } office || actor.Holds(office))
            return true;
        return actor.Holds(Office.ManagementRepresentative) || actor.Holds(Office.IsmsTeamLeader) || actor.Holds(Office.IsmsTeam) || actor.Holds(Office.DocumentController);
    }

    /// <summary>True when this person may fill in a form for this department.</summary>
    public static bool MayFillFor(Actor actor, Guid departmentId) =>
        actor.DepartmentId == departmentId || actor.ReachOf(RecordPermissions.Read).Covers(departmentId);
}

/// <summary>The roles that fill in and sign forms.</summary>
internal static class FormRoles
{
    public static IReadOnlyList<string> All { get; } =
    [
        "emp", "hod", "team", "mr", "gm", "docctrl", "ia", "la", "hr", "op", "it", "pm", "qa", "dev", "author", "depts", "admin", "finance", "reception",
        "visited", "system-owner", "former-approver", "customer", "carrier", "receiver",
    ];

    /// <summary>The office behind a role; null where anybody can have it.</summary>
    public static Office? OfficeOf(string role) => role switch
    {
        "gm" => Office.GeneralManager,
        "mr" => Office.ManagementRepresentative,
        "team" => Office.IsmsTeam,
        "hod" => Office.DepartmentHead,
        "ia" or "la" => Office.InternalAuditor,
        "docctrl" => Office.DocumentController,
        _ => null,
    };
}
