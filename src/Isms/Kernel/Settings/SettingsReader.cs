using System.Collections.Concurrent;
using System.Globalization;
using Isms.Kernel.Data;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Settings;

/// <summary>
/// The settings in force. Read from the database at most every five seconds per process (and at once after a change in this one),
/// so a page does not pay for them and another node's change arrives by itself.
/// </summary>
internal sealed class SettingsReader(IsmsDbContext db, TimeProvider time, KeptSecrets secrets)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);
    private static readonly ConcurrentDictionary<string, (DateTime At, Dictionary<string, string> Values)> Cache = new(StringComparer.Ordinal);

    private string Database => db.Database.GetConnectionString() ?? "";

    public async Task<string> TextAsync(Setting setting, CancellationToken ct) =>
        (await ValuesAsync(ct)).GetValueOrDefault(setting.Key, setting.Default);

    public async Task<int> NumberAsync(Setting setting, CancellationToken ct) =>
        int.Parse(await TextAsync(setting, ct), CultureInfo.InvariantCulture);

    /// <summary>A secret in clear, for use and never for showing; null when none is set.</summary>
    public async Task<string?> SecretAsync(Setting setting, CancellationToken ct) => secrets.Open(await TextAsync(setting, ct));

    /// <summary>Call after settings were saved.</summary>
    public void Forget() => Cache.TryRemove(Database, out _);

    /// <summary>Today in the organization's time zone.</summary>
    public async Task<DateOnly> TodayAsync(CancellationToken ct) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(time.Instant(), await TimeZoneAsync(ct)));

    public async Task<TimeZoneInfo> TimeZoneAsync(CancellationToken ct) =>
        TimeZoneInfo.FindSystemTimeZoneById(await TextAsync(KernelSettings.TimeZone, ct));

    private async Task<Dictionary<string, string>> ValuesAsync(CancellationToken ct)
    {
        var now = time.Instant();
        if (Cache.TryGetValue(Database, out var cached) && now - cached.At < Freshness && now >= cached.At)
            return cached.Values;
        var values = await db.Set<SettingValue>().AsNoTracking().ToDictionaryAsync(s => s.Key, s => s.Value, StringComparer.Ordinal, ct);
        Cache[Database] = (now, values);
        return values;
    }
}

/// <summary>Settings every process needs.</summary>
internal static class KernelSettings
{
    /// <summary>The organization's name, on every page and document.</summary>
    public static readonly Setting OrganizationName = Setting.Text("kernel.organization-name", "", 100);
    public static readonly Setting NumberPrefix = Setting.Text("kernel.number-prefix", "", 10);
    public static readonly Setting Language = Setting.Choice("kernel.language", "zh-CN", "zh-CN", "en");

    /// <summary>IANA name.</summary>
    public static readonly Setting TimeZone = Setting.Text("kernel.time-zone", "Asia/Shanghai", 60, 1);

    /// <summary>Wrong passwords before the account is locked.</summary>
    public static readonly Setting LockoutFailures = Setting.Number("kernel.lockout-failures", 5, 3, 20);
    public static readonly Setting LockoutMinutes = Setting.Number("kernel.lockout-minutes", 15, 1, 1440);
    public static readonly Setting PasswordLength = Setting.Number("kernel.password-length", 10, 8, 64);

    /// <summary>How many of the last passwords, the present one included, may not be taken again.</summary>
    public static readonly Setting PasswordHistory = Setting.Number("kernel.password-history", 5, 0, 24);

    /// <summary>Days after which another password must be chosen; 0 for never.</summary>
    public static readonly Setting PasswordDays = Setting.Number("kernel.password-days", 0, 0, 730);

    /// <summary>Minutes without a request after which a session ends.</summary>
    public static readonly Setting SessionIdleMinutes = Setting.Number("kernel.session-idle-minutes", 60, 5, 1440);

    /// <summary>Offices that must use a second factor: the administrations, the management representative and the general manager, or nobody.</summary>
    public static readonly Setting SecondFactor = Setting.Choice("kernel.second-factor", "offered", "offered", "required");

    /// <summary>Days after the due date at which an overdue duty is brought to the management representative.</summary>
    public static readonly Setting EscalationDays = Setting.Number("kernel.escalation-days", 3, 0, 60);

    /// <summary>Days given to sign a step of an approval.</summary>
    public static readonly Setting ApprovalDays = Setting.Number("kernel.approval-days", 5, 1, 60);

    /// <summary>Whether a step that only the submitter could sign goes to the next office up: the management representative, then the general manager.</summary>
    public static readonly Setting ApprovalUpwards = Setting.Choice("kernel.approval-upwards", "yes", "yes", "no");

    /// <summary>Hours for which a repeated request of the API with the same Idempotency-Key is answered as the first was.</summary>
    public static readonly Setting IdempotencyHours = Setting.Number("kernel.idempotency-hours", 24, 1, 168);

    /// <summary>Days for which the ledger is promised to be readable online. Nothing deletes it: the chain stays whole.</summary>
    public static readonly Setting LedgerDays = Setting.Number("kernel.ledger-days", 1095, 180, 36500);

    /// <summary>Names of other companies, by commas, that must not be left in the organization's papers.</summary>
    public static readonly Setting ForeignNames = Setting.Text("kernel.foreign-names", "", 2000);

    public static IReadOnlyList<Setting> All { get; } =
    [
        OrganizationName, NumberPrefix, Language, TimeZone, LockoutFailures, LockoutMinutes, PasswordLength, PasswordHistory, PasswordDays,
        SessionIdleMinutes, SecondFactor, EscalationDays, ApprovalDays, ApprovalUpwards, IdempotencyHours, LedgerDays, ForeignNames,
    ];
}
