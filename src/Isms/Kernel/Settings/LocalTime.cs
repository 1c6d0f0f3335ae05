namespace Isms.Kernel.Settings;

/// <summary>Stored instants as the organization's clocks show them.</summary>
internal static class LocalTime
{
    public static DateTimeOffset In(this DateTime utc, TimeZoneInfo zone) => TimeZoneInfo.ConvertTime(new DateTimeOffset(utc, TimeSpan.Zero), zone);
}
