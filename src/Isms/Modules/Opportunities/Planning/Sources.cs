using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Isms.Modules.Records;
using Isms.Modules.Scope;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Opportunities.Planning;

/// <summary>Something that has to be considered when the system is planned (6.1.1).</summary>
/// <param name="Words">The issue, the party with its requirement, or the record's number and day.</param>
/// <param name="Note">What it means for the system, or how it is met so far; empty for a record.</param>
/// <param name="Matters">What was planned because of it.</param>
public sealed record SourceView(MatterSource Source, Guid Id, string Words, string Note, string Link, IReadOnlyList<SourceMatter> Matters);

/// <summary>A matter planned because of a source.</summary>
public sealed record SourceMatter(Guid Id, string Number, string Title, MatterState State);

/// <summary>What has to be considered, with what was planned.</summary>
/// <param name="Open">For how many nothing was planned yet.</param>
public sealed record SourceList(IReadOnlyList<SourceView> Items, int Open);

/// <inheritdoc cref="SourceList"/>
internal sealed class FindSources(SourceReader sources)
{
    public async Task<Outcome<SourceList>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(OpportunityPermissions.Read) is { } no)
            return no;
        var all = await sources.AllAsync(actor, ct);
        return new SourceList(all, all.Count(s => s.Matters.Count == 0));
    }
}

/// <summary>Reads issues and requirements of the scope in force (of the draft while there is none), and the signed records of preventive action.</summary>
internal sealed class SourceReader(IsmsDbContext db, ScopeInForce scope)
{
    /// <summary>The preventive action procedure, without the company's prefix.</summary>
    private const string Procedure = "B-05";
    private const int MostRecords = 200;

    public async Task<IReadOnlyList<SourceView>> AllAsync(Actor actor, CancellationToken ct)
    {
        // An issue keeps its words from one version of the scope to the next, not its id; worded anew, it is considered anew.
        var planned = (await db.Set<Matter>().AsNoTracking().Where(m => m.Source != MatterSource.Other).OrderBy(m => m.Number)
            .Select(m => new { m.Source, m.SourceWords, Matter = new SourceMatter(m.Id, m.Number, m.Title, m.State) }).ToListAsync(ct)).ToLookup(m => (m.Source, m.SourceWords), m => m.Matter);
        return [.. (await ReadAsync(actor, null, ct)).Select(s => s with { Matters = [.. planned[(s.Source, s.Words)]] })];
    }

    /// <summary>One source that this person may see; null when there is none.</summary>
    public async Task<SourceView?> FindAsync(Actor actor, MatterSource source, Guid id, CancellationToken ct) => (await ReadAsync(actor, id, ct)).FirstOrDefault(s => s.Source == source);

    private async Task<List<SourceView>> ReadAsync(Actor actor, Guid? only, CancellationToken ct)
    {
        var found = new List<SourceView>();
        var current = await scope.CurrentAsync(ct) ?? await ScopeViews.Statements(db).OrderByDescending(s => s.Id).FirstOrDefaultAsync(ct);
        if (current is not null)
        {
            var link = ScopeViews.ContextLink(current.Id);
            var issues = await ScopeViews.Issues(db).Where(i => i.StatementId == current.Id && (only == null || i.Id == only)).OrderBy(i => i.External).ThenBy(i => i.Id).ToListAsync(ct);
            found.AddRange(issues.Select(i => new SourceView(MatterSource.Issue, i.Id, i.Topic, i.Effect, link, [])));
            var parties = await ScopeViews.Parties(db).Where(p => p.StatementId == current.Id && (only == null || p.Id == only)).OrderBy(p => p.Id).ToListAsync(ct);
            found.AddRange(parties.Select(p => new SourceView(MatterSource.Party, p.Id, Phrase.In(actor.Culture, "opportunities.party-words", p.Name, p.Requirement), p.Response, link, [])));
        }
        var english = actor.Culture.TwoLetterISOLanguageName == "en";
        var records = await (
            from r in db.Set<FormRecord>().AsNoTracking().VisibleTo(db, actor)
            join f in RecordViews.Forms(db) on r.FormId equals f.Id
            where r.State == RecordState.Approved && f.Basis == Procedure && (only == null || r.Id == only)
            orderby r.FilledOn descending, r.Id
            select new { r.Id, r.Number, r.FilledOn, f.NameZh, f.NameEn }).Take(MostRecords).ToListAsync(ct);
        found.AddRange(records.Select(r => new SourceView(MatterSource.Prevention, r.Id, r.Number, $"{(english ? r.NameEn : r.NameZh)} · {r.FilledOn:yyyy-MM-dd}", "/records/" + r.Id, [])));
        return found;
    }
}
