using System.Globalization;
using System.Text;
using Isms.Kernel.Access;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Isms.Modules.Communication;
using Isms.Modules.Disclosure;
using Isms.Modules.Disclosure.Exchange;
using Isms.Modules.Disclosure.Requests;
using Isms.Modules.Disclosure.Secrets;
using Isms.Modules.Disclosure.Transit;
using Isms.Modules.Secrecy;
using Microsoft.EntityFrameworkCore;

namespace Isms.Cli.Demo;

/// <summary>The demo company's secrets and exchange (XX-B-09, XX-A-04.01, XX-A-04.18): two secrets, one of them due for review, requests, transfers inside and outside, media with and without a receipt.</summary>
internal static class DemoSecrets
{
    public static async Task MakeAsync(DemoActors actors, CultureInfo culture, DemoPeople people, CancellationToken ct)
    {
        string Say(string key) => Phrase.In(culture, "demo.secrets." + key);
        await actors.AsSystemAsync<SeedChannels, Done>((o, a) => o.RunAsync(a, ct));
        var today = await actors.AsAsync<FindSecrets, DateOnly>("team", (_, actor) => Task.FromResult<Outcome<DateOnly>>(actor.Today));

        var pricing = await SecretAsync("team", "pricing", Classification.Confidential, "sales", 400);
        var design = await SecretAsync("leader", "design", Classification.Secret, "engineer", 20);
        await actors.AsAsync<AddSecretHolder, SecretHolderSaved>("sales", (o, a) => o.RunAsync(a, new AddSecretHolderRequest(pricing.Id, people.People["finance"], Say("agreement")), ct));
        await actors.AsAsync<AddSecretHolder, SecretHolderSaved>("engineer", (o, a) => o.RunAsync(a, new AddSecretHolderRequest(design.Id, people.People["staff"], Say("agreement")), ct));
        await RequestAsync("engineer", pricing.Number, RequestMode.Copy, 1, null);
        await RequestAsync("office", design.Number, RequestMode.View, 0, Office.GeneralManager);

        var channels = (await actors.AsAsync<ListChannels, ChannelList>("team", (o, a) => o.RunAsync(a, ct))).Items;
        Guid Channel(string key) => channels.Single(c => c.Name == Phrase.In(culture, "disclosure.channel." + key)).Id;
        var customer = await actors.ReadAsync(db => CommunicationViews.Contacts(db).Where(c => c.Kind == ContactKind.Customer && !c.Retired).Select(c => c.Id).FirstAsync(ct));
        await LogAsync("sales", new TransferFacts(Say("brochure"), Classification.Internal, Channel("mail"), customer, null, Say("buyer"), null, null, Say("brochure.purpose")));
        await LogAsync("office", new TransferFacts(Say("minutes"), Classification.Internal, Channel("vpn"), null, people.Departments["finance"], null, null, "TLS", Say("minutes.purpose")));
        var offer = await LogAsync("staff", new TransferFacts(Say("offer"), Classification.Confidential, Channel("mail"), customer, null, Say("buyer"), Say("agreement"), Say("encryption"), Say("offer.purpose")));
        await actors.SignAsync("staff", TransferApproval.KindName, offer.Id);
        await LogAsync("staff", new TransferFacts(Say("drawing"), Classification.Confidential, Channel("vpn"), customer, null, Say("buyer"), Say("agreement"), Say("encryption"), Say("offer.purpose")));

        var carrier = await actors.AsAsync<SaveCarrier, CarrierSaved>("team", (o, a) => o.RunAsync(a, new SaveCarrierRequest(null, 0, Say("carrier"), Say("carrier.reach"), Say("carrier.basis"), today.AddMonths(10)), ct));
        await actors.SignAsync("team", CarrierApproval.KindName, carrier.Id);
        var disk = await HandAsync("FQ-2107", "disk", 9, 5);
        await actors.AsAsync<ReceiveMedia, TransitSaved>("staff", (o, a) => o.RunAsync(a, new ReceiveMediaRequest(disk.Id, disk.Version, null, Say("buyer"), SealIntact: true, null), ct));
        await HandAsync("FQ-2113", "tape", 6, 2);
        await actors.AsSystemAsync<WatchDisclosure, DisclosureWatched>((o, a) => o.RunAsync(a, ct));

        async Task<SecretSaved> SecretAsync(string by, string key, Classification value, string owner, int days)
        {
            var department = people.Departments[owner == "sales" ? "sales" : "engineering"];
            var saved = await actors.AsAsync<SaveSecret, SecretSaved>(by, (o, a) => o.RunAsync(a, new SaveSecretRequest(null, 0, new SecretFacts(
                Say(key), value, department, people.People[owner], Say(key + ".place"), Say(key + ".reason"), today.AddDays(days))), ct));
            await actors.AsAsync<AddAttachment, AttachmentView>(by, (o, a) => o.RunAsync(a, new AddAttachmentRequest(SecretFiles.KindName, saved.Id, Say(key) + ".txt", new MemoryStream(Encoding.UTF8.GetBytes(Say(key + ".reason")))), ct));
            await actors.SignAsync(by, SecretApproval.KindName, saved.Id);
            return saved;
        }

        async Task RequestAsync(string by, string number, RequestMode mode, int copies, Office? leaveTo)
        {
            var asked = await actors.AsAsync<AskForSecret, SecretAsked>(by, (o, a) => o.RunAsync(a, new AskForSecretRequest(number, mode, Say("request.purpose"), copies, today.AddDays(14)), ct));
            await actors.SignAsync(by, RequestApproval.KindName, asked.Id, leaveTo);
        }

        Task<TransferSaved> LogAsync(string by, TransferFacts facts) => actors.AsAsync<LogTransfer, TransferSaved>(by, (o, a) => o.RunAsync(a, new LogTransferRequest(null, 0, facts), ct));

        Task<TransitSaved> HandAsync(string seal, string key, int handed, int expected) => actors.AsAsync<HandOverMedia, TransitSaved>("staff", (o, a) => o.RunAsync(a, new HandOverMediaRequest(
            Say(key), Classification.Internal, carrier.Id, customer, Say("buyer"), seal, null, today.AddDays(-handed), today.AddDays(-expected)), ct));
    }
}
