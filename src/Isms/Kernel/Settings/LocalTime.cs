namespace Isms.Kernel.Settings;

/// <summary>Stored instants as the organization's clocks show them.</summary>
internal static class LocalTime
{
    /// <summary>The day on which it happened.</summary>
    public static DateOnly DayIn(this DateTime utc, TimeZoneInfo zone) => DateOnly.FromDateTime(utc.In(zone).DateTime);

    public static DateTimeOffset In(this DateTime utc, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(new DateTimeOffset(utc, TimeSpan.Zero), zone);
}
