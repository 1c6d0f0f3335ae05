using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting.Setup;
using Isms.Kernel.Settings;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Hosting;

/// <summary>Where one instance of the product keeps its data and listens.</summary>
/// <param name="Database">A connection string with <c>Host=</c> for PostgreSQL, or the path of an SQLite file.</param>
/// <param name="DataFolder">Uploaded files and what else is kept beside the database.</param>
internal sealed record InstanceOptions(string Database, string DataFolder);

internal static class IsmsHost
{
    /// <summary>The web application, ready to run.</summary>
    /// <param name="configure">Last word on the builder, for tests and the console.</param>
    public static WebApplication Build(InstanceOptions options, IReadOnlyList<IModule> modules, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, ApplicationName = typeof(IsmsHost).Assembly.GetName().Name });
        // Certificates and limits: ISMS_Kestrel__Certificates__Default__Path and the like.
        builder.Configuration.AddEnvironmentVariables("ISMS_");
        builder.WebHost.UseKestrel((_, kestrel) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Configure(builder.Configuration.GetSection("Kestrel"));
            // The vault judges the size of files itself, with a message people can read.
            kestrel.Limits.MaxRequestBodySize = 120L * 1024 * 1024;
        });
        builder.Services.AddRouting();
        // Standard output is for answers: some verbs print JSON there.
        builder.Logging.AddConsole(c => c.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Services.AddSingleton(options);
        builder.Services.AddCore(modules, options.Database).AddWeb();
        configure?.Invoke(builder);
        return builder.Build().UseIsms();
    }

    /// <summary>Brings the database up to date, and what processes have from the first day on; a failed migration ends the start.</summary>
    public static async Task MigrateAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IsmsDbContext>();
        await DatabaseSetup.MigrateAsync(db, ct);
        if (!await db.Users.AnyAsync(ct))
            return;
        var system = Actor.System("update", await scope.ServiceProvider.GetRequiredService<SettingsReader>().TodayAsync(ct));
        foreach (var starter in scope.ServiceProvider.GetServices<IStarterContent>())
            await starter.AddAsync(system, ct);
    }
}
