using Isms.Kernel.Access;
using Isms.Kernel.Progress;

namespace Isms.Modules.Documents.Releasing;

/// <summary>Looks every minute whether a version has reached its day, so that it is in force from the first minute of that day.</summary>
internal sealed class ForceSchedule(BringIntoForce bring) : IRecurring
{
    public async Task WorkAsync(Actor actor, CancellationToken ct) => (await bring.RunAsync(actor, ct)).Require();
using Isms.Kernel.Settings;
using Isms.Modules.Documents.Reviews;
using Microsoft.EntityFrameworkCore;
/// <summary>Looks every minute whether a version has reached its day, so that it is in force from the first minute of that day, and whether a review comes near.</summary>
internal sealed partial class ForceSchedule(IServiceScopeFactory scopes, TimeProvider time, ILogger<ForceSchedule> log) : BackgroundService
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                // Not a periodic timer: after a pause of the machine it would make up for every minute missed.
                await Task.Delay(Interval, time, stoppingToken);
                await RunOnceAsync(stoppingToken);
            }
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
            await scope.ServiceProvider.GetRequiredService<AskForReviews>().RunAsync(Actor.System("schedule", today), ct);
        }
        catch (Exception failure) when (failure is DbException or DbUpdateException)
        {
            // The database may be away for a while; the next minute tries again.
            LogFailed(log, failure);
        }
    }
    [LoggerMessage(LogLevel.Error, "Documents could not be brought into force; trying again in a minute.")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
