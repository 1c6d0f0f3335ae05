using System.Net;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Isms.Kernel.Files;

/// <summary>
/// A bucket of an S3-compatible server, contents under <c>files/ab/cdef…</c>. What goes in or out passes through a temporary file that only this process can
/// read and that goes when it is closed: the name is the hash, which is known only once all was read. The server compares what arrives with the hash in the signed request.
/// A shredded content is deleted with all its earlier versions; a bucket that keeps deleted things against its owner (object lock) refuses, and that is told.
/// </summary>
internal sealed class BucketVault : IFileVault, IDisposable
{
    private const string Folder = FileVaults.FolderName + "/";
    private const string Unversioned = "null";
    private const int SmallEnoughForMemory = 256 * 1024;
    private static readonly TimeSpan LongestTransfer = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestProbe = TimeSpan.FromSeconds(10);

    private readonly BucketOptions _options;
    private readonly AmazonS3Client _client;
    private readonly OneHttpClient _http = new();

    public BucketVault(BucketOptions options)
    {
        _options = options;
        _client = new AmazonS3Client(new BasicAWSCredentials(options.AccessKey, options.SecretKey), new AmazonS3Config
        {
            ServiceURL = options.Endpoint.AbsoluteUri,
            AuthenticationRegion = options.Region,
            ForcePathStyle = options.PathStyle,
            HttpClientFactory = _http,
            MaxErrorRetry = 2,
            // Other makers' servers do not know Amazon's newer checksums; the payload is signed with its SHA-256 all the same.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        });
    }

    public string Place => _options.ToString();

    public async Task<VaultedFile?> PutAsync(Stream content, long most, CancellationToken ct)
    {
        await using var spool = Spool();
        if (await HashingCopy.RunAsync(content, spool, most, ct) is not { } written)
            return null;
        var key = KeyOf(FileVaults.NameOf(written.Sha256));
        if (await LengthAsync(key, ct) == written.Size)
            return written;
        spool.Position = 0;
        await AskAsync(limited => _client.PutObjectAsync(Put(key, spool), limited), LongestTransfer, ct);
        return written;
    }

    public async Task<Stream?> OpenAsync(string sha256, CancellationToken ct)
    {
        if (await GetAsync(KeyOf(FileVaults.NameOf(sha256)), ct) is not { } found)
            return null;
        using var answer = found;
        Stream content = answer.ContentLength <= SmallEnoughForMemory ? new MemoryStream() : Spool();
        try
        {
            if ((await AskAsync(limited => HashingCopy.RunAsync(answer.ResponseStream, content, long.MaxValue, limited), LongestTransfer, ct))!.Sha256 == sha256)
            {
                content.Position = 0;
                return content;
            }
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }
        await content.DisposeAsync();
        return null;
    }

    public async Task ShredAsync(string sha256, CancellationToken ct)
    {
        var key = KeyOf(FileVaults.NameOf(sha256));
        var versions = await VersionsAsync(key, ct);
        // A bucket with versions would keep a mark of having deleted what never was.
        if (versions.Count == 0 && await LengthAsync(key, ct) is null)
            return;
        if (versions.Any(v => v.VersionId is not (null or Unversioned)))
        {
            // Taking them away one by one leaves nothing; a plain deletion would only hide them.
            foreach (var version in versions)
                await FoundAsync(limited => _client.DeleteObjectAsync(new DeleteObjectRequest { BucketName = _options.Bucket, Key = key, VersionId = version.VersionId }, limited), ct);
        }
        else
        {
            await AskAsync(limited => _client.DeleteObjectAsync(_options.Bucket, key, limited), LongestAnswer, ct);
        }
        if (await LengthAsync(key, ct) is not null || (await VersionsAsync(key, ct)).Any(v => v.IsDeleteMarker != true))
            throw new VaultUnavailableException($"{Place}: {key}");
    }

    public async IAsyncEnumerable<string> NamesAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var asked = new ListObjectsV2Request { BucketName = _options.Bucket, Prefix = KeyOf("") };
        do
        {
            var page = await AskAsync(limited => _client.ListObjectsV2Async(asked, limited), LongestAnswer, ct);
            foreach (var found in page.S3Objects ?? [])
                yield return found.Key[asked.Prefix.Length..];
            asked.ContinuationToken = page.NextContinuationToken;
        }
        while (!string.IsNullOrEmpty(asked.ContinuationToken));
    }

    public async Task<Stream?> OpenAsItIsAsync(string name, CancellationToken ct) => (await GetAsync(KeyOf(name), ct))?.ResponseStream;

    public async Task ProbeAsync(CancellationToken ct)
    {
        var key = $"{_options.Prefix}probe/{Guid.CreateVersion7():N}";
        byte[] trial = [1, 2, 3];
        var put = await AskAsync(limited => _client.PutObjectAsync(Put(key, new MemoryStream(trial)), limited), LongestProbe, ct);
        var back = await AskAsync(async limited =>
        {
            using var answer = await _client.GetObjectAsync(_options.Bucket, key, limited);
            var read = new MemoryStream();
            await answer.ResponseStream.CopyToAsync(read, limited);
            return read.ToArray();
        }, LongestProbe, ct);
        await AskAsync(limited => _client.DeleteObjectAsync(new DeleteObjectRequest { BucketName = _options.Bucket, Key = key, VersionId = put.VersionId }, limited), LongestProbe, ct);
        if (!back.AsSpan().SequenceEqual(trial))
            throw new VaultUnavailableException($"{Place}: {key}");
    }

    public void Dispose()
    {
        _client.Dispose();
        _http.Dispose();
    }

    private string KeyOf(string name) => _options.Prefix + Folder + name;

    private PutObjectRequest Put(string key, Stream content) => new()
    {
        BucketName = _options.Bucket, Key = key, InputStream = content, AutoCloseStream = false, ContentType = "application/octet-stream",
        // One signature over the whole payload, which every server understands and checks.
        UseChunkEncoding = false,
    };

    private Task<GetObjectResponse?> GetAsync(string key, CancellationToken ct) => FoundAsync(limited => _client.GetObjectAsync(_options.Bucket, key, limited), ct);

    private async Task<long?> LengthAsync(string key, CancellationToken ct) => (await FoundAsync(limited => _client.GetObjectMetadataAsync(_options.Bucket, key, limited), ct))?.ContentLength;

    // None where the server keeps no versions, and says so instead of answering.
    private async Task<IReadOnlyList<S3ObjectVersion>> VersionsAsync(string key, CancellationToken ct)
    {
        var kept = new List<S3ObjectVersion>();
        var asked = new ListVersionsRequest { BucketName = _options.Bucket, Prefix = key };
        ListVersionsResponse page;
        do
        {
            try
            {
                page = await AskAsync(limited => _client.ListVersionsAsync(asked, limited), LongestAnswer, ct);
            }
            catch (VaultUnavailableException e) when (e.InnerException is AmazonS3Exception { StatusCode: HttpStatusCode.NotImplemented or HttpStatusCode.MethodNotAllowed })
            {
                return [];
            }
            kept.AddRange((page.Versions ?? []).Where(v => v.Key == key));
            (asked.KeyMarker, asked.VersionIdMarker) = (page.NextKeyMarker, page.NextVersionIdMarker);
        }
        while (page.IsTruncated == true);
        return kept;
    }

    private async Task<T?> FoundAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken ct) where T : class
    {
        try
        {
            return await AskAsync(ask, LongestAnswer, ct);
        }
        // The bucket itself missing is another matter.
        catch (VaultUnavailableException e) when (e.InnerException is AmazonS3Exception { StatusCode: HttpStatusCode.NotFound, ErrorCode: not "NoSuchBucket" })
        {
            return null;
        }
    }

    private async Task<T> AskAsync<T>(Func<CancellationToken, Task<T>> ask, TimeSpan longest, CancellationToken ct)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limited.CancelAfter(longest);
        try
        {
            return await ask(limited.Token);
        }
        catch (Exception e) when (IsTheirs(e, ct))
        {
            throw Unavailable(e);
        }
    }

    private static bool IsTheirs(Exception e, CancellationToken ct) => e is AmazonServiceException or AmazonClientException or HttpRequestException or IOException
        || (e is OperationCanceledException && !ct.IsCancellationRequested);

    private VaultUnavailableException Unavailable(Exception e) =>
        new($"{Place}: {(e is AmazonServiceException { ErrorCode.Length: > 0 } said ? said.ErrorCode : e.GetBaseException().Message)}", e);

    /// <summary>How the library's requests go out.</summary>
    private sealed class OneHttpClient : HttpClientFactory, IDisposable
    {
        private readonly HttpClient _client = new(new SaysLength(new SocketsHttpHandler { ConnectTimeout = LongestConnect, PooledConnectionLifetime = TimeSpan.FromMinutes(10), AllowAutoRedirect = false }))
        {
            Timeout = LongestTransfer,
        };

        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => _client;

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

        public void Dispose() => _client.Dispose();
    }

    /// <summary>OpenStack Swift waits for ever for the content of a DELETE that does not say that it has none.</summary>
    private sealed class SaysLength(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Method == HttpMethod.Delete)
                request.Content ??= new ByteArrayContent([]);
            return base.SendAsync(request, cancellationToken);
        }
    }

    private static FileStream Spool()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = HashingCopy.ChunkSize, Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(Path.Combine(Path.GetTempPath(), $"isms-{Guid.CreateVersion7():N}.part"), options);
    }
}
