using System.Net;
using Isms.Kernel.Http;
using Isms.Modules.Records;
using Isms.Modules.Records.Design;
using Isms.Modules.Records.Domain;
using Isms.Modules.Records.Forms;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Records;

public sealed class DesignTests
{
    [Theory, BothDatabases]
    public async Task A_change_of_a_form_is_a_new_version_and_old_records_keep_theirs(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var old = await scene.ApprovedAsync(by: scene.Team);
        var form = await scene.FormAsync("B-34-R03");
        var draft = await scene.DoAsync<DraftFormVersion, FormVersionSaved>(o => o.RunAsync(scene.Controller.Actor, form.Id, default));
        draft.Number.ShouldBe(2);
        var definition = await scene.DefinitionAsync("B-34-R03");
        var changed = definition with { Fields = [.. definition.Fields, new FormField("room", "机房", "Server room", FieldType.Text) { Required = true }] };
        (await SubmitAsync()).Refusal!.Code.ShouldBe("records.version-needs-reason");
        await SaveAsync(draft.Version, changed, "增加机房一项");
        // Until it is approved the old version is filled in.
        (await scene.DefinitionAsync("B-34-R03")).Fields.Count.ShouldBe(definition.Fields.Count);
        (await scene.TrySignAsync((await SubmitAsync()).Require().Id, scene.Representative)).Require();

        (await scene.DefinitionAsync("B-34-R03")).Fields.Count.ShouldBe(definition.Fields.Count + 1);
        (await scene.ReadAsync(old.Id, scene.Team)).FormVersion.ShouldBe(1);
        (await scene.ReadAsync(old.Id, scene.Team)).Definition.Find("room").ShouldBeNull();
        var made = await scene.CreateAsync("B-34-R03", scene.Team);
        (await scene.ReadAsync(made.Id, scene.Team)).Definition.Find("room").ShouldNotBeNull();
        (await scene.TryAsync<SaveFormVersion, FormVersionSaved>(o => o.RunAsync(scene.Controller.Actor, new SaveFormVersionRequest(draft.Id, 9, changed, "再改"), default))).Refusal!.Code.ShouldBe("records.version-frozen");

        Task<FormVersionSaved> SaveAsync(int version, FormDefinition to, string reason) =>
            scene.DoAsync<SaveFormVersion, FormVersionSaved>(o => o.RunAsync(scene.Controller.Actor, new SaveFormVersionRequest(draft.Id, version, to, reason), default));

        Task<Outcome<Isms.Kernel.Signing.ApprovalStarted>> SubmitAsync() => scene.TrySubmitAsync(draft.Id, scene.Controller, FormApproval.KindName);
    }

    [Theory, BothDatabases]
    public async Task A_form_that_cannot_be_filled_in_is_not_saved(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var form = await scene.FormAsync("B-34-R03");
        var draft = await scene.DoAsync<DraftFormVersion, FormVersionSaved>(o => o.RunAsync(scene.Controller.Actor, form.Id, default));
        var good = await scene.DefinitionAsync("B-34-R03");
        foreach (var (bad, code) in new (FormDefinition, string)[]
        {
            (good with { Fields = [] }, "records.design-fields"),
            (good with { Fields = [new FormField("a b", "甲", "A", FieldType.Text)] }, "records.design-key"),
            (good with { Fields = [new FormField("a", "甲", "A", FieldType.Text), new FormField("a", "乙", "B", FieldType.Text)] }, "records.design-key"),
            (good with { Fields = [new FormField("a", "甲", "A", FieldType.Choice) { Options = [new FormWords("一", "One")] }] }, "records.design-options"),
            (good with { Fields = [new FormField("a", "甲", "A", FieldType.Table)] }, "records.design-columns"),
            (good with { Fields = [new FormField("a", "甲", "A", FieldType.Computed) { Formula = "sum(b)" }] }, "records.formula-unknown-field"),
            (good with { Fields = [new FormField("a", "甲", "A", FieldType.Computed) { Formula = "rm -rf" }] }, "records.formula-not-understood"),
            (good with { Fields = [new FormField("a", "甲", "", FieldType.Text)] }, "records.design-words"),
        })
        {
            var refused = (await scene.TryAsync<SaveFormVersion, FormVersionSaved>(o => o.RunAsync(scene.Controller.Actor, new SaveFormVersionRequest(draft.Id, draft.Version, bad, "改"), default))).Refusal!;
            refused.Fields.Select(f => f.Code).ShouldContain(code);
            refused.Fields.ShouldAllBe(f => !f.Message.Contains('{'));
        }
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.3.3.4-01")]
    [Trait("Requirement", "R-4.3.3.4-02")]
    [Trait("Requirement", "R-4.3.3.4-03")]
    public async Task Each_class_of_records_names_its_basis(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        (await CreateAsync("B-06-R20", RecordClass.Procedure, "B-99")).Refusal!.Fields.ShouldHaveSingleItem().Code.ShouldBe("records.basis-procedure");
        (await CreateAsync("C-01-R01", RecordClass.Instruction, null)).Refusal!.Fields.ShouldHaveSingleItem().Code.ShouldBe("records.basis-instruction");
        (await CreateAsync("D-01", RecordClass.Rule, " ")).Refusal!.Fields.ShouldHaveSingleItem().Code.ShouldBe("records.basis-rule");
        (await CreateAsync("B-06-R07", RecordClass.Procedure, "B-06")).Refusal!.Fields.ShouldHaveSingleItem().Code.ShouldBe("records.form-code-taken");
        (await CreateAsync("SL-B-06-R20", RecordClass.Procedure, "SL-B-06")).Require();
        (await CreateAsync("C-01-R01", RecordClass.Instruction, "C-12 机房操作规程")).Require();
        (await CreateAsync("D-01", RecordClass.Rule, "员工奖惩规定")).Require();
        (await scene.FormAsync("B-06-R20")).Basis.ShouldBe("B-06");

        var list = await scene.Team.Client.GetStringAsync("/records/master-list?filter.class=Rule");
        list.ShouldContain("员工奖惩规定");
        list.ShouldNotContain("机房操作规程");
        (await scene.TryAsync<CreateForm, FormVersionSaved>(o => o.RunAsync(scene.Staff.Actor, new CreateFormRequest("D-02", "名", "Name", RecordClass.Other), default))).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);

        Task<Outcome<FormVersionSaved>> CreateAsync(string code, RecordClass kind, string? basis) =>
            scene.TryAsync<CreateForm, FormVersionSaved>(o => o.RunAsync(scene.Controller.Actor, new CreateFormRequest(code, "自定义记录", "Own record", kind, basis), default));
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.3.1-06")]
    public async Task The_master_list_maps_form_to_procedure_owner_and_retention_and_shows_what_is_missing(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        await scene.DoAsync<CreateForm, FormVersionSaved>(o => o.RunAsync(scene.Controller.Actor, new CreateFormRequest("D-09", "无期限记录", "Record without a period", RecordClass.Other, RetentionYears: 0), default));
        var list = await scene.Team.Client.GetStringAsync("/records/master-list?q=B-06-R07");
        foreach (var part in new[] { "SL-B-06-R07", "SL-B-06 内部审核管理程序", "内部审核员", "批准起 3 年" })
            list.ShouldContain(part);
        var missing = await scene.Team.Client.GetStringAsync("/records/master-list?filter.incomplete=true");
        missing.ShouldContain("D-09");
        missing.ShouldContain("未定保存期限");
        missing.ShouldNotContain("B-06-R07");
        using var answer = await scene.Team.Client.GetAsync("/api/v1/record-forms/export");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe(WrittenFile.Xlsx);
    }

    [Theory, BothDatabases]
    public async Task The_designer_shows_a_preview_of_what_is_posted_without_saving_it(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var form = await scene.FormAsync("B-34-R03");
        var draft = await scene.DoAsync<DraftFormVersion, FormVersionSaved>(o => o.RunAsync(scene.Controller.Actor, form.Id, default));
        var address = RecordPaths.Version(draft.Id);
        var page = await scene.Controller.Client.GetAsync(address);
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
        var html = await page.Content.ReadAsStringAsync();
        var token = System.Text.RegularExpressions.Regex.Match(html, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        var cookie = page.Headers.TryGetValues("Set-Cookie", out var set) ? set.First(c => c.Contains("Antiforgery", StringComparison.OrdinalIgnoreCase)).Split(';')[0] : "";
        using var post = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new FormUrlEncodedContent(
            [
                new("_handler", "design"), new("__RequestVerificationToken", token), new("show", "1"), new("version", "1"), new("zh", "时钟检查"), new("en", "Clock check"),
                new("fields[0].zh", "机房温度"), new("fields[0].en", "Room temperature"), new("fields[0].type", "Number"), new("fields[0].key", "temp"),
            ]),
        };
        post.Headers.Add("Cookie", string.Join("; ", scene.Controller.Client.DefaultRequestHeaders.GetValues("Cookie").Append(cookie)));
        using var shown = await scene.Controller.Client.SendAsync(post);
        shown.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await shown.Content.ReadAsStringAsync()).ShouldContain("机房温度");
        (await scene.App.ReadAsync(db => db.Set<FormVersion>().Where(v => v.Id == draft.Id).Select(v => v.Definition).SingleAsync())).ShouldNotContain("机房温度");
    }

    [Fact]
    public void Formulas_work_out_what_they_say()
    {
        var form = new FormDefinition("表", "Form", "emp", FormFrequency.Event, new RetentionRule(RetentionStart.Approval, 3), FormAccess.Department)
        {
            Fields = [new FormField("a", "甲", "A", FieldType.Number), new FormField("t", "表", "T", FieldType.Table) { Columns = [new FormColumn("c1", "分", "Score", FieldType.Number)] }, new FormField("p", "期", "P", FieldType.DateRange)],
        };
        var filled = new Dictionary<string, FilledField>
        {
            ["a"] = new("3"), ["p"] = new("2026-03-01/2026-03-05"),
            ["t"] = new(Rows: [new Dictionary<string, string> { ["c1"] = "10" }, new Dictionary<string, string> { ["c1"] = "5.5" }]),
        };
        foreach (var (formula, value) in new[] { ("sum(t.c1)", "15.5"), ("average(t.c1)", "7.75"), ("max(t.c1,a)", "10"), ("min(t.c1,a)", "3"), ("product(a,a)", "9"), ("count(t)", "2"), ("days(p)", "5"), ("hours(p)", "96") })
            Formula.Evaluate(formula, form, filled).ShouldBe(value, formula);
        Formula.Evaluate("sum(t.c9)", form, filled).ShouldBeNull();
    }
}
