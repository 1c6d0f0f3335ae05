using Isms.Kernel.Access;
using Isms.Kernel.Registers;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;

namespace Isms.Kernel.Search;

/// <summary>Approvals by title and number, as the list of approvals shows them to this person.</summary>
internal sealed class ApprovalsFound(FindApprovals find) : IContribute<SearchQuestion, SearchHit>
{
    public async Task<IReadOnlyList<SearchHit>> AnswerAsync(Actor actor, SearchQuestion question, CancellationToken ct)
    {
        var found = await find.RunAsync(actor, new RegisterQuery { Search = question.Words, Limit = question.Most }, ct);
        return found.Value is { } page ? [.. page.Rows.Select(a => new SearchHit("signing.list", a.Number, a.Title, Phrase.Of("signing.state." + a.State), ApprovalPages.Of(a.Id), question.ListAt("/approvals")))] : [];
    }
}
