using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Registers;
using Isms.Kernel.Text;
using Isms.Modules.Compliance.Laws;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Compliance.Measures;

/// <summary>A measure as listed.</summary>
public sealed record MeasureRow
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public MeasureSource Source { get; init; }
    public string Cause { get; init; } = "";
    public string CauseLink { get; init; } = "";
    public string Action { get; init; } = "";
    public Guid ResponsibleId { get; init; }
    public string Responsible { get; init; } = "";
    public DateOnly DueOn { get; init; }
    public MeasureState State { get; init; }
    public bool Late { get; init; }
    public DateOnly? DoneOn { get; init; }
    public string Outcome { get; init; } = "";
    public DateOnly? CheckedOn { get; init; }
    public string CheckedBy { get; init; } = "";
    public string Finding { get; init; } = "";
    public int Version { get; init; }
}

/// <summary>Measures that the reader may know of: one definition for the page, the API and the export.</summary>
internal static class MeasureRegister
{
    public static IQueryable<ComplianceMeasure> VisibleTo(this IQueryable<ComplianceMeasure> measures, Actor actor)
    {
        if (actor.May(CompliancePermissions.Read))
            return measures;
        var me = actor.PersonId;
        return measures.Where(m => m.ResponsibleId == me);
    }

    public static IQueryable<MeasureRow> Rows(IsmsDbContext db, Actor actor)
    {
        var today = actor.Today;
        return
            from m in db.Set<ComplianceMeasure>().AsNoTracking().VisibleTo(actor)
            join p in db.People on m.ResponsibleId equals p.Id
            from k in db.People.Where(k => k.Id == m.CheckedById).DefaultIfEmpty()
            select new MeasureRow
            {
                Id = m.Id, Number = m.Number, Source = m.Source, Cause = m.Cause, CauseLink = m.CauseLink, Action = m.Action, ResponsibleId = m.ResponsibleId, Responsible = p.Name, DueOn = m.DueOn, State = m.State,
                Late = m.State == MeasureState.Open && m.DueOn < today, DoneOn = m.DoneOn, Outcome = m.Outcome, CheckedOn = m.CheckedOn, CheckedBy = k == null ? "" : k.Name, Finding = m.Finding, Version = m.Version,
            };
    }

    public static Register<MeasureRow> Of(CultureInfo culture) => new Register<MeasureRow>("compliance.measures", r => r.Id, "due")
        .Column("number", "compliance.field.number", ColumnKind.Text, r => r.Number, c => c with { Searchable = true, Link = r => CompliancePaths.Measure(r.Id) })
        .Column("from", "compliance.field.from", ColumnKind.Choice, r => r.Source, c => c with { Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "compliance.from." + r.Source), Choices = LawRegister.Choices<MeasureSource>("compliance.from.") })
        .Column("cause", "compliance.field.cause", ColumnKind.Text, r => r.Cause, c => c with { Sortable = false, Searchable = true, Link = r => r.CauseLink })
        .Column("action", "compliance.field.measure", ColumnKind.Text, r => r.Action, c => c with { Sortable = false, Searchable = true, Link = r => CompliancePaths.Measure(r.Id) })
        .Column("responsible", "compliance.field.responsible", ColumnKind.Text, r => r.Responsible, c => c with { Sortable = false, Searchable = true })
        .Column("due", "compliance.field.dueOn", ColumnKind.Date, r => r.DueOn)
        .Column("state", "compliance.field.state", ColumnKind.State, r => r.State, c => c with { Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "compliance.measure-state." + r.State), Choices = LawRegister.Choices<MeasureState>("compliance.measure-state.") })
        .Column("late", "compliance.field.late", ColumnKind.Choice, r => r.Late, c => c with { Sortable = false, Filterable = true, Text = r => r.Late ? Phrase.In(culture, "compliance.late") : "", Choices = [("true", "compliance.late"), ("false", "compliance.in-time")] })
        .Column("done", "compliance.field.doneOn", ColumnKind.Text, r => r.DoneOn, c => c with { Sortable = false, Shown = false, Text = r => WrittenText.Day(r.DoneOn) })
        .Column("outcome", "compliance.field.outcome", ColumnKind.Text, r => r.Outcome, c => c with { Sortable = false, Shown = false })
        .Column("finding", "compliance.field.finding", ColumnKind.Text, r => r.Finding, c => c with { Sortable = false, Shown = false });
}

/// <summary>Measures the reader may know of.</summary>
internal sealed class FindMeasures(IsmsDbContext db)
{
    public async Task<Outcome<RegisterPage<MeasureRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct) =>
        actor.Refuses(CompliancePermissions.See) is { } no ? no : await MeasureRegister.Of(actor.Culture).PageAsync(MeasureRegister.Rows(db, actor), query, ct);
}

/// <summary>The list of measures of exactly the rows shown; noted in the ledger.</summary>
internal sealed class ExportMeasures(IsmsDbContext db, RegisterFile file)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Read) is { } no)
            return no;
        var register = MeasureRegister.Of(actor.Culture);
        var whole = query.Columns.Count > 0 ? query : query with { Columns = [.. register.Columns.Select(c => c.Key)] };
        var title = Phrase.In(actor.Culture, "compliance.measure-list");
        return await file.WriteAsync(actor, register, MeasureRegister.Rows(db, actor), whole, "compliance_measures", "compliance.export-measures", title, title + ".xlsx", [], ct);
    }
}

/// <summary>A measure with what the reader may do about it.</summary>
public sealed record MeasureView(MeasureRow Measure, bool MayFinish, bool MayClose) : IVersioned
{
    public int Version => Measure.Version;
}

/// <inheritdoc cref="MeasureView"/>
internal sealed class ReadMeasure(IsmsDbContext db)
{
    public async Task<Outcome<MeasureView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.See) is { } no)
            return no;
        if (await MeasureRegister.Rows(db, actor).SingleOrDefaultAsync(m => m.Id == id, ct) is not { } measure)
            return Refusal.NotFound;
        var edit = actor.May(CompliancePermissions.Edit);
        return new MeasureView(measure, measure.State == MeasureState.Open && (edit || measure.ResponsibleId == actor.PersonId), measure.State == MeasureState.Done && edit && measure.ResponsibleId != actor.PersonId);
    }
}
