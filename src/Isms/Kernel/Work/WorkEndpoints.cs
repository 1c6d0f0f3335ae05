using Isms.Kernel.Access;
using Isms.Kernel.Http;
using Isms.Kernel.Progress;
using Isms.Ui;

namespace Isms.Kernel.Work;

internal static class WorkSetup
{
    public static IServiceCollection AddWork(this IServiceCollection services)
    {
        services.AddScoped<WorkInbox>();
        services.AddScoped<IInboxCount>(s => s.GetRequiredService<WorkInbox>());
        services.AddRecurring<WorkSchedule>(TimeSpan.FromHours(1));
        return services;
    }

    public static void MapWorkEndpoints(this RouteGroupBuilder api) =>
        api.MapGet("/work", async (Actor actor, string? phase, FindWork find, CancellationToken ct) =>
                Phases.Read(phase, out var read) ? await find.RunAsync(actor, read, ct) : Refusal.Invalid("phase", "kernel.field-choice", phase))
            .WithTags("Work").Needs(WorkPermissions.Own);
}
