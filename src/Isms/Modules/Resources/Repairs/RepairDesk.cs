using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Resources.Repairs;

/// <summary>The department that helps the others with hardware, and what is due when.</summary>
internal sealed class RepairDesk(IsmsDbContext db, SettingsReader settings, TimeProvider time)
{
    public const string Subject = "resources.repair";
    public const string RespondWork = "resources.respond-repair";
    public const string SolveWork = "resources.solve-repair";
    public const string LookWork = "resources.look-at-repair";

    /// <summary>By its code or name in the settings; null while none is named, or the one named is closed.</summary>
    public async Task<Department?> DepartmentAsync(CancellationToken ct)
    {
        var named = await settings.TextAsync(ResourcesModule.RepairDepartment, ct);
        if (named.Length == 0)
            return null;
        var found = await db.Departments.AsNoTracking().Where(d => d.ClosedOn == null && (d.Code == named || d.Name == named)).OrderByDescending(d => d.Code == named).FirstOrDefaultAsync(ct);
        return found;
    }

    public async Task<DateTime> RespondByAsync(RepairUrgency urgency, CancellationToken ct) =>
        time.Instant().AddHours(await settings.NumberAsync(urgency == RepairUrgency.Urgent ? ResourcesModule.RepairUrgentHours : ResourcesModule.RepairNormalHours, ct));

    public async Task<DateOnly> SolveByAsync(DateOnly today, CancellationToken ct) => today.AddDays(await settings.NumberAsync(ResourcesModule.RepairDays, ct));

    /// <summary>True for who belongs to the department that helps, or heads it.</summary>
    public static bool Handles(Actor actor, Department? engineering) => engineering is not null && (actor.DepartmentId == engineering.Id || actor.Heads(engineering.Id));

    public static NewWork Work(string kind, RepairTicket ticket, DateOnly due) =>
        new(kind, kind switch { RespondWork => "resources.work.respond-repair", SolveWork => "resources.work.solve-repair", _ => "resources.work.look-at-repair" }, [ticket.Number, ticket.Title], ResourcesPaths.Repair(ticket.Id), Subject, ticket.Id, due);
}
