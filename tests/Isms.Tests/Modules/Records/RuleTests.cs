using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Signing;
using Isms.Modules.Organization.Leaving;
using Isms.Modules.Organization.People;
using Isms.Modules.Records;
using Isms.Modules.Records.Design;
using Isms.Modules.Records.Domain;
using Isms.Modules.Records.Filling;
using Isms.Modules.Records.Importing;
using Isms.Modules.Records.Rules;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Records;

/// <summary>What the customary forms hold their records to: the rules of appendices 5 and 6 that no field's type can say.</summary>
public sealed class RuleTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP5-A-04.14")]
    public async Task An_address_stands_once_and_a_device_without_an_approved_request_is_a_finding(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var request = await scene.ApprovedWithAsync("B-24-R07", ("mac", "00-1A-2B-3C-4D-5E"));
        var row = await scene.FactsWithAsync("B-24-R06", ("ip", "10.0.0.8"), ("mac", "00:1a:2b:3c:4d:5e"), ("request", request.Number), ("released", null));
        var first = await scene.CreateAsync("B-24-R06", scene.Team, row);
        var again = (await scene.TryCreateAsync("B-24-R06", scene.Team, With(row, ("ip", " 10.0.0.8 "), ("mac", "AA:BB:CC:DD:EE:01")))).Refusal!;
        again.Fields.ShouldHaveSingleItem().Code.ShouldBe("records.rule-taken");
        again.Fields[0].Message.ShouldContain(first.Number);
        (await scene.TryCreateAsync("B-24-R06", scene.Team, With(row, ("ip", "10.0.0.9"), ("mac", "00-1A-2B-3C-4D-5E")))).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("fields.mac");

        // Whichever way it comes.
        var form = await scene.FormAsync("B-24-R06");
        var posted = await scene.Team.Client.PostAsJsonAsync("/api/v1/records", new { formId = form.Id, facts = new { fields = new { ip = new { text = "10.0.0.8" } } } });
        posted.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await posted.Content.ReadAsStringAsync()).ShouldContain(first.Number);
        (await ImportAsync("IP,MAC,使用人,部门\n10.0.0.8,AA:BB:CC:DD:EE:02," + scene.Staff.Actor.Name + ",信息技术部\n")).Problems.ShouldContain(p => p.Message.Contains(first.Number, StringComparison.Ordinal));
        (await ImportAsync("IP,MAC,使用人,部门\n10.0.0.21,AA:BB:CC:DD:EE:03,X,信息技术部\n10.0.0.21,AA:BB:CC:DD:EE:04,X,信息技术部\n".Replace("X", scene.Staff.Actor.Name, StringComparison.Ordinal)))
            .Problems.ShouldContain(p => p.Row == 3 && p.Message.Contains("第 2 行", StringComparison.Ordinal));

        await scene.SignAllAsync((await scene.TrySubmitAsync(first.Id, scene.Team)).Require().Id);
        (await scene.WatchedAsync("B-24-R06")).ShouldBeEmpty();
        var stray = await scene.ApprovedWithAsync("B-24-R06", ("ip", "10.0.0.66"), ("mac", "AA:BB:CC:DD:EE:66"), ("request", null), ("released", null));
        (await scene.WatchedAsync("B-24-R06", look: false)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(w => w.State.ShouldBe(WatchState.Red), w => w.RecordId.ShouldBe(stray.Id), w => w.Kind.ShouldBe(RuleKind.Refers));
        // A request for another device is no excuse.
        (await scene.RefusedAsync("B-24-R06", ("ip", "10.0.0.67"), ("mac", "AA:BB:CC:DD:EE:67"), ("request", request.Number), ("released", null))).ShouldBe(["records.rule-refers-same"]);
        await scene.WatchedAsync("B-24-R06");
        (await scene.DutiesAsync()).ShouldHaveSingleItem().Office.ShouldBe(Office.IsmsTeam);
        (await scene.Team.Client.GetStringAsync("/records/watch?filter.form=B-24-R06")).ShouldContain("没有批准依据");

        // The address is free again once the row is at its end.
        await UpdateAsync(scene, first.Id, ("released", "2026-03-02"));
        (await scene.TryCreateAsync("B-24-R06", scene.Team, row)).Require();

        async Task<RecordsImported> ImportAsync(string text)
        {
            using var upload = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(text)) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } }, "file", "ip.csv" } };
            using var answer = await scene.Team.Client.PostAsync($"/api/v1/record-forms/{form.Id}/records/import", upload);
            return (await answer.Content.ReadFromJsonAsync<RecordsImported>())!;
        }
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP5-A-04.05")]
    [Trait("Requirement", "R-APP6-B-33")]
    public async Task A_change_starts_only_after_its_approval_with_risk_and_back_out_plan(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        (await scene.RefusedAsync("B-33-R01", ("rollback", null), ("risk", null))).ShouldBe(["records.field-empty", "records.field-empty"]);
        var open = await scene.CreateAsync("B-33-R01", scene.Team, await scene.FactsWithAsync("B-33-R01", ("urgent", "no")));
        (await scene.RefusedAsync("B-33-R03", ("change", "没有这张单"))).ShouldBe(["records.rule-refers-unknown"]);
        var refused = (await scene.TrySubmitAsync((await scene.CreateAsync("B-33-R03", scene.Team, await scene.FactsWithAsync("B-33-R03", ("change", open.Number)))).Id, scene.Team)).Refusal!;
        refused.Obstacles.ShouldHaveSingleItem().Text.ShouldContain("还没批准");
        var overHttp = await scene.CreateAsync("B-33-R03", scene.Team, await scene.FactsWithAsync("B-33-R03", ("change", open.Number)));
        (await scene.Team.SendJsonAsync(HttpMethod.Post, "/api/v1/approvals", new { kind = RecordApproval.KindName, subjectId = overHttp.Id, secret = "secret" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);

        await scene.SignAllAsync((await scene.TrySubmitAsync(open.Id, scene.Team)).Require().Id);
        (await scene.RefusedAsync("B-33-R03", ("change", open.Number), ("at", "2026-02-27 22:00"))).ShouldBe(["records.rule-refers-after"]);
        await scene.ApprovedWithAsync("B-33-R03", ("change", open.Number), ("at", "2026-03-05 22:00"));
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP5-A-04.05")]
    public async Task An_emergency_change_may_start_before_and_is_red_when_not_approved_within_two_days(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var urgent = await scene.CreateAsync("B-33-R01", scene.Team, await scene.FactsWithAsync("B-33-R01", ("urgent", "yes"), ("plannedAt", "2026-03-02 08:00")));
        await scene.ApprovedWithAsync("B-33-R03", ("change", urgent.Number), ("at", "2026-03-02 08:30"));
        (await scene.WatchedAsync("B-33-R01")).ShouldHaveSingleItem().State.ShouldBe(WatchState.Soon);
        scene.App.Clock.Advance(TimeSpan.FromDays(3));
        (await scene.WatchedAsync("B-33-R01")).ShouldHaveSingleItem().ShouldSatisfyAllConditions(w => w.State.ShouldBe(WatchState.Red), w => w.DueOn.ShouldBe(new DateOnly(2026, 3, 4)));
        (await scene.DutiesAsync()).ShouldHaveSingleItem().Link.ShouldBe(RecordPaths.Record(urgent.Id));
        await scene.SignAllAsync((await scene.TrySubmitAsync(urgent.Id, scene.Team)).Require().Id);
        (await scene.WatchedAsync("B-33-R01", look: false)).ShouldBeEmpty();
        (await scene.DutiesAsync()).ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP6-B-29")]
    public async Task Access_is_granted_only_from_an_approved_request_for_the_same_person_and_system(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var who = scene.Staff.Actor.Name;
        (string, string?)[] asked = [("person", who), ("system", "SL-ZC-0101 财务系统"), ("kind", "新增")];
        var open = await scene.CreateAsync("B-29-R02", scene.Team, await scene.FactsWithAsync("B-29-R02", asked));
        (await scene.RefusedAsync("B-29-R03", Grant(open.Number, who, "zhang"))).ShouldBe(["records.rule-refers-open"]);
        await scene.SignAllAsync((await scene.TrySubmitAsync(open.Id, scene.Team)).Require().Id);
        (await scene.RefusedAsync("B-29-R03", Grant(open.Number, scene.Seller.Actor.Name, "li"))).ShouldBe(["records.rule-refers-same"]);
        (await scene.RefusedAsync("B-29-R03", Grant(null, who, "wang"))).ShouldBe(["records.field-empty", "records.rule-refers-none"]);
        var withdrawn = await scene.ApprovedWithAsync("B-29-R02", ("person", who), ("system", "SL-ZC-0101 财务系统"), ("kind", "注销"));
        (await scene.RefusedAsync("B-29-R03", Grant(withdrawn.Number, who, "zhao"))).ShouldBe(["records.rule-refers-that"]);
        await scene.ApprovedWithAsync("B-29-R03", Grant(open.Number, who, "qian"));
        (await scene.TryCreateAsync("B-29-R03", scene.Team, await scene.FactsWithAsync("B-29-R03", Grant(open.Number, who, "QIAN")))).Refusal!.Fields.ShouldHaveSingleItem().Code.ShouldBe("records.rule-taken");

        static (string, string?)[] Grant(string? request, string person, string account) =>
            [("request", request), ("person", person), ("system", "SL-ZC-0101"), ("account", account), ("granted", "2026-03-02"), ("revoked", null)];
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP5-A-04.17")]
    [Trait("Requirement", "R-APP6-B-29")]
    public async Task Rights_of_a_system_are_reviewed_half_yearly(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        await scene.AssetAsync("SL-ZC-0101", "SOFT-APP");
        (await scene.WatchedAsync("B-29-R01")).ShouldHaveSingleItem().ShouldSatisfyAllConditions(w => w.Missing.ShouldBeTrue(), w => w.Subject.ShouldStartWith("SL-ZC-0101"));
        await scene.ApprovedWithAsync("B-29-R01", ("system", "SL-ZC-0101 财务系统"));
        (await scene.WatchedAsync("B-29-R01", look: false)).ShouldHaveSingleItem().State.ShouldBe(WatchState.Green);
        await scene.ApprovedWithAsync("B-29-R04", ("system", "SL-ZC-0101 财务系统"), ("date", "2026-03-02"));
        (await scene.WatchedAsync("B-29-R04")).ShouldHaveSingleItem().State.ShouldBe(WatchState.Green);
        scene.App.Clock.Advance(TimeSpan.FromDays(184));
        (await scene.WatchedAsync("B-29-R04")).ShouldHaveSingleItem().State.ShouldBe(WatchState.Red);
        (await scene.DutiesAsync(KeepWatch.CatchUp)).ShouldContain(d => d.Office == Office.DepartmentHead && d.DepartmentId == scene.It);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP5-A-04.10")]
    [Trait("Requirement", "R-APP6-B-29")]
    public async Task A_privileged_grant_expires_and_is_reviewed_quarterly(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        (await scene.RefusedAsync("B-29-R05", ("until", null))).ShouldBe(["records.field-empty"]);
        await scene.ApprovedWithAsync("B-29-R05", ("system", "SL-ZC-0102"), ("account", "root"), ("until", "2026-12-31"), ("withdrawn", null));
        (await scene.WatchedAsync("B-29-R05")).Select(w => (w.Kind, w.State, w.DueOn)).ShouldBe([(RuleKind.Fresh, WatchState.Green, new DateOnly(2026, 6, 2)), (RuleKind.Expires, WatchState.Green, new DateOnly(2026, 12, 31))], ignoreOrder: true);
        scene.App.Clock.Advance(TimeSpan.FromDays(93));
        (await scene.WatchedAsync("B-29-R05")).Single(w => w.State == WatchState.Red).Kind.ShouldBe(RuleKind.Fresh);
        scene.App.Clock.Advance(TimeSpan.FromDays(200));
        (await scene.WatchedAsync("B-29-R05")).Single(w => w.Kind == RuleKind.Expires).State.ShouldBe(WatchState.Soon);
        (await scene.DutiesAsync()).ShouldHaveSingleItem().DueOn.ShouldBe(new DateOnly(2026, 12, 31));
        (await scene.RefusedAsync("B-29-R06", ("grant", "没有授权"), ("system", "SL-ZC-0102"), ("account", "root"))).ShouldBe(["records.rule-refers-unknown"]);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP5-A-04.12")]
    [Trait("Requirement", "R-APP6-B-27")]
    public async Task Every_computer_has_an_anti_virus_state_not_older_than_seven_days(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        foreach (var number in new[] { "SL-ZC-0001", "SL-ZC-0002", "SL-ZC-0003" })
            await scene.AssetAsync(number, number == "SL-ZC-0003" ? "HARD-LAP" : "HARD-PC");
        await scene.AssetAsync("SL-ZC-0009", "HARD-PRT");
        await scene.ApprovedWithAsync("B-27-R01", ("computer", "SL-ZC-0001 台式机"), ("dbDate", "2026-02-20"));
        await scene.ApprovedWithAsync("B-27-R01", ("computer", "SL-ZC-0002"), ("dbDate", "2026-02-27"));
        var rows = await scene.WatchedAsync("B-27-R01");
        rows.Select(r => (r.Subject[..10], r.State, r.Missing)).ShouldBe([("SL-ZC-0001", WatchState.Red, false), ("SL-ZC-0002", WatchState.Green, false), ("SL-ZC-0003", WatchState.Red, true)], ignoreOrder: true);
        // Hundreds of computers are one line in the inbox, which goes once all are in order.
        (await scene.DutiesAsync(KeepWatch.CatchUp)).Count(d => d.Link == "/records/watch?filter.form=B-27-R01").ShouldBe(1);
        await scene.ApprovedWithAsync("B-27-R01", ("computer", "SL-ZC-0001"), ("dbDate", "2026-03-02"));
        await scene.ApprovedWithAsync("B-27-R01", ("computer", "SL-ZC-0003"), ("dbDate", "2026-03-01"));
        (await scene.WatchedAsync("B-27-R01", look: false)).ShouldAllBe(r => r.State == WatchState.Green);
        await scene.WatchedAsync("B-27-R01");
        (await scene.DutiesAsync(KeepWatch.CatchUp)).ShouldNotContain(d => d.Link.EndsWith("B-27-R01", StringComparison.Ordinal));
        // An infection is at least a weakness record.
        (await scene.RefusedAsync("B-27-R02", ("result", "已清除"), ("weakness", null), ("malware", null))).ShouldBe(["records.rule-needed", "records.rule-needed", "records.rule-refers-none"]);
        var weakness = await scene.CreateAsync("B-15-R04", scene.Team);
        await scene.ApprovedWithAsync("B-27-R02", ("result", "已清除"), ("weakness", weakness.Number), ("malware", "蠕虫"));
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP5-A-04.15")]
    [Trait("Requirement", "R-APP6-B-24")]
    public async Task Each_network_device_has_a_baseline_and_a_check_every_half_year_and_no_change_without_a_ticket(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        await scene.AssetAsync("SL-ZC-0200", "HARD-NET");
        (await scene.WatchedAsync("B-24-R04")).ShouldHaveSingleItem().Missing.ShouldBeTrue();
        (await scene.RefusedAsync("B-24-R04", ("baseline", "口头约定"))).ShouldBe(["records.rule-refers-unknown"]);
        var baseline = await scene.ApprovedWithAsync("B-24-R02");
        var facts = (await scene.FactsWithAsync("B-24-R04", ("device", "SL-ZC-0200 核心交换机"), ("baseline", baseline.Number))) with { FilledOn = TestApp.Today.AddDays(-184) };
        var check = await scene.CreateAsync("B-24-R04", scene.Team, facts);
        await scene.SignAllAsync((await scene.TrySubmitAsync(check.Id, scene.Team)).Require().Id);
        (await scene.WatchedAsync("B-24-R04")).ShouldHaveSingleItem().ShouldSatisfyAllConditions(w => w.State.ShouldBe(WatchState.Red), w => w.Missing.ShouldBeFalse(), w => w.RecordId.ShouldBe(check.Id));
        await scene.ApprovedWithAsync("B-24-R04", ("device", "SL-ZC-0200"), ("baseline", baseline.Number));
        (await scene.WatchedAsync("B-24-R04", look: false)).ShouldHaveSingleItem().State.ShouldBe(WatchState.Green);

        await scene.ApprovedWithAsync("B-24-R03", ("ticket", null));
        (await scene.WatchedAsync("B-24-R03")).ShouldHaveSingleItem().State.ShouldBe(WatchState.Red);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP5-A-04.02")]
    [Trait("Requirement", "R-APP6-B-12")]
    public async Task Important_information_has_a_backup_rule_its_runs_and_a_restore_test(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        await scene.AssetAsync("SL-ZC-0300", "DATA-FIN", important: true);
        await scene.AssetAsync("SL-ZC-0301", "DATA-DOC");
        (await scene.WatchedAsync("B-12-R01")).ShouldHaveSingleItem().Subject.ShouldStartWith("SL-ZC-0300");
        await scene.ApprovedWithAsync("B-12-R01", ("item", "SL-ZC-0300 财务数据"), ("cycle", "每日"));
        (await scene.WatchedAsync("B-12-R01", look: false)).ShouldHaveSingleItem().State.ShouldBe(WatchState.Green);
        await scene.ApprovedWithAsync("B-12-R02", ("rule", "SL-ZC-0300"), ("at", "2026-03-02 23:00"), ("result", "成功"));
        await scene.ApprovedWithAsync("B-12-R02", ("rule", "SL-ZC-0300"), ("at", "2026-03-02 23:30"), ("result", "失败"), ("fix", "更换介质"));
        (await scene.WatchedAsync("B-12-R02")).ShouldHaveSingleItem().DueOn.ShouldBe(new DateOnly(2026, 3, 3));
        // No run on 3 March: red on the morning of the 4th.
        scene.App.Clock.Advance(TimeSpan.FromDays(2));
        (await scene.WatchedAsync("B-12-R02")).ShouldHaveSingleItem().State.ShouldBe(WatchState.Red);
        (await scene.DutiesAsync(KeepWatch.CatchUp)).ShouldContain(d => d.Link.EndsWith("B-12-R02", StringComparison.Ordinal));
        (await scene.RefusedAsync("B-12-R04", ("duration", null), ("result", null))).ShouldBe(["records.field-empty", "records.field-empty"]);
        (await scene.WatchedAsync("B-12-R04")).ShouldHaveSingleItem().State.ShouldBe(WatchState.Green);
        scene.App.Clock.Advance(TimeSpan.FromDays(365));
        (await scene.WatchedAsync("B-12-R04")).ShouldHaveSingleItem().ShouldSatisfyAllConditions(w => w.State.ShouldBe(WatchState.Red), w => w.Missing.ShouldBeTrue());
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP5-A-04.07")]
    public async Task Allowed_mobile_code_has_an_owner_and_an_expiry_that_is_reminded_of(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        (await scene.RefusedAsync("B-27-R05", ("owner", null), ("until", null))).ShouldBe(["records.field-empty", "records.field-empty"]);
        await scene.ApprovedWithAsync("B-27-R05", ("name", "报表宏"), ("until", "2026-06-30"), ("stopped", null));
        (await scene.WatchedAsync("B-27-R05")).ShouldHaveSingleItem().State.ShouldBe(WatchState.Green);
        (await scene.DutiesAsync()).ShouldBeEmpty();
        scene.App.Clock.Advance(TimeSpan.FromDays(100));
        (await scene.WatchedAsync("B-27-R05")).ShouldHaveSingleItem().State.ShouldBe(WatchState.Soon);
        await scene.WatchedAsync("B-27-R05");
        (await scene.DutiesAsync()).ShouldHaveSingleItem().DueOn.ShouldBe(new DateOnly(2026, 6, 30));
        scene.App.Clock.Advance(TimeSpan.FromDays(30));
        (await scene.WatchedAsync("B-27-R05")).ShouldHaveSingleItem().State.ShouldBe(WatchState.Red);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP5-A-04.11")]
    [Trait("Requirement", "R-APP6-B-26")]
    public async Task Whoever_leaves_leaves_no_mailbox_behind(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var request = await scene.ApprovedWithAsync("B-26-R01");
        (await scene.RefusedAsync("B-26-R02", ("owner", null), ("kind", "公共"), ("request", request.Number), ("closed", null))).ShouldBe(["records.field-empty"]);
        var own = await scene.ApprovedWithAsync("B-26-R02", ("address", "a@example.com"), ("owner", scene.Seller.Actor.Name), ("kind", "个人"), ("request", request.Number), ("closed", null));
        var group = await scene.ApprovedWithAsync("B-26-R02", ("address", "sales@example.com"), ("owner", scene.Seller.Actor.Name), ("kind", "公共"), ("request", request.Number), ("closed", null));
        (await scene.WatchedAsync("B-26-R02")).ShouldBeEmpty();
        var version = await scene.App.ReadAsync(db => db.People.Where(p => p.Id == scene.Seller.Actor.PersonId).Select(p => p.Version).SingleAsync());
        await scene.DoAsync<RecordLeaving, PersonSaved>(o => o.RunAsync(scene.Team.Actor, new RecordLeavingRequest(scene.Seller.Actor.PersonId, version, TestApp.Today.AddDays(5)), default));
        (await scene.WatchedAsync("B-26-R02")).Count.ShouldBe(2);
        (await scene.DutiesAsync()).Select(d => (d.Link, d.DueOn, d.Office)).ShouldBe([(RecordPaths.Record(own.Id), TestApp.Today.AddDays(5), Office.IsmsTeam), (RecordPaths.Record(group.Id), TestApp.Today.AddDays(5), Office.IsmsTeam)], ignoreOrder: true);
        (await scene.DoAsync<ReadLeaving, LeavingView>(o => o.RunAsync(scene.Team.Actor, scene.Seller.Actor.PersonId, default))).Ties.Count.ShouldBe(2);

        await UpdateAsync(scene, own.Id, ("closed", "2026-03-05"));
        await UpdateAsync(scene, group.Id, ("owner", scene.SalesHead.Actor.Name));
        (await scene.DutiesAsync()).ShouldBeEmpty();
        (await scene.WatchedAsync("B-26-R02")).ShouldBeEmpty();
        (await scene.DoAsync<ReadLeaving, LeavingView>(o => o.RunAsync(scene.Team.Actor, scene.Seller.Actor.PersonId, default))).Ties.ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP6-B-25")]
    public async Task A_computer_is_somebodys_and_is_not_disposed_of_without_proof_of_the_wiping(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        await scene.AssetAsync("SL-ZC-0001", "HARD-PC");
        (await scene.WatchedAsync("B-25-R01")).ShouldHaveSingleItem().Missing.ShouldBeTrue();
        (await scene.RefusedAsync("B-25-R01", ("user", null))).ShouldBe(["records.field-empty"]);
        await scene.ApprovedWithAsync("B-25-R01", ("no", "SL-ZC-0001 台式机"), ("host", "PC-1"), ("status", "在用"));
        (await scene.WatchedAsync("B-25-R01")).ShouldHaveSingleItem().State.ShouldBe(WatchState.Green);

        var disposal = await scene.CreateAsync("B-25-R05", scene.Team, await scene.FactsWithAsync("B-25-R05", ("witness", "见证人")));
        (await scene.TrySubmitAsync(disposal.Id, scene.Team)).Refusal!.Obstacles.ShouldHaveSingleItem().Text.ShouldContain("数据清除证明");
        await scene.AttachAsync(disposal.Id, scene.Team, "覆写报告");
        (await scene.TrySubmitAsync(disposal.Id, scene.Team)).Require();
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP6-B-28")]
    public async Task A_medium_is_lent_once_comes_back_in_time_and_is_destroyed_before_a_witness(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var medium = await scene.ApprovedWithAsync("B-28-R01", ("status", "在用"));
        var lent = await scene.ApprovedWithAsync("B-28-R03", ("media", medium.Number), ("due", "2026-03-10"), ("in", null), ("wiped", null));
        (await scene.TryCreateAsync("B-28-R03", scene.Team, await scene.FactsWithAsync("B-28-R03", ("media", medium.Number), ("in", null), ("wiped", null)))).Refusal!.Fields.ShouldHaveSingleItem().Code.ShouldBe("records.rule-taken");
        scene.App.Clock.Advance(TimeSpan.FromDays(10));
        (await scene.WatchedAsync("B-28-R03")).ShouldHaveSingleItem().State.ShouldBe(WatchState.Red);
        await CompleteAsync(scene, lent.Id, ("in", "2026-03-12"), ("wiped", "yes"));
        (await scene.WatchedAsync("B-28-R03")).ShouldBeEmpty();
        (await scene.DutiesAsync()).ShouldBeEmpty();

        (await scene.RefusedAsync("B-28-R04", ("by", RecordDesk.Me), ("witness", RecordDesk.Me))).ShouldAllBe(c => c == "records.rule-differs");
        (await scene.RefusedAsync("B-28-R04", ("by", "操作员"), ("witness", scene.Team.Actor.Name))).ShouldBe(["records.rule-differs"]);
        await scene.ApprovedWithAsync("B-28-R04", ("by", RecordDesk.Me), ("witness", "行政部主管"));
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP6-B-30")]
    public async Task A_facility_registered_without_approval_is_flagged(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var row = await scene.ApprovedWithAsync("B-30-R03", ("no", "SL-ZC-0400"), ("status", "在用"), ("request", null));
        (await scene.WatchedAsync("B-30-R03", look: false)).ShouldHaveSingleItem().State.ShouldBe(WatchState.Red);
        var request = await scene.ApprovedWithAsync("B-30-R01");
        await UpdateAsync(scene, row.Id, ("request", request.Number));
        (await scene.WatchedAsync("B-30-R03")).ShouldBeEmpty();
        (await scene.RefusedAsync("B-30-R02", ("request", "SL-B-30-R01-2026-0099"))).ShouldBe(["records.rule-refers-unknown"]);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP6-B-31")]
    public async Task A_system_goes_live_only_after_its_signed_acceptance(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var system = ("system", (string?)"订单系统");
        var plan = await scene.ApprovedWithAsync("B-31-R01", system);
        var failed = await scene.ApprovedWithAsync("B-31-R02", system, ("result", "不通过"));
        (await scene.RefusedAsync("B-31-R03", system, ("plan", plan.Number), ("report", failed.Number))).ShouldBe(["records.rule-refers-that"]);
        var report = await scene.ApprovedWithAsync("B-31-R02", system, ("result", "通过"));
        var open = await scene.CreateAsync("B-31-R03", scene.Team, await scene.FactsWithAsync("B-31-R03", system, ("plan", plan.Number), ("report", report.Number)));
        (await scene.RefusedAsync("B-31-R04", system, ("acceptance", open.Number), ("goLive", "2026-03-02"))).ShouldBe(["records.rule-refers-open"]);
        await scene.SignAllAsync((await scene.TrySubmitAsync(open.Id, scene.Team)).Require().Id);
        (await scene.RefusedAsync("B-31-R04", ("system", "别的系统"), ("acceptance", open.Number), ("goLive", "2026-03-02"))).ShouldBe(["records.rule-refers-same"]);
        (await scene.RefusedAsync("B-31-R04", system, ("acceptance", open.Number), ("goLive", "2026-03-01"))).ShouldBe(["records.rule-refers-after"]);
        await scene.ApprovedWithAsync("B-31-R04", system, ("acceptance", open.Number), ("goLive", "2026-03-02"));
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP6-B-32")]
    public async Task Maintenance_is_planned_every_year_and_nothing_is_repaired_outside_without_a_note_on_its_data(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        (await scene.WatchedAsync("B-32-R01")).ShouldHaveSingleItem().Missing.ShouldBeTrue();
        await scene.ApprovedWithAsync("B-32-R01");
        (await scene.WatchedAsync("B-32-R01")).ShouldHaveSingleItem().State.ShouldBe(WatchState.Green);
        scene.App.Clock.Advance(TimeSpan.FromDays(367));
        (await scene.WatchedAsync("B-32-R01")).ShouldHaveSingleItem().State.ShouldBe(WatchState.Red);

        (await scene.RefusedAsync("B-32-R04", ("data", "已清除"), ("note", null), ("check", null))).ShouldBe(["records.rule-needed"]);
        await scene.ApprovedWithAsync("B-32-R04", ("data", "无数据"), ("note", null), ("check", null));
        await scene.ApprovedWithAsync("B-32-R04", ("data", "拆除存储"), ("note", "硬盘留存机房保险柜"), ("check", null));
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP6-B-35")]
    public async Task A_release_needs_security_requirements_and_a_passed_security_test(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var project = ("project", (string?)(await scene.ApprovedWithAsync("B-35-R01")).Number);
        var requirement = await scene.ApprovedWithAsync("B-35-R02", project);
        (await scene.RefusedAsync("B-35-R05", project, ("security", null))).ShouldBe(["records.field-empty"]);
        var failed = await scene.ApprovedWithAsync("B-35-R05", project, ("result", "不通过"));
        (await scene.RefusedAsync("B-35-R07", project, ("requirement", requirement.Number), ("test", failed.Number))).ShouldBe(["records.rule-refers-that"]);
        (await scene.RefusedAsync("B-35-R07", project, ("requirement", requirement.Number), ("test", "口头确认"))).ShouldBe(["records.rule-refers-unknown"]);
        var passed = await scene.ApprovedWithAsync("B-35-R05", project, ("result", "通过"));
        await scene.ApprovedWithAsync("B-35-R07", project, ("requirement", requirement.Number), ("test", passed.Number));

        await scene.ApprovedWithAsync("B-35-R06", ("repo", "核心产品库"), ("date", "2026-03-02"));
        scene.App.Clock.Advance(TimeSpan.FromDays(93));
        (await scene.WatchedAsync("B-35-R06")).ShouldHaveSingleItem().ShouldSatisfyAllConditions(w => w.State.ShouldBe(WatchState.Red), w => w.Subject.ShouldBe("核心产品库"));
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-8.2-07")]
    [Trait("Requirement", "R-8.3-07")]
    public async Task Corrective_and_preventive_actions_are_approved_first_and_closed_only_with_evidence(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        foreach (var code in new[] { "B-04-R01", "B-05-R01" })
        {
            var definition = await scene.DefinitionAsync(code);
            var later = definition.Fields.Where(f => f.Later).Select(f => (f.Key, (string?)null)).ToArray();
            later.Select(l => l.Key).ShouldContain("evidence");
            var facts = await scene.FactsWithAsync(code, [.. later, ("due", "2026-04-30")]);
            var action = await scene.CreateAsync(code, scene.Team, facts);
            await scene.SignAllAsync((await scene.TrySubmitAsync(action.Id, scene.Team)).Require().Id);
            (await scene.ReadAsync(action.Id, scene.Team)).IsOpen.ShouldBeTrue();

            var closing = await BeginCompletionAsync(scene, action.Id, [.. definition.Fields.Where(f => f.Later && f.Type is not FieldType.Files).Select(f => (f.Key, scene.Valid(f).Text!))]);
            var refused = (await scene.TrySubmitAsync(closing.Id, scene.Team)).Refusal!;
            refused.Code.ShouldBe("records.incomplete-record");
            refused.Obstacles.ShouldHaveSingleItem().Text.ShouldContain("证据");
            (await scene.Team.SendJsonAsync(HttpMethod.Post, "/api/v1/approvals", new { kind = RecordApproval.KindName, subjectId = closing.Id, secret = "secret" })).StatusCode.ShouldBe(HttpStatusCode.Conflict);
            await scene.AttachAsync(closing.Id, scene.Team);
            await scene.SignAllAsync((await scene.TrySubmitAsync(closing.Id, scene.Team)).Require().Id);
            (await scene.ReadAsync(action.Id, scene.Team)).IsOpen.ShouldBeFalse();
        }
    }

    [Theory, BothDatabases]
    public async Task What_was_approved_stands_when_its_outcome_is_filled_in(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var lent = await scene.ApprovedWithAsync("B-28-R03", ("media", "SL-JZ-1"), ("due", "2026-03-10"), ("in", null), ("wiped", null));
        var form = await scene.FormAsync("B-28-R03");
        (await scene.Team.Client.GetStringAsync(RecordPaths.Record(lent.Id))).ShouldContain("填写执行结果");
        (await scene.Team.Client.GetAsync(RecordPaths.Complete(form.Id, lent.Id))).StatusCode.ShouldBe(HttpStatusCode.OK);
        var back = await BeginCompletionAsync(scene, lent.Id, ("in", "2026-03-09"), ("wiped", "yes"), ("due", "2027-01-01"));
        var view = await scene.ReadAsync(back.Id, scene.Team);
        (view.Completes, view.Filled.Of("due")!.Text, view.Filled.Of("in")!.Text, view.Missing.Count).ShouldBe((true, "2026-03-10", "2026-03-09", 0));
        // Only once, only of this form, and only what was left open.
        (await TryBeginAsync(scene, lent.Id, ("in", "2026-03-09"))).Refusal!.Code.ShouldBe("records.nothing-open");
        var whole = await scene.ApprovedWithAsync("B-28-R03", ("media", "SL-JZ-2"), ("in", "2026-03-01"), ("wiped", "yes"));
        (await TryBeginAsync(scene, whole.Id, ("in", "2026-03-09"))).Refusal!.Code.ShouldBe("records.nothing-open");
        (await scene.TryAsync<CreateRecord, RecordSaved>(o => o.RunAsync(scene.Team.Actor, new CreateRecordRequest(form.Id, Nothing(), null, true), default))).Refusal!.Code.ShouldBe("records.nothing-open");
        (await scene.Team.Client.PostAsJsonAsync("/api/v1/records", new { formId = form.Id, correctsId = Guid.CreateVersion7(), completes = true, facts = new { fields = new { } } })).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        static RecordFacts Nothing() => new(new Dictionary<string, FilledField>());
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP6-B-19")]
    public async Task Leaving_is_signed_off_by_the_head_by_it_administration_and_finance_and_ends_the_account_with_the_last_day(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        (await scene.DefinitionAsync("B-19-R02")).Route.Select(s => s.Role).ShouldBe(["hod", "it", "admin", "finance"]);
        var computer = await scene.ApprovedWithAsync("B-25-R01", ("user", scene.Seller.Actor.Name), ("status", "在用"));
        var version = await scene.App.ReadAsync(db => db.People.Where(p => p.Id == scene.Seller.Actor.PersonId).Select(p => p.Version).SingleAsync());
        await scene.DoAsync<RecordLeaving, PersonSaved>(o => o.RunAsync(scene.Team.Actor, new RecordLeavingRequest(scene.Seller.Actor.PersonId, version, TestApp.Today, AtOnce: true), default));
        (await scene.App.ReadAsync(db => db.Users.Where(u => u.PersonId == scene.Seller.Actor.PersonId).Select(u => u.DisabledAt).SingleAsync())).ShouldNotBeNull();
        (await scene.Seller.Client.GetAsync("/api/v1/records")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        // The computer has to come back first.
        var leaving = await scene.DoAsync<ReadLeaving, LeavingView>(o => o.RunAsync(scene.SalesHead.Actor, scene.Seller.Actor.PersonId, default));
        leaving.Ties.ShouldHaveSingleItem().Link.ShouldBe(RecordPaths.Record(computer.Id));
        var assets = leaving.Tasks.Single(t => t.Duty == LeavingDuty.Assets);
        (await scene.TryAsync<CompleteLeavingTask, LeavingTaskView>(o => o.RunAsync(scene.SalesHead.Actor, new CompleteLeavingTaskRequest(assets.Id, assets.Version), default))).Refusal!.Code.ShouldBe("organization.leaving-still-tied");
        await UpdateAsync(scene, computer.Id, ("user", scene.SalesHead.Actor.Name));
        await scene.DoAsync<CompleteLeavingTask, LeavingTaskView>(o => o.RunAsync(scene.SalesHead.Actor, new CompleteLeavingTaskRequest(assets.Id, assets.Version), default));
    }

    [Theory, BothDatabases]
    public async Task The_page_and_the_interface_show_red_first_and_only_what_the_reader_may_see(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        await scene.AssetAsync("SL-ZC-0001", "HARD-PC");
        await scene.ApprovedWithAsync("B-27-R05", ("name", "报表宏"), ("until", "2027-06-30"), ("stopped", null));
        await scene.WatchedAsync("B-27-R01");
        await scene.Team.OpensInBothLanguagesAsync("records", "/records/watch", "/records/watch?filter.state=Red", RecordPaths.Form((await scene.FormAsync("B-27-R01")).Id), RecordPaths.Fill((await scene.FormAsync("B-29-R03")).Id));
        var rows = await scene.Team.Client.GetFromJsonAsync<System.Text.Json.JsonElement>("/api/v1/record-watches?limit=100");
        var states = rows.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("order").GetInt32()).ToList();
        states.ShouldBe(states.Order());
        states.ShouldContain(0);
        (await scene.Team.Client.GetStringAsync("/overview")).ShouldContain("逾期与缺失");
        var summary = await scene.Team.Client.GetFromJsonAsync<List<WatchSummary>>("/api/v1/record-watches/summary");
        summary![0].Red.ShouldBeGreaterThan(0);
        (await scene.Team.Client.GetAsync("/api/v1/record-watches/export")).Content.Headers.ContentType!.MediaType.ShouldBe(WrittenFile.Xlsx);
        (await scene.Seller.Client.GetFromJsonAsync<System.Text.Json.JsonElement>("/api/v1/record-watches")).GetProperty("rows").GetArrayLength().ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task Rules_are_designed_with_the_form_come_into_force_with_its_version_and_hold_for_what_is_already_there(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var form = await scene.FormAsync("B-34-R03");
        var definition = await scene.DefinitionAsync("B-34-R03");
        var field = definition.Fields.First(f => f is { Type: FieldType.Text or FieldType.Reference, Required: true }).Key;
        var old = await scene.ApprovedAsync(by: scene.Team);
        var draft = await scene.DoAsync<DraftFormVersion, FormVersionSaved>(o => o.RunAsync(scene.Controller.Actor, form.Id, default));
        foreach (var (rule, code) in new (FormRule, string)[]
        {
            (new FormRule(RuleKind.Unique), "records.design-rule-fields"),
            (new FormRule(RuleKind.Unique) { Fields = ["nothing"] }, "records.design-rule-field"),
            (new FormRule(RuleKind.Leaver) { Fields = [field] }, "records.design-rule-type"),
            (new FormRule(RuleKind.Needed) { Fields = [field] }, "records.design-rule-when"),
            (new FormRule(RuleKind.Needed) { Fields = [field], When = "a = = b" }, "records.condition-not-understood"),
            (new FormRule(RuleKind.Refers) { Fields = [field] }, "records.design-rule-form"),
            (new FormRule(RuleKind.Decided), "kernel.field-range"),
            (new FormRule(RuleKind.Fresh) { Days = 5000 }, "kernel.field-range"),
        })
        {
            var refused = (await scene.TryAsync<SaveFormVersion, FormVersionSaved>(o => o.RunAsync(scene.Controller.Actor, new SaveFormVersionRequest(draft.Id, draft.Version, definition with { Rules = [rule] }, "改"), default))).Refusal!;
            refused.Fields.Select(f => f.Code).ShouldContain(code);
            refused.Fields.ShouldAllBe(f => !f.Message.Contains('{'));
        }

        var address = RecordPaths.Version(draft.Id);
        var fields = definition.Fields.SelectMany((f, i) => new[] { ($"fields[{i}].zh", f.Zh), ($"fields[{i}].en", f.En), ($"fields[{i}].type", f.Type.ToString()), ($"fields[{i}].key", f.Key), ($"fields[{i}].required", f.Required ? "true" : ""), ($"fields[{i}].parts", DesignReading.PartsOf(f)) });
        using var saved = await scene.Controller.PostFormAsync(address, "design",
        [
            ("zh", definition.Zh), ("en", definition.En), ("reason", "增加唯一规则"), ("retentionYears", "3"), .. fields,
            ("rules[0].kind", "Unique"), ("rules[0].fields", field), ("rules[0].when", ""), ("rules[0].days", ""), ("rules[0].remind", ""), ("rules[0].more", ""),
            ("rules[1].kind", "Fresh"), ("rules[1].fields", ""), ("rules[1].when", ""), ("rules[1].days", "31"), ("rules[1].remind", "5"), ("rules[1].more", ""),
        ]);
        saved.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await scene.Controller.PageAsync(address)).ShouldContain("在有效的记录中不得重复");
        (await scene.TrySignAsync((await scene.TrySubmitAsync(draft.Id, scene.Controller, FormApproval.KindName)).Require().Id, scene.Representative)).Require();

        (await scene.DefinitionAsync("B-34-R03")).Rules.Select(r => (r.Kind, r.Days, r.Remind)).ShouldBe([(RuleKind.Unique, null, 0), (RuleKind.Fresh, 31, 5)]);
        var taken = (await scene.TryCreateAsync("B-34-R03", scene.Team, await scene.FactsAsync("B-34-R03"))).Refusal!.Fields.ShouldHaveSingleItem();
        taken.Message.ShouldContain(old.Number);
        (await scene.WatchedAsync("B-34-R03")).ShouldHaveSingleItem().State.ShouldBe(WatchState.Green);
        (await scene.Team.PageAsync(RecordPaths.Form(form.Id))).ShouldContain("不得重复");
    }

    [Fact]
    public void Conditions_hold_as_they_read_and_every_rule_of_the_catalogue_reads_in_both_languages()
    {
        var form = new FormDefinition("表", "Form", "emp", FormFrequency.Event, new RetentionRule(RetentionStart.Approval, 3), FormAccess.Department)
        {
            Fields = [new FormField("kind", "类型", "Kind", FieldType.Choice) { Options = [new FormWords("公共", "Group"), new FormWords("个人", "Personal")] }, new FormField("n", "数", "Number", FieldType.Number), new FormField("closed", "停用", "Closed", FieldType.Date)],
        };
        var filled = new Dictionary<string, FilledField> { ["kind"] = new("公共"), ["n"] = new("3"), ["closed"] = FilledField.Nothing };
        foreach (var (text, holds) in new[] { ("kind = 公共", true), ("kind = Group", true), ("kind != 公共", false), ("kind = 个人|公共", true), ("!closed", true), ("closed", false), ("n > 2 & kind", true), ("n >= 4", false), ("sum(n) = 3", true), ("kind = 公共 & closed", false) })
            Condition.Holds(text, form, filled).ShouldBe(holds, text);
        foreach (var (text, code) in new[] { ("kind ==", "records.condition-not-understood"), ("没有", "records.condition-not-understood"), ("nothing = 1", "records.formula-unknown-field"), ("", "records.condition-not-understood") })
            Condition.ProblemOf(text, form.Fields).ShouldBe(code, text);

        var forms = Isms.Modules.Records.Forms.FormCatalogue.Procedures.SelectMany(p => p.Forms).ToList();
        var names = forms.ToDictionary(f => f.Code, f => f.Definition);
        foreach (var (one, rule) in forms.SelectMany(f => f.Definition.Rules.Select(r => (f, r))))
        {
            foreach (var culture in new[] { Isms.Kernel.Text.Phrase.Chinese, Isms.Kernel.Text.Phrase.English })
            {
                var words = RuleText.Of(rule, one.Definition, names.GetValueOrDefault, culture);
                words.ShouldNotContain("records.");
                if (culture.Name == "en")
                    words.Any(c => c is >= '\u3400' and < '\ua000').ShouldBeFalse($"{one.Code}: {words}");
            }
            // What a rule says of another form is there.
            if (rule.Form is { } other && rule.That is { } that)
                Condition.ProblemOf(that, names[other].Fields).ShouldBeNull(one.Code);
            foreach (var same in rule.Same)
                names[rule.Form!].Find(same).ShouldNotBeNull($"{one.Code}: {same}");
            if (rule.Of is { } of && RuleText.Things(of) is null)
                names[of].Rules.ShouldContain(r => r.Kind == RuleKind.Newest || r.Kind == RuleKind.Unique, one.Code);
        }
    }

    private static RecordFacts With(RecordFacts facts, params (string Key, string Text)[] said)
    {
        var fields = new Dictionary<string, FilledField>(facts.Fields);
        foreach (var (key, text) in said)
            fields[key] = new FilledField(text);
        return facts with { Fields = fields };
    }

    /// <summary>A newer record in the place of this one.</summary>
    private static async Task UpdateAsync(RecordScene scene, Guid id, params (string Key, string Text)[] said)
    {
        var view = await scene.ReadAsync(id, scene.Team);
        var fields = view.Filled.Fields.Where(f => view.Definition.Find(f.Key)!.IsAsked).ToDictionary(f => f.Key, f => f.Value);
        foreach (var (key, text) in said)
            fields[key] = new FilledField(text);
        var made = await scene.DoAsync<CreateRecord, RecordSaved>(o => o.RunAsync(scene.Team.Actor, new CreateRecordRequest(view.FormId, new RecordFacts(fields, view.Filled.Signers.ToDictionary(s => s.Key, s => s.Value.ToString()), NoneForBlanks: true), id), default));
        await scene.SignAllAsync((await scene.TrySubmitAsync(made.Id, scene.Team)).Require().Id);
    }

    private static async Task<Outcome<RecordSaved>> TryBeginAsync(RecordScene scene, Guid id, params (string Key, string Text)[] said)
    {
        var view = await scene.ReadAsync(id, scene.Team);
        var facts = new RecordFacts(said.ToDictionary(s => s.Key, s => new FilledField(s.Text)), NoneForBlanks: true);
        return await scene.TryAsync<CreateRecord, RecordSaved>(o => o.RunAsync(scene.Team.Actor, new CreateRecordRequest(view.FormId, facts, id, Completes: true), default));
    }

    private static async Task<RecordSaved> BeginCompletionAsync(RecordScene scene, Guid id, params (string Key, string Text)[] said) => (await TryBeginAsync(scene, id, said)).Require();

    private static async Task CompleteAsync(RecordScene scene, Guid id, params (string Key, string Text)[] said)
    {
        var made = await BeginCompletionAsync(scene, id, said);
        await scene.SignAllAsync((await scene.TrySubmitAsync(made.Id, scene.Team)).Require().Id);
    }
}
