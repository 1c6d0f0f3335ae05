using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Hosting;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.Text;
using Microsoft.EntityFrameworkCore;

namespace Isms.Kernel.Settings;

/// <summary>How one kind of document or record is numbered.</summary>
/// <param name="Name">What is numbered, in the reader's language.</param>
/// <param name="Next">What the next number would be.</param>
/// <param name="Version">1 while the standard pattern holds; counts up with every change.</param>
/// <param name="Id">Of its history; null while the standard pattern holds.</param>
public sealed record NumberRuleView(string Kind, string Module, string Name, string Pattern, string Default, string Next, int Version, Guid? Id) : IVersioned;

/// <summary>All numbering rules, in the order of the processes.</summary>
internal sealed class ListNumberRules(IsmsDbContext db, Catalogue catalogue, Numbers numbers)
{
    public async Task<Outcome<NumberRuleView[]>> RunAsync(Actor actor, CancellationToken ct)
    {
        if (actor.Refuses(KernelPermissions.Settings) is { } no)
            return no;
        var rules = await db.Set<NumberRule>().AsNoTracking().ToDictionaryAsync(r => r.Kind, StringComparer.Ordinal, ct);
        var views = new List<NumberRuleView>();
        foreach (var module in catalogue.Modules)
        {
            foreach (var kind in module.Numbers)
                views.Add(View(module.Key, kind, rules.GetValueOrDefault(kind.Code), await numbers.PreviewAsync(kind, ct)));
        }
        return views.ToArray();
    }

    public static NumberRuleView View(string module, NumberKind kind, NumberRule? rule, string next) => new(
        kind.Code, module, Phrase.Kin("number", kind.Code), rule?.Pattern ?? kind.Pattern, kind.Pattern, next, (rule?.Version ?? 0) + 1, rule?.Id);
}
