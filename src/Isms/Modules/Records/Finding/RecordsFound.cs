using Isms.Kernel.Access;
using Isms.Kernel.Registers;
using Isms.Kernel.Search;
using Isms.Kernel.Signals;

namespace Isms.Modules.Records.Finding;

/// <summary>Records by number and content, as the list of records shows them to this person, for the search over everything.</summary>
internal sealed class RecordsFound(FindRecords find) : IContribute<SearchQuestion, SearchHit>
{
    public async Task<IReadOnlyList<SearchHit>> AnswerAsync(Actor actor, SearchQuestion question, CancellationToken ct) =>
        (await find.RunAsync(actor, new FindRecordsRequest(new RegisterQuery { Search = question.Words, Limit = question.Most }), ct)).Value is not { } page ? [] : [.. page.Rows
            .Select(r => new SearchHit("records.title", r.Number, r.FormName(actor.Culture), r.Summary, RecordPaths.Record(r.Id), question.ListAt(RecordPaths.All)))];
}
