using Isms.Kernel.Access;
using Isms.Kernel.Search;
using Isms.Kernel.Signals;

namespace Isms.Modules.Documents.Finding;

/// <summary>Documents in force by number, title and text, for the search over everything.</summary>
internal sealed class DocumentsFound(SearchTexts search) : IContribute<SearchQuestion, SearchHit>
{
    public async Task<IReadOnlyList<SearchHit>> AnswerAsync(Actor actor, SearchQuestion question, CancellationToken ct) =>
        (await search.RunAsync(actor, new SearchTextsRequest(question.Words), ct)).Value is not { } found ? [] : [.. found.Take(question.Most)
            .Select(f => new SearchHit("documents.library", f.Number, f.Title, string.Concat(f.Around.Select(p => p.Text)), DocumentPaths.Document(f.DocumentId), question.ListAt(DocumentPaths.Search)))];
}
