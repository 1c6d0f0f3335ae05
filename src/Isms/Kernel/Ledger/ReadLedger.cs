using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Kernel.Settings;

namespace Isms.Kernel.Ledger;

/// <summary>The audit trail, page by page, latest first. The filter <c>at</c> takes days of the organization's calendar, one or <c>from..to</c>.</summary>
internal sealed class ReadLedger(IsmsDbContext db, SettingsReader settings)
{
    public async Task<Outcome<RegisterPage<LedgerRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.Ledger) is { } no)
            return no;
        return await LedgerRegister.Definition.PageAsync(LedgerRegister.Rows(db), InInstants(query, await settings.TimeZoneAsync(ct)), ct);
    }

    /// <summary>The same question with the days of its filter as instants.</summary>
    internal static RegisterQuery InInstants(RegisterQuery query, TimeZoneInfo zone) => query.Filters.TryGetValue("at", out var days)
        ? query with { Filters = new Dictionary<string, string>(query.Filters, StringComparer.Ordinal) { ["at"] = Instants(days, zone) } }
        : query;

    private static string Instants(string days, TimeZoneInfo zone)
    {
        var ends = days.Split("..", 2);
        return Start(ends[0], 0) + ".." + Start(ends[^1], 1);

        // The last day counts whole: up to the last millisecond before the next.
        string Start(string day, int after) => DateOnly.TryParse(day, CultureInfo.InvariantCulture, out var date)
            ? TimeZoneInfo.ConvertTimeToUtc(date.AddDays(after).ToDateTime(TimeOnly.MinValue), zone).AddMilliseconds(-after).ToString("O", CultureInfo.InvariantCulture)
            : "";
    }
}
