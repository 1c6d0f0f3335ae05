using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Work;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Compliance.Measures;

/// <summary>What is done, by whom, until when.</summary>
/// <param name="DueOn">Not in the past.</param>
public sealed record MeasureFacts([StringLength(Law.TextLength)] string? Action, Guid? ResponsibleId, DateOnly? DueOn)
{
    internal static readonly MeasureFacts None = new(null, null, null);
}

/// <summary>Opens measures and puts them into inboxes. The caller saves.</summary>
internal sealed class MeasureDesk(IsmsDbContext db, Numbers numbers, WorkInbox inbox)
{
    public const string Subject = "compliance.measure";
    public const string CarryOut = "compliance.carry-out";
    public const string Verify = "compliance.verify";

    /// <summary>What is wrong with them, field by field; with nothing of all, that they are needed.</summary>
    public async Task<List<FieldProblem>> ProblemsAsync(Actor actor, MeasureFacts facts, bool needed, CancellationToken ct)
    {
        var problems = new List<FieldProblem>();
        if (needed && string.IsNullOrWhiteSpace(facts.Action))
            problems.Add(new FieldProblem("measure", "compliance.measure-needed"));
        if (needed && facts.ResponsibleId is null)
            problems.Add(new FieldProblem("responsibleId", "compliance.responsible-needed"));
        if (needed && facts.DueOn is null)
            problems.Add(new FieldProblem("dueOn", "compliance.due-needed"));
        if (facts.ResponsibleId is { } person && !await db.People.AnyAsync(p => p.Id == person && (p.LeftOn == null || p.LeftOn >= actor.Today), ct))
            problems.Add(new FieldProblem("responsibleId", "compliance.no-such-person"));
        if (facts.DueOn < actor.Today)
            problems.Add(new FieldProblem("dueOn", "compliance.due-past"));
        return problems;
    }

    public async Task<ComplianceMeasure> OpenAsync(
        Actor actor, MeasureSource source, Guid? sourceId, string cause, string link, string action, Guid responsible, DateOnly due, CancellationToken ct)
    {
        var measure = new ComplianceMeasure
        {
            Number = await numbers.TakeAsync(ComplianceModule.MeasureNumber, ct), Source = source, Cause = cause.Length <= Law.TextLength ? cause : cause[..Law.TextLength], CauseLink = link, Action = action, ResponsibleId = responsible,
            DueOn = due, OpenedOn = actor.Today, LawId = source == MeasureSource.Evaluation ? sourceId : null, DutyId = source == MeasureSource.Contract ? sourceId : null, LicenceId = source == MeasureSource.Licence ? sourceId : null,
        };
        db.Add(measure);
        Ask(measure);
        return measure;
    }

    public void Ask(ComplianceMeasure measure) =>
        inbox.Add(new NewWork(CarryOut, "compliance.work.carry-out", [measure.Number, measure.Action], CompliancePaths.Measure(measure.Id), Subject, measure.Id, measure.DueOn) { PersonId = measure.ResponsibleId });
}

/// <summary>Reports that a measure was carried out.</summary>
/// <param name="Version">The version this is based on.</param>
/// <param name="Outcome">What was done, and where it can be seen.</param>
public sealed record FinishMeasureRequest(Guid Id, int Version, [Required, StringLength(Law.TextLength)] string Outcome);

/// <summary>A measure as saved.</summary>
public sealed record MeasureSaved(Guid Id, int Version, string Number, MeasureState State) : IVersioned;

/// <inheritdoc cref="FinishMeasureRequest"/>
internal sealed class FinishMeasure(IsmsDbContext db, WorkInbox inbox)
{
    /// <summary>It is reported done, or closed.</summary>
    public static readonly Refusal NotOpen = new("compliance.measure-not-open");

    /// <summary>Days in which somebody else looks whether it was enough.</summary>
    private const int VerifyDays = 15;

    public async Task<Outcome<MeasureSaved>> RunAsync(Actor actor, FinishMeasureRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Report, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<ComplianceMeasure>().VisibleTo(actor).SingleOrDefaultAsync(m => m.Id == request.Id, ct) is not { } measure)
            return Refusal.NotFound;
        if (measure.ResponsibleId != actor.PersonId && !actor.May(CompliancePermissions.Edit))
            return Refusal.Forbidden;
        if (measure.State != MeasureState.Open)
            return NotOpen;
        if (measure.Version != request.Version)
            return Refusal.Stale([]);
        measure.Finish(actor.Today, request.Outcome.Trim());
        await inbox.CompleteAsync(actor, MeasureDesk.Subject, measure.Id, MeasureDesk.CarryOut, ct);
        inbox.Add(new NewWork(MeasureDesk.Verify, "compliance.work.verify", [measure.Number, measure.Action], CompliancePaths.Measure(measure.Id), MeasureDesk.Subject, measure.Id, actor.Today.AddDays(VerifyDays)) { Office = Office.IsmsTeam });
        await db.SaveAsync(actor, "compliance.finish-measure", ct);
        await writing.CommitAsync(ct);
        return new MeasureSaved(measure.Id, measure.Version, measure.Number, measure.State);
    }
}

/// <summary>Says whether a measure was enough; if not, it is open again until another day.</summary>
/// <param name="Version">The version this is based on.</param>
/// <param name="Enough">Must be answered.</param>
/// <param name="Finding">What was found, and from what.</param>
/// <param name="DueOn">When it was not enough: the new day.</param>
public sealed record CloseMeasureRequest(Guid Id, int Version, [Required] bool? Enough, [Required, StringLength(Law.TextLength)] string Finding, DateOnly? DueOn = null);

/// <inheritdoc cref="CloseMeasureRequest"/>
internal sealed class CloseMeasure(IsmsDbContext db, MeasureDesk desk, WorkInbox inbox)
{
    public static readonly Refusal NotDone = new("compliance.measure-not-done");

    /// <summary>Who carried it out does not say that it was enough.</summary>
    public static readonly Refusal OwnWork = new("compliance.own-measure");

    public async Task<Outcome<MeasureSaved>> RunAsync(Actor actor, CloseMeasureRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Edit, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<ComplianceMeasure>().VisibleTo(actor).SingleOrDefaultAsync(m => m.Id == request.Id, ct) is not { } measure)
            return Refusal.NotFound;
        if (measure.ResponsibleId == actor.PersonId)
            return OwnWork;
        if (measure.State != MeasureState.Done)
            return NotDone;
        if (measure.Version != request.Version)
            return Refusal.Stale([]);
        var enough = request.Enough!.Value;
        if (!enough && (request.DueOn is null || request.DueOn < actor.Today))
            return Refusal.Invalid("dueOn", "compliance.due-past");
        await inbox.CompleteAsync(actor, MeasureDesk.Subject, measure.Id, MeasureDesk.Verify, ct);
        if (enough)
        {
            measure.Close(actor.Today, actor.PersonId, request.Finding.Trim());
        }
        else
        {
            measure.Reopen(actor.Today, actor.PersonId, request.Finding.Trim(), request.DueOn!.Value);
            desk.Ask(measure);
        }
        await db.SaveAsync(actor, "compliance.close-measure", ct);
        await writing.CommitAsync(ct);
        return new MeasureSaved(measure.Id, measure.Version, measure.Number, measure.State);
    }
}
