using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Documents.Library;
using Isms.Modules.Documents.Printing;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents;

/// <summary>The list of controlled documents, every version that is or was in force, release orders, reviews and changes.</summary>
internal sealed class DocumentsEvidence(IsmsDbContext db, DocumentReach reach, SettingsReader settings) : IContribute<EvidenceAsked, EvidenceItem>
{
    public async Task<IReadOnlyList<EvidenceItem>> AnswerAsync(Actor actor, EvidenceAsked question, CancellationToken ct)
    {
        if (!actor.May(DocumentPermissions.See))
            return [];
        var zone = await settings.TimeZoneAsync(ct);
        var rows = await (
            from d in reach.Documents(actor).AsNoTracking()
            join v in db.Set<DocumentVersion>() on d.Id equals v.DocumentId
            // What a process makes, it shows itself.
            where v.SourceId == null && (v.State == VersionState.Effective || v.State == VersionState.Superseded)
            orderby v.EffectiveOn descending, v.Id descending
            select new { d.Id, VersionId = v.Id, d.Pattern, d.Number, d.Clauses, v.TitleZh, v.TitleEn, v.Label, v.State, v.EffectiveOn, d.NextReviewOn }).ToListAsync(ct);
        var found = rows.GroupBy(r => r.Id).SelectMany(g => g.Take(question.Most)).Select(r => new EvidenceItem(
            KindOf(r.Pattern), r.Number, new Bilingual(r.TitleZh, r.TitleEn).In(actor.Culture), r.State == VersionState.Effective ? EvidenceState.Live : EvidenceState.Superseded,
            DocumentPaths.Version(r.Id, r.VersionId))
        {
            Version = r.Label, Date = r.EffectiveOn, GoodUntil = r.State == VersionState.Effective ? r.NextReviewOn : null,
            Clauses = [.. r.Clauses.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ClauseMap.OfManual).OfType<ClauseKey>().Distinct()],
            Open = (services, reader, token) => services.GetRequiredService<DownloadVersion>().RunAsync(reader, new DownloadVersionRequest(r.VersionId), token),
        }).ToList();
        if (!actor.May(DocumentPermissions.ReadAll))
            return found;
        var documents = await reach.Documents(actor).CountAsync(ct);
        if (documents > 0)
        {
            found.Add(new EvidenceItem("document-list", "", Phrase.In(actor.Culture, "documents.menu"), EvidenceState.Live, "/documents")
            {
                Count = documents, Open = (services, reader, token) => services.GetRequiredService<ExportMasterList>().RunAsync(reader, new ExportMasterListRequest(), token),
            });
        }
        var orders = await (
            from o in db.Set<ReleaseOrder>().AsNoTracking()
            join v in db.Set<DocumentVersion>() on o.VersionId equals v.Id
            join d in reach.Documents(actor) on v.DocumentId equals d.Id
            orderby o.CreatedAt descending
            select new { o.Number, o.State, o.EffectiveOn, v.DocumentId, v.TitleZh, v.TitleEn, o.Words }).Take(question.Most).ToListAsync(ct);
        found.AddRange(orders.Select(o => new EvidenceItem("release-order", o.Number, new Bilingual(o.TitleZh, o.TitleEn).In(actor.Culture),
            o.State == PaperState.Signed ? EvidenceState.Live : EvidenceState.InPreparation, DocumentPaths.Document(o.DocumentId)) { Date = o.EffectiveOn, Data = o }));
        var reviews = await (
            from r in db.Set<ReviewRecord>().AsNoTracking()
            join v in db.Set<DocumentVersion>() on r.VersionId equals v.Id
            join d in reach.Documents(actor) on v.DocumentId equals d.Id
            orderby r.HeldOn descending
            select new { v.Number, v.Label, v.DocumentId, v.TitleZh, v.TitleEn, r.HeldOn, r.Participants, r.Findings, r.Conclusion }).Take(question.Most).ToListAsync(ct);
        found.AddRange(reviews.Select(r => new EvidenceItem("document-review", r.Number, new Bilingual(r.TitleZh, r.TitleEn).In(actor.Culture), EvidenceState.Live, DocumentPaths.Document(r.DocumentId))
        {
            Version = r.Label, Date = r.HeldOn, Data = r,
        }));
        var known = reach.Documents(actor);
        var changes = await db.Set<ChangeRequest>().AsNoTracking().Where(c => known.Any(d => d.Id == c.DocumentId)).OrderByDescending(c => c.RequestedAt).Take(question.Most)
            .Select(c => new { c.Id, c.Number, c.Reason, c.Proposal, c.State, c.Answer, c.RequestedAt }).ToListAsync(ct);
        found.AddRange(changes.Select(c => new EvidenceItem("document-change", c.Number, c.Reason, c.State == ChangeRequestState.Open ? EvidenceState.InPreparation : EvidenceState.Live, DocumentPaths.Request(c.Id))
        {
            Date = c.RequestedAt.DayIn(zone), Data = c,
        }));
        return found;
    }

    // The manual is a kind of its own; the other documents of the manual's lists are known by their numbers.
    private static string KindOf(string pattern) => pattern is "XX-A-01" or "" ? "manual" : pattern;
}
