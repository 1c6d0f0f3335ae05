using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Progress;
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

/// <summary>Has the watch look every hour.</summary>
internal sealed class OrganizationSchedule(WatchOrganization watch) : IRecurring
{
    public async Task WorkAsync(Actor actor, CancellationToken ct) => (await watch.RunAsync(actor, ct)).Require();
}
