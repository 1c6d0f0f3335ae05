using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Hosting.Companies;
using Isms.Kernel.Hosting.Setup;
using Isms.Kernel.Settings;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Hosting;

/// <summary>Where one company's instance of the product keeps its data.</summary>
/// <param name="Database">A connection string with <c>Host=</c> for PostgreSQL, or the path of an SQLite file.</param>
/// <param name="DataFolder">Uploaded files and what else is kept beside the database.</param>
/// <param name="Company">The company's name within its installation.</param>
/// <param name="Bucket">Where uploaded files are kept instead; null is a folder in <paramref name="DataFolder"/>.</param>
internal sealed record InstanceOptions(string Database, string DataFolder, string Company = Companies.Company.Main, BucketOptions? Bucket = null)
{
    /// <summary>Whether a path lies with another company of the installation.</summary>
    public bool IsAnothers(string path)
    {
        var installation = Company == Companies.Company.Main ? DataFolder : Path.Combine(DataFolder, "..", "..");
        return Company == Companies.Company.Main
            ? IsBelow(Path.Combine(installation, CompanyList.FolderName), path)
            : IsBelow(installation, path) && !IsBelow(DataFolder, path);
    }

    private static bool IsBelow(string folder, string path) =>
        Path.GetRelativePath(Path.GetFullPath(folder), Path.GetFullPath(path)) is var way && way != ".." && !way.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal) && !Path.IsPathRooted(way);
}

internal static class IsmsHost
{
    /// <summary>The web application of one company, ready to run and listening for itself.</summary>
    /// <param name="configure">Last word on the builder, for tests and the console.</param>
    public static WebApplication Build(InstanceOptions options, IReadOnlyList<IModule> modules, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = NewBuilder();
        Listen(builder);
        return Build(builder, options, modules, configure);
    }

    /// <summary>The same where several companies share what listens.</summary>
    public static WebApplication BuildBehind(Doorway door, InstanceOptions options, IReadOnlyList<IModule> modules, Action<WebApplicationBuilder> configure)
    {
        var builder = NewBuilder();
        builder.Services.AddSingleton<IServer>(door);
        return Build(builder, options, modules, configure);
    }

    /// <summary>What listens for several companies, and knows none of their data.</summary>
    public static WebApplication BuildFront(Action<WebApplicationBuilder> configure)
    {
        var builder = NewBuilder();
        Listen(builder);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddForwarding();
        configure(builder);
        return builder.Build();
    }

    private static WebApplication Build(WebApplicationBuilder builder, InstanceOptions options, IReadOnlyList<IModule> modules, Action<WebApplicationBuilder>? configure)
    {
        builder.Services.AddRouting();
        builder.Services.AddSingleton(options);
        builder.Services.AddCore(modules, options.Database).AddWeb();
        configure?.Invoke(builder);
        return builder.Build().UseIsms();
    }

    private static WebApplicationBuilder NewBuilder()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, ApplicationName = typeof(IsmsHost).Assembly.GetName().Name });
        // Standard output is for answers: some verbs print JSON there.
        builder.Logging.AddConsole(c => c.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        return builder;
    }

    private static void Listen(WebApplicationBuilder builder)
    {
        // Certificates and limits: ISMS_Kestrel__Certificates__Default__Path and the like.
        builder.Configuration.AddEnvironmentVariables("ISMS_");
        builder.WebHost.UseKestrel((_, kestrel) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Configure(builder.Configuration.GetSection("Kestrel"));
            // The vault judges the size of files itself, with a message people can read.
            kestrel.Limits.MaxRequestBodySize = 120L * 1024 * 1024;
        });
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
