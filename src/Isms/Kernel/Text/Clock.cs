namespace Isms.Kernel.Text;

/// <summary>The time as the product stores it.</summary>
internal static class Clock
{
    /// <summary>Now, UTC, cut to the millisecond: both databases keep that much, so what is hashed is what is read back.</summary>
    public static DateTime Instant(this TimeProvider time)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return new DateTime(now.Ticks - now.Ticks % TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);
    }
}
