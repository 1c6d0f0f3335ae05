using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Search;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Opportunities.Matters;

/// <summary>Matters by number, title and what they come from, for the search over everything; latest first.</summary>
internal sealed class MattersFound(IsmsDbContext db) : IContribute<SearchQuestion, SearchHit>
{
    public async Task<IReadOnlyList<SearchHit>> AnswerAsync(Actor actor, SearchQuestion question, CancellationToken ct)
    {
        if (!actor.May(OpportunityPermissions.See))
            return [];
        var matters = db.Set<Matter>().AsNoTracking().VisibleTo(actor);
        foreach (var pattern in question.Patterns)
            matters = matters.Where(m => EF.Functions.Like((m.Number + " " + m.Title + " " + m.SourceWords + " " + m.Action).ToLower(), pattern, "\\"));
        var found = await matters.OrderByDescending(m => m.Id).Take(question.Most).Select(m => new { m.Id, m.Number, m.Title, m.Kind, m.State }).ToListAsync(ct);
        return [.. found.Select(m => new SearchHit("opportunities.matters", m.Number, m.Title, $"{Phrase.Of("opportunities.kind." + m.Kind)} · {Phrase.Of("opportunities.state." + m.State)}", OpportunitiesPaths.Matter(m.Id), OpportunitiesPaths.All))];
    }
}
