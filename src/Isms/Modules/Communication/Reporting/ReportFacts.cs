using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules.Communication.Coordination;
using Isms.Modules.Organization;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Communication.Reporting;

/// <summary>What is known of the time reported on, one line each, as it stands now.</summary>
internal sealed class ReportFacts(IsmsDbContext db, AgendaReader agenda, SettingsReader settings)
{
    /// <param name="departmentId">The department that reports; null for the whole organization.</param>
    public async Task<IReadOnlyList<string>> OfAsync(Actor actor, ReportKind kind, Guid? departmentId, DateOnly from, CancellationToken ct) => kind switch
    {
        ReportKind.Department => [.. await DutiesAsync(actor, departmentId, from, ct), .. await ResolutionsAsync(actor, departmentId, ct)],
        ReportKind.Team => [.. await DutiesAsync(actor, null, from, ct), .. await AgendaAsync(actor, from, ct)],
        _ => await AgendaAsync(actor, from, ct),
    };

    private async Task<List<string>> AgendaAsync(Actor actor, DateOnly from, CancellationToken ct)
    {
        var facts = await agenda.FactsAsync(actor, from, ct);
        return [.. Enum.GetValues<AgendaTopic>().SelectMany(t => facts[t].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => Say(actor, "report-line", Phrase.In(actor.Culture, "communication.topic-short." + t), l)))];
    }

    // How the duties of the time were done: of one department, or department by department where something is late.
    private async Task<List<string>> DutiesAsync(Actor actor, Guid? departmentId, DateOnly from, CancellationToken ct)
    {
        var today = actor.Today;
        var since = TimeZoneInfo.ConvertTimeToUtc(from.ToDateTime(TimeOnly.MinValue), await settings.TimeZoneAsync(ct));
        var rows = await (
            from w in db.Set<WorkItem>()
            from p in db.People.Where(p => p.Id == w.PersonId).DefaultIfEmpty()
            let home = p == null ? w.DepartmentId : p.DepartmentId
            where departmentId == null || home == departmentId
            group w by home into g
            select new { Home = g.Key, Done = g.Count(w => w.State == WorkState.Done && w.EndedAt >= since), Open = g.Count(w => w.State == WorkState.Open), Late = g.Count(w => w.State == WorkState.Open && w.DueOn < today) }).ToListAsync(ct);
        var lines = new List<string> { Say(actor, "report-duties", rows.Sum(r => r.Done), rows.Sum(r => r.Open), rows.Sum(r => r.Late)) };
        if (departmentId is not null)
            return lines;
        var names = await db.Departments.Select(d => new { d.Id, d.Name }).ToDictionaryAsync(d => d.Id, d => d.Name, ct);
        lines.AddRange(rows.Where(r => r.Late > 0 && r.Home is not null).OrderByDescending(r => r.Late).Take(MostNamed).Select(r => Say(actor, "report-late-in", names[r.Home!.Value], r.Late)));
        return lines;
    }

    private async Task<List<string>> ResolutionsAsync(Actor actor, Guid? departmentId, CancellationToken ct)
    {
        var open = await (
            from r in db.Set<Resolution>()
            join p in db.People on r.OwnerId equals p.Id
            where r.State == ResolutionState.Open && p.DepartmentId == departmentId
            orderby r.DueOn
            select new { r.Number, r.Words, p.Name, r.DueOn }).ToListAsync(ct);
        return open.ConvertAll(r => Say(actor, r.DueOn < actor.Today ? "agenda.resolution-late" : "agenda.resolution-open", r.Number, r.Words, r.Name, r.DueOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
    }

    private const int MostNamed = 12;

    private static string Say(Actor actor, string key, params object?[] args) => Phrase.In(actor.Culture, "communication." + key, args);
}

/// <summary>How many duties to report were put into the inbox.</summary>
public sealed record MonthlyReportAsked(int Duties);

/// <summary>Asks the team's leader for the report on the month before, once operation is authorised. Run any number of times a day: asked once.</summary>
internal sealed class AskForMonthlyReport(IsmsDbContext db, WorkInbox inbox, SettingsReader settings)
{
    public const string Subject = "communication.team-report";
    public const string WriteWork = "communication.write-team-report";

    public async Task<Outcome<MonthlyReportAsked>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(CommunicationPermissions.Schedule) is { } no)
            return no;
        var begins = new DateOnly(actor.Today.Year, actor.Today.Month, 1);
        await using var writing = await db.BeginAsync(ct);
        var authorised = await OrganizationViews.OperationAuthorizedAsync(db, ct);
        var month = Of(actor.Today);
        if (authorised is null || authorised.Since >= begins || await db.Set<TeamReport>().AnyAsync(r => r.Kind == ReportKind.Team && r.To >= begins, ct)
            || await db.Set<WorkItem>().AnyAsync(w => w.SubjectKind == Subject && w.SubjectId == month && w.Kind == WriteWork, ct))
            return new MonthlyReportAsked(0);
        var due = begins.AddDays(await settings.NumberAsync(CommunicationModule.MonthlyReportDay, ct) - 1);
        var before = begins.AddMonths(-1);
        inbox.Add(new NewWork(WriteWork, "communication.work.write-team-report", [before.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture)], CommunicationPaths.Reports, Subject, month, due) { Office = Office.IsmsTeamLeader });
        await db.SaveAsync(actor, "communication.ask-monthly-report", ct);
        await writing.CommitAsync(ct);
        return new MonthlyReportAsked(1);
    }

    /// <summary>The month in which the report on the month before is written, as the subject of its duty.</summary>
    public static Guid Of(DateOnly day) => new(day.Year, (short)day.Month, 0, new byte[8]);
}
