using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Documents.Disposal;
using Isms.Modules.Documents.Releasing;
using Isms.Modules.Documents.Rendering;
using Isms.Modules.Documents.Requests;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Printing;

/// <summary>What the papers of document control share: a head, what the paper says, and who signed when in which office with which words.</summary>
internal sealed class ControlPaper(IsmsDbContext db, SettingsReader settings, ApprovalReader approvals, SignedPaper paper)
{
    /// <param name="kind">Kind of the approval it went through; null for a paper without one.</param>
    /// <param name="table">Kind of thing it is noted under in the ledger.</param>
    public async Task<WrittenFile> WriteAsync(Actor actor, string? kind, Guid signedId, PaperFacts facts, IReadOnlyList<(string Name, object? Value)> said, string table, Guid id, CancellationToken ct)
    {
        var zone = await settings.TimeZoneAsync(ct);
        var signatures = kind is null ? [] : (await approvals.SignaturesOfAsync(kind, [signedId], ct)).GetValueOrDefault(signedId) ?? [];
        var head = await paper.HeadAsync(actor, signatures, facts, ct);
        List<WordBlock> blocks = [new WordBlock.Banner(), new WordBlock.Facts(said)];
        if (kind is not null)
        {
            blocks.Add(new WordBlock.Paragraph(T("documents.paper-signatures"), WordLook.Strong));
            blocks.Add(signatures.Count == 0 ? new WordBlock.Paragraph(T("documents.paper-unsigned"), WordLook.Note) : new WordBlock.Table(
                [new WordColumn(T("documents.paper-step"), 1.4), new WordColumn(T("documents.field.person"), 1.6), new WordColumn(T("documents.paper-office"), 2), new WordColumn(T("documents.paper-at"), 2), new WordColumn(T("documents.paper-words"), 4)],
                signatures.Select(s => (IReadOnlyList<object?>)[T("signing.meaning." + s.Meaning), s.Name, T("kernel.office." + s.Office), WrittenText.Minute(s.At.In(zone)), s.Comment])));
        }
        db.Note(table, id, new { export = facts.Title, facts.Number });
        await db.SaveAsync(actor, "documents.print-paper", ct);
        return WrittenFile.By($"{facts.Number} {facts.Title}.docx", WrittenFile.Docx, output => WordWriter.Write(output, head, blocks));

        string T(string key) => Phrase.In(actor.Culture, key);
    }

    public static DocumentState StateOf(PaperState state) => state switch { PaperState.Signed => DocumentState.Approved, PaperState.InApproval => DocumentState.InReview, _ => DocumentState.Draft };
}

/// <summary>文件审批单: what a version is, and who wrote, reviewed, countersigned and approved it.</summary>
internal sealed class PrintApprovalSheet(IsmsDbContext db, DocumentReach reach, VersionText text, ControlPaper paper)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, Guid versionId, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.See) is { } no)
            return no;
        if (await reach.VersionAsync(actor, versionId, ct) is not { } version)
            return Refusal.NotFound;
        var found = await (
            from d in db.Set<ControlledDocument>()
            join k in db.Set<DocumentKind>() on d.KindId equals k.Id
            join p in db.Departments on d.DepartmentId equals p.Id
            where d.Id == version.DocumentId
            select new { k.Route, k.NameZh, k.NameEn, Department = p.Name }).SingleAsync(ct);
        var process = version.SourceId is null ? null : await text.ProcessOfAsync(version, ct);
        var author = await db.People.Where(p => p.Id == version.AuthorId).Select(p => p.Name).SingleOrDefaultAsync(ct);
        return await paper.WriteAsync(actor, process?.ApprovalKind ?? VersionApproval.KindOf(found.Route), version.SourceId ?? version.Id,
            new PaperFacts(T("documents.paper-approval"), version.Number, version.Label, VersionMarks.PrintedState(version.State, version.KeepReason), version.EffectiveOn),
            [
                (T("documents.field.number"), version.Number), (T("documents.field.title"), version.Titles.In(actor.Culture) is { Length: > 0 } title ? title : version.TitleZh), (T("documents.field.version"), version.Label),
                (T("documents.field.kind"), new Kernel.Standards.Bilingual(found.NameZh, found.NameEn).In(actor.Culture)), (T("documents.field.department"), found.Department), (T("documents.field.author"), author),
                (T("documents.field.changeSummary"), version.ChangeSummary), (T("documents.field.effectiveOn"), version.EffectiveOn),
            ], "documents_versions", version.Id, ct);

        string T(string key) => Phrase.In(actor.Culture, key);
    }
}

/// <summary>文件更改申请单: what was asked for, what was answered and which version carried it out.</summary>
internal sealed class PrintChangeRequest(IsmsDbContext db, ListChangeRequests list, SettingsReader settings, ControlPaper paper)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.See) is { } no)
            return no;
        var outcome = await list.RunAsync(actor, id, ct);
        if (outcome.Value is not [var request])
            return outcome.Refusal ?? Refusal.NotFound;
        var zone = await settings.TimeZoneAsync(ct);
        var answeredBy = await (from r in db.Set<ChangeRequest>() join p in db.People on r.AnsweredById equals p.Id where r.Id == id select p.Name).SingleOrDefaultAsync(ct);
        var state = request.State is ChangeRequestState.Open ? DocumentState.InReview : request.State is ChangeRequestState.Rejected ? DocumentState.Draft : DocumentState.Approved;
        return await paper.WriteAsync(actor, null, id, new PaperFacts(T("documents.paper-change"), request.Number, State: state),
            [
                (T("documents.field.document"), $"{request.DocumentNumber} {request.DocumentTitle}"), (T("documents.field.source"), request.SourceTitle), (T("documents.field.reason"), request.Reason), (T("documents.field.proposal"), request.Proposal),
                (T("documents.field.requestedBy"), $"{request.RequestedBy}  {WrittenText.Minute(request.RequestedAt.In(zone))}"), (T("documents.field.state"), T("documents.request." + request.State)), (T("documents.field.answer"), request.Answer),
                (T("documents.paper-answered"), request.AnsweredAt is { } at ? $"{answeredBy}  {WrittenText.Minute(at.In(zone))}" : ""), (T("documents.field.carriedOutIn"), request.CarriedOutIn),
            ], "documents_change_requests", id, ct);

        string T(string key) => Phrase.In(actor.Culture, key);
    }
}

/// <summary>文件作废销毁申请单: which version is withdrawn or destroyed, why, who watches and who signed.</summary>
internal sealed class PrintDisposalRequest(IsmsDbContext db, DocumentReach reach, SettingsReader settings, ControlPaper paper)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.ReadAll) is { } no)
            return no;
        var found = await (
            from r in db.Set<DisposalRequest>().AsNoTracking()
            join v in db.Set<DocumentVersion>() on r.VersionId equals v.Id
            join d in reach.Documents(actor) on v.DocumentId equals d.Id
            join p in db.People on r.RequestedById equals p.Id
            where r.Id == id
            select new { Paper = r, v.Number, v.Label, v.TitleZh, v.TitleEn, p.Name, Witness = db.People.Where(w => w.Id == r.WitnessId).Select(w => w.Name).FirstOrDefault() }).SingleOrDefaultAsync(ct);
        if (found is null)
            return Refusal.NotFound;
        var zone = await settings.TimeZoneAsync(ct);
        return await paper.WriteAsync(actor, DisposalApproval.KindName, id, new PaperFacts(T("documents.paper-disposal"), found.Paper.Number, State: ControlPaper.StateOf(found.Paper.State)),
            [
                (T("documents.field.document"), $"{found.Number} {new Kernel.Standards.Bilingual(found.TitleZh, found.TitleEn).In(actor.Culture)}"), (T("documents.field.version"), found.Label), (T("documents.paper-act"), T("documents.act." + found.Paper.Act)),
                (T("documents.field.reason"), found.Paper.Reason), (T("documents.field.keepReason"), found.Paper.KeepReason), (T("documents.paper-witness"), found.Witness),
                (T("documents.field.requestedBy"), $"{found.Name}  {WrittenText.Minute(found.Paper.CreatedAt.In(zone))}"), (T("documents.field.state"), T("documents.paper." + found.Paper.State)),
            ], "documents_disposals", id, ct);

        string T(string key) => Phrase.In(actor.Culture, key);
    }
}

/// <summary>文件评审记录: who looked at which version, what was found and concluded.</summary>
internal sealed class PrintReview(IsmsDbContext db, DocumentReach reach, SettingsReader settings, ControlPaper paper)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.See) is { } no)
            return no;
        var found = await (
            from r in db.Set<ReviewRecord>().AsNoTracking()
            join v in db.Set<DocumentVersion>() on r.VersionId equals v.Id
            join d in reach.Documents(actor) on v.DocumentId equals d.Id
            join p in db.People on r.RecordedById equals p.Id
            where r.Id == id
            select new { Review = r, v.Number, v.Label, v.TitleZh, v.TitleEn, p.Name }).SingleOrDefaultAsync(ct);
        if (found is null || await reach.VersionAsync(actor, found.Review.VersionId, ct) is null)
            return Refusal.NotFound;
        var zone = await settings.TimeZoneAsync(ct);
        return await paper.WriteAsync(actor, null, id, new PaperFacts(T("documents.paper-review"), found.Number, found.Label, DocumentState.Approved, found.Review.HeldOn),
            [
                (T("documents.field.document"), $"{found.Number} {new Kernel.Standards.Bilingual(found.TitleZh, found.TitleEn).In(actor.Culture)}"), (T("documents.field.version"), found.Label), (T("documents.field.heldOn"), found.Review.HeldOn),
                (T("documents.field.participants"), found.Review.Participants), (T("documents.field.findings"), found.Review.Findings), (T("documents.field.conclusion"), T("documents.conclusion." + found.Review.Conclusion)),
                (T("documents.paper-recorded"), $"{found.Name}  {WrittenText.Minute(found.Review.RecordedAt.In(zone))}"),
            ], "documents_reviews", id, ct);

        string T(string key) => Phrase.In(actor.Culture, key);
    }
}
