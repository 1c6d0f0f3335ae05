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
using Isms.Modules.Compliance.Evaluating;
using Isms.Modules.Compliance.Laws;
using Isms.Modules.Compliance.Measures;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Compliance.Licensing;

/// <summary>Opens a check of what is installed, with every licence in use (XX-B-11).</summary>
/// <param name="Extent">Which computers, and how it is counted.</param>
public sealed record OpenLicenceCheckRequest([Required, StringLength(Law.TextLength)] string Extent);

/// <summary>A check as saved.</summary>
public sealed record LicenceCheckSaved(Guid Id, int Version, string Number, ReviewState State) : IVersioned;

/// <inheritdoc cref="OpenLicenceCheckRequest"/>
internal sealed class OpenLicenceCheck(IsmsDbContext db, Numbers numbers)
{
    public static readonly Refusal OpenAlready = new("compliance.licence-check-open");
    public static readonly Refusal NothingToCheck = new("compliance.no-licences-to-check");

    public async Task<Outcome<LicenceCheckSaved>> RunAsync(Actor actor, OpenLicenceCheckRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Edit, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<LicenceCheck>().AsNoTracking().FirstOrDefaultAsync(c => c.State != ReviewState.Approved, ct) is { } open)
            return OpenAlready with { Obstacles = [new Obstacle(open.Number, CompliancePaths.LicenceCheck(open.Id))] };
        var licences = await db.Set<SoftwareLicence>().AsNoTracking().Where(l => l.EndedOn == null).OrderBy(l => l.NameSort).ThenBy(l => l.Id).ToListAsync(ct);
        if (licences.Count == 0)
            return NothingToCheck;
        var check = new LicenceCheck { Number = await numbers.TakeAsync(ComplianceModule.LicenceCheckNumber, ct), OpenedOn = actor.Today, ById = actor.PersonId, Extent = request.Extent.Trim() };
        db.Add(check);
        db.AddRange(licences.Select((l, i) => new LicenceCheckLine
        {
            CheckId = check.Id, LicenceId = l.Id, Place = i + 1, Software = $"{l.Name} {l.Edition}".Trim(), Licences = l.Licences, Expired = l.ExpiresOn < actor.Today,
        }));
        await db.SaveAsync(actor, "compliance.open-licence-check", ct);
        await writing.CommitAsync(ct);
        return new LicenceCheckSaved(check.Id, check.Version, check.Number, check.State);
    }
}

/// <summary>How often a software was found.</summary>
/// <param name="Installations">Counted.</param>
/// <param name="Measure">Required, with who and until when, when more is installed than may be.</param>
public sealed record CountFacts([Required, Range(0, SoftwareLicence.MostInstallations)] int? Installations, MeasureFacts? Measure);

/// <summary>Enters the count of one line of an open check.</summary>
/// <param name="Version">The line's version this is based on.</param>
public sealed record CountSoftwareRequest(Guid Id, int Version, CountFacts Facts);

/// <summary>A line as saved.</summary>
public sealed record CountSaved(Guid Id, int Version, bool Breaks) : IVersioned;

/// <inheritdoc cref="CountSoftwareRequest"/>
internal sealed class CountSoftware(IsmsDbContext db, MeasureDesk measures)
{
    public static readonly Refusal NotDraft = new("compliance.licence-check-not-draft");

    public async Task<Outcome<CountSaved>> RunAsync(Actor actor, CountSoftwareRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Edit, request.Facts) is { } no)
            return no;
        if (request.Version == 0)
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<LicenceCheckLine>().SingleOrDefaultAsync(l => l.Id == request.Id, ct) is not { } line)
            return Refusal.NotFound;
        if (await db.Set<LicenceCheck>().AnyAsync(c => c.Id == line.CheckId && c.State != ReviewState.Draft, ct))
            return NotDraft;
        if (line.Version != request.Version)
            return Refusal.Stale([new FieldDifference("installations", Show(request.Facts.Installations), Show(line.Installations))]);
        line.Installations = request.Facts.Installations;
        if (await measures.ProblemsAsync(actor, line.Breaks ? request.Facts.Measure ?? MeasureFacts.None : MeasureFacts.None, line.Breaks, ct) is { Count: > 0 } problems)
            return Refusal.Invalid(problems);
        (line.Measure, line.ResponsibleId, line.DueOn) = line.Breaks ? (request.Facts.Measure!.Action!.Trim(), request.Facts.Measure.ResponsibleId, request.Facts.Measure.DueOn) : ("", null, null);
        await db.SaveAsync(actor, "compliance.count-software", ct);
        await writing.CommitAsync(ct);
        return new CountSaved(line.Id, line.Version, line.Breaks);
    }

    private static string Show(int? number) => number is { } n ? Ui.Display.Number(n) : "";
}

/// <summary>Notes software that was found without any licence; it needs a measure.</summary>
/// <param name="Software">As found.</param>
public sealed record AddFoundSoftwareRequest(Guid CheckId, [Required, StringLength(Law.TitleLength)] string Software, [Required, Range(1, SoftwareLicence.MostInstallations)] int? Installations, MeasureFacts? Measure);

/// <inheritdoc cref="AddFoundSoftwareRequest"/>
internal sealed class AddFoundSoftware(IsmsDbContext db, MeasureDesk measures)
{
    public async Task<Outcome<CountSaved>> RunAsync(Actor actor, AddFoundSoftwareRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Edit, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<LicenceCheck>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == request.CheckId, ct) is not { } check)
            return Refusal.NotFound;
        if (check.State != ReviewState.Draft)
            return CountSoftware.NotDraft;
        if (await measures.ProblemsAsync(actor, request.Measure ?? MeasureFacts.None, true, ct) is { Count: > 0 } problems)
            return Refusal.Invalid(problems);
        var place = await db.Set<LicenceCheckLine>().Where(l => l.CheckId == check.Id).MaxAsync(l => (int?)l.Place, ct) ?? 0;
        var line = new LicenceCheckLine
        {
            CheckId = check.Id, Place = place + 1, Software = request.Software.Trim(), Licences = 0, Installations = request.Installations, Measure = request.Measure!.Action!.Trim(),
            ResponsibleId = request.Measure.ResponsibleId, DueOn = request.Measure.DueOn,
        };
        db.Add(line);
        await db.SaveAsync(actor, "compliance.add-found-software", ct);
        await writing.CommitAsync(ct);
        return new CountSaved(line.Id, line.Version, line.Breaks);
    }
}

/// <summary>正版软件检查 on its way: approved by the management representative; then the counts are taken over and measures are duties.</summary>
internal sealed class LicenceCheckApproval(IsmsDbContext db, MeasureDesk measures, WorkInbox inbox) : ApprovalSubject
{
    public const string KindName = "compliance.licence-check";

    /// <summary>Kind of the duty to check.</summary>
    public const string CheckWork = "compliance.check-licences";
    public const string RhythmSubject = "compliance.licences";
    public static readonly Refusal Uncounted = new("compliance.uncounted");

    public override string Kind => KindName;

    public override IReadOnlyList<RouteStep> DefaultRoute { get; } = [RouteStep.By(SignatureMeaning.Approve, Office.ManagementRepresentative, 1)];

    protected override Permission Read => CompliancePermissions.Read;

    protected override Permission Submit => CompliancePermissions.Edit;

    public override async Task<ApprovalContent?> LoadAsync(Guid id, CancellationToken ct)
    {
        if (await db.Set<LicenceCheck>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } check)
            return null;
        var lines = await LinesAsync(id, ct);
        return new ApprovalContent(Phrase.Of("compliance.licence-check-title", check.Number), check.Number, CompliancePaths.LicenceCheck(id), SignedContent.Json(new
        {
            check.Number, check.OpenedOn, check.Extent, lines = lines.Select(l => new { l.Place, l.Software, l.Licences, l.Expired, l.Installations, l.Measure, l.ResponsibleId, l.DueOn }),
        }))
        {
            Facts =
            [
                new(Phrase.Of("compliance.field.extent"), check.Extent), new(Phrase.Of("compliance.field.software"), Ui.Display.Number(lines.Count)),
                new(Phrase.Of("compliance.licence-state.over"), Ui.Display.Number(lines.Count(l => l.Breaks))),
            ],
        };
    }

    public override async Task OnSubmittedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).Submit();

    public override async Task OnReturnedAsync(Guid id, ApprovalSummary approval, CancellationToken ct) => (await FindAsync(id, ct)).SendBack();

    public override async Task OnApprovedAsync(Guid id, ApprovalSummary approval, CancellationToken ct)
    {
        (await FindAsync(id, ct)).Approve(approval.By.Today);
        var lines = await db.Set<LicenceCheckLine>().Where(l => l.CheckId == id).OrderBy(l => l.Place).ToListAsync(ct);
        var ids = lines.Select(l => l.LicenceId).ToList();
        var licences = await db.Set<SoftwareLicence>().Where(l => ids.Contains(l.Id)).ToDictionaryAsync(l => l.Id, ct);
        foreach (var line in lines)
        {
            if (line.LicenceId is { } known && licences.TryGetValue(known, out var licence))
                (licence.Installations, licence.CheckedOn) = (line.Installations!.Value, approval.By.Today);
            if (line.Breaks)
            {
                await measures.OpenAsync(approval.By, MeasureSource.Licence, line.LicenceId, SaveLicence.Cause(line.Software, line.Licences, line.Installations!.Value), CompliancePaths.LicenceCheck(id),
                    line.Measure, line.ResponsibleId!.Value, line.DueOn!.Value, ct);
            }
        }
        await inbox.CompleteAsync(approval.By, RhythmSubject, LicenceCheck.Rhythm, CheckWork, ct);
    }

    protected override async Task<Refusal?> ObstacleAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if ((await FindAsync(id, ct)).State != ReviewState.Draft)
            return CountSoftware.NotDraft;
        var open = (await LinesAsync(id, ct)).Where(l => l.Installations is null).ToList();
        return open.Count == 0 ? null : Uncounted with { Obstacles = [.. open.Select(l => new Obstacle(l.Software, $"{CompliancePaths.LicenceCheck(id)}?line={l.Id}#line"))] };
    }

    private Task<List<LicenceCheckLine>> LinesAsync(Guid id, CancellationToken ct) => db.Set<LicenceCheckLine>().AsNoTracking().Where(l => l.CheckId == id).OrderBy(l => l.Place).ToListAsync(ct);

    private Task<LicenceCheck> FindAsync(Guid id, CancellationToken ct) => db.Set<LicenceCheck>().SingleAsync(c => c.Id == id, ct);
}

/// <summary>A check as listed.</summary>
public sealed record LicenceCheckRow
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public DateOnly OpenedOn { get; init; }
    public string By { get; init; } = "";
    public string Extent { get; init; } = "";
    public int Software { get; init; }
    public int Uncounted { get; init; }
    public ReviewState State { get; init; }
    public DateOnly? ApprovedOn { get; init; }
}

/// <summary>正版软件检查记录: one definition for the page, the API and the export.</summary>
internal static class LicenceCheckRegister
{
    public static IQueryable<LicenceCheckRow> Rows(IsmsDbContext db) =>
        from c in db.Set<LicenceCheck>().AsNoTracking()
        join p in db.People on c.ById equals p.Id
        select new LicenceCheckRow
        {
            Id = c.Id, Number = c.Number, OpenedOn = c.OpenedOn, By = p.Name, Extent = c.Extent, State = c.State, ApprovedOn = c.ApprovedOn, Software = db.Set<LicenceCheckLine>().Count(l => l.CheckId == c.Id),
            Uncounted = db.Set<LicenceCheckLine>().Count(l => l.CheckId == c.Id && l.Installations == null),
        };

    public static Register<LicenceCheckRow> Of(CultureInfo culture) => new Register<LicenceCheckRow>("compliance.licence-checks", r => r.Id, "-opened")
        .Column("number", "compliance.field.number", ColumnKind.Text, r => r.Number, c => c with { Searchable = true, Link = r => CompliancePaths.LicenceCheck(r.Id) })
        .Column("opened", "compliance.field.openedOn", ColumnKind.Date, r => r.OpenedOn)
        .Column("by", "compliance.field.openedBy", ColumnKind.Text, r => r.By, c => c with { Sortable = false, Searchable = true })
        .Column("extent", "compliance.field.extent", ColumnKind.Text, r => r.Extent, c => c with { Sortable = false, Searchable = true })
        .Column("software", "compliance.field.software", ColumnKind.Number, r => r.Software, c => c with { Sortable = false })
        .Column("uncounted", "compliance.field.uncounted", ColumnKind.Number, r => r.Uncounted, c => c with { Sortable = false })
        .Column("state", "compliance.field.state", ColumnKind.State, r => r.State, c => c with { Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "compliance.review." + r.State), Choices = LawRegister.Choices<ReviewState>("compliance.review.") })
        .Column("approved", "compliance.field.approvedOn", ColumnKind.Text, r => r.ApprovedOn, c => c with { Sortable = false, Text = r => WrittenText.Day(r.ApprovedOn) });
}

/// <summary>Checks of what is installed.</summary>
internal sealed class FindLicenceChecks(IsmsDbContext db)
{
    public async Task<Outcome<RegisterPage<LicenceCheckRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct) =>
        actor.Refuses(CompliancePermissions.Read) is { } no ? no : await LicenceCheckRegister.Of(actor.Culture).PageAsync(LicenceCheckRegister.Rows(db), query, ct);
}

/// <summary>The list of checks; noted in the ledger.</summary>
internal sealed class ExportLicenceChecks(IsmsDbContext db, RegisterFile file)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Read) is { } no)
            return no;
        var title = Phrase.In(actor.Culture, "compliance.licence-check-list");
        return await file.WriteAsync(actor, LicenceCheckRegister.Of(actor.Culture), LicenceCheckRegister.Rows(db), query, "compliance_licence_checks", "compliance.export-licence-checks", title, title + ".xlsx", [], ct);
    }
}

/// <summary>One software of a check.</summary>
public sealed record CountView(Guid Id, int Version, Guid? LicenceId, string Software, int? Licences, bool Expired, int? Installations, bool Breaks, string Measure, string Responsible, DateOnly? DueOn)
{
    internal string ResponsibleNumber { get; init; } = "";
}

/// <summary>A check with its counts.</summary>
public sealed record LicenceCheckView(Guid Id, int Version, string Number, DateOnly OpenedOn, string By, string Extent, ReviewState State, DateOnly? ApprovedOn, IReadOnlyList<CountView> Lines, bool MayEdit) : IVersioned;

/// <inheritdoc cref="LicenceCheckView"/>
internal sealed class ReadLicenceCheck(IsmsDbContext db)
{
    public async Task<Outcome<LicenceCheckView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Read) is { } no)
            return no;
        var found = await (from c in db.Set<LicenceCheck>().AsNoTracking() join p in db.People on c.ById equals p.Id where c.Id == id select new { Check = c, By = p.Name }).SingleOrDefaultAsync(ct);
        if (found is null)
            return Refusal.NotFound;
        var lines = await (
            from l in db.Set<LicenceCheckLine>().AsNoTracking()
            from r in db.People.Where(p => p.Id == l.ResponsibleId).DefaultIfEmpty()
            where l.CheckId == id
            orderby l.Place
            select new { Line = l, Responsible = r == null ? "" : r.Name, Number = r == null ? "" : r.EmployeeNumber }).ToListAsync(ct);
        var check = found.Check;
        return new LicenceCheckView(id, check.Version, check.Number, check.OpenedOn, found.By, check.Extent, check.State, check.ApprovedOn, lines.ConvertAll(x => new CountView(
            x.Line.Id, x.Line.Version, x.Line.LicenceId, x.Line.Software, x.Line.Licences, x.Line.Expired, x.Line.Installations, x.Line.Breaks, x.Line.Measure, x.Responsible, x.Line.DueOn) { ResponsibleNumber = x.Number }),
            check.State == ReviewState.Draft && actor.May(CompliancePermissions.Edit));
    }
}

/// <summary>正版软件检查记录 as a Word document with its signatures; noted in the ledger.</summary>
internal sealed class ExportLicenceCheck(IsmsDbContext db, ReadLicenceCheck read, SignedPaper paper)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Read) is { } no)
            return no;
        var outcome = await read.RunAsync(actor, id, ct);
        if (outcome.Value is not { } check)
            return outcome.Refusal!;
        var culture = actor.Culture;
        string F(string key) => Phrase.In(culture, "compliance.field." + key);
        var head = await paper.HeadAsync(actor, LicenceCheckApproval.KindName, id, new PaperFacts(Phrase.In(culture, "compliance.licence-check-paper"), check.Number, State: ExportEvaluation.StateOf(check.State), EffectiveOn: check.ApprovedOn), ct);
        db.Note("compliance_licence_checks", id, new { export = check.Number });
        await db.SaveAsync(actor, "compliance.export-licence-check", ct);
        return WrittenFile.By($"{check.Number} {head.Title}.docx", WrittenFile.Docx, output => WordWriter.Write(output, head,
        [
            new WordBlock.Banner(),
            new WordBlock.Facts([(F("openedOn"), check.OpenedOn), (F("openedBy"), check.By), (F("extent"), check.Extent)]),
            new WordBlock.Table([new(F("software"), 3), new(F("licences"), 1, Centered: true), new(F("installations"), 1, Centered: true), new(F("result"), 1.3, Centered: true), new(F("measure"), 4)],
                check.Lines.Select(l => (IReadOnlyList<object?>)
                [
                    l.Software, l.Licences is { } n ? n : Phrase.In(culture, "compliance.unlimited"), l.Installations, l.Installations is null ? "" : Phrase.In(culture, l.Breaks ? "compliance.breaks" : "compliance.keeps"),
                    l.Measure.Length == 0 ? "" : Phrase.In(culture, "compliance.measure-line", l.Measure, l.Responsible, WrittenText.Day(l.DueOn)),
                ])),
            new WordBlock.Signatures(),
        ]));
    }
}
