using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Registers;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Text;
using Isms.Modules.Compliance.Laws;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Compliance.Duties;

/// <summary>A contract duty as listed.</summary>
public sealed record DutyRow
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public string Contract { get; init; } = "";
    public string Title { get; init; } = "";
    public string Party { get; init; } = "";
    public string PartyLink { get; init; } = "";
    public string Clause { get; init; } = "";
    public string Duty { get; init; } = "";
    public Guid DepartmentId { get; init; }
    public string Department { get; init; } = "";
    public Guid ResponsibleId { get; init; }
    public string Responsible { get; init; } = "";
    public string ResponsibleNumber { get; init; } = "";
    public DateOnly? UntilOn { get; init; }
    public DateOnly EnteredOn { get; init; }
    public DateOnly? CheckedOn { get; init; }
    public DateOnly? EndedOn { get; init; }
    public string EndReason { get; init; } = "";

    /// <summary><c>overdue</c>: not checked within the interval; <c>failing</c>, <c>kept</c>, <c>unchecked</c>, <c>ended</c>.</summary>
    public string State { get; init; } = "";
    public int Version { get; init; }
}

/// <summary>合同安全责任清单: one definition for the page, the API and the export.</summary>
internal static class DutyRegister
{
    private static readonly string[] States = ["overdue", "failing", "unchecked", "kept", "ended"];

    public static IQueryable<ContractDuty> VisibleTo(this IQueryable<ContractDuty> duties, Actor actor)
    {
        if (actor.May(CompliancePermissions.Read))
            return duties;
        var me = actor.PersonId;
        return duties.Where(d => d.ResponsibleId == me);
    }

    /// <param name="checkedSince">Checked on this day or later is within the interval.</param>
    public static IQueryable<DutyRow> Rows(IsmsDbContext db, Actor actor, DateOnly checkedSince) =>
        from d in db.Set<ContractDuty>().AsNoTracking().VisibleTo(actor)
        join u in db.Departments on d.DepartmentId equals u.Id
        join p in db.People on d.ResponsibleId equals p.Id
        select new DutyRow
        {
            Id = d.Id, Number = d.Number, Contract = d.Contract, Title = d.Title, Party = d.Party, PartyLink = d.PartyLink, Clause = d.Clause, Duty = d.Duty, DepartmentId = d.DepartmentId, Department = u.Name,
            ResponsibleId = d.ResponsibleId, Responsible = p.Name, ResponsibleNumber = p.EmployeeNumber, UntilOn = d.UntilOn, EnteredOn = d.EnteredOn, CheckedOn = d.CheckedOn, EndedOn = d.EndedOn, EndReason = d.EndReason, Version = d.Version,
            State = d.EndedOn != null ? "ended" : (d.CheckedOn ?? d.EnteredOn) < checkedSince ? "overdue" : d.Result == null ? "unchecked" : d.Result == ComplianceResult.Conforms ? "kept" : "failing",
        };

    public static Register<DutyRow> Of(CultureInfo culture) => new Register<DutyRow>("compliance.duties", r => r.Id, "-number")
        .Column("number", "compliance.field.number", ColumnKind.Text, r => r.Number, c => c with { Searchable = true, Link = r => CompliancePaths.Duty(r.Id) })
        .Column("contract", "compliance.field.contract", ColumnKind.Text, r => r.Contract, c => c with { Searchable = true, Link = r => CompliancePaths.Duty(r.Id) })
        .Column("title", "compliance.field.contract-title", ColumnKind.Text, r => r.Title, c => c with { Sortable = false, Searchable = true, Shown = false })
        .Column("party", "compliance.field.party", ColumnKind.Text, r => r.Party, c => c with { Sortable = false, Searchable = true, Link = r => r.PartyLink.Length > 0 ? r.PartyLink : null })
        .Column("clause", "compliance.field.clause", ColumnKind.Text, r => r.Clause, c => c with { Sortable = false })
        .Column("duty", "compliance.field.duty", ColumnKind.Text, r => r.Duty, c => c with { Sortable = false, Searchable = true })
        .Column("department", "compliance.field.department", ColumnKind.Text, r => r.Department, c => c with { Sortable = false, Searchable = true })
        .Column("responsible", "compliance.field.responsible", ColumnKind.Text, r => r.Responsible, c => c with { Sortable = false, Searchable = true })
        .Column("until", "compliance.field.untilOn", ColumnKind.Text, r => r.UntilOn, c => c with { Sortable = false, Shown = false, Text = r => WrittenText.Day(r.UntilOn) })
        .Column("checked", "compliance.field.checkedOn", ColumnKind.Text, r => r.CheckedOn, c => c with { Sortable = false, Text = r => WrittenText.Day(r.CheckedOn) })
        .Column("state", "compliance.field.state", ColumnKind.State, r => r.State, c => c with { Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "compliance.duty-state." + r.State), Choices = [.. States.Select(s => (s, "compliance.duty-state." + s))] });

    public static async Task<DateOnly> CheckedSinceAsync(SettingsReader settings, DateOnly today, CancellationToken ct) => today.AddMonths(-await settings.NumberAsync(ComplianceModule.ContractMonths, ct));
}

/// <summary>Contract duties the reader may know of.</summary>
internal sealed class FindDuties(IsmsDbContext db, SettingsReader settings)
{
    public async Task<Outcome<RegisterPage<DutyRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct) => actor.Refuses(CompliancePermissions.See) is { } no
        ? no : await DutyRegister.Of(actor.Culture).PageAsync(DutyRegister.Rows(db, actor, await DutyRegister.CheckedSinceAsync(settings, actor.Today, ct)), query, ct);
}

/// <summary>合同安全责任清单 of exactly the rows shown; noted in the ledger.</summary>
internal sealed class ExportDuties(IsmsDbContext db, SettingsReader settings, RegisterFile file)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Read) is { } no)
            return no;
        var register = DutyRegister.Of(actor.Culture);
        var whole = query.Columns.Count > 0 ? query : query with { Columns = [.. register.Columns.Select(c => c.Key)] };
        var title = Phrase.In(actor.Culture, "compliance.duty-list");
        return await file.WriteAsync(actor, register, DutyRegister.Rows(db, actor, await DutyRegister.CheckedSinceAsync(settings, actor.Today, ct)), whole, "compliance_duties", "compliance.export-duties", title, title + ".xlsx", [], ct);
    }
}

/// <summary>One look at a duty.</summary>
public sealed record DutyCheckView(DateOnly CheckedOn, string By, ComplianceResult Result, string Finding);

/// <summary>A duty with its checks, the latest first.</summary>
/// <param name="CheckBy">The last day for the next check.</param>
public sealed record DutyView(DutyRow Duty, DateOnly CheckBy, IReadOnlyList<DutyCheckView> Checks, bool MayEdit, bool MayCheck) : IVersioned
{
    public int Version => Duty.Version;
}

/// <inheritdoc cref="DutyView"/>
internal sealed class ReadDuty(IsmsDbContext db, SettingsReader settings)
{
    public async Task<Outcome<DutyView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.See) is { } no)
            return no;
        if (await DutyRegister.Rows(db, actor, await DutyRegister.CheckedSinceAsync(settings, actor.Today, ct)).SingleOrDefaultAsync(d => d.Id == id, ct) is not { } duty)
            return Refusal.NotFound;
        var checks = await (from c in db.Set<ContractCheck>().AsNoTracking() join p in db.People on c.ById equals p.Id where c.DutyId == id orderby c.RecordedAt descending, c.Id
            select new DutyCheckView(c.CheckedOn, p.Name, c.Result, c.Finding)).ToListAsync(ct);
        var edit = duty.EndedOn is null && actor.May(CompliancePermissions.Keep, duty.DepartmentId);
        return new DutyView(duty, (duty.CheckedOn ?? duty.EnteredOn).AddMonths(await settings.NumberAsync(ComplianceModule.ContractMonths, ct)), checks, edit, edit && duty.ResponsibleId != actor.PersonId);
    }
}

/// <summary>Names of parties that other processes know, to choose from.</summary>
internal sealed class PartyNames(IEnumerable<IContribute<PartyAsked, PartyFound>> sources)
{
    public async Task<IReadOnlyList<string>> AllAsync(Actor actor, CancellationToken ct)
    {
        var names = new List<string>();
        foreach (var source in sources)
            names.AddRange((await source.AnswerAsync(actor, new PartyAsked(), ct)).Select(p => p.Name));
        return [.. names.Distinct(StringComparer.Ordinal)];
    }
}
