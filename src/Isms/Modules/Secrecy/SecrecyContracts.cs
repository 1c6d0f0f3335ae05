using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;

namespace Isms.Modules.Secrecy;

/// <summary>密级: who may know a piece of information, lowest first (manual appendix 5, XX-A-04.04). Names, marks and rules of each stand in the scheme in force.</summary>
public enum Classification
{
    /// <summary>公开.</summary>
    Public,

    /// <summary>内部.</summary>
    Internal,

    /// <summary>秘密.</summary>
    Confidential,

    /// <summary>机密.</summary>
    Secret,

    /// <summary>绝密.</summary>
    TopSecret,
}

/// <summary>How somebody got at a classified thing.</summary>
public enum OpeningWay { Read, Download, Print, Copy }

/// <summary>A thing that has a class, as its process describes it to who may know it.</summary>
/// <param name="Number">Empty when it has none.</param>
/// <param name="DepartmentId">The department it belongs to.</param>
/// <param name="MayChange">True when the person may change its class and name holders.</param>
/// <param name="Named">People that the thing itself names: its owner, its keeper, who filled it in.</param>
internal sealed record ClassifiedThing(string Number, string Title, string Link, Guid DepartmentId, Classification Class, bool MayChange, IReadOnlyList<Guid> Named);

/// <summary>A kind of thing that has a class. Modules register it with <c>services.AddScoped&lt;IClassifiedSubject, …&gt;()</c>.</summary>
internal interface IClassifiedSubject
{
    /// <summary>Stable, <c>module.thing</c>; its name is <c>Phrase.Kin("classified", Kind)</c>.</summary>
    string Kind { get; }

    /// <summary>The thing, when this person may know of it; null otherwise and when there is none.</summary>
    Task<ClassifiedThing?> FindAsync(Actor actor, Guid id, CancellationToken ct);

    /// <summary>Sets its class; the caller saves.</summary>
    Task SetAsync(Guid id, Classification value, CancellationToken ct);

    /// <summary>Page where a lower class is asked for, when the process has an approval of its own for that; null to take the one here.</summary>
    string? LoweringPage(Guid id) => null;
}

/// <summary>What other processes refuse about classes.</summary>
internal static class SecrecyRules
{
    /// <summary>XX-B-08: who may know more than before is for the head and the management representative to allow.</summary>
    public static readonly Refusal LoweringNeedsApproval = new("secrecy.lowering-needs-approval");

    /// <summary>The refusal, with the page where the lowering is asked for.</summary>
    public static Refusal AskFor(string kind, Guid id, string title) => LoweringNeedsApproval with { Obstacles = [new Obstacle(title, SecrecyPaths.Thing(kind, id))] };
}

/// <summary>Who may do what with classes.</summary>
internal static class SecrecyPermissions
{
    /// <summary>Reads the scheme; also who may know a thing that one may know oneself.</summary>
    public static readonly Permission See = new Permission("secrecy.see").Everywhere(Office.Employee, Office.ExternalAuditor, Office.SecurityAdministrator, Office.AuditAdministrator);

    /// <summary>Writes the scheme.</summary>
    public static readonly Permission Edit = new Permission("secrecy.edit").Everywhere(Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam);

    /// <summary>Reads who opened what of the upper classes.</summary>
    public static readonly Permission ReadLog = new Permission("secrecy.read-log").Everywhere(
        Office.GeneralManager, Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.InternalAuditor, Office.ExternalAuditor, Office.AuditAdministrator).InOwnDepartment(Office.DepartmentHead);

    /// <summary>Put in force at set-up by the system; no office may.</summary>
    public static readonly Permission Run = new("secrecy.run");

    public static IReadOnlyList<Permission> All { get; } = [See, Edit, ReadLog, Run];
}
