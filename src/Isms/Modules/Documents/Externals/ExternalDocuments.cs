using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Externals;

/// <summary>Registers or changes an external document (外来文件).</summary>
/// <param name="Id">Null registers one.</param>
/// <param name="Version">The version this is based on.</param>
/// <param name="StandardNumber">The issuer's number without the year; null for papers without one.</param>
/// <param name="Year">Of the edition; null for an undated reference.</param>
/// <param name="SuccessorId">The edition that took its place; the keeper is asked to study it.</param>
/// <param name="Distribution">To whom it was handed on.</param>
/// <param name="BaseOf">Documents that rest on it.</param>
public sealed record SaveExternalRequest(
    Guid? Id, int Version, [StringLength(ExternalDocument.NumberLength)] string? StandardNumber, [Range(1900, 2200)] int? Year, [Required, StringLength(ExternalDocument.TitleLength)] string TitleZh,
    [StringLength(ExternalDocument.TitleLength)] string? TitleEn, [StringLength(ExternalDocument.TextLength)] string? Source, DateOnly? ReceivedOn, ExternalState State, Guid? SuccessorId,
    Guid DepartmentId, [StringLength(ExternalDocument.TextLength)] string? Distribution, Guid? ReviewerId, DateOnly? ReviewedOn, [MaxLength(100)] IReadOnlyList<Guid>? BaseOf = null);

/// <summary>An external document.</summary>
/// <param name="Citation">Number and year as cited.</param>
/// <param name="Affected">Documents that rest on it or cite it.</param>
/// <param name="ToStudy">What waits to be studied, as the duty says it; null for nothing, and in the list.</param>
/// <param name="Follows">For an undated reference: the newest edition in the register, which it means; null for a dated one or when none is there.</param>
public sealed record ExternalView(
    Guid Id, int Version, string ReceiptNumber, string StandardNumber, int? Year, string Citation, string TitleZh, string TitleEn, string Source, DateOnly? ReceivedOn, ExternalState State,
    Guid? SuccessorId, string? Successor, Guid DepartmentId, string Department, string Distribution, Guid? ReviewerId, string? Reviewer, string? ReviewerNumber, DateOnly? ReviewedOn,
    IReadOnlyList<AffectedDocument> Affected, string? Follows, string? ToStudy) : IVersioned
{
    public string Title => System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" && TitleEn.Length > 0 ? TitleEn : TitleZh;
}

/// <summary>A document that a change of an external one concerns.</summary>
/// <param name="Based">True when it rests on it; false when its text only cites it.</param>
public sealed record AffectedDocument(Guid Id, string Number, string Title, bool Based);

/// <summary>An external document that was saved.</summary>
public sealed record ExternalSaved(Guid Id, int Version, string ReceiptNumber) : IVersioned;

/// <inheritdoc cref="SaveExternalRequest"/>
internal sealed class SaveExternal(IsmsDbContext db, Numbers numbers, WorkInbox inbox, SettingsReader settings)
{
    /// <summary>Kind of the duty to study a new edition.</summary>
    public const string StudyWork = "documents.study";
    public const string KindName = "documents.external";

    public async Task<Outcome<ExternalSaved>> RunAsync(Actor actor, SaveExternalRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.Control, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await ProblemAsync(request, ct) is { } problem)
            return Refusal.Invalid([problem]);
        ExternalDocument? external;
        if (request.Id is { } id)
        {
            if (request.Version == 0)
                return Refusal.VersionRequired;
            external = await db.Set<ExternalDocument>().SingleOrDefaultAsync(e => e.Id == id, ct);
            if (external is null)
                return Refusal.NotFound;
            if (external.Version != request.Version)
                return Refusal.Stale([new FieldDifference("titleZh", request.TitleZh, external.TitleZh), new FieldDifference("state", request.State.ToString(), external.State.ToString())]);
        }
        else
        {
            db.Add(external = new ExternalDocument { ReceiptNumber = await numbers.TakeAsync(DocumentsModule.ReceiptNumber, ct), TitleZh = "", TitleEn = "", DepartmentId = request.DepartmentId });
        }
        var replacedNow = request.SuccessorId is not null && external.SuccessorId != request.SuccessorId;
        (external.StandardNumber, external.Year, external.TitleZh, external.TitleEn) = (request.StandardNumber?.Trim() ?? "", request.Year, request.TitleZh.Trim(), request.TitleEn?.Trim() ?? "");
        (external.Source, external.ReceivedOn, external.State, external.SuccessorId) = (request.Source?.Trim() ?? "", request.ReceivedOn, request.SuccessorId is null ? request.State : ExternalState.Superseded, request.SuccessorId);
        (external.DepartmentId, external.Distribution, external.ReviewerId, external.ReviewedOn) = (request.DepartmentId, request.Distribution?.Trim() ?? "", request.ReviewerId, request.ReviewedOn);
        if (request.BaseOf is { } based)
        {
            var known = await db.Set<DocumentBasis>().Where(b => b.ExternalId == external.Id).ToListAsync(ct);
            db.RemoveRange(known.Where(b => !based.Contains(b.DocumentId)));
            db.AddRange(based.Distinct().Except(known.Select(b => b.DocumentId)).Select(d => new DocumentBasis { DocumentId = d, ExternalId = external.Id }));
        }
        if (replacedNow)
            await AskToStudyAsync(external, await db.Set<ExternalDocument>().AsNoTracking().SingleAsync(e => e.Id == request.SuccessorId, ct), ct);
        foreach (var older in await OlderEditionsAsync(external, ct))
            await AskToStudyAsync(older, external, ct);
        await db.SaveAsync(actor, "documents.save-external", ct);
        await writing.CommitAsync(ct);
        return new ExternalSaved(external.Id, external.Version, external.ReceiptNumber);
    }

    // A dated reference stays as it is until the team has studied the newer edition; an undated one means the newest anyway.
    private async Task<List<ExternalDocument>> OlderEditionsAsync(ExternalDocument external, CancellationToken ct)
    {
        if (external.Year is not { } year || external.StandardNumber.Length == 0 || external.State != ExternalState.Current)
            return [];
        return await db.Set<ExternalDocument>().AsNoTracking()
            .Where(e => e.Id != external.Id && e.StandardNumber == external.StandardNumber && e.Year < year && e.SuccessorId == null && e.State == ExternalState.Current).ToListAsync(ct);
    }

    /// <summary>Once for each edition; what was studied is not asked again.</summary>
    private async Task AskToStudyAsync(ExternalDocument older, ExternalDocument newer, CancellationToken ct)
    {
        if (await db.Set<WorkItem>().AnyAsync(w => w.Kind == StudyWork && w.SubjectId == older.Id && w.SourceId == newer.Id, ct))
            return;
        inbox.Add(new NewWork(StudyWork, "documents.work.study", [Name(newer), Name(older)], DocumentPaths.ExternalOne(older.Id), KindName, older.Id, (await settings.TodayAsync(ct)).AddDays(await settings.NumberAsync(DocumentsModule.ReviewNoticeDays, ct)))
        {
            Office = Office.IsmsTeam, SourceId = newer.Id,
        });
    }

    private async Task<FieldProblem?> ProblemAsync(SaveExternalRequest request, CancellationToken ct)
    {
        if (!await db.Departments.AnyAsync(d => d.Id == request.DepartmentId, ct))
            return new("departmentId", "documents.department-unknown");
        if (request.SuccessorId is { } successor && (successor == request.Id || !await db.Set<ExternalDocument>().AnyAsync(e => e.Id == successor, ct)))
            return new("successorId", "documents.successor-unknown");
        if (request.BaseOf is { Count: > 0 } based && await db.Set<ControlledDocument>().CountAsync(d => based.Contains(d.Id), ct) != based.Distinct().Count())
            return new("baseOf", "documents.parent-unknown");
        return request.ReviewerId is { } reviewer && !await db.People.AnyAsync(p => p.Id == reviewer, ct) ? new("reviewerId", "kernel.field-choice", reviewer) : null;
    }

    private static string Name(ExternalDocument external) => external.Citation.Length > 0 ? external.Citation : external.TitleZh;
}

/// <summary>Says that the new edition was studied, so that the duty ends.</summary>
internal sealed class FinishStudy(IsmsDbContext db, WorkInbox inbox)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.Edit) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<ExternalDocument>().AsNoTracking().SingleOrDefaultAsync(e => e.Id == id, ct) is not { } external || !actor.May(DocumentPermissions.Edit, external.DepartmentId))
            return Refusal.NotFound;
        await inbox.CompleteAsync(actor, SaveExternal.KindName, id, SaveExternal.StudyWork, ct);
        await db.SaveAsync(actor, "documents.finish-study", ct);
        await writing.CommitAsync(ct);
        return Done.It;
    }
}

/// <summary>The register of external documents; one of them with the documents it affects.</summary>
internal sealed class ListExternals(IsmsDbContext db, DocumentReach reach)
{
    /// <param name="id">Only this one, with what it affects.</param>
    public async Task<Outcome<IReadOnlyList<ExternalView>>> RunAsync(Actor actor, Guid? id, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.See) is { } no)
            return no;
        var rows = await (
            from e in db.Set<ExternalDocument>().AsNoTracking()
            join p in db.Departments on e.DepartmentId equals p.Id
            from s in db.Set<ExternalDocument>().Where(s => s.Id == e.SuccessorId).DefaultIfEmpty()
            from r in db.People.Where(r => r.Id == e.ReviewerId).DefaultIfEmpty()
            where id == null || e.Id == id
            orderby e.ReceiptNumber
            select new { External = e, Department = p.Name, Successor = s, Reviewer = r == null ? null : r.Name, Number = r == null ? null : r.EmployeeNumber }).Take(1000).ToListAsync(ct);
        var newest = (await db.Set<ExternalDocument>().AsNoTracking().Where(e => e.Year != null && e.StandardNumber != "" && e.State != ExternalState.Withdrawn).ToListAsync(ct))
            .GroupBy(e => e.StandardNumber, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.MaxBy(e => e.Year)!.Citation, StringComparer.Ordinal);
        var study = id is null ? null : await db.Set<WorkItem>().AsNoTracking().Where(w => w.Kind == SaveExternal.StudyWork && w.SubjectId == id && w.State == WorkState.Open)
            .OrderByDescending(w => w.CreatedAt).Select(w => new { w.TitleKey, w.TitleArgs }).FirstOrDefaultAsync(ct);
        var affected = id is null || rows.Count == 0 ? [] : await AffectedAsync(actor, rows[0].External, ct);
        return rows.ConvertAll(r => new ExternalView(
            r.External.Id, r.External.Version, r.External.ReceiptNumber, r.External.StandardNumber, r.External.Year, r.External.Citation, r.External.TitleZh, r.External.TitleEn, r.External.Source,
            r.External.ReceivedOn, r.External.State, r.External.SuccessorId, r.Successor is null ? null : $"{r.Successor.Citation} {r.Successor.TitleZh}".Trim(), r.External.DepartmentId, r.Department,
            r.External.Distribution, r.External.ReviewerId, r.Reviewer, r.Number, r.External.ReviewedOn, affected, r.External.Year is null ? newest.GetValueOrDefault(r.External.StandardNumber) : null, study is null ? null : WorkInbox.TitleOf(study.TitleKey, study.TitleArgs)));
    }

    private async Task<List<AffectedDocument>> AffectedAsync(Actor actor, ExternalDocument external, CancellationToken ct)
    {
        var (number, year) = (external.StandardNumber, external.Year?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "");
        var based = db.Set<DocumentBasis>().Where(b => b.ExternalId == external.Id).Select(b => b.DocumentId);
        var rows = await (
            from d in reach.Documents(actor).AsNoTracking()
            where based.Contains(d.Id) || (number != "" && db.Set<DocumentVersion>().Any(v => v.DocumentId == d.Id && v.State != VersionState.Superseded && v.State != VersionState.Obsolete && v.State != VersionState.Destroyed
                && (v.BodyZh.Contains(number) || v.BodyEn.Contains(number) || v.FileText.Contains(number)) && (v.BodyZh.Contains(year) || v.BodyEn.Contains(year) || v.FileText.Contains(year))))
            orderby d.Number
            select new { d.Id, d.Number, d.TitleZh, d.TitleEn, Based = based.Contains(d.Id) }).ToListAsync(ct);
        return rows.ConvertAll(r => new AffectedDocument(r.Id, r.Number, new Kernel.Standards.Bilingual(r.TitleZh, r.TitleEn).In(actor.Culture), r.Based));
    }
}
