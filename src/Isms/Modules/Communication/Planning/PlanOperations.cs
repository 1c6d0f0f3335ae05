using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Registers;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Communication.Planning;

/// <summary>A line of the communication plan. A line without who is kept, and shows as incomplete.</summary>
/// <param name="Months">From one time to the next; 0 when only the occasion decides, then there is no day.</param>
/// <param name="NextOn">When it is due next; required with months.</param>
/// <param name="Retired">No longer done.</param>
public sealed record PlanLineFacts(
    [Required, StringLength(PlanLine.TextLength)] string What, [StringLength(PlanLine.TextLength)] string? Audience, [StringLength(PlanLine.TextLength)] string? Channel, [StringLength(PlanLine.TextLength)] string? Process,
    [StringLength(PlanLine.TextLength)] string? Occasion, [Range(0, 60)] int Months, DateOnly? NextOn, Guid? OwnerId, bool Retired = false);

/// <summary>A line as saved.</summary>
public sealed record PlanLineSaved(Guid Id, int Version) : IVersioned;

/// <summary>Adds a line, or changes one.</summary>
/// <param name="Id">Null for a new one.</param>
/// <param name="Version">The version this is based on; 0 for a new one.</param>
public sealed record SavePlanLineRequest(Guid? Id, int Version, PlanLineFacts Facts);

/// <inheritdoc cref="SavePlanLineRequest"/>
internal sealed class SavePlanLine(IsmsDbContext db, Kernel.Work.WorkInbox inbox)
{
    public async Task<Outcome<PlanLineSaved>> RunAsync(Actor actor, SavePlanLineRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CommunicationPermissions.Edit, request) is { } no)
            return no;
        if (request is { Id: not null, Version: 0 })
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        var line = request.Id is { } id ? await db.Set<PlanLine>().SingleOrDefaultAsync(l => l.Id == id, ct) : new PlanLine();
        if (line is null)
            return Refusal.NotFound;
        if (request.Id is not null && line.Version != request.Version)
            return Refusal.Stale([new FieldDifference("what", request.Facts.What, line.What)]);
        var facts = request.Facts;
        if (facts is { Months: > 0, NextOn: null })
            return Refusal.Invalid("nextOn", "communication.next-needed");
        if (facts.OwnerId is { } owner && !await db.People.AnyAsync(p => p.Id == owner && (p.LeftOn == null || p.LeftOn >= actor.Today), ct))
            return Refusal.Invalid("ownerId", "communication.no-such-person");
        // Another day or person: what was asked before is asked anew.
        if (request.Id is not null && (line.NextOn != facts.NextOn || line.OwnerId != facts.OwnerId || facts.Retired))
            await inbox.CancelAsync(RemindOwners.LineSubject, line.Id, null, ct);
        (line.What, line.Audience, line.Channel, line.Process, line.Occasion) = (facts.What.Trim(), facts.Audience?.Trim() ?? "", facts.Channel?.Trim() ?? "", facts.Process?.Trim() ?? "", facts.Occasion?.Trim() ?? "");
        (line.Months, line.NextOn, line.OwnerId) = (facts.Months, facts.Months > 0 ? facts.NextOn : null, facts.OwnerId);
        line.RetiredOn = facts.Retired ? line.RetiredOn ?? actor.Today : null;
        if (request.Id is null)
            db.Add(line);
        await db.SaveAsync(actor, "communication.save-line", ct);
        await writing.CommitAsync(ct);
        return new PlanLineSaved(line.Id, line.Version);
    }
}

/// <summary>Reports that something of the plan was communicated; the next time follows.</summary>
/// <param name="DoneOn">Not in the future.</param>
/// <param name="Words">What was said, to whom, and the record.</param>
public sealed record ReportCommunicationRequest(Guid LineId, DateOnly DoneOn, [Required, StringLength(PlanLine.TextLength)] string Words);

/// <summary>What was reported.</summary>
public sealed record CommunicationReported(Guid Id, DateOnly? NextOn);

/// <inheritdoc cref="ReportCommunicationRequest"/>
internal sealed class ReportCommunication(IsmsDbContext db, Kernel.Work.WorkInbox inbox)
{
    public async Task<Outcome<CommunicationReported>> RunAsync(Actor actor, ReportCommunicationRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CommunicationPermissions.Report, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<PlanLine>().SingleOrDefaultAsync(l => l.Id == request.LineId, ct) is not { } line || (line.OwnerId != actor.PersonId && !actor.May(CommunicationPermissions.Edit)))
            return Refusal.NotFound;
        if (request.DoneOn > actor.Today)
            return Refusal.Invalid("doneOn", "communication.not-in-future");
        var done = new PlanDone { LineId = line.Id, DoneOn = request.DoneOn, Words = request.Words.Trim(), EnteredById = actor.PersonId };
        db.Add(done);
        // From its day on, as often as it takes to lie ahead: a late one does not move the calendar.
        while (line is { Months: > 0, NextOn: { } next } && next <= request.DoneOn.AddDays(RemindOwners.LeadDays))
            line.NextOn = next.AddMonths(line.Months);
        await inbox.CompleteAsync(actor, RemindOwners.LineSubject, line.Id, RemindOwners.CommunicateWork, ct);
        await db.SaveAsync(actor, "communication.report", ct);
        await writing.CommitAsync(ct);
        return new CommunicationReported(done.Id, line.NextOn);
    }
}

/// <summary>A line in the list.</summary>
public sealed record PlanLineRow : IVersioned
{
    public Guid Id { get; init; }
    public int Version { get; init; }
    public string What { get; init; } = "";
    public string Audience { get; init; } = "";
    public string Channel { get; init; } = "";
    public string Process { get; init; } = "";
    public string Occasion { get; init; } = "";
    public int Months { get; init; }
    public DateOnly? NextOn { get; init; }
    public bool Late { get; init; }
    public Guid? OwnerId { get; init; }
    public string Owner { get; init; } = "";
    internal string OwnerNumber { get; init; } = "";
    public DateOnly? LastOn { get; init; }

    /// <summary>What, with whom, when, how, who and by which process are all known.</summary>
    public bool Complete { get; init; }
    public bool Retired { get; init; }
}

/// <summary>信息安全沟通矩阵: one definition for the page, the API and the export.</summary>
internal static class PlanRegister
{
    public static IQueryable<PlanLineRow> Rows(IsmsDbContext db, Actor actor)
    {
        var (today, me, all) = (actor.Today, actor.PersonId, actor.May(CommunicationPermissions.Read));
        return
            from l in db.Set<PlanLine>().AsNoTracking()
            where all || l.OwnerId == me
            from p in db.People.Where(p => p.Id == l.OwnerId).DefaultIfEmpty()
            select new PlanLineRow
            {
                Id = l.Id, Version = l.Version, What = l.What, Audience = l.Audience, Channel = l.Channel, Process = l.Process, Occasion = l.Occasion, Months = l.Months, NextOn = l.NextOn, OwnerId = l.OwnerId,
                Owner = p == null ? "" : p.Name, OwnerNumber = p == null ? "" : p.EmployeeNumber, Late = l.RetiredOn == null && l.NextOn != null && l.NextOn < today, Retired = l.RetiredOn != null,
                LastOn = db.Set<PlanDone>().Where(d => d.LineId == l.Id).Max(d => (DateOnly?)d.DoneOn),
                Complete = l.Audience != "" && l.Channel != "" && l.Process != "" && l.OwnerId != null && (l.Occasion != "" || l.NextOn != null),
            };
    }

    public static Register<PlanLineRow> Of(CultureInfo culture) => new Register<PlanLineRow>("communication.plan", r => r.Id, "what")
        .Column("what", "communication.field.what", ColumnKind.Text, r => r.What, c => c with { Searchable = true, Link = r => CommunicationPaths.Line(r.Id) })
        .Column("audience", "communication.field.audience", ColumnKind.Text, r => r.Audience, c => c with { Sortable = false, Searchable = true })
        .Column("when", "communication.field.when", ColumnKind.Text, r => r.Occasion, c => c with { Sortable = false, Searchable = true, Text = r => When(culture, r) })
        .Column("channel", "communication.field.channel", ColumnKind.Text, r => r.Channel, c => c with { Sortable = false, Searchable = true })
        .Column("owner", "communication.field.who", ColumnKind.Text, r => r.Owner, c => c with { Sortable = false, Searchable = true })
        .Column("process", "communication.field.process", ColumnKind.Text, r => r.Process, c => c with { Sortable = false, Searchable = true })
        .Column("last", "communication.field.lastOn", ColumnKind.Date, r => r.LastOn, c => c with { Sortable = false })
        .Column("next", "communication.field.nextOn", ColumnKind.Date, r => r.NextOn, c => c with { Sortable = false })
        .Column("late", "communication.field.late", ColumnKind.Choice, r => r.Late, c => c with { Sortable = false, Shown = false, Filterable = true, Choices = [("true", "communication.overdue"), ("false", "communication.in-time")] })
        .Column("complete", "communication.field.complete", ColumnKind.State, r => r.Complete, c => c with
        {
            Sortable = false, Filterable = true, Text = r => Phrase.In(culture, r.Complete ? "communication.complete" : "communication.incomplete"), Choices = [("true", "communication.complete"), ("false", "communication.incomplete")],
        });

    private static string When(CultureInfo culture, PlanLineRow row) => row.Months == 0 ? row.Occasion : Phrase.In(culture, "communication.every-n", row.Months) + (row.Occasion.Length > 0 ? Phrase.In(culture, "ui.list-comma") + row.Occasion : "");
}

/// <summary>Lines the reader may know of.</summary>
internal sealed class FindPlanLines(IsmsDbContext db)
{
    public async Task<Outcome<RegisterPage<PlanLineRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct) =>
        actor.Refuses(CommunicationPermissions.See) is { } no ? no : await PlanRegister.Of(actor.Culture).PageAsync(PlanRegister.Rows(db, actor), query, ct);
}

/// <summary>A time it was done.</summary>
public sealed record PlanDoneView(DateOnly DoneOn, string Words, string EnteredBy);

/// <summary>A line with the times it was done.</summary>
public sealed record PlanLineView(PlanLineRow Line, IReadOnlyList<PlanDoneView> Done, bool MayEdit, bool MayReport, int Version) : IVersioned;

/// <inheritdoc cref="PlanLineView"/>
internal sealed class ReadPlanLine(IsmsDbContext db)
{
    public async Task<Outcome<PlanLineView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(CommunicationPermissions.See) is { } no)
            return no;
        if (await PlanRegister.Rows(db, actor).SingleOrDefaultAsync(l => l.Id == id, ct) is not { } line)
            return Refusal.NotFound;
        var done = await (from d in db.Set<PlanDone>() join p in db.People on d.EnteredById equals p.Id where d.LineId == id orderby d.DoneOn descending, d.Id descending select new PlanDoneView(d.DoneOn, d.Words, p.Name)).ToListAsync(ct);
        var mayEdit = actor.May(CommunicationPermissions.Edit);
        return new PlanLineView(line, done, mayEdit, mayEdit || (line.OwnerId == actor.PersonId && actor.May(CommunicationPermissions.Report)), line.Version);
    }
}

/// <summary>信息安全沟通矩阵 of exactly the rows shown; noted in the ledger.</summary>
internal sealed class ExportPlan(IsmsDbContext db, RegisterFile file)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(CommunicationPermissions.Read) is { } no)
            return no;
        return await file.WriteAsync(actor, PlanRegister.Of(actor.Culture), PlanRegister.Rows(db, actor), query, "communication_plan", "communication.export-plan",
            Phrase.In(actor.Culture, "communication.plan-title"), Phrase.In(actor.Culture, "communication.plan-file"), [], ct);
    }
}
