using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Registers;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Opportunities.Matters;

/// <summary>A matter in the list.</summary>
public sealed record MatterRow
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public MatterKind Kind { get; init; }
    public string Title { get; init; } = "";
    public string Bearing { get; init; } = "";
    public MatterSource Source { get; init; }
    public string SourceWords { get; init; } = "";
    public MatterResponse Response { get; init; }
    public string Action { get; init; } = "";
    public string Integration { get; init; } = "";
    public string Responsible { get; init; } = "";
    public DateOnly? DueOn { get; init; }
    public string Judge { get; init; } = "";
    public DateOnly? CheckOn { get; init; }
    public MatterState State { get; init; }

    /// <summary>What has to be done next is past its day.</summary>
    public bool Late { get; init; }
    public string Outcome { get; init; } = "";
    public DateOnly? CheckedOn { get; init; }
    public string Finding { get; init; } = "";
    public int Version { get; init; }
}

/// <summary>风险与机遇应对表: one definition for the page, the API and the export.</summary>
internal static class MatterRegister
{
    private static readonly DateOnly Never = DateOnly.MaxValue;

    public static IQueryable<Matter> VisibleTo(this IQueryable<Matter> matters, Actor actor)
    {
        if (actor.May(OpportunityPermissions.Read))
            return matters;
        var me = actor.PersonId;
        return matters.Where(m => m.ResponsibleId == me || m.JudgeId == me);
    }

    public static IQueryable<MatterRow> Rows(IsmsDbContext db, Actor actor)
    {
        var today = actor.Today;
        return
            from m in db.Set<Matter>().AsNoTracking().VisibleTo(actor)
            from r in db.People.Where(p => p.Id == m.ResponsibleId).DefaultIfEmpty()
            from j in db.People.Where(p => p.Id == m.JudgeId).DefaultIfEmpty()
            select new MatterRow
            {
                Id = m.Id, Number = m.Number, Kind = m.Kind, Title = m.Title, Bearing = m.Bearing, Source = m.Source, SourceWords = m.SourceWords, Response = m.Response, Action = m.Action, Integration = m.Integration,
                Responsible = r == null ? "" : r.Name, DueOn = m.DueOn, Judge = j == null ? "" : j.Name, CheckOn = m.CheckOn, State = m.State, Outcome = m.Outcome, CheckedOn = m.CheckedOn, Finding = m.Finding, Version = m.Version,
                Late = (m.State == MatterState.Acting && m.DueOn < today) || (m.State == MatterState.Checking && m.CheckOn < today),
            };
    }

    public static Register<MatterRow> Of(CultureInfo culture) => new Register<MatterRow>("opportunities.matters", r => r.Id, "-number")
        .Column("number", "opportunities.field.number", ColumnKind.Text, r => r.Number, c => c with { Searchable = true, Link = r => OpportunitiesPaths.Matter(r.Id) })
        .Column("kind", "opportunities.field.kind", ColumnKind.Choice, r => r.Kind, c => c with { Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "opportunities.kind." + r.Kind), Choices = Choices<MatterKind>("opportunities.kind.") })
        .Column("title", "opportunities.field.title", ColumnKind.Text, r => r.Title, c => c with { Sortable = false, Searchable = true, Link = r => OpportunitiesPaths.Matter(r.Id) })
        .Column("bearing", "opportunities.field.bearing", ColumnKind.Text, r => r.Bearing, c => c with { Sortable = false, Searchable = true, Shown = false })
        .Column("source", "opportunities.field.source", ColumnKind.Choice, r => r.Source, c => c with { Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "opportunities.source." + r.Source), Choices = Choices<MatterSource>("opportunities.source.") })
        .Column("words", "opportunities.field.sourceWords", ColumnKind.Text, r => r.SourceWords, c => c with { Sortable = false, Searchable = true, Shown = false })
        .Column("response", "opportunities.field.response", ColumnKind.Choice, r => r.Response, c => c with { Sortable = false, Filterable = true, Shown = false, Text = r => Phrase.In(culture, "opportunities.response." + r.Response), Choices = Choices<MatterResponse>("opportunities.response.") })
        .Column("action", "opportunities.field.action", ColumnKind.Text, r => r.Action, c => c with { Sortable = false, Searchable = true })
        .Column("integration", "opportunities.field.integration", ColumnKind.Text, r => r.Integration, c => c with { Sortable = false, Shown = false })
        .Column("responsible", "opportunities.field.responsible", ColumnKind.Text, r => r.Responsible, c => c with { Sortable = false, Searchable = true })
        .Column("due", "opportunities.field.dueOn", ColumnKind.Date, r => r.DueOn ?? Never, c => c with { Text = r => Day(r.DueOn) })
        .Column("judge", "opportunities.field.judge", ColumnKind.Text, r => r.Judge, c => c with { Sortable = false, Searchable = true, Shown = false })
        .Column("check", "opportunities.field.checkOn", ColumnKind.Date, r => r.CheckOn ?? Never, c => c with { Text = r => Day(r.CheckOn) })
        .Column("state", "opportunities.field.state", ColumnKind.State, r => r.State, c => c with { Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "opportunities.state." + r.State), Choices = Choices<MatterState>("opportunities.state.") })
        .Column("late", "opportunities.field.late", ColumnKind.Choice, r => r.Late, c => c with
        {
            Sortable = false, Filterable = true, Text = r => r.Late ? Phrase.In(culture, "opportunities.late") : "", Choices = [("true", "opportunities.late"), ("false", "opportunities.not-late")],
        })
        .Column("outcome", "opportunities.field.outcome", ColumnKind.Text, r => r.Outcome, c => c with { Sortable = false, Shown = false })
        .Column("checked", "opportunities.field.checkedOn", ColumnKind.Date, r => r.CheckedOn ?? Never, c => c with { Text = r => Day(r.CheckedOn), Shown = false })
        .Column("finding", "opportunities.field.finding", ColumnKind.Text, r => r.Finding, c => c with { Sortable = false, Shown = false });

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static (string, string)[] Choices<T>(string prefix) where T : struct, Enum => [.. Enum.GetNames<T>().Select(n => (n, prefix + n))];
}

/// <summary>Risks and opportunities the reader may know of.</summary>
internal sealed class FindMatters(IsmsDbContext db)
{
    public async Task<Outcome<RegisterPage<MatterRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct) =>
        actor.Refuses(OpportunityPermissions.See) is { } no ? no : await MatterRegister.Of(actor.Culture).PageAsync(MatterRegister.Rows(db, actor), query, ct);
}

/// <summary>风险与机遇应对表 of exactly the rows shown, with every column unless some are chosen; noted in the ledger.</summary>
internal sealed class ExportMatters(IsmsDbContext db, RegisterFile file)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(OpportunityPermissions.Read) is { } no)
            return no;
        var register = MatterRegister.Of(actor.Culture);
        // The paper stands alone: source, way into the processes and finding belong on it, too wide as they are for the screen.
        var whole = query.Columns.Count > 0 ? query : query with { Columns = [.. register.Columns.Select(c => c.Key)] };
        return await file.WriteAsync(actor, register, MatterRegister.Rows(db, actor), whole, "opportunities_matters", "opportunities.export-matters",
            Phrase.In(actor.Culture, "opportunities.list-title"), Phrase.In(actor.Culture, "opportunities.list-file") + ".xlsx", [], ct);
    }
}
