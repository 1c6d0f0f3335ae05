using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Registers;
using Isms.Kernel.Text;
using Isms.Kernel.Work;
using Isms.Modules.Compliance.Laws;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Compliance.Property;

/// <summary>A right of the organization.</summary>
/// <param name="Certificate">Number of the certificate, or of the application.</param>
/// <param name="Holder">Whose it is as registered; empty for the organization itself.</param>
/// <param name="ObtainedOn">Required unless it is only applied for.</param>
public sealed record RightFacts(
    [Required, StringLength(Law.TitleLength)] string Name, RightKind Kind, RightState State, [Required, StringLength(Law.ShortLength)] string Certificate, [StringLength(Law.TitleLength)] string? Holder, DateOnly? ObtainedOn,
    DateOnly? ExpiresOn, Guid DepartmentId, [StringLength(Law.TextLength)] string? Note);

/// <summary>Enters a right, or changes it.</summary>
/// <param name="Id">Null for a new one.</param>
/// <param name="Version">The version this change is based on; 0 for a new one.</param>
public sealed record SaveRightRequest(Guid? Id, int Version, RightFacts Facts);

/// <summary>A right as saved.</summary>
public sealed record RightSaved(Guid Id, int Version, string Number) : IVersioned;

/// <inheritdoc cref="SaveRightRequest"/>
internal sealed class SaveRight(IsmsDbContext db, Numbers numbers, WorkInbox inbox)
{
    public async Task<Outcome<RightSaved>> RunAsync(Actor actor, SaveRightRequest request, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Keep, request.Facts) is { } no)
            return no;
        if (request is { Id: not null, Version: 0 })
            return Refusal.VersionRequired;
        await using var writing = await db.BeginAsync(ct);
        var facts = request.Facts;
        var right = request.Id is { } id ? await db.Set<IntellectualRight>().SingleOrDefaultAsync(r => r.Id == id, ct) : new IntellectualRight { Number = await numbers.TakeAsync(ComplianceModule.RightNumber, ct) };
        if (right is null || (request.Id is not null && !actor.May(CompliancePermissions.Keep, right.DepartmentId)))
            return Refusal.NotFound;
        if (request.Id is not null && right.Version != request.Version)
            return Refusal.Stale([new FieldDifference("name", facts.Name, right.Name), new FieldDifference("certificate", facts.Certificate, right.Certificate)]);
        var problems = new List<FieldProblem>();
        if (facts.State != RightState.Applied && facts.ObtainedOn is null)
            problems.Add(new FieldProblem("obtainedOn", "compliance.obtained-needed"));
        if (facts.ExpiresOn < facts.ObtainedOn)
            problems.Add(new FieldProblem("expiresOn", "compliance.expires-before-obtained"));
        if (!actor.May(CompliancePermissions.Keep, facts.DepartmentId) || !await db.Departments.AnyAsync(d => d.Id == facts.DepartmentId && d.ClosedOn == null, ct))
            problems.Add(new FieldProblem("departmentId", "compliance.department-needed"));
        if (await db.Set<IntellectualRight>().AnyAsync(r => r.Id != right.Id && r.Kind == facts.Kind && r.Certificate == facts.Certificate.Trim(), ct))
            problems.Add(new FieldProblem("certificate", "compliance.certificate-twice"));
        if (problems.Count > 0)
            return Refusal.Invalid(problems);
        if (right.ExpiresOn != facts.ExpiresOn || facts.State == RightState.Lapsed)
            await inbox.CompleteAsync(actor, RightFiles.KindName, right.Id, RightFiles.RenewWork, ct);
        right.Rename(facts.Name.Trim());
        (right.Kind, right.State, right.Certificate, right.Holder) = (facts.Kind, facts.State, facts.Certificate.Trim(), facts.Holder?.Trim() ?? "");
        (right.ObtainedOn, right.ExpiresOn, right.DepartmentId, right.Note) = (facts.ObtainedOn, facts.ExpiresOn, facts.DepartmentId, facts.Note?.Trim() ?? "");
        if (request.Id is null)
            db.Add(right);
        await db.SaveAsync(actor, "compliance.save-right", ct);
        await writing.CommitAsync(ct);
        return new RightSaved(right.Id, right.Version, right.Number);
    }
}

/// <summary>Certificates of a right.</summary>
internal sealed class RightFiles(IsmsDbContext db) : IAttachmentSubject
{
    public const string KindName = "compliance.right";

    /// <summary>Kind of the duty to renew what runs out.</summary>
    public const string RenewWork = "compliance.renew-right";

    public string Kind => KindName;

    public string? PageOf(Guid id) => CompliancePaths.Right(id);

    public async Task<bool> MayReadAsync(Actor actor, Guid id, CancellationToken ct) => actor.May(CompliancePermissions.Read) && await db.Set<IntellectualRight>().AnyAsync(r => r.Id == id, ct);

    public async Task<bool> MayWriteAsync(Actor actor, Guid id, CancellationToken ct) =>
        await db.Set<IntellectualRight>().Where(r => r.Id == id).Select(r => (Guid?)r.DepartmentId).SingleOrDefaultAsync(ct) is { } department && actor.May(CompliancePermissions.Keep, department);
}

/// <summary>A right as listed.</summary>
public sealed record RightRow
{
    public Guid Id { get; init; }
    public string Number { get; init; } = "";
    public string Name { get; init; } = "";
    public string NameSort { get; init; } = "";
    public RightKind Kind { get; init; }
    public RightState State { get; init; }
    public string Certificate { get; init; } = "";
    public string Holder { get; init; } = "";
    public DateOnly? ObtainedOn { get; init; }
    public DateOnly? ExpiresOn { get; init; }
    public Guid DepartmentId { get; init; }
    public string Department { get; init; } = "";
    public string Note { get; init; } = "";

    /// <summary>Held, but its term ended.</summary>
    public bool Expired { get; init; }
    public int Version { get; init; }
}

/// <summary>知识产权台账: one definition for the page, the API and the export.</summary>
internal static class RightRegister
{
    public static IQueryable<RightRow> Rows(IsmsDbContext db, DateOnly today) =>
        from r in db.Set<IntellectualRight>().AsNoTracking()
        join d in db.Departments on r.DepartmentId equals d.Id
        select new RightRow
        {
            Id = r.Id, Number = r.Number, Name = r.Name, NameSort = r.NameSort, Kind = r.Kind, State = r.State, Certificate = r.Certificate, Holder = r.Holder, ObtainedOn = r.ObtainedOn, ExpiresOn = r.ExpiresOn,
            DepartmentId = r.DepartmentId, Department = d.Name, Note = r.Note, Expired = r.State == RightState.Held && r.ExpiresOn < today, Version = r.Version,
        };

    public static Register<RightRow> Of(CultureInfo culture) => new Register<RightRow>("compliance.rights", r => r.Id, "name")
        .Column("number", "compliance.field.number", ColumnKind.Text, r => r.Number, c => c with { Searchable = true, Link = r => CompliancePaths.Right(r.Id) })
        .Column("name", "compliance.field.name", ColumnKind.Text, r => r.Name, c => c with { Searchable = true, SortBy = (System.Linq.Expressions.Expression<Func<RightRow, string>>)(r => r.NameSort), Link = r => CompliancePaths.Right(r.Id) })
        .Column("kind", "compliance.field.right-kind", ColumnKind.Choice, r => r.Kind, c => c with { Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "compliance.right-kind." + r.Kind), Choices = LawRegister.Choices<RightKind>("compliance.right-kind.") })
        .Column("certificate", "compliance.field.certificate", ColumnKind.Text, r => r.Certificate, c => c with { Searchable = true })
        .Column("holder", "compliance.field.holder", ColumnKind.Text, r => r.Holder, c => c with { Sortable = false, Searchable = true, Shown = false })
        .Column("obtained", "compliance.field.obtainedOn", ColumnKind.Date, r => r.ObtainedOn ?? DateOnly.MaxValue, c => c with { Text = r => WrittenText.Day(r.ObtainedOn) })
        .Column("expires", "compliance.field.expiresOn", ColumnKind.Date, r => r.ExpiresOn ?? DateOnly.MaxValue, c => c with { Text = r => WrittenText.Day(r.ExpiresOn) })
        .Column("department", "compliance.field.department", ColumnKind.Text, r => r.Department, c => c with { Sortable = false, Searchable = true })
        .Column("state", "compliance.field.state", ColumnKind.State, r => r.State, c => c with { Sortable = false, Filterable = true, Text = r => Phrase.In(culture, r.Expired ? "compliance.expired" : "compliance.right-state." + r.State), Choices = LawRegister.Choices<RightState>("compliance.right-state.") })
        .Column("note", "compliance.field.note", ColumnKind.Text, r => r.Note, c => c with { Sortable = false, Shown = false });
}

/// <summary>Rights of the organization.</summary>
internal sealed class FindRights(IsmsDbContext db)
{
    public async Task<Outcome<RegisterPage<RightRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct) =>
        actor.Refuses(CompliancePermissions.Read) is { } no ? no : await RightRegister.Of(actor.Culture).PageAsync(RightRegister.Rows(db, actor.Today), query, ct);
}

/// <summary>知识产权台账 of exactly the rows shown; noted in the ledger.</summary>
internal sealed class ExportRights(IsmsDbContext db, RegisterFile file)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Read) is { } no)
            return no;
        var register = RightRegister.Of(actor.Culture);
        var whole = query.Columns.Count > 0 ? query : query with { Columns = [.. register.Columns.Select(c => c.Key)] };
        var title = Phrase.In(actor.Culture, "compliance.right-list");
        return await file.WriteAsync(actor, register, RightRegister.Rows(db, actor.Today), whole, "compliance_rights", "compliance.export-rights", title, title + ".xlsx", [], ct);
    }
}

/// <summary>A right with what the reader may do about it.</summary>
public sealed record RightView(RightRow Right, bool MayEdit) : IVersioned
{
    public int Version => Right.Version;
}

/// <inheritdoc cref="RightView"/>
internal sealed class ReadRight(IsmsDbContext db)
{
    public async Task<Outcome<RightView>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(CompliancePermissions.Read) is { } no)
            return no;
        return await RightRegister.Rows(db, actor.Today).SingleOrDefaultAsync(r => r.Id == id, ct) is { } right ? new RightView(right, actor.May(CompliancePermissions.Keep, right.DepartmentId)) : Refusal.NotFound;
    }
}
