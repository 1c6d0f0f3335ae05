using System.Globalization;
using System.Linq.Expressions;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Registers;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Isms.Modules.Records.Domain;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records.Forms;

/// <summary>A line of the record master list (记录清单).</summary>
public sealed record FormRow
{
    public Guid Id { get; init; }
    public string Code { get; init; } = "";
    public string NameZh { get; init; } = "";
    public string NameEn { get; init; } = "";
    public string NameSort { get; init; } = "";
    public RecordClass Class { get; init; }
    public string Basis { get; init; } = "";
    public string BasisZh { get; init; } = "";
    public string BasisEn { get; init; } = "";
    public string Clauses { get; init; } = "";
    public string Owner { get; init; } = "";
    public FormFrequency Frequency { get; init; }
    public FormAccess Access { get; init; }
    public RetentionStart RetentionFrom { get; init; }
    public int RetentionYears { get; init; }
    public string Place { get; init; } = "";
    public int CurrentNumber { get; init; }
    public bool Retired { get; init; }

    /// <summary>True while nobody decided how long its records are kept.</summary>
    public bool Incomplete { get; init; }
    public int Version { get; init; }

    internal string Name(CultureInfo culture) => culture.TwoLetterISOLanguageName == "en" ? NameEn : NameZh;

    internal string BasisTitle(CultureInfo culture) => culture.TwoLetterISOLanguageName == "en" ? BasisEn : BasisZh;
}

/// <summary>The record master list: one definition for page, API and export.</summary>
internal static class FormRegister
{
    public static IQueryable<FormRow> Rows(IsmsDbContext db) => db.Set<RecordForm>().AsNoTracking().Select(f => new FormRow
    {
        Id = f.Id, Code = f.Code, NameZh = f.NameZh, NameEn = f.NameEn, NameSort = f.NameSort, Class = f.Class, Basis = f.Basis, BasisZh = f.BasisZh, BasisEn = f.BasisEn,
        Clauses = f.Clauses, Owner = f.Owner, Frequency = f.Frequency, Access = f.Access, RetentionFrom = f.RetentionFrom, RetentionYears = f.RetentionYears,
        Place = f.Place, CurrentNumber = f.CurrentNumber, Retired = f.RetiredOn != null, Version = f.Version,
        Incomplete = f.RetentionFrom != RetentionStart.Permanent && f.RetentionYears == 0,
    });

    /// <param name="prefix">The company's, for numbers.</param>
    /// <param name="bases">Procedures to filter by: code and title.</param>
    public static Register<FormRow> Of(CultureInfo culture, string prefix, IReadOnlyList<(string Value, string Label)> bases)
    {
        Expression<Func<FormRow, string>> byName = r => r.NameSort;
        return new Register<FormRow>("records.forms", r => r.Id, "number")
            .Column("number", "records.field.form-number", ColumnKind.Text, r => r.Code, c => c with { Searchable = true, Text = r => RecordNumbers.Of(prefix, r.Code), Link = r => RecordPaths.Form(r.Id) })
            .Column("name", "records.field.form-name", ColumnKind.Text, r => r.NameZh, c => c with { Searchable = true, SortBy = byName, Text = r => r.Name(culture), Link = r => RecordPaths.Form(r.Id) })
            .Column("nameEn", "records.field.form-name-en", ColumnKind.Text, r => r.NameEn, c => c with { Searchable = true, Sortable = false, Shown = false })
            .Column("class", "records.field.class", ColumnKind.Choice, r => r.Class, c => c with { Sortable = false, Filterable = true, Shown = false, Text = r => Phrase.In(culture, "records.class." + r.Class), Choices = Choices<RecordClass>("records.class.") })
            .Column("procedure", "records.field.basis", ColumnKind.Choice, r => r.Basis, c => c with
            {
                Filterable = true, Choices = bases, Text = r => r.Basis.Length == 0 ? r.BasisTitle(culture) : RecordNumbers.Of(prefix, r.Basis, r.Class) + " " + r.BasisTitle(culture),
            })
            .Column("owner", "records.field.owner", ColumnKind.Choice, r => r.Owner, c => c with { Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "records.role." + r.Owner), Choices = [.. FormRoles.All.Take(8).Select(o => (o, "records.role." + o))] })
            .Column("frequency", "records.field.frequency", ColumnKind.Choice, r => r.Frequency, c => c with { Sortable = false, Filterable = true, Text = r => Phrase.In(culture, "records.frequency." + r.Frequency), Choices = Choices<FormFrequency>("records.frequency.") })
            .Column("place", "records.field.place", ColumnKind.Text, r => r.Place, c => c with { Sortable = false, Text = r => r.Place.Length == 0 ? Phrase.In(culture, "records.in-system") : r.Place })
            .Column("retention", "records.field.retention", ColumnKind.Choice, r => r.RetentionFrom, c => c with { Sortable = false, Filterable = true, Text = r => RetentionText.Of(new RetentionRule(r.RetentionFrom, r.RetentionYears), culture), Choices = Choices<RetentionStart>("records.retention-from.") })
            .Column("access", "records.field.access", ColumnKind.Choice, r => r.Access, c => c with { Sortable = false, Shown = false, Filterable = true, Text = r => Phrase.In(culture, "records.access." + r.Access), Choices = Choices<FormAccess>("records.access.") })
            .Column("clauses", "records.field.clauses", ColumnKind.Text, r => r.Clauses, c => c with { Sortable = false, Searchable = true, Shown = false, Text = r => string.Join("  ", ClauseTags.Split(r.Clauses).Select(t => ClauseTags.Show(t, culture))) })
            .Column("version", "records.field.form-version", ColumnKind.Number, r => r.CurrentNumber, c => c with { Sortable = false, Shown = false })
            .Column("state", "records.field.state", ColumnKind.State, r => r.Retired, c => c with { Sortable = false, Shown = false, Filterable = true, Text = r => Phrase.In(culture, r.Retired ? "records.form-retired" : "records.form-in-use"), Choices = [("false", "records.form-in-use"), ("true", "records.form-retired")] })
            .Column("incomplete", "records.field.incomplete", ColumnKind.Choice, r => r.Incomplete, c => c with { Sortable = false, Shown = false, Filterable = true, Text = r => Phrase.In(culture, r.Incomplete ? "records.incomplete" : "records.complete"), Choices = [("true", "records.incomplete"), ("false", "records.complete")] });
    }

    private static (string, string)[] Choices<T>(string prefix) where T : struct, Enum => [.. Enum.GetNames<T>().Select(n => (n, prefix + n))];
}

/// <summary>Numbers of forms with the company's prefix.</summary>
internal static class RecordNumbers
{
    /// <param name="code">A form's or procedure's, without the prefix.</param>
    public static string Of(string prefix, string code) => prefix.Length == 0 || code.Length == 0 ? code : prefix + "-" + code;

    /// <summary>A rule (class 3) is known by its own name and has no number of ours.</summary>
    public static string Of(string prefix, string code, RecordClass kind) => kind == RecordClass.Rule ? code : Of(prefix, code);
}

/// <summary>How long records are kept, in words.</summary>
internal static class RetentionText
{
    public static string Of(RetentionRule rule, CultureInfo culture) => rule.From == RetentionStart.Permanent
        ? Phrase.In(culture, "records.retention-from.Permanent")
        : Phrase.In(culture, "records.retention-text", Phrase.In(culture, "records.retention-from." + rule.From), rule.Years);
}

/// <summary>The record master list.</summary>
internal sealed class ListForms(IsmsDbContext db, SettingsReader settings)
{
    public async Task<Outcome<RegisterPage<FormRow>>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.See) is { } no)
            return no;
        var prefix = await settings.TextAsync(KernelSettings.NumberPrefix, ct);
        // People type the number as they see it, with the prefix.
        var plain = query.Search.StartsWith(prefix + "-", StringComparison.OrdinalIgnoreCase) ? query with { Search = query.Search[(prefix.Length + 1)..] } : query;
        return await FormRegister.Of(actor.Culture, prefix, []).PageAsync(FormRegister.Rows(db), plain, ct);
    }
}
