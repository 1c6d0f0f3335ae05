using System.Globalization;
using Isms.Kernel.Http;
using Isms.Kernel.Text;

namespace Isms.Kernel.Access;

/// <summary>An office held today. A head's <paramref name="Departments"/> are the department headed and all below it.</summary>
public sealed record HeldOffice(Office Office, IReadOnlySet<Guid> Departments);

/// <summary>
/// Who acts: the first argument of every operation. Carries the person, the offices held on this day, and what follows from them.
/// </summary>
public sealed class Actor
{
    private readonly bool _unrestricted;

    private Actor(bool unrestricted) => _unrestricted = unrestricted;

    public Actor() { }

    /// <summary>The person; empty for the system itself.</summary>
    public Guid PersonId { get; init; }

    public Guid UserId { get; init; }

    public string Name { get; init; } = "";

    /// <summary>The department the person belongs to.</summary>
    public Guid? DepartmentId { get; init; }

    public IReadOnlyList<HeldOffice> Offices { get; init; } = [];

    public Guid? SessionId { get; init; }

    /// <summary>Scopes of the access token used, or null for a browser session: <c>read</c> or <c>write</c>.</summary>
    public string? TokenScope { get; init; }

    /// <summary>
    /// The only page open to the person until what it asks for is done: a new password, a second factor. Null when nothing is.
    /// </summary>
    public string? MustFirst { get; init; }

    public CultureInfo Culture { get; init; } = Phrase.Chinese;

    /// <summary>Today in the organization's time zone.</summary>
    public DateOnly Today { get; init; }

    /// <summary>Nobody is signed in.</summary>
    public static readonly Actor Anonymous = new();

    /// <summary>The system acting by itself (schedules, set-up, the console). May do everything but sign.</summary>
    /// <param name="name">What acts, as the ledger will say.</param>
    /// <param name="culture">The language of what it writes; Chinese when null.</param>
    public static Actor System(string name, DateOnly today, CultureInfo? culture = null) =>
        new(unrestricted: true) { Name = name, Today = today, Culture = culture ?? Phrase.Chinese };

    public bool IsAnonymous => PersonId == Guid.Empty && !_unrestricted;

    public bool IsSystem => _unrestricted;

    public bool Holds(Office office) => office == Office.Employee ? PersonId != Guid.Empty : Offices.Any(o => o.Office == office);

    /// <summary>True when the person heads this department, or one above it, today.</summary>
    public bool Heads(Guid? departmentId) =>
        departmentId is { } id && Offices.Any(o => o.Office == Office.DepartmentHead && o.Departments.Contains(id));

    /// <summary>The weightiest office held today, as the ledger and signatures name it.</summary>
    public Office ActingOffice => Offices.Count == 0 ? Office.Employee : Offices.Min(o => o.Office);

    /// <summary>One of the three separated administrations: sees no business content by that office.</summary>
    private bool IsAdministrator => Holds(Office.SystemAdministrator) || Holds(Office.SecurityAdministrator) || Holds(Office.AuditAdministrator);

    /// <summary>How far the permission reaches for this person today.</summary>
    public Reach ReachOf(Permission permission)
    {
        if (_unrestricted)
            return Reach.Everywhere;
        var departments = new HashSet<Guid>();
        foreach (var held in Offices)
        {
            if (!permission.Grants.TryGetValue(held.Office, out var everywhere))
                continue;
            if (everywhere)
                return Reach.Everywhere;
            departments.UnionWith(held.Departments);
            if (held.Departments.Count == 0 && DepartmentId is { } own)
                departments.Add(own);
        }
        if (PersonId != Guid.Empty && permission.Grants.TryGetValue(Office.Employee, out var all) && !Holds(Office.ExternalAuditor) && !IsAdministrator)
        {
            if (all)
                return Reach.Everywhere;
            if (DepartmentId is { } own)
                departments.Add(own);
        }
        return departments.Count == 0 ? Reach.None : new Reach(false, departments);
    }

    /// <summary>True when the permission reaches anywhere at all.</summary>
    public bool May(Permission permission) => !ReachOf(permission).IsNone;

    /// <summary>True when the permission reaches this department.</summary>
    public bool May(Permission permission, Guid? departmentId) => ReachOf(permission).Covers(departmentId);

    /// <summary>
    /// First line of every operation: why this person may not ask this at all, or what is wrong with the shape of the request; null to go on.
    /// Whether the thing asked for lies within reach is for the operation to see, and answered with not found.
    /// </summary>
    public Refusal? Refuses(Permission permission, object? request = null)
    {
        if (IsAnonymous)
            return Refusal.SignInFirst;
        if (!May(permission))
            return Refusal.Forbidden;
        return request is not null && RequestShape.Check(request) is { Count: > 0 } problems ? Refusal.Invalid(problems) : null;
    }

    /// <summary>For minimal API endpoints: the person the authentication found, or <see cref="Anonymous"/>.</summary>
    public static ValueTask<Actor?> BindAsync(HttpContext http) => ValueTask.FromResult<Actor?>(Of(http));

    public static Actor Of(HttpContext http) => http.Items.TryGetValue(typeof(Actor), out var actor) ? (Actor)actor! : Anonymous;
}
