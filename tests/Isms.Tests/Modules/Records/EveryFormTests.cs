using System.Net;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Modules.Records;
using Isms.Modules.Records.Domain;
using Isms.Modules.Records.Filling;
using Isms.Modules.Records.Forms;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Records;

public sealed class EveryFormTests
{
    [Fact]
    public void The_catalogue_has_every_form_of_the_procedures_in_both_languages()
    {
        FormCatalogue.Procedures.Count.ShouldBe(35);
        var forms = FormCatalogue.Procedures.SelectMany(p => p.Forms).ToList();
        forms.Count.ShouldBe(167);
        forms.Sum(f => f.Definition.Fields.Count).ShouldBe(933);
        forms.Select(f => f.Code).Distinct().Count().ShouldBe(167);
        foreach (var form in forms)
        {
            FormCheck.ProblemsOf(form.Definition).ShouldBeEmpty(form.Code);
            var words = form.Definition.Fields.SelectMany(f => new[] { (f.Zh, f.En) }.Concat(f.Options.Select(o => (o.Zh, o.En))).Concat(f.Columns.Select(c => (c.Zh, c.En))))
                .Append((form.Definition.Zh, form.Definition.En)).Concat(form.Definition.Route.Select(s => (s.Zh, s.En)));
            foreach (var (zh, en) in words)
            {
                en.Any(c => c >= 0x2E80).ShouldBeFalse($"{form.Code}: {en}");
                zh.ShouldNotBeNullOrWhiteSpace();
            }
        }
    }

    [Fact] // Part of R-AUTH-02: audit plans and who audits go through the management representative's hands.
    public void The_management_representative_approves_audit_plans_and_audit_teams_and_reviews_the_yearly_plan()
    {
        var forms = FormCatalogue.Procedures.SelectMany(p => p.Forms).ToDictionary(f => f.Code);
        foreach (var code in new[] { "B-06-R02", "B-06-R03" })
            forms[code].Definition.Route[^1].Office.ShouldBe(Office.ManagementRepresentative, code);
        forms["B-06-R01"].Definition.Route.Select(s => s.Office).ShouldBe([Office.ManagementRepresentative, Office.GeneralManager]);
    }

    [Theory, BothDatabases]
    public async Task Starter_forms_are_added_once_and_only_what_is_missing(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        (await scene.App.ReadAsync(db => db.Set<RecordForm>().CountAsync(f => f.Class == RecordClass.Procedure && f.CurrentId != null))).ShouldBe(167);
        (await scene.DoAsync<AddStarterForms, StarterFormsAdded>(o => o.RunAsync(scene.App.System, default))).Count.ShouldBe(0);
        (await scene.App.ReadAsync(db => db.Set<FormVersion>().CountAsync())).ShouldBe(168);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.3.3.5-01")]
    public async Task Every_form_opens_takes_what_is_right_refuses_what_is_wrong_and_prints(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var wrong = new List<string>();
        foreach (var form in await scene.App.ReadAsync(db => db.Set<RecordForm>().AsNoTracking().OrderBy(f => f.Code).ToListAsync()))
        {
            var definition = await scene.DefinitionAsync(form.Code);
            var page = await scene.Team.Client.GetAsync(RecordPaths.Fill(form.Id));
            var html = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync());
            if (page.StatusCode != HttpStatusCode.OK || definition.Fields.Any(f => !html.Contains(f.Zh, StringComparison.Ordinal)))
                wrong.Add($"{form.Code}: page {page.StatusCode}");

            var facts = await scene.FactsAsync(form.Code);
            foreach (var field in definition.Fields.Where(f => f.IsAsked))
            {
                if (RecordScene.Invalid(field) is not { } bad)
                    continue;
                var refused = await scene.TryCreateAsync(form.Code, scene.Team, facts with { Fields = new Dictionary<string, FilledField>(facts.Fields) { [field.Key] = bad } });
                if (refused.Refusal is not { Kind: RefusalKind.Invalid } refusal || !refusal.Fields.Any(f => f.Field.StartsWith("fields." + field.Key, StringComparison.Ordinal)))
                    wrong.Add($"{form.Code}.{field.Key}: {field.Type} takes {bad.Text}");
            }

            var made = await scene.TryCreateAsync(form.Code, scene.Team, facts);
            if (made.Value is not { } record)
            {
                wrong.Add($"{form.Code}: {string.Join("; ", made.Refusal!.Fields.Select(f => f.Field + " " + f.Message))}");
                continue;
            }
            if (definition.Fields.Any(f => f is { Type: FieldType.Files, Required: true }))
                await scene.AttachAsync(record.Id, scene.Team);
            var view = await scene.ReadAsync(record.Id, scene.Team);
            // Approved records that rules ask for are not there: RuleTests makes them.
            if (view.Missing.Where(m => !m.Code.StartsWith("records.rule-refers", StringComparison.Ordinal) && m.Code != "records.rule-differs").ToList() is { Count: > 0 } missing)
                wrong.Add($"{form.Code}: still missing {string.Join("; ", missing.Select(m => m.Message))}");
            foreach (var address in new[] { RecordPaths.Record(record.Id), RecordPaths.Print(record.Id) })
            {
                var shown = await scene.Team.Client.GetAsync(address);
                if (shown.StatusCode != HttpStatusCode.OK)
                    wrong.Add($"{address} of {form.Code}: {shown.StatusCode}");
            }
            using var printed = await scene.Team.Client.GetAsync($"/api/v1/records/{record.Id}/document");
            using var file = new MemoryStream(await printed.Content.ReadAsByteArrayAsync());
            if (printed.StatusCode != HttpStatusCode.OK || !Printed(file).Contains(record.Number, StringComparison.Ordinal))
                wrong.Add($"{form.Code}: document {printed.StatusCode}");
        }
        wrong.ShouldBeEmpty();
    }

    internal static string Printed(Stream docx)
    {
        using var zip = new System.IO.Compression.ZipArchive(docx);
        return string.Concat(zip.Entries.Where(e => e.FullName.StartsWith("word/", StringComparison.Ordinal) && e.FullName.EndsWith(".xml", StringComparison.Ordinal))
            .Select(e => { using var reader = new StreamReader(e.Open()); return reader.ReadToEnd(); }));
    }
}
