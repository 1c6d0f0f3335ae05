using System.Data.Common;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Modules.Organization.Offices;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.Leaving;

/// <summary>What the day brought.</summary>
/// <param name="AccountsClosed">Of people whose last day is over.</param>
public sealed record OrganizationWatched(int AccountsClosed);

/// <summary>
/// What the calendar brings about in the organization: accounts of those whose last day is over are closed, vacancies that begin today are put into the
/// inbox. Run any number of times a day.
/// </summary>
internal sealed class WatchOrganization(IsmsDbContext db, Departures departures, Vacancies vacancies, IEnumerable<IDailyWatch> watches)
{
    public async Task<Outcome<OrganizationWatched>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Watch) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        var gone = await (
            from u in db.Users
            join p in db.People on u.PersonId equals p.Id
            where u.DisabledAt == null && p.LeftOn != null && p.LeftOn < actor.Today
            select p.Id).ToListAsync(ct);
        foreach (var person in gone)
            await departures.CloseAccountAsync(person, ct);
        await vacancies.RefreshAsync(actor, actor.Today, ct);
        foreach (var watch in watches)
            await watch.LookAsync(actor, ct);
        await db.SaveAsync(actor, "organization.watch", ct);
        await writing.CommitAsync(ct);
        return new OrganizationWatched(gone.Count);
    }
}

/// <summary>Something else that a day can bring about in this process; the watch saves.</summary>
internal interface IDailyWatch
{
    Task LookAsync(Actor actor, CancellationToken ct);
}

/// <summary>Looks a minute after the start and then every hour, so that a restart never skips a day.</summary>
internal sealed partial class OrganizationSchedule(IServiceScopeFactory scopes, TimeProvider time, ILogger<OrganizationSchedule> log) : BackgroundService
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(First, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                timer.Period = Interval;
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
            await scope.ServiceProvider.GetRequiredService<WatchOrganization>().RunAsync(Actor.System("schedule", today), ct);
        }
        catch (Exception failure) when (failure is DbException or DbUpdateException)
        {
            // The database may be away for a while; the next hour tries again.
            LogFailed(log, failure);
        }
    }

    [LoggerMessage(LogLevel.Error, "The organization could not be looked after; trying again in an hour.")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
