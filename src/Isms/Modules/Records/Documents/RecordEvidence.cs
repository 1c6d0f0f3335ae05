using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records.Documents;

/// <summary>Signed records as evidence for the clauses that their forms name.</summary>
internal sealed class RecordEvidence(IsmsDbContext db) : IContribute<EvidenceAsked, EvidenceItem>
{
    private const int Newest = 2_000;

    public async Task<IReadOnlyList<EvidenceItem>> AnswerAsync(Actor actor, EvidenceAsked question, CancellationToken ct)
    {
        if (!actor.May(RecordPermissions.See))
            return [];
        var (first, to, english) = (question.From ?? DateOnly.MinValue, question.To ?? DateOnly.MaxValue, actor.Culture.TwoLetterISOLanguageName == "en");
        var found = await (
            from r in db.Set<FormRecord>().AsNoTracking().VisibleTo(db, actor)
            join f in db.Set<RecordForm>() on r.FormId equals f.Id
            where r.State == RecordState.Approved && r.FilledOn >= first && r.FilledOn <= to
            orderby r.FilledOn descending, r.Id descending
            select new { r.Id, r.Number, r.FilledOn, f.Code, f.NameZh, f.NameEn, f.Clauses }).Take(Newest).ToListAsync(ct);
        return [.. found.GroupBy(r => r.Code).SelectMany(g => g.Take(question.Most)).Select(r => new EvidenceItem(r.Code, r.Number, english ? r.NameEn : r.NameZh, EvidenceState.Live, RecordPaths.Record(r.Id))
        {
            Date = r.FilledOn, Clauses = ClausesOf(r.Clauses), Open = async (services, reader, token) => await services.GetRequiredService<PrintRecord>().RunAsync(reader, new PrintRecordRequest(r.Id), token),
        })];
    }

    private static IReadOnlyList<ClauseKey> ClausesOf(string joined) => [.. ClauseTags.Split(joined)
        .Select(t => t[..2] switch { "I:" => new ClauseKey(Edition.Iso2013, t[2..]), "M:" => ClauseMap.OfManual(t[2..]), _ => (ClauseKey?)null }).OfType<ClauseKey>()];
}
