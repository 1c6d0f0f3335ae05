using Isms.Kernel.Access;
using Isms.Kernel.Settings;

namespace Isms.Kernel.Progress;

/// <summary>Work that the product does by itself, again and again. Every node does it: what must happen once is claimed in the database.</summary>
internal interface IRecurring
{
    /// <param name="actor">The system itself.</param>
    Task WorkAsync(Actor actor, CancellationToken ct);
}

/// <summary>When one kind of recurring work is done: first after <paramref name="First"/>, so that a restart never skips it.</summary>
internal sealed record RecurringWork(Type Work, TimeSpan First, TimeSpan Interval);

/// <summary>Does all recurring work, each kind on its own time.</summary>
internal sealed partial class Schedule(IEnumerable<RecurringWork> works, IServiceScopeFactory scopes, TimeProvider time, ILogger<Schedule> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(works.Select(work => RepeatAsync(work, stoppingToken)));

    private async Task RepeatAsync(RecurringWork work, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(work.First, time);
        try
        {
            while (await timer.WaitForNextTickAsync(ct))
            {
                timer.Period = work.Interval;
                await RunOnceAsync(work, ct);
            }
        }
        catch (Exception) when (ct.IsCancellationRequested)
        {
            // The process stops, and what the work was using is going away.
        }
    }

    private async Task RunOnceAsync(RecurringWork work, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var today = await scope.ServiceProvider.GetRequiredService<SettingsReader>().TodayAsync(ct);
            await ((IRecurring)scope.ServiceProvider.GetRequiredService(work.Work)).WorkAsync(Actor.System("schedule", today), ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            // One kind of work that fails, be the database away or its own code wrong, must not stop the product; the next time tries again.
            LogFailed(log, work.Work.Name, failure);
        }
    }

    [LoggerMessage(LogLevel.Error, "{Work} failed; it is tried again at its next time.")]
    private static partial void LogFailed(ILogger logger, string work, Exception failure);
}

internal static class ScheduleSetup
{
    /// <summary>Has the service do its work a minute after the start and then at this interval.</summary>
    public static IServiceCollection AddRecurring<TWork>(this IServiceCollection services, TimeSpan interval) where TWork : class, IRecurring
    {
        services.AddScoped<TWork>();
        var first = TimeSpan.FromMinutes(1);
        return services.AddSingleton(new RecurringWork(typeof(TWork), first < interval ? first : interval, interval));
    }
}
