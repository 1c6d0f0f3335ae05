namespace Isms.Kernel.Access;

/// <summary>
/// Something that may be done, and by which offices. Who is not named may not: deny by default. Declared once per module as static fields.
/// </summary>
public sealed class Permission
{
    private readonly Dictionary<Office, bool> _grants = [];

    /// <param name="code">Stable code, <c>module.verb</c>; its description is <c>Phrase.Kin("permission", code)</c>.</param>
    public Permission(string code) => Code = code;

    public string Code { get; }

    /// <summary>Offices that may, and whether everywhere (true) or only in their own departments (false).</summary>
    public IReadOnlyDictionary<Office, bool> Grants => _grants;

    /// <summary>These offices may, in every department.</summary>
    public Permission Everywhere(params ReadOnlySpan<Office> offices)
    {
        foreach (var office in offices)
            _grants[office] = true;
        return this;
    }

    /// <summary>These offices may, in their own department only: a head in the departments headed, an employee in the one belonged to.</summary>
    public Permission InOwnDepartment(params ReadOnlySpan<Office> offices)
    {
        foreach (var office in offices)
            _grants[office] = false;
        return this;
    }

    public override string ToString() => Code;
}

/// <summary>How far a permission reaches for one person today.</summary>
/// <param name="All">Every department.</param>
/// <param name="Departments">When not all: these.</param>
public readonly record struct Reach(bool All, IReadOnlySet<Guid> Departments)
{
    private static readonly HashSet<Guid> NoDepartments = [];

    public static Reach None => new(false, NoDepartments);

    public static Reach Everywhere => new(true, NoDepartments);

    public bool IsNone => !All && Departments.Count == 0;

    public bool Covers(Guid? departmentId) => All || (departmentId is { } id && Departments.Contains(id));
}
