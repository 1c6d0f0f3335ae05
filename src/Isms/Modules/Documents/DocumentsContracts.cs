using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Standards;
using Isms.Modules.Secrecy;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents;

/// <summary>How far a version of a document has come (manual 4.3.2.1). It goes forward step by step; only <see cref="InReview"/> may go back to <see cref="Draft"/>.</summary>
public enum VersionState
{
    /// <summary>编制中: may be changed.</summary>
    Draft,

    /// <summary>审批中: on its route, frozen.</summary>
    InReview,

    /// <summary>已批准: signed, waiting to be issued or for its day.</summary>
    Approved,

    /// <summary>有效: the one version in force.</summary>
    Effective,

    /// <summary>已替代: a newer version is in force.</summary>
    Superseded,

    /// <summary>作废: withdrawn without a newer version.</summary>
    Obsolete,

    /// <summary>已销毁: its text is gone; what remains says that it was there.</summary>
    Destroyed,
}

/// <summary>A controlled document as other processes see it.</summary>
public sealed record DocumentSummary
{
    public Guid Id { get; init; }

    /// <summary>With the organization's prefix, such as <c>SL-B-01</c>.</summary>
    public string Number { get; init; } = "";

    /// <summary>Its number in the manual's list, <c>XX-B-01</c>; empty for the organization's own documents.</summary>
    public string Pattern { get; init; } = "";
    public string TitleZh { get; init; } = "";
    public string TitleEn { get; init; } = "";

    /// <summary>Code of its kind: <c>manual</c>, <c>soa</c>, <c>objectives</c>, <c>topPolicy</c>, <c>policy</c>, <c>procedure</c>, <c>rule</c>, <c>workInstruction</c>, <c>form</c>, <c>external</c>, or the organization's own.</summary>
    public string KindCode { get; init; } = "";

    /// <summary>1 manual and policies, 2 procedures, 3 rules and instructions, 4 forms.</summary>
    public int Level { get; init; }

    /// <summary>The department that keeps it.</summary>
    public Guid DepartmentId { get; init; }

    /// <summary>The document it belongs to (an instruction to its procedure); null for none.</summary>
    public Guid? ParentId { get; init; }
    public Classification Classification { get; init; }
    public int Version { get; init; }
}

/// <summary>A version of a document as other processes see it.</summary>
public sealed record DocumentVersionSummary
{
    public Guid Id { get; init; }
    public Guid DocumentId { get; init; }

    /// <summary>As printed: <c>A/0</c> or <c>V1.0</c>.</summary>
    public string Label { get; init; } = "";
    public VersionState State { get; init; }

    /// <summary>First day in force; null until it is issued.</summary>
    public DateOnly? EffectiveOn { get; init; }

    /// <summary>The day from which it is no longer in force; null while it is.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>UTC; null before.</summary>
    public DateTime? ApprovedAt { get; init; }
    public int Version { get; init; }
}

/// <summary>The version of a document that is in force on a day.</summary>
/// <param name="Link">Where it is read.</param>
public sealed record DocumentInForce(Guid DocumentId, Guid VersionId, string Number, string Title, string Label, DateOnly EffectiveOn, string Link);

/// <summary>An external document as other processes see it.</summary>
public sealed record ExternalSummary
{
    public Guid Id { get; init; }
    public string ReceiptNumber { get; init; } = "";
    public string StandardNumber { get; init; } = "";
    public string TitleZh { get; init; } = "";
}

/// <summary>What other processes read of documents; join it in one statement.</summary>
internal static class DocumentViews
{
    public static IQueryable<DocumentSummary> Documents(IsmsDbContext db) =>
        from d in db.Set<ControlledDocument>()
        join k in db.Set<DocumentKind>() on d.KindId equals k.Id
        select new DocumentSummary
        {
            Id = d.Id, Number = d.Number, Pattern = d.Pattern, TitleZh = d.TitleZh, TitleEn = d.TitleEn, KindCode = k.Code, Level = k.Level, DepartmentId = d.DepartmentId, ParentId = d.ParentId,
            Classification = d.Classification, Version = d.Version,
        };

    public static IQueryable<ExternalSummary> Externals(IsmsDbContext db) => db.Set<ExternalDocument>().Select(e => new ExternalSummary
    {
        Id = e.Id, ReceiptNumber = e.ReceiptNumber, StandardNumber = e.StandardNumber, TitleZh = e.TitleZh,
    });

    public static string ExternalLink(Guid id) => DocumentPaths.ExternalOne(id);

    public static string DocumentLink(Guid id) => DocumentPaths.Document(id);

    public static IQueryable<DocumentVersionSummary> Versions(IsmsDbContext db) => db.Set<DocumentVersion>().Select(v => new DocumentVersionSummary
    {
        Id = v.Id, DocumentId = v.DocumentId, Label = v.Label, State = v.State, EffectiveOn = v.EffectiveOn, EndedOn = v.EndedOn, ApprovedAt = v.ApprovedAt, Version = v.Version,
    });
}

/// <summary>Asks whether a document is in force on a day.</summary>
internal sealed class DocumentsInForce(IsmsDbContext db)
{
    /// <summary>Versions that were in force on a day: one, or none.</summary>
    public IQueryable<DocumentVersion> Of(string number, DateOnly day) =>
        from v in db.Set<DocumentVersion>().AsNoTracking()
        join d in db.Set<ControlledDocument>() on v.DocumentId equals d.Id
        where (d.Number == number || (d.Pattern == number && number != "")) && v.ApprovedAt != null && v.EffectiveOn != null && v.EffectiveOn <= day && (v.EndedOn == null || v.EndedOn > day)
        select v;

    /// <summary>The version in force on that day; null when there is no such document or none of its versions was in force.</summary>
    /// <param name="number">The number as it stands (<c>SL-B-01</c>) or the manual's pattern (<c>XX-B-01</c>), which fits whatever prefix the organization has.</param>
    public async Task<DocumentInForce?> FindAsync(string number, DateOnly day, CancellationToken ct)
    {
        var found = await (
            from v in Of(number, day)
            join d in db.Set<ControlledDocument>() on v.DocumentId equals d.Id
            orderby v.Ordinal descending
            select new { d.Id, VersionId = v.Id, d.Number, v.TitleZh, v.TitleEn, v.Label, v.EffectiveOn }).FirstOrDefaultAsync(ct);
        return found is null ? null : new DocumentInForce(found.Id, found.VersionId, found.Number,
            new Bilingual(found.TitleZh, found.TitleEn).In(CultureInfo.CurrentUICulture), found.Label, found.EffectiveOn!.Value, DocumentPaths.Document(found.Id));
    }

    /// <summary>What stands in the way while a document that the organization keeps is not in force; null when it is, or there is no such document.</summary>
    /// <param name="pattern">The manual's number, <c>XX-B-01</c>.</param>
    public async Task<Obstacle?> MissingAsync(string pattern, DateOnly day, CancellationToken ct)
    {
        if (await FindAsync(pattern, day, ct) is not null)
            return null;
        var kept = await db.Set<ControlledDocument>().Where(d => d.Pattern == pattern).Select(d => new { d.Id, d.Number, d.TitleZh, d.TitleEn }).FirstOrDefaultAsync(ct);
        return kept is null ? null : new Obstacle($"{kept.Number} {new Bilingual(kept.TitleZh, kept.TitleEn).In(CultureInfo.CurrentUICulture)}", DocumentPaths.Document(kept.Id));
    }
}

/// <summary>A question to every process: what may stand in a text as <c>{{name}}</c>, with its value now (<c>IContribute&lt;LiveFieldQuestion, LiveField&gt;</c>).</summary>
/// <param name="Culture">Language of the text.</param>
internal sealed record LiveFieldQuestion(CultureInfo Culture);

/// <summary>A name that stands in texts for what is true now.</summary>
/// <param name="Name">Lower case with hyphens, <c>management-representative</c>.</param>
/// <param name="Value">Empty when nothing is known; the text then shows a gap that cannot be overlooked.</param>
internal sealed record LiveField(string Name, string Value);

/// <summary>Raised in the transaction in which a version comes into force or is withdrawn.</summary>
/// <param name="InForce">The version from now on; null when the document was withdrawn.</param>
/// <param name="Label">Its label, or of the withdrawn one.</param>
/// <param name="Replaced">The version whose place it took; null for the first.</param>
internal sealed record DocumentChanged(Guid DocumentId, string Number, string Pattern, Guid? InForce, string Label, Guid? Replaced);

/// <summary>Who may do what with controlled documents.</summary>
internal static class DocumentPermissions
{
    /// <summary>Opens the library; what is shown follows from classification and distribution.</summary>
    public static readonly Permission See = new Permission("documents.see").Everywhere(
        Office.Employee, Office.ExternalAuditor, Office.SystemAdministrator, Office.SecurityAdministrator, Office.AuditAdministrator);

    /// <summary>Reads the documents of every department, with drafts and old versions, as far as their class is open to the person.</summary>
    public static readonly Permission ReadAll = new Permission("documents.read-all").Everywhere(
        Office.GeneralManager, Office.ManagementRepresentative, Office.ProjectOwner, Office.IsmsTeamLeader, Office.IsmsTeam, Office.DocumentController,
        Office.InternalAuditor, Office.ExternalAuditor);

    /// <summary>Writes documents.</summary>
    public static readonly Permission Edit = new Permission("documents.edit")
        .Everywhere(Office.ManagementRepresentative, Office.IsmsTeamLeader, Office.IsmsTeam, Office.DocumentController)
        .InOwnDepartment(Office.DepartmentHead);

    /// <summary>Issues, recalls, distributes and registers documents; keeps their kinds.</summary>
    public static readonly Permission Control = new Permission("documents.control")
        .Everywhere(Office.DocumentController, Office.ManagementRepresentative, Office.IsmsTeamLeader);

    /// <summary>Decides whether a change is material or editorial.</summary>
    public static readonly Permission Decide = new Permission("documents.decide").Everywhere(Office.GeneralManager, Office.ManagementRepresentative);

    /// <summary>Confirms reading, signs for copies and asks for changes: the rules hold for the administrators as for everybody.</summary>
    public static readonly Permission Confirm = new Permission("documents.confirm").Everywhere(
        Office.Employee, Office.SystemAdministrator, Office.SecurityAdministrator, Office.AuditAdministrator);

    /// <summary>Carried out by the system at set-up and by its clock; no office may.</summary>
    public static readonly Permission Run = new("documents.run");

    public static IReadOnlyList<Permission> All { get; } = [See, ReadAll, Edit, Control, Decide, Confirm, Run];
}
