using System.Globalization;
using Isms.Kernel.Data;
using Isms.Kernel.Standards;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Secrecy;

/// <summary>The classes in force, for names, marks and rules.</summary>
internal sealed record ClassesInForce(Guid? SchemeId, string Label, IReadOnlyList<ClassDefinition> Classes)
{
    public ClassDefinition this[Classification value] => Classes.Single(c => c.Class == value);

    /// <summary>Those that may be given, lowest first.</summary>
    public IEnumerable<ClassDefinition> Used => Classes.Where(c => c.Used);

    public string Name(Classification value, CultureInfo culture) => this[value].Name.In(culture);

    /// <summary>Empty for what was given no class.</summary>
    public string Name(Classification? value, CultureInfo culture) => value is { } known ? Name(known, culture) : "";

    /// <summary>What a filter offers: the class and its name.</summary>
    public List<(string Value, string Label)> Choices(CultureInfo culture) => [.. Classes.Select(c => (c.Class.ToString(), c.Name.In(culture)))];

    /// <summary>The class of this name in either language; null when there is none.</summary>
    public Classification? Named(string name) => Classes.FirstOrDefault(c => string.Equals(c.Name.Zh, name, StringComparison.OrdinalIgnoreCase) || string.Equals(c.Name.En, name, StringComparison.OrdinalIgnoreCase))?.Class;

    /// <summary>What papers of this class are marked with.</summary>
    public string Mark(Classification value, CultureInfo culture) => this[value].Mark.In(culture);
}

/// <summary>Reads the scheme in force, once in a request.</summary>
internal sealed class SchemeReader(IsmsDbContext db)
{
    private ClassesInForce? _read;

    public async Task<ClassesInForce> CurrentAsync(CancellationToken ct)
    {
        if (_read is not null)
            return _read;
        var scheme = await db.Set<ClassificationScheme>().AsNoTracking().FirstOrDefaultAsync(s => s.State == SchemeState.InForce, ct);
        return _read = scheme is null ? new ClassesInForce(null, "", Scheme.DefaultScheme.Classes) : new ClassesInForce(scheme.Id, scheme.Label, scheme.Classes);
    }

    public void Forget() => _read = null;
}
