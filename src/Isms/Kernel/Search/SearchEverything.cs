using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;

namespace Isms.Kernel.Search;

/// <param name="Words">All must be found.</param>
internal sealed record SearchRequest([property: StringLength(100)] string Words);

/// <summary>The hits of one kind.</summary>
/// <param name="Kind">Resource key.</param>
/// <param name="Title">Its name in the reader's language.</param>
/// <param name="More">True when there are more than are shown.</param>
/// <param name="List">Page with all of them; null when there is none.</param>
public sealed record SearchGroup(string Kind, string Title, IReadOnlyList<SearchHit> Hits, bool More, string? List);

/// <summary>Looks for words in everything the person may see.</summary>
internal sealed class SearchEverything(IEnumerable<IContribute<SearchQuestion, SearchHit>> places, IEnumerable<NamedRecordPlace> records, Catalogue catalogue)
{
    /// <summary>Hits shown of one kind.</summary>
    public const int Most = 8;

    public static readonly Permission Permission = new Permission("kernel.search").Everywhere(Enum.GetValues<Office>());

    public async Task<Outcome<SearchGroup[]>> RunAsync(Actor actor, SearchRequest request, CancellationToken ct)
    {
        if (actor.Refuses(Permission, request) is { } no)
            return no;
        var words = request.Words.Trim();
        if (words.Length == 0)
            return Array.Empty<SearchGroup>();
        var question = new SearchQuestion(words, Most + 1);
        var hits = Pages(actor, words).Concat(Records(actor, words)).ToList();
        // One after the other: they share one database context.
        foreach (var place in places)
            hits.AddRange(await place.AnswerAsync(actor, question, ct));
        return hits.GroupBy(h => h.Kind).Select(g => new SearchGroup(g.Key, Phrase.Of(g.Key), [.. g.Take(Most)], g.Count() > Most, g.First().List)).ToArray();
    }

    private IEnumerable<SearchHit> Pages(Actor actor, string words) => catalogue.Menu
        .Where(i => (i.Needs is null || actor.May(i.Needs)) && Phrase.Of(i.Label).Contains(words, StringComparison.OrdinalIgnoreCase))
        .Select(i => new SearchHit("kernel.search.pages", "", Phrase.Of(i.Label), Phrase.Of(i.Process + ".menu"), i.Href));

    // What the manual names otherwise than the page is called (R-DOC-21: 《职责权限》 for 职能分配表).
    private IEnumerable<SearchHit> Records(Actor actor, string words) => records.Where(p => actor.May(p.Needs) && p.IsNamed(words.Trim('《', '》')))
        .Select(p => new SearchHit("kernel.search.named-records", p.Record.Document.Pattern[3..], p.Record.Title(actor.Culture), string.Join(Phrase.Of("ui.list-comma"), p.Record.Aliases), p.Link));
}
