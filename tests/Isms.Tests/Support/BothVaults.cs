using System.Reflection;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Isms.Kernel.Files;
using Xunit.Sdk;
using Xunit.v3;

namespace Isms.Tests.Support;

/// <summary>Which vault a test runs on; a bucket with versions keeps what is deleted until each version is taken away.</summary>
public enum In { Folder, Bucket, BucketWithVersions }

/// <summary>Runs the test over every vault; without an S3 server those of buckets show as skipped, never as passed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BothVaultsAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>(
            [.. Enum.GetValues<In>().Select(v => new TheoryDataRow<In>(v) { Skip = v != In.Folder && TestBucket.Setting is null ? "ISMS_TEST_S3 is not set" : null })]);

    public override bool SupportsDiscoveryEnumeration() => true;
}

/// <summary>Buckets on the S3 server that the test script starts; each test has a part of its own.</summary>
internal static class TestBucket
{
    private const string WithVersions = "isms-versions";
    private static readonly SemaphoreSlim Making = new(1, 1);
    private static bool _made;

    /// <summary>As the operator would write it; null when there is no server.</summary>
    public static string? Setting { get; } = Environment.GetEnvironmentVariable("ISMS_TEST_S3") is { Length: > 0 } setting ? setting : null;

    public static async Task<BucketOptions> NewAsync(bool versions = false)
    {
        var options = BucketOptions.Read(Setting!).Value!;
        await Making.WaitAsync();
        try
        {
            if (!_made)
            {
                using var client = Client(options);
                await client.PutBucketAsync(options.Bucket);
                await client.PutBucketAsync(WithVersions);
                await client.PutBucketVersioningAsync(new PutBucketVersioningRequest { BucketName = WithVersions, VersioningConfig = new S3BucketVersioningConfig { Status = VersionStatus.Enabled } });
                _made = true;
            }
        }
        finally
        {
            Making.Release();
        }
        return options with { Bucket = versions ? WithVersions : options.Bucket, Prefix = Guid.CreateVersion7().ToString("N") + "/" };
    }

    /// <summary>The bucket as its administrator sees it.</summary>
    public static AmazonS3Client Client(BucketOptions options) => new(new BasicAWSCredentials(options.AccessKey, options.SecretKey), new AmazonS3Config
    {
        ServiceURL = options.Endpoint.AbsoluteUri, AuthenticationRegion = options.Region, ForcePathStyle = true,
        RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED, ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
    });
}
