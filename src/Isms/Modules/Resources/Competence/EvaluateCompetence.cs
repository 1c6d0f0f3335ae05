using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.Work;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Resources.Competence;

/// <summary>What shows that somebody can do something.</summary>
/// <param name="ObtainedOn">Not in the future; for experience the day since when.</param>
/// <param name="ExpiresOn">Last day; null when it does not expire.</param>
public sealed record CompetenceRecordFacts(
    CompetenceKind Kind, [Required, StringLength(CompetenceRecord.LineLength)] string Title, [StringLength(CompetenceRecord.LineLength)] string? Issuer, [StringLength(CompetenceRecord.LineLength)] string? Number,
    DateOnly ObtainedOn, DateOnly? ExpiresOn = null);

/// <summary>A record as saved.</summary>
public sealed record CompetenceRecordSaved(Guid Id, int Version) : IVersioned;

/// <summary>Adds a record to somebody's, or changes one: oneself, the head, or who looks after competence.</summary>
/// <param name="Id">Null for a new one.</param>
/// <param name="PersonId">Whose it is; of one that exists it does not change.</param>
/// <param name="Version">The version this is based on; 0 for a new one.</param>
public sealed record SaveCompetenceRecordRequest(Guid? Id, Guid PersonId, int Version, CompetenceRecordFacts Facts);

/// <inheritdoc cref="SaveCompetenceRecordRequest"/>
internal sealed class SaveCompetenceRecord(IsmsDbContext db)
{
    /// <summary>What somebody was judged by stays as it was judged.</summary>
    public static readonly Refusal JudgedBy = new("resources.competence-record-judged");

    public async Task<Outcome<CompetenceRecordSaved>> RunAsync(Actor actor, SaveCompetenceRecordRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ResourcePermissions.SeeCompetence, request) is { } no)
            return no;
        if (request is { Id: not null, Version: 0 })
            return Refusal.VersionRequired;
        var facts = request.Facts;
        if (facts.ObtainedOn > actor.Today)
            return Refusal.Invalid("obtainedOn", "resources.competence-in-future");
        if (facts.ExpiresOn < facts.ObtainedOn)
            return Refusal.Invalid("expiresOn", "resources.competence-expires-before");
        await using var writing = await db.BeginAsync(ct);
        var record = request.Id is { } id ? await db.Set<CompetenceRecord>().SingleOrDefaultAsync(r => r.Id == id, ct) : new CompetenceRecord { PersonId = request.PersonId, EnteredById = actor.PersonId };
        if (record is null || await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == record.PersonId, ct) is not { } person || !CompetenceReach.MayRecord(actor, person))
            return Refusal.NotFound;
        if (request.Id is not null && record.Version != request.Version)
            return Refusal.Stale([new FieldDifference("title", facts.Title, record.Title)]);
        if (request.Id is not null && await db.Set<CompetenceEvaluation>().AnyAsync(e => e.RecordId == record.Id, ct))
            return JudgedBy;
        (record.Kind, record.Title, record.Issuer, record.Number) = (facts.Kind, facts.Title.Trim(), facts.Issuer?.Trim() ?? "", facts.Number?.Trim() ?? "");
        (record.ObtainedOn, record.ExpiresOn) = (facts.ObtainedOn, facts.ExpiresOn);
        if (request.Id is null)
            db.Add(record);
        await db.SaveAsync(actor, "resources.save-competence-record", ct);
        await writing.CommitAsync(ct);
        return new CompetenceRecordSaved(record.Id, record.Version);
    }
}

/// <summary>Whose competence somebody may see and record.</summary>
internal static class CompetenceReach
{
    public static bool MayRead(Actor actor, Person person) => person.Id == actor.PersonId || actor.May(ResourcePermissions.Read, person.DepartmentId);

    public static bool MayRecord(Actor actor, Person person) =>
        (person.Id == actor.PersonId && actor.May(ResourcePermissions.OwnCompetence)) || actor.May(ResourcePermissions.EvaluateCompetence, person.DepartmentId) || actor.May(ResourcePermissions.EditCompetence);
}

/// <summary>Judges whether somebody meets a requirement.</summary>
/// <param name="RecordId">What it is judged by, of the same kind; required where it is met.</param>
public sealed record EvaluateCompetenceRequest(Guid PersonId, Guid RequirementId, bool Met, Guid? RecordId, [StringLength(CompetenceEvaluation.NoteLength)] string? Note);

/// <summary>A judgement as saved.</summary>
/// <param name="GoodUntil">Last day on which it counts; null for no end.</param>
public sealed record CompetenceEvaluated(Guid Id, DateOnly? GoodUntil);

/// <inheritdoc cref="EvaluateCompetenceRequest"/>
internal sealed class EvaluateCompetence(IsmsDbContext db, WorkInbox inbox)
{
    /// <summary>Nobody judges the own competence.</summary>
    public static readonly Refusal NotOneself = new("resources.competence-not-oneself");

    /// <summary>An internal auditor's qualification is approved by the management representative (manual 6.3).</summary>
    public static readonly Refusal RepresentativeOnly = new("resources.competence-representative-only");

    public async Task<Outcome<CompetenceEvaluated>> RunAsync(Actor actor, EvaluateCompetenceRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ResourcePermissions.EvaluateCompetence, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == request.PersonId, ct) is not { } person || !actor.May(ResourcePermissions.EvaluateCompetence, person.DepartmentId))
            return Refusal.NotFound;
        if (person.Id == actor.PersonId)
            return NotOneself;
        var asked = await (
            from r in db.Set<CompetenceRequirement>()
            join p in db.Set<CompetenceProfile>() on r.ProfileId equals p.Id
            where r.Id == request.RequirementId && r.RetiredOn == null && p.RetiredOn == null
            select new { r.Kind, r.Months, p.Office }).SingleOrDefaultAsync(ct);
        if (asked is null)
            return Refusal.Invalid("requirementId", "resources.competence-no-such-requirement");
        if (asked.Office == Office.InternalAuditor && !actor.Holds(Office.ManagementRepresentative))
            return RepresentativeOnly;
        DateOnly? until = null;
        if (request.Met)
        {
            if (request.RecordId is not { } recordId || await db.Set<CompetenceRecord>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == recordId && r.PersonId == person.Id, ct) is not { } record)
                return Refusal.Invalid("recordId", "resources.competence-evidence-needed");
            if (record.Kind != asked.Kind)
                return Refusal.Invalid("recordId", "resources.competence-evidence-kind");
            if (record.ExpiresOn < actor.Today)
                return Refusal.Invalid("recordId", "resources.competence-evidence-expired");
            until = Earlier(record.ExpiresOn, asked.Months == 0 ? null : record.ObtainedOn.AddMonths(asked.Months));
            if (until < actor.Today)
                return Refusal.Invalid("recordId", "resources.competence-evidence-old", asked.Months);
            foreach (var plan in await db.Set<CompetencePlan>().Where(p => p.PersonId == person.Id && p.RequirementId == request.RequirementId && p.EndedOn == null).ToListAsync(ct))
            {
                plan.EndedOn = actor.Today;
                await inbox.CompleteAsync(actor, CompetenceWork.PlanSubject, plan.Id, CompetenceWork.PlanWork, ct);
            }
            await inbox.CompleteAsync(actor, CompetenceWork.RenewSubject, request.RequirementId, CompetenceWork.RenewWork, ct, person.Id);
        }
        var evaluation = new CompetenceEvaluation
        {
            PersonId = person.Id, RequirementId = request.RequirementId, Met = request.Met, RecordId = request.RecordId, EvaluatedOn = actor.Today, EvaluatedById = actor.PersonId, GoodUntil = until, Note = request.Note?.Trim() ?? "",
        };
        db.Add(evaluation);
        await db.SaveAsync(actor, "resources.evaluate-competence", ct);
        await writing.CommitAsync(ct);
        return new CompetenceEvaluated(evaluation.Id, until);
    }

    private static DateOnly? Earlier(DateOnly? one, DateOnly? other) => one is null ? other : other is null || one < other ? one : other;
}

/// <summary>Plans how somebody comes to meet a requirement.</summary>
/// <param name="OwnerId">Who sees to it.</param>
/// <param name="DueOn">Not before today.</param>
public sealed record PlanCompetenceRequest(Guid PersonId, Guid RequirementId, [Required, StringLength(CompetencePlan.ActionLength)] string Action, Guid OwnerId, DateOnly DueOn);

/// <summary>A plan as saved.</summary>
public sealed record CompetencePlanned(Guid Id);

/// <summary>A new plan takes the place of the one before.</summary>
internal sealed class PlanCompetence(IsmsDbContext db, WorkInbox inbox)
{
    public async Task<Outcome<CompetencePlanned>> RunAsync(Actor actor, PlanCompetenceRequest request, CancellationToken ct)
    {
        if (actor.Refuses(ResourcePermissions.EvaluateCompetence, request) is { } no)
            return no;
        if (request.DueOn < actor.Today)
            return Refusal.Invalid("dueOn", "resources.competence-plan-past");
        await using var writing = await db.BeginAsync(ct);
        if (await db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == request.PersonId, ct) is not { } person || !actor.May(ResourcePermissions.EvaluateCompetence, person.DepartmentId))
            return Refusal.NotFound;
        if (await db.Set<CompetenceRequirement>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == request.RequirementId && r.RetiredOn == null, ct) is not { } requirement)
            return Refusal.Invalid("requirementId", "resources.competence-no-such-requirement");
        if (!await db.People.AnyAsync(p => p.Id == request.OwnerId && (p.LeftOn == null || p.LeftOn >= actor.Today), ct))
            return Refusal.Invalid("ownerId", "resources.no-such-person");
        foreach (var before in await db.Set<CompetencePlan>().Where(p => p.PersonId == person.Id && p.RequirementId == requirement.Id && p.EndedOn == null).ToListAsync(ct))
        {
            before.EndedOn = actor.Today;
            await inbox.CancelAsync(CompetenceWork.PlanSubject, before.Id, null, ct);
        }
        var plan = new CompetencePlan { PersonId = person.Id, RequirementId = requirement.Id, Action = request.Action.Trim(), OwnerId = request.OwnerId, DueOn = request.DueOn };
        db.Add(plan);
        inbox.Add(new NewWork(CompetenceWork.PlanWork, "resources.work.competence-plan", [person.Name, plan.Action], ResourcesPaths.CompetenceOf(person.Id), CompetenceWork.PlanSubject, plan.Id, plan.DueOn) { PersonId = plan.OwnerId });
        await db.SaveAsync(actor, "resources.plan-competence", ct);
        await writing.CommitAsync(ct);
        return new CompetencePlanned(plan.Id);
    }
}

/// <summary>Files that show somebody's competence.</summary>
internal sealed class CompetenceFiles(IsmsDbContext db) : IAttachmentSubject
{
    public const string KindName = "resources.competence-record";

    public string Kind => KindName;

    public async Task<bool> MayReadAsync(Actor actor, Guid id, CancellationToken ct) => await PersonOfAsync(id, ct) is { } person && CompetenceReach.MayRead(actor, person);

    public async Task<bool> MayWriteAsync(Actor actor, Guid id, CancellationToken ct) => await PersonOfAsync(id, ct) is { } person && CompetenceReach.MayRecord(actor, person);

    private Task<Person?> PersonOfAsync(Guid id, CancellationToken ct) =>
        (from r in db.Set<CompetenceRecord>() join p in db.People on r.PersonId equals p.Id where r.Id == id select p).AsNoTracking().SingleOrDefaultAsync(ct);
}
