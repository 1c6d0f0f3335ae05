using Isms.Kernel.Data;
using Isms.Kernel.Ledger;
using Isms.Kernel.Settings;
using Isms.Kernel.Standards;

namespace Isms.Modules.Conformity.Questions;

/// <summary>One month of the system at work.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Changes">Entries of the ledger.</param>
/// <param name="Records">Pieces of evidence dated in it, as far as they were looked at.</param>
public sealed record RunningMonth(DateOnly Month, long Changes, int Records);

/// <summary>How long the system has been at work, against what bodies ask before stage 2.</summary>
/// <param name="Since">The day its documents took effect; null when nothing has yet.</param>
/// <param name="Basis">What that day was taken from, in the reader's language.</param>
/// <param name="ReadyOn">The first day on which enough months have passed.</param>
/// <param name="MonthsNeeded">As set.</param>
/// <param name="MonthsRunning">Whole months since.</param>
/// <param name="Ready">Enough months have passed, and the last of them all left records.</param>
/// <param name="Months">At most the latest 24.</param>
public sealed record RunningView(DateOnly? Since, string Basis, DateOnly? ReadyOn, int MonthsNeeded, int MonthsRunning, bool Ready, IReadOnlyList<RunningMonth> Months);

/// <summary>Counts the running time from the day on which the documents took effect, not from the first draft.</summary>
internal sealed class RunningTime(IsmsDbContext db, SettingsReader settings)
{
    private const int MostMonths = 24;

    /// <summary>What tells the effective date, the most telling first.</summary>
    private static readonly string[] Bases = ["release-order", "manual", "policy"];

    public async Task<RunningView> OfAsync(IReadOnlyList<JudgedEvidence> found, DateOnly today, CancellationToken ct)
    {
        var needed = await settings.NumberAsync(ConformityModule.RunningMonths, ct);
        if (First(found) is not { Item.Date: { } since } first)
            return new RunningView(null, "", null, needed, 0, false, []);
        var zone = await settings.TimeZoneAsync(ct);
        var start = new DateOnly(since.Year, since.Month, 1);
        var end = new DateOnly(today.Year, today.Month, 1);
        if (start.AddMonths(MostMonths - 1) < end)
            start = end.AddMonths(1 - MostMonths);
        var months = new List<RunningMonth>();
        var before = await LedgerTimes.LastBeforeAsync(db, LedgerTimes.StartOf(start, zone), ct);
        for (var month = start; month <= end; month = month.AddMonths(1))
        {
            var last = await LedgerTimes.LastBeforeAsync(db, LedgerTimes.StartOf(month.AddMonths(1), zone), ct);
            months.Add(new RunningMonth(month, last - before, found.Count(e => e.Item.Date is { } date && date.Year == month.Year && date.Month == month.Month && e.State != EvidenceState.InPreparation)));
            before = last;
        }
        var readyOn = since.AddMonths(needed);
        var whole = 0;
        while (since.AddMonths(whole + 1) <= today)
            whole++;
        var ready = readyOn <= today && months.TakeLast(needed + 1).All(m => m.Changes > 0 || m.Month == end);
        return new RunningView(since, $"{first.KindTitle} {first.Item.Number}".Trim(), readyOn, needed, whole, ready, months);
    }

    private static JudgedEvidence? First(IReadOnlyList<JudgedEvidence> found)
    {
        bool Dated(JudgedEvidence e) => e.Item.Date is not null && e.State != EvidenceState.InPreparation;
        foreach (var basis in Bases)
        {
            if (found.Where(e => e.Item.Kind == basis && Dated(e)).MinBy(e => e.Item.Date) is { } given)
                return given;
        }
        // Without any of them: the first thing that was signed.
        return found.Where(e => e.Item.Kind == "signatures" && Dated(e)).MinBy(e => e.Item.Date);
    }
}
