using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Registers;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Assets;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Resources.Repairs;

/// <summary>A ticket.</summary>
public sealed record RepairRow : IVersioned
{
    public Guid Id { get; init; }
    public int Version { get; init; }
    public string Number { get; init; } = "";
    public string Title { get; init; } = "";
    public string Description { get; init; } = "";
    public string Tried { get; init; } = "";
    public Guid DepartmentId { get; init; }
    public string Department { get; init; } = "";
    public Guid ReportedById { get; init; }
    public string ReportedBy { get; init; } = "";
    public Guid? AssetId { get; init; }
    public string Asset { get; init; } = "";
    public RepairUrgency Urgency { get; init; }

    /// <summary>UTC, as are all instants here.</summary>
    public DateTime ReportedAt { get; init; }
    public DateTime RespondBy { get; init; }
    public DateTime? AcceptedAt { get; init; }
    public string Handler { get; init; } = "";
    public DateOnly? SolveBy { get; init; }
    public DateTime? SolvedAt { get; init; }
    public string Solution { get; init; } = "";
    public DateTime? EndedAt { get; init; }
    public string EndNote { get; init; } = "";
    public RepairState State { get; init; }

    /// <summary>The answer, or the solution, is or was late.</summary>
    public bool Late { get; init; }
}

/// <summary>硬件故障协助处理台账: one definition for the page, the API and the export.</summary>
internal static class RepairRegister
{
    /// <param name="handles">True for the department that helps: it sees all.</param>
    /// <param name="now">UTC.</param>
    public static IQueryable<RepairRow> Rows(IsmsDbContext db, Actor actor, bool handles, DateTime now)
    {
        var (me, home, today, reach) = (actor.PersonId, actor.DepartmentId, actor.Today, actor.ReachOf(ResourcePermissions.Read));
        var all = handles || reach.All;
        var departments = reach.Departments.ToList();
        return
            from r in db.Set<RepairTicket>().AsNoTracking()
            where all || r.ReportedById == me || r.HandlerId == me || r.DepartmentId == home || departments.Contains(r.DepartmentId)
            join d in db.Departments on r.DepartmentId equals d.Id
            join p in db.People on r.ReportedById equals p.Id
            from h in db.People.Where(h => h.Id == r.HandlerId).DefaultIfEmpty()
            select new RepairRow
            {
                Id = r.Id, Version = r.Version, Number = r.Number, Title = r.Title, Description = r.Description, Tried = r.Tried, DepartmentId = r.DepartmentId, Department = d.Name, ReportedById = r.ReportedById, ReportedBy = p.Name,
                AssetId = r.AssetId, Asset = AssetViews.Summaries(db, actor).Where(a => a.Id == r.AssetId).Select(a => a.Number + " " + a.Name).FirstOrDefault() ?? "", Urgency = r.Urgency, ReportedAt = r.ReportedAt, RespondBy = r.RespondBy, AcceptedAt = r.AcceptedAt, Handler = h == null ? "" : h.Name,
                SolveBy = r.SolveBy, SolvedAt = r.SolvedAt, Solution = r.Solution, EndedAt = r.EndedAt, EndNote = r.EndNote, State = r.State,
                Late = (r.AcceptedAt == null && r.RespondBy < now) || (r.AcceptedAt != null && r.RespondBy < r.AcceptedAt) || (r.State == RepairState.Accepted && r.SolveBy != null && r.SolveBy < today),
            };
    }

    public static Register<RepairRow> Of(CultureInfo culture, TimeZoneInfo zone) => new Register<RepairRow>("resources.repairs", r => r.Id, "-number")
        .Column("number", "resources.field.number", ColumnKind.Text, r => r.Number, c => c with { Searchable = true, Link = r => ResourcesPaths.Repair(r.Id) })
        .Column("title", "resources.field.repairTitle", ColumnKind.Text, r => r.Title, c => c with { Sortable = false, Searchable = true, Link = r => ResourcesPaths.Repair(r.Id) })
        .Column("department", "resources.field.department", ColumnKind.Text, r => r.Department, c => c with { Sortable = false, Searchable = true })
        .Column("asset", "resources.field.asset", ColumnKind.Text, r => r.Asset, c => c with { Sortable = false })
        .Column("urgency", "resources.field.urgency", ColumnKind.Choice, r => r.Urgency, c => c with
        {
            Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "resources.urgency." + r.Urgency), Choices = [.. Enum.GetNames<RepairUrgency>().Select(n => (n, "resources.urgency." + n))],
        })
        .Column("reported", "resources.field.reportedAt", ColumnKind.Date, r => r.ReportedAt, c => c with { Text = r => MinuteIn(r.ReportedAt, zone) })
        .Column("respond", "resources.field.respondBy", ColumnKind.Date, r => r.RespondBy, c => c with { Text = r => MinuteIn(r.RespondBy, zone) })
        .Column("handler", "resources.field.handler", ColumnKind.Text, r => r.Handler, c => c with { Sortable = false, Searchable = true })
        .Column("solveBy", "resources.field.solveBy", ColumnKind.Date, r => r.SolveBy, c => c with { Sortable = false })
        .Column("late", "resources.field.repairLate", ColumnKind.Choice, r => r.Late, c => c with
        {
            Sortable = false, Filterable = true, Text = r => Phrase.In(culture, r.Late ? "resources.repair-late" : "resources.repair-in-time"), Choices = [("true", "resources.repair-late"), ("false", "resources.repair-in-time")],
        })
        .Column("state", "resources.field.state", ColumnKind.State, r => r.State, c => c with
        {
            Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "resources.repair-state." + r.State), Choices = [.. Enum.GetNames<RepairState>().Select(n => (n, "resources.repair-state." + n))],
        })
        .Column("solution", "resources.field.solution", ColumnKind.Text, r => r.Solution, c => c with { Sortable = false, Shown = false });

    private static string MinuteIn(DateTime at, TimeZoneInfo zone) => at.In(zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}

/// <summary>Tickets the reader may know of.</summary>
internal sealed class FindRepairs(IsmsDbContext db, RepairDesk desk, SettingsReader settings, TimeProvider time)
{
    public async Task<Outcome<RegisterPage<RepairRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(ResourcePermissions.SeeRepairs) is { } no)
            return no;
        var handles = RepairDesk.Handles(actor, await desk.DepartmentAsync(ct));
        return await RepairRegister.Of(actor.Culture, await settings.TimeZoneAsync(ct)).PageAsync(RepairRegister.Rows(db, actor, handles, time.Instant()), query, ct);
    }
}

/// <summary>One ticket and what the asker may do with it.</summary>
/// <param name="MayHandle">Belongs to the department that helps.</param>
/// <param name="MayClose">Reported it, or heads the department that did.</param>
public sealed record RepairView(RepairRow Ticket, string Engineering, bool MayHandle, bool MayClose, int Version) : IVersioned;

/// <inheritdoc cref="RepairView"/>
internal sealed class ReadRepair(IsmsDbContext db, RepairDesk desk, TimeProvider time)
{
    public async Task<Outcome<RepairView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(ResourcePermissions.SeeRepairs) is { } no)
            return no;
        var engineering = await desk.DepartmentAsync(ct);
        var handles = RepairDesk.Handles(actor, engineering);
        if (await RepairRegister.Rows(db, actor, handles, time.Instant()).SingleOrDefaultAsync(r => r.Id == id, ct) is not { } ticket)
            return Refusal.NotFound;
        var mayReport = actor.May(ResourcePermissions.ReportRepairs);
        return new RepairView(ticket, engineering?.Name ?? "", handles && mayReport, mayReport && (ticket.ReportedById == actor.PersonId || actor.Heads(ticket.DepartmentId)), ticket.Version);
    }
}

/// <summary>硬件故障协助处理台账 of exactly the rows shown; noted in the ledger.</summary>
internal sealed class ExportRepairs(IsmsDbContext db, RepairDesk desk, RegisterFile file, SettingsReader settings, TimeProvider time)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(ResourcePermissions.SeeRepairs) is { } no)
            return no;
        var handles = RepairDesk.Handles(actor, await desk.DepartmentAsync(ct));
        return await file.WriteAsync(actor, RepairRegister.Of(actor.Culture, await settings.TimeZoneAsync(ct)), RepairRegister.Rows(db, actor, handles, time.Instant()), query, "resources_repairs", "resources.export-repairs",
            Phrase.In(actor.Culture, "resources.repairs-title"), Phrase.In(actor.Culture, "resources.repairs-file"), [], ct);
    }
}

/// <summary>硬件故障协助处理单 as a Word document; noted in the ledger.</summary>
internal sealed class ExportRepair(IsmsDbContext db, ReadRepair read, SignedPaper paper, SettingsReader settings)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(ResourcePermissions.SeeRepairs) is { } no)
            return no;
        var found = await read.RunAsync(actor, id, ct);
        if (found.Value is not { } view)
            return found.Refusal!;
        var ticket = view.Ticket;
        var zone = await settings.TimeZoneAsync(ct);
        var culture = actor.Culture;
        var head = await paper.HeadAsync(actor, new PaperFacts(T("repair-document"), ticket.Number, State: DocumentState.Extract), ct);
        db.Note("resources_repairs", id, new { export = ticket.Number });
        await db.SaveAsync(actor, "resources.export-repair", ct);
        return WrittenFile.By(T("repair-file", ticket.Number), WrittenFile.Docx, output => WordWriter.Write(output, head,
        [
            new WordBlock.Banner(),
            new WordBlock.Facts(
            [
                (T("field.repairTitle"), ticket.Title), (T("field.department"), ticket.Department), (T("field.reportedBy"), ticket.ReportedBy), (T("field.asset"), ticket.Asset), (T("field.urgency"), T("urgency." + ticket.Urgency)),
                (T("field.reportedAt"), Minute(ticket.ReportedAt)), (T("field.respondBy"), Minute(ticket.RespondBy)), (T("field.acceptedAt"), Minute(ticket.AcceptedAt)), (T("field.handler"), ticket.Handler), (T("field.solveBy"), ticket.SolveBy),
                (T("field.solvedAt"), Minute(ticket.SolvedAt)), (T("field.endedAt"), Minute(ticket.EndedAt)), (T("field.state"), T("repair-state." + ticket.State)),
            ]),
            new WordBlock.Heading(1, T("field.description")), new WordBlock.Paragraph(ticket.Description),
            new WordBlock.Heading(1, T("field.tried")), new WordBlock.Paragraph(ticket.Tried),
            new WordBlock.Heading(1, T("field.solution")), new WordBlock.Paragraph(ticket.Solution.Length > 0 ? ticket.Solution : "—"),
            new WordBlock.Heading(1, T("field.endNote")), new WordBlock.Paragraph(ticket.EndNote.Length > 0 ? ticket.EndNote : "—"),
        ]));

        string Minute(DateTime? at) => at is { } known ? known.In(zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "";
        string T(string key, params object?[] args) => Phrase.In(culture, "resources." + key, args);
    }
}
