using System.ComponentModel.DataAnnotations;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Text;
using Isms.Modules.Secrecy.Changes;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Secrecy.Holders;

/// <summary>Every kind of thing that has a class.</summary>
internal sealed class ClassifiedSubjects(IEnumerable<IClassifiedSubject> subjects)
{
    private readonly Dictionary<string, IClassifiedSubject> _byKind = subjects.ToDictionary(s => s.Kind, StringComparer.Ordinal);

    public IClassifiedSubject? Find(string kind) => _byKind.GetValueOrDefault(kind);

    /// <summary>The thing, when this person may know of it.</summary>
    public async Task<ClassifiedThing?> FindAsync(Actor actor, string kind, Guid id, CancellationToken ct) =>
        _byKind.TryGetValue(kind, out var subject) ? await subject.FindAsync(actor, id, ct) : null;
}

/// <summary>A thing of a kind.</summary>
public sealed record ReadThingRequest([property: Required, StringLength(60)] string Kind, Guid Id);

/// <summary>Somebody who may know a thing.</summary>
/// <param name="Why">By which office, department or naming, in the reader's language.</param>
public sealed record KnowingPerson(Guid PersonId, string Number, string Name, string? Department, string Why);

/// <summary>A person or department named for a thing.</summary>
public sealed record HolderLine(Guid Id, Guid? PersonId, Guid? DepartmentId, string Name, string Reason, string NamedBy, DateTime NamedAt);

/// <summary>A thing with its class, the rules of the class, and who may know it today.</summary>
/// <param name="Everybody">True when everybody may; then nobody is listed.</param>
/// <param name="People">By name; at most <see cref="ReadThing.Most"/>.</param>
/// <param name="Lowering">The request for a lower class under way; null without one.</param>
public sealed record ThingView(
    string Kind, Guid Id, string Number, string Title, string Link, Guid DepartmentId, string Department, Classification Class, ClassDefinition Rules, bool Everybody, IReadOnlyList<KnowingPerson> People, int Count,
    IReadOnlyList<HolderLine> Holders, IReadOnlyList<ClassDefinition> Choices, Guid? Lowering, bool MayChange);

/// <summary>知悉范围: who may know a thing, worked out from the class as it is now.</summary>
internal sealed class ReadThing(IsmsDbContext db, ClassifiedSubjects subjects, SchemeReader scheme)
{
    public const int Most = 300;

    public async Task<Outcome<ThingView>> RunAsync(Actor actor, ReadThingRequest request, CancellationToken ct)
    {
        if (actor.Refuses(SecrecyPermissions.See, request) is { } no)
            return no;
        if (await subjects.FindAsync(actor, request.Kind, request.Id, ct) is not { } thing)
            return Refusal.NotFound;
        var classes = await scheme.CurrentAsync(ct);
        var rules = classes[thing.Class];
        var holders = await (
            from h in db.Set<NamedHolder>().AsNoTracking()
            from p in db.People.Where(p => p.Id == h.PersonId).DefaultIfEmpty()
            from d in db.Departments.Where(d => d.Id == h.DepartmentId).DefaultIfEmpty()
            join n in db.People on h.NamedById equals n.Id
            where h.SubjectId == request.Id && h.SubjectKind == request.Kind
            orderby h.NamedAt, h.Id
            select new HolderLine(h.Id, h.PersonId, h.DepartmentId, p != null ? p.Name : d!.Name, h.Reason, n.Name, h.NamedAt)).ToListAsync(ct);
        var everybody = rules.Offices.Contains(Office.Employee);
        var people = everybody ? [] : await PeopleAsync(actor, thing, rules, holders, ct);
        var lowering = await db.Set<ClassLowering>().Where(l => l.SubjectId == request.Id && (l.State == LoweringState.Draft || l.State == LoweringState.InApproval)).Select(l => (Guid?)l.Id).FirstOrDefaultAsync(ct);
        var department = await db.Departments.Where(d => d.Id == thing.DepartmentId).Select(d => d.Name).FirstOrDefaultAsync(ct) ?? "";
        return new ThingView(request.Kind, request.Id, thing.Number, thing.Title, thing.Link, thing.DepartmentId, department, thing.Class, rules, everybody, [.. people.Take(Most)], people.Count, holders,
            [.. classes.Used], lowering, thing.MayChange);
    }

    private async Task<List<KnowingPerson>> PeopleAsync(Actor actor, ClassifiedThing thing, ClassDefinition rules, List<HolderLine> holders, CancellationToken ct)
    {
        var (today, offices, named) = (actor.Today, rules.Offices.ToList(), thing.Named.ToList());
        var path = await db.Departments.Where(d => d.Id == thing.DepartmentId).Select(d => d.Path).FirstOrDefaultAsync(ct) ?? "";
        var upwards = rules.OwnHead ? path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse).ToList() : [];
        var persons = holders.Where(h => h.PersonId is not null).Select(h => h.PersonId!.Value).ToList();
        var departments = holders.Where(h => h.DepartmentId is not null).Select(h => h.DepartmentId!.Value).ToList();
        if (rules.OwnDepartment)
            departments.Add(thing.DepartmentId);
        var terms = db.Appointments.Where(a => a.StartsOn <= today && (a.EndsOn == null || a.EndsOn >= today)
            && (offices.Contains(a.Office) || (a.Office == Office.DepartmentHead && a.DepartmentId != null && upwards.Contains(a.DepartmentId.Value))));
        var found = await (
            from p in db.People.AsNoTracking()
            from d in db.Departments.Where(d => d.Id == p.DepartmentId).DefaultIfEmpty()
            where (p.LeftOn == null || p.LeftOn >= today)
                && (terms.Any(a => a.PersonId == p.Id) || named.Contains(p.Id) || persons.Contains(p.Id) || (p.DepartmentId != null && departments.Contains(p.DepartmentId.Value)))
            orderby p.NameSort, p.Id
            select new { p.Id, p.EmployeeNumber, p.Name, p.DepartmentId, Department = d == null ? null : d.Name, Offices = terms.Where(a => a.PersonId == p.Id).Select(a => a.Office).ToList() }).ToListAsync(ct);
        return found.ConvertAll(p => new KnowingPerson(p.Id, p.EmployeeNumber, p.Name, p.Department, p.Offices.Count > 0
            ? string.Join(Phrase.Of("ui.list-comma"), p.Offices.Distinct().Order().Select(o => Phrase.Of("kernel.office." + o)))
            : Phrase.Of(named.Contains(p.Id) ? "secrecy.why-thing" : persons.Contains(p.Id) ? "secrecy.why-named" : "secrecy.why-department")));
    }
}

/// <summary>Names a person or a department for one thing.</summary>
/// <param name="Reason">Why they need to know.</param>
public sealed record NameHolderRequest(
    [property: Required, StringLength(60)] string Kind, Guid Id, Guid? PersonId, Guid? DepartmentId, [property: Required, StringLength(NamedHolder.ReasonLength)] string Reason);

/// <summary>A holder as saved.</summary>
public sealed record HolderSaved(Guid Id, int Version) : IVersioned;

/// <inheritdoc cref="NameHolderRequest"/>
internal sealed class NameHolder(IsmsDbContext db, ClassifiedSubjects subjects, TimeProvider time)
{
    public static readonly Refusal NamedAlready = new("secrecy.named-already");

    public async Task<Outcome<HolderSaved>> RunAsync(Actor actor, NameHolderRequest request, CancellationToken ct)
    {
        if (actor.Refuses(SecrecyPermissions.See, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await subjects.FindAsync(actor, request.Kind, request.Id, ct) is not { } thing)
            return Refusal.NotFound;
        if (!thing.MayChange || actor.PersonId == Guid.Empty)
            return Refusal.Forbidden;
        if (request.PersonId is null == request.DepartmentId is null)
            return Refusal.Invalid("personId", "secrecy.person-or-department");
        if (request.PersonId is { } person && !await db.People.AnyAsync(p => p.Id == person && (p.LeftOn == null || p.LeftOn >= actor.Today), ct))
            return Refusal.Invalid("personId", "secrecy.no-such-person");
        if (request.DepartmentId is { } department && !await db.Departments.AnyAsync(d => d.Id == department && d.ClosedOn == null, ct))
            return Refusal.Invalid("departmentId", "secrecy.no-such-department");
        if (await db.Set<NamedHolder>().AnyAsync(h => h.SubjectId == request.Id && h.PersonId == request.PersonId && h.DepartmentId == request.DepartmentId, ct))
            return NamedAlready;
        var holder = new NamedHolder
        {
            SubjectKind = request.Kind, SubjectId = request.Id, PersonId = request.PersonId, DepartmentId = request.DepartmentId, Reason = request.Reason.Trim(), NamedById = actor.PersonId, NamedAt = time.Instant(),
        };
        db.Add(holder);
        await db.SaveAsync(actor, "secrecy.name-holder", ct);
        await writing.CommitAsync(ct);
        return new HolderSaved(holder.Id, holder.Version);
    }
}

/// <summary>Takes a named holder off: from now on only the class decides.</summary>
internal sealed class RemoveHolder(IsmsDbContext db, ClassifiedSubjects subjects)
{
    public async Task<Outcome<Done>> RunAsync(Actor actor, Guid id, CancellationToken ct)
    {
        if (actor.Refuses(SecrecyPermissions.See) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<NamedHolder>().SingleOrDefaultAsync(h => h.Id == id, ct) is not { } holder
            || await subjects.FindAsync(actor, holder.SubjectKind, holder.SubjectId, ct) is not { } thing)
            return Refusal.NotFound;
        if (!thing.MayChange)
            return Refusal.Forbidden;
        db.Remove(holder);
        await db.SaveAsync(actor, "secrecy.remove-holder", ct);
        await writing.CommitAsync(ct);
        return Done.It;
    }
}
