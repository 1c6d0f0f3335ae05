using System.Net;
using System.Net.Http.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Kernel.Signing;
using Isms.Modules.Records;
using Isms.Modules.Records.Domain;
using Isms.Modules.Records.Filling;
using Isms.Modules.Records.Finding;
using Isms.Tests.Kernel.Access;
using Isms.Tests.Modules.Risks;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Records;

public sealed class RecordTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.3.3.2-01")]
    public async Task A_record_is_numbered_by_form_and_year_and_knows_its_owner_place_access_and_keeping(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var first = await scene.CreateAsync("B-06-R07", scene.Team);
        var second = await scene.CreateAsync("B-06-R07", scene.Team);
        var other = await scene.CreateAsync("B-34-R03", scene.Team);

        (first.Number, second.Number, other.Number).ShouldBe(("SL-B-06-R07-2026-0001", "SL-B-06-R07-2026-0002", "SL-B-34-R03-2026-0001"));
        var view = await scene.ReadAsync(first.Id, scene.Team);
        (view.FilledById, view.DepartmentId, view.Access, view.Medium).ShouldBe((scene.Team.Actor.PersonId, scene.It, FormAccess.Department, RecordMedium.Electronic));
        view.Retention.ShouldBe(new RetentionRule(RetentionStart.Approval, 3));
    }

    [Theory, BothDatabases]
    public async Task Nothing_stays_blank_what_is_not_there_is_ticked_as_none(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var facts = (await scene.FactsAsync("B-22-R03", onlyRequired: true)) with { NoneForBlanks = false };
        var form = await scene.DefinitionAsync("B-22-R03");
        var optional = form.Fields.First(f => f is { IsAsked: true, Required: false }).Key;
        var required = form.Fields.First(f => f.Required).Key;
        var record = await scene.CreateAsync("B-22-R03", scene.Team, facts);
        var refused = (await scene.TrySubmitAsync(record.Id, scene.Team)).Refusal!;
        refused.Code.ShouldBe("records.incomplete-record");

        var none = facts with { Fields = new Dictionary<string, FilledField>(facts.Fields) { [required] = FilledField.Nothing }, NoneForBlanks = true };
        (await scene.DoAsync<SaveRecord, RecordSaved>(o => o.RunAsync(scene.Team.Actor, new SaveRecordRequest(record.Id, record.Version, none), default))).Missing.ShouldBe(1);
        var view = await scene.ReadAsync(record.Id, scene.Team);
        view.Missing.ShouldHaveSingleItem().Code.ShouldBe("records.none-not-allowed");
        view.Filled.Of(optional)!.None.ShouldBeTrue();
        (await scene.DoAsync<SaveRecord, RecordSaved>(o => o.RunAsync(scene.Team.Actor, new SaveRecordRequest(record.Id, view.Version, facts with { NoneForBlanks = true }), default))).Missing.ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task A_record_takes_the_route_of_its_form_and_never_its_authors_approval(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        // 申请 by an employee, 批准 by the head of the department.
        var form = (await scene.App.ReadAsync(db => db.Set<FormVersion>().AsNoTracking().ToListAsync())).Select(v => FormDefinition.Parse(v.Definition))
            .First(d => d.Owner == "emp" && d.Route is [{ Office: Office.DepartmentHead, Meaning: SignatureMeaning.Approve }]);
        var code = await scene.App.ReadAsync(db => db.Set<RecordForm>().Where(f => f.NameZh == form.Zh).Select(f => f.Code).FirstAsync());
        var record = await scene.CreateAsync(code, scene.Staff);
        (await scene.TrySubmitAsync(record.Id, scene.ItHead)).Refusal!.Code.ShouldBe("records.not-yours");
        var approval = (await scene.TrySubmitAsync(record.Id, scene.Staff)).Require().Id;
        (await scene.TryAsync<GetApproval, ApprovalView>(o => o.RunAsync(scene.SalesHead.Actor, approval, default))).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
        (await scene.TrySignAsync(approval, scene.ItHead)).Require().State.ShouldBe(ApprovalState.Approved);

        // The head's own goes to the management representative.
        var own = await scene.CreateAsync(code, scene.ItHead);
        var second = (await scene.TrySubmitAsync(own.Id, scene.ItHead)).Require().Id;
        (await scene.TrySignAsync(second, scene.Representative)).Require().State.ShouldBe(ApprovalState.Approved);
    }

    [Theory, BothDatabases]
    public async Task A_form_that_asks_nobody_else_is_signed_by_who_filled_it_in(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var record = await scene.CreateAsync("B-06-R05", scene.Team);
        await scene.TrySubmitAsync(record.Id, scene.Team).ContinueWith(t => t.Result.Require(), TaskScheduler.Default);
        var view = await scene.ReadAsync(record.Id, scene.Team);
        view.State.ShouldBe(RecordState.Approved);
        view.RetainUntil.ShouldBe(TestApp.Today.AddYears(3));
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.3.3.6-01")]
    public async Task A_signed_record_cannot_be_changed_by_anybody_even_in_the_database(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var record = await scene.ApprovedAsync();
        var view = await scene.ReadAsync(record.Id, scene.Staff);
        var facts = await scene.FactsAsync("B-34-R03");
        (await scene.TryAsync<SaveRecord, RecordSaved>(o => o.RunAsync(scene.Staff.Actor, new SaveRecordRequest(record.Id, view.Version, facts), default))).Refusal!.Code.ShouldBe("records.frozen");
        (await scene.TryAsync<VoidRecord, RecordSaved>(o => o.RunAsync(scene.Staff.Actor, new VoidRecordRequest(record.Id, view.Version, "重填"), default))).Refusal!.Code.ShouldBe("records.frozen");
        await Should.ThrowAsync<InvalidOperationException>(() => scene.AttachAsync(record.Id, scene.Staff));
        using var put = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/records/{record.Id}") { Content = JsonContent.Create(facts) };
        put.Headers.TryAddWithoutValidation("If-Match", $"\"{view.Version}\"");
        (await scene.Staff.Client.SendAsync(put)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await scene.Staff.Client.GetStringAsync(RecordPaths.Record(record.Id))).ShouldNotContain("name=\"fields.", Case.Sensitive, "the page has nothing to change it with");

        foreach (var sql in new[]
        {
            "UPDATE records_contents SET content = 'x'", "DELETE FROM records_contents", "UPDATE records_records SET content_hash = 'x'", "UPDATE records_records SET state = 'Draft'",
            "UPDATE records_records SET state = 'Disposed'", "DELETE FROM records_records", "UPDATE records_form_versions SET definition = 'x'",
        })
        {
            await Should.ThrowAsync<System.Data.Common.DbException>(() => scene.App.ReadAsync(db => db.Database.ExecuteSqlRawAsync(sql)), sql);
        }
        (await scene.ReadAsync(record.Id, scene.Staff)).Filled.ShouldNotBe(FilledForm.Empty);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.3.3.1-01")]
    public async Task Evidence_is_found_by_clause_and_by_tag(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var audit = await scene.CreateAsync("B-06-R09", scene.Team);
        var clock = await scene.CreateAsync("B-34-R03", scene.Team);
        var photo = await scene.CreateAsync("R-01", scene.Staff, new RecordFacts(new Dictionary<string, FilledField> { ["subject"] = new("机房门禁照片"), ["what"] = new("门禁控制器安装到位") }, Tags: ["A.9.1"]));
        (await FindAsync("9.2")).ShouldContain(audit.Id);
        (await FindAsync("9.2")).ShouldNotContain(clock.Id);
        (await FindAsync("A.9.1")).ShouldContain(photo.Id);
        (await FindAsync("A.9.1")).ShouldNotContain(audit.Id);
        var page = await scene.Team.Client.GetStringAsync("/records?filter.clause=9.2");
        page.ShouldContain(audit.Number);
        page.ShouldNotContain(clock.Number);

        async Task<List<Guid>> FindAsync(string clause)
        {
            var query = new RegisterQuery { Filters = new Dictionary<string, string> { ["clause"] = clause } };
            return [.. (await scene.DoAsync<FindRecords, RegisterPage<RecordRow>>(o => o.RunAsync(scene.Team.Actor, new FindRecordsRequest(query), default))).Rows.Select(r => r.Id)];
        }
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.3.3.4-04")]
    public async Task Any_other_evidence_is_kept_with_its_file_and_clauses(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var facts = new RecordFacts(new Dictionary<string, FilledField> { ["subject"] = new("机房门禁照片"), ["what"] = new("门禁控制器安装到位") }, Tags: ["A.9.1", "9.2"], Medium: RecordMedium.Paper, Place: "档案室 3 号柜");
        var record = await scene.CreateAsync("R-01", scene.Staff, facts);
        await scene.AttachAsync(record.Id, scene.Staff);
        var view = await scene.ReadAsync(record.Id, scene.Staff);
        view.Tags.ShouldBe(["A:9.1", "I:9.2"]);
        (view.Medium, view.Place, view.Files).ShouldBe((RecordMedium.Paper, "档案室 3 号柜", 1));
        (await scene.TryCreateAsync("R-01", scene.Staff, facts with { Tags = ["第九条"] })).Refusal!.Fields.ShouldHaveSingleItem().Code.ShouldBe("records.tag-not-understood");
    }

    [Theory, BothDatabases]
    public async Task People_see_what_they_may_and_of_other_departments_nothing(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var record = await scene.CreateAsync("B-34-R03", scene.Staff);
        foreach (var (person, sees) in new[] { (scene.Staff, true), (scene.ItHead, true), (scene.Team, true), (scene.Seller, false), (scene.SalesHead, false) })
        {
            (await scene.TryAsync<ReadRecord, RecordView>(o => o.RunAsync(person.Actor, record.Id, default))).Succeeded.ShouldBe(sees, person.Actor.Name);
            (await person.Client.GetAsync("/api/v1/records/" + record.Id)).StatusCode.ShouldBe(sees ? HttpStatusCode.OK : HttpStatusCode.NotFound);
            (await person.Client.GetAsync(RecordPaths.Record(record.Id))).StatusCode.ShouldBe(sees ? HttpStatusCode.OK : HttpStatusCode.NotFound);
            (await person.Client.GetStringAsync("/api/v1/records?q=" + record.Number)).Contains(record.Number, StringComparison.Ordinal).ShouldBe(sees);
        }
        // Personal data: not even the head.
        var hired = await scene.CreateAsync("B-17-R01", scene.Team);
        (await scene.TryAsync<ReadRecord, RecordView>(o => o.RunAsync(scene.ItHead.Actor, hired.Id, default))).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
        (await scene.TryCreateAsync("B-34-R03", scene.Seller, (await scene.FactsAsync("B-34-R03")) with { DepartmentId = scene.It })).Refusal!.Fields.ShouldHaveSingleItem().Code.ShouldBe("records.department-out-of-reach");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-17")]
    public async Task An_identity_number_is_kept_and_listed_only_masked(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var facts = await scene.FactsAsync("B-22-R03");
        var name = (await scene.DefinitionAsync("B-22-R03")).Fields.First(f => f.Type == FieldType.Text).Key;
        var record = await scene.CreateAsync("B-22-R03", scene.Staff, facts with { Fields = new Dictionary<string, FilledField>(facts.Fields) { [name] = new("访客 440106" + "19800230" + "1234") } });
        var content = await scene.App.ReadAsync(db => db.Set<RecordContent>().Where(c => c.RecordId == record.Id).SingleAsync());
        content.Content.ShouldContain("1101**********1234");
        content.Content.ShouldNotContain("110101" + "19900101" + "1234");
        content.Summary.ShouldContain("4401**********1234");
        var list = await scene.Team.Client.GetStringAsync("/records");
        list.ShouldContain("4401**********1234");
        list.ShouldNotContain("440106" + "19800230" + "1234");
    }

    [Theory, BothDatabases]
    public async Task A_draft_is_void_with_a_reason_and_its_number_stays_taken(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var record = await scene.CreateAsync("B-34-R03", scene.Staff);
        (await scene.TryAsync<VoidRecord, RecordSaved>(o => o.RunAsync(scene.Seller.Actor, new VoidRecordRequest(record.Id, record.Version, "误填"), default))).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
        await scene.DoAsync<VoidRecord, RecordSaved>(o => o.RunAsync(scene.Staff.Actor, new VoidRecordRequest(record.Id, record.Version, "误填"), default));
        (await scene.CreateAsync("B-34-R03", scene.Staff)).Number.ShouldEndWith("0002");
        (await scene.TrySubmitAsync(record.Id, scene.Staff)).Refusal!.Code.ShouldBe("records.frozen");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-18")]
    public async Task What_a_template_leaves_open_in_a_field_is_not_signed_unless_let_stand_and_each_place_is_named(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        await scene.App.SetAsync(Isms.Kernel.Settings.KernelSettings.ForeignNames, "东方样板");
        var facts = await scene.FactsAsync("R-01");
        var record = await scene.CreateAsync("R-01", scene.Staff, facts with { Fields = new Dictionary<string, FilledField>(facts.Fields) { ["what"] = new("由〈公司名称〉填写，参照东方样板") } });
        var label = (await scene.DefinitionAsync("R-01")).Find("what")!.Zh;

        var refused = (await scene.TrySubmitAsync(record.Id, scene.Staff)).Refusal!;
        refused.Code.ShouldBe("signing.placeholders");
        refused.Obstacles.Select(o => o.Text).ShouldContain(t => t.StartsWith(label + "：“〈公司名称〉”", StringComparison.Ordinal));
        refused.Obstacles.Select(o => o.Text).ShouldContain(t => t.StartsWith(label + "：“东方样板”", StringComparison.Ordinal), "names of other companies count as in documents");
        foreach (var found in (string[])["〈公司名称〉", "东方样板"])
        {
            var waived = await scene.Representative.Client.PostAsJsonAsync("/api/v1/placeholder-waivers", new { kind = RecordApproval.KindName, subjectId = record.Id, found, reason = "样例文字，照抄原文" });
            waived.StatusCode.ShouldBe(HttpStatusCode.OK, await waived.Content.ReadAsStringAsync());
        }
        (await scene.TrySubmitAsync(record.Id, scene.Staff)).Refusal?.Code.ShouldNotBe("signing.placeholders");
    }

    [Fact]
    [Trait("Requirement", "R-PLAT-18")]
    public void A_place_in_a_table_is_named_by_row_and_column_and_what_is_chosen_or_secret_is_not_looked_at()
    {
        var form = new FormDefinition("清单", "List", "", FormFrequency.Event, new RetentionRule(RetentionStart.Approval, 3), FormAccess.Department)
        {
            Fields =
            [
                new FormField("rows", "清单", "List", FieldType.Table) { Columns = [new FormColumn("name", "名称", "Name"), new FormColumn("count", "数量", "Count", FieldType.Integer)] },
                new FormField("state", "状态", "State", FieldType.Choice), new FormField("key", "密钥", "Key", FieldType.Secret),
            ],
        };
        var filled = FilledForm.Empty with
        {
            Fields = new Dictionary<string, FilledField>
            {
                ["rows"] = new(Rows: [new Dictionary<string, string> { ["name"] = "交换机", ["count"] = "2" }, new Dictionary<string, string> { ["name"] = "XX服务器" }]),
                ["state"] = new("待定"), ["key"] = new("XXXX"),
            },
        };
        PlaceholderScanner.FindInJson(TypedWords.Json(form, filled, Isms.Kernel.Text.Phrase.Chinese)).ShouldHaveSingleItem().ShouldBe(new Placeholder("清单[1].名称", "XX", "XX服务器"));
    }

    [Theory, BothDatabases]
    public async Task A_stale_draft_is_not_saved_and_a_placeholder_is_not_signed(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var facts = await scene.FactsAsync("R-01");
        var record = await scene.CreateAsync("R-01", scene.Staff, facts with { Fields = new Dictionary<string, FilledField>(facts.Fields) { ["what"] = new("由〈公司名称〉填写") } });
        (await scene.TrySubmitAsync(record.Id, scene.Staff)).Refusal!.Code.ShouldBe("signing.placeholders");
        (await scene.TryAsync<SaveRecord, RecordSaved>(o => o.RunAsync(scene.Staff.Actor, new SaveRecordRequest(record.Id, record.Version + 1, facts), default))).Refusal!.Kind.ShouldBe(RefusalKind.Stale);
        using var put = new HttpRequestMessage(HttpMethod.Put, "/api/v1/records/" + record.Id) { Content = JsonContent.Create(new { fields = new { } }) };
        (await scene.Staff.Client.SendAsync(put)).StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
    }

    [Theory, BothDatabases]
    public async Task A_signature_in_a_field_is_ones_own_or_said_to_be_on_paper(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var facts = await scene.FactsAsync("B-28-R04");
        var forged = $"{scene.ItHead.Actor.PersonId} {scene.ItHead.Actor.Name}|2026-03-01T10:00";
        var record = await scene.CreateAsync("B-28-R04", scene.Team, facts with { Fields = new Dictionary<string, FilledField>(facts.Fields) { ["witness"] = new(forged) } });
        var filled = (await scene.ReadAsync(record.Id, scene.Team)).Filled;
        filled.Of("by")!.Text.ShouldBe($"{scene.Team.Actor.PersonId} {scene.Team.Actor.Name}|2026-03-02T09:00");
        filled.Of("witness")!.Text!.ShouldStartWith("|");
    }

    [Theory, BothDatabases]
    public async Task The_api_does_what_the_pages_do(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        var form = await scene.FormAsync("R-01");
        var made = await scene.Staff.Client.PostAsJsonAsync("/api/v1/records", new { formId = form.Id, facts = new { fields = new { subject = new { text = "门禁照片" }, what = new { text = "安装到位" }, evidence = new { none = true } } } });
        made.StatusCode.ShouldBe(HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        var read = await scene.Staff.Client.GetAsync(made.Headers.Location);
        read.Headers.ETag!.Tag.ShouldBe("\"1\"");
        using var put = new HttpRequestMessage(HttpMethod.Put, made.Headers.Location) { Content = JsonContent.Create(new { fields = new { subject = new { text = "门禁照片二" }, what = new { text = "安装到位" } } }) };
        put.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        (await scene.Staff.Client.SendAsync(put)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await scene.Staff.Client.GetStringAsync(made.Headers.Location)).ShouldContain("门禁照片二");
        (await scene.Staff.Client.PostAsJsonAsync("/api/v1/records", new { formId = Guid.CreateVersion7(), facts = new { fields = new { } } })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var bad = await scene.Staff.Client.PostAsJsonAsync("/api/v1/records", new { formId = form.Id, facts = new { fields = new { nothing = new { text = "x" } } } });
        bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory, BothDatabases]
    public async Task The_register_takes_at_most_five_statements(On on)
    {
        await using var scene = await RecordScene.StartAsync(on);
        for (var i = 0; i < 8; i++)
            await scene.CreateAsync("B-34-R03", i % 2 == 0 ? scene.Staff : scene.Team);
        var form = await scene.FormAsync("B-34-R03");
        await scene.Team.Client.GetAsync("/records");
        foreach (var address in new[] { "/records", "/records?limit=3&last=1", "/records?limit=3&q=时钟", "/records?filter.clause=12.4", "/records/master-list", "/api/v1/records?limit=3", $"/api/v1/record-forms/{form.Id}/records" })
        {
            using var counter = await SqlCounter.BeginAsync(scene.App);
            (await scene.Team.Client.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK, address);
            counter.Statements.Count.ShouldBeLessThanOrEqualTo(5, address + "\n" + string.Join("\n----\n", counter.Statements));
        }
    }
}
