using Isms.Kernel.Hosting;
using Isms.Kernel.Http;

namespace Isms.Kernel.Access.Appointments;

/// <summary><c>/api/v1/appointments</c>.</summary>
internal static class AppointmentEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var appointments = api.MapGroup("/appointments").WithTags("Appointments");
        appointments.MapGet("", (DateOnly? asOf, Actor actor, AppointmentsAsOf held, CancellationToken ct) => held.RunAsync(actor, asOf, ct))
            .Needs(KernelPermissions.SeeAppointments);
        appointments.MapPost("", async (AppointRequest request, Actor actor, Appoint appoint, CancellationToken ct) =>
            (await appoint.RunAsync(actor, request, ct)).At(a => "/api/v1/appointments/" + a.Id)).Needs(KernelPermissions.Appoint);
        appointments.MapPost("/{id:guid}/end", (Guid id, EndRequest request, IfMatch match, Actor actor, EndAppointment end, CancellationToken ct) =>
            end.RunAsync(actor, new EndAppointmentRequest(id, request.EndsOn, match.Version), ct)).Needs(KernelPermissions.Appoint);
    }

    /// <param name="EndsOn">Last day in office.</param>
    public sealed record EndRequest(DateOnly EndsOn);
}
