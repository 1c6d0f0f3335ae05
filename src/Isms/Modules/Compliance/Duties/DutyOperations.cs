using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules.Compliance.Measures;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Compliance.Duties;

/// <summary>What a contract obliges to.</summary>
/// <param name="Contract">The contract's own number.</param>
/// <param name="ResponsibleId">Sees to its being kept; somebody else checks it.</param>
/// <param name="UntilOn">Last day of the contract; null while it is open-ended.</param>
public sealed record DutyFacts(
    [Required, StringLength(Law.ShortLength)] string Contract, [StringLength(Law.TitleLength)] string? Title, [Required, StringLength(Law.TitleLength)] string Party, [StringLength(Law.ShortLength)] string? Clause,
    [Required, StringLength(Law.TextLength)] string Duty, Guid DepartmentId, Guid ResponsibleId, DateOnly? UntilOn);

/// <summary>Enters a duty from a contract, or changes it.</summary>
/// <param name="Id">Null for a new one.</param>
/// <param name="Version">The version this change is based on; 0 for a new one.</param>
public sealed record SaveDutyRequest(Guid? Id, int Version, DutyFacts Facts);

/// <summary>A duty as saved.</summary>
public sealed record DutySaved(Guid Id, int Version, string Number) : IVersioned;

/// <inheritdoc cref="SaveDutyRequest"/>
internal sealed class SaveDuty(IsmsDbContext db, Numbers numbers, IEnumerable<IContribute<PartyAsked, PartyFound>> parties)
{
    public static readonly Refusal Ended = new("compliance.duty-ended");

    public async Task<Outcome<DutySaved>> RunAsync(Actor actor, SaveDutyRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Keep, request.Facts) is { } no)
            return no;
        if (request is { Id: not null, Version: 0 })
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        var facts = request.Facts;
        var duty = request.Id is { } id ? await db.Set<ContractDuty>().SingleOrDefaultAsync(d => d.Id == id, ct)
            : new ContractDuty { Number = await numbers.TakeAsync(ComplianceModule.DutyNumber, ct), EnteredOn = actor.Today };
        if (duty is null || (request.Id is not null && !actor.May(CompliancePermissions.Keep, duty.DepartmentId)))
            return Refusal.NotFound;
        if (duty.EndedOn is not null)
            return Ended;
        if (request.Id is not null && duty.Version != request.Version)
            return Refusal.Stale([new FieldDifference("duty", facts.Duty, duty.Duty), new FieldDifference("clause", facts.Clause, duty.Clause)]);
        var problems = new List<FieldProblem>();
        if (!actor.May(CompliancePermissions.Keep, facts.DepartmentId) || !await db.Departments.AnyAsync(d => d.Id == facts.DepartmentId && d.ClosedOn == null, ct))
            problems.Add(new FieldProblem("departmentId", "compliance.department-needed"));
        if (!await db.People.AnyAsync(p => p.Id == facts.ResponsibleId && (p.LeftOn == null || p.LeftOn >= actor.Today), ct))
            problems.Add(new FieldProblem("responsibleId", "compliance.no-such-person"));
        if (problems.Count > 0)
            return Refusal.Invalid(problems);
        var party = facts.Party.Trim();
        (duty.Contract, duty.Title, duty.Party, duty.PartyLink) = (facts.Contract.Trim(), facts.Title?.Trim() ?? "", party, (await PartiesAsync(actor, ct)).FirstOrDefault(p => p.Name == party)?.Link ?? "");
        (duty.Clause, duty.Duty, duty.DepartmentId, duty.ResponsibleId, duty.UntilOn) = (facts.Clause?.Trim() ?? "", facts.Duty.Trim(), facts.DepartmentId, facts.ResponsibleId, facts.UntilOn);
        if (request.Id is null)
            db.Add(duty);
        await db.SaveAsync(actor, "compliance.save-duty", ct);
        await writing.CommitAsync(ct);
        return new DutySaved(duty.Id, duty.Version, duty.Number);
    }

    private async Task<List<PartyFound>> PartiesAsync(Actor actor, CancellationToken ct)
    {
        var found = new List<PartyFound>();
        foreach (var source in parties)
            found.AddRange(await source.AnswerAsync(actor, new PartyAsked(), ct));
        return found;
    }
}

/// <summary>Looks whether a duty is kept. What is not, or only partly, kept needs a measure.</summary>
/// <param name="Version">The duty's version this is based on.</param>
/// <param name="Result">Not <see cref="ComplianceResult.NotApplicable"/>: what binds no more is ended.</param>
/// <param name="Finding">What was found, and from what.</param>
public sealed record CheckDutyRequest(Guid Id, int Version, [Required] ComplianceResult? Result, [Required, StringLength(Law.TextLength)] string Finding, MeasureFacts? Measure = null);

/// <inheritdoc cref="CheckDutyRequest"/>
internal sealed class CheckDuty(IsmsDbContext db, MeasureDesk measures, WorkInbox inbox, TimeProvider time)
{
    /// <summary>Who answers for a duty does not check it.</summary>
    public static readonly Refusal OwnDuty = new("compliance.own-duty");

    public async Task<Outcome<DutySaved>> RunAsync(Actor actor, CheckDutyRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Keep, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<ContractDuty>().SingleOrDefaultAsync(d => d.Id == request.Id, ct) is not { } duty || !actor.May(CompliancePermissions.Keep, duty.DepartmentId))
            return Refusal.NotFound;
        if (duty.EndedOn is not null)
            return SaveDuty.Ended;
        if (duty.ResponsibleId == actor.PersonId)
            return OwnDuty;
        if (duty.Version != request.Version)
            return Refusal.Stale([]);
        if (request.Result == ComplianceResult.NotApplicable)
            return Refusal.Invalid("result", "compliance.end-instead");
        var fails = request.Result != ComplianceResult.Conforms;
        if (await measures.ProblemsAsync(actor, fails ? request.Measure ?? MeasureFacts.None : MeasureFacts.None, fails, ct) is { Count: > 0 } problems)
            return Refusal.Invalid(problems);
        duty.Checked(actor.Today, request.Result!.Value);
        db.Add(new ContractCheck { DutyId = duty.Id, CheckedOn = actor.Today, ById = actor.PersonId, Result = request.Result.Value, Finding = request.Finding.Trim(), RecordedAt = time.Instant() });
        if (fails)
        {
            await measures.OpenAsync(actor, MeasureSource.Contract, duty.Id, $"{duty.Contract} {duty.Duty}", CompliancePaths.Duty(duty.Id), request.Measure!.Action!.Trim(), request.Measure.ResponsibleId!.Value,
                request.Measure.DueOn!.Value, ct);
        }
        await inbox.CompleteAsync(actor, DutyFiles.KindName, duty.Id, DutyFiles.CheckWork, ct);
        await db.SaveAsync(actor, "compliance.check-duty", ct);
        await writing.CommitAsync(ct);
        return new DutySaved(duty.Id, duty.Version, duty.Number);
    }
}

/// <summary>The contract ended, or binds to this no more; what was checked stays.</summary>
/// <param name="Version">The version this is based on.</param>
public sealed record EndDutyRequest(Guid Id, int Version, [Required, StringLength(Law.TextLength)] string Reason);

/// <inheritdoc cref="EndDutyRequest"/>
internal sealed class EndDuty(IsmsDbContext db, WorkInbox inbox)
{
    public async Task<Outcome<DutySaved>> RunAsync(Actor actor, EndDutyRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Keep, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<ContractDuty>().SingleOrDefaultAsync(d => d.Id == request.Id, ct) is not { } duty || !actor.May(CompliancePermissions.Keep, duty.DepartmentId))
            return Refusal.NotFound;
        if (duty.EndedOn is not null)
            return SaveDuty.Ended;
        if (duty.Version != request.Version)
            return Refusal.Stale([]);
        duty.End(actor.Today, request.Reason.Trim());
        await inbox.CancelAsync(DutyFiles.KindName, duty.Id, null, ct);
        await db.SaveAsync(actor, "compliance.end-duty", ct);
        await writing.CommitAsync(ct);
        return new DutySaved(duty.Id, duty.Version, duty.Number);
    }
}

/// <summary>Contracts and what shows that they are kept.</summary>
internal sealed class DutyFiles(IsmsDbContext db) : IAttachmentSubject
{
    public const string KindName = "compliance.duty";

    /// <summary>Kind of the duty to check.</summary>
    public const string CheckWork = "compliance.check-duty";

    public string Kind => KindName;

    public string? PageOf(Guid id) => CompliancePaths.Duty(id);

    public async Task<bool> MayReadAsync(Actor actor, Guid id, CancellationToken ct) => actor.May(CompliancePermissions.See) && await db.Set<ContractDuty>().VisibleTo(actor).AnyAsync(d => d.Id == id, ct);

    public async Task<bool> MayWriteAsync(Actor actor, Guid id, CancellationToken ct) =>
        await db.Set<ContractDuty>().Where(d => d.Id == id && d.EndedOn == null).Select(d => (Guid?)d.DepartmentId).SingleOrDefaultAsync(ct) is { } department && actor.May(CompliancePermissions.Keep, department);
}
