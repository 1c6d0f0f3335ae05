using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Isms.Tests.Support;

/// <summary>Which database a test runs on.</summary>
public enum On { Sqlite, Postgres }

/// <summary>Runs the test once on SQLite and once on PostgreSQL; without a server the second shows as skipped, never as passed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BothDatabasesAttribute : DataAttribute
{
    /// <summary>Connection string of a server where databases may be made; the test script starts one and sets it.</summary>
    public static string? Postgres { get; } = Environment.GetEnvironmentVariable("ISMS_TEST_POSTGRES");

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>(
        [
            new TheoryDataRow<On>(On.Sqlite),
            new TheoryDataRow<On>(On.Postgres) { Skip = string.IsNullOrEmpty(Postgres) ? "ISMS_TEST_POSTGRES is not set" : null },
        ]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
