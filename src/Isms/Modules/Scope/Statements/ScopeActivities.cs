using Isms.Kernel.Standards;
using Isms.Kernel.Text;

namespace Isms.Modules.Scope.Statements;

/// <summary>
/// Whether what the scope covers and what the departments are called for fit together (G24: a scope that says software development in a company without a department
/// for it). Words of both are in <c>catalogs/scope-activities.tsv</c>; what they do not know, they say nothing about.
/// </summary>
internal static class ScopeActivities
{
    private static readonly Lazy<IReadOnlyList<(Bilingual Name, IReadOnlyList<string> InScope, IReadOnlyList<string> InDepartment)>> Known = new(() =>
        [.. Tsv.Read("scope-activities.tsv").Select(r => (r.Both("name"), r.List("scope_words"), r.List("department_words")))]);

    /// <summary>Sentences about what does not fit, in the reader's language.</summary>
    public static IEnumerable<string> Compare(string scope, IReadOnlyList<string> departments)
    {
        if (scope.Length == 0 || departments.Count == 0)
            yield break;
        foreach (var (name, inScope, inDepartment) in Known.Value)
        {
            var named = inScope.Any(w => scope.Contains(w, StringComparison.OrdinalIgnoreCase));
            var carried = departments.Where(d => inDepartment.Any(w => d.Contains(w, StringComparison.OrdinalIgnoreCase))).ToList();
            var title = name.In(System.Globalization.CultureInfo.CurrentUICulture);
            if (named && carried.Count == 0)
                yield return Phrase.Of("scope.gap.no-department", title);
            else if (!named && carried.Count > 0 && !Shared(name, carried, scope))
                yield return Phrase.Of("scope.gap.not-in-scope", string.Join(Phrase.Of("ui.list-comma"), carried), title);
        }
    }

    // 工程部 may do integration or development: one activity in scope that it carries is enough.
    private static bool Shared(Bilingual except, List<string> departments, string scope) => departments.TrueForAll(d => Known.Value.Any(a => a.Name != except
        && a.InDepartment.Any(w => d.Contains(w, StringComparison.OrdinalIgnoreCase)) && a.InScope.Any(w => scope.Contains(w, StringComparison.OrdinalIgnoreCase))));
}
