using System.ComponentModel.DataAnnotations;
using System.Text;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Search;
using Isms.Modules.Documents.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Finding;

/// <summary>Words to find in texts.</summary>
/// <param name="Words">All of them must occur; Chinese ones of two characters too.</param>
/// <param name="Drafts">Also what is not in force yet, for who may see it. Obsolete versions are never found.</param>
public sealed record SearchTextsRequest([Required, StringLength(100, MinimumLength = 1)] string Words, bool Drafts = false);

/// <summary>A piece around a find.</summary>
/// <param name="Found">True for what was looked for.</param>
public sealed record FoundPiece(string Text, bool Found);

/// <summary>A document that holds the words.</summary>
public sealed record FoundText(Guid DocumentId, Guid VersionId, string Number, string Title, string Label, VersionState State, IReadOnlyList<FoundPiece> Around);

/// <summary>Finds words in the texts that the person may see.</summary>
internal sealed class SearchTexts(IsmsDbContext db, DocumentReach reach)
{
    /// <summary>The most documents shown.</summary>
    public const int Most = 50;
    private const int Around = 40;

    public async Task<Outcome<IReadOnlyList<FoundText>>> RunAsync(Actor actor, SearchTextsRequest request, CancellationToken ct)
    {
        if (actor.Refuses(DocumentPermissions.See, request) is { } no)
            return no;
        var drafts = request.Drafts && (actor.May(DocumentPermissions.ReadAll) || !actor.ReachOf(DocumentPermissions.Edit).IsNone);
        if (SearchIndex.Matches<DocumentVersion>(db, request.Words, drafts ? null : [DocumentVersion.InForce]) is not { } matches)
            return Array.Empty<FoundText>();
        var hits = await (
            from v in db.Set<DocumentVersion>()
            join d in reach.Documents(actor) on v.DocumentId equals d.Id
            where matches.Contains(v.Id)
            select new { v.Id, v.Number, v.Ordinal, v.State }).ToListAsync(ct);
        // The state is judged here: asked for in SQL, its index leads SQLite through every version in force.
        var wanted = hits.Where(h => h.State == VersionState.Effective || (drafts && h.State is (VersionState.Draft or VersionState.InReview or VersionState.Approved)))
            .OrderBy(h => h.Number, StringComparer.Ordinal).ThenByDescending(h => h.Ordinal).Select(h => h.Id).Take(Most * 4);
        var words = request.Words.Split([' ', '　'], StringSplitOptions.RemoveEmptyEntries);
        var found = new List<FoundText>();
        foreach (var ids in wanted.Chunk(Most).TakeWhile(_ => found.Count < Most))
        {
            var versions = await db.Set<DocumentVersion>().AsNoTracking().Where(v => ids.Contains(v.Id)).ToDictionaryAsync(v => v.Id, ct);
            // Pairs of characters can match across words; what does not hold each word whole is not what was looked for.
            found.AddRange(ids.Where(versions.ContainsKey).Select(id => (Version: versions[id], Text: Plain(versions[id], actor))).Where(f => words.All(w => Holds(f.Version, f.Text, w)))
                .Select(f => new FoundText(f.Version.DocumentId, f.Version.Id, f.Version.Number, f.Version.Titles.In(actor.Culture) is { Length: > 0 } title ? title : f.Version.TitleZh, f.Version.Label, f.Version.State, Pieces(f.Text, words))));
        }
        return found.Take(Most).ToList();
    }

    private static bool Holds(DocumentVersion version, string text, string word) => new[] { version.Number, version.TitleZh, version.TitleEn, text, version.BodyZh, version.BodyEn, version.FileText }
        .Any(t => t.Normalize(NormalizationForm.FormKC).Contains(word.Normalize(NormalizationForm.FormKC), StringComparison.OrdinalIgnoreCase));

    private static string Plain(DocumentVersion version, Actor actor) => (version.FileId is null ? MarkdownText.Plain(version.Body(actor.Culture)) : version.FileText).ReplaceLineEndings(" ");

    private static List<FoundPiece> Pieces(string text, string[] words)
    {
        var first = words.Select(w => text.IndexOf(w, StringComparison.OrdinalIgnoreCase)).Where(i => i >= 0).DefaultIfEmpty(0).Min();
        var (from, to) = (Math.Max(0, first - Around), Math.Min(text.Length, first + 3 * Around));
        var pieces = new List<FoundPiece>();
        if (from > 0)
            pieces.Add(new FoundPiece("…", false));
        for (var at = from; at < to;)
        {
            var next = words.Select(w => (At: text.IndexOf(w, at, to - at, StringComparison.OrdinalIgnoreCase), w.Length)).Where(n => n.At >= 0).OrderBy(n => n.At).ThenByDescending(n => n.Length).FirstOrDefault((At: to, Length: 0));
            if (next.At > at)
                pieces.Add(new FoundPiece(text[at..next.At], false));
            if (next.Length > 0)
                pieces.Add(new FoundPiece(text.Substring(next.At, next.Length), true));
            at = next.At + next.Length;
        }
        if (to < text.Length)
            pieces.Add(new FoundPiece("…", false));
        return pieces;
    }
}
