using System.Globalization;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Text;
using Isms.Modules.Records.Domain;
using Isms.Modules.Records.Filling;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records.Rules;

/// <summary>Holds a record against the rules of its form that look beyond the record itself.</summary>
internal sealed class RuleDesk(IsmsDbContext db, SettingsReader settings)
{
    private const int Chunk = 500;

    /// <summary>Puts the marks of a draft beside it; the caller saves.</summary>
    public async Task MarkAsync(FormRecord record, IReadOnlyList<RuleMark> marks, bool isNew, CancellationToken ct)
    {
        var stored = isNew ? [] : await db.Set<RecordMark>().Where(m => m.RecordId == record.Id).ToListAsync(ct);
        Put(record, marks, stored);
    }

    /// <summary>A version of a form comes into force: its rules look at the signed records that still count, too. The caller saves.</summary>
    public async Task MarkAgainAsync(Guid formId, FormDefinition form, CancellationToken ct)
    {
        var records = await db.Set<FormRecord>().AsNoTracking().Where(r => r.FormId == formId && r.State == RecordState.Approved
            && !db.Set<FormRecord>().Any(x => x.CorrectsId == r.Id && x.State == RecordState.Approved)).OrderByDescending(r => r.FilledOn).ThenByDescending(r => r.Id).ToListAsync(ct);
        var ids = records.ConvertAll(r => r.Id);
        var stored = (await db.Set<RecordMark>().Where(m => m.FormId == formId && ids.Contains(m.RecordId)).ToListAsync(ct)).ToLookup(m => m.RecordId);
        var rows = new HashSet<(string, string)>();
        foreach (var chunk in records.Chunk(Chunk))
        {
            var wanted = chunk.Select(r => r.Id).ToList();
            var contents = await db.Set<RecordContent>().AsNoTracking().Where(c => wanted.Contains(c.RecordId)).ToDictionaryAsync(c => c.RecordId, c => c.Content, ct);
            foreach (var record in chunk)
            {
                var filled = contents.TryGetValue(record.Id, out var content) ? ContentJson.Parse(content) : FilledForm.Empty;
                var replaced = RuleMarks.RowOf(form, filled, record.FilledOn, record.Number).Count(m => !rows.Add((m.Rule, m.Value))) > 0;
                Put(record, replaced ? [] : RuleMarks.Of(form, filled, record.FilledOn, record.Number), [.. stored[record.Id]]);
            }
        }
    }

    private void Put(FormRecord record, IReadOnlyList<RuleMark> marks, List<RecordMark> stored)
    {
        foreach (var mark in marks)
        {
            if (stored.Find(s => s.Rule == mark.Rule) is { } same)
                (same.Value, same.Text, same.Day) = (mark.Value, mark.Text, mark.Day);
            else
                db.AddRange(Rows(record, [mark]));
        }
        db.RemoveRange(stored.Where(s => marks.All(m => m.Rule != s.Rule)));
    }

    public static IEnumerable<RecordMark> Rows(FormRecord record, IReadOnlyList<RuleMark> marks) =>
        marks.Select(m => new RecordMark { RecordId = record.Id, FormId = record.FormId, Rule = m.Rule, Value = m.Value, Text = m.Text, Day = m.Day });

    /// <summary>What of a record already stands in another live one of the form. The caller holds the write transaction.</summary>
    public async Task<IReadOnlyList<FieldProblem>> TakenAsync(FormDefinition form, Guid formId, Guid recordId, Guid? correctsId, IReadOnlyList<RuleMark> marks, CancellationToken ct)
    {
        var problems = new List<FieldProblem>();
        foreach (var rule in form.Rules.Where(r => r.Kind == RuleKind.Unique))
        {
            if (marks.FirstOrDefault(m => m.Rule == rule.Key) is not { } mark)
                continue;
            var other = await (
                from m in db.Set<RecordMark>()
                join r in db.Set<FormRecord>() on m.RecordId equals r.Id
                where m.FormId == formId && m.Rule == mark.Rule && m.Value == mark.Value && m.RecordId != recordId && m.RecordId != correctsId && r.CorrectsId != recordId
                    && (correctsId == null || r.CorrectsId != correctsId)
                orderby r.Number
                select r.Number).FirstOrDefaultAsync(ct);
            if (other is not null)
                problems.Add(Taken(form, rule, mark, other));
        }
        return problems;
    }

    public static FieldProblem Taken(FormDefinition form, FormRule rule, RuleMark mark, string other) =>
        new(RecordDesk.FieldPrefix + rule.Fields[^1], "records.rule-taken", form.Find(rule.Fields[^1])!.Label(CultureInfo.CurrentUICulture), mark.Text, other);

    /// <summary>Which rules stand in the way of signing the record: references to approved records, and different people.</summary>
    public async Task<IReadOnlyList<FieldProblem>> ProblemsAsync(FormRecord record, FormDefinition form, FilledForm filled, CancellationToken ct)
    {
        var problems = new List<FieldProblem>();
        foreach (var rule in form.Rules.Where(r => r.Kind is RuleKind.Differs or RuleKind.Refers && Condition.Holds(r.When, form, filled.Fields)))
        {
            if ((rule.Kind == RuleKind.Differs ? await SamePersonAsync(record, form, filled, rule, ct) : await ReferenceAsync(form, filled, rule, ct)) is { } problem)
                problems.Add(problem);
        }
        return problems;
    }

    /// <summary>The approved record of a form with this number; null without one.</summary>
    /// <param name="text">Its number, also followed by other words.</param>
    public async Task<FormRecord?> FindAsync(string formCode, string text, CancellationToken ct)
    {
        var number = text.Trim().Split([' ', '　'], 2)[0];
        return await (
            from r in db.Set<FormRecord>().AsNoTracking()
            join f in db.Set<RecordForm>() on r.FormId equals f.Id
            where f.Code == formCode && r.Number == number && r.State != RecordState.Void
            select r).SingleOrDefaultAsync(ct);
    }

    private async Task<FieldProblem?> SamePersonAsync(FormRecord record, FormDefinition form, FilledForm filled, FormRule rule, CancellationToken ct)
    {
        var filler = await db.People.Where(p => p.Id == record.FilledById).Select(p => p.Name).SingleAsync(ct);
        var names = rule.Fields.Select(k => (Key: k, Name: k == FormRule.Filler ? filler : NameIn(filled.Of(k)))).Where(n => n.Name.Length > 0).ToList();
        var twice = names.GroupBy(n => n.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1)?.Last(n => n.Key != FormRule.Filler);
        return twice is { } same ? new FieldProblem(RecordDesk.FieldPrefix + same.Key, "records.rule-differs", form.Find(same.Key)!.Label(CultureInfo.CurrentUICulture), same.Name) : null;
    }

    // A signature is kept as "id name|time", or "|name" for one on paper.
    private static string NameIn(FilledField? field) => field is not { HasValue: true, Text: { } text } ? ""
        : text.Split('|', 2) is ["", var onPaper] ? onPaper.Trim() : FieldText.NameOf(text.Split('|', 2)[0]).Trim();

    private async Task<FieldProblem?> ReferenceAsync(FormDefinition form, FilledForm filled, FormRule rule, CancellationToken ct)
    {
        var (key, culture) = (rule.Fields[0], CultureInfo.CurrentUICulture);
        var (field, name) = (form.Find(key)!, await NameOfAsync(rule.Form!, culture, ct));
        if (filled.Of(key) is not { HasValue: true, Text: { } text })
            return rule.Finding || (field.Later && !FormCheck.IsCompleted(form, filled)) ? null : Problem("records.rule-refers-none", name);
        if (await FindAsync(rule.Form!, text, ct) is not { } other)
            return Problem("records.rule-refers-unknown", text, name);
        var theirs = FormDefinition.Parse(await db.Set<FormVersion>().Where(v => v.Id == other.FormVersionId).Select(v => v.Definition).SingleAsync(ct));
        var content = await db.Set<RecordContent>().Where(c => c.RecordId == other.Id).Select(c => c.Content).SingleOrDefaultAsync(ct);
        var there = content is null ? FilledForm.Empty : ContentJson.Parse(content);
        var early = rule.Early is not null && Condition.Holds(rule.Early, theirs, there.Fields);
        if (other.State is not (RecordState.Approved or RecordState.Disposed) && !early && !rule.Finding)
            return Problem("records.rule-refers-open", other.Number, name);
        if (rule.That is { } that && !Condition.Holds(that, theirs, there.Fields))
            return Problem("records.rule-refers-that", other.Number, Condition.Words(that, theirs, culture));
        foreach (var same in rule.Same)
        {
            if (Said(form, filled, same) is var mine && Said(theirs, there, same) is var yours && mine != yours)
                return Problem("records.rule-refers-same", other.Number, form.Find(same)?.Label(culture) ?? same);
        }
        if (rule.After is { } after && !early && filled.Of(after) is { HasValue: true, Text: { } at } && other.ApprovedAt is { } approved
            && await BeforeAsync(at, approved, ct) is { } day)
        {
            return Problem("records.rule-refers-after", form.Find(after)!.Label(culture), other.Number, day);
        }
        return null;

        FieldProblem Problem(string code, params object?[] args) => new(RecordDesk.FieldPrefix + key, code, [field.Label(culture), .. args]);
    }

    private static string Said(FormDefinition form, FilledForm filled, string key) =>
        filled.Of(key) is { HasValue: true, Text: { } text } ? form.Find(key)?.Type is FieldType.Person or FieldType.Department ? FieldText.IdOf(text)?.ToString() ?? text : RuleMarks.Plain(text, form.Find(key)?.Type == FieldType.Reference) : "";

    // A day alone is compared with the day of the approval, a time with its minute; the answer is when it was approved.
    private async Task<string?> BeforeAsync(string at, DateTime approved, CancellationToken ct)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(approved, DateTimeKind.Utc), await settings.TimeZoneAsync(ct));
        var shape = at.Contains('T', StringComparison.Ordinal) ? "yyyy-MM-ddTHH:mm" : "yyyy-MM-dd";
        var written = local.ToString(shape, CultureInfo.InvariantCulture);
        return string.CompareOrdinal(at.Split('/')[0], written) < 0 ? written.Replace('T', ' ') : null;
    }

    private async Task<string> NameOfAsync(string code, CultureInfo culture, CancellationToken ct)
    {
        var form = await db.Set<RecordForm>().Where(f => f.Code == code).Select(f => new { f.NameZh, f.NameEn }).SingleOrDefaultAsync(ct);
        return form is null ? code : new Kernel.Standards.Bilingual(form.NameZh, form.NameEn).In(culture);
    }
}
