using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Modules.Documents.Rendering;
using Isms.Modules.Secrecy;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Library;

/// <summary>A version in the list of a document's versions.</summary>
public sealed record VersionLine(
    Guid Id, string Label, VersionState State, string ChangeSummary, bool Material, DateTime CreatedAt, DateTime? ApprovedAt, DateOnly? EffectiveOn, DateOnly? EndedOn, string EndReason,
    string KeepReason, string? Author)
{
    /// <summary>The version of the process that makes the document; null for what is written here.</summary>
    public Guid? SourceId { get; init; }
}

/// <summary>The process that makes a document.</summary>
/// <param name="Link">Where versions are drawn up.</param>
/// <param name="ApprovalKind">Kind of approval that signs them.</param>
public sealed record MadeByProcess(string Link, string ApprovalKind);

/// <summary>A line of the distribution list with its names.</summary>
public sealed record RecipientLine(RecipientScope Scope, Guid? DepartmentId, Office? Office, Guid? PersonId, int Copies, string? Department, string? Person, string? PersonNumber);

/// <summary>A document with one of its versions.</summary>
/// <param name="Shown">The version asked for; by default the one in force, or while none is, the newest the reader may see.</param>
/// <param name="Effective">The version in force; null while none is.</param>
/// <param name="Draft">The newest version when it is not issued yet and the reader may see it.</param>
/// <param name="MayEdit">True when the reader writes this document.</param>
public sealed record DocumentView(
    Guid Id, int Version, string Number, string TitleZh, string TitleEn, string KindCode, string KindZh, string KindEn, int Level, DocumentRoute Route, bool NeedsReleaseOrder,
    Guid DepartmentId, string Department, Guid? ParentId, string? ParentNumber, string? ParentTitle, Classification Classification, bool Confirmed, DateOnly? NextReviewOn,
    IReadOnlyList<string> Aliases, string Clauses, string AsPrinted, VersionLine Shown, VersionLine? Effective, VersionLine? Draft, IReadOnlyList<VersionLine> Versions,
    IReadOnlyList<RecipientLine> Recipients, IReadOnlyList<Guid> Countersigners, bool MayEdit, bool MayControl) : IVersioned
{
    /// <summary>Null for a document that is written here.</summary>
    public MadeByProcess? Process { get; init; }

    public string Title => System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" && TitleEn.Length > 0 ? TitleEn : TitleZh;

    public string Kind => new Kernel.Standards.Bilingual(KindZh, KindEn).In(System.Globalization.CultureInfo.CurrentUICulture);
}

/// <summary>Which document, and which version of it; null for the one in force.</summary>
public sealed record ReadDocumentRequest(Guid Id, Guid? VersionId = null);

/// <summary>A document that the reader may know of. Who is not meant to see it is told nothing, and the attempt is noted.</summary>
internal sealed class ReadDocument(IsmsDbContext db, DocumentReach reach, ProcessPapers processes)
{
    public async Task<Outcome<DocumentView>> RunAsync(Actor actor, ReadDocumentRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.See) is { } no)
            return no;
        var found = await (
            from d in reach.Documents(actor).AsNoTracking()
            join k in db.Set<DocumentKind>() on d.KindId equals k.Id
            join p in db.Departments on d.DepartmentId equals p.Id
            where d.Id == request.Id
            select new { Document = d, Kind = k, Department = p.Name }).SingleOrDefaultAsync(ct);
        if (found is null)
            return await RefusedAsync(actor, request.Id, ct);
        var (document, kind) = (found.Document, found.Kind);
        var countersigners = await db.Set<Countersigner>().Where(c => c.DocumentId == document.Id).Select(c => c.DepartmentId).ToListAsync(ct);
        var drafts = DocumentReach.SeesDrafts(actor, document, countersigners);
        var versions = (await (
            from v in db.Set<DocumentVersion>()
            where v.DocumentId == document.Id
            orderby v.Ordinal descending
            select new VersionLine(v.Id, v.Label, v.State, v.ChangeSummary, v.Material, v.CreatedAt, v.ApprovedAt, v.EffectiveOn, v.EndedOn, v.EndReason, v.KeepReason,
                db.People.Where(p => p.Id == v.AuthorId).Select(p => p.Name).FirstOrDefault()) { SourceId = v.SourceId }).ToListAsync(ct)).Where(v => drafts || Issued(v.State)).ToList();
        var effective = versions.Find(v => v.State == VersionState.Effective);
        var shown = request.VersionId is { } asked ? versions.Find(v => v.Id == asked) : effective ?? versions.FirstOrDefault();
        if (shown is null)
            return await RefusedAsync(actor, request.Id, ct);
        var recipients = await (
            from r in db.Set<DocumentRecipient>()
            from d in db.Departments.Where(d => d.Id == r.DepartmentId).DefaultIfEmpty()
            from p in db.People.Where(p => p.Id == r.PersonId).DefaultIfEmpty()
            where r.DocumentId == document.Id
            orderby r.Id
            select new RecipientLine(r.Scope, r.DepartmentId, r.Office, r.PersonId, r.Copies, d == null ? null : d.Name, p == null ? null : p.Name, p == null ? null : p.EmployeeNumber)).ToListAsync(ct);
        var parent = await db.Set<ControlledDocument>().Where(d => d.Id == document.ParentId).Select(d => new { d.Number, d.TitleZh, d.TitleEn }).FirstOrDefaultAsync(ct);
        return new DocumentView(
            document.Id, document.Version, document.Number, document.TitleZh, document.TitleEn, kind.Code, kind.NameZh, kind.NameEn, kind.Level, kind.Route, kind.NeedsReleaseOrder,
            document.DepartmentId, found.Department, document.ParentId, parent?.Number, parent is null ? null : new Kernel.Standards.Bilingual(parent.TitleZh, parent.TitleEn).In(actor.Culture),
            document.Classification, document.Confirmed, document.NextReviewOn, [.. document.AliasList], document.Clauses, document.AsPrinted, shown, effective,
            versions is [var newest, ..] && !Issued(newest.State) ? newest : null, versions, recipients, countersigners,
            actor.May(DocumentPermissions.Edit, document.DepartmentId), actor.May(DocumentPermissions.Control))
        {
            Process = processes.Of(document.Pattern) is { } process ? new MadeByProcess(process.Link, process.ApprovalKind) : null,
        };
    }

    private static bool Issued(VersionState state) => state is VersionState.Effective or VersionState.Superseded or VersionState.Obsolete or VersionState.Destroyed;

    private async Task<Refusal> RefusedAsync(Actor actor, Guid id, CancellationToken ct)
    {
        var number = await db.Set<ControlledDocument>().Where(d => d.Id == id).Select(d => d.Number).FirstOrDefaultAsync(ct);
        if (number is not null)
        {
            db.Note("documents_documents", id, new { refused = number });
            await db.SaveAsync(actor, "documents.refuse-reading", ct);
        }
        return Refusal.NotFound;
    }
}

/// <summary>The text of one version, ready to be read.</summary>
/// <param name="BodyZh">Markdown as written; empty for who may not write it.</param>
/// <param name="Html">In the reader's language; empty when the version is a file.</param>
/// <param name="Problems">Marks in the text that could not be resolved.</param>
public sealed record VersionTextView(
    Guid Id, int Version, Guid DocumentId, string Number, string Label, VersionState State, string TitleZh, string TitleEn, string BodyZh, string BodyEn, string ChangeSummary, bool Material,
    string? FileName, string Html, IReadOnlyList<MarkProblem> Problems) : IVersioned;

/// <inheritdoc cref="VersionTextView"/>
internal sealed class ReadVersion(DocumentReach reach, VersionText text, DocumentClass secrecy, OpeningLog log)
{
    /// <summary>What was destroyed is shown to nobody.</summary>
    public static readonly Refusal Destroyed = new("documents.destroyed");

    public async Task<Outcome<VersionTextView>> RunAsync(Actor actor, Guid versionId, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.See) is { } no)
            return no;
        if (await reach.VersionAsync(actor, versionId, ct) is not { } version)
            return Refusal.NotFound;
        if (version.State == VersionState.Destroyed)
            return Destroyed.With(version.Number, version.Label);
        await log.NoteAsync(actor, await secrecy.OpenedAsync(version, ct), OpeningWay.Read, ct);
        var rendered = version.FileId is null ? await text.ShownAsync(version, actor.Culture, ct) : new RenderedText("", []);
        return new VersionTextView(
            version.Id, version.Version, version.DocumentId, version.Number, version.Label, version.State, version.TitleZh, version.TitleEn, version.BodyZh, version.BodyEn, version.ChangeSummary,
            version.Material, version.FileId is null ? null : version.FileName, rendered.Html, rendered.Problems);
    }
}

/// <summary>A text as it would look.</summary>
/// <param name="VersionId">The draft it belongs to: its fields and pictures are used.</param>
/// <param name="English">Language of its fields and titles.</param>
public sealed record PreviewTextRequest(Guid VersionId, [property: System.ComponentModel.DataAnnotations.StringLength(DocumentVersion.BodyLength)] string Body, bool English = false);

/// <inheritdoc cref="PreviewTextRequest"/>
internal sealed class PreviewText(DocumentReach reach, VersionText text)
{
    public async Task<Outcome<RenderedText>> RunAsync(Actor actor, PreviewTextRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.Edit, request) is { } no)
            return no;
        return await reach.VersionAsync(actor, request.VersionId, ct) is { } version
            ? await text.HtmlAsync(version, request.Body ?? "", request.English ? Kernel.Text.Phrase.English : Kernel.Text.Phrase.Chinese, ct) : Refusal.NotFound;
    }
}
