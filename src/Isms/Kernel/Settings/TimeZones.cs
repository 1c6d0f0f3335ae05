namespace Isms.Kernel.Settings;

/// <summary>Time zones by their IANA names.</summary>
internal static class TimeZones
{
    public static bool IsKnown(string name) => name.Contains('/', StringComparison.Ordinal) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _);

    /// <summary>All that this machine knows, by name.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id).Where(IsKnown).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
