using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Registers;
using Isms.Kernel.Text;
using Isms.Modules.Compliance.Laws;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Compliance.Licensing;

/// <summary>A licence as listed.</summary>
public sealed record LicenceRow
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public string Name { get; init; } = "";
    public string NameSort { get; init; } = "";
    public string Edition { get; init; } = "";
    public LicenceKind Kind { get; init; }
    public int? Licences { get; init; }
    public int Installations { get; init; }
    public string Proof { get; init; } = "";
    public string Supplier { get; init; } = "";
    public DateOnly? ExpiresOn { get; init; }
    public Guid DepartmentId { get; init; }
    public string Department { get; init; } = "";
    public DateOnly? CheckedOn { get; init; }
    public DateOnly? EndedOn { get; init; }

    /// <summary><c>over</c>: more is installed than may be; <c>expired</c>, <c>inOrder</c>, <c>ended</c>.</summary>
    public string State { get; init; } = "";

    /// <summary>Measures that are not closed.</summary>
    public int Measures { get; init; }
    public int Version { get; init; }
}

/// <summary>软件许可清单: one definition for the page, the API and the export.</summary>
internal static class LicenceRegister
{
    private static readonly string[] States = ["over", "expired", "inOrder", "ended"];

    public static IQueryable<LicenceRow> Rows(IsmsDbContext db, DateOnly today) =>
        from l in db.Set<SoftwareLicence>().AsNoTracking()
        join d in db.Departments on l.DepartmentId equals d.Id
        select new LicenceRow
        {
            Id = l.Id, Number = l.Number, Name = l.Name, NameSort = l.NameSort, Edition = l.Edition, Kind = l.Kind, Licences = l.Licences, Installations = l.Installations, Proof = l.Proof, Supplier = l.Supplier,
            ExpiresOn = l.ExpiresOn, DepartmentId = l.DepartmentId, Department = d.Name, CheckedOn = l.CheckedOn, EndedOn = l.EndedOn, Version = l.Version,
            State = l.EndedOn != null ? "ended" : l.Licences != null && l.Installations > l.Licences ? "over" : l.Installations > 0 && l.ExpiresOn < today ? "expired" : "inOrder",
            Measures = db.Set<ComplianceMeasure>().Count(m => m.LicenceId == l.Id && m.State != MeasureState.Closed),
        };

    public static Register<LicenceRow> Of(CultureInfo culture) => new Register<LicenceRow>("compliance.licences", r => r.Id, "name")
        .Column("number", "compliance.field.number", ColumnKind.Text, r => r.Number, c => c with { Searchable = true, Link = r => CompliancePaths.Licence(r.Id) })
        .Column("name", "compliance.field.software", ColumnKind.Text, r => r.Name, c => c with { Searchable = true, SortBy = (System.Linq.Expressions.Expression<Func<LicenceRow, string>>)(r => r.NameSort), Link = r => CompliancePaths.Licence(r.Id), Text = r => $"{r.Name} {r.Edition}".Trim() })
        .Column("kind", "compliance.field.licence-kind", ColumnKind.Choice, r => r.Kind, c => c with { Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "compliance.licence-kind." + r.Kind), Choices = LawRegister.Choices<LicenceKind>("compliance.licence-kind.") })
        .Column("licences", "compliance.field.licences", ColumnKind.Number, r => r.Licences ?? int.MaxValue, c => c with { Text = r => r.Licences is { } n ? Ui.Display.Number(n) : Phrase.In(culture, "compliance.unlimited") })
        .Column("installations", "compliance.field.installations", ColumnKind.Number, r => r.Installations)
        .Column("supplier", "compliance.field.supplier", ColumnKind.Text, r => r.Supplier, c => c with { Sortable = false, Searchable = true })
        .Column("proof", "compliance.field.proof", ColumnKind.Text, r => r.Proof, c => c with { Sortable = false, Searchable = true, Shown = false })
        .Column("expires", "compliance.field.expiresOn", ColumnKind.Date, r => r.ExpiresOn ?? DateOnly.MaxValue, c => c with { Text = r => WrittenText.Day(r.ExpiresOn) })
        .Column("department", "compliance.field.department", ColumnKind.Text, r => r.Department, c => c with { Sortable = false, Searchable = true })
        .Column("checked", "compliance.field.checkedOn", ColumnKind.Text, r => r.CheckedOn, c => c with { Sortable = false, Text = r => WrittenText.Day(r.CheckedOn) })
        .Column("state", "compliance.field.state", ColumnKind.State, r => r.State, c => c with { Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "compliance.licence-state." + r.State), Choices = [.. States.Select(s => (s, "compliance.licence-state." + s))] })
        .Column("measures", "compliance.field.open-measures", ColumnKind.Number, r => r.Measures, c => c with { Sortable = false });
}

/// <summary>Software licences.</summary>
internal sealed class FindLicences(IsmsDbContext db)
{
    public async Task<Outcome<RegisterPage<LicenceRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct) =>
        actor.Refuses(CompliancePermissions.Read) is { } no ? no : await LicenceRegister.Of(actor.Culture).PageAsync(LicenceRegister.Rows(db, actor.Today), query, ct);
}

/// <summary>软件许可清单 of exactly the rows shown; noted in the ledger.</summary>
internal sealed class ExportLicences(IsmsDbContext db, RegisterFile file)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Read) is { } no)
            return no;
        var register = LicenceRegister.Of(actor.Culture);
        var whole = query.Columns.Count > 0 ? query : query with { Columns = [.. register.Columns.Select(c => c.Key)] };
        var title = Phrase.In(actor.Culture, "compliance.licence-list");
        return await file.WriteAsync(actor, register, LicenceRegister.Rows(db, actor.Today), whole, "compliance_licences", "compliance.export-licences", title, title + ".xlsx", [], ct);
    }
}

/// <summary>A licence with what the reader may do about it.</summary>
public sealed record LicenceView(LicenceRow Licence, bool MayEdit) : IVersioned
{
    public int Version => Licence.Version;
}

/// <inheritdoc cref="LicenceView"/>
internal sealed class ReadLicence(IsmsDbContext db)
{
    public async Task<Outcome<LicenceView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Read) is { } no)
            return no;
        return await LicenceRegister.Rows(db, actor.Today).SingleOrDefaultAsync(l => l.Id == id, ct) is { } licence
            ? new LicenceView(licence, licence.EndedOn is null && actor.May(CompliancePermissions.Keep, licence.DepartmentId)) : Refusal.NotFound;
    }
}
