using System.Globalization;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Ledger;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Hosting.Setup;

/// <summary>
/// Looks at an instance from all sides, as long as it takes: what <see cref="HealthReport"/> sees, and besides the ledger's chain, the triggers,
/// the vault, clock, time zone, settings and fonts.
/// </summary>
internal sealed class Diagnosis(IsmsDbContext db, HealthReport health, LedgerCheck ledger, SettingsReader settings, Catalogue catalogue, IFileVault vault, TimeProvider time)
{
    /// <summary>Files read through and compared with their hash: the newest ones.</summary>
    private const int FilesRead = 200;

    private static readonly TimeSpan MostClockDifference = TimeSpan.FromSeconds(5);

    private static readonly string[] FontFolders =
    [
        "/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts",
        Environment.GetFolderPath(Environment.SpecialFolder.Fonts), Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".fonts"),
    ];

    private static readonly string[] ChineseFonts =
        ["cjk", "wqy", "simsun", "simhei", "simkai", "simfang", "msyh", "sourcehan", "notosanssc", "notoserifsc", "uming", "ukai", "droidsansfallback", "pingfang", "songti", "stheiti", "deng"];

    public async Task<IReadOnlyList<HealthCheck>> ReadAsync(CancellationToken ct)
    {
        var checks = (await health.ReadAsync(ct)).ToList();
        checks.Add(Fonts());
        // Without its tables there is nothing more to look at.
        if (checks.Any(c => c is { Fine: false, Name: "database" or "migrations" }))
            return checks;
        checks.Add(await TriggersAsync(ct));
        checks.Add(await LedgerAsync(ct));
        checks.Add(await VaultAsync(ct));
        checks.Add(await ClockAsync(ct));
        var values = await db.Set<SettingValue>().AsNoTracking().ToListAsync(ct);
        checks.Add(await TimeZoneAsync(values, ct));
        checks.Add(Values(values));
        return checks;
    }

    private static HealthCheck Fonts()
    {
        var found = FontFolders.Where(f => f.Length > 0 && Directory.Exists(f))
            .SelectMany(f => Directory.EnumerateFiles(f, "*.*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }))
            .Select(f => Path.GetFileName(f)).FirstOrDefault(f => ChineseFonts.Any(c => f.Replace("-", "", StringComparison.Ordinal).Contains(c, StringComparison.OrdinalIgnoreCase)));
        return new("fonts", found is not null, false, found ?? "");
    }

    private async Task<HealthCheck> TriggersAsync(CancellationToken ct)
    {
        var wanted = LedgerTriggers.For(db.Kind).Concat(SignatureTriggers.For(db.Kind)).Select(NameOf).OfType<string>().ToList();
        var sql = db.Kind == DatabaseKind.Sqlite
            ? "SELECT name AS \"Value\" FROM sqlite_master WHERE type = 'trigger'"
            : "SELECT tgname::text AS \"Value\" FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'";
        var there = await db.Database.SqlQueryRaw<string>(sql).ToListAsync(ct);
        var missing = wanted.Except(there, StringComparer.Ordinal).ToList();
        return new("triggers", missing.Count == 0, true, string.Join(", ", missing));
    }

    private static string? NameOf(string statement)
    {
        var words = statement.Split(' ');
        var at = Array.IndexOf(words, "TRIGGER");
        if (at < 0)
            return null;
        return words[at + 1] == "IF" ? words[at + 4] : words[at + 1];
    }

    private async Task<HealthCheck> LedgerAsync(CancellationToken ct)
    {
        var report = await ledger.RunAsync(ct);
        var detail = report.Entries.ToString(CultureInfo.InvariantCulture)
            + string.Concat(report.Findings.Take(5).Select(f => $"; {Phrase.Of(f.Code)} {f.Sequence} {f.EntityType} {f.EntityId}"));
        return new("ledger", report.Intact, true, detail);
    }

    private async Task<HealthCheck> VaultAsync(CancellationToken ct)
    {
        var hashes = await db.Set<StoredFile>().OrderByDescending(f => f.StoredAt).ThenBy(f => f.Sha256).Select(f => f.Sha256).Take(FilesRead).ToListAsync(ct);
        var bad = new List<string>();
        try
        {
            foreach (var hash in hashes)
            {
                await using var file = await vault.OpenAsync(hash, ct);
                if (file is null)
                    bad.Add(hash[..12]);
            }
        }
        catch (VaultUnavailableException e)
        {
            return new("vault", false, true, e.Message);
        }
        return new("vault", bad.Count == 0, true, bad.Count == 0 ? vault.Place : string.Join(", ", bad));
    }

    private async Task<HealthCheck> ClockAsync(CancellationToken ct)
    {
        var now = time.Instant();
        var last = await db.Ledger.OrderByDescending(e => e.Sequence).Select(e => (DateTime?)e.At).FirstOrDefaultAsync(ct) ?? now;
        var difference = last - now;
        if (db.Kind == DatabaseKind.Postgres)
        {
            var there = await db.Database.SqlQueryRaw<double>("SELECT extract(epoch FROM clock_timestamp())::float8 AS \"Value\"").SingleAsync(ct);
            var apart = TimeSpan.FromSeconds(there - (time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds).Duration();
            difference = apart > difference ? apart : difference;
        }
        return new("clock", difference <= MostClockDifference, true, now.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC");
    }

    private async Task<HealthCheck> TimeZoneAsync(List<SettingValue> values, CancellationToken ct)
    {
        var zone = values.Find(v => v.Key == KernelSettings.TimeZone.Key)?.Value ?? await settings.TextAsync(KernelSettings.TimeZone, ct);
        return new("time-zone", TimeZones.IsKnown(zone), true, zone);
    }

    private HealthCheck Values(List<SettingValue> values)
    {
        var wrong = values.Where(v => !catalogue.Settings.TryGetValue(v.Key, out var setting) || (setting.Kind != SettingKind.Secret && !setting.Accepts(v.Value))).Select(v => v.Key).ToList();
        return new("settings", wrong.Count == 0, true, string.Join(", ", wrong));
    }
}
