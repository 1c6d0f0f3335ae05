using Isms.Kernel.Access;
using Isms.Kernel.Hosting;
using Isms.Ui;

namespace Isms.Kernel.Work;

internal static class WorkSetup
{
    public static IServiceCollection AddWork(this IServiceCollection services)
    {
        services.AddScoped<WorkInbox>();
        services.AddScoped<IInboxCount>(s => s.GetRequiredService<WorkInbox>());
        services.AddHostedService<EscalationSchedule>();
        return services;
    }

    public static void MapWorkEndpoints(this RouteGroupBuilder api) =>
        api.MapGet("/work", (Actor actor, Phase? phase, FindWork find, CancellationToken ct) => find.RunAsync(actor, phase, ct))
            .WithTags("Work").Needs(WorkPermissions.Own);
}
