using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Objectives.Sets;

/// <summary>A version in the list.</summary>
public sealed record ObjectiveSetRow
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public int Serial { get; init; }
    public int Year { get; init; }
    public SetState State { get; init; }
    public string ChangeNote { get; init; } = "";
    public DateTime CreatedAt { get; init; }
    public DateTime? ApprovedAt { get; init; }
    public int Measures { get; init; }
    public int Version { get; init; }
}

/// <summary>The list of versions: one definition for the page and the API.</summary>
internal static class SetRegister
{
    public static IQueryable<ObjectiveSetRow> Rows(IsmsDbContext db, Actor actor)
    {
        var drafts = actor.May(ObjectivePermissions.Edit);
        return db.Set<ObjectiveSet>().AsNoTracking().Where(s => drafts || s.State != SetState.Draft).Select(s => new ObjectiveSetRow
        {
            Id = s.Id, Number = s.Number, Serial = s.Serial, Year = s.Year, State = s.State, ChangeNote = s.ChangeNote, CreatedAt = s.CreatedAt, ApprovedAt = s.ApprovedAt,
            Measures = db.Set<Measure>().Count(m => m.SetId == s.Id), Version = s.Version,
        });
    }

    public static Register<ObjectiveSetRow> Of(CultureInfo culture) => new Register<ObjectiveSetRow>("objectives.versions", r => r.Id, "-version")
        .Column("version", "objectives.field.version", ColumnKind.Number, r => r.Serial, c => c with { Text = r => $"V{r.Serial}.0", Link = r => ObjectivesPaths.Set(r.Id) })
        .Column("year", "objectives.field.year", ColumnKind.Number, r => r.Year, c => c with { Text = r => r.Year.ToString(CultureInfo.InvariantCulture) })
        .Column("state", "objectives.field.state", ColumnKind.State, r => r.State, c => c with
        {
            Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "objectives.set-state." + r.State),
            Choices = [.. Enum.GetNames<SetState>().Select(n => (n, "objectives.set-state." + n))],
        })
        .Column("measures", "objectives.field.measures", ColumnKind.Number, r => r.Measures, c => c with { Sortable = false })
        .Column("change", "objectives.field.changeNote", ColumnKind.Text, r => r.ChangeNote, c => c with { Sortable = false, Searchable = true })
        .Column("approved", "objectives.field.approvedAt", ColumnKind.Date, r => r.ApprovedAt, c => c with { Sortable = false });
}

/// <summary>Versions the reader may know of.</summary>
internal sealed class FindObjectiveSets(IsmsDbContext db)
{
    public async Task<Outcome<RegisterPage<ObjectiveSetRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct) =>
        actor.Refuses(ObjectivePermissions.See) is { } no ? no : await SetRegister.Of(actor.Culture).PageAsync(SetRegister.Rows(db, actor), query, ct);
}
