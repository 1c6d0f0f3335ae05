using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Isms.Tests.Kernel.Notices;

/// <summary>A group's robot on this machine.</summary>
internal sealed class FakeRobot : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeRobot(WebApplication app) => _app = app;

    public string Address => _app.Urls.First() + "/robot?key=very-secret-key";

    /// <summary>What it answers.</summary>
    public string Answer { get; set; } = """{"errcode":0,"errmsg":"ok"}""";

    /// <summary>Query and body of each request.</summary>
    public ConcurrentQueue<(string Query, string Body)> Got { get; } = new();

    public static async Task<FakeRobot> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var robot = new FakeRobot(builder.Build());
        robot._app.MapPost("/robot", async (HttpContext http) =>
        {
            using var reader = new StreamReader(http.Request.Body);
            robot.Got.Enqueue((http.Request.QueryString.Value!, await reader.ReadToEndAsync()));
            return Results.Text(robot.Answer, "application/json");
        });
        await robot._app.StartAsync();
        return robot;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
