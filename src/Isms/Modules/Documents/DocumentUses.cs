using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents;

/// <summary>A question to every process: what rests on this document (<c>IContribute&lt;DocumentUseAsked, DocumentUse&gt;</c>).</summary>
/// <param name="Pattern">The manual's number; empty for the organization's own documents.</param>
internal sealed record DocumentUseAsked(Guid DocumentId, string Number, string Pattern);

/// <summary>Something that rests on a document, such as a form on its procedure.</summary>
/// <param name="KindKey">Resource key of what it is.</param>
/// <param name="Holds">True when the document cannot be withdrawn as long as this is in use.</param>
public sealed record DocumentUse(string KindKey, string Number, string Title, string Link, bool Holds);

/// <summary>Finds what rests on a document: documents that belong to it, and what other processes name.</summary>
internal sealed class DocumentUses(IsmsDbContext db, ProcessPapers processes, IEnumerable<IContribute<DocumentUseAsked, DocumentUse>> contributors)
{
    /// <summary>It is part of what the manual's 4.3.1 asks for: only a newer version takes its place.</summary>
    public static readonly Refusal PartOfTheSet = new("documents.part-of-the-set");

    /// <summary>Something in use rests on it.</summary>
    public static readonly Refusal InUse = new("documents.in-use");

    private const string Manual = "XX-A-01";

    public async Task<IReadOnlyList<DocumentUse>> OfAsync(Actor actor, ControlledDocument document, CancellationToken ct)
    {
        var children = await (
            from d in db.Set<ControlledDocument>().AsNoTracking()
            where d.ParentId == document.Id
            orderby d.Number
            select new { d.Id, d.Number, d.TitleZh, d.TitleEn, InForce = db.Set<DocumentVersion>().Any(v => v.DocumentId == d.Id && v.State == VersionState.Effective) }).ToListAsync(ct);
        var uses = children.ConvertAll(c => new DocumentUse("documents.use-child", c.Number, new Bilingual(c.TitleZh, c.TitleEn).In(actor.Culture), DocumentPaths.Document(c.Id), c.InForce));
        foreach (var contributor in contributors)
            uses.AddRange(await contributor.AnswerAsync(actor, new DocumentUseAsked(document.Id, document.Number, document.Pattern), ct));
        return uses;
    }

    /// <summary>Why the document cannot be withdrawn now; null when it can.</summary>
    public async Task<Refusal?> KeepsAsync(Actor actor, ControlledDocument document, CancellationToken ct)
    {
        if (document.Pattern == Manual || processes.Of(document.Pattern) is not null)
            return PartOfTheSet.With(document.Number);
        var holding = (await OfAsync(actor, document, ct)).Where(u => u.Holds).ToList();
        return holding.Count == 0 ? null : InUse.With(document.Number, holding.Count) with { Obstacles = [.. holding.Take(20).Select(u => new Obstacle($"{u.Number} {u.Title}", u.Link))] };
    }
}
