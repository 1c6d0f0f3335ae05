using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Modules.Compliance;
using Isms.Modules.Compliance.Duties;
using Isms.Modules.Compliance.Licensing;
using Isms.Modules.Compliance.Measures;
using Isms.Modules.Compliance.Property;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Compliance;

public sealed class LicenceTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-5.2.1-04")]
    public async Task A_contract_duty_has_an_owner_and_unchecked_for_twelve_months_is_overdue(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var facts = new { contract = "HT-001", party = "客户甲", clause = "第七条", duty = "24小时内通知", departmentId = scene.Engineering, responsibleId = scene.Employee.Actor.PersonId };
        var posted = await scene.EngineeringHead.Client.PostAsJsonAsync("/api/v1/contract-duties", facts);
        posted.StatusCode.ShouldBe(HttpStatusCode.Created);
        var id = (await posted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        (await scene.EngineeringHead.Client.PostAsJsonAsync("/api/v1/contract-duties", facts with { departmentId = scene.Sales })).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "another department's");
        (await scene.Team.Client.PostAsJsonAsync("/api/v1/contract-duties", facts with { responsibleId = Guid.Empty })).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "somebody answers for it");
        async Task<string> StateAsync(int days) => (await scene.DoAsync<FindDuties, RegisterPage<DutyRow>>(o => o.RunAsync(scene.Manager.Later(days), new RegisterQuery(), default))).Rows.Single().State;
        (await StateAsync(365)).ShouldBe("unchecked");
        (await StateAsync(366)).ShouldBe("overdue");
        (await scene.WatchAsync(340)).Works.ShouldBe(1);
        (await scene.WorkAsync(scene.EngineeringHead)).ShouldContain(w => w.Kind == DutyFiles.CheckWork && w.DueOn == TestApp.Today.AddMonths(12));

        var address = "/api/v1/contract-duties/" + id;
        (await CompanyScene.SendAsync(scene.EngineeringHead.Client, HttpMethod.Post, address + "/check", new { result = "Partly", finding = "没有通知模板" }, 1)).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "a measure is needed");
        (await CompanyScene.SendAsync(scene.EngineeringHead.Client, HttpMethod.Post, address + "/check", new { result = "Partly", finding = "没有通知模板", measure = new { action = "编写模板", responsibleId = scene.Employee.Actor.PersonId, dueOn = "2026-04-01" } }, 1)).EnsureSuccessStatusCode();
        (await StateAsync(0)).ShouldBe("failing");
        (await scene.WorkAsync(scene.Employee)).ShouldContain(w => w.Kind == MeasureDesk.CarryOut);
        (await scene.WorkAsync(scene.EngineeringHead)).ShouldNotContain(w => w.Kind == DutyFiles.CheckWork);
        await scene.DoAsync<CheckDuty, DutySaved>(o => o.RunAsync(scene.Team.Later(300), new CheckDutyRequest(id, 2, ComplianceResult.Conforms, "模板已用"), default));
        (await StateAsync(366)).ShouldBe("kept");
        (await scene.Employee.Client.GetStringAsync(CompliancePaths.Duty(id))).ShouldContain("模板已用", customMessage: "who answers for it sees it");

        var own = await scene.DoAsync<SaveDuty, DutySaved>(o => o.RunAsync(scene.Team.Actor, new SaveDutyRequest(null, 0, new DutyFacts("HT-002", null, "客户乙", null, "保密", scene.Engineering, scene.EngineeringHead.Actor.PersonId, null)), default));
        (await scene.TryAsync<CheckDuty, DutySaved>(o => o.RunAsync(scene.EngineeringHead.Actor, new CheckDutyRequest(own.Id, own.Version, ComplianceResult.Conforms, "好"), default))).Refusal.ShouldBe(CheckDuty.OwnDuty);
        (await scene.WatchAsync(340)).Works.ShouldBe(1);
        (await scene.WorkAsync(scene.Team)).ShouldContain(w => w.Kind == DutyFiles.CheckWork && w.SubjectId == own.Id, "the head answers for it, so the team checks");
        await scene.DoAsync<EndDuty, DutySaved>(o => o.RunAsync(scene.Team.Actor, new EndDutyRequest(own.Id, own.Version, "合同到期"), default));
        (await scene.WorkAsync(scene.Team)).ShouldNotContain(w => w.SubjectId == own.Id);
        (await scene.Manager.WorkbookAsync("/api/v1/contract-duties/export")).ShouldContain("24小时内通知");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP6-B-11")]
    public async Task More_installed_than_licensed_is_red_and_needs_a_measure(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var facts = new LicenceFacts("绘图软件", "2024", LicenceKind.Device, 5, 5, "HT-9", null, null, scene.Engineering);
        Task<Outcome<LicenceSaved>> SaveAsync(LicenceFacts sent, MeasureFacts? measure = null, LicenceSaved? over = null) =>
            scene.TryAsync<SaveLicence, LicenceSaved>(o => o.RunAsync(scene.EngineeringHead.Actor, new SaveLicenceRequest(over?.Id, over?.Version ?? 0, sent, measure), default));
        (await SaveAsync(facts with { Licences = null })).Refusal!.Fields.Single().Field.ShouldBe("licences");
        var saved = (await SaveAsync(facts)).Require();
        (await SaveAsync(facts with { Installations = 6 }, null, saved)).Refusal!.Fields.Select(f => f.Field).ShouldBe(["measure", "responsibleId", "dueOn"]);
        (await scene.App.ReadAsync(db => db.Set<SoftwareLicence>().SingleAsync())).Installations.ShouldBe(5, "nothing was saved");
        saved = (await SaveAsync(facts with { Installations = 6 }, new MeasureFacts("卸载一台", scene.Employee.Actor.PersonId, TestApp.Today.AddDays(10)), saved)).Require();
        async Task<LicenceRow> RowAsync() => (await scene.DoAsync<FindLicences, RegisterPage<LicenceRow>>(o => o.RunAsync(scene.Manager.Actor, new RegisterQuery(), default))).Rows.Single();
        ((await RowAsync()).State, (await RowAsync()).Measures).ShouldBe(("over", 1));
        (await scene.Manager.Client.GetStringAsync(CompliancePaths.Licences)).ShouldContain("安装超过许可");
        (await scene.WorkAsync(scene.Employee)).ShouldContain(w => w.Kind == MeasureDesk.CarryOut);
        saved = (await SaveAsync(facts with { Installations = 7 }, null, saved)).Require();
        (await scene.App.ReadAsync(db => db.Set<ComplianceMeasure>().CountAsync())).ShouldBe(1, "something is being done about it already");
        (await scene.TryAsync<EndLicence, LicenceSaved>(o => o.RunAsync(scene.EngineeringHead.Actor, new EndLicenceRequest(saved.Id, saved.Version), default))).Refusal.ShouldBe(EndLicence.StillInstalled);
        (await SaveAsync(facts with { Name = "试用软件", ExpiresOn = TestApp.Today.AddDays(-1), Installations = 1 })).Refusal!.Fields.ShouldContain(f => f.Field == "measure", "expired and still installed");
        (await SaveAsync(facts with { Kind = LicenceKind.Free, Name = "开源软件", Licences = null, Installations = 900 })).Require();
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP6-B-11")]
    public async Task Once_a_year_everything_installed_is_counted_and_signed(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        (await scene.TryAsync<OpenLicenceCheck, LicenceCheckSaved>(o => o.RunAsync(scene.Team.Actor, new OpenLicenceCheckRequest("全部电脑"), default))).Refusal.ShouldBe(OpenLicenceCheck.NothingToCheck);
        var licence = await scene.DoAsync<SaveLicence, LicenceSaved>(o => o.RunAsync(scene.Team.Actor, new SaveLicenceRequest(null, 0, new LicenceFacts("办公软件", null, LicenceKind.Device, 10, 0, null, null, null, scene.Office)), default));
        (await scene.WatchAsync(340)).Works.ShouldBe(1);
        (await scene.WorkAsync(scene.Team)).ShouldContain(w => w.Kind == LicenceCheckApproval.CheckWork && w.DueOn == TestApp.Today.AddMonths(12));
        var check = await scene.DoAsync<OpenLicenceCheck, LicenceCheckSaved>(o => o.RunAsync(scene.Team.Actor, new OpenLicenceCheckRequest("全部电脑"), default));
        (await scene.TrySubmitAsync(LicenceCheckApproval.KindName, check.Id)).Refusal!.Obstacles.Count.ShouldBe(1, "nothing counted");
        var line = (await scene.DoAsync<ReadLicenceCheck, LicenceCheckView>(o => o.RunAsync(scene.Team.Actor, check.Id, default))).Lines.Single();
        var address = "/api/v1/licence-checks/lines/" + line.Id;
        (await CompanyScene.SendAsync(scene.Team.Client, HttpMethod.Put, address, new { installations = 12 }, 1)).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "over: what is done about it?");
        var measure = new { action = "补购两套", responsibleId = scene.Employee.Actor.PersonId, dueOn = "2026-04-01" };
        (await CompanyScene.SendAsync(scene.Team.Client, HttpMethod.Put, address, new { installations = 12, measure }, 1)).EnsureSuccessStatusCode();
        (await scene.Team.Client.PostAsJsonAsync($"/api/v1/licence-checks/{check.Id}/found", new { software = "下载工具", installations = 2, measure })).StatusCode.ShouldBe(HttpStatusCode.Created);
        await scene.ApproveAsync(LicenceCheckApproval.KindName, check.Id, scene.Representative);
        var stored = await scene.App.ReadAsync(db => db.Set<SoftwareLicence>().SingleAsync(l => l.Id == licence.Id));
        (stored.Installations, stored.CheckedOn).ShouldBe((12, TestApp.Today));
        (await scene.App.ReadAsync(db => db.Set<ComplianceMeasure>().CountAsync(m => m.Source == MeasureSource.Licence))).ShouldBe(2);
        (await scene.WorkAsync(scene.Team)).ShouldNotContain(w => w.Kind == LicenceCheckApproval.CheckWork);
        (await scene.Manager.WordAsync($"/api/v1/licence-checks/{check.Id}/document")).ShouldContain("下载工具");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP6-B-11")]
    public async Task Rights_are_kept_once_and_renewed_before_they_lapse(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var facts = new RightFacts("公司域名", RightKind.DomainName, RightState.Held, "example.com", null, TestApp.Today.AddYears(-1), TestApp.Today.AddDays(20), scene.Engineering, null);
        Task<Outcome<RightSaved>> SaveAsync(RightFacts sent, RightSaved? over = null) => scene.TryAsync<SaveRight, RightSaved>(o => o.RunAsync(scene.Team.Actor, new SaveRightRequest(over?.Id, over?.Version ?? 0, sent), default));
        (await SaveAsync(facts with { ObtainedOn = null })).Refusal!.Fields.Single().Field.ShouldBe("obtainedOn");
        var saved = (await SaveAsync(facts)).Require();
        (await SaveAsync(facts)).Refusal!.Fields.Single().Code.ShouldBe("compliance.certificate-twice");
        (await scene.WatchAsync()).Works.ShouldBe(1);
        (await scene.WorkAsync(scene.EngineeringHead)).ShouldContain(w => w.Kind == RightFiles.RenewWork && w.DueOn == TestApp.Today.AddDays(20));
        (await scene.DoAsync<FindRights, RegisterPage<RightRow>>(o => o.RunAsync(scene.Manager.Later(21), new RegisterQuery(), default))).Rows.Single().Expired.ShouldBeTrue();
        (await SaveAsync(facts with { ExpiresOn = TestApp.Today.AddYears(1) }, saved)).Require();
        (await scene.WorkAsync(scene.EngineeringHead)).ShouldNotContain(w => w.Kind == RightFiles.RenewWork);
        (await scene.Manager.WorkbookAsync("/api/v1/intellectual-property/export")).ShouldContain("example.com");
        (await scene.Employee.Client.GetAsync("/api/v1/intellectual-property")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory, BothDatabases]
    public async Task Every_page_opens_in_both_languages_and_the_parts_elsewhere_know_of_it(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        string[] lists = [CompliancePaths.Laws, CompliancePaths.NewLaw, CompliancePaths.Starter, CompliancePaths.Import, CompliancePaths.Updates, CompliancePaths.Evaluations, CompliancePaths.Measures, CompliancePaths.Duties, CompliancePaths.NewDuty,
            CompliancePaths.Licences, CompliancePaths.NewLicence, CompliancePaths.LicenceChecks, CompliancePaths.Rights, CompliancePaths.NewRight];
        await scene.Team.OpensInBothLanguagesAsync("compliance", lists);
        var law = await scene.ApplicableAsync(scene.Sales);
        var evaluation = await scene.EvaluateAsync(new Isms.Modules.Compliance.Evaluating.LineFacts("缺", ComplianceResult.DoesNotConform, null, "补", scene.Employee.Actor.PersonId, TestApp.Today.AddDays(9)));
        var duty = await scene.DoAsync<SaveDuty, DutySaved>(o => o.RunAsync(scene.Team.Actor, new SaveDutyRequest(null, 0, new DutyFacts("HT-1", null, "客户", null, "保密", scene.Sales, scene.Employee.Actor.PersonId, null)), default));
        var licence = await scene.DoAsync<SaveLicence, LicenceSaved>(o => o.RunAsync(scene.Team.Actor, new SaveLicenceRequest(null, 0, new LicenceFacts("办公软件", null, LicenceKind.Device, 10, 1, null, null, null, scene.Office)), default));
        var check = await scene.DoAsync<OpenLicenceCheck, LicenceCheckSaved>(o => o.RunAsync(scene.Team.Actor, new OpenLicenceCheckRequest("全部电脑"), default));
        var measure = await scene.App.ReadAsync(db => db.Set<ComplianceMeasure>().Select(m => m.Id).SingleAsync());
        await scene.Team.OpensInBothLanguagesAsync("compliance", CompliancePaths.Law(law), CompliancePaths.Evaluation(evaluation), CompliancePaths.Duty(duty.Id), CompliancePaths.Licence(licence.Id), CompliancePaths.LicenceCheck(check.Id), CompliancePaths.Measure(measure));
        (await scene.Manager.Client.GetStringAsync("/overview")).ShouldContain(CompliancePaths.Laws);
        foreach (var file in new[] { "laws", "law-checks", "compliance-evaluations", "compliance-measures", "software-licences", "licence-checks" })
            (await scene.Manager.WorkbookAsync($"/api/v1/{file}/export")).ShouldNotBeEmpty();
    }
}
