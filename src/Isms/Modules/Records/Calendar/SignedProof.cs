using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Signals;
using Isms.Kernel.Signing;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records.Calendar;

/// <summary>What other processes had signed is proof of their sub-processes; which proves which stands in <c>catalogs/coverage.tsv</c>.</summary>
internal sealed class SignedProof(IsmsDbContext db) : IContribute<CoverageAsked, CoverageFound>
{
    private const string Approvals = "/approvals";

    private static readonly Lazy<ILookup<string, string>> Clauses = new(() => Tsv.Read("coverage.tsv").ToLookup(r => r["kind"], r => r["clause"], StringComparer.Ordinal));

    public async Task<IReadOnlyList<CoverageFound>> AnswerAsync(Actor actor, CoverageAsked question, CancellationToken ct)
    {
        var since = question.Since.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var kinds = Clauses.Value.Select(c => c.Key).ToList();
        var found = await db.Set<Approval>().Where(a => a.State == ApprovalState.Approved && a.EndedAt >= since && kinds.Contains(a.Kind))
            .GroupBy(a => a.Kind).Select(g => new { g.Key, Count = g.Count(), Last = g.Max(a => a.EndedAt) }).ToListAsync(ct);
        return [.. found.SelectMany(f => Clauses.Value[f.Key].Select(clause =>
            new CoverageFound(clause, Phrase.Kin("approval", f.Key), Approvals, f.Count, f.Last is { } last ? DateOnly.FromDateTime(last) : null)))];
    }
}
