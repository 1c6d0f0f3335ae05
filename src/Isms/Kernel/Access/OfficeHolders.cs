using Isms.Kernel.Data;
using Isms.Kernel.Settings;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Access;

/// <summary>Somebody who holds an office today and has an account to act with.</summary>
internal sealed record Holder(Guid PersonId, string Name);

/// <summary>Who holds an office today: the same answer for who may sign, whose inbox it is, and whether the office is vacant.</summary>
internal sealed class OfficeHolders(IsmsDbContext db, SettingsReader settings)
{
    /// <param name="departmentId">For <see cref="Office.DepartmentHead"/>: of this department, or while it has none, of the nearest one above.</param>
    public async Task<IReadOnlyList<Holder>> OfAsync(Office office, Guid? departmentId, CancellationToken ct)
    {
        if (office == Office.DepartmentHead)
            return departmentId is { } id ? await HeadsAsync(id, ct) : [];
        return InOrder(await (await ActiveAsync(office, ct)).ToListAsync(ct));
    }

    /// <summary>True while a general manager is in office who can sign.</summary>
    public async Task<bool> IsManagedAsync(CancellationToken ct) => await (await ActiveAsync(Office.GeneralManager, ct)).AnyAsync(ct);

    /// <summary>The person, when active and with an account.</summary>
    public async Task<Holder?> PersonAsync(Guid personId, CancellationToken ct)
    {
        var today = await settings.TodayAsync(ct);
        return await (
            from p in db.People
            join u in db.Users on p.Id equals u.PersonId
            where p.Id == personId && (p.LeftOn == null || p.LeftOn >= today) && u.DisabledAt == null
            select new Holder(p.Id, p.Name)).FirstOrDefaultAsync(ct);
    }

    /// <summary>Somebody as they would act today: to ask what is open to a person who is not at the screen.</summary>
    public async Task<Actor> ActorAsync(Guid personId, CancellationToken ct)
    {
        var today = await settings.TodayAsync(ct);
        var person = await db.People.AsNoTracking().SingleAsync(p => p.Id == personId, ct);
        var held = await db.Appointments.Where(a => a.PersonId == personId && a.StartsOn <= today && (a.EndsOn == null || a.EndsOn >= today)).Select(a => a.Office).Distinct().ToListAsync(ct);
        var headed = held.Contains(Office.DepartmentHead) ? await ActorMiddleware.HeadedAsync(db, personId, today, ct) : [];
        return new Actor
        {
            PersonId = personId, Name = person.Name, DepartmentId = person.DepartmentId, Today = today, Offices = held.ConvertAll(o => new HeldOffice(o, o == Office.DepartmentHead ? headed : new HashSet<Guid>())),
        };
    }

    private async Task<IReadOnlyList<Holder>> HeadsAsync(Guid departmentId, CancellationToken ct)
    {
        var path = await db.Departments.Where(d => d.Id == departmentId).Select(d => d.Path).FirstOrDefaultAsync(ct) ?? "";
        var upwards = path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse).Reverse().ToList();
        var heads = await (await ActiveAsync(Office.DepartmentHead, ct))
            .Where(a => a.DepartmentId != null && upwards.Contains(a.DepartmentId.Value)).ToListAsync(ct);
        var nearest = heads.Count == 0 ? -1 : heads.Min(h => upwards.IndexOf(h.DepartmentId!.Value));
        return InOrder(heads.Where(h => upwards.IndexOf(h.DepartmentId!.Value) == nearest));
    }

    private static List<Holder> InOrder(IEnumerable<ActiveAppointment> appointments) =>
        [.. appointments.Select(a => a.Holder).Distinct().OrderBy(h => h.Name, StringComparer.Ordinal)];

    private async Task<IQueryable<ActiveAppointment>> ActiveAsync(Office office, CancellationToken ct)
    {
        var today = await settings.TodayAsync(ct);
        return
            from a in db.Appointments
            join p in db.People on a.PersonId equals p.Id
            join u in db.Users on p.Id equals u.PersonId
            where a.Office == office && a.StartsOn <= today && (a.EndsOn == null || a.EndsOn >= today) && (p.LeftOn == null || p.LeftOn >= today) && u.DisabledAt == null
            select new ActiveAppointment { DepartmentId = a.DepartmentId, Holder = new Holder(p.Id, p.Name) };
    }

    private sealed class ActiveAppointment
    {
        public Guid? DepartmentId { get; init; }
        public required Holder Holder { get; init; }
    }
}
