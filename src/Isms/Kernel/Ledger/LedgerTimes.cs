using Isms.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Ledger;

/// <summary>From days to places in the chain: the chain has no gaps, so two places also tell how much happened between them.</summary>
internal static class LedgerTimes
{
    /// <summary>The instant at which a day of the organization begins, UTC.</summary>
    public static DateTime StartOf(DateOnly day, TimeZoneInfo zone) => TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue), zone);

    /// <summary>Number of the last entry before an instant; 0 when there is none.</summary>
    public static Task<long> LastBeforeAsync(IsmsDbContext db, DateTime instant, CancellationToken ct) =>
        db.Ledger.Where(e => e.At < instant).OrderByDescending(e => e.At).ThenByDescending(e => e.Sequence).Select(e => e.Sequence).FirstOrDefaultAsync(ct);
}
