using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Assets.Confirmation;

/// <summary>A new cycle.</summary>
/// <param name="Title">What people call it, such as 2026 年度.</param>
/// <param name="DueOn">Last day to confirm.</param>
public sealed record OpenCycleRequest([Range(2000, 2100)] int Year, [Required, StringLength(ConfirmationCycle.TitleLength)] string Title, DateOnly DueOn);

/// <summary>The cycle as saved.</summary>
public sealed record CycleSaved(Guid Id, int Version) : IVersioned;

/// <summary>Opens a cycle and asks every department's head to confirm.</summary>
internal sealed class OpenCycle(IsmsDbContext db, WorkInbox inbox, TimeProvider time)
{
    /// <summary>Kind of the duty, and of what it is about.</summary>
    public const string Duty = "assets.confirm";
    public const string Subject = "assets.confirmation";

    public static readonly Refusal AlreadyOpen = new("assets.cycle-already-open");

    public async Task<Outcome<CycleSaved>> RunAsync(Actor actor, OpenCycleRequest request, CancellationToken ct)
    {
        if (actor.Refuses(AssetPermissions.RunCycle, request) is { } no)
            return no;
        if (request.DueOn < actor.Today)
            return Refusal.Invalid("dueOn", "assets.due-in-past");
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<ConfirmationCycle>().FirstOrDefaultAsync(c => c.State == CycleState.Open, ct) is { } open)
            return AlreadyOpen.With(open.Title);

        var cycle = new ConfirmationCycle { Year = request.Year, Title = request.Title.Trim(), DueOn = request.DueOn, OpenedAt = time.Instant(), OpenedBy = actor.Name };
        db.Add(cycle);
        foreach (var department in await db.Departments.Where(d => d.ClosedOn == null).OrderBy(d => d.NameSort).ToListAsync(ct))
        {
            var confirmation = new DepartmentConfirmation { CycleId = cycle.Id, DepartmentId = department.Id };
            db.Add(confirmation);
            inbox.Add(new NewWork(Duty, "assets.work-confirm", [cycle.Title, department.Name], $"/assets/confirmations/{cycle.Id}/{department.Id}", Subject, confirmation.Id, cycle.DueOn)
            {
                Office = Office.DepartmentHead, DepartmentId = department.Id,
            });
        }
        await db.SaveAsync(actor, "assets.open-cycle", ct);
        await writing.CommitAsync(ct);
        return new CycleSaved(cycle.Id, cycle.Version);
    }
}
