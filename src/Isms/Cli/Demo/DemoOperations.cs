using System.Globalization;
using Isms.Kernel.Text;
using Isms.Modules.Assets;
using Isms.Modules.Records;
using Isms.Modules.Records.Domain;
using Isms.Modules.Records.Filling;
using Isms.Modules.Records.Rules;
using Microsoft.EntityFrameworkCore;

namespace Isms.Cli.Demo;

/// <summary>
/// The demo company's registers and the day's running: backups, computers, addresses, rights, media, an emergency change. Most are in order; some are
/// overdue or missing, so that a visitor sees what the rules of the forms find.
/// </summary>
internal static class DemoOperations
{
    public static async Task MakeAsync(DemoActors actors, CultureInfo culture, DateOnly today, CancellationToken ct)
    {
        var forms = new DemoForms(actors, culture, today, ct);
        string Say(string key) => Phrase.In(culture, "demo.operation." + key);
        string Day(int fromToday) => today.AddDays(fromToday).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var assets = await actors.ReadAsync(db => db.Set<Asset>().OrderBy(a => a.Number).Select(a => new { a.Number, a.Name, a.CategoryCode }).ToListAsync(ct));
        string Asset(string category, int place = 0) => assets.Where(a => a.CategoryCode == category).Skip(place).Select(a => a.Number + " " + a.Name).First();
        var (notebooks, sales, code, accounts) = (Asset("HARD-LAP"), Asset("HARD-LAP", 1), Asset("DATA-SRC"), Asset("DATA-FIN"));
        var staff = Phrase.In(culture, "demo.post.employee");

        // Computers and their anti-virus: one up to date, one too old, one not there at all.
        foreach (var (computer, host, age) in new[] { (notebooks, "NB-DEV", 10), (sales, "NB-SALES", 2) })
        {
            await forms.SignedAsync("B-25-R01", "team", 30, ("no", computer), ("host", host), ("status", "在用"), ("user", staff), ("model", Say("notebook")));
            await forms.SignedAsync("B-25-R04", "team", 20, ("computer", computer), ("action", null), ("recheck", null));
            await forms.SignedAsync("B-27-R01", "team", age, ("computer", computer), ("dbDate", Day(-age)), ("version", "12.4"), ("realtime", "yes"));
        }

        // The network: a check that is overdue, an address without a request.
        var baseline = (await forms.SignedAsync("B-24-R02", "team", 90, ("type", Say("switch")), ("version", "V1.2"))).Number;
        foreach (var (device, ip, age) in new[] { (Asset("HARD-NET"), "10.0.0.1", 190), (Asset("HARD-FW"), "10.0.0.254", 60) })
        {
            await forms.SignedAsync("B-24-R01", "team", 90, ("deviceNo", device), ("ip", ip), ("baseline", baseline), ("owner", staff), ("location", Say("room")));
            await forms.SignedAsync("B-24-R04", "team", age, ("device", device), ("baseline", baseline));
            await forms.SignedAsync("B-24-R05", "team", 12, ("device", device), ("at", Day(-12) + " 02:00"));
        }
        var joining = (await forms.SignedAsync("B-24-R07", "staff", 20, ("mac", "00:1A:2B:00:00:21"), ("device", "NB-DEV"))).Number;
        await forms.SignedAsync("B-24-R06", "team", 19, ("ip", "10.0.1.21"), ("mac", "00:1A:2B:00:00:21"), ("user", staff), ("request", joining), ("released", null));
        await forms.SignedAsync("B-24-R06", "team", 4, ("ip", "10.0.1.77"), ("mac", "00:1A:2B:00:00:77"), ("user", staff), ("request", null), ("released", null));

        // Backups: daily runs in order, a weekly one missed, a restore test.
        foreach (var (item, cycle, age) in new[] { (code, "每日", 1), (accounts, "每周", 9) })
        {
            await forms.SignedAsync("B-12-R01", "team", 60, ("item", item), ("cycle", cycle), ("owner", staff));
            await forms.SignedAsync("B-12-R02", "team", age, ("rule", item), ("at", Day(-age) + " 01:00"), ("result", "成功"));
        }
        await forms.SignedAsync("B-12-R04", "team", 40, ("rule", code), ("date", Day(-40)), ("result", "成功"), ("duration", Say("duration")));

        // Rights: a grant from its request, a privileged account that runs out soon.
        var system = Asset("SOFT-APP");
        await forms.SignedAsync("B-29-R01", "team", 80, ("system", system));
        var request = (await forms.SignedAsync("B-29-R02", "staff", 15, ("person", staff), ("system", system), ("kind", "新增"))).Number;
        await forms.SignedAsync("B-29-R03", "team", 0, ("request", request), ("person", staff), ("system", system), ("account", "zhang.dev"), ("granted", Day(0)), ("revoked", null));
        await forms.SignedAsync("B-29-R05", "team", 60, ("system", system), ("account", "root"), ("until", Day(10)), ("withdrawn", null));
        await forms.SignedAsync("B-27-R05", "team", 60, ("name", Say("macro")), ("kind", "Office宏"), ("until", Day(20)), ("stopped", null));
        var mailbox = (await forms.SignedAsync("B-26-R01", "staff", 50, ("person", staff))).Number;
        await forms.SignedAsync("B-26-R02", "team", 49, ("address", "support@example.com"), ("kind", "公共"), ("owner", staff), ("request", mailbox), ("closed", null));

        // A medium that did not come back, a facility bought without asking.
        var medium = (await forms.SignedAsync("B-28-R01", "team", 100, ("type", "移动硬盘"), ("status", "在用"), ("owner", staff))).Number;
        await forms.SignedAsync("B-28-R03", "team", 12, ("media", medium), ("borrower", staff), ("out", Day(-12)), ("due", Day(-3)), ("in", null), ("wiped", null));
        await forms.SignedAsync("B-30-R03", "team", 5, ("no", Asset("HARD-UTIL")), ("name", Say("ups")), ("status", "在用"), ("request", null));

        // An emergency change: begun yesterday evening, approved today, within the two days.
        var change = await forms.DraftAsync("B-33-R01", "staff", 1, ("kind", "网络"), ("change", Say("change")), ("reason", Say("change-reason")), ("urgent", "yes"), ("plannedAt", Day(-1) + " 20:00"), ("risk", Say("change-risk")), ("rollback", Say("change-rollback")));
        await forms.SignedAsync("B-33-R03", "team", 1, ("change", change.Number), ("at", Day(-1) + " 20:30"), ("result", "成功"));
        await forms.SignAsync("staff", change);
        var action = await forms.DraftAsync("B-04-R01", "team", 6, ("fact", Say("fact")), ("due", Day(5)), ("result", null), ("verified", null), ("verifier", null));
        await forms.SignAsync("team", action);

        await actors.AsSystemAsync<KeepWatch, WatchKept>((o, a) => o.RunAsync(a, ct));
    }

    /// <summary>Fills in and signs forms as the demo's people.</summary>
    private sealed class DemoForms(DemoActors actors, CultureInfo culture, DateOnly today, CancellationToken ct)
    {
        public async Task<RecordSaved> SignedAsync(string code, string by, int daysAgo, params (string Key, string? Text)[] said)
        {
            var record = await DraftAsync(code, by, daysAgo, said);
            await SignAsync(by, record);
            return record;
        }

        public Task SignAsync(string by, RecordSaved record) => actors.SignAsync(by, RecordApproval.KindName, record.Id);

        public async Task<RecordSaved> DraftAsync(string code, string by, int daysAgo, params (string Key, string? Text)[] said)
        {
            var form = await actors.ReadAsync(db => db.Set<RecordForm>().Where(f => f.Code == code).Select(f => new { f.Id, f.CurrentId }).SingleAsync(ct));
            var definition = FormDefinition.Parse(await actors.ReadAsync(db => db.Set<FormVersion>().Where(v => v.Id == form.CurrentId).Select(v => v.Definition).SingleAsync(ct)));
            var facts = await DemoRecords.FactsAsync(actors, definition, culture, today.AddDays(-daysAgo), ct);
            var fields = new Dictionary<string, FilledField>(facts.Fields);
            foreach (var (key, text) in said)
            {
                if (text is null)
                    fields.Remove(key);
                else
                    fields[key] = new FilledField(text);
            }
            return await actors.AsAsync<CreateRecord, RecordSaved>(by, (o, a) => o.RunAsync(a, new CreateRecordRequest(form.Id, facts with { Fields = fields }), ct));
        }
    }
}
