using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Isms.Kernel.Access;
using Isms.Kernel.Search;
using Isms.Kernel.Signals;
using Isms.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Isms.Tests.Kernel.Http;

/// <summary>What no operation expected is answered as what it is, to programs as problem details and to people as a page.</summary>
public sealed class UnexpectedErrorTests
{
    [Theory]
    [InlineData(true, HttpStatusCode.Conflict, "内容已被他人修改")]
    [InlineData(false, HttpStatusCode.InternalServerError, "系统出错了")]
    public async Task Programs_get_problem_details_and_people_a_page(bool stale, HttpStatusCode status, string title)
    {
        await using var app = await TestApp.StartAsync(On.Sqlite, services => services.AddScoped<IContribute<SearchQuestion, SearchHit>>(_ => new Throwing(stale ? new DbUpdateConcurrencyException() : new InvalidOperationException())));
        var person = await app.PersonAsync(await app.DepartmentAsync("办公室"));

        using var answer = await person.Client.GetAsync("/api/v1/search?q=a");
        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        if (stale)
            problem.GetProperty("code").GetString().ShouldBe("kernel.stale");
        else
            problem.GetProperty("reference").GetString().ShouldNotBeNullOrEmpty();

        using var page = await person.Client.GetAsync("/search?q=a");
        page.StatusCode.ShouldBe(status);
        (await page.Content.ReadAsStringAsync()).ShouldContain(title);
    }

    private sealed class Throwing(Exception exception) : IContribute<SearchQuestion, SearchHit>
    {
        public Task<IReadOnlyList<SearchHit>> AnswerAsync(Actor actor, SearchQuestion question, CancellationToken ct) => throw exception;
    }
}
