using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Ledger;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Kernel.Ledger;

public sealed class LedgerTests
{
    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-05")]
    public async Task An_untouched_ledger_is_intact_and_every_row_agrees_with_it(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        await app.PersonAsync(await app.DepartmentAsync("工程部"), Office.DepartmentHead);

        var report = await app.RunAsync<LedgerCheck, LedgerReport>(c => c.RunAsync(CancellationToken.None));

        report.Findings.ShouldBeEmpty();
        report.Entries.ShouldBeGreaterThan(4);
        report.Rows.ShouldBeGreaterThan(4);
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-05")]
    public async Task The_database_refuses_to_change_or_delete_an_entry(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        await Should.ThrowAsync<Exception>(() => ExecuteAsync(app, "UPDATE kernel_ledger SET actor_name = 'x'"));
        await Should.ThrowAsync<Exception>(() => ExecuteAsync(app, "DELETE FROM kernel_ledger"));
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-05")]
    public async Task An_entry_removed_behind_the_triggers_is_found(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        await DropTriggersAsync(app, on);
        await ExecuteAsync(app, "DELETE FROM kernel_ledger WHERE sequence = 1");

        (await CheckAsync(app)).Findings.ShouldContain(f => f.Code == "ledger.gap");
    }

    [Theory, BothDatabases]
    [Trait("Requirement", "R-PLAT-05")]
    public async Task A_change_to_any_column_of_an_entry_is_found(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        await DropTriggersAsync(app, on);
        foreach (var column in new[] { "actor_name", "use_case", "entity_type", "state", "previous_hash", "hash", "actor_office" })
        {
            await ExecuteAsync(app, $"CREATE TABLE kept AS SELECT {column} AS value FROM kernel_ledger WHERE sequence = 2");
            await ExecuteAsync(app, $"UPDATE kernel_ledger SET {column} = '~' || substr({column}, 2) WHERE sequence = 2");
            (await CheckAsync(app)).Intact.ShouldBeFalse(column);
            await ExecuteAsync(app, $"UPDATE kernel_ledger SET {column} = (SELECT value FROM kept) WHERE sequence = 2");
            await ExecuteAsync(app, "DROP TABLE kept");
            (await CheckAsync(app)).Intact.ShouldBeTrue(column);
        }
    }

    [Theory, BothDatabases]
    public async Task A_row_changed_behind_the_ledger_is_found(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        await app.DepartmentAsync("财务部");
        await ExecuteAsync(app, "UPDATE kernel_departments SET name = 'x'");

        (await CheckAsync(app)).Findings.ShouldContain(f => f.Code == "ledger.changed-row");
    }

    [Theory, BothDatabases]
    public async Task Fifty_writers_at_once_leave_one_unbroken_chain(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => app.DepartmentAsync("部门" + i)));

        var report = await CheckAsync(app);
        report.Findings.ShouldBeEmpty();
        report.Rows.ShouldBeGreaterThanOrEqualTo(50);
    }

    private static Task<LedgerReport> CheckAsync(TestApp app) => app.RunAsync<LedgerCheck, LedgerReport>(c => c.RunAsync(CancellationToken.None));

    private static Task<int> ExecuteAsync(TestApp app, string sql) => app.ReadAsync(db => db.Database.ExecuteSqlRawAsync(sql));

    private static async Task DropTriggersAsync(TestApp app, On on)
    {
        var statements = on == On.Sqlite
            ? new[] { "DROP TRIGGER kernel_ledger_no_update", "DROP TRIGGER kernel_ledger_no_delete" }
            : ["DROP TRIGGER kernel_ledger_no_change ON kernel_ledger"];
        foreach (var statement in statements)
            await ExecuteAsync(app, statement);
    }
}
