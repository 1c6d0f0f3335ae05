using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Applicable = Isms.Modules.Applicability;
using DocumentFormat.OpenXml.Packaging;
using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Kernel.Standards;
using Isms.Modules.Applicability.Decisions;
using Isms.Modules.Applicability.Versions;
using Isms.Modules.Organization;
using Isms.Modules.Organization.Responsibilities;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Modules.Organization.Responsibilities;

public sealed class MatrixTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP3-01")]
    public async Task The_manuals_matrix_is_imported_cell_by_cell_once_every_unit_is_known(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var import = await BeginAsync(scene, await File.ReadAllTextAsync(Repository.Shared("data/responsibility-matrix.tsv")), "responsibility-matrix.tsv");

        (import.Elements, import.Leads, import.Supports, import.NotApplicable, import.Blank).ShouldBe((50, 74, 114, 8, 54));
        import.Columns.Select(c => c.Heading).ShouldBe(["信息安全管理小组", "行政部", "商务部", "财务部", "工程部"]);
        import.Ready.ShouldBeTrue();
        import.Missing.ShouldBeEmpty();
        var matrix = await CommitAsync(scene, import);

        (matrix.Leads, matrix.Supports, matrix.NotApplicable, matrix.Blank).ShouldBe((74, 114, 8, 54));
        matrix.Edition.ShouldBe(2005);
        var office = matrix.Columns.Single(c => c.DepartmentId == scene.Office);
        // Blank is unassigned, never support.
        (office.Leads, office.Supports, office.NotApplicable, office.Blank).ShouldBe((6, 0, 0, 44));
        matrix.Rows.Single(r => r.Code == "A.10.9").Marks.Values.ShouldAllBe(m => m == ResponsibilityMark.NotApplicable);
        // G03: A.13 is incidents in 2005; its counterpart in 2013 is A.16, not A.13.
        matrix.Rows.Single(r => r.Code == "A.13").Codes2013.ShouldStartWith("A.16");
    }

    [Theory, BothDatabases]
    public async Task A_company_file_with_unknown_units_imports_nothing_until_each_is_answered(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        const string file = "标准条款,信息技术部,工程部,管理层\n4.1 总要求,,△,▲\nA.5 安全方针,配合,2,主责\nA.10.5 备份,▲,△,\n";
        var import = await BeginAsync(scene, file, "职能分配.csv");
        import.Columns.Select(c => (c.Heading, c.Choice)).ShouldBe([("信息技术部", null), ("工程部", UnitChoice.Of(scene.Engineering)), ("管理层", UnitChoice.Of(Office.GeneralManager))]);
        import.Ready.ShouldBeFalse();
        var refused = await scene.TryAsync<CommitMatrixImport, MatrixSaved>(o => o.RunAsync(scene.Team.Actor, new CommitMatrixImportRequest(import.Id, import.Version), default));
        refused.Refusal!.Code.ShouldBe(CommitMatrixImport.NotReady.Code);
        refused.Refusal.Obstacles.ShouldHaveSingleItem().Text.ShouldContain("信息技术部");
        (await scene.App.ReadAsync(db => db.Set<ResponsibilityMatrix>().CountAsync())).ShouldBe(0);

        var twice = await scene.TryAsync<MapMatrixImport, MatrixImportView>(o => o.RunAsync(scene.Team.Actor, new MapMatrixImportRequest(import.Id, import.Version, new Dictionary<string, string> { ["B"] = UnitChoice.Of(scene.Engineering) }), default));
        twice.Refusal!.Fields.ShouldHaveSingleItem().Code.ShouldBe("organization.matrix-column-chosen-twice");
        var answered = await CompanyScene.SendAsync(scene.Team.Client, HttpMethod.Put, $"/api/v1/responsibility-imports/{import.Id}", new { columns = new Dictionary<string, string> { ["B"] = UnitChoice.Of(scene.Finance) } }, import.Version);
        answered.StatusCode.ShouldBe(HttpStatusCode.OK);
        var matrix = await CommitAsync(scene, await ReadImportAsync(scene, import.Id));
        matrix.Columns.Select(c => c.Name).ShouldBe(["财务部", "工程部", "管理层（总经理）"]);
        (matrix.Leads, matrix.Supports).ShouldBe((3, 4));
    }

    [Theory, BothDatabases]
    public async Task What_cannot_be_read_is_named_row_by_row_and_nothing_is_imported(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        const string file = "标准条款,工程部,商务部\n4.1 总要求,▲,△\nA.99 没有,▲,\nA.5 安全方针,×,▲\n4.1 总要求,▲,\n";
        var import = await BeginAsync(scene, file, "a.csv");
        import.Rejected.Select(r => r.Row).Distinct().ShouldBe([3, 4, 5]);
        import.Ready.ShouldBeFalse();
        var none = await scene.TryAsync<BeginMatrixImport, MatrixImportView>(async o =>
        {
            using var content = new MemoryStream("标准条款,名称\n4.1,总要求\n4.2.1,建立\n"u8.ToArray());
            return await o.RunAsync(scene.Team.Actor, new BeginMatrixImportRequest("b.csv", content), default);
        });
        none.Refusal!.Kind.ShouldBe(RefusalKind.Invalid);
        using var form = new MultipartFormDataContent { { new ByteArrayContent("<html><script>alert(1)</script>"u8.ToArray()), "file", "x.xlsx" } };
        (await scene.Team.Client.PostAsync("/api/v1/responsibility-imports", form)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP3-02")]
    [Trait("Requirement", "R-4.2.2.3-05")]
    public async Task Every_applicable_element_keeps_a_lead_and_what_does_not_apply_needs_none(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var matrix = await ImportedAsync(scene);
        var policy = matrix.Rows.Single(r => r.Code == "A.5");
        var without = policy.Marks.Where(m => m.Value != ResponsibilityMark.Lead).ToDictionary(m => m.Key, m => m.Value);
        var refused = await CompanyScene.SendAsync(scene.Team.Client, HttpMethod.Put, $"/api/v1/responsibility-matrices/{matrix.Id}/rows",
            new { rows = new[] { new { code = "A.5", version = policy.Version, marks = without } } }, 1);
        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await refused.Content.ReadFromJsonAsync<JsonElement>()).ToString().ShouldContain("A.5");
        (await ReadAsync(scene, matrix.Id)).Rows.Single(r => r.Code == "A.5").LeadId.ShouldNotBeNull();

        var findings = await FindingsAsync(scene, matrix.Id);
        findings.Where(f => f.Finding.Kind == FindingKind.NoLead).ShouldBeEmpty("A.10.9 and A.11.7 do not apply, all others are led");
        // All columns '-' is accepted, though it has no lead.
        var none = matrix.Columns.ToDictionary(c => c.Id, _ => ResponsibilityMark.NotApplicable);
        (await SaveAsync(scene, matrix.Id, new MatrixRowInput("A.5", policy.Version, none))).Require();
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP3-03")]
    public async Task Several_leads_need_a_coordinator_before_approval(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var matrix = await ImportedAsync(scene);
        var refusal = (await scene.TrySubmitAsync(MatrixApproval.KindName, matrix.Id)).Refusal!;
        refusal.Code.ShouldBe(MatrixCheck.Incomplete.Code);
        // 14 rows with two leads, 3 with three, 2 with four (G29).
        refusal.Obstacles.Count.ShouldBe(19);
        refusal.Obstacles.ShouldContain(o => o.Text.Contains("4.3.1", StringComparison.Ordinal) && o.Link == MatrixPaths.Row(matrix.Id, "4.3.1"));

        var row = matrix.Rows.Single(r => r.Code == "4.3.1");
        var notLead = matrix.Columns.Single(c => c.Office == Office.IsmsTeam).Id;
        (await SaveAsync(scene, matrix.Id, new MatrixRowInput(row.Code, row.Version, row.Marks, notLead))).Refusal!.Fields.ShouldHaveSingleItem().Code.ShouldBe("organization.matrix-coordinator-leads");
        await NameCoordinatorsAsync(scene, matrix);
        await scene.ApproveAsync(MatrixApproval.KindName, matrix.Id, scene.Representative, scene.Manager);
        (await ReadAsync(scene, matrix.Id)).State.ShouldBe(MatrixState.Approved);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-GAP-14")]
    public async Task The_checks_find_what_is_odd_about_the_manuals_matrix(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var matrix = await ImportedAsync(scene);
        var findings = await FindingsAsync(scene, matrix.Id);
        findings.Single(f => f.Finding.Kind == FindingKind.CopiedColumn).Finding.Names.ShouldBe(["商务部", "财务部"]);
        findings.Single(f => f.Finding.Kind == FindingKind.TopManagementColumn).Finding.Names.ShouldBe(["行政部", "4.1", "4.2.1", "5.1", "5.2.1", "7", "A.5"]);
        findings.Where(f => f.Finding.Kind == FindingKind.ParentConflict).Select(f => f.Finding.Code).ShouldBe(["A.7.1", "A.11.2", "A.11.3", "A.11.4", "A.11.5", "A.11.6", "A.13.1", "A.14.1"]);
        findings.Where(f => f.Finding.Kind == FindingKind.NotExcluded).Select(f => f.Finding.Code).ShouldBe(["A.10.9", "A.11.7"]);
        findings.Where(f => f.Finding.Kind == FindingKind.Blank).Sum(f => f.Finding.Names.Count).ShouldBe(54);

        // One click makes it top management's column.
        var office = matrix.Columns.Single(c => c.DepartmentId == scene.Office);
        await scene.DoAsync<MoveMatrixColumn, MatrixSaved>(o => o.RunAsync(scene.Team.Actor, new MoveMatrixColumnRequest(matrix.Id, office.Id, office.Version, Office: Office.GeneralManager), default));
        (await FindingsAsync(scene, matrix.Id)).ShouldNotContain(f => f.Finding.Kind == FindingKind.TopManagementColumn);
        (await ReadAsync(scene, matrix.Id)).Columns.Single(c => c.Id == office.Id).Office.ShouldBe(Office.GeneralManager);
        (await scene.App.ReadAsync(db => db.Set<Isms.Kernel.Ledger.LedgerEntry>().Where(e => e.UseCase == "organization.matrix-move-column" && e.EntityId == office.Id).Select(e => e.PersonId).SingleAsync())).ShouldBe(scene.Team.Actor.PersonId, "the answer is in the ledger");

        // What is meant so is kept with a reason; what blocks cannot be.
        var copied = findings.Single(f => f.Finding.Kind == FindingKind.CopiedColumn).Finding.Key;
        (await ConfirmAsync(scene, matrix.Id, copied, "")).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("reason");
        (await ConfirmAsync(scene, matrix.Id, copied, "两个部门合署办公")).Require();
        (await FindingsAsync(scene, matrix.Id)).Single(f => f.Finding.Key == copied).Confirmed!.ShouldContain("合署办公");
        (await ConfirmAsync(scene, matrix.Id, "NoCoordinator:4.3.1", "以后再说")).Refusal!.Code.ShouldBe(ConfirmFinding.Blocking.Code);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-GAP-15")]
    public async Task Two_equal_columns_warn_on_import_and_are_asked_about_until_every_row_is_confirmed_or_changed(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var import = await BeginAsync(scene, await File.ReadAllTextAsync(Repository.Shared("data/responsibility-matrix.tsv")), "responsibility-matrix.tsv");
        var warned = import.Equal.ShouldHaveSingleItem();
        (warned.One, warned.Other).ShouldBe(("商务部", "财务部"));
        (await scene.Team.Client.GetStringAsync(MatrixPaths.ImportOf(import.Id))).ShouldContain("“商务部”和“财务部”两列相同");
        var matrix = await CommitAsync(scene, import);
        var found = await EqualAsync(scene, matrix.Id);
        found.Rows.Count.ShouldBe(warned.Rows);
        found.Rows.ShouldNotContain(r => r.Code == "A.11.1", "both are blank there");

        // Changing one row settles that row, not the others.
        var finance = matrix.Columns.Single(c => c.DepartmentId == scene.Finance).Id;
        await MarkAsync("A.15", ResponsibilityMark.NotApplicable);
        (await EqualAsync(scene, matrix.Id)).Rows.Count.ShouldBe(warned.Rows - 1);

        // Row by row, without a reason; whether there is such a row is checked.
        var confirm = $"/api/v1/responsibility-matrices/{matrix.Id}/confirmations";
        (await scene.Employee.Client.PostAsJsonAsync(confirm, new { finding = found.Finding.Key, rows = new[] { "A.5" } })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await scene.Team.Client.PostAsJsonAsync(confirm, new { finding = found.Finding.Key, rows = new[] { "A.15" } })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await scene.Team.Client.PostAsJsonAsync(confirm, new { finding = found.Finding.Key, rows = new[] { "A.5", "A.7" } })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await EqualAsync(scene, matrix.Id)).Rows.Where(r => r.Confirmed is not null).Select(r => r.Code).ShouldBe(["A.5", "A.7"]);
        var page = MatrixPaths.Checks(matrix.Id);
        (await CompanyScene.PostFormAsync(scene.Team.Client, page, "rows-" + found.Finding.Key, new Dictionary<string, string> { ["which"] = "chosen", ["rows"] = "4.1" })).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        // All that are left at once only with a reason.
        (await ConfirmAsync(scene, matrix.Id, found.Finding.Key, "")).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("reason");
        (await ReadAsync(scene, matrix.Id)).Findings.ShouldBeGreaterThan(0);
        var open = (await ReadAsync(scene, matrix.Id)).Findings;
        (await ConfirmAsync(scene, matrix.Id, found.Finding.Key, "两个部门合署办公")).Require();
        var done = await EqualAsync(scene, matrix.Id);
        done.Confirmed!.ShouldContain("合署办公");
        done.Rows.ShouldAllBe(r => r.Confirmed != null);
        (await ReadAsync(scene, matrix.Id)).Findings.ShouldBe(open - 1);

        // A later change of a cell opens its row again, even when the cell is changed back.
        var before = matrix.Rows.Single(r => r.Code == "A.6.1").Marks[finance];
        await MarkAsync("A.6.1", ResponsibilityMark.NotApplicable);
        (await EqualAsync(scene, matrix.Id)).Confirmed.ShouldNotBeNull("the row is settled by the difference");
        await MarkAsync("A.6.1", before);
        var again = await EqualAsync(scene, matrix.Id);
        again.Confirmed.ShouldBeNull();
        again.Rows.Where(r => r.Confirmed is null).Select(r => r.Code).ShouldBe(["A.6.1"]);
        // Another department's cell does not.
        await MarkAsync("A.5", ResponsibilityMark.Support, matrix.Columns.Single(c => c.DepartmentId == scene.Engineering).Id);
        (await EqualAsync(scene, matrix.Id)).Rows.Single(r => r.Code == "A.5").Confirmed.ShouldNotBeNull();

        // What was said goes along into the next version.
        (await ConfirmAsync(scene, matrix.Id, found.Finding.Key, "两个部门合署办公")).Require();
        await NameCoordinatorsAsync(scene, await ReadAsync(scene, matrix.Id));
        await scene.ApproveAsync(MatrixApproval.KindName, matrix.Id, scene.Representative, scene.Manager);
        var next = await scene.DoAsync<CreateMatrix, MatrixSaved>(o => o.RunAsync(scene.Team.Actor, new CreateMatrixRequest(ChangeNote: "年度评审"), default));
        (await EqualAsync(scene, next.Id)).Confirmed.ShouldNotBeNull();
        // And goes for good with the column.
        var columns = (await ReadAsync(scene, next.Id)).Columns.ToList();
        var column = columns.Single(c => c.DepartmentId == scene.Finance);
        await scene.DoAsync<RemoveMatrixColumn, MatrixSaved>(o => o.RunAsync(scene.Team.Actor, new RemoveMatrixColumnRequest(next.Id, column.Id, column.Version), default));
        (await FindingsAsync(scene, next.Id)).ShouldNotContain(f => f.Finding.Kind == FindingKind.CopiedColumn);

        async Task MarkAsync(string code, ResponsibilityMark mark, Guid? inColumn = null)
        {
            var row = (await ReadAsync(scene, matrix.Id)).Rows.Single(r => r.Code == code);
            var marks = new Dictionary<Guid, ResponsibilityMark>(row.Marks) { [inColumn ?? finance] = mark };
            (await SaveAsync(scene, matrix.Id, new MatrixRowInput(code, row.Version, marks, row.CoordinatorId))).Require();
        }
    }

    [Theory, BothDatabases]
    public async Task Two_people_on_different_rows_both_save_and_on_the_same_row_the_second_sees_the_difference(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var matrix = await ImportedAsync(scene);
        var (one, other) = (matrix.Rows.Single(r => r.Code == "A.7.1"), matrix.Rows.Single(r => r.Code == "A.15"));
        var team = matrix.Columns.Single(c => c.Office == Office.IsmsTeam).Id;
        var marks = new Dictionary<Guid, ResponsibilityMark>(one.Marks) { [team] = ResponsibilityMark.Support };
        (await SaveAsync(scene, matrix.Id, new MatrixRowInput(one.Code, one.Version, marks))).Require().Changed.ShouldBe(1);
        (await SaveAsync(scene, matrix.Id, new MatrixRowInput(other.Code, other.Version, new Dictionary<Guid, ResponsibilityMark>(other.Marks) { [team] = ResponsibilityMark.Lead }))).Require();
        var stale = (await SaveAsync(scene, matrix.Id, new MatrixRowInput(one.Code, one.Version, one.Marks))).Refusal!;
        stale.Kind.ShouldBe(RefusalKind.Stale);
        stale.Differences.ShouldHaveSingleItem().Current!.ShouldContain("信息安全管理小组");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-5.1-03")]
    public async Task Who_leads_an_element_is_answered_for_any_day_through_the_maps_between_editions(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        (await scene.Team.Client.GetAsync("/api/v1/responsibility-leads?edition=2005&code=A.13.1")).StatusCode.ShouldBe(HttpStatusCode.NotFound, "a draft leads nothing");
        var first = await ApprovedAsync(scene);
        scene.App.Clock.Advance(TimeSpan.FromDays(30));
        var second = await scene.DoAsync<CreateMatrix, MatrixSaved>(o => o.RunAsync(scene.Team.Actor, new CreateMatrixRequest(ChangeNote: "工程部负责备份"), default));
        var draft = await ReadAsync(scene, second.Id);
        var (row, engineering) = (draft.Rows.Single(r => r.Code == "A.10.5"), draft.Columns.Single(c => c.DepartmentId == scene.Engineering).Id);
        (await SaveAsync(scene, second.Id, new MatrixRowInput(row.Code, row.Version, row.Marks, engineering))).Require();
        await scene.ApproveAsync(MatrixApproval.KindName, second.Id, scene.Representative, scene.Manager);

        // 2022's 8.13 is 2013's A.12.3.1 is 2005's A.10.5.1: the row A.10.5.
        var before = await LeadAsync(scene, "edition=2022&code=8.13&on=2026-03-05");
        before.GetProperty("matrixId").GetGuid().ShouldBe(first);
        before.GetProperty("element").GetString().ShouldBe("A.10.5");
        before.GetProperty("unit").GetProperty("office").GetString().ShouldBe("ismsTeam");
        var now = await LeadAsync(scene, "edition=2022&code=8.13&on=2026-04-02");
        now.GetProperty("unit").GetProperty("departmentId").GetGuid().ShouldBe(scene.Engineering);
        // The child's row holds where it differs from its parent's.
        (await LeadAsync(scene, "edition=2005&code=A.13.1.1&on=2026-04-02")).GetProperty("element").GetString().ShouldBe("A.13.1");
        (await ReadAsync(scene, first)).State.ShouldBe(MatrixState.Superseded);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-4.2.2.4-01")]
    public async Task Controls_get_the_lead_as_owner_and_a_head_sees_only_those_of_the_own_department(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var soa = await scene.DoAsync<PrepareSoa, SoaSaved>(o => o.RunAsync(scene.Team.Actor, new PrepareSoaRequest(Edition.Iso2022, "软件开发", null), default));
        var decisions = await scene.App.ReadAsync(db => db.Set<Applicable.ControlDecision>().Where(d => d.SoaId == soa.Id).ToListAsync());
        foreach (var chunk in decisions.Chunk(50))
        {
            await scene.DoAsync<SaveSoaSheet, SoaSheetSaved>(o => o.RunAsync(scene.Team.Actor, new SaveSoaSheetRequest(soa.Id,
                [.. chunk.Select(d => new SoaSheetRow(d.Key.ToString(), d.Version, new DecisionInput(ControlStanding.Applicable, [Applicable.ReasonKind.Business], "业务需要")))]), default));
        }
        (await MineAsync(scene)).ShouldBeEmpty();
        var id = await ApprovedAsync(scene, coordinate: scene.Engineering);

        var matrix = await scene.App.RunAsync<LeadUnits, ResponsibilitySnapshot?>(o => o.AsOfAsync(TestApp.Today, default));
        var expected = decisions.Where(d => matrix!.LeadDepartmentOf(d.Key) == scene.Engineering).Select(d => d.Code).Order(StringComparer.Ordinal).ToList();
        expected.ShouldContain("8.13");
        (await MineAsync(scene)).Order(StringComparer.Ordinal).ShouldBe(expected);
        matrix!.ElementsOf(scene.Engineering, ResponsibilityMark.Lead).Select(e => e.Code).ShouldBe(["A.7.1", "A.10.4", "A.10.5", "A.11.3", "A.13.1"]);
        matrix.Id.ShouldBe(id);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-APP3-04")]
    public async Task Matrix_and_statement_are_held_against_each_other_both_ways(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var matrix = await ImportedAsync(scene);
        var soa = await scene.DoAsync<PrepareSoa, SoaSaved>(o => o.RunAsync(scene.Team.Actor, new PrepareSoaRequest(Edition.Iso2013, "软件开发", null), default));
        const string reason = "公司没有电子商务业务，不提供在线交易";
        await DecideAsync("A.14.1.2", ControlStanding.Excluded);
        (await FindingsAsync(scene, matrix.Id)).Single(f => f.Finding is { Kind: FindingKind.NotExcluded, Code: "A.10.9" }).Finding.Names.ShouldBe(["A.14.1.3"]);
        await DecideAsync("A.14.1.3", ControlStanding.Excluded);
        // Back-up is left out there, and led here.
        await DecideAsync("A.12.3.1", ControlStanding.Excluded);
        var findings = await FindingsAsync(scene, matrix.Id);
        findings.ShouldNotContain(f => f.Finding.Kind == FindingKind.NotExcluded && f.Finding.Code == "A.10.9");
        findings.Single(f => f.Finding.Kind == FindingKind.ExcludedElsewhere).Finding.Code.ShouldBe("A.10.5");

        // From the statement's side once the matrix is in force.
        await NameCoordinatorsAsync(scene, matrix);
        await scene.ApproveAsync(MatrixApproval.KindName, matrix.Id, scene.Representative, scene.Manager);
        await DecideAsync("A.6.2.1", ControlStanding.Applicable);
        var gaps = await scene.Team.Client.GetFromJsonAsync<JsonElement>($"/api/v1/soas/{soa.Id}/gaps");
        gaps.EnumerateArray().Where(g => g.GetProperty("gap").GetString() == "responsibility").Select(g => g.GetProperty("key").GetString())
            .ShouldBe(["2013:A.12.3.1", "2013:A.6.2.1"], ignoreOrder: true);

        async Task DecideAsync(string code, ControlStanding standing)
        {
            var version = await scene.App.ReadAsync(db => db.Set<Applicable.ControlDecision>().Where(d => d.SoaId == soa.Id && d.Code == code).Select(d => d.Version).SingleAsync());
            var input = standing == ControlStanding.Excluded ? new DecisionInput(standing, [], reason) : new DecisionInput(standing, [Applicable.ReasonKind.Business], "业务需要");
            await scene.DoAsync<SaveSoaSheet, SoaSheetSaved>(o => o.RunAsync(scene.Team.Actor, new SaveSoaSheetRequest(soa.Id, [new SoaSheetRow("2013:" + code, version, input)]), default));
        }
    }

    [Theory, BothDatabases]
    public async Task The_page_shows_and_saves_the_grid_and_the_workbook_holds_the_same_cells(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var matrix = await ImportedAsync(scene);
        var page = MatrixPaths.Matrix(matrix.Id);
        var html = await scene.Team.Client.GetStringAsync(page);
        html.ShouldContain("信息安全组织 内部组织");
        html.ShouldContain("rows[49].marks[4]");
        // Row A.7, the ISMS team's cell is blank; the key 2 stands for supporting.
        var at = matrix.Rows.ToList().FindIndex(r => r.Code == "A.7");
        var saved = await CompanyScene.PostFormAsync(scene.Team.Client, page, "matrix", new Dictionary<string, string> { [$"rows[{at}].marks[0]"] = "2" });
        saved.StatusCode.ShouldBe(HttpStatusCode.Redirect, await saved.Content.ReadAsStringAsync());
        (await ReadAsync(scene, matrix.Id)).Supports.ShouldBe(115);
        var wrong = await CompanyScene.PostFormAsync(scene.Team.Client, page, "matrix", new Dictionary<string, string> { [$"rows[{at}].marks[0]"] = "也许" });
        wrong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await wrong.Content.ReadAsStringAsync()).ShouldContain("也许");
        foreach (var address in new[] { MatrixPaths.Columns(matrix.Id), MatrixPaths.Checks(matrix.Id), MatrixPaths.Approval(matrix.Id), MatrixPaths.Import, MatrixPaths.Matrices })
            (await scene.Team.Client.GetAsync(address)).StatusCode.ShouldBe(HttpStatusCode.OK, address);

        var file = await scene.Team.Client.GetAsync($"/api/v1/responsibility-matrices/{matrix.Id}/document");
        file.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var book = SpreadsheetDocument.Open(new MemoryStream(await file.Content.ReadAsByteArrayAsync()), false);
        var text = book.WorkbookPart!.WorksheetParts.First().Worksheet.InnerText;
        text.Split('▲').Length.ShouldBe(74 + 1 + 1, "74 leads and the legend");
        text.Split('△').Length.ShouldBe(115 + 1 + 1);
    }

    [Theory, BothDatabases]
    public async Task Drafts_are_for_the_team_and_the_matrix_in_force_for_everybody(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var matrix = await ImportedAsync(scene);
        (await scene.Employee.Client.GetAsync($"/api/v1/responsibility-matrices/{matrix.Id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await scene.Employee.Client.PostAsJsonAsync("/api/v1/responsibility-matrices", new { })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await NameCoordinatorsAsync(scene, matrix);
        await scene.ApproveAsync(MatrixApproval.KindName, matrix.Id, scene.Representative, scene.Manager);
        (await scene.Employee.Client.GetAsync($"/api/v1/responsibility-matrices/{matrix.Id}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var row = matrix.Rows[0];
        (await SaveAsync(scene, matrix.Id, new MatrixRowInput(row.Code, row.Version, row.Marks))).Refusal!.Code.ShouldBe(MatrixDesk.Frozen.Code);
    }

    [Theory, BothDatabases]
    public async Task A_draft_is_given_up_whole_and_a_matrix_of_2022_distributes_its_own_elements(On on)
    {
        await using var scene = await CompanyScene.StartAsync(on);
        var matrix = await ImportedAsync(scene);
        (await scene.TryAsync<CreateMatrix, MatrixSaved>(o => o.RunAsync(scene.Team.Actor, new CreateMatrixRequest(), default))).Refusal!.Code.ShouldBe(MatrixDesk.AnotherOpen.Code);
        (await CompanyScene.SendAsync(scene.Team.Client, HttpMethod.Delete, $"/api/v1/responsibility-matrices/{matrix.Id}", null, matrix.Version)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await scene.App.ReadAsync(db => db.Set<MatrixRow>().CountAsync())).ShouldBe(0);
        var made = await scene.DoAsync<CreateMatrix, MatrixSaved>(o => o.RunAsync(scene.Team.Actor, new CreateMatrixRequest(Edition.Iso2022), default));
        var view = await ReadAsync(scene, made.Id);
        view.Rows.Count.ShouldBe(ManualElements.Of(Edition.Iso2022).Count);
        view.Rows.ShouldContain(r => r.Code == "A.8.13");
        view.Columns.Select(c => c.Name).ShouldBe(["信息安全管理小组", "行政部", "商务部", "财务部", "工程部"]);
        (await scene.TryAsync<CreateMatrix, MatrixSaved>(o => o.RunAsync(scene.Team.Actor, new CreateMatrixRequest(Edition.Iso2013), default))).Refusal!.Fields.ShouldHaveSingleItem().Field.ShouldBe("edition");
    }

    internal static async Task<MatrixImportView> BeginAsync(CompanyScene scene, string text, string name)
    {
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        return await scene.DoAsync<BeginMatrixImport, MatrixImportView>(o => o.RunAsync(scene.Team.Actor, new BeginMatrixImportRequest(name, content), default));
    }

    internal static async Task<MatrixView> CommitAsync(CompanyScene scene, MatrixImportView import)
    {
        var response = await CompanyScene.SendAsync(scene.Team.Client, HttpMethod.Post, $"/api/v1/responsibility-imports/{import.Id}/commit", null, import.Version);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return await ReadAsync(scene, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid());
    }

    internal static async Task<MatrixView> ImportedAsync(CompanyScene scene) =>
        await CommitAsync(scene, await BeginAsync(scene, await File.ReadAllTextAsync(Repository.Shared("data/responsibility-matrix.tsv")), "matrix.tsv"));

    /// <summary>Where several lead, this department coordinates if it is one of them, else the first.</summary>
    internal static async Task NameCoordinatorsAsync(CompanyScene scene, MatrixView matrix, Guid? department = null)
    {
        var order = matrix.Columns.OrderByDescending(c => c.DepartmentId != null && c.DepartmentId == department).ToList();
        var rows = matrix.Rows.Where(r => r.Marks.Values.Count(m => m == ResponsibilityMark.Lead) > 1)
            .Select(r => new MatrixRowInput(r.Code, r.Version, r.Marks, order.First(c => r.Marks.GetValueOrDefault(c.Id) == ResponsibilityMark.Lead).Id)).ToList();
        (await SaveAsync(scene, matrix.Id, [.. rows])).Require();
    }

    internal static async Task<Guid> ApprovedAsync(CompanyScene scene, Guid? coordinate = null)
    {
        var matrix = await ImportedAsync(scene);
        await NameCoordinatorsAsync(scene, matrix, coordinate);
        await scene.ApproveAsync(MatrixApproval.KindName, matrix.Id, scene.Representative, scene.Manager);
        return matrix.Id;
    }

    private static Task<MatrixView> ReadAsync(CompanyScene scene, Guid id) => scene.DoAsync<ReadMatrix, MatrixView>(o => o.RunAsync(scene.Team.Actor, id, default));

    private static Task<MatrixImportView> ReadImportAsync(CompanyScene scene, Guid id) => scene.DoAsync<ReadMatrixImport, MatrixImportView>(o => o.RunAsync(scene.Team.Actor, id, default));

    private static Task<IReadOnlyList<FindingView>> FindingsAsync(CompanyScene scene, Guid id) => scene.DoAsync<CheckMatrix, IReadOnlyList<FindingView>>(o => o.RunAsync(scene.Team.Actor, id, default));

    private static async Task<FindingView> EqualAsync(CompanyScene scene, Guid id) => (await FindingsAsync(scene, id)).Single(f => f.Finding.Kind == FindingKind.CopiedColumn);

    private static Task<Outcome<MatrixRowsSaved>> SaveAsync(CompanyScene scene, Guid id, params MatrixRowInput[] rows) =>
        scene.TryAsync<SaveMatrix, MatrixRowsSaved>(o => o.RunAsync(scene.Team.Actor, new SaveMatrixRequest(id, rows), default));

    private static Task<Outcome<Done>> ConfirmAsync(CompanyScene scene, Guid id, string finding, string reason) =>
        scene.TryAsync<ConfirmFinding, Done>(o => o.RunAsync(scene.Team.Actor, new ConfirmFindingRequest(id, finding, reason), default));

    private static async Task<JsonElement> LeadAsync(CompanyScene scene, string query) => await scene.Employee.Client.GetFromJsonAsync<JsonElement>("/api/v1/responsibility-leads?" + query);

    private static async Task<List<string>> MineAsync(CompanyScene scene)
    {
        var page = await scene.DoAsync<ListMyControls, RegisterPage<DecisionRow>>(o => o.RunAsync(scene.EngineeringHead.Actor, new RegisterQuery { Limit = RegisterQuery.LongestPage }, default));
        return [.. page.Rows.Select(r => r.Code)];
    }
}
