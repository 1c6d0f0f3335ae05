using System.Collections;

namespace Isms.Kernel.OfficeFiles.Writing;

/// <summary>The values that a place in a template can see: those of its own item first, then those around it.</summary>
internal sealed class TemplateScope(IReadOnlyDictionary<string, object?> values, TemplateScope? outer = null)
{
    /// <summary>Looks a name up, also one with dots (<c>owner.name</c>).</summary>
    /// <returns>False when nothing has that name; a known name without a value is found, as null.</returns>
    public bool TryFind(string name, out object? value)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (TryWalk(scope.Values, name, out value))
                return true;
        }
        value = null;
        return false;
    }

    private IReadOnlyDictionary<string, object?> Values => values;

    private TemplateScope? Outer => outer;

    /// <summary>What a condition makes of a value: no, nothing, an empty text and an empty list do not hold.</summary>
    public static bool Holds(object? value) => value switch
    {
        null => false,
        bool yes => yes,
        string text => text.Length > 0,
        IEnumerable list => list.Cast<object?>().Any(),
        _ => true,
    };

    private static bool TryWalk(IReadOnlyDictionary<string, object?> from, string name, out object? value)
    {
        if (from.TryGetValue(name, out value))
            return true;
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && from.TryGetValue(name[..dot], out var inner) && inner is IReadOnlyDictionary<string, object?> nested && TryWalk(nested, name[(dot + 1)..], out value);
    }
}
