using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Registers;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Compliance.Laws;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Compliance.Updates;

/// <summary>A row of the checks.</summary>
public sealed record CheckRow
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public DateOnly CheckedOn { get; init; }
    public string By { get; init; } = "";
    public string Sources { get; init; } = "";
    public int Changes { get; init; }
    public int Open { get; init; }
}

/// <summary>法律法规更新记录: one definition for the page, the API and the export.</summary>
internal static class CheckRegister
{
    public static IQueryable<CheckRow> Rows(IsmsDbContext db) =>
        from c in db.Set<LawCheck>().AsNoTracking()
        join p in db.People on c.ById equals p.Id
        select new CheckRow
        {
            Id = c.Id, Number = c.Number, CheckedOn = c.CheckedOn, By = p.Name, Sources = c.Sources, Changes = db.Set<LawChange>().Count(x => x.CheckId == c.Id),
            Open = db.Set<LawChange>().Count(x => x.CheckId == c.Id && x.HandledOn == null),
        };

    public static Register<CheckRow> Of() => new Register<CheckRow>("compliance.checks", r => r.Id, "-checked")
        .Column("number", "compliance.field.number", ColumnKind.Text, r => r.Number, c => c with { Searchable = true, Link = r => CompliancePaths.Update(r.Id) })
        .Column("checked", "compliance.field.checkedOn", ColumnKind.Date, r => r.CheckedOn)
        .Column("by", "compliance.field.checkedBy", ColumnKind.Text, r => r.By, c => c with { Sortable = false, Searchable = true })
        .Column("sources", "compliance.field.sources", ColumnKind.Text, r => r.Sources, c => c with { Sortable = false, Searchable = true })
        .Column("changes", "compliance.field.changes", ColumnKind.Number, r => r.Changes, c => c with { Sortable = false })
        .Column("open", "compliance.field.open-changes", ColumnKind.Number, r => r.Open, c => c with { Sortable = false });
}

/// <summary>When the laws have to be looked through next.</summary>
/// <param name="DueOn">Null while no law applies.</param>
public sealed record CheckRhythm(DateOnly? DueOn, bool Overdue);

/// <summary>Reads when checks are due; the same for pages, duties and the overview.</summary>
internal sealed class RhythmReader(IsmsDbContext db, SettingsReader settings)
{
    public async Task<CheckRhythm> OfLawsAsync(DateOnly today, CancellationToken ct)
    {
        var last = await db.Set<LawCheck>().MaxAsync(c => (DateOnly?)c.CheckedOn, ct)
            ?? await db.Set<Law>().Where(l => l.Standing == LawStanding.Applies).MinAsync(l => l.JudgedOn, ct);
        return Of(last?.AddMonths(await settings.NumberAsync(ComplianceModule.CheckMonths, ct)), today);
    }

    public async Task<CheckRhythm> OfEvaluationAsync(DateOnly today, CancellationToken ct)
    {
        var first = await db.Set<Law>().Where(l => l.Standing == LawStanding.Applies && l.Status != LawStatus.Repealed && l.Status != LawStatus.Upcoming).MinAsync(l => l.EvaluatedOn ?? l.JudgedOn, ct);
        return Of(first?.AddMonths(await settings.NumberAsync(ComplianceModule.EvaluationMonths, ct)), today);
    }

    public async Task<CheckRhythm> OfLicencesAsync(DateOnly today, CancellationToken ct)
    {
        var first = await db.Set<SoftwareLicence>().Where(l => l.EndedOn == null).MinAsync(l => (DateOnly?)(l.CheckedOn ?? l.EnteredOn), ct);
        return Of(first?.AddMonths(await settings.NumberAsync(ComplianceModule.LicenceMonths, ct)), today);
    }

    private static CheckRhythm Of(DateOnly? due, DateOnly today) => new(due, due < today);
}

/// <summary>Checks for changes of the laws.</summary>
internal sealed class FindChecks(IsmsDbContext db)
{
    public async Task<Outcome<RegisterPage<CheckRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct) =>
        actor.Refuses(CompliancePermissions.Read) is { } no ? no : await CheckRegister.Of().PageAsync(CheckRegister.Rows(db), query, ct);
}

/// <summary>The list of checks; noted in the ledger.</summary>
internal sealed class ExportChecks(IsmsDbContext db, RegisterFile file)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Read) is { } no)
            return no;
        var title = Phrase.In(actor.Culture, "compliance.check-list");
        return await file.WriteAsync(actor, CheckRegister.Of(), CheckRegister.Rows(db), query, "compliance_checks", "compliance.export-checks", title, title + ".xlsx", [], ct);
    }
}

/// <summary>A check with what was found.</summary>
public sealed record CheckView(Guid Id, int Version, string Number, DateOnly CheckedOn, string By, string Sources, string Note, IReadOnlyList<ChangeView> Changes) : IVersioned;

/// <inheritdoc cref="CheckView"/>
internal sealed class ReadCheck(IsmsDbContext db)
{
    public async Task<Outcome<CheckView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Read) is { } no)
            return no;
        var found = await (from c in db.Set<LawCheck>().AsNoTracking() join p in db.People on c.ById equals p.Id where c.Id == id select new { Check = c, By = p.Name }).SingleOrDefaultAsync(ct);
        if (found is null)
            return Refusal.NotFound;
        var changes = await ReadLaw.ChangesOf(db, null, id).ToListAsync(ct);
        return new CheckView(id, found.Check.Version, found.Check.Number, found.Check.CheckedOn, found.By, found.Check.Sources, found.Check.Note, changes);
    }
}

/// <summary>法律法规更新记录 of one check as a Word document; noted in the ledger.</summary>
internal sealed class ExportCheck(IsmsDbContext db, ReadCheck read, SignedPaper paper)
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
        var head = await paper.HeadAsync(actor, new PaperFacts(Phrase.In(culture, "compliance.check-paper"), check.Number, State: DocumentState.Approved), ct);
        db.Note("compliance_checks", id, new { export = check.Number });
        await db.SaveAsync(actor, "compliance.export-check", ct);
        return WrittenFile.By($"{check.Number} {head.Title}.docx", WrittenFile.Docx, output => WordWriter.Write(output, head,
        [
            new WordBlock.Banner(),
            new WordBlock.Facts([(F("checkedOn"), check.CheckedOn), (F("checkedBy"), check.By), (F("sources"), check.Sources), (F("note"), check.Note)]),
            check.Changes.Count == 0 ? new WordBlock.Paragraph(Phrase.In(culture, "compliance.no-changes"))
                : new WordBlock.Table([new(F("number"), 2), new(F("title"), 3), new(F("change"), 1), new(F("what-changed"), 4), new(F("handling"), 4), new(F("handledOn"), 1.5)],
                    check.Changes.Select(c => (IReadOnlyList<object?>)[c.LawNumber, c.LawTitle, Phrase.In(culture, "compliance.change." + c.Kind), c.Note, c.Handling, c.HandledOn])),
        ]));
    }
}
