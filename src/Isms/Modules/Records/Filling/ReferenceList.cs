using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Settings;
using Isms.Kernel.Signals;
using Isms.Kernel.Standards;
using Isms.Modules.Records.Domain;
using Isms.Modules.Records.Forms;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records.Filling;

/// <summary>What reference fields of a form may mean: suggestions from every process that keeps such things.</summary>
internal sealed class ReferenceList(IEnumerable<IContribute<ReferenceAsked, ReferenceFound>> sources)
{
    /// <summary>Begins the target of a field that names an approved record: followed by the form's code.</summary>
    public const string RecordsOf = "record:";

    /// <summary>Begins the target of a field that names a row of a register: followed by the form's code.</summary>
    public const string RowsOf = "row:";

    private const int Most = 200;

    /// <summary>What a field may mean: as its rules say, or its own target.</summary>
    public static string? TargetOf(FormDefinition form, FormField field)
    {
        if (form.Rules.FirstOrDefault(r => r.Kind == RuleKind.Refers && r.Fields.Contains(field.Key)) is { Form: { } code })
            return RecordsOf + code;
        return field.Type == FieldType.Reference && form.Rules.FirstOrDefault(r => r.Kind == RuleKind.Fresh && r.Fields.Contains(field.Key)) is { Of: { } of } && RuleText.Things(of) is null ? RowsOf + of : field.Target;
    }

    /// <summary>Suggestions by target.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<ReferenceFound>>> OfAsync(Actor actor, FormDefinition form, CancellationToken ct)
    {
        var lists = new Dictionary<string, IReadOnlyList<ReferenceFound>>(StringComparer.Ordinal);
        foreach (var target in form.Fields.Select(f => TargetOf(form, f)).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            var found = new List<ReferenceFound>();
            foreach (var source in sources)
                found.AddRange(await source.AnswerAsync(actor, new ReferenceAsked(target, ""), ct));
            lists[target] = [.. found.Take(Most)];
        }
        return lists;
    }
}

/// <summary>References to records: the approved ones of a form, and the rows of a register, as rules of forms ask for them.</summary>
internal sealed class RecordReferences(IsmsDbContext db) : IContribute<ReferenceAsked, ReferenceFound>
{
    private const int Most = 200;

    public async Task<IReadOnlyList<ReferenceFound>> AnswerAsync(Actor actor, ReferenceAsked question, CancellationToken ct)
    {
        if (question.Target.StartsWith(ReferenceList.RecordsOf, StringComparison.Ordinal))
        {
            var code = question.Target[ReferenceList.RecordsOf.Length..];
            var found = await (
                from r in db.Set<FormRecord>().VisibleTo(db, actor)
                join f in db.Set<RecordForm>() on r.FormId equals f.Id
                join c in db.Set<RecordContent>() on r.Id equals c.RecordId
                where f.Code == code && r.State == RecordState.Approved && !db.Set<FormRecord>().Any(x => x.CorrectsId == r.Id && x.State == RecordState.Approved)
                orderby r.FilledOn descending, r.Id descending
                select new { r.Id, r.Number, c.Summary }).Take(Most).ToListAsync(ct);
            return found.ConvertAll(r => new ReferenceFound((r.Number + " " + r.Summary).Trim(), RecordPaths.Record(r.Id)));
        }
        if (!question.Target.StartsWith(ReferenceList.RowsOf, StringComparison.Ordinal))
            return [];
        var register = question.Target[ReferenceList.RowsOf.Length..];
        var (newest, unique) = (nameof(RuleKind.Newest) + "+", nameof(RuleKind.Unique) + "+");
        var rows = await (
            from m in db.Set<RecordMark>()
            join r in db.Set<FormRecord>().VisibleTo(db, actor) on m.RecordId equals r.Id
            join f in db.Set<RecordForm>() on r.FormId equals f.Id
            where f.Code == register && r.State == RecordState.Approved && (m.Rule.StartsWith(newest) || m.Rule.StartsWith(unique))
            orderby m.Text
            select new { r.Id, m.Text }).Take(Most).ToListAsync(ct);
        return [.. rows.DistinctBy(r => r.Text).Select(r => new ReferenceFound(r.Text, RecordPaths.Record(r.Id)))];
    }
}

/// <summary>References to what the product itself knows: documents of the manual, clauses, standards, forms.</summary>
internal sealed class CataloguedReferences(IsmsDbContext db, SettingsReader settings) : IContribute<ReferenceAsked, ReferenceFound>
{
    public async Task<IReadOnlyList<ReferenceFound>> AnswerAsync(Actor actor, ReferenceAsked question, CancellationToken ct)
    {
        var prefix = await settings.TextAsync(KernelSettings.NumberPrefix, ct);
        var english = actor.Culture.TwoLetterISOLanguageName == "en";
        return question.Target switch
        {
            "doc" => [.. DocumentList.All.Select(d => new ReferenceFound($"{d.Number(prefix)} {d.Title(actor.Culture)}", null))],
            "standard" => [.. EditionNames.All.Select(e => new ReferenceFound(e.Iso, null))],
            "clause" => [.. ControlCatalogue.Of(Edition.Iso2013).Clauses.Select(c => new ReferenceFound($"{c.Key.Number} {c.Title(actor.Culture)}", null))],
            "control" => [.. ControlCatalogue.Of(Edition.Iso2022).Controls.Select(c => new ReferenceFound($"{c.Key.Code} {c.Title(actor.Culture)}", null))],
            "form" => (await db.Set<RecordForm>().OrderBy(f => f.Code).Select(f => new { f.Id, f.Code, f.NameZh, f.NameEn }).ToListAsync(ct))
                .ConvertAll(f => new ReferenceFound($"{RecordNumbers.Of(prefix, f.Code)} {(english ? f.NameEn : f.NameZh)}", RecordPaths.Form(f.Id))),
            _ => [],
        };
    }
}
