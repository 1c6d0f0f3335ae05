using System.Globalization;
using Isms.Kernel.Text;

namespace Isms.Modules.Objectives.Domain;

/// <summary>A stretch of the calendar that one result stands for: a month, a quarter, half a year or a year.</summary>
/// <param name="Start">Its first day.</param>
/// <param name="End">Its last day.</param>
public readonly record struct MeasurePeriod(Frequency Frequency, DateOnly Start, DateOnly End)
{
    /// <summary>The period of this length in which the day lies.</summary>
    public static MeasurePeriod Of(Frequency frequency, DateOnly day)
    {
        var months = Months(frequency);
        var start = new DateOnly(day.Year, (day.Month - 1) / months * months + 1, 1);
        return new MeasurePeriod(frequency, start, start.AddMonths(months).AddDays(-1));
    }

    /// <summary>The one right after.</summary>
    public MeasurePeriod Next => Of(Frequency, End.AddDays(1));

    /// <summary>The one right before.</summary>
    public MeasurePeriod Before => Of(Frequency, Start.AddDays(-1));

    /// <summary>The last one that is over on this day.</summary>
    public static MeasurePeriod LastEnded(Frequency frequency, DateOnly today) => Of(frequency, today).Before;

    /// <summary>All from the one with the first day on that ended before <paramref name="today"/>, earliest first.</summary>
    public static IEnumerable<MeasurePeriod> Ended(Frequency frequency, DateOnly from, DateOnly today)
    {
        for (var period = Of(frequency, from); period.End < today; period = period.Next)
            yield return period;
    }

    /// <summary>Such as 2026年第1季度.</summary>
    public string Name(CultureInfo culture) => Phrase.In(culture, "objectives.period." + Frequency, Start.Year, (Start.Month - 1) / Months(Frequency) + 1);

    /// <summary>Such as 2026-Q1, for narrow places.</summary>
    public string ShortName => Frequency switch
    {
        Frequency.Month => Start.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        Frequency.Quarter => string.Create(CultureInfo.InvariantCulture, $"{Start.Year}-Q{(Start.Month - 1) / 3 + 1}"),
        Frequency.HalfYear => string.Create(CultureInfo.InvariantCulture, $"{Start.Year}-H{(Start.Month - 1) / 6 + 1}"),
        _ => Start.Year.ToString(CultureInfo.InvariantCulture),
    };

    private static int Months(Frequency frequency) => frequency switch { Frequency.Month => 1, Frequency.Quarter => 3, Frequency.HalfYear => 6, _ => 12 };
}
