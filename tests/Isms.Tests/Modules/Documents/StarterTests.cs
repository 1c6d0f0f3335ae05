using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Isms.Modules.Documents;
using Isms.Modules.Documents.Rendering;
using Isms.Modules.Documents.Starter;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Documents;

public sealed class StarterTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP5-01")]
    [Trait("Requirement", "R-APP6-01")]
    [Trait("Requirement", "R-GAP-11")]
    public async Task After_the_set_up_all_listed_documents_are_drafts_and_seeding_again_changes_nothing(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        var documents = await scene.App.ReadAsync(db => db.Set<ControlledDocument>().AsNoTracking().OrderBy(d => d.Number).ToListAsync());
        documents.Count.ShouldBe(58);
        documents.Count(d => d.Number.StartsWith("SL-A-", StringComparison.Ordinal)).ShouldBe(23);
        documents.Where(d => d.Number.StartsWith("SL-B-", StringComparison.Ordinal)).Select(d => d.Number).ShouldBe(Enumerable.Range(1, 35).Select(n => $"SL-B-{n:00}"));
        documents.Single(d => d.Number == "SL-A-04.08").AsPrinted.ShouldContain("]", customMessage: "what was printed wrongly is kept beside the corrected number");
        documents.ShouldAllBe(d => d.DepartmentId == scene.Office1);
        string[] made = ["SL-A-02", "SL-A-03", "SL-A-04.00"];
        var versions = await scene.App.ReadAsync(db => db.Set<DocumentVersion>().AsNoTracking().ToListAsync());
        versions.Where(v => !made.Contains(v.Number)).ShouldAllBe(v => v.State == VersionState.Draft && v.Label == "A/0" && v.BodyZh.Length > 150 && v.BodyEn.Length > 300);
        versions.Where(v => made.Contains(v.Number)).ShouldAllBe(v => v.State == VersionState.Draft && v.BodyZh.Length == 0 && v.BodyEn.Length == 0);

        (await scene.DoAsync<SeedDocuments, DocumentsSeeded>(o => o.RunAsync(scene.App.System, default))).ShouldBe(new DocumentsSeeded(0, 0, 0));
        (await scene.TryAsync<SeedDocuments, DocumentsSeeded>(o => o.RunAsync(scene.Manager.Actor, default))).Refusal!.Code.ShouldBe("kernel.forbidden");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-0-01")]
    public async Task The_manual_rests_on_standards_kept_as_structured_references(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        var manual = await scene.IdAsync("SL-A-01");
        var bases = await scene.App.ReadAsync(db => (from b in db.Set<DocumentBasis>() join e in db.Set<ExternalDocument>() on b.ExternalId equals e.Id where b.DocumentId == manual orderby e.StandardNumber select new { e.StandardNumber, e.Year, e.State }).ToListAsync());
        bases.Select(b => (b.StandardNumber, b.Year)).ShouldBe([("ISO/IEC 27001", 2013), ("ISO/IEC 27002", 2013)]);
        bases.ShouldAllBe(b => b.State == ExternalState.Superseded);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-DOC-01")]
    [Trait("Requirement", "R-DOC-07")]
    [Trait("Requirement", "R-DOC-14")]
    [Trait("Requirement", "R-APP5-A-01")]
    [Trait("Requirement", "R-4.3.1-04")]
    public async Task Every_spelling_that_the_manual_uses_leads_to_one_document(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        var index = await scene.App.RunAsync<VersionText, DocumentIndex>(t => t.IndexAsync(default));
        foreach (var name in (string[])["信息安全管理手册", "《信息安全管理体系手册》", "信息安全体系手册", "SL-A-01", "A-01", "XX-A-01"])
            index.Find(name)!.Number.ShouldBe("SL-A-01", name);
        index.Find("《文件控制程序》")!.Number.ShouldBe("SL-B-02");
        index.Find("《重要信息备份管理程序》")!.Number.ShouldBe("SL-B-12");
        foreach (var name in (string[])["信息安全适用性声明SoA", "信息安全适用性声明（SoA）", "适用性声明", "SoA"])
            index.Find(name)!.Number.ShouldBe("SL-A-02", name);
        index.Find("员工考勤程序").ShouldBeNull();
        index.Nearest("文件控制管理程序")!.Number.ShouldBe("SL-B-02");
    }

    [Theory, BothDatabases]
    public async Task No_starter_text_has_a_mark_that_leads_nowhere(On on)
    {
        await using var scene = await DocumentScene.StartAsync(on);
        foreach (var version in await scene.App.ReadAsync(db => db.Set<DocumentVersion>().AsNoTracking().ToListAsync()))
        {
            foreach (var (body, culture) in new[] { (version.BodyZh, Phrase.Chinese), (version.BodyEn, Phrase.English) })
                (await scene.App.RunAsync<VersionText, RenderedText>(t => t.HtmlAsync(version, body, culture, default))).Problems.ShouldBeEmpty(version.Number + " " + culture.Name);
        }
    }

    [Fact] // A document of the lists without its own words would begin empty; three are made by their processes.
    public void Every_listed_document_that_is_written_has_a_text_in_both_languages()
    {
        foreach (var document in DocumentList.All.Where(d => d.Kind is not (ListedKind.Soa or ListedKind.Objectives or ListedKind.TopPolicy)))
        {
            StarterTexts.Of(document.Pattern, "zh").ShouldContain("## ");
            StarterTexts.Of(document.Pattern, "en").ShouldContain("## ");
        }
    }
}
