using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Amazon.S3.Model;
using Isms.Cli;
using Isms.Kernel.Access;
using Isms.Kernel.Files;
using Isms.Kernel.Hosting;
using Isms.Kernel.Hosting.Backups;
using Isms.Kernel.Hosting.Companies;
using Isms.Kernel.Hosting.Setup;
using Isms.Kernel.Text;
using Isms.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.Tests.Kernel.Files;

public sealed class VaultTests
{
    private static readonly byte[] Content = "%PDF-1.7 content"u8.ToArray();

    [Theory, BothVaults]
    public async Task A_content_comes_back_as_it_was_can_be_sought_and_is_kept_once(In place)
    {
        await using var scene = await Scene.StartAsync(place);
        var kept = await scene.Vault.PutAsync(new MemoryStream(Content), 1000, default);
        kept.ShouldBe(new VaultedFile(Convert.ToHexStringLower(SHA256.HashData(Content)), Content.Length));
        (await scene.Vault.PutAsync(new MemoryStream(Content), 1000, default)).ShouldBe(kept);

        (await scene.NamesAsync()).ShouldBe([FileVaults.NameOf(kept!.Sha256)]);
        await using var back = (await scene.Vault.OpenAsync(kept.Sha256, default))!;
        back.Length.ShouldBe(Content.Length);
        back.Seek(-7, SeekOrigin.End);
        new StreamReader(back).ReadToEnd().ShouldBe("content");
        (await scene.Vault.OpenAsync(new string('0', 64), default)).ShouldBeNull();
        await Should.ThrowAsync<ArgumentException>(() => scene.Vault.OpenAsync("../../etc/passwd", default));
    }

    [Theory, BothVaults]
    public async Task A_long_content_passes_through_and_one_that_is_too_long_leaves_nothing(In place)
    {
        const int length = 20 * 1024 * 1024;
        await using var scene = await Scene.StartAsync(place);
        (await scene.Vault.PutAsync(new Pattern(length), length - 1, default)).ShouldBeNull();
        (await scene.NamesAsync()).ShouldBeEmpty();

        var kept = (await scene.Vault.PutAsync(new Pattern(length), length, default))!;
        await using var back = (await scene.Vault.OpenAsync(kept.Sha256, default))!;
        (await HashingCopy.RunAsync(back, null, length, default)).ShouldBe(kept);
        back.ShouldBeOfType<FileStream>("not held in memory");
    }

    [Theory, BothVaults]
    public async Task A_content_that_is_no_longer_what_was_kept_is_not_handed_out(In place)
    {
        await using var scene = await Scene.StartAsync(place);
        var kept = (await scene.Vault.PutAsync(new MemoryStream(Content), 1000, default))!;
        await scene.OverwriteAsync(kept.Sha256, "%PDF-1.7 CONTENT"u8.ToArray());

        (await scene.Vault.OpenAsync(kept.Sha256, default)).ShouldBeNull();
        await using var raw = await scene.Vault.OpenAsItIsAsync(FileVaults.NameOf(kept.Sha256), default);
        raw.ShouldNotBeNull("a backup takes what is there");
    }

    [Theory, BothVaults]
    public async Task A_shredded_content_is_gone_with_all_its_versions_and_others_stay(In place)
    {
        await using var scene = await Scene.StartAsync(place);
        var kept = (await scene.Vault.PutAsync(new MemoryStream(Content), 1000, default))!;
        var other = (await scene.Vault.PutAsync(new MemoryStream([.. Content, 1]), 1000, default))!;
        await scene.OverwriteAsync(kept.Sha256, Content);

        await scene.Vault.ShredAsync(kept.Sha256, default);
        await scene.Vault.ShredAsync(kept.Sha256, default);

        (await scene.NamesAsync()).ShouldBe([FileVaults.NameOf(other.Sha256)]);
        (await scene.VersionsAsync(kept.Sha256)).ShouldBe(0);
        await using var back = await scene.Vault.OpenAsync(other.Sha256, default);
        back.ShouldNotBeNull();
    }

    [Theory, BothVaults]
    public async Task A_trial_leaves_nothing(In place)
    {
        await using var scene = await Scene.StartAsync(place);
        await scene.Vault.ProbeAsync(default);
        (await scene.NamesAsync()).ShouldBeEmpty();
        if (scene.Options.Bucket is not { } bucket)
            return;
        using var client = TestBucket.Client(bucket);
        ((await client.ListVersionsAsync(new ListVersionsRequest { BucketName = bucket.Bucket, Prefix = bucket.Prefix })).Versions ?? []).ShouldBeEmpty();
    }

    [Theory, BothVaults]
    [Trait("Requirement", "R-PLAT-16")]
    public async Task A_backup_holds_the_files_of_either_vault_and_goes_back_into_either(In place)
    {
        await using var scene = await Scene.StartAsync(place, withApp: true);
        var (href, sha) = await scene.AttachAsync();
        var file = Path.Combine(scene.Options.DataFolder, "backup.zip");
        await BackupFile.WriteAsync(scene.Options, file, default);

        foreach (var bucket in TestBucket.Setting is null ? [null] : new[] { null, await TestBucket.NewAsync() })
        {
            var elsewhere = Path.Combine(scene.Options.DataFolder, bucket is null ? "folder" : "bucket");
            var there = new InstanceOptions(Path.Combine(elsewhere, "isms.db"), elsewhere, Bucket: bucket);
            Directory.CreateDirectory(elsewhere);
            await BackupFile.ReadAsync(file, there, default);
            var vault = FileVaults.Of(there);
            using var closing = vault as IDisposable;
            await using var back = (await vault.OpenAsync(sha, default))!;
            (await HashingCopy.RunAsync(back, null, 1000, default))!.Sha256.ShouldBe(sha);
            Directory.Exists(Path.Combine(elsewhere, FileVaults.FolderName)).ShouldBe(bucket is null);
        }
        (await scene.Head!.Client.GetAsync(href)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, BothVaults]
    public async Task The_doctor_and_the_health_page_say_where_files_are_and_which_are_lost_and_never_a_key(In place)
    {
        await using var scene = await Scene.StartAsync(place, withApp: true);
        var (href, sha) = await scene.AttachAsync();
        var administrator = await scene.App!.PersonAsync(null, Office.SystemAdministrator);
        var page = await administrator.Client.GetStringAsync("/health");
        page.ShouldContain(WebUtility.HtmlEncode(scene.Vault.Place));
        page.ShouldNotContain(scene.Options.Bucket?.SecretKey ?? "SecretKey");
        (await scene.App.Client().GetStringAsync("/health/ready")).ShouldContain("\"files\":true");

        (await CheckAsync("vault")).ShouldBeTrue();
        await scene.OverwriteAsync(sha, "%PDF-1.7 CONTENT"u8.ToArray());
        (await CheckAsync("vault")).ShouldBeFalse();
        (await CheckAsync("files")).ShouldBeTrue();
        var lost = await scene.Head!.Client.GetAsync(href);
        lost.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await lost.Content.ReadAsStringAsync()).ShouldContain("files.lost");

        Task<bool> CheckAsync(string name) => scene.App.RunAsync<Diagnosis, bool>(async d => (await d.ReadAsync(default)).Single(c => c.Name == name).Fine);
    }

    [Fact]
    public async Task Where_the_vault_does_not_answer_a_person_is_told_and_everything_else_goes_on()
    {
        // Nothing listens on port 1.
        var bucket = BucketOptions.Read("Endpoint=http://127.0.0.1:1;Bucket=isms;AccessKey=a;SecretKey=very-secret").Value!;
        await using var scene = await Scene.StartAsync(new InstanceOptions("", Directory.CreateTempSubdirectory("isms-vault-").FullName, Bucket: bucket), withApp: true);
        var administrator = await scene.App!.PersonAsync(null, Office.SystemAdministrator);

        var refused = await scene.UploadAsync();
        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("文件库暂时无法访问");
        (await scene.App.Client().GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var page = await administrator.Client.GetStringAsync("/health");
        page.ShouldContain("http://127.0.0.1:1");
        page.ShouldNotContain("very-secret");
        (await administrator.Client.GetAsync("/")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_wrong_key_is_told_as_what_the_server_answered()
    {
        Assert.SkipWhen(TestBucket.Setting is null, "ISMS_TEST_S3 is not set");
        using var vault = new BucketVault(await TestBucket.NewAsync() with { SecretKey = "wrong" });
        (await Should.ThrowAsync<VaultUnavailableException>(() => vault.ProbeAsync(default))).Message.ShouldContain("SignatureDoesNotMatch");
        (await Should.ThrowAsync<VaultUnavailableException>(() => vault.PutAsync(new MemoryStream(Content), 1000, default))).Message.ShouldNotContain("wrong");
        using var missing = new BucketVault(await TestBucket.NewAsync() with { Bucket = "no-such-bucket" });
        await Should.ThrowAsync<VaultUnavailableException>(() => missing.ProbeAsync(default));
        await Should.ThrowAsync<VaultUnavailableException>(() => missing.OpenAsync(new string('0', 64), default));
    }

    [Theory]
    [InlineData("Endpoint=https://s3.example.com;Bucket=isms;AccessKey=a", "SecretKey")]
    [InlineData("Endpoint=s3.example.com;Bucket=isms;AccessKey=a;SecretKey=b", "Endpoint")]
    [InlineData("Endpoint=file:///etc;Bucket=isms;AccessKey=a;SecretKey=b", "Endpoint")]
    [InlineData("Endpoint=https://s3.example.com;Bucket=isms;AccessKey=a;SecretKey=b;PathStyle=perhaps", "PathStyle")]
    [InlineData("Endpoint=https://s3.example.com;Bucket=isms;AccessKey=a;SecretKey=b;Colour=red", "colour")]
    [InlineData("nonsense", "SecretKey")]
    public async Task A_setting_that_is_wrong_is_refused_by_name_before_anything_starts(string setting, string named)
    {
        BucketOptions.Read(setting).Refusal!.Message.ShouldContain(named, Case.Insensitive);
        var ran = await ShellAsync(["doctor", "--files", setting]);
        ran.Code.ShouldBe(CommandLine.Failed);
        ran.Error.ShouldContain(named, Case.Insensitive);
    }

    [Fact]
    public void A_setting_says_what_is_not_the_same_everywhere()
    {
        var read = BucketOptions.Read("endpoint=https://oss.example.com; bucket=isms; accesskey=a; secretkey='b;c'; region=cn-north-1; pathstyle=false").Value!;
        read.ShouldBe(new BucketOptions(new Uri("https://oss.example.com"), "isms", "a", "b;c", "cn-north-1", false));
        read.ToString().ShouldBe("https://oss.example.com isms/");
        BucketOptions.Read("Endpoint=https://s3.example.com;Bucket=isms;AccessKey=a;SecretKey=b").Value!.ShouldSatisfyAllConditions(b => b.Region.ShouldBe("us-east-1"), b => b.PathStyle.ShouldBeTrue());
    }

    [Fact]
    public void Each_company_has_a_part_of_the_bucket_of_its_own()
    {
        var folder = Directory.CreateTempSubdirectory("isms-vault-").FullName;
        var bucket = BucketOptions.Read("Endpoint=https://s3.example.com;Bucket=isms;AccessKey=a;SecretKey=b").Value!;
        var companies = CompanyList.Read(new InstanceOptions(Path.Combine(folder, "isms.db"), folder, Bucket: bucket)).Value!;
        companies.Add("main", ["a.example.com"]);
        companies.Add("beta", ["b.example.com"]);
        companies.OptionsOf("main").Value!.Bucket!.Prefix.ShouldBe("");
        companies.OptionsOf("beta").Value!.Bucket!.Prefix.ShouldBe("companies/beta/");
        Directory.Delete(folder, recursive: true);
    }

    private sealed record Ran(int Code, string Out, string Error);

    private static async Task<Ran> ShellAsync(string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        return new Ran(await CommandLine.RunAsync(args, new Terminal(new StringReader(""), output, error, Phrase.Chinese, TimeProvider.System)), output.ToString(), error.ToString());
    }

    /// <summary>A content of this length that nobody holds.</summary>
    private sealed class Pattern(long length) : Stream
    {
        private long _at;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, length - _at);
            for (var i = 0; i < read; i++)
                buffer[offset + i] = (byte)((_at + i) % 251);
            _at += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    private sealed class Scene : IAsyncDisposable
    {
        private readonly string _folder;
        private Guid _department;

        private Scene(InstanceOptions options, TestApp? app) => (Options, App, Vault, _folder) = (options, app, FileVaults.Of(options), options.DataFolder);

        public InstanceOptions Options { get; }
        public TestApp? App { get; }
        public IFileVault Vault { get; }
        public TestPerson? Head { get; private set; }

        public static async Task<Scene> StartAsync(In place, bool withApp = false)
        {
            var bucket = place == In.Folder ? null : await TestBucket.NewAsync(place == In.BucketWithVersions);
            return await StartAsync(new InstanceOptions("", Directory.CreateTempSubdirectory("isms-vault-").FullName, Bucket: bucket), withApp);
        }

        public static async Task<Scene> StartAsync(InstanceOptions options, bool withApp)
        {
            if (!withApp)
                return new Scene(options, null);
            var app = await TestApp.StartAsync(On.Sqlite, s => s.AddScoped<IAttachmentSubject, DepartmentFiles>(), options.Bucket);
            Directory.Delete(options.DataFolder);
            var scene = new Scene(options with { Database = app.Database, DataFolder = app.Folder }, app) { _department = await app.DepartmentAsync("研发部") };
            scene.Head = await app.PersonAsync(scene._department, Office.DepartmentHead);
            return scene;
        }

        public async Task<HttpResponseMessage> UploadAsync()
        {
            var file = new ByteArrayContent(Content);
            file.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
            using var body = new MultipartFormDataContent { { new StringContent(DepartmentFiles.Name), "kind" }, { new StringContent(_department.ToString()), "subjectId" }, { file, "file", "a.pdf" } };
            return await Head!.Client.PostAsync("/api/v1/attachments", body);
        }

        public async Task<(Uri Href, string Sha256)> AttachAsync()
        {
            var answer = await UploadAsync();
            answer.StatusCode.ShouldBe(HttpStatusCode.Created);
            var attachment = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            (await Head!.Client.GetByteArrayAsync(answer.Headers.Location)).ShouldBe(Content);
            return (answer.Headers.Location!, attachment.GetProperty("sha256").GetString()!);
        }

        public async Task<List<string>> NamesAsync()
        {
            var names = new List<string>();
            await foreach (var name in Vault.NamesAsync(default))
                names.Add(name);
            return names;
        }

        /// <summary>Behind the vault's back.</summary>
        public async Task OverwriteAsync(string sha256, byte[] content)
        {
            if (Options.Bucket is not { } bucket)
            {
                await File.WriteAllBytesAsync(Path.Combine(_folder, FileVaults.FolderName, FileVaults.NameOf(sha256)), content);
                return;
            }
            using var client = TestBucket.Client(bucket);
            await client.PutObjectAsync(new PutObjectRequest { BucketName = bucket.Bucket, Key = KeyOf(bucket, sha256), InputStream = new MemoryStream(content), UseChunkEncoding = false });
        }

        /// <summary>How often the content is still there, in the folder or as a version.</summary>
        public async Task<int> VersionsAsync(string sha256)
        {
            if (Options.Bucket is not { } bucket)
                return File.Exists(Path.Combine(_folder, FileVaults.FolderName, FileVaults.NameOf(sha256))) ? 1 : 0;
            using var client = TestBucket.Client(bucket);
            return (await client.ListVersionsAsync(new ListVersionsRequest { BucketName = bucket.Bucket, Prefix = KeyOf(bucket, sha256) })).Versions?.Count ?? 0;
        }

        public async ValueTask DisposeAsync()
        {
            (Vault as IDisposable)?.Dispose();
            if (App is not null)
                await App.DisposeAsync();
            else
                Directory.Delete(_folder, recursive: true);
        }

        private static string KeyOf(BucketOptions bucket, string sha256) => $"{bucket.Prefix}{FileVaults.FolderName}/{FileVaults.NameOf(sha256)}";
    }
}
