using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Modules.Records.Domain;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records.Rules;

/// <summary>The rules of a form in plain words.</summary>
internal static class FormRules
{
    public static async Task<IReadOnlyList<string>> WordsAsync(IsmsDbContext db, Actor actor, FormDefinition form, CancellationToken ct)
    {
        if (form.Rules.Count == 0)
            return [];
        var codes = form.Rules.SelectMany(r => new[] { r.Form, r.Of }).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var forms = (await (
            from f in db.Set<RecordForm>()
            join v in db.Set<FormVersion>() on f.CurrentId equals v.Id
            where codes.Contains(f.Code)
            select new { f.Code, v.Definition }).ToListAsync(ct)).ToDictionary(f => f.Code, f => FormDefinition.Parse(f.Definition), StringComparer.Ordinal);
        return [.. form.Rules.Select(r => RuleText.Of(r, form, forms.GetValueOrDefault, actor.Culture))];
    }
}
