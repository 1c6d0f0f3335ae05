using Isms.Kernel.Data;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Kernel.Hosting;

public sealed class MigrationTests
{
    [Theory, BothDatabases]
    public async Task A_database_of_another_version_is_recognised_and_left_alone(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        await app.ReadAsync(db => db.Database.ExecuteSqlRawAsync("update kernel_migrations set migration_id = '20310101000000_Later'"));

        var refused = await Should.ThrowAsync<InvalidOperationException>(() => MigrateAsync(app));
        refused.Message.ShouldContain("20310101000000_Later");
        (await app.ReadAsync(db => db.Database.GetAppliedMigrationsAsync())).ShouldBe(["20310101000000_Later"]);
    }

    [Theory, BothDatabases]
    public async Task A_database_that_is_up_to_date_is_migrated_again_without_a_change(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var before = await app.ReadAsync(db => db.Ledger.CountAsync());

        await MigrateAsync(app);

        (await app.ReadAsync(db => db.Database.GetPendingMigrationsAsync())).ShouldBeEmpty();
        (await app.ReadAsync(db => db.Ledger.CountAsync())).ShouldBe(before);
    }

    private static Task<bool> MigrateAsync(TestApp app) => app.RunAsync<IsmsDbContext, bool>(async db =>
    {
        await DatabaseSetup.MigrateAsync(db, CancellationToken.None);
        return true;
    });
}
