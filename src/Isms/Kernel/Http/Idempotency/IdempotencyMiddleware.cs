using System.Security.Cryptography;
using System.Text;
using Isms.Kernel.Access;

namespace Isms.Kernel.Http.Idempotency;

/// <summary>
/// Header <c>Idempotency-Key</c> on any POST of the API: a request repeated with the same key and content is answered as the first one was, and
/// done once. A refused or failed request changed nothing and leaves its key free. Stands before the endpoint's own reading of the content.
/// </summary>
internal sealed class IdempotencyMiddleware(RequestDelegate next, IServiceScopeFactory scopes)
{
    public const string Header = "Idempotency-Key";
    public const string ReplayedHeader = "Idempotency-Replayed";
    public const int LongestKey = 200;

    public static readonly Refusal WrongKey = new("kernel.idempotency-wrong-key", RefusalKind.Invalid, LongestKey);
    public static readonly Refusal OtherContent = new("kernel.idempotency-other-content", RefusalKind.Contradiction);
    public static readonly Refusal StillAtWork = new("kernel.idempotency-at-work");
    public static readonly Refusal TooLongToRepeat = new("kernel.idempotency-too-long");

    public async Task InvokeAsync(HttpContext http)
    {
        var actor = Actor.Of(http);
        if (!HttpMethods.IsPost(http.Request.Method) || http.GetEndpoint() is null || actor.IsAnonymous
            || !http.Request.Path.StartsWithSegments("/api/v1", StringComparison.Ordinal) || !http.Request.Headers.TryGetValue(Header, out var given))
        {
            await next(http);
            return;
        }
        var key = given.ToString().Trim().Trim('"');
        if (key.Length is 0 or > LongestKey || key.Any(char.IsControl))
        {
            await Problems.From(WrongKey).ExecuteAsync(http);
            return;
        }
        var fingerprint = await FingerprintAsync(http.Request, http.RequestAborted);
        if (await InScopeAsync(kept => kept.TakeAsync(actor.PersonId, key, fingerprint, http.RequestAborted)) is { } known)
            await RepeatAsync(http, known, key, fingerprint);
        else
            await RunAsync(http, actor, key);
    }

    private async Task RunAsync(HttpContext http, Actor actor, string key)
    {
        var body = http.Response.Body;
        using var written = new MemoryStream();
        http.Response.Body = written;
        try
        {
            await next(http);
        }
        catch
        {
            http.Response.Body = body;
            await InScopeAsync(kept => kept.ReleaseAsync(actor.PersonId, key));
            throw;
        }
        http.Response.Body = body;
        // The caller may be gone by now; what was done must be remembered all the same.
        if (http.Response.StatusCode < StatusCodes.Status400BadRequest)
        {
            var headers = http.Response.Headers;
            var answer = new RepeatableAnswer(http.Response.StatusCode, http.Response.ContentType, headers.Location, headers.ETag, written.ToArray());
            await InScopeAsync(kept => kept.FinishAsync(actor.PersonId, key, answer));
        }
        else
        {
            await InScopeAsync(kept => kept.ReleaseAsync(actor.PersonId, key));
        }
        written.Position = 0;
        await written.CopyToAsync(body, http.RequestAborted);
    }

    private static Task RepeatAsync(HttpContext http, KeptAnswer known, string key, string fingerprint)
    {
        if (known.Fingerprint != fingerprint)
            return Problems.From(OtherContent).ExecuteAsync(http);
        if (!known.Finished)
            return Problems.From(StillAtWork).ExecuteAsync(http);
        if (known.Open(key) is not { } answer)
            return Problems.From(TooLongToRepeat).ExecuteAsync(http);
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = answer.MediaType;
        if (answer.Location is not null)
            http.Response.Headers.Location = answer.Location;
        if (answer.ETag is not null)
            http.Response.Headers.ETag = answer.ETag;
        http.Response.Headers[ReplayedHeader] = "true";
        return answer.Body.Length == 0 ? Task.CompletedTask : http.Response.Body.WriteAsync(answer.Body, http.RequestAborted).AsTask();
    }

    // Of a form its fields and files: a client that sends the form again draws the boundary between its parts anew.
    private static async Task<string> FingerprintAsync(HttpRequest request, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, request.Path + request.QueryString);
        if (request.HasFormContentType)
        {
            var form = await request.ReadFormAsync(ct);
            foreach (var (name, value) in form.OrderBy(f => f.Key, StringComparer.Ordinal))
                Add(hash, name + "=" + value);
            foreach (var file in form.Files)
            {
                Add(hash, file.Name + ":" + file.FileName);
                await using var content = file.OpenReadStream();
                await AddAsync(hash, content, ct);
            }
        }
        else
        {
            request.EnableBuffering();
            await AddAsync(hash, request.Body, ct);
            request.Body.Position = 0;
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Add(IncrementalHash hash, string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));

    private static async Task AddAsync(IncrementalHash hash, Stream content, CancellationToken ct)
    {
        var buffer = new byte[81920];
        int read;
        while ((read = await content.ReadAsync(buffer, ct)) > 0)
            hash.AppendData(buffer, 0, read);
    }

    private async Task InScopeAsync(Func<KeptAnswers, Task> run)
    {
        await using var scope = scopes.CreateAsyncScope();
        await run(scope.ServiceProvider.GetRequiredService<KeptAnswers>());
    }

    private async Task<T> InScopeAsync<T>(Func<KeptAnswers, Task<T>> run)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await run(scope.ServiceProvider.GetRequiredService<KeptAnswers>());
    }
}
