using Isms.Kernel.Access;

namespace Isms.Kernel.Progress;

internal static class ProgressSetup
{
    public static IServiceCollection AddProgress(this IServiceCollection services)
    {
        services.AddSingleton<JobQueue>();
        services.AddScoped<Jobs>();
        services.AddHostedService<JobRunner>();
        services.AddHostedService<Schedule>();
        return services;
    }

    public static void MapProgressEndpoints(this RouteGroupBuilder api) =>
        api.MapGet("/jobs/{id:guid}", (Actor actor, Guid id, GetJob get, CancellationToken ct) => get.RunAsync(actor, id, ct))
            .WithTags("Jobs").Needs(ProgressPermissions.Own);
}
