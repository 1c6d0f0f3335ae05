using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records.Calendar;

/// <summary>A sub-process of the manual's 4.2 with the proof of the last twelve months.</summary>
/// <param name="Count">Signed records and proof held by other processes.</param>
/// <param name="Last">The latest day of them; null for a gap.</param>
/// <param name="Sources">Where the proof stands.</param>
public sealed record CoverageRow(string Clause, string Title, int Count, DateOnly? Last, IReadOnlyList<CoverageSource> Sources)
{
    /// <summary>True when nothing proves it.</summary>
    public bool IsGap => Count == 0;
}

/// <summary>One kind of proof.</summary>
public sealed record CoverageSource(string Title, string Link, int Count);

/// <summary>Whether every sub-process of 4.2 has left records in the last twelve months (manual 4.3.3.3), gaps first.</summary>
internal sealed class ReadCoverage(IsmsDbContext db, IEnumerable<IContribute<CoverageAsked, CoverageFound>> others)
{
    /// <summary>The sub-processes of 4.2 that leave records, as the manual numbers them; their titles are <c>records.process.{number}</c>.</summary>
    public static IReadOnlyList<string> Processes { get; } =
    [
        "4.2.1.2", "4.2.1.3", "4.2.1.4", "4.2.1.5", "4.2.1.6", "4.2.1.7", "4.2.1.8", "4.2.1.9", "4.2.1.10",
        "4.2.2.1", "4.2.2.2", "4.2.2.3", "4.2.2.4", "4.2.3.1", "4.2.3.2", "4.2.3.3", "4.2.3.4", "4.2.3.5", "4.2.3.6", "4.2.3.7", "4.2.4",
    ];

    public async Task<Outcome<IReadOnlyList<CoverageRow>>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.See) is { } no)
            return no;
        var since = actor.Today.AddMonths(-12);
        var forms = await db.Set<RecordForm>().AsNoTracking().Select(f => new { f.Id, f.Code, f.NameZh, f.NameEn, f.Clauses }).ToListAsync(ct);
        var counts = (await db.Set<FormRecord>().Where(r => (r.State == RecordState.Approved || r.State == RecordState.Disposed) && r.FilledOn >= since)
            .GroupBy(r => r.FormId).Select(g => new { g.Key, Count = g.Count(), Last = g.Max(r => r.FilledOn) }).ToListAsync(ct)).ToDictionary(c => c.Key);
        var found = new List<CoverageFound>();
        foreach (var other in others)
            found.AddRange(await other.AnswerAsync(actor, new CoverageAsked(since), ct));
        var english = actor.Culture.TwoLetterISOLanguageName == "en";

        var rows = Processes.Select(clause =>
        {
            var own = forms.Where(f => counts.ContainsKey(f.Id) && ClauseTags.Split(f.Clauses).Contains("M:" + clause)).OrderBy(f => f.Code, StringComparer.Ordinal).ToList();
            var elsewhere = found.Where(f => f.Clause == clause && f.Count > 0).ToList();
            return new CoverageRow(clause, Phrase.In(actor.Culture, "records.process." + clause), own.Sum(f => counts[f.Id].Count) + elsewhere.Sum(f => f.Count),
                own.Select(f => (DateOnly?)counts[f.Id].Last).Concat(elsewhere.Select(f => f.Last)).Max(),
                [.. own.Select(f => new CoverageSource(english ? f.NameEn : f.NameZh, RecordPaths.Form(f.Id), counts[f.Id].Count)), .. elsewhere.Select(f => new CoverageSource(f.Title, f.Link, f.Count))]);
        }).ToList();
        return rows.OrderByDescending(r => r.IsGap).ToList();
    }
}
