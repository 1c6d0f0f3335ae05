using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Standards;
using Isms.Modules.Documents.Drafts;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Checking;

/// <summary>What covers a topic, and how far it is.</summary>
public sealed record CoveringDocument(Guid Id, string Number, string Title, bool InForce);

/// <summary>A topic that an edition asks a document for.</summary>
/// <param name="Clause">Clause or control of the edition.</param>
/// <param name="Documents">What covers it; empty when nothing does.</param>
/// <param name="SuggestedNumber">With nothing covering it: the number that a new procedure would get.</param>
public sealed record DocumentNeed(int Edition, string Clause, string Topic, IReadOnlyList<CoveringDocument> Documents, string? SuggestedNumber);

/// <summary>
/// Which documents an edition of the standard asks for and whether they are there (4.3.1 c, appendix 6). What the organization wrote itself counts when its title,
/// an alias or its clauses name the topic.
/// </summary>
internal sealed class ShowNeeds(IsmsDbContext db, DocumentReach reach, DraftDesk desk)
{
    public async Task<Outcome<IReadOnlyList<DocumentNeed>>> RunAsync(Actor actor, int edition, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.ReadAll) is { } no)
            return no;
        if (!Enum.IsDefined((Edition)edition))
            return Refusal.Invalid("edition", "kernel.field-choice", edition);
        var documents = await reach.Documents(actor).AsNoTracking().Select(d => new
        {
            d.Id, d.Number, d.Pattern, d.TitleZh, d.TitleEn, d.Aliases, d.Clauses, InForce = db.Set<DocumentVersion>().Any(v => v.DocumentId == d.Id && v.State == VersionState.Effective),
            Gone = !db.Set<DocumentVersion>().Any(v => v.DocumentId == d.Id && v.State != VersionState.Obsolete && v.State != VersionState.Superseded && v.State != VersionState.Destroyed),
        }).ToListAsync(ct);
        var kind = await db.Set<DocumentKind>().AsNoTracking().FirstOrDefaultAsync(k => k.Code == "procedure", ct);
        var next = kind is null ? null : await desk.NextNumberAsync(kind, null, ct);
        return Tsv.Read("document-needs.tsv").Where(r => (int)r.Edition("edition") == edition).Select(r =>
        {
            var topic = r.Both("topic");
            var covering = documents.Where(d => !d.Gone && (r.List("documents").Contains(d.Pattern) || (d.Pattern.Length == 0 && Names(topic, r["clause"], d.TitleZh, d.TitleEn, d.Aliases, d.Clauses))))
                .Select(d => new CoveringDocument(d.Id, d.Number, new Bilingual(d.TitleZh, d.TitleEn).In(actor.Culture), d.InForce)).ToList();
            return new DocumentNeed(edition, r["clause"], topic.In(actor.Culture), covering, covering.Count == 0 ? next : null);
        }).ToList();
    }

    private static bool Names(Bilingual topic, string clause, string zh, string en, string aliases, string clauses) =>
        $"{zh}\n{aliases}".Contains(topic.Zh, StringComparison.Ordinal) || $"{en}\n{aliases}".Contains(topic.En, StringComparison.OrdinalIgnoreCase) || clauses.Split(' ').Contains(clause, StringComparer.Ordinal)
        || topic.Zh.Length >= 4 && zh.Contains(topic.Zh[..2], StringComparison.Ordinal) && topic.En.Split(' ')[0].Length > 4 && en.Contains(topic.En.Split(' ')[0], StringComparison.OrdinalIgnoreCase);
}
