using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.Intake;
using Isms.Kernel.OfficeFiles.Importing;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Progress;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Organization.Departments;
using Isms.Modules.Organization.Leaving;
using Isms.Modules.Organization.Offices;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Organization.Importing;

/// <summary>Imports a list that was looked at; a long one in the background.</summary>
internal sealed class CommitPeopleImport(ImportDesk desk, PeopleImportRun run)
{
    public async Task<Outcome<ImportCommitted>> RunAsync(Actor actor, CommitImportRequest request, CancellationToken ct) =>
        actor.Refuses(OrganizationPermissions.Edit, request) is { } no
            ? no : await desk.CommitAsync<PeopleImport, PeopleImportRun>(actor, request, run, "organization.import", $"/organization/people/import/{request.Id}", ct);
}

/// <summary>Puts a list into the people: all in one transaction, so that a power cut leaves everything or nothing.</summary>
internal sealed class PeopleImportRun(
    IsmsDbContext db, ImportDesk desk, PeoplePlanner planner, PeopleImportReport reports, DepartmentChange departments, DepartmentDirectory choices, Departures departures,
    Vacancies vacancies, TimeProvider time) : IImportRun
{
    private const int NewAtOnce = 2000;
    private const int ChangedAtOnce = 500;

    public async Task<Outcome<ImportCommitted>> ImportAsync(Actor actor, CommitImportRequest request, JobProgress progress, CancellationToken ct)
    {
        var import = await db.Set<PeopleImport>().AsNoTracking().SingleAsync(i => i.Id == request.Id, ct);
        await using var file = desk.Open(import);
        if (file is null)
            return ImportDesk.FileLost;
        await using var writing = await db.BeginAsync(ct);
        var plan = await planner.PlanAsync(actor, file, import.FileName, import.ReadSettings(), ct);
        if (ImportDesk.Refuse(plan, request.Mode) is { } refusal)
            return refusal;
        var tracked = await db.Set<PeopleImport>().SingleAsync(i => i.Id == request.Id, ct);
        if (tracked.Version != request.Version || tracked.State != ImportState.Preview)
            return Refusal.Stale([]);
        var report = await desk.KeepReportAsync(await reports.WriteAsync(actor, plan, ct), ct);
        var founded = await FoundAsync(actor, plan, ct);
        await AddAsync(actor, plan, founded, progress, ct);
        await ChangeAsync(actor, plan, founded, progress, ct);
        await vacancies.RefreshAsync(actor, actor.Today, ct);
        tracked = await db.Set<PeopleImport>().SingleAsync(i => i.Id == request.Id, ct);
        tracked.End(plan, report, time.Instant());
        await db.SaveAsync(actor, "organization.import-people", ct);
        await writing.CommitAsync(ct);
        choices.Forget();
        return ImportCommitted.Of(tracked);
    }

    private async Task<Dictionary<string, Guid>> FoundAsync(Actor actor, PeoplePlan plan, CancellationToken ct)
    {
        var founded = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var name in plan.New.Concat(plan.Changed.Select(c => c.Row)).Select(r => r.Department).Where(d => d is { Id: null }).Select(d => d!.Name).Distinct(StringComparer.Ordinal))
        {
            var code = name.Length <= 40 ? name : name[..40];
            var department = new Department { Code = await db.Departments.AnyAsync(d => d.Code == code, ct) ? Guid.CreateVersion7().ToString("N")[..12] : code, Name = name };
            department.Place(null);
            db.Add(department);
            founded[name] = department.Id;
            await departments.RaiseAsync(actor, department, "organization.reassess-created", ct, name);
        }
        await db.SaveAsync(actor, "organization.import-people", ct);
        return founded;
    }

    private async Task AddAsync(Actor actor, PeoplePlan plan, Dictionary<string, Guid> founded, JobProgress progress, CancellationToken ct)
    {
        var done = 0;
        foreach (var chunk in plan.New.Chunk(NewAtOnce))
        {
            var people = Array.ConvertAll(chunk, row =>
            {
                var person = new Person { EmployeeNumber = row.Number, Name = row.Name, Post = row.Post ?? "", Email = row.Email ?? "", DepartmentId = IdOf(row.Department, founded), JoinedOn = row.JoinedOn, LeftOn = row.LeftOn };
                person.Rename(row.Name);
                return person;
            });
            await db.SaveNewAsync(actor, "organization.import-people", people, ct);
            progress.Report(done += chunk.Length, plan.New.Count + plan.Changed.Count);
        }
    }

    private async Task ChangeAsync(Actor actor, PeoplePlan plan, Dictionary<string, Guid> founded, JobProgress progress, CancellationToken ct)
    {
        var done = plan.New.Count;
        foreach (var chunk in plan.Changed.Chunk(ChangedAtOnce))
        {
            db.ChangeTracker.Clear();
            var ids = Array.ConvertAll(chunk, c => c.Row.Existing!.Id);
            var people = await db.People.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
            foreach (var (row, _) in chunk)
            {
                var person = people[row.Existing!.Id];
                departures.NoteMove(person, IdOf(row.Department, founded) ?? person.DepartmentId, row.Post ?? person.Post, actor.Today);
                person.Rename(row.Name);
                person.Email = row.Email ?? person.Email;
                person.JoinedOn = row.JoinedOn ?? person.JoinedOn;
                if (row.LeftOn is { } left && left != person.LeftOn)
                    await departures.LeaveAsync(actor, person, left, atOnce: false, ct);
            }
            await db.SaveAsync(actor, "organization.import-people", ct);
            progress.Report(done += chunk.Length, plan.New.Count + plan.Changed.Count);
        }
        db.ChangeTracker.Clear();
    }

    private static Guid? IdOf(PlannedDepartment? department, Dictionary<string, Guid> founded) =>
        department is null ? null : department.Id ?? founded[department.Name];
}

/// <summary>The report of an import as a workbook.</summary>
internal sealed class PeopleImportReport(SignedPaper paper)
{
    public async Task<WrittenFile> WriteAsync(Actor actor, PeoplePlan plan, CancellationToken ct)
    {
        var culture = actor.Culture;
        var head = await paper.HeadAsync(actor, new PaperFacts(T("title"), State: DocumentState.Approved), ct);
        return WrittenFile.By(T("title") + ".xlsx", WrittenFile.Xlsx, output => WorkbookWriter.Write(output, head, [Problems("rejected", plan.Report.Rejections), Problems("warnings", plan.Report.Warnings), Changes(), Skipped()], []));

        WorkbookSheet Problems(string key, IEnumerable<CellProblem> problems) => new(
            T(key), [new(T("row"), 8, SheetCellKind.Integer), new(T("column"), 24), new(T("value"), 30), new(T("reason"), 70)],
            problems.Select(p => (IReadOnlyList<object?>)[p.Row, $"{p.Column} {p.ColumnText(culture)}".Trim(), p.Value, p.Reason(culture)])) { Zebra = true };

        WorkbookSheet Changes() => new(
            T("changes"), [new(T("row"), 8, SheetCellKind.Integer), new(Phrase.In(culture, "organization.employee-number"), 16), new(Phrase.In(culture, "organization.person-name"), 20), new(T("field"), 20), new(T("old"), 30), new(T("new"), 30)],
            plan.New.Select(r => (IReadOnlyList<object?>)[r.Row, r.Number, r.Name, T("added"), "", r.Department?.Name ?? ""])
                .Concat(plan.Changed.SelectMany(c => c.Differences.Select(d => (IReadOnlyList<object?>)[c.Row.Row, c.Row.Number, c.Row.Name, d.Label, d.Old, d.New])))) { Zebra = true };

        WorkbookSheet Skipped() => new(
            T("skipped"), [new(T("row"), 8, SheetCellKind.Integer), new(T("last-row"), 8, SheetCellKind.Integer), new(T("reason"), 40), new(T("value"), 60)],
            plan.Report.Skipped.Select(s => (IReadOnlyList<object?>)[s.First, s.Last, s.Describe(culture), s.Text])) { Zebra = true };

        string T(string key) => Phrase.In(culture, "organization.import-report." + key);
    }
}

/// <summary>The report of an import: as it was done, or as it would be.</summary>
internal sealed class ExportPeopleImportReport(ImportDesk desk, PeoplePlanner planner, PeopleImportReport reports)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(OrganizationPermissions.Edit) is { } no)
            return no;
        if (await desk.FindAsync<PeopleImport>(actor, id, ct) is not { } import)
            return Refusal.NotFound;
        return await desk.ReportAsync(import, Phrase.In(actor.Culture, "organization.import-report.title") + ".xlsx", async file =>
            await reports.WriteAsync(actor, await planner.PlanAsync(actor, file, import.FileName, import.ReadSettings(), ct), ct));
    }
}
