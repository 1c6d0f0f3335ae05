using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records;

/// <summary>Why there are records of a kind (manual 4.3.3.4 a–d).</summary>
public enum RecordClass
{
    /// <summary>Asked for by a procedure.</summary>
    Procedure,

    /// <summary>Asked for by a work standard or instruction.</summary>
    Instruction,

    /// <summary>Asked for by a rule or regulation.</summary>
    Rule,

    /// <summary>Any other proof of conformity and effectiveness.</summary>
    Other,
}

/// <summary>How far a record has come.</summary>
public enum RecordState
{
    Draft,
    InApproval,

    /// <summary>Signed; it never changes again.</summary>
    Approved,

    /// <summary>Given up before it was signed; its number stays taken.</summary>
    Void,

    /// <summary>Its content was destroyed after the retention period.</summary>
    Disposed,
}

/// <summary>What a record is on (manual 4.3.3.5).</summary>
public enum RecordMedium
{
    Electronic,

    /// <summary>On paper, with a scanned copy here.</summary>
    Paper,
}

/// <summary>How far a version of a form has come.</summary>
public enum FormVersionState { Draft, InApproval, InForce, Superseded }

/// <summary>A form as other processes see it.</summary>
public sealed record RecordFormSummary
{
    public Guid Id { get; init; }

    /// <summary>Its number without the company's prefix: <c>B-06-R07</c>.</summary>
    public string Code { get; init; } = "";
    public string NameZh { get; init; } = "";
    public string NameEn { get; init; } = "";

    /// <summary>The procedure behind it, without the prefix: <c>B-06</c>.</summary>
    public string Basis { get; init; } = "";

    /// <summary>Clauses it is evidence for, between bars: <c>|M:6|I:9.2|</c> (M: the manual, I: ISO/IEC 27001:2013, A: its Annex A).</summary>
    public string Clauses { get; init; } = "";
    public int CurrentNumber { get; init; }
    public bool Retired { get; init; }
}

/// <summary>A record as other processes see it. What the reader may see is for the asking process to limit.</summary>
public sealed record RecordSummary
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public Guid FormId { get; init; }
    public string FormCode { get; init; } = "";
    public Guid DepartmentId { get; init; }

    /// <summary>The day the record is about.</summary>
    public DateOnly FilledOn { get; init; }
    public RecordState State { get; init; }

    /// <summary>UTC; null before.</summary>
    public DateTime? ApprovedAt { get; init; }

    /// <summary>The last day it must be kept; null while unknown or for ever.</summary>
    public DateOnly? RetainUntil { get; init; }
    public int Version { get; init; }
}

/// <summary>How many records of a form there are in a period.</summary>
public sealed record RecordCount(Guid FormId, string FormCode, int Count);

/// <summary>What other processes read of records; join it in one statement.</summary>
internal static class RecordViews
{
    public static IQueryable<RecordFormSummary> Forms(IsmsDbContext db) => db.Set<RecordForm>().Select(f => new RecordFormSummary
    {
        Id = f.Id, Code = f.Code, NameZh = f.NameZh, NameEn = f.NameEn, Basis = f.Basis, Clauses = f.Clauses, CurrentNumber = f.CurrentNumber, Retired = f.RetiredOn != null,
    });

    public static IQueryable<RecordSummary> Records(IsmsDbContext db) =>
        from r in db.Set<FormRecord>()
        join f in db.Set<RecordForm>() on r.FormId equals f.Id
        select new RecordSummary
        {
            Id = r.Id, Number = r.Number, FormId = r.FormId, FormCode = f.Code, DepartmentId = r.DepartmentId, FilledOn = r.FilledOn, State = r.State,
            ApprovedAt = r.ApprovedAt, RetainUntil = r.RetainUntil, Version = r.Version,
        };

    /// <summary>Approved records of each form between two days, both included; forms without any are left out.</summary>
    public static async Task<IReadOnlyList<RecordCount>> CountsAsync(IsmsDbContext db, DateOnly from, DateOnly to, CancellationToken ct)
    {
        var rows = await Records(db).Where(r => (r.State == RecordState.Approved || r.State == RecordState.Disposed) && r.FilledOn >= from && r.FilledOn <= to)
            .GroupBy(r => new { r.FormId, r.FormCode }).Select(g => new { g.Key.FormId, g.Key.FormCode, Count = g.Count() }).ToListAsync(ct);
        return rows.ConvertAll(r => new RecordCount(r.FormId, r.FormCode, r.Count));
    }
}

/// <summary>Raised when a record gets its last signature.</summary>
/// <param name="Day">The organization's day at that time.</param>
/// <param name="CorrectsId">The record that it corrects; null for an original.</param>
/// <param name="Completes">It says what was done since about the record it names, and changes nothing of it.</param>
/// <param name="Fields">By field key, as they are kept: choices by their Chinese words.</param>
internal sealed record RecordApproved(
    Guid RecordId, string Number, string FormCode, DateTime At, DateOnly Day, Guid? CorrectsId, bool Completes, IReadOnlyDictionary<string, string> Fields);

/// <summary>Asked when a reference field of this target is filled in (<c>asset</c>, <c>contract</c>): what it may mean.</summary>
/// <param name="Words">What was typed so far; empty for the first few.</param>
internal sealed record ReferenceAsked(string Target, string Words);

/// <summary>One thing that a reference may mean.</summary>
/// <param name="Text">Number and name, as it is kept in the record.</param>
internal sealed record ReferenceFound(string Text, string? Link);

/// <summary>Asked by the rules of forms: the things of a kind (<c>asset</c>) of which each must have a record.</summary>
/// <param name="Categories">Codes; a class stands for all kinds within it. Empty for all.</param>
/// <param name="OnlyImportant">Only what counts as important.</param>
internal sealed record ThingsAsked(string Target, IReadOnlyList<string> Categories, bool OnlyImportant);

/// <summary>One such thing.</summary>
/// <param name="Number">What a reference field names it by, before its name.</param>
/// <param name="PersonId">Who answers for it; null without one.</param>
internal sealed record ThingFound(string Number, string Name, Guid DepartmentId, Guid? PersonId);

/// <summary>Asked where a form is shown: is its record made by a process of its own? Filling in the form would be a second one.</summary>
internal sealed record FormKeeperAsked(string Code);

/// <summary>Where the records of a form are made.</summary>
/// <param name="Name">Of the page, in the reader's language.</param>
internal sealed record FormKeeper(string Name, string Link);

/// <summary>Asked by the coverage report: what proof another process holds of a sub-process of the manual's 4.2 since a day.</summary>
internal sealed record CoverageAsked(DateOnly Since);

/// <summary>Proof held by another process.</summary>
/// <param name="Clause">Of the manual: <c>4.2.1.5</c>.</param>
/// <param name="Title">In the reader's language.</param>
/// <param name="Last">The latest day.</param>
internal sealed record CoverageFound(string Clause, string Title, string Link, int Count, DateOnly? Last);

/// <summary>Who may do what with forms and records.</summary>
internal static class RecordPermissions
{
    /// <summary>Opens forms and records; which records are shown is what <see cref="Read"/> reaches, what everybody may read, and one's own.</summary>
    public static readonly Permission See = new Permission("records.see").Everywhere(Office.Employee, Office.ExternalAuditor);

    public static readonly Permission Read = new Permission("records.read")
        .Everywhere(Office.GeneralManager, Office.ManagementRepresentative, Office.ProjectOwner, Office.IsmsTeamLeader, Office.IsmsTeam,
            Office.DocumentController, Office.InternalAuditor, Office.ExternalAuditor)
        .InOwnDepartment(Office.DepartmentHead);

    /// <summary>Fills in forms, for one's own department; whoever reads everywhere also for others.</summary>
    public static readonly Permission Fill = new Permission("records.fill").Everywhere(Office.Employee);

    /// <summary>Draws up forms and new versions of them.</summary>
    public static readonly Permission Design = new Permission("records.design")
        .Everywhere(Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam, Office.DocumentController);

    /// <summary>Archives, holds and proposes for disposal; carries out signed disposals.</summary>
    public static readonly Permission Control = new Permission("records.control")
        .Everywhere(Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.DocumentController);

    /// <summary>Draws up the annual plan of operations.</summary>
    public static readonly Permission Plan = new Permission("records.plan")
        .Everywhere(Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam);

    public static IReadOnlyList<Permission> All { get; } = [See, Read, Fill, Design, Control, Plan];
}
