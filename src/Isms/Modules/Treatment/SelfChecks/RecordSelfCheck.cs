using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Treatment.SelfChecks;

/// <summary>Records what a department found of a control it put in place.</summary>
/// <param name="Control">Key such as <c>2022:8.13</c>.</param>
/// <param name="Note">How it was checked and what was found.</param>
public sealed record RecordSelfCheckRequest(
    Guid DepartmentId, [Required, StringLength(30)] string Control, SelfCheckResult Result, [Required, StringLength(ControlSelfCheck.NoteLength)] string Note);

/// <summary>A self-check as saved.</summary>
public sealed record SelfCheckRecorded(Guid Id);

/// <inheritdoc cref="RecordSelfCheckRequest"/>
internal sealed class RecordSelfCheck(IsmsDbContext db, SignalRaiser signals)
{
    public async Task<Outcome<SelfCheckRecorded>> RunAsync(Actor actor, RecordSelfCheckRequest request, CancellationToken ct)
    {
        if (actor.Refuses(TreatmentPermissions.Edit, request) is { } no)
            return no;
        if (!ControlKey.TryParse(request.Control, out var control) || !actor.May(TreatmentPermissions.Edit, request.DepartmentId))
            return Refusal.NotFound;
        await using var writing = await db.BeginAsync(ct);
        var inPlace =
            from c in db.Set<TreatmentItemControl>()
            join i in db.Set<TreatmentItem>() on c.ItemId equals i.Id
            where i.DepartmentId == request.DepartmentId && i.ImplementedOn != null && c.Edition == control.Edition && c.Code == control.Code
            select c.Id;
        if (!await inPlace.AnyAsync(ct))
            return Refusal.NotFound;
        var check = new ControlSelfCheck
        {
            DepartmentId = request.DepartmentId, Edition = control.Edition, Code = control.Code, CheckedOn = actor.Today, CheckedById = actor.PersonId, Result = request.Result, Note = request.Note.Trim(),
        };
        db.Add(check);
        // 4.2.3.4 e): when a control does not do what it was relied on for, the risks behind it are no longer what was assessed.
        if (request.Result != SelfCheckResult.Effective)
        {
            var department = await db.Departments.Where(d => d.Id == request.DepartmentId).Select(d => d.Name).SingleAsync(ct);
            var named = Items.ControlStandings.Named(control);
            await signals.RaiseAsync(actor, new ReassessmentDue(
                ReassessmentCause.Control, "treatment.self-check", check.Id, named, "treatment.reassess-weak-control", department, named), ct);
        }
        await db.SaveAsync(actor, "treatment.record-self-check", ct);
        await writing.CommitAsync(ct);
        return new SelfCheckRecorded(check.Id);
    }
}
