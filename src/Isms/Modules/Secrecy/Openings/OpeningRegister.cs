using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Secrecy.Openings;

/// <summary>One opening in the list.</summary>
public sealed record OpeningRow
{
    public Guid Id { get; init; }

    /// <summary>UTC.</summary>
    public DateTime At { get; init; }
    public string PersonName { get; init; } = "";
    public OpeningWay Way { get; init; }
    public string SubjectKind { get; init; } = "";
    public Guid SubjectId { get; init; }
    public string Title { get; init; } = "";
    public string Link { get; init; } = "";
    public Classification Class { get; init; }
    public string Department { get; init; } = "";
}

/// <summary>调阅记录: one definition for the page, the API and the export.</summary>
internal static class OpeningRegister
{
    public static IQueryable<OpeningRow> Rows(IsmsDbContext db, Concealment concealment, Actor actor)
    {
        var reach = actor.ReachOf(SecrecyPermissions.ReadLog);
        var departments = reach.Departments.ToList();
        return
            from o in concealment.Open(db.Set<Opening>().AsNoTracking().Where(o => reach.All || departments.Contains(o.DepartmentId)), actor, o => o.SubjectId)
            join d in db.Departments on o.DepartmentId equals d.Id
            select new OpeningRow
            {
                Id = o.Id, At = o.At, PersonName = o.PersonName, Way = o.Way, SubjectKind = o.SubjectKind, SubjectId = o.SubjectId, Title = o.Title, Link = o.Link, Class = o.Class, Department = d.Name,
            };
    }

    public static Register<OpeningRow> Of(ClassesInForce classes, CultureInfo culture, TimeZoneInfo zone) => new Register<OpeningRow>("secrecy.openings", r => r.Id, "-at")
        .Column("at", "secrecy.field.at", ColumnKind.Text, r => r.At, c => c with { Text = r => r.At.In(zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) })
        .Column("person", "secrecy.field.person", ColumnKind.Text, r => r.PersonName, c => c with { Sortable = false, Searchable = true })
        .Column("way", "secrecy.field.way", ColumnKind.Choice, r => r.Way, c => c with { Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "secrecy.way." + r.Way), Choices = [.. Enum.GetNames<OpeningWay>().Select(n => (n, "secrecy.way." + n))] })
        .Column("title", "secrecy.field.thing", ColumnKind.Text, r => r.Title, c => c with { Sortable = false, Searchable = true, Link = r => r.Link })
        .Column("class", "secrecy.field.class", ColumnKind.Choice, r => r.Class, c => c with { Sortable = false, Filterable = true, Text = r => classes.Name(r.Class, culture), Choices = [.. classes.Classes.Select(k => (k.Class.ToString(), k.Name.In(culture)))] })
        .Column("department", "secrecy.field.department", ColumnKind.Text, r => r.Department, c => c with { Sortable = false, Searchable = true });
}

/// <summary>Openings of things that the reader may know, in the reader's reach.</summary>
internal sealed class FindOpenings(IsmsDbContext db, Concealment concealment, SchemeReader scheme, SettingsReader settings)
{
    public async Task<Outcome<RegisterPage<OpeningRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(SecrecyPermissions.ReadLog) is { } no)
            return no;
        return await OpeningRegister.Of(await scheme.CurrentAsync(ct), actor.Culture, await settings.TimeZoneAsync(ct)).PageAsync(OpeningRegister.Rows(db, concealment, actor), query, ct);
    }
}

/// <summary>The log of exactly the rows shown, as a workbook; noted in the ledger.</summary>
internal sealed class ExportOpenings(IsmsDbContext db, Concealment concealment, SchemeReader scheme, SettingsReader settings, RegisterFile file)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(SecrecyPermissions.ReadLog) is { } no)
            return no;
        var register = OpeningRegister.Of(await scheme.CurrentAsync(ct), actor.Culture, await settings.TimeZoneAsync(ct));
        var title = Phrase.In(actor.Culture, "secrecy.openings");
        return await file.WriteAsync(actor, register, OpeningRegister.Rows(db, concealment, actor), query, "secrecy_openings", "secrecy.export-openings", title, title + ".xlsx", [], ct);
    }
}
