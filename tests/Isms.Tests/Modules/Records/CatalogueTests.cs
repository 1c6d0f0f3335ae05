using System.Net;
using System.Text.Json;
using Isms.Kernel.Http;
using Isms.Modules.Records;
using Isms.Modules.Records.Design;
using Isms.Modules.Records.Domain;
using Isms.Modules.Records.Forms;
using Isms.Tests.Kernel.Access;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Records;

public sealed class CatalogueTests
{
    private static readonly Func<string, FormDefinition?> NoForm = _ => null;

    [Theory, BothDatabases]
    public async Task What_the_catalogue_changed_is_proposed_and_one_action_drafts_it_for_the_usual_approval(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        (await ProposalsAsync(scene)).ShouldBeEmpty("a new installation is up to date");
        (await scene.Controller.Client.GetStringAsync(RecordPaths.Proposals)).ShouldContain("没有新的建议");
        var code = FormCatalogue.Procedures.SelectMany(p => p.Forms).First(f => f.Definition.Rules.Count > 0 && f.Definition.Fields.Count > 3).Code;
        var (form, now) = (await scene.FormAsync(code), await scene.DefinitionAsync(code));
        // As it was installed from an older catalogue: one rule and one field less.
        var dropped = now.Fields.Last(f => now.Rules.All(r => !r.ToString().Contains(f.Key, StringComparison.Ordinal) && !r.Fields.Contains(f.Key)));
        await InstalledAsync(scene, form.Id, now with { Rules = [.. now.Rules.Skip(1)], Fields = [.. now.Fields.Where(f => f != dropped)] });

        var proposal = (await ProposalsAsync(scene)).ShouldHaveSingleItem();
        proposal.FormId.ShouldBe(form.Id);
        proposal.Changes.Count.ShouldBe(2);
        proposal.Changes.ShouldAllBe(c => c.Before == "" && !c.Kept);
        (await scene.Controller.Client.GetStringAsync(RecordPaths.Forms)).ShouldContain(RecordPaths.Proposals);
        var page = await scene.Controller.Client.GetStringAsync(RecordPaths.Form(form.Id));
        page.ShouldContain(WebUtility.HtmlEncode(dropped.Zh));
        page.ShouldContain("按建议起草新版本");
        (await scene.Staff.Client.GetStringAsync(RecordPaths.Form(form.Id))).ShouldNotContain("按建议起草新版本");
        (await scene.Staff.Client.GetAsync(RecordPaths.Proposals)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await CompanyScene.SendAsync(scene.Controller.Client, HttpMethod.Post, $"/api/v1/record-forms/{form.Id}/proposal/taking", null, 0)).StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        var answer = await CompanyScene.SendAsync(scene.Controller.Client, HttpMethod.Post, $"/api/v1/record-forms/{form.Id}/proposal/taking", null, proposal.Version);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var draft = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetGuid();

        (await scene.DefinitionAsync(code)).Rules.Count.ShouldBe(now.Rules.Count - 1, "not before it is approved");
        (await ProposalsAsync(scene)).ShouldBeEmpty();
        var approval = (await scene.TrySubmitAsync(draft, scene.Controller, FormApproval.KindName)).Require().Id;
        (await scene.TrySignAsync(approval, scene.Representative)).Require();
        (await scene.DefinitionAsync(code)).ToJson().ShouldBe(now.ToJson(), "everything stands where the catalogue has it");
        (await scene.TryAsync<TakeProposal, FormVersionSaved>(o => o.RunAsync(scene.Controller.Actor, new TakeProposalRequest(form.Id, proposal.Version), default))).Refusal!.Kind.ShouldBe(RefusalKind.Stale);
    }

    [Theory, BothDatabases]
    public async Task What_was_turned_down_is_not_proposed_again_and_a_retired_form_or_one_being_signed_is_left_alone(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var (form, now) = (await scene.FormAsync("B-34-R03"), await scene.DefinitionAsync("B-34-R03"));
        await InstalledAsync(scene, form.Id, now with { Fields = [.. now.Fields.SkipLast(1)] });
        var proposal = (await ProposalsAsync(scene)).ShouldHaveSingleItem();

        var draft = await scene.DoAsync<DraftFormVersion, FormVersionSaved>(o => o.RunAsync(scene.Controller.Actor, form.Id, default));
        var own = await scene.DoAsync<SaveFormVersion, FormVersionSaved>(o => o.RunAsync(scene.Controller.Actor, new SaveFormVersionRequest(draft.Id, draft.Version, now with { Fields = [.. now.Fields.SkipLast(1)], Zh = "本公司的名称" }, "改名"), default));
        (await scene.TrySubmitAsync(own.Id, scene.Controller, FormApproval.KindName)).Require();
        (await scene.TryAsync<TakeProposal, FormVersionSaved>(o => o.RunAsync(scene.Controller.Actor, new TakeProposalRequest(form.Id, proposal.Version), default))).Refusal!.Code.ShouldBe(TakeProposal.BeingSigned.Code);
        (await scene.TryAsync<DeclineProposal, Done>(o => o.RunAsync(scene.Staff.Actor, new DeclineProposalRequest(form.Id, proposal.Version), default))).Refusal!.Kind.ShouldBe(RefusalKind.Forbidden);
        (await CompanyScene.SendAsync(scene.Controller.Client, HttpMethod.Post, $"/api/v1/record-forms/{form.Id}/proposal/declining", null, proposal.Version)).IsSuccessStatusCode.ShouldBeTrue();
        (await ProposalsAsync(scene)).ShouldBeEmpty();
        (await scene.App.LedgerCountAsync("records.decline-proposal")).ShouldBe(1);
    }

    [Fact]
    public void What_the_organization_changed_itself_stays_and_is_said()
    {
        var taken = Form("表", "甲", "乙", "丙");
        var now = Form("表", "甲", "乙", "丁") with { Retention = new RetentionRule(RetentionStart.Approval, 5), Zh = "新表" };
        now = now with { Fields = [now.Fields[0] with { Required = true }, now.Fields[1] with { Required = true }, now.Fields[2]] };
        var own = taken with { Zh = "自己的表", Fields = [taken.Fields[0], taken.Fields[1] with { Zh = "自己的乙" }, taken.Fields[2], new FormField("own", "自有", "Own", FieldType.Text)] };

        var merged = CatalogueMerge.Run(taken, now, own, NoForm, Isms.Kernel.Text.Phrase.Chinese);

        merged.Form.Fields.Select(f => f.Zh).ShouldBe(["甲", "自己的乙", "丁", "自有"]);
        merged.Form.Fields[0].Required.ShouldBeTrue();
        merged.Form.Fields[1].Required.ShouldBeFalse();
        (merged.Form.Zh, merged.Form.Retention.Years).ShouldBe(("自己的表", 5));
        merged.Changes.Where(c => c.Kept).Select(c => c.What).ShouldBe(["表单名称", "字段“乙”"]);
        merged.Changes.Single(c => c.After == "").What.ShouldBe("字段“丙”");
        CatalogueMerge.Run(now, now, own, NoForm, Isms.Kernel.Text.Phrase.Chinese).ShouldSatisfyAllConditions(m => m.Changes.ShouldBeEmpty(), m => m.Form.ToJson().ShouldBe(own.ToJson()));
    }

    private static FormDefinition Form(string name, params string[] fields) =>
        new(name, "Form", "emp", FormFrequency.Event, new RetentionRule(RetentionStart.Approval, 3), FormAccess.Department) { Fields = [.. fields.Select(f => new FormField("f" + (int)f[0], f, f, FieldType.Text))] };

    private static async Task<CatalogueProposal[]> ProposalsAsync(RecordScene scene) =>
        await scene.DoAsync<FindProposals, CatalogueProposal[]>(o => o.RunAsync(scene.Controller.Actor, default));

    // A version in force never changes, so what an older release of the product brought stands in one of its own.
    private static Task InstalledAsync(RecordScene scene, Guid formId, FormDefinition older) => scene.App.RunAsync<Isms.Kernel.Data.IsmsDbContext, int>(async db =>
    {
        var (form, first) = (await db.Set<RecordForm>().SingleAsync(f => f.Id == formId), await db.Set<FormVersion>().SingleAsync(v => v.FormId == formId));
        var version = new FormVersion { FormId = formId, Number = 2, Definition = older.ToJson(), Reason = "旧目录" };
        version.PutInForce(TestApp.Start.UtcDateTime);
        first.Supersede();
        db.Add(version);
        form.Take(version, older);
        form.Catalogued = older.ToJson();
        await db.SaveAsync(scene.App.System, "test.arrange", default);
        return 0;
    });
}
