using System.Globalization;
using System.Linq.Expressions;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Overview;
using Isms.Kernel.Registers;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Modules.Organization;
using Isms.Modules.Records.Domain;
using Isms.Modules.Records.Forms;
using Isms.Ui;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records.Rules;

/// <summary>How something that is watched stands.</summary>
public enum WatchState
{
    /// <summary>The last day has passed, or what must be there is not there.</summary>
    Red,

    /// <summary>Due soon.</summary>
    Soon,
    Green,
}

/// <summary>One thing that the rules watch, in the list.</summary>
public sealed record WatchRow
{
    public Guid Id { get; init; }
    public WatchState State { get; init; }

    /// <summary>What the rule is about: what expired, what is missing.</summary>
    public RuleKind Kind { get; init; }
    public bool Missing { get; init; }
    public Guid FormId { get; init; }
    public string FormCode { get; init; } = "";
    public string FormNameZh { get; init; } = "";
    public string FormNameEn { get; init; } = "";

    /// <summary>The procedure behind the form, without the prefix.</summary>
    public string Basis { get; init; } = "";

    /// <summary>The thing, or the first words of the record.</summary>
    public string Subject { get; init; } = "";
    public Guid? RecordId { get; init; }
    public string RecordNumber { get; init; } = "";
    public Guid? DepartmentId { get; init; }
    public string Department { get; init; } = "";

    /// <summary>The last day in order; far in the future for what one record settles for good.</summary>
    public DateOnly DueOn { get; init; }

    /// <summary>Red first, the longest overdue on top.</summary>
    public int Order { get; init; }
}

/// <summary>The list of what is watched: one definition for page, API and export.</summary>
internal static class WatchRegister
{
    public static IQueryable<WatchRow> Rows(IsmsDbContext db, Actor actor)
    {
        var today = actor.Today;
        var reach = actor.ReachOf(RecordPermissions.Read);
        var (all, me, departments) = (reach.All, actor.PersonId, reach.Departments.ToList());
        return
            from w in db.Set<RecordWatch>().AsNoTracking()
            join f in db.Set<RecordForm>() on w.FormId equals f.Id
            from r in db.Set<FormRecord>().Where(r => r.Id == w.RecordId).DefaultIfEmpty()
            from c in db.Set<RecordContent>().Where(c => c.RecordId == w.RecordId).DefaultIfEmpty()
            from d in db.Departments.Where(d => d.Id == w.DepartmentId).DefaultIfEmpty()
            where all || w.PersonId == me || f.Access == FormAccess.Everyone || (f.Access == FormAccess.Department && w.DepartmentId != null && departments.Contains(w.DepartmentId!.Value))
            select new WatchRow
            {
                Id = w.Id, Kind = w.Kind, Missing = w.Missing, FormId = f.Id, FormCode = f.Code, FormNameZh = f.NameZh, FormNameEn = f.NameEn, Basis = f.Basis,
                Subject = w.Title != "" ? w.Title : c == null ? "" : c.Summary, RecordId = w.RecordId, RecordNumber = r == null ? "" : r.Number,
                DepartmentId = w.DepartmentId, Department = d == null ? "" : d.Name, DueOn = w.DueOn,
                State = w.Missing || w.DueOn < today ? WatchState.Red : w.RemindOn <= today ? WatchState.Soon : WatchState.Green,
                Order = w.Missing || w.DueOn < today ? 0 : w.RemindOn <= today ? 1 : 2,
            };
    }

    public static Register<WatchRow> Of(CultureInfo culture, string prefix, IReadOnlyList<(string Value, string Label)> departments)
    {
        Expression<Func<WatchRow, int>> byOrder = r => r.Order;
        return new Register<WatchRow>("records.watch", r => r.Id, "state")
            .Column("state", "records.field.watch-state", ColumnKind.State, r => r.State, c => c with { SortBy = byOrder, Filterable = true, Text = r => Phrase.In(culture, "records.watch-state." + r.State), Choices = [.. Enum.GetNames<WatchState>().Select(n => (n, "records.watch-state." + n))] })
            .Column("subject", "records.field.watch-subject", ColumnKind.Text, r => r.Subject, c => c with { Sortable = false, Searchable = true, Text = r => r.Subject.Length > 0 ? r.Subject : r.FormName(culture), Link = r => LinkOf(r) })
            .Column("what", "records.field.watch-what", ColumnKind.Choice, r => r.Kind, c => c with { Sortable = false, Filterable = true, Text = r => What(r, culture), Choices = [.. new[] { RuleKind.Fresh, RuleKind.Expires, RuleKind.Refers, RuleKind.Leaver, RuleKind.Decided }.Select(k => (k.ToString(), "records.watch." + k))] })
            .Column("due", "records.field.watch-due", ColumnKind.Date, r => r.DueOn, c => c with { Filterable = true, Text = r => r.DueOn == RecordWatch.Never || (r.Missing && r.Kind == RuleKind.Fresh) ? "—" : r.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) })
            .Column("procedure", "records.field.basis", ColumnKind.Choice, r => r.Basis, c => c with
            {
                Filterable = true, Choices = [.. FormCatalogue.Procedures.Select(p => (p.Code, p.Code + " " + p.Titles.In(culture)))],
                Text = r => RecordNumbers.Of(prefix, r.Basis) + " " + (FormCatalogue.Procedures.FirstOrDefault(p => p.Code == r.Basis)?.Titles.In(culture) ?? ""), Shown = false,
            })
            .Column("form", "records.field.form-name", ColumnKind.Text, r => r.FormCode, c => c with { Filterable = true, Text = r => r.FormName(culture), Link = r => RecordPaths.Form(r.FormId) })
            .Column("department", "records.field.department", ColumnKind.Choice, r => r.DepartmentId ?? Guid.Empty, c => c with { Sortable = false, Filterable = departments.Count > 0, Choices = departments, Text = r => r.Department })
            .Column("record", "records.field.number", ColumnKind.Text, r => r.RecordNumber, c => c with { Sortable = false, Link = r => r.RecordId is { } id ? RecordPaths.Record(id) : null });
    }

    public static string FormName(this WatchRow row, CultureInfo culture) => new Kernel.Standards.Bilingual(row.FormNameZh, row.FormNameEn).In(culture);

    /// <summary>The record, or where the missing one is made.</summary>
    public static string LinkOf(WatchRow row) => row.RecordId is { } id ? RecordPaths.Record(id) : RecordPaths.Fill(row.FormId);

    private static string What(WatchRow row, CultureInfo culture) => Phrase.In(culture, row.Missing && row.Kind == RuleKind.Fresh ? "records.watch.missing" : row.State == WatchState.Red ? "records.watch." + row.Kind : row.DueOn == RecordWatch.Never ? "records.watch-ahead.have" : "records.watch-ahead." + row.Kind);
}

/// <summary>What the rules of forms watch, red first.</summary>
internal sealed class FindWatched(IsmsDbContext db)
{
    public async Task<Outcome<RegisterPage<WatchRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.See) is { } no)
            return no;
        return await WatchRegister.Of(actor.Culture, "", []).PageAsync(WatchRegister.Rows(db, actor), query, ct);
    }
}

/// <summary>How one procedure stands.</summary>
/// <param name="Basis">Without the prefix.</param>
public sealed record WatchSummary(string Basis, string Number, string Title, int Red, int Soon, int Green);

/// <summary>How every procedure stands, those with red first.</summary>
internal sealed class SumUpWatched(IsmsDbContext db, SettingsReader settings)
{
    public async Task<Outcome<IReadOnlyList<WatchSummary>>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.See) is { } no)
            return no;
        var counts = await WatchRegister.Rows(db, actor).GroupBy(r => new { r.Basis, r.Order }).Select(g => new { g.Key.Basis, g.Key.Order, Count = g.Count() }).ToListAsync(ct);
        var prefix = await settings.TextAsync(KernelSettings.NumberPrefix, ct);
        return counts.Select(c => (c.Basis, Stand: (c.Order, c.Count))).GroupBy(c => c.Basis, c => c.Stand).Select(g => new WatchSummary(g.Key, RecordNumbers.Of(prefix, g.Key),
                FormCatalogue.Procedures.FirstOrDefault(p => p.Code == g.Key)?.Titles.In(actor.Culture) ?? "", Of(g, 0), Of(g, 1), Of(g, 2)))
            .OrderBy(s => s.Red > 0 ? 0 : s.Soon > 0 ? 1 : 2).ThenBy(s => s.Basis, StringComparer.Ordinal).ToList();

        static int Of(IEnumerable<(int Order, int Count)> of, int order) => of.Where(c => c.Order == order).Sum(c => c.Count);
    }
}

/// <summary>What is watched as a workbook, exactly as shown; noted in the ledger.</summary>
internal sealed class ExportWatched(IsmsDbContext db, RegisterFile file)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.See) is { } no)
            return no;
        var title = Phrase.In(actor.Culture, "records.watch-title");
        return await file.WriteAsync(actor, WatchRegister.Of(actor.Culture, "", []), WatchRegister.Rows(db, actor), query, "records_watches", "records.export", title, title + ".xlsx", [], ct);
    }
}

/// <summary>How much of the day's running is red.</summary>
internal sealed class WatchOverview(IsmsDbContext db) : IContribute<OverviewQuestion, OverviewTile>
{
    public async Task<IReadOnlyList<OverviewTile>> AnswerAsync(Actor actor, OverviewQuestion question, CancellationToken ct)
    {
        if (!actor.May(RecordPermissions.See))
            return [];
        var counts = (await WatchRegister.Rows(db, actor).GroupBy(r => r.Order).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct)).ToDictionary(c => c.Key, c => c.Count);
        var (red, soon, green) = (counts.GetValueOrDefault(0), counts.GetValueOrDefault(1), counts.GetValueOrDefault(2));
        return
        [
            new OverviewTile(Phase.Do, Phrase.Of("records.watch-title"), Display.Count(red), RecordPaths.Watch + "?filter.state=Red")
            {
                Unit = "/ " + Display.Count(red + soon + green), Tone = red > 0 ? Tone.Bad : soon > 0 ? Tone.Warn : Tone.Good,
                Note = red > 0 ? Phrase.Of("records.watch-note-red", red) : soon > 0 ? Phrase.Of("records.watch-note-soon", soon) : Phrase.Of("records.watch-note-green"),
                Parts =
                [
                    new OverviewPart(Phrase.Of("records.watch-state.Red"), red, RecordPaths.Watch + "?filter.state=Red") { Tone = Tone.Bad },
                    new OverviewPart(Phrase.Of("records.watch-state.Soon"), soon, RecordPaths.Watch + "?filter.state=Soon") { Tone = Tone.Warn },
                    new OverviewPart(Phrase.Of("records.watch-state.Green"), green, RecordPaths.Watch + "?filter.state=Green") { Tone = Tone.Good },
                ],
            },
        ];
    }
}

/// <summary>Rows of registers that still name somebody who leaves.</summary>
internal sealed class RowsOfPerson(IsmsDbContext db) : IContribute<PersonLeaving, Obstacle>
{
    private const int Most = 50;

    public async Task<IReadOnlyList<Obstacle>> AnswerAsync(Actor actor, PersonLeaving question, CancellationToken ct)
    {
        var (person, leaver) = (question.PersonId.ToString(), nameof(RuleKind.Leaver) + "+");
        var english = actor.Culture.TwoLetterISOLanguageName == "en";
        var rows = await (
            from m in db.Set<RecordMark>()
            join r in db.Set<FormRecord>() on m.RecordId equals r.Id
            join f in db.Set<RecordForm>() on r.FormId equals f.Id
            where m.Value == person && m.Rule.StartsWith(leaver) && r.State == RecordState.Approved
            orderby r.Number
            select new { r.Id, r.Number, Form = english ? f.NameEn : f.NameZh }).Take(Most).ToListAsync(ct);
        return rows.ConvertAll(r => new Obstacle(Phrase.Of("records.still-named", r.Form, r.Number), RecordPaths.Record(r.Id)));
    }
}
