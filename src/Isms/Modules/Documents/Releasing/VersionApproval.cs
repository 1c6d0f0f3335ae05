using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Documents.Drafts;
using Isms.Modules.Documents.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Releasing;

/// <summary>
/// A version on its way (4.3.2.2 a): 编制, 审核, 会签 by the departments named, 批准. Which route it takes is a matter of its kind; each route is a kind of approval of its own.
/// </summary>
internal abstract class VersionApproval(DocumentRoute route, IsmsDbContext db, DocumentReach reach, VersionText text, ProcessPapers processes) : ApprovalSubject
{
    /// <summary>Who wrote it does not approve it, even when somebody else submitted it.</summary>
    public static readonly Refusal WroteIt = new("documents.wrote-it", RefusalKind.Forbidden);
    public static readonly Refusal NoSummary = new("documents.no-summary");
    public static readonly Refusal NoText = new("documents.no-text");

    /// <summary>Fields, references and pictures that lead nowhere.</summary>
    public static readonly Refusal Unresolved = new("documents.unresolved");

    public static string KindOf(DocumentRoute route) => "documents." + route.ToString().ToLowerInvariant();

    public override string Kind => KindOf(route);

    protected override Permission Read => DocumentPermissions.ReadAll;

    protected override Permission Submit => DocumentPermissions.Edit;

    public override async Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct)
    {
        var found = await (
            from v in db.Set<DocumentVersion>().AsNoTracking()
            join d in db.Set<ControlledDocument>() on v.DocumentId equals d.Id
            join k in db.Set<DocumentKind>() on d.KindId equals k.Id
            where v.Id == id
            select new { Version = v, d.DepartmentId, d.Id, k.Route, k.NameZh, k.NameEn, File = db.Set<StoredFile>().Where(f => f.Id == v.FileId).Select(f => f.Sha256).FirstOrDefault() }).SingleOrDefaultAsync(ct);
        if (found is null || found.Route != route && found.Version.State == VersionState.Draft)
            return null;
        var version = found.Version;
        var files = await (
            from a in db.Set<Attachment>()
            join f in db.Set<StoredFile>() on a.FileId equals f.Id
            where a.SubjectKind == VersionFiles.KindName && a.SubjectId == id
            orderby a.Name, a.Id
            select new { a.Name, f.Sha256 }).AsNoTracking().ToListAsync(ct);
        return new ApprovalContent(version.Titles.Zh, $"{version.Number} {version.Label}", DocumentPaths.Version(found.Id, id), SignedContent.Json(new
        {
            version.Number, version.Label, version.TitleZh, version.TitleEn, version.BodyZh, version.BodyEn, version.ChangeSummary, version.FileName, found.File, Files = files,
        }))
        {
            DepartmentId = found.DepartmentId,
            Facts =
            [
                new(Phrase.Of("documents.field.kind"), new Kernel.Standards.Bilingual(found.NameZh, found.NameEn).In(System.Globalization.CultureInfo.CurrentUICulture)),
                new(Phrase.Of("documents.field.version"), version.Label),
                new(Phrase.Of("documents.field.changeSummary"), version.ChangeSummary),
                new(Phrase.Of("documents.field.material"), Phrase.Of(version.Material ? "documents.material" : "documents.editorial")),
            ],
        };
    }

    public override async Task<bool> MayReadAsync(Actor actor, Guid id, CancellationToken ct) =>
        actor.May(DocumentPermissions.See) && await reach.VersionAsync(actor, id, ct) is not null;

    public override async Task<IReadOnlyList<RouteStep>> ExtraStepsAsync(Guid id, CancellationToken ct) =>
        [.. (await (from v in db.Set<DocumentVersion>() join c in db.Set<Countersigner>() on v.DocumentId equals c.DocumentId where v.Id == id orderby c.DepartmentId select c.DepartmentId).ToListAsync(ct))
            .Select(d => RouteStep.ByHeadOf(SignatureMeaning.Countersign, d, 1))];

    public override async Task<Refusal?> MaySignAsync(Actor actor, Guid id, SignatureMeaning meaning, CancellationToken ct) =>
        meaning == SignatureMeaning.Approve && await db.Set<DocumentVersion>().AnyAsync(v => v.Id == id && v.AuthorId == actor.PersonId, ct) ? WroteIt : null;

    public override async Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).Submit();

    public override async Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).SendBack();

    public override async Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).Approve(approval.At);

    protected override async Task<Refusal?> ObstacleAsync(Actor actor, Guid id, CancellationToken ct)
    {
        var version = await db.Set<DocumentVersion>().AsNoTracking().SingleAsync(v => v.Id == id, ct);
        var edit = DocumentPaths.Edit(version.DocumentId);
        if (processes.Refuses(await db.Set<ControlledDocument>().AsNoTracking().SingleAsync(d => d.Id == version.DocumentId, ct)) is { } madeThere)
            return madeThere;
        if (version.State != VersionState.Draft)
            return DraftDesk.NotDraft.With(version.Label);
        if (version.ChangeSummary.Length == 0)
            return NoSummary.With(version.Number, version.Label) with { Obstacles = [new Obstacle($"{version.Number} {version.Label}", edit)] };
        if (version.FileId is not null)
            return null;
        if (version.BodyZh.Length == 0 && version.BodyEn.Length == 0)
            return NoText.With(version.Number, version.Label) with { Obstacles = [new Obstacle($"{version.Number} {version.Label}", edit)] };
        var problems = new List<MarkProblem>();
        foreach (var (body, culture) in new[] { (version.BodyZh, Phrase.Chinese), (version.BodyEn, Phrase.English) })
            problems.AddRange((await text.HtmlAsync(version, body, culture, ct)).Problems);
        return problems.Count == 0 ? null : Unresolved.With(problems.Count) with
        {
            Obstacles = [.. problems.Distinct().Select(p => new Obstacle(Phrase.Of("documents.fault." + p.Fault, p.Found), edit))],
        };
    }

    private Task<DocumentVersion> FindAsync(Guid id, CancellationToken ct) => db.Set<DocumentVersion>().SingleAsync(v => v.Id == id, ct);
}

/// <summary>Manual, statement of applicability, top-level policy: the general manager approves whatever the route.</summary>
internal sealed class TopApproval(IsmsDbContext db, DocumentReach reach, VersionText text, ProcessPapers processes) : VersionApproval(DocumentRoute.Top, db, reach, text, processes)
{
    public override Office? FinalApprover => Office.GeneralManager;
}

/// <summary>Objectives and policies on one topic.</summary>
internal sealed class PolicyApproval(IsmsDbContext db, DocumentReach reach, VersionText text, ProcessPapers processes) : VersionApproval(DocumentRoute.Policy, db, reach, text, processes);

/// <summary>Procedures: reviewed by the team's leader, approved by the management representative unless the route says otherwise.</summary>
internal sealed class ProcedureApproval(IsmsDbContext db, DocumentReach reach, VersionText text, ProcessPapers processes) : VersionApproval(DocumentRoute.Procedure, db, reach, text, processes)
{
    public override IReadOnlyList<RouteStep> DefaultRoute =>
        [RouteStep.By(SignatureMeaning.Review, Office.IsmsTeamLeader, 1), RouteStep.By(SignatureMeaning.Approve, Office.ManagementRepresentative, 2)];
}

/// <summary>Rules, instructions and forms: reviewed by the head of the department that keeps them, approved by the management representative.</summary>
internal sealed class OperatingApproval(IsmsDbContext db, DocumentReach reach, VersionText text, ProcessPapers processes) : VersionApproval(DocumentRoute.Operating, db, reach, text, processes)
{
    public override IReadOnlyList<RouteStep> DefaultRoute =>
        [RouteStep.ByHeadOf(SignatureMeaning.Review, null, 1), RouteStep.By(SignatureMeaning.Approve, Office.ManagementRepresentative, 2)];
}
