using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Applicability.Implementing;

/// <summary>Reports how far a control is put in place.</summary>
/// <param name="Id">Of the implementation, which lives on from version to version of the statement.</param>
/// <param name="Version">The version it is based on.</param>
/// <param name="DepartmentId">Who answers for it; only the team changes it.</param>
/// <param name="EvidenceLink">Where evidence is kept outside: an address of the web, or a page here.</param>
public sealed record ReportControlRequest(
    Guid Id, int Version, ImplementationStatus Status, Guid? DepartmentId = null,
    [StringLength(ControlImplementation.LinkLength)] string? EvidenceLink = null, [StringLength(ControlImplementation.NoteLength)] string? Note = null);

/// <summary>How far a control is now.</summary>
public sealed record ControlReported(Guid Id, string Key, ImplementationStatus Status, Guid? DepartmentId, string EvidenceLink, string Note, int Version) : IVersioned;

/// <summary>A department reports on a control it answers for; the team on any.</summary>
internal sealed class ReportControl(IsmsDbContext db, ImplementationDesk desk, OwnDepartments own)
{
    public static readonly Refusal NotYours = new("applicability.not-your-control", RefusalKind.Forbidden);

    public async Task<Outcome<ControlReported>> RunAsync(Actor actor, ReportControlRequest request, CancellationToken ct)
    {
        if (actor.Refuses(SoaPermissions.Report, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<ControlImplementation>().FirstOrDefaultAsync(i => i.Id == request.Id, ct) is not { } control || !await own.SeesAsync(actor, control.DepartmentId, ct))
            return Refusal.NotFound;
        if (!actor.May(SoaPermissions.Report, control.DepartmentId))
            return NotYours;
        var facts = new ProgressFacts(request.DepartmentId, request.Status, request.EvidenceLink?.Trim() ?? "", request.Note?.Trim() ?? "");
        if (control.Version != request.Version)
            return Refusal.Stale(await DifferencesAsync(control, facts, ct));
        if (await desk.TakeAsync(actor, control, facts, "", ct) is { Count: > 0 } problems)
            return Refusal.Invalid(problems);
        await db.SaveAsync(actor, "applicability.report", ct);
        await writing.CommitAsync(ct);
        return new ControlReported(control.Id, control.Key.ToString(), control.Status, control.DepartmentId, control.EvidenceLink, control.Note, control.Version);
    }

    private async Task<List<FieldDifference>> DifferencesAsync(ControlImplementation current, ProgressFacts yours, CancellationToken ct)
    {
        Guid?[] ids = [current.DepartmentId, yours.DepartmentId];
        var names = await db.Departments.Where(d => ids.Contains(d.Id)).ToDictionaryAsync(d => d.Id, d => d.Name, ct);
        FieldDifference[] all =
        [
            new("status", Phrase.Of("applicability.status." + yours.Status), Phrase.Of("applicability.status." + current.Status)),
            new("departmentId", Name(yours.DepartmentId), Name(current.DepartmentId)),
            new("evidenceLink", yours.EvidenceLink, current.EvidenceLink), new("note", yours.Note, current.Note),
        ];
        return [.. all.Where(d => d.Yours != d.Current)];

        string Name(Guid? id) => id is { } known ? names.GetValueOrDefault(known, "") : "";
    }
}
