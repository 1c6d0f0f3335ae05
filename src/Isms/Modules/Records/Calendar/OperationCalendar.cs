using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Hosting;
using Isms.Kernel.Standards;
using Isms.Modules.Records.Domain;

namespace Isms.Modules.Records.Calendar;

/// <summary>An activity that recurs every year, from <c>catalogs/operations.tsv</c>.</summary>
/// <param name="Form">Code of the form that records it.</param>
/// <param name="From">First day of its first period, month and day.</param>
/// <param name="To">Last day of its first period; later periods follow at the interval.</param>
/// <param name="EachDepartment">True when every department does it.</param>
internal sealed record CalendarActivity(
    string Code, Phase Phase, string Clause, FormFrequency Interval, (int Month, int Day) From, (int Month, int Day) To, Bilingual Titles, string Form, Office Office, bool EachDepartment);

/// <summary>One time that an activity falls due.</summary>
internal sealed record Occurrence(DateOnly StartsOn, DateOnly DueOn);

/// <summary>The customary year of an ISMS: what is done when, by whom, with which record.</summary>
internal static class OperationCalendar
{
    private static readonly Lazy<IReadOnlyList<CalendarActivity>> Loaded = new(() => [.. Tsv.Read("operations.tsv").Select(r => new CalendarActivity(
        r["code"], r.Word<Phase>("phase"), r["clause"], r.Word<FormFrequency>("interval"), MonthDay(r["from"]), MonthDay(r["to"]), r.Both("title"), r["forms"],
        FormRoles.OfficeOf(r["owner"]) ?? throw r.Bad("owner", "has no office"), r["each"] == "department"))]);

    public static IReadOnlyList<CalendarActivity> All => Loaded.Value;

    /// <summary>When the activity falls due in a year.</summary>
    public static IEnumerable<Occurrence> In(CalendarActivity activity, int year)
    {
        var start = new DateOnly(year, activity.From.Month, activity.From.Day);
        var end = new DateOnly(year, activity.To.Month, Math.Min(activity.To.Day, DateTime.DaysInMonth(year, activity.To.Month)));
        switch (activity.Interval)
        {
            case FormFrequency.Daily:
                for (var day = new DateOnly(year, 1, 1); day.Year == year; day = day.AddDays(1))
                    yield return new Occurrence(day, day);
                break;
            case FormFrequency.Weekly:
                // Weeks begin on Monday; the one that holds 1 January belongs to the year before.
                for (var day = FirstMonday(year); day.Year == year; day = day.AddDays(7))
                    yield return new Occurrence(day, day.AddDays(6));
                break;
            default:
                var step = activity.Interval switch { FormFrequency.Monthly => 1, FormFrequency.Quarterly => 3, FormFrequency.HalfYearly => 6, _ => 12 };
                for (var month = 0; start.AddMonths(month).Year == year; month += step)
                    yield return new Occurrence(start.AddMonths(month), EndOf(end, month));
                break;
        }
    }

    // A period that ends with its month ends with the later month too.
    private static DateOnly EndOf(DateOnly end, int months)
    {
        var later = end.AddMonths(months);
        return end.Day == DateTime.DaysInMonth(end.Year, end.Month) ? new DateOnly(later.Year, later.Month, DateTime.DaysInMonth(later.Year, later.Month)) : later;
    }

    private static DateOnly FirstMonday(int year)
    {
        var day = new DateOnly(year, 1, 1);
        while (day.DayOfWeek != DayOfWeek.Monday)
            day = day.AddDays(1);
        return day;
    }

    private static (int Month, int Day) MonthDay(string text)
    {
        var parts = text.Split('-');
        return (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
