using System.Text;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Search;
using Isms.Kernel.Signals;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Files;

/// <summary>Attached files by name and by what they say, those of things that the person may see.</summary>
internal sealed class AttachmentsFound(IsmsDbContext db, AttachmentSubjects subjects) : IContribute<SearchQuestion, SearchHit>
{
    // The newest of what holds the words; of these the person's own are kept.
    private const int Candidates = 200;

    public async Task<IReadOnlyList<SearchHit>> AnswerAsync(Actor actor, SearchQuestion question, CancellationToken ct)
    {
        if (!actor.May(FilesPermissions.Read) || SearchIndex.Matches<Attachment>(db, question.Words) is not { } matches)
            return [];
        var found = await db.Set<Attachment>().AsNoTracking().Where(a => matches.Contains(a.Id)).OrderByDescending(a => a.UploadedAt).ThenBy(a => a.Id).Take(Candidates).ToListAsync(ct);
        var readable = new HashSet<Guid>();
        foreach (var kind in found.GroupBy(a => a.SubjectKind, StringComparer.Ordinal))
        {
            if (subjects.Find(kind.Key) is { } subject)
                readable.UnionWith(await subject.ReadableAsync(actor, [.. kind.Select(a => a.SubjectId).Distinct()], ct));
        }
        var mine = found.Where(a => readable.Contains(a.SubjectId)).Take(question.Most * 3).ToList();
        var files = mine.ConvertAll(a => a.FileId);
        var texts = await db.Set<FileText>().AsNoTracking().Where(t => files.Contains(t.FileId)).ToDictionaryAsync(t => t.FileId, t => t.Text, ct);
        var words = question.Words.Split([' ', '　'], StringSplitOptions.RemoveEmptyEntries);
        // Pairs of characters can match across words; what does not hold each word whole is not what was looked for.
        return [.. mine.Select(a => (Attachment: a, Text: texts.GetValueOrDefault(a.FileId, ""))).Where(f => Array.TrueForAll(words, w => Holds(f.Attachment.Name, w) || Holds(f.Text, w))).Take(question.Most)
            .Select(f => new SearchHit("files.found", "", f.Attachment.Name, Excerpt.Around(f.Text, words), subjects.Find(f.Attachment.SubjectKind)!.PageOf(f.Attachment.SubjectId) ?? $"/api/v1/attachments/{f.Attachment.Id}/content"))];
    }

    private static bool Holds(string text, string word) => text.Normalize(NormalizationForm.FormKC).Contains(word.Normalize(NormalizationForm.FormKC), StringComparison.OrdinalIgnoreCase);
}
