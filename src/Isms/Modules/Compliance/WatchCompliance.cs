using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Progress;
using Isms.Kernel.Settings;
using Isms.Kernel.Work;
using Isms.Modules.Compliance.Duties;
using Isms.Modules.Compliance.Laws;
using Isms.Modules.Compliance.Licensing;
using Isms.Modules.Compliance.Property;
using Isms.Modules.Compliance.Updates;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Compliance;

/// <summary>What the day brought.</summary>
/// <param name="Works">Duties put into inboxes.</param>
/// <param name="InForce">Laws that took effect.</param>
public sealed record ComplianceWatched(int Works, int InForce);

/// <summary>Laws take effect on their day; what has to be looked at again, or runs out, goes into inboxes. Run any number of times a day.</summary>
internal sealed class WatchCompliance(IsmsDbContext db, WorkInbox inbox, SettingsReader settings, RhythmReader rhythm)
{
    public async Task<Outcome<ComplianceWatched>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Run) is { } no)
            return no;
        var today = actor.Today;
        var until = today.AddDays(await settings.NumberAsync(ComplianceModule.NoticeDays, ct));
        await using var writing = await db.BeginAsync(ct);
        var begun = await db.Set<Law>().Where(l => l.Status == LawStatus.Upcoming && l.EffectiveOn <= today).ToListAsync(ct);
        foreach (var law in begun)
            law.Status = LawStatus.InForce;
        var open = (await db.Set<WorkItem>().Where(w => w.State == WorkState.Open && w.SubjectKind.StartsWith("compliance.")).Select(w => new { w.Kind, w.SubjectId }).ToListAsync(ct)).Select(w => (w.Kind, w.SubjectId)).ToHashSet();
        var works = 0;

        Ask(await rhythm.OfLawsAsync(today, ct), LawDuties.Check, "compliance.work.check-laws", CompliancePaths.Updates, LawDuties.Subject, LawCheck.Rhythm);
        if (!await db.Set<Evaluation>().AnyAsync(e => e.State == ReviewState.InApproval, ct))
            Ask(await rhythm.OfEvaluationAsync(today, ct), LawDuties.Evaluate, "compliance.work.evaluate", CompliancePaths.Evaluations, LawDuties.Subject, Evaluation.Rhythm);
        if (!await db.Set<LicenceCheck>().AnyAsync(c => c.State == ReviewState.InApproval, ct))
            Ask(await rhythm.OfLicencesAsync(today, ct), LicenceCheckApproval.CheckWork, "compliance.work.check-licences", CompliancePaths.LicenceChecks, LicenceCheckApproval.RhythmSubject, LicenceCheck.Rhythm);

        var months = await settings.NumberAsync(ComplianceModule.ContractMonths, ct);
        var before = until.AddMonths(-months);
        foreach (var duty in await db.Set<ContractDuty>().AsNoTracking().Where(d => d.EndedOn == null && (d.CheckedOn ?? d.EnteredOn) <= before).ToListAsync(ct))
            await OfDepartmentAsync(DutyFiles.CheckWork, "compliance.work.check-duty", [duty.Contract, duty.Duty], CompliancePaths.Duty(duty.Id), DutyFiles.KindName, duty.Id, (duty.CheckedOn ?? duty.EnteredOn).AddMonths(months), duty.DepartmentId, duty.ResponsibleId);
        foreach (var licence in await db.Set<SoftwareLicence>().AsNoTracking().Where(l => l.EndedOn == null && l.ExpiresOn <= until).ToListAsync(ct))
            await OfDepartmentAsync(LicenceFiles.RenewWork, "compliance.work.renew", [licence.Name], CompliancePaths.Licence(licence.Id), LicenceFiles.KindName, licence.Id, licence.ExpiresOn!.Value, licence.DepartmentId, null);
        foreach (var right in await db.Set<IntellectualRight>().AsNoTracking().Where(r => r.State == RightState.Held && r.ExpiresOn <= until).ToListAsync(ct))
            await OfDepartmentAsync(RightFiles.RenewWork, "compliance.work.renew", [right.Name], CompliancePaths.Right(right.Id), RightFiles.KindName, right.Id, right.ExpiresOn!.Value, right.DepartmentId, null);

        if (works + begun.Count > 0)
            await db.SaveAsync(actor, "compliance.watch", ct);
        await writing.CommitAsync(ct);
        return new ComplianceWatched(works, begun.Count);

        void Ask(CheckRhythm due, string kind, string title, string link, string subject, Guid id)
        {
            if (due.DueOn is not { } day || day > until || !open.Add((kind, id)))
                return;
            inbox.Add(new NewWork(kind, title, [day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)], link, subject, id, day) { Office = Office.IsmsTeam });
            works++;
        }

        // Who answers for a duty does not check it: then the team does.
        async Task OfDepartmentAsync(string kind, string title, IReadOnlyList<string> args, string link, string subject, Guid id, DateOnly due, Guid department, Guid? never)
        {
            if (!open.Add((kind, id)))
                return;
            var own = never is not null && await db.Appointments.AnyAsync(a => a.Office == Office.DepartmentHead && a.DepartmentId == department && a.PersonId == never && a.StartsOn <= today && (a.EndsOn == null || a.EndsOn >= today), ct);
            inbox.Add(new NewWork(kind, title, args, link, subject, id, due) { Office = own ? Office.IsmsTeam : Office.DepartmentHead, DepartmentId = own ? null : department });
            works++;
        }
    }
}

/// <summary>Has the watch look every hour.</summary>
internal sealed class ComplianceSchedule(WatchCompliance watch) : IRecurring
{
    public async Task WorkAsync(Actor actor, CancellationToken ct) => (await watch.RunAsync(actor, ct)).Require();
}
