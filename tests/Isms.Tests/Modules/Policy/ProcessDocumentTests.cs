using System.Net.Http.Json;
using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using Isms.Kernel.Http;
using Isms.Modules.Documents;
using Isms.Modules.Documents.Checking;
using Isms.Modules.Documents.Drafts;
using Isms.Modules.Documents.Reading;
using Isms.Modules.Documents.Starter;
using Isms.Modules.Policy.Texts;
using Isms.Tests.Modules.Applicability;
using Isms.Tests.Modules.Objectives;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Policy;

/// <summary>Policy, statement of applicability and objectives are controlled documents without a second text.</summary>
public sealed class ProcessDocumentTests
{
    private const string Text = "切实推行安全管理，积极防御风险";

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.3.1-01")]
    [Trait("Requirement", "R-APP5-A-04.00")]
    public async Task The_approved_policy_is_the_document_in_force_with_its_readers_and_nobody_writes_a_second_text(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        (await scene.App.RunAsync<SeedDocuments, Outcome<DocumentsSeeded>>(o => o.RunAsync(scene.App.System, default))).Require();
        var document = await DocumentAsync(scene.App, "XX-A-04.00");
        var waiting = await NewestAsync(scene.App, document);
        (waiting.State, waiting.BodyZh).ShouldBe((VersionState.Draft, ""));
        var written = await scene.TryAsync<SaveDraft, VersionSaved>(o => o.RunAsync(scene.Team.Actor, new SaveDraftRequest(waiting.Id, waiting.Version, "方针", "Policy", "另一份方针", "", "x"), default));
        written.Refusal!.Code.ShouldBe(ProcessPapers.MadeThere.Code);
        written.Refusal!.Obstacles.ShouldHaveSingleItem().Link.ShouldBe("/policy");

        var first = await ApprovedAsync(scene, Text);
        var issued = await NewestAsync(scene.App, document);
        (issued.State, issued.Label, issued.EffectiveOn, issued.SourceId).ShouldBe((VersionState.Effective, "V1.0", TestApp.Today, first));
        // The paper of the process is what everybody reads, prints and finds.
        (await scene.Employee.Client.GetStringAsync($"/documents/{document}")).ShouldContain(Text);
        using (var paper = WordprocessingDocument.Open(new MemoryStream(await scene.Employee.Client.GetByteArrayAsync($"/api/v1/document-versions/{issued.Id}/file?format=docx")), false))
            paper.MainDocumentPart!.Document.InnerText.ShouldSatisfyAllConditions(t => t.ShouldContain(Text), t => t.ShouldContain(scene.Manager.Actor.Name), t => t.ShouldContain("SL-A-04.00"));
        (await scene.Employee.Client.GetFromJsonAsync<JsonElement>("/api/v1/documents/search?q=积极防御")).GetRawText().ShouldContain("SL-A-04.00");
        var reading = (await scene.App.RunAsync<ListReadings, Outcome<IReadOnlyList<ReadingView>>>(o => o.RunAsync(scene.Employee.Actor, default))).Require().ShouldHaveSingleItem();
        (reading.Number, reading.Label).ShouldBe(("SL-A-04.00", "V1.0"));
        (await scene.App.RunAsync<DocumentsInForce, DocumentInForce?>(f => f.FindAsync("XX-A-04.00", TestApp.Today, default)))!.Label.ShouldBe("V1.0");
        (await NeedAsync(scene.App, scene.Team, "5.2")).ShouldBe(("SL-A-04.00", true));

        var second = await ApprovedAsync(scene, "风险在前，业务在先", "范围扩大");
        var versions = await scene.App.ReadAsync(db => db.Set<DocumentVersion>().AsNoTracking().Where(v => v.DocumentId == document).OrderBy(v => v.Ordinal).ToListAsync());
        versions.Select(v => (v.Label, v.State, v.SourceId, v.ChangeSummary)).ShouldBe([("V1.0", VersionState.Superseded, first, versions[0].ChangeSummary), ("V1.1", VersionState.Effective, second, "范围扩大")]);
        (await scene.App.RunAsync<ListReadings, Outcome<IReadOnlyList<ReadingView>>>(o => o.RunAsync(scene.Employee.Actor, default))).Require().ShouldHaveSingleItem().Label.ShouldBe("V1.1");
        (await scene.App.RunAsync<ReviseDocument, Outcome<VersionSaved>>(o => o.RunAsync(scene.Team.Actor, new ReviseDocumentRequest(document, false, "改"), default))).Refusal!.Code.ShouldBe(ProcessPapers.MadeThere.Code);
    }

    [Theory, BothDatabases]
    public async Task What_was_approved_before_its_document_was_listed_is_taken_over_once(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var policy = await ApprovedAsync(scene, Text);
        for (var i = 0; i < 2; i++)
            (await scene.App.RunAsync<SeedDocuments, Outcome<DocumentsSeeded>>(o => o.RunAsync(scene.App.System, default))).Require();
        var document = await DocumentAsync(scene.App, "XX-A-04.00");
        (await scene.App.ReadAsync(db => db.Set<DocumentVersion>().AsNoTracking().SingleAsync(v => v.DocumentId == document))).ShouldSatisfyAllConditions(
            v => v.State.ShouldBe(VersionState.Effective), v => v.SourceId.ShouldBe(policy), v => v.BodyZh.ShouldContain(Text));
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.3.1-08")]
    public async Task The_statement_of_applicability_in_force_is_part_of_the_set_of_documents(On on)
    {
        await using var scene = await SoaScene.StartAsync(on);
        (await scene.App.RunAsync<SeedDocuments, Outcome<DocumentsSeeded>>(o => o.RunAsync(scene.App.System, default))).Require();
        (await scene.App.RunAsync<DocumentsInForce, DocumentInForce?>(f => f.FindAsync("XX-A-02", TestApp.Today, default))).ShouldBeNull();
        var soa = await scene.InForceAsync();
        var inForce = (await scene.App.RunAsync<DocumentsInForce, DocumentInForce?>(f => f.FindAsync("XX-A-02", TestApp.Today, default))).ShouldNotBeNull();
        (inForce.Number, inForce.Label).ShouldBe(("SL-A-02", "V1.0"));
        var page = await scene.Manager.Client.GetStringAsync(inForce.Link);
        page.ShouldContain("软件开发与运维服务");
        page.ShouldContain("8.13");
        var next = await scene.PrepareAsync(note: "新增云服务");
        await scene.ApproveAsync(next);
        (await scene.App.ReadAsync(db => db.Set<DocumentVersion>().Where(v => v.DocumentId == inForce.DocumentId).OrderBy(v => v.Ordinal).Select(v => new { v.SourceId, v.State }).ToListAsync()))
            .Select(v => (v.SourceId, v.State)).ShouldBe([(soa, VersionState.Superseded), (next, VersionState.Effective)]);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.3.1-01")]
    public async Task The_approved_objectives_are_a_controlled_document_with_their_split_and_plan(On on)
    {
        await using var scene = await ObjectivesScene.StartAsync(on);
        await scene.DoAsync<SeedDocuments, DocumentsSeeded>(o => o.RunAsync(scene.App.System, default));
        await scene.InForceAsync();
        var document = await DocumentAsync(scene.App, "XX-A-03");
        var version = await NewestAsync(scene.App, document);
        (version.State, version.Label, version.EffectiveOn).ShouldBe((VersionState.Effective, "V1.0", TestApp.Today));
        version.BodyZh.ShouldContain("修复服务器漏洞");
        (await NeedAsync(scene.App, scene.Team, "6.2")).ShouldBe(("SL-A-03", true));
        (await scene.Team.Client.GetStringAsync($"/documents/{document}")).ShouldContain("修复服务器漏洞");
    }

    private static Task<Guid> DocumentAsync(TestApp app, string pattern) => app.ReadAsync(db => db.Set<ControlledDocument>().Where(d => d.Pattern == pattern).Select(d => d.Id).SingleAsync());

    private static Task<DocumentVersion> NewestAsync(TestApp app, Guid document) =>
        app.ReadAsync(db => db.Set<DocumentVersion>().AsNoTracking().Where(v => v.DocumentId == document).OrderByDescending(v => v.Ordinal).FirstAsync());

    private static async Task<(string Number, bool InForce)> NeedAsync(TestApp app, TestPerson by, string clause)
    {
        var needs = (await app.RunAsync<ShowNeeds, Outcome<IReadOnlyList<DocumentNeed>>>(o => o.RunAsync(by.Actor, 2013, default))).Require();
        var document = needs.First(n => n.Clause == clause).Documents.ShouldHaveSingleItem();
        return (document.Number, document.InForce);
    }

    private static async Task<Guid> ApprovedAsync(CompanyScene scene, string text, string? note = null)
    {
        var id = (await scene.DoAsync<CreatePolicy, PolicySaved>(o => o.RunAsync(scene.Team.Actor, new CreatePolicyRequest(note), default))).Id;
        var view = await scene.DoAsync<ReadPolicy, PolicyView>(o => o.RunAsync(scene.Team.Actor, id, default));
        await scene.DoAsync<ChangePolicy, PolicySaved>(o => o.RunAsync(scene.Team.Actor,
            new ChangePolicyRequest(id, view.Version, text, [.. view.Principles.Select(p => p.Text)], [.. view.Commitments.Select(c => new CommitmentInput(c.Topic, c.Text))]), default));
        await scene.ApproveAsync(PolicyApproval.KindName, id, scene.Leader, scene.Manager);
        return id;
    }
}
