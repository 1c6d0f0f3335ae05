using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Overview;
using Isms.Kernel.Registers;
using Isms.Kernel.Search;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Disclosure.Exchange;
using Isms.Modules.Disclosure.Requests;
using Isms.Modules.Disclosure.Secrets;
using Isms.Modules.Disclosure.Transit;
using Isms.Ui;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Disclosure;

/// <summary>The register of secrets, the requests for them, transfers and media in transit: what of them the reader may know.</summary>
internal sealed class DisclosureEvidence(IsmsDbContext db) : IContribute<EvidenceAsked, EvidenceItem>
{
    public async Task<IReadOnlyList<EvidenceItem>> AnswerAsync(Actor actor, EvidenceAsked question, CancellationToken ct)
    {
        if (!actor.ReachOf(DisclosurePermissions.ReadSecrets).All)
            return [];
        var found = new List<EvidenceItem>();
        var secrets = await SecretRegister.Rows(db, actor).CountAsync(s => s.State == SecretState.Protected || s.State == SecretState.Released, ct);
        if (secrets > 0)
        {
            found.Add(new EvidenceItem("trade-secrets", "", Phrase.In(actor.Culture, "disclosure.secret-list"), EvidenceState.Live, DisclosurePaths.Secrets)
            {
                Date = actor.Today, Count = secrets, Open = (services, reader, token) => services.GetRequiredService<ExportSecrets>().RunAsync(reader, new RegisterQuery(), token),
            });
        }
        var requests = await SecretRequestRegister.Rows(db, actor).Where(r => r.State == PaperState.Granted || r.State == PaperState.InApproval).OrderByDescending(r => r.Number).Take(question.Most).ToListAsync(ct);
        found.AddRange(requests.Select(r => new EvidenceItem("secret-request", r.Number, $"{r.Secret} {r.Person}", r.State == PaperState.Granted ? EvidenceState.Live : EvidenceState.InPreparation, DisclosurePaths.Request(r.Id))
        {
            Date = r.Until < actor.Today ? r.Until : actor.Today, Open = (services, reader, token) => services.GetRequiredService<ExportSecretRequest>().RunAsync(reader, r.Id, token),
        }));
        var transfers = await TransferRegister.Rows(db, actor).Where(t => t.SentOn != null).GroupBy(t => 1).Select(g => new { Count = g.Count(), Last = g.Max(t => t.SentOn) }).SingleOrDefaultAsync(ct);
        if (transfers is not null)
        {
            found.Add(new EvidenceItem("information-exchange", "", Phrase.In(actor.Culture, "disclosure.transfer-list"), EvidenceState.Live, DisclosurePaths.Transfers)
            {
                Date = transfers.Last, Count = transfers.Count, Open = (services, reader, token) => services.GetRequiredService<ExportTransfers>().RunAsync(reader, new RegisterQuery(), token),
            });
        }
        var transits = await TransitRegister.Rows(db, actor).GroupBy(t => 1).Select(g => new { Count = g.Count(), Last = g.Max(t => t.HandedOverOn) }).SingleOrDefaultAsync(ct);
        if (transits is not null)
        {
            found.Add(new EvidenceItem("media-transit", "", Phrase.In(actor.Culture, "disclosure.transit-list"), EvidenceState.Live, DisclosurePaths.Transits)
            {
                Date = transits.Last, Count = transits.Count, Open = (services, reader, token) => services.GetRequiredService<ExportTransits>().RunAsync(reader, new RegisterQuery(), token),
            });
        }
        return found;
    }
}

/// <summary>How many secrets there are, which expired, and which media are missing.</summary>
internal sealed class DisclosureOverview(IsmsDbContext db) : IContribute<OverviewQuestion, OverviewTile>
{
    public async Task<IReadOnlyList<OverviewTile>> AnswerAsync(Actor actor, OverviewQuestion question, CancellationToken ct)
    {
        if (!actor.May(DisclosurePermissions.ReadSecrets))
            return [];
        var secrets = await SecretRegister.Rows(db, actor).Where(s => s.State == SecretState.Protected).GroupBy(s => s.Expired).Select(g => new { Expired = g.Key, Count = g.Count() }).ToListAsync(ct);
        var (expired, all) = (secrets.Where(s => s.Expired).Sum(s => s.Count), secrets.Sum(s => s.Count));
        var missing = await TransitRegister.Rows(db, actor).CountAsync(t => t.State == "missing", ct);
        return
        [
            new OverviewTile(Phase.Do, Phrase.Of("disclosure.overview-secrets"), Display.Count(all), DisclosurePaths.Secrets + "?filter.state=Protected")
            {
                Tone = expired > 0 ? Tone.Bad : Tone.Neutral, Note = expired > 0 ? Phrase.Of("disclosure.overview-expired", expired) : Phrase.Of("disclosure.overview-in-period"),
            },
            new OverviewTile(Phase.Do, Phrase.Of("disclosure.overview-missing"), Display.Count(missing), DisclosurePaths.Transits + "?filter.state=missing")
            {
                Tone = missing > 0 ? Tone.Bad : Tone.Good, Note = Phrase.Of(missing > 0 ? "disclosure.overview-ask" : "disclosure.overview-none-missing"),
            },
        ];
    }
}

/// <summary>Secrets and transfers by number and title, for the search over everything; only what the reader may know of.</summary>
internal sealed class SecretsFound(IsmsDbContext db) : IContribute<SearchQuestion, SearchHit>
{
    public async Task<IReadOnlyList<SearchHit>> AnswerAsync(Actor actor, SearchQuestion question, CancellationToken ct)
    {
        if (!actor.May(DisclosurePermissions.See))
            return [];
        var secrets = SecretRegister.Rows(db, actor);
        var transfers = TransferRegister.Rows(db, actor);
        foreach (var pattern in question.Patterns)
        {
            secrets = secrets.Where(s => EF.Functions.Like((s.Number + " " + s.Title).ToLower(), pattern, "\\"));
            transfers = transfers.Where(t => EF.Functions.Like((t.Number + " " + t.Title).ToLower(), pattern, "\\"));
        }
        return
        [
            .. (await secrets.OrderBy(s => s.Number).Take(question.Most).Select(s => new { s.Id, s.Number, s.Title, s.Department }).ToListAsync(ct))
                .Select(s => new SearchHit("disclosure.entity.disclosure_secrets", s.Number, s.Title, s.Department, DisclosurePaths.Secret(s.Id), question.ListAt(DisclosurePaths.Secrets))),
            .. (await transfers.OrderByDescending(t => t.Number).Take(question.Most).Select(t => new { t.Id, t.Number, t.Title, t.To }).ToListAsync(ct))
                .Select(t => new SearchHit("disclosure.entity.disclosure_transfers", t.Number, t.Title, t.To, DisclosurePaths.Transfer(t.Id), question.ListAt(DisclosurePaths.Transfers))),
        ];
    }
}
