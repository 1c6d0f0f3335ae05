using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Registers;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules.Communication.Coordination;
using Isms.Modules.Communication.Documents;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Communication.Reporting;

/// <summary>Draws up a report: what the processes know of the time is filled in.</summary>
/// <param name="From">First day reported on, not after today.</param>
/// <param name="DepartmentId">The department that reports, for <see cref="ReportKind.Department"/>; null otherwise.</param>
public sealed record CreateReportRequest([Required, StringLength(TeamReport.TitleLength)] string Title, DateOnly From, ReportKind Kind = ReportKind.ToManager, Guid? DepartmentId = null);

/// <summary>A report as saved.</summary>
public sealed record ReportSaved(Guid Id, int Version, string Number) : IVersioned;

/// <inheritdoc cref="CreateReportRequest"/>
internal sealed class CreateReport(IsmsDbContext db, ReportFacts known, Numbers numbers, WorkInbox inbox, TimeProvider time)
{
    private const int LongestMonths = 24;

    public async Task<Outcome<ReportSaved>> RunAsync(Actor actor, CreateReportRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CommunicationPermissions.WriteReports, request) is { } no)
            return no;
        if ((request.Kind == ReportKind.Department) != (request.DepartmentId is not null))
            return Refusal.Invalid("departmentId", "communication.report-department");
        // Only who may write for the whole organization reports for it.
        if (request.Kind == ReportKind.Department ? !actor.May(CommunicationPermissions.WriteReports, request.DepartmentId) : !actor.May(CommunicationPermissions.Edit))
            return Refusal.Forbidden;
        if (request.From > actor.Today || request.From < actor.Today.AddMonths(-LongestMonths))
            return Refusal.Invalid("from", "communication.report-range", LongestMonths);
        await using var writing = await db.BeginAsync(ct);
        var text = string.Join('\n', await known.OfAsync(actor, request.Kind, request.DepartmentId, request.From, ct));
        var report = new TeamReport
        {
            Number = await numbers.TakeAsync(CommunicationModule.ReportNumber, ct), Kind = request.Kind, DepartmentId = request.DepartmentId, Title = request.Title.Trim(), From = request.From, To = actor.Today, WrittenById = actor.PersonId, CreatedAt = time.Instant(),
            Facts = text.Length <= TeamReport.TextLength ? text : text[..TeamReport.TextLength],
        };
        db.Add(report);
        if (request.Kind == ReportKind.Team)
            await inbox.CompleteAsync(actor, AskForMonthlyReport.Subject, AskForMonthlyReport.Of(report.To), AskForMonthlyReport.WriteWork, ct);
        await db.SaveAsync(actor, "communication.create-report", ct);
        await writing.CommitAsync(ct);
        return new ReportSaved(report.Id, report.Version, report.Number);
    }
}

/// <summary>Writes what the team says of the facts.</summary>
/// <param name="Version">The version this is based on.</param>
public sealed record WriteReportRequest(
    Guid Id, int Version, [Required, StringLength(TeamReport.TitleLength)] string Title, [Required, StringLength(TeamReport.TextLength)] string Summary, [StringLength(TeamReport.TextLength)] string? Needs);

/// <inheritdoc cref="WriteReportRequest"/>
internal sealed class WriteReport(IsmsDbContext db)
{
    /// <summary>What lies before the general manager does not change.</summary>
    public static readonly Refusal NotDraft = new("communication.report-not-draft");

    public async Task<Outcome<ReportSaved>> RunAsync(Actor actor, WriteReportRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CommunicationPermissions.WriteReports, request) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<TeamReport>().SingleOrDefaultAsync(r => r.Id == request.Id, ct) is not { } report || !(report.DepartmentId is { } home ? actor.May(CommunicationPermissions.WriteReports, home) : actor.May(CommunicationPermissions.Edit)))
            return Refusal.NotFound;
        if (!report.IsDraft)
            return NotDraft;
        if (report.Version != request.Version)
            return Refusal.Stale([new FieldDifference("summary", request.Summary, report.Summary)]);
        (report.Title, report.Summary, report.Needs) = (request.Title.Trim(), request.Summary.Trim(), request.Needs?.Trim() ?? "");
        await db.SaveAsync(actor, "communication.write-report", ct);
        await writing.CommitAsync(ct);
        return new ReportSaved(report.Id, report.Version, report.Number);
    }
}

/// <summary>A report on its way to whom it is for, whose signature says that it was read.</summary>
internal abstract class ReportRoute(IsmsDbContext db, ReportKind of, Office reader) : ApprovalSubject
{
    /// <summary>Facts alone are no report.</summary>
    public static readonly Refusal NoSummary = new("communication.report-no-summary");

    public override IReadOnlyList<RouteStep> DefaultRoute { get; } = [RouteStep.By(SignatureMeaning.Approve, reader, 1)];

    public override Office? FinalApprover => reader;

    protected override Permission Read => of == ReportKind.Department ? CommunicationPermissions.ReadReports : CommunicationPermissions.Read;

    protected override Permission Submit => of == ReportKind.Department ? CommunicationPermissions.WriteReports : CommunicationPermissions.Edit;

    public override async Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await db.Set<TeamReport>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id && r.Kind == of, ct) is not { } r)
            return null;
        return new ApprovalContent(r.Title, r.Number, CommunicationPaths.Report(id), SignedContent.Json(new { r.Number, r.Kind, r.DepartmentId, r.Title, r.From, r.To, r.Facts, r.Summary, r.Needs }))
        {
            DepartmentId = r.DepartmentId,
            Facts = [new(Phrase.Of("communication.field.period"), Days(r.From, r.To)), new(Phrase.Of("communication.field.summary"), r.Summary), new(Phrase.Of("communication.field.needs"), r.Needs)],
        };
    }

    public override async Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).Submit();

    public override async Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).SendBack();

    public override async Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).Acknowledge();

    protected override async Task<Refusal?> ObstacleAsync(Actor actor, Guid id, CancellationToken ct)
    {
        var report = await db.Set<TeamReport>().AsNoTracking().SingleAsync(r => r.Id == id, ct);
        return !report.IsDraft ? WriteReport.NotDraft : report.Summary.Length == 0 ? NoSummary : null;
    }

    /// <summary>The approval that a report of this kind takes.</summary>
    public static string KindOf(ReportKind kind) => kind switch { ReportKind.Team => TeamReportApproval.KindName, ReportKind.Department => DepartmentReportApproval.KindName, _ => ReportApproval.KindName };

    /// <summary>The time reported on.</summary>
    internal static string Days(DateOnly from, DateOnly to) => string.Create(CultureInfo.InvariantCulture, $"{from:yyyy-MM-dd} – {to:yyyy-MM-dd}");

    private Task<TeamReport> FindAsync(Guid id, CancellationToken ct) => db.Set<TeamReport>().SingleAsync(r => r.Id == id, ct);
}

/// <summary>A report to the general manager.</summary>
internal sealed class ReportApproval(IsmsDbContext db) : ReportRoute(db, ReportKind.ToManager, Office.GeneralManager)
{
    public const string KindName = "communication.report";

    public override string Kind => KindName;
}

/// <summary>The team's report to the management representative.</summary>
internal sealed class TeamReportApproval(IsmsDbContext db) : ReportRoute(db, ReportKind.Team, Office.ManagementRepresentative)
{
    public const string KindName = "communication.team-report";

    public override string Kind => KindName;
}

/// <summary>A department's report, reviewed by the management representative.</summary>
internal sealed class DepartmentReportApproval(IsmsDbContext db) : ReportRoute(db, ReportKind.Department, Office.ManagementRepresentative)
{
    public const string KindName = "communication.department-report";

    public override string Kind => KindName;
}

/// <summary>A report.</summary>
public sealed record ReportView : IVersioned
{
    public Guid Id { get; init; }
    public int Version { get; init; }
    public string Number { get; init; } = "";
    public ReportKind Kind { get; init; }
    public Guid? DepartmentId { get; init; }

    /// <summary>The department that reports; empty for other kinds.</summary>
    public string Department { get; init; } = "";
    public string Title { get; init; } = "";
    public DateOnly From { get; init; }
    public DateOnly To { get; init; }
    public string Facts { get; init; } = "";
    public string Summary { get; init; } = "";
    public string Needs { get; init; } = "";
    public string WrittenBy { get; init; } = "";
    public ReportState State { get; init; }
}

/// <summary>The list of reports: one definition for the page and the API.</summary>
internal static class ReportRegister
{
    /// <summary>Those of departments within reach, and those for the whole organization.</summary>
    public static IQueryable<ReportView> Rows(IsmsDbContext db, Actor actor)
    {
        var reach = actor.ReachOf(CommunicationPermissions.ReadReports);
        var departments = reach.Departments.Cast<Guid?>().ToList();
        return
            from r in db.Set<TeamReport>().AsNoTracking()
            where r.DepartmentId == null || reach.All || departments.Contains(r.DepartmentId)
            join p in db.People on r.WrittenById equals p.Id
            from d in db.Departments.Where(d => d.Id == r.DepartmentId).DefaultIfEmpty()
            select new ReportView { Id = r.Id, Version = r.Version, Number = r.Number, Kind = r.Kind, DepartmentId = r.DepartmentId, Department = d == null ? "" : d.Name, Title = r.Title, From = r.From, To = r.To, Facts = r.Facts, Summary = r.Summary, Needs = r.Needs, WrittenBy = p.Name, State = r.State };
    }

    public static Register<ReportView> Of(CultureInfo culture) => new Register<ReportView>("communication.reports", r => r.Id, "-number")
        .Column("number", "communication.field.number", ColumnKind.Text, r => r.Number, c => c with { Searchable = true, Link = r => CommunicationPaths.Report(r.Id) })
        .Column("title", "communication.field.title", ColumnKind.Text, r => r.Title, c => c with { Sortable = false, Searchable = true, Link = r => CommunicationPaths.Report(r.Id) })
        .Column("kind", "communication.field.reportKind", ColumnKind.Choice, r => r.Kind, c => c with
        {
            Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "communication.report-kind." + r.Kind), Choices = [.. Enum.GetNames<ReportKind>().Select(n => (n, "communication.report-kind." + n))],
        })
        .Column("department", "communication.field.department", ColumnKind.Text, r => r.Department, c => c with { Sortable = false, Searchable = true })
        .Column("period", "communication.field.period", ColumnKind.Date, r => r.To, c => c with { Text = r => ReportRoute.Days(r.From, r.To) })
        .Column("by", "communication.field.writtenBy", ColumnKind.Text, r => r.WrittenBy, c => c with { Sortable = false, Searchable = true })
        .Column("state", "communication.field.state", ColumnKind.State, r => r.State, c => c with
        {
            Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "communication.report-state." + r.State), Choices = [.. Enum.GetNames<ReportState>().Select(n => (n, "communication.report-state." + n))],
        });
}

/// <summary>All reports.</summary>
internal sealed class FindReports(IsmsDbContext db)
{
    public async Task<Outcome<RegisterPage<ReportView>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct) =>
        actor.Refuses(CommunicationPermissions.Read) is { } no ? no : await ReportRegister.Of(actor.Culture).PageAsync(ReportRegister.Rows(db, actor), query, ct);
}

/// <summary>One report.</summary>
internal sealed class ReadReport(IsmsDbContext db)
{
    public async Task<Outcome<ReportView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(CommunicationPermissions.Read) is { } no)
            return no;
        return await ReportRegister.Rows(db, actor).SingleOrDefaultAsync(r => r.Id == id, ct) is { } report ? report : Refusal.NotFound;
    }
}

/// <summary>信息安全管理体系运行情况报告 as a document, signed by whom it is for; noted in the ledger.</summary>
internal sealed class ExportReport(IsmsDbContext db, ReadReport read, SignedPaper paper)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(CommunicationPermissions.Read) is { } no)
            return no;
        var found = await read.RunAsync(actor, id, ct);
        if (found.Value is not { } report)
            return found.Refusal!;
        var state = report.State switch { ReportState.Acknowledged => DocumentState.Approved, ReportState.InApproval => DocumentState.InReview, _ => DocumentState.Draft };
        var head = await paper.HeadAsync(actor, ReportRoute.KindOf(report.Kind), id, new PaperFacts(report.Title, report.Number, "", state), ct);
        db.Note("communication_reports", id, new { export = report.Number });
        await db.SaveAsync(actor, "communication.export-report", ct);
        return WrittenFile.By(ReportDocument.FileName(actor.Culture), WrittenFile.Docx, output => ReportDocument.Write(output, head, report));
    }
}
