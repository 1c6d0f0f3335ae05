using System.Globalization;
using System.Text.Json;
using Isms.Kernel.Text;
using Isms.Modules.Records.Domain;

namespace Isms.Modules.Records.Forms;

/// <summary>A part of a form that the product's catalogue now says otherwise.</summary>
/// <param name="What">The part, in plain words.</param>
/// <param name="Before">What the form says; empty for what is new.</param>
/// <param name="After">What the catalogue says; empty for what it no longer has.</param>
/// <param name="Kept">True when the organization changed this part itself: its own wording stays.</param>
public sealed record CatalogueChange(string What, string Before, string After, bool Kept);

/// <summary>
/// Brings a form to what the product's catalogue says now: what the catalogue changed since it was last taken is taken over, what the organization changed itself stays.
/// </summary>
internal static class CatalogueMerge
{
    /// <param name="Form">The form as it would be.</param>
    internal sealed record Result(FormDefinition Form, IReadOnlyList<CatalogueChange> Changes);

    /// <param name="taken">What the catalogue said when it was last taken over or turned down.</param>
    /// <param name="now">What it says now.</param>
    /// <param name="own">The organization's form.</param>
    /// <param name="formOf">Another form by its code, for the words of rules; null when there is none.</param>
    public static Result Run(FormDefinition taken, FormDefinition now, FormDefinition own, Func<string, FormDefinition?> formOf, CultureInfo culture)
    {
        var changes = new List<CatalogueChange>();
        var names = Part(f => (f.Zh, f.En), f => f.Name(culture), "records.catalogue-name");
        var owner = Part(f => f.Owner, f => Phrase.In(culture, "records.role." + f.Owner), "records.field.owner");
        var frequency = Part(f => f.Frequency, f => Phrase.In(culture, "records.frequency." + f.Frequency), "records.field.frequency");
        var retention = Part(f => f.Retention, f => RetentionText.Of(f.Retention, culture), "records.field.retention");
        var access = Part(f => f.Access, f => Phrase.In(culture, "records.access." + f.Access), "records.field.access");
        var route = Part(f => (f.Prepared, f.Route), f => RouteText.Of(f, culture), "records.field.route");
        var fields = Rows(f => f.Fields, f => f.Key, (f, _) => FieldWords(f, culture), f => Phrase.In(culture, "records.catalogue-field", f.Label(culture)));
        var rules = Rows(f => f.Rules, IdentityOf, (r, form) => RuleText.Of(r, form, formOf, culture), _ => Phrase.In(culture, "records.catalogue-rule"));
        return new Result(own with
        {
            Zh = names.Zh, En = names.En, Owner = owner, Frequency = frequency, Retention = retention, Access = access, Prepared = route.Prepared, Route = route.Route, Fields = fields, Rules = rules,
        }, changes);

        T Part<T>(Func<FormDefinition, T> of, Func<FormDefinition, string> words, string nameKey)
        {
            if (Same(of(taken), of(now)) || Same(of(own), of(now)))
                return of(own);
            var kept = !Same(of(own), of(taken));
            changes.Add(new CatalogueChange(Phrase.In(culture, nameKey), words(own), words(now), kept));
            return of(kept ? own : now);
        }

        List<T> Rows<T>(Func<FormDefinition, IReadOnlyList<T>> of, Func<T, string> key, Func<T, FormDefinition, string> words, Func<T, string> name) where T : class
        {
            var merged = of(own).ToList();
            var (old, current) = (Keyed(of(taken)), Keyed(of(now)));
            foreach (var (at, wanted) in current)
            {
                var (before, mine) = (old.GetValueOrDefault(at), merged.Find(m => key(m) == at));
                if (before is not null && Same(before, wanted) || mine is not null && Same(mine, wanted))
                    continue;
                // Taken out, or put in otherwise, by the organization itself.
                var kept = mine is null ? before is not null : before is null || !Same(mine, before);
                changes.Add(new CatalogueChange(name(wanted), mine is null ? "" : words(mine, own), words(wanted, now), kept));
                if (kept)
                    continue;
                if (mine is not null)
                    merged[merged.IndexOf(mine)] = wanted;
                else
                    merged.Insert(PlaceOf(at), wanted);
            }
            foreach (var (at, before) in old.Where(o => !current.ContainsKey(o.Key)))
            {
                if (merged.Find(m => key(m) == at) is not { } mine)
                    continue;
                var kept = !Same(mine, before);
                changes.Add(new CatalogueChange(name(mine), words(mine, own), "", kept));
                if (!kept)
                    merged.Remove(mine);
            }
            return merged;

            // After the one that stands before it in the catalogue.
            int PlaceOf(string wanted)
            {
                var order = current.Keys.ToList();
                for (var i = order.IndexOf(wanted) - 1; i >= 0; i--)
                {
                    if (merged.FindIndex(m => key(m) == order[i]) is >= 0 and var found)
                        return found + 1;
                }
                return order.Count == 1 ? merged.Count : 0;
            }

            Dictionary<string, T> Keyed(IReadOnlyList<T> rows)
            {
                var keyed = new Dictionary<string, T>(StringComparer.Ordinal);
                foreach (var row in rows)
                    keyed.TryAdd(key(row), row);
                return keyed;
            }
        }
    }

    // Several rules of one kind may be about the same fields under different conditions.
    private static string IdentityOf(FormRule rule) => rule.Kind is RuleKind.Needed or RuleKind.Closed or RuleKind.Differs ? $"{rule.Key} {rule.When}" : rule.Key;

    private static bool Same<T>(T a, T b) => JsonSerializer.Serialize(a, Comparing) == JsonSerializer.Serialize(b, Comparing);

    private static readonly JsonSerializerOptions Comparing = new() { IncludeFields = true };

    private static string FieldWords(FormField field, CultureInfo culture)
    {
        var words = new List<string> { field.Label(culture), Phrase.In(culture, "records.type." + field.Type) };
        if (field.Required)
            words.Add(Phrase.In(culture, "records.catalogue-required"));
        if (field.Later)
            words.Add(Phrase.In(culture, "records.catalogue-later"));
        words.AddRange(field.Options.Select(o => o.In(culture)));
        words.AddRange(field.Columns.Select(c => c.Label(culture)));
        if (field.Formula is { } formula)
            words.Add(formula);
        return string.Join(Phrase.In(culture, "ui.list-comma"), words);
    }
}
