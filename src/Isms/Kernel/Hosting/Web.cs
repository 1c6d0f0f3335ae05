using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Isms.Kernel.Access;
using Isms.Kernel.Access.SignIn;
using Isms.Kernel.Access.SignIn.Outside;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting.Setup;
using Isms.Kernel.Http;
using Isms.Kernel.Http.Idempotency;
using Isms.Kernel.Ledger;
using Isms.Kernel.Numbering;
using Isms.Kernel.Registers.Views;
using Isms.Kernel.Settings;
using Isms.Ui;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.FileProviders;
using Scalar.AspNetCore;

namespace Isms.Kernel.Hosting;

/// <summary>Puts the web application together: services, then the pipeline in the order requests pass it.</summary>
internal static class Web
{
    /// <summary>Everything but the web: what the console verbs need too.</summary>
    public static IServiceCollection AddCore(this IServiceCollection services, IReadOnlyList<IModule> modules, string database)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(new Catalogue(modules));
        services.AddDatabase(database);
        services.AddScoped<SettingsReader>();
        services.AddSingleton<KeptSecrets>();
        services.AddScoped<Numbers>();
        services.AddScoped<Signals.SignalRaiser>();
        services.AddScoped<LedgerCheck>();
        services.AddSingleton<OfficeFiles.Pdf.PdfConverter>();
        services.AddIdentityCore<User>(o =>
            {
                o.User.AllowedUserNameCharacters = "";
                o.Password.RequiredLength = 8;
                o.Password.RequireNonAlphanumeric = false;
                o.Password.RequireUppercase = false;
            })
            .AddEntityFrameworkStores<IsmsDbContext>()
            .AddDefaultTokenProviders();
        services.Configure<PasswordHasherOptions>(o => o.IterationCount = 210_000);
        services.AddDataProtection().PersistKeysToDbContext<IsmsDbContext>().SetApplicationName("isms");
        services.AddOperations();
        foreach (var module in modules)
            module.AddServices(services);
        return services;
    }

    public static IServiceCollection AddWeb(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        services.AddCascadingAuthenticationState();
        services.AddAntiforgery(o =>
        {
            o.Cookie.Name = "isms.antiforgery";
            o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        // Without this every Chinese character on a page becomes a numeric entity.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.ConfigureHttpJsonOptions(o =>
        {
            o.SerializerOptions.Converters.Add(new JsonStringEnumConverter(System.Text.Json.JsonNamingPolicy.CamelCase));
            o.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        });
        services.AddForwarding();
        services.AddProblemDetails();
        services.AddExceptionHandler<UnexpectedErrors>();
        services.AddOpenApi("v1", o => o.AddOperationTransformer<DescribedIdempotency>());
        services.AddResponseCompression(o =>
        {
            o.EnableForHttps = true;
            o.Providers.Add<BrotliCompressionProvider>();
            o.Providers.Add<GzipCompressionProvider>();
            o.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml"];
        });
        services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
        return services;
    }

    /// <summary>What a proxy says of who asked for what is believed only from this machine, the framework's own default.</summary>
    public static IServiceCollection AddForwarding(this IServiceCollection services) => services.Configure<ForwardedHeadersOptions>(
        o => o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost);

    public static WebApplication UseIsms(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseResponseCompression();
        app.UseExceptionHandler(new ExceptionHandlerOptions { SuppressDiagnosticsCallback = c => UnexpectedErrors.RefusalOf(c.Exception) is not null, ExceptionHandlingPath = "/error", CreateScopeForErrors = true });
        app.Use(SecurityHeaders);
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new PhysicalFileProvider(Path.Combine(AppContext.BaseDirectory, "wwwroot")),
            OnPrepareResponse = c => c.Context.Response.Headers.CacheControl =
                c.Context.Request.Query.ContainsKey("v") ? "public, max-age=31536000, immutable" : "public, max-age=3600",
        });
        app.UseMiddleware<FailurePages>();
        app.UseRouting();
        app.UseMiddleware<SetupGate>();
        app.UseMiddleware<ActorMiddleware>();
        app.UseMiddleware<ShellMiddleware>();
        app.UseAntiforgery();
        app.UseMiddleware<IdempotencyMiddleware>();

        var api = app.MapGroup("/api/v1");
        foreach (var module in app.Services.GetRequiredService<Catalogue>().Modules)
            module.MapEndpoints(api);
        app.MapOpenApi().Open();
        app.MapScalarApiReference("/api").Open();
        SignInEndpoints.Map(app);
        OutsideEndpoints.Map(app);
        ViewsEndpoints.MapForm(app);
        HealthEndpoints.Map(app);
        app.MapGet("/health/live", () => "ok").Open();
        app.MapRazorComponents<App>();
        return app;
    }

    private static Task SecurityHeaders(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        // Scalar brings inline scripts and styles; the product's own pages have none.
        if (!http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
            headers.ContentSecurityPolicy = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; form-action 'self'; base-uri 'self'";
        return next(http);
    }
}
