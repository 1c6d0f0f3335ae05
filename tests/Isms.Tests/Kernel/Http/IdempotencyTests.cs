using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http.Idempotency;
using Isms.Kernel.Settings;
using Isms.Tests.Kernel.Access;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Isms.Tests.Kernel.Http;

public sealed class IdempotencyTests
{
    private const string Tokens = "/api/v1/me/tokens";

    [Theory, BothDatabases]
    public async Task A_repeated_request_is_done_once_and_answered_as_the_first_time(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var person = await app.PersonAsync(null);

        var first = await PostAsync(person, "key-1", new { name = "script", scope = "read", days = 30 });
        var second = await PostAsync(person, "key-1", new { name = "script", scope = "read", days = 30 });
        first.StatusCode.ShouldBe(HttpStatusCode.Created);
        second.StatusCode.ShouldBe(HttpStatusCode.Created);
        second.Headers.Location.ShouldBe(first.Headers.Location);
        (await second.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync(), "even what is shown only once");
        first.Headers.Contains(IdempotencyMiddleware.ReplayedHeader).ShouldBeFalse();
        second.Headers.GetValues(IdempotencyMiddleware.ReplayedHeader).ShouldBe(["true"]);
        (await app.ReadAsync(db => db.Set<AccessToken>().CountAsync())).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task The_same_key_with_other_content_is_refused_and_one_persons_key_is_not_anothers(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var person = await app.PersonAsync(null);
        var other = await app.PersonAsync(null);

        (await PostAsync(person, "key-1", new { name = "script", scope = "read", days = 30 })).StatusCode.ShouldBe(HttpStatusCode.Created);
        var changed = await PostAsync(person, "key-1", new { name = "script", scope = "write", days = 30 });
        changed.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await changed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().ShouldBe("kernel.idempotency-other-content");
        (await PostAsync(other, "key-1", new { name = "script", scope = "write", days = 30 })).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await app.ReadAsync(db => db.Set<AccessToken>().CountAsync())).ShouldBe(2);
    }

    [Theory, BothDatabases]
    public async Task A_refused_request_leaves_its_key_free(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var person = await app.PersonAsync(null);

        (await PostAsync(person, "key-1", new { name = "", scope = "read", days = 30 })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(person, "key-1", new { name = "script", scope = "read", days = 30 })).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Theory, BothDatabases]
    public async Task While_the_first_request_is_at_work_a_second_one_waits_its_turn(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var person = await app.PersonAsync(null);
        var request = new { name = "script", scope = "read", days = 30 };
        (await PostAsync(person, "key-1", request)).StatusCode.ShouldBe(HttpStatusCode.Created);
        var known = await app.ReadAsync(db => db.Set<KeptAnswer>().AsNoTracking().SingleAsync());
        await app.RunAsync<IsmsDbContext, int>(async db =>
        {
            db.Remove(await db.Set<KeptAnswer>().SingleAsync());
            await db.SaveChangesAsync();
            db.Add(new KeptAnswer { PersonId = person.Actor.PersonId, KeyHash = known.KeyHash, Fingerprint = known.Fingerprint, StartedAt = known.StartedAt });
            return await db.SaveChangesAsync();
        });

        var second = await PostAsync(person, "key-1", request);
        second.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await second.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString().ShouldBe("kernel.idempotency-at-work");
    }

    [Theory, BothDatabases]
    public async Task Two_at_once_are_done_once(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var person = await app.PersonAsync(null);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => PostAsync(person, "key-1", new { name = "script", scope = "read", days = 30 })));
        answers.ShouldContain(a => a.StatusCode == HttpStatusCode.Created);
        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.Created || a.StatusCode == HttpStatusCode.Conflict);
        (await app.ReadAsync(db => db.Set<AccessToken>().CountAsync())).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task A_key_is_forgotten_after_the_hours_set_and_cleaned_away(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        await app.SetAsync(KernelSettings.IdempotencyHours, "2");
        var person = await app.PersonAsync(null);
        var request = new { name = "script", scope = "read", days = 30 };
        await PostAsync(person, "key-1", request);

        app.Clock.Advance(TimeSpan.FromHours(2));
        (await PostAsync(person, "key-1", request)).Headers.Contains(IdempotencyMiddleware.ReplayedHeader).ShouldBeFalse();
        (await app.ReadAsync(db => db.Set<AccessToken>().CountAsync())).ShouldBe(2);
        app.Clock.Advance(TimeSpan.FromHours(2));
        await app.RunAsync<KeptAnswers, int>(async kept =>
        {
            await kept.WorkAsync(app.System, default);
            return 0;
        });
        (await app.ReadAsync(db => db.Set<KeptAnswer>().CountAsync())).ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task A_key_that_is_none_is_refused(On on)
    {
        await using var app = await TestApp.StartAsync(on);
        var person = await app.PersonAsync(null);

        (await PostAsync(person, " ", new { name = "script", scope = "read", days = 30 })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await PostAsync(person, new string('x', 201), new { name = "script", scope = "read", days = 30 })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await app.ReadAsync(db => db.Set<AccessToken>().CountAsync())).ShouldBe(0);
    }

    [Fact] // What the answer held is not to be read from the database by whoever does not know the key.
    public async Task A_kept_answer_is_encrypted()
    {
        await using var app = await TestApp.StartAsync(On.Sqlite);
        var person = await app.PersonAsync(null);
        var token = (await (await PostAsync(person, "key-1", new { name = "script", scope = "read", days = 30 })).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;

        var kept = await app.ReadAsync(db => db.Set<KeptAnswer>().SingleAsync());
        System.Text.Encoding.UTF8.GetString(kept.Answer!).ShouldNotContain(token);
        System.Text.Encoding.UTF8.GetString(kept.Open("key-1")!.Body).ShouldContain(token);
        Should.Throw<System.Security.Cryptography.CryptographicException>(() => kept.Open("key-2"));
    }

    [Fact]
    public async Task The_description_of_the_API_says_it_of_every_post()
    {
        await using var app = await TestApp.StartAsync(On.Sqlite);
        var document = await app.Client().GetFromJsonAsync<JsonElement>("/openapi/v1.json");
        var posts = document.GetProperty("paths").EnumerateObject().Where(p => p.Name.StartsWith("/api/v1/", StringComparison.Ordinal))
            .SelectMany(p => p.Value.EnumerateObject().Where(o => o.Name == "post").Select(o => (p.Name, o.Value))).ToList();
        posts.Count.ShouldBeGreaterThan(20);
        posts.Where(p => !p.Value.TryGetProperty("parameters", out var parameters)
                || parameters.EnumerateArray().All(x => x.GetProperty("name").GetString() != "Idempotency-Key"))
            .Select(p => p.Name).ShouldBeEmpty();
    }

    private static async Task<HttpResponseMessage> PostAsync(TestPerson person, string key, object content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Tokens) { Content = JsonContent.Create(content) };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return await person.Client.SendAsync(request);
    }
}
