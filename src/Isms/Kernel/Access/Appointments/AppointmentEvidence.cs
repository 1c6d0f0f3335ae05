using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Access.Appointments;

/// <summary>Who was appointed to what, with the letters: 授权书.</summary>
internal sealed class AppointmentEvidence(IsmsDbContext db) : IContribute<EvidenceAsked, EvidenceItem>
{
    // Administration accounts are no duty of the management system.
    private static readonly Office[] Technical = [Office.SystemAdministrator, Office.SecurityAdministrator, Office.AuditAdministrator, Office.ExternalAuditor];

    public async Task<IReadOnlyList<EvidenceItem>> AnswerAsync(Actor actor, EvidenceAsked question, CancellationToken ct)
    {
        if (!actor.May(KernelPermissions.SeeAppointments))
            return [];
        var held = await AppointmentsAsOf.Views(db).Where(a => !Technical.Contains(a.Office) && (question.From == null || a.EndsOn == null || a.EndsOn >= question.From) && (question.To == null || a.StartsOn <= question.To))
            .OrderByDescending(a => a.EndsOn == null).ThenByDescending(a => a.StartsOn).ThenBy(a => a.Id).Take(question.Most).ToListAsync(ct);
        return held.ConvertAll(a => new EvidenceItem("appointments", a.LetterNumber,
            $"{Phrase.In(actor.Culture, "kernel.office." + a.Office)}{(a.DepartmentName is null ? "" : " · " + a.DepartmentName)} · {a.PersonName}",
            a.StartsOn > actor.Today ? EvidenceState.InPreparation : a.EndsOn < actor.Today ? EvidenceState.Superseded : EvidenceState.Live, "/appointments")
        {
            Date = a.StartsOn, GoodUntil = a.EndsOn, Data = a,
        });
    }
}
