using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Modules.Compliance;
using Isms.Modules.Compliance.Laws;
using Isms.Modules.Compliance.Updates;
using Isms.Modules.Documents;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Compliance;

public sealed class LawTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.3.2.3-01")]
    public async Task What_applies_without_a_clause_is_incomplete_and_stands_first(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var complete = await scene.ApplicableAsync(scene.Engineering);
        var bare = await scene.LawAsync(ComplianceScene.Cybersecurity with { TitleZh = "数据安全法", Reference = "主席令第八十四号" });
        (await scene.JudgeAsync(bare, true, null)).Refusal!.Fields.Single().Field.ShouldBe("departmentId");
        (await scene.JudgeAsync(bare, true, scene.Sales)).Require();
        async Task<IReadOnlyList<LawRow>> ListAsync() => (await scene.DoAsync<FindLaws, RegisterPage<LawRow>>(o => o.RunAsync(scene.Employee.Actor, new RegisterQuery(), default))).Rows;
        (await ListAsync()).Select(r => (r.Id, r.Attention)).ShouldBe([(bare, "incomplete"), (complete, "inOrder")]);
        (await scene.ReadAsync(bare)).Incomplete.ShouldBeTrue();
        (await scene.Team.Client.GetStringAsync(CompliancePaths.Laws)).ShouldContain("缺适用条款");

        (await scene.ClauseAsync(bare, ComplianceScene.Clause with { Fulfilment = "" })).Refusal!.Fields.Single().Field.ShouldBe("fulfilment");
        (await scene.ClauseAsync(bare)).Require();
        (await ListAsync()).ShouldAllBe(r => r.Attention == "inOrder");
        var clause = (await scene.ReadAsync(bare)).Clauses.Single();
        await scene.DoAsync<RemoveClause, Done>(o => o.RunAsync(scene.Team.Actor, new RemoveClauseRequest(clause.Id, clause.Version), default));
        (await ListAsync())[0].Attention.ShouldBe("incomplete");
        (await scene.JudgeAsync(bare, false, null)).Require();
        (await ListAsync())[^1].Attention.ShouldBe("out");
        (await scene.ClauseAsync(bare)).Refusal.ShouldBe(SaveClause.DoesNotApply);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.3.1-07")]
    public async Task A_law_is_entered_with_its_file_and_clauses_and_the_file_is_held_once(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var posted = await scene.Team.Client.PostAsJsonAsync("/api/v1/laws", new { titleZh = "信息安全技术 网络安全等级保护基本要求", kind = "Standard", issuer = "国家标准委", reference = "GB/T 22239-2019", issuedOn = "2019-05-10", effectiveOn = "2019-12-01", status = "InForce" });
        posted.StatusCode.ShouldBe(HttpStatusCode.Created);
        var address = posted.Headers.Location!.ToString();
        var id = (await posted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        (await CompanyScene.SendAsync(scene.Team.Client, HttpMethod.Post, address + "/judge", new { applies = true, reason = "对外系统", departmentId = scene.Engineering }, 1)).EnsureSuccessStatusCode();
        (await scene.Team.Client.PostAsJsonAsync(address + "/clauses", new { clause = "第二级", demand = "安全计算环境", fulfilment = "已测评" })).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await CompanyScene.SendAsync(scene.Team.Client, HttpMethod.Post, address + "/hold-text", null, 2)).EnsureSuccessStatusCode();
        var law = await scene.ReadAsync(id);
        var external = await scene.App.ReadAsync(db => db.Set<ExternalDocument>().SingleAsync(e => e.Id == law.ExternalId));
        (external.StandardNumber, external.Year, external.Source, external.State, external.DepartmentId).ShouldBe(("GB/T 22239", 2019, "国家标准委", ExternalState.Current, scene.Engineering));
        (await scene.TryAsync<HoldText, LawSaved>(o => o.RunAsync(scene.Team.Actor, new HoldTextRequest(id, law.Version), default))).Refusal!.Code.ShouldBe("compliance.text-held-already");

        await scene.DoAsync<AddAttachment, AttachmentView>(o => o.RunAsync(scene.Team.Actor, new AddAttachmentRequest(ExternalFiles.KindName, external.Id, "标准.txt", new MemoryStream(Encoding.UTF8.GetBytes("基本要求"))), default));
        (await scene.TryAsync<AddAttachment, AttachmentView>(o => o.RunAsync(scene.Employee.Actor, new AddAttachmentRequest(ExternalFiles.KindName, external.Id, "别的.txt", new MemoryStream([1])), default))).Refusal.ShouldNotBeNull();
        (await scene.Employee.Client.GetStringAsync(CompliancePaths.Law(id))).ShouldContain("标准.txt");
        (await scene.Employee.Client.GetStringAsync(DocumentViews.ExternalLink(external.Id))).ShouldContain("标准.txt", customMessage: "the same file, held in one place");

        var upcoming = new { titleZh = "新条例", kind = "Regulation", issuer = "国务院", status = "Upcoming" };
        (await scene.Team.Client.PostAsJsonAsync("/api/v1/laws", upcoming)).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "what is yet to take effect has a day");
        (await CompanyScene.SendAsync(scene.Team.Client, HttpMethod.Put, address, new { titleZh = "改", kind = "Standard", issuer = "x", status = "InForce" }, 1)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await scene.Employee.Client.PostAsJsonAsync("/api/v1/laws", upcoming)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var workbook = await scene.Manager.WorkbookAsync("/api/v1/laws/export");
        workbook.ShouldContain("GB/T 22239-2019");
        await using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(await scene.Manager.Client.GetByteArrayAsync("/api/v1/laws/export")));
        var sheets = await Task.WhenAll(zip.Entries.Where(e => e.FullName.StartsWith("xl/", StringComparison.Ordinal)).Select(async e => await new StreamReader(await e.OpenAsync()).ReadToEndAsync()));
        string.Concat(sheets).ShouldContain("安全计算环境", customMessage: "the clauses stand on the second sheet");
        (await scene.Team.Client.GetStringAsync("/search?q=22239")).ShouldContain(CompliancePaths.Law(id));
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP6-B-10")]
    public async Task Half_yearly_somebody_looks_for_changes_and_each_change_is_seen_to(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        (await scene.WatchAsync()).Works.ShouldBe(0, "nothing applies yet");
        var id = await scene.ApplicableAsync(scene.Engineering);
        (await scene.WatchAsync(100)).Works.ShouldBe(0);
        (await scene.WatchAsync(160)).Works.ShouldBe(1, "thirty days before six months are over");
        (await scene.WatchAsync(160)).Works.ShouldBe(0, "once");
        (await scene.WorkAsync(scene.Team)).ShouldContain(w => w.Kind == LawDuties.Check && w.DueOn == TestApp.Today.AddMonths(6));
        (await scene.App.RunAsync<RhythmReader, CheckRhythm>(r => r.OfLawsAsync(TestApp.Today.AddMonths(6).AddDays(1), default))).Overdue.ShouldBeTrue();

        async Task<Outcome<CheckSaved>> RecordAsync(params FoundChange[] changes) =>
            await scene.TryAsync<RecordCheck, CheckSaved>(o => o.RunAsync(scene.Team.Actor, new RecordCheckRequest(TestApp.Today, "国家法律法规数据库", null, changes), default));
        (await RecordAsync(new FoundChange(Guid.Empty, ChangeKind.Changed, "x"))).Refusal!.Fields.Single().Code.ShouldBe("compliance.no-such-law");
        (await scene.TryAsync<RecordCheck, CheckSaved>(o => o.RunAsync(scene.Team.Actor, new RecordCheckRequest(TestApp.Today.AddDays(1), "x", null, []), default))).Refusal!.Fields.Single().Field.ShouldBe("checkedOn");
        var check = (await RecordAsync(new FoundChange(id, ChangeKind.Changed, "法律责任调整"))).Require();
        (await scene.WorkAsync(scene.Team)).ShouldNotContain(w => w.Kind == LawDuties.Check);
        (await scene.WorkAsync(scene.EngineeringHead)).ShouldContain(w => w.Kind == LawDuties.Handle && w.DueOn == TestApp.Today.AddDays(30));
        var law = await scene.ReadAsync(id);
        (law.Status, law.Changes.Single().Open).ShouldBe((LawStatus.Amended, true));

        var change = law.Changes.Single();
        (await scene.TryAsync<HandleChange, ChangeSaved>(o => o.RunAsync(scene.EngineeringHead.Actor, new HandleChangeRequest(change.Id, change.Version, ""), default))).Refusal!.Fields.Single().Field.ShouldBe("handling");
        await scene.DoAsync<HandleChange, ChangeSaved>(o => o.RunAsync(scene.EngineeringHead.Actor, new HandleChangeRequest(change.Id, change.Version, "条款已核对，培训已通知"), default));
        (await scene.ReadAsync(id)).Status.ShouldBe(LawStatus.InForce);
        (await scene.WorkAsync(scene.EngineeringHead)).ShouldNotContain(w => w.Kind == LawDuties.Handle);
        (await scene.Manager.WordAsync($"/api/v1/law-checks/{check.Id}/document")).ShouldContain("条款已核对");
        (await RecordAsync(new FoundChange(id, ChangeKind.Repealed, "废止"))).Require();
        (await scene.ReadAsync(id)).Status.ShouldBe(LawStatus.Repealed);
        (await scene.App.RunAsync<RhythmReader, CheckRhythm>(r => r.OfLawsAsync(TestApp.Today, default))).DueOn.ShouldBe(TestApp.Today.AddMonths(6), "counted from the last check");
    }

    [Theory, BothDatabases]
    public async Task Laws_take_effect_on_their_day_and_come_from_the_starter_list_and_from_spreadsheets(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var later = await scene.LawAsync(ComplianceScene.Cybersecurity with { TitleZh = "新条例", Reference = "第1号", Status = LawStatus.Upcoming, EffectiveOn = TestApp.Today.AddDays(5) });
        (await scene.WatchAsync(4)).InForce.ShouldBe(0);
        (await scene.WatchAsync(5)).InForce.ShouldBe(1);
        (await scene.ReadAsync(later)).Status.ShouldBe(LawStatus.InForce);

        var starter = (await scene.Team.Client.GetFromJsonAsync<JsonElement[]>("/api/v1/laws/starter"))!;
        starter.Length.ShouldBeGreaterThan(40);
        (await scene.Team.Client.PostAsJsonAsync("/api/v1/laws/starter", new { codes = new[] { "data-security-law", "gdpr" } })).EnsureSuccessStatusCode();
        (await scene.DoAsync<TakeOverLaws, LawsTakenOver>(o => o.RunAsync(scene.Team.Actor, new TakeOverLawsRequest(["gdpr"]), default))).Count.ShouldBe(0, "taken over already");
        (await scene.TryAsync<TakeOverLaws, LawsTakenOver>(o => o.RunAsync(scene.Team.Actor, new TakeOverLawsRequest(["nothing"]), default))).Refusal!.Fields.Single().Code.ShouldBe("compliance.no-such-code");
        var proposals = (await scene.DoAsync<FindLaws, RegisterPage<LawRow>>(o => o.RunAsync(scene.Team.Actor, new RegisterQuery { Filters = new Dictionary<string, string> { ["attention"] = "judge" } }, default))).Rows;
        proposals.Select(r => r.Reference).ShouldBe(["主席令第八十四号", "(EU) 2016/679", "第1号"], ignoreOrder: true);

        const string Good = "法律法规名称,文号,类别,发布机关,实施日期,适用条款,条款要求,符合方式,责任部门\n密码法,主席令第三十五号,法律,全国人大常委会,2020-01-01,第二十七条,使用商用密码,已评估,工程部\n密码法,主席令第三十五号,法律,全国人大常委会,2020-01-01,第二十八条,进出口许可,不涉及,工程部\n";
        async Task<LawsImported> ImportAsync(string text, bool check) => await scene.DoAsync<ImportLaws, LawsImported>(o => o.RunAsync(scene.Team.Actor, new ImportLawsRequest("清单.csv", new MemoryStream(Encoding.UTF8.GetBytes(text)), check), default));
        var wrong = await ImportAsync(Good.Replace("不涉及,工程部", "不涉及,没有的部门", StringComparison.Ordinal), false);
        (wrong.Saved, wrong.Problems.Single().Row).ShouldBe((false, 3));
        (await ImportAsync(Good, true)).Saved.ShouldBeFalse();
        var imported = await ImportAsync(Good, false);
        (imported.Laws, imported.Clauses, imported.Saved).ShouldBe((1, 2, true));
        var law = (await scene.DoAsync<FindLaws, RegisterPage<LawRow>>(o => o.RunAsync(scene.Team.Actor, new RegisterQuery { Search = "密码法" }, default))).Rows.Single();
        (law.Kind, law.Clauses, law.Standing, law.Department).ShouldBe((LawKind.Law, 2, LawStanding.Applies, "工程部"));
        (await ImportAsync(Good, false)).Laws.ShouldBe(0, "the same list again adds nothing");
    }
}
