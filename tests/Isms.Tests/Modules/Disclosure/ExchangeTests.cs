using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Work;
using Isms.Modules.Communication;
using Isms.Modules.Communication.Contacts;
using Isms.Modules.Disclosure;
using Isms.Modules.Disclosure.Exchange;
using Isms.Modules.Disclosure.Transit;
using Isms.Modules.Secrecy;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Disclosure;

/// <summary>Information and media that leave (XX-A-04.01, XX-A-04.18).</summary>
public sealed class ExchangeTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP5-A-04.01")]
    public async Task What_is_secret_goes_outside_only_encrypted_approved_and_to_a_named_receiver(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var (party, mail, chat) = await RulesAsync(scene);
        var sender = scene.EngineeringHead;
        var facts = new TransferFacts("投标方案", Classification.Confidential, mail, party, null, "采购经理", "NDA-2026-03", null, "投标");
        var plain = await sender.Client.PostAsJsonAsync("/api/v1/information-transfers", new { title = "投标方案", @class = "confidential", channelId = mail, contactId = party, receiver = "采购经理", agreement = "NDA-2026-03", purpose = "投标" });
        plain.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await plain.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe(["encryption"]);
        (await TryAsync(scene, sender, facts)).Refusal!.Fields.Select(f => (f.Field, f.Code)).ShouldBe([("encryption", "disclosure.unencrypted")]);
        (await TryAsync(scene, sender, facts with { Encryption = "SM4", Receiver = null })).Refusal!.Fields.Single().Code.ShouldBe("disclosure.receiver-needed");
        (await TryAsync(scene, sender, facts with { Encryption = "SM4", Agreement = null })).Refusal!.Fields.Single().Code.ShouldBe("disclosure.agreement-needed");
        (await TryAsync(scene, sender, facts with { Encryption = "SM4", ChannelId = chat })).Refusal!.Fields.Single().Code.ShouldBe("disclosure.channel-too-low");
        (await TryAsync(scene, sender, facts with { Encryption = "SM4", ContactId = null })).Refusal!.Fields.Single().Code.ShouldBe("disclosure.one-receiver");
        (await TryAsync(scene, sender, facts with { Encryption = "SM4", ContactId = Guid.CreateVersion7() })).Refusal!.Fields.Single().Code.ShouldBe("disclosure.no-such-contact");

        var saved = (await TryAsync(scene, sender, facts with { Encryption = "SM4 压缩包" })).Require();
        saved.State.ShouldBe(TransferState.Draft);
        (await MoveAsync(scene, sender, saved.Id, TransferStep.Sent)).Refusal.ShouldBe(MoveTransfer.NotApproved);
        var deputy = await scene.App.PersonAsync(scene.Engineering, Office.DepartmentHead);
        var approval = (await scene.TrySubmitAsync(TransferApproval.KindName, saved.Id, sender)).Require().Id;
        (await MoveAsync(scene, sender, saved.Id, TransferStep.Sent)).Refusal.ShouldBe(MoveTransfer.NotApproved);
        (await scene.TrySignAsync(approval, deputy)).Require();
        (await scene.App.ReadAsync(db => db.Set<WorkItem>().CountAsync(w => w.Kind == TransferApproval.SendWork && w.State == WorkState.Open))).ShouldBe(1);
        (await MoveAsync(scene, sender, saved.Id, TransferStep.Sent)).Require().State.ShouldBe(TransferState.Sent);
        (await MoveAsync(scene, sender, saved.Id, TransferStep.Received)).Require().State.ShouldBe(TransferState.Received);
        (await scene.App.ReadAsync(db => db.Set<WorkItem>().CountAsync(w => w.Kind == TransferApproval.SendWork && w.State == WorkState.Open))).ShouldBe(0);
        (await scene.Employee.Client.GetAsync("/exchange/" + saved.Id)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "another department's");
        foreach (var page in new[] { "/exchange", "/exchange/new", "/exchange/" + saved.Id, "/exchange/channels" })
            (await sender.Client.GetAsync(page)).StatusCode.ShouldBe(HttpStatusCode.OK, page);
        (await sender.Client.GetAsync("/api/v1/information-transfers/export")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP5-A-04.01")]
    [Trait("Requirement", "R-PLAT-03")]
    public async Task The_only_head_who_sends_is_approved_by_the_next_office_up_that_may_know_it(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var (party, mail, _) = await RulesAsync(scene);
        var sender = scene.EngineeringHead;
        var facts = new TransferFacts("投标方案", Classification.Confidential, mail, party, null, "采购经理", "NDA-2026-03", "SM4", "投标");
        var saved = (await TryAsync(scene, sender, facts)).Require();
        (await sender.Client.GetStringAsync("/exchange/" + saved.Id)).ShouldContain("唯一人选即提交人本人");

        var approval = (await scene.TrySubmitAsync(TransferApproval.KindName, saved.Id, sender)).Require().Id;
        var step = (await scene.DoAsync<GetApproval, ApprovalView>(o => o.RunAsync(scene.Representative.Actor, approval, default))).Steps.Single();
        (step.Office, step.InPlaceOf, step.Mine).ShouldBe((Office.ManagementRepresentative, Office.DepartmentHead, true));
        (await scene.Representative.Client.GetStringAsync("/approvals/" + approval)).ShouldContain("唯一人选即提交人本人");
        (await scene.TrySignAsync(approval, sender)).Refusal!.Code.ShouldBe("signing.author");
        (await scene.TrySignAsync(approval, scene.Representative)).Require();
        (await MoveAsync(scene, sender, saved.Id, TransferStep.Sent)).Require().State.ShouldBe(TransferState.Sent);

        // The representative may not know what is top secret; the general manager may.
        var secret = (await TryAsync(scene, sender, facts with { Title = "底价" })).Require();
        await scene.App.SaveAsync(db => db.Set<Transfer>().Single(t => t.Id == secret.Id).Class = Classification.TopSecret);
        var second = (await scene.TrySubmitAsync(TransferApproval.KindName, secret.Id, sender)).Require().Id;
        (await scene.DoAsync<GetApproval, ApprovalView>(o => o.RunAsync(scene.Manager.Actor, second, default))).Steps.Single().Office.ShouldBe(Office.GeneralManager);
        (await scene.TryAsync<GetApproval, ApprovalView>(o => o.RunAsync(scene.Representative.Actor, second, default))).Refusal.ShouldBe(Refusal.NotFound);

        // An organization that wants somebody else to submit says so.
        await scene.App.SaveAsync(db => db.Add(new SettingValue { Key = KernelSettings.ApprovalUpwards.Key, Value = "no" }));
        scene.App.Clock.Advance(TimeSpan.FromMinutes(1));
        var third = (await TryAsync(scene, sender, facts with { Title = "报价" })).Require();
        (await scene.TrySubmitAsync(TransferApproval.KindName, third.Id, sender)).Refusal!.Code.ShouldBe("signing.nobody-else");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP5-A-04.01")]
    public async Task What_the_rules_leave_free_is_sent_at_once(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var (party, mail, _) = await RulesAsync(scene);
        (await TryAsync(scene, scene.Employee, new TransferFacts("产品说明", Classification.Internal, mail, party, null, null, null, null, "介绍"))).Require().State.ShouldBe(TransferState.Sent);
        var inside = (await TryAsync(scene, scene.Employee, new TransferFacts("周报", Classification.Internal, mail, null, scene.Finance, null, null, null, "通报"))).Require();
        inside.State.ShouldBe(TransferState.Sent);
        var list = (await scene.Employee.Client.GetFromJsonAsync<JsonElement>("/api/v1/information-transfers")).GetProperty("rows").EnumerateArray().Select(r => (r.GetProperty("title").GetString(), r.GetProperty("to").GetString()));
        list.ShouldBe([("产品说明", "重点客户"), ("周报", "财务部")], ignoreOrder: true);
        foreach (var page in new[] { "/exchange", "/exchange/" + inside.Id, "/search?q=周报", "/api/v1/information-transfers/export" })
            (await scene.Employee.Client.GetAsync(page)).StatusCode.ShouldBe(HttpStatusCode.OK, page);
        (await scene.TryAsync<LogTransfer, TransferSaved>(o => o.RunAsync(scene.Employee.Actor, new LogTransferRequest(inside.Id, inside.Version, new TransferFacts("改", Classification.Internal, mail, party, null, null, null, null, "改")), default))).Refusal.ShouldBe(LogTransfer.NotDraft);
        (await scene.TryAsync<SaveChannel, ChannelView>(o => o.RunAsync(scene.Employee.Actor, new SaveChannelRequest(null, 0, "网盘", Classification.Secret, Classification.Secret, null), default))).Refusal.ShouldBe(Refusal.Forbidden);
        (await scene.TryAsync<SaveChannel, ChannelView>(o => o.RunAsync(scene.Team.Actor, new SaveChannelRequest(null, 0, "公司邮箱", Classification.Secret, Classification.Secret, null), default))).Refusal!.Fields.Single().Code.ShouldBe("disclosure.channel-twice");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP5-A-04.18")]
    public async Task Media_go_by_an_approved_carrier_under_seal_and_a_missing_receipt_becomes_a_duty(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var (party, mail, _) = await RulesAsync(scene);
        var carrier = await scene.DoAsync<SaveCarrier, CarrierSaved>(o => o.RunAsync(scene.Team.Actor, new SaveCarrierRequest(null, 0, "机要快递", "客户经理热线", "合同 HT-12，保密协议", TestApp.Today.AddYears(1)), default));
        var sender = scene.EngineeringHead;
        var request = new HandOverMediaRequest("硬盘 HD-03 一块", Classification.Internal, carrier.Id, party, "客户机房", "FQ-0001", null, TestApp.Today, TestApp.Today.AddDays(3));
        (await TryHandAsync(scene, sender, request)).Refusal!.Fields.Single().Code.ShouldBe("disclosure.carrier-not-approved");
        await scene.ApproveAsync(CarrierApproval.KindName, carrier.Id, scene.Representative);
        (await TryHandAsync(scene, sender, request with { SealNumber = " " })).Refusal!.Fields.ShouldNotBeEmpty();
        (await TryHandAsync(scene, sender, request with { ExpectedOn = TestApp.Today.AddDays(-1) })).Refusal!.Fields.Single().Field.ShouldBe("expectedOn");
        (await TryHandAsync(scene, sender, request with { Class = Classification.Confidential })).Refusal!.Fields.Single().Code.ShouldBe("disclosure.transfer-needed");
        var sent = (await TryHandAsync(scene, sender, request)).Require();
        (await TryHandAsync(scene, sender, request)).Refusal!.Fields.Single().Code.ShouldBe("disclosure.seal-used");

        scene.App.Clock.Advance(TimeSpan.FromDays(3));
        await WatchAsync(scene);
        (await scene.App.ReadAsync(db => db.Set<WorkItem>().CountAsync(w => w.Kind == WatchDisclosure.ReceiptWork))).ShouldBe(0, "it may still arrive today");
        scene.App.Clock.Advance(TimeSpan.FromDays(1));
        await WatchAsync(scene);
        (await WatchAsync(scene)).Receipts.ShouldBe(0, "asked for once");
        var work = await scene.App.ReadAsync(db => db.Set<WorkItem>().SingleAsync(w => w.SubjectId == sent.Id && w.Kind == WatchDisclosure.ReceiptWork));
        (work.PersonId, work.State).ShouldBe((sender.Actor.PersonId, WorkState.Open));
        (await sender.Client.GetStringAsync("/exchange/media?filter.state=missing")).ShouldContain("硬盘 HD-03");
        (await sender.Client.GetAsync("/exchange/media/" + sent.Id)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await scene.Employee.Client.GetAsync("/exchange/media/" + sent.Id)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        (await ReceiveAsync(sender, sent, new { receivedBy = "客户管理员", sealIntact = false })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await ReceiveAsync(sender, sent, new { receivedBy = "客户管理员", sealIntact = true })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await scene.App.ReadAsync(db => db.Set<WorkItem>().SingleAsync(w => w.Id == work.Id))).State.ShouldBe(WorkState.Done);
        var transit = await scene.App.ReadAsync(db => db.Set<MediaTransit>().SingleAsync(t => t.Id == sent.Id));
        (transit.SealNumber, transit.ReceivedBy, transit.SealIntact, transit.ReceivedAt).ShouldBe(("FQ-0001", "客户管理员", true, (DateTime?)scene.App.Clock.GetUtcNow().UtcDateTime));
        foreach (var page in new[] { "/exchange/media", "/exchange/media/new", "/exchange/carriers", "/exchange/carriers/" + carrier.Id })
            (await scene.Team.Client.GetAsync(page)).StatusCode.ShouldBe(HttpStatusCode.OK, page);
    }

    private static async Task<(Guid Party, Guid Mail, Guid Chat)> RulesAsync(CompanyScene scene)
    {
        await scene.DoAsync<SeedChannels, Done>(o => o.RunAsync(scene.App.System, default));
        await scene.DoAsync<SeedChannels, Done>(o => o.RunAsync(scene.App.System, default));
        var channels = await scene.DoAsync<ListChannels, ChannelList>(o => o.RunAsync(scene.Employee.Actor, default));
        channels.Items.Count.ShouldBe(6);
        var party = await scene.DoAsync<SaveContact, ContactSaved>(o => o.RunAsync(scene.Team.Actor, new SaveContactRequest(null, 0, new ContactFacts(ContactKind.Customer, "重点客户", "采购部", "400", "合同", "保密", "合同", "交换规则")), default));
        return (party.Id, channels.Items.Single(c => c.Name == "公司邮箱").Id, channels.Items.Single(c => c.Name == "企业即时通讯").Id);
    }

    private static Task<Outcome<TransferSaved>> TryAsync(CompanyScene scene, TestPerson by, TransferFacts facts) =>
        scene.TryAsync<LogTransfer, TransferSaved>(o => o.RunAsync(by.Actor, new LogTransferRequest(null, 0, facts), default));

    private static async Task<Outcome<TransferSaved>> MoveAsync(CompanyScene scene, TestPerson by, Guid id, TransferStep step)
    {
        var version = await scene.App.ReadAsync(db => db.Set<Transfer>().Where(t => t.Id == id).Select(t => t.Version).SingleAsync());
        return await scene.TryAsync<MoveTransfer, TransferSaved>(o => o.RunAsync(by.Actor, new MoveTransferRequest(id, version, step), default));
    }

    private static Task<Outcome<TransitSaved>> TryHandAsync(CompanyScene scene, TestPerson by, HandOverMediaRequest request) =>
        scene.TryAsync<HandOverMedia, TransitSaved>(o => o.RunAsync(by.Actor, request, default));

    private static Task<HttpResponseMessage> ReceiveAsync(TestPerson by, TransitSaved transit, object body) =>
        CompanyScene.SendAsync(by.Client, HttpMethod.Post, $"/api/v1/media-transits/{transit.Id}/receive", body, transit.Version);

    private static Task<DisclosureWatched> WatchAsync(CompanyScene scene) => scene.DoAsync<WatchDisclosure, DisclosureWatched>(o => o.RunAsync(scene.App.System, default));
}
