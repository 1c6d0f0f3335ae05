using System.Data.Common;
using Isms.Kernel.Access;
using Isms.Kernel.Settings;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Documents.Releasing;

/// <summary>Looks every minute whether a version has reached its day, so that it is in force from the first minute of that day.</summary>
internal sealed partial class ForceSchedule(IServiceScopeFactory scopes, TimeProvider time, ILogger<ForceSchedule> log) : BackgroundService
/// <summary>
/// Looks for overdue duties, and lets every process do its own hourly work, a minute after the start and then every hour, so that a restart never skips a day.
/// </summary>
internal sealed partial class EscalationSchedule(IServiceScopeFactory scopes, TimeProvider time, ILogger<EscalationSchedule> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await RunOnceAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    private async Task RunOnceAsync(CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var today = await scope.ServiceProvider.GetRequiredService<SettingsReader>().TodayAsync(ct);
            await scope.ServiceProvider.GetRequiredService<BringIntoForce>().RunAsync(Actor.System("schedule", today), ct);
            await scope.ServiceProvider.GetRequiredService<EscalateOverdue>().RunAsync(Actor.System("schedule", today), ct);
            foreach (var work in scope.ServiceProvider.GetServices<IHourlyWork>().Select(w => w.GetType()).ToList())
                await DoAsync(work, today, ct);
        }
        catch (Exception failure) when (failure is DbException or DbUpdateException)
        {
            // The database may be away for a while; the next minute tries again.
            LogFailed(log, failure);
        }
    }

    [LoggerMessage(LogLevel.Error, "Documents could not be brought into force; trying again in a minute.")]
    // A scope of its own each: what one left unsaved is not saved with another.
    private async Task DoAsync(Type work, DateOnly today, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetServices<IHourlyWork>().Single(w => w.GetType() == work).DoAsync(Actor.System("schedule", today), ct);
    }

    [LoggerMessage(LogLevel.Error, "Overdue duties could not be looked for; trying again in an hour.")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
