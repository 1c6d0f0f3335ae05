using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Access.Appointments;

/// <param name="EndsOn">Last day in office.</param>
/// <param name="Version">The version that was read; 0 when none was sent.</param>
internal sealed record EndAppointmentRequest(Guid Id, DateOnly EndsOn, int Version);

/// <summary>Sets or moves the last day of an appointment to an earlier one. A longer term is a new appointment.</summary>
internal sealed class EndAppointment(IsmsDbContext db, OfficeHolders holders)
{
    /// <summary>The appointment ends before that day already.</summary>
    public static readonly Refusal EndsEarlier = new("kernel.appointment.ends-earlier");

    public async Task<Outcome<AppointmentView>> RunAsync(Actor actor, EndAppointmentRequest request, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.Appoint, request) is { } no)
            return no;
        if (await db.Appointments.FirstOrDefaultAsync(a => a.Id == request.Id, ct) is not { } appointment)
            return Refusal.NotFound;
        if (!AppointmentRules.MayGive(actor, appointment.Office, await holders.IsManagedAsync(ct)))
            return Appoint.RefusalOf(appointment.Office);
        if (request.Version == 0)
            return Refusal.VersionRequired;
        if (request.Version != appointment.Version)
            return Refusal.Stale([]);
        if (request.EndsOn < appointment.StartsOn)
            return Refusal.Invalid("endsOn", "kernel.appointment.ends-before-start");
        if (appointment.EndsOn < request.EndsOn)
            return EndsEarlier;
        appointment.EndsOn = request.EndsOn;
        await db.SaveAsync(actor, "kernel.appointment-ended", ct);
        return await AppointmentsAsOf.Views(db).FirstAsync(a => a.Id == appointment.Id, ct);
    }
}
