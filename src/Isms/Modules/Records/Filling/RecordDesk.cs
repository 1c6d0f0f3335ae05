using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Files;
using Isms.Kernel.Http;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Organization;
using Isms.Modules.Records.Domain;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records.Filling;

/// <summary>What a form's fields became.</summary>
internal sealed record ReadContent(FilledForm Filled, IReadOnlyList<FieldProblem> Problems);

/// <summary>What all operations on a record share: reading what people typed, and the content beside the record.</summary>
internal sealed class RecordDesk(IsmsDbContext db, SettingsReader settings, TimeProvider time)
{
    private const int LongestWords = 4000;

    /// <summary>Prefix of field names in requests and pages.</summary>
    public const string FieldPrefix = "fields.";

    /// <summary>Stands in a signature field for the person at the screen.</summary>
    public const string Me = "me";

    /// <summary>What was typed, as it is kept: people and departments looked up, figures computed.</summary>
    /// <param name="before">What the record held until now; signatures already given are taken from it and from nowhere else.</param>
    /// <param name="completes">True for a record that completes an approved one, whose fields stand as they were.</param>
    public async Task<ReadContent> ReadAsync(Actor actor, FormDefinition form, RecordFacts facts, FilledForm before, string number, CancellationToken ct, bool completes = false)
    {
        if (completes)
            facts = facts with { Fields = Completed(form, facts.Fields, before), Signers = facts.Signers is { Count: > 0 } named ? named : before.Signers.ToDictionary(s => s.Key, s => s.Value.ToString()) };
        var (faults, problems) = (new List<FieldFault>(), new List<FieldProblem>());
        var fields = new Dictionary<string, FilledField>(StringComparer.Ordinal);
        foreach (var unknown in facts.Fields.Keys.Where(k => form.Find(k) is null))
            problems.Add(new FieldProblem(FieldPrefix + unknown, "records.no-such-field", unknown));
        foreach (var field in form.Fields)
        {
            if (!facts.Fields.TryGetValue(field.Key, out var given) || FieldParser.Parse(field, given, faults) is not { } parsed)
                continue;
            if (parsed.HasValue && await LookUpAsync(actor, field, parsed, before.Of(field.Key), problems, ct) is { } kept)
                fields[field.Key] = kept;
            else if (parsed.None)
                fields[field.Key] = parsed;
        }
        if (facts.NoneForBlanks)
        {
            foreach (var field in form.Fields.Where(f => f.IsAsked && !f.Required && (completes || !f.Later) && !fields.ContainsKey(f.Key)))
                fields[field.Key] = FilledField.Nothing;
        }
        foreach (var field in form.Fields.Where(f => !f.IsAsked))
        {
            var value = field.Type == FieldType.AutoNumber ? number : field.Formula is { } formula ? Formula.Evaluate(formula, form, fields) : null;
            if (value is not null)
                fields[field.Key] = new FilledField(value);
        }
        var signers = await SignersAsync(actor, form, facts.Signers, problems, ct);
        problems.AddRange(ProblemsOf(form, faults));
        return new ReadContent(new FilledForm(fields, signers), problems);
    }

    // Of an approved record only what was left open is taken from the person.
    private static Dictionary<string, FilledField> Completed(FormDefinition form, IReadOnlyDictionary<string, FilledField> given, FilledForm before)
    {
        var fields = form.Fields.Where(f => !f.Later && before.Of(f.Key) is not null).ToDictionary(f => f.Key, f => before.Of(f.Key)!, StringComparer.Ordinal);
        foreach (var (key, field) in given.Where(g => form.Find(g.Key) is null or { Later: true }))
            fields[key] = field;
        return fields;
    }

    /// <summary>Faults of the form's rules as problems of the request; sentences of ours begin with the field's name.</summary>
    public static IEnumerable<FieldProblem> ProblemsOf(FormDefinition form, IEnumerable<FieldFault> faults) => faults.Select(f =>
    {
        var key = f.Field.Split('[', '.')[0];
        if (key == "signers")
            return new FieldProblem(f.Field, f.Code, new Kernel.Standards.Bilingual((string)f.Args[0]!, (string)f.Args[1]!).In(CultureInfo.CurrentUICulture));
        return f.Code.StartsWith("records.", StringComparison.Ordinal)
            ? new FieldProblem(FieldPrefix + f.Field, f.Code, [form.Find(key)?.Label(CultureInfo.CurrentUICulture) ?? key, .. f.Args])
            : new FieldProblem(FieldPrefix + f.Field, f.Code, f.Args);
    });

    /// <summary>Puts the content beside the record and its hash into it.</summary>
    public RecordContent Put(FormRecord record, FormDefinition form, FilledForm filled, RecordContent? existing)
    {
        var json = SignedContent.Json(filled);
        record.ContentHash = SignedContent.HashOf(json);
        record.Words = WordsOf(form, filled);
        var summary = SummaryOf(form, filled);
        if (existing is null)
            return new RecordContent { RecordId = record.Id, Content = json, Summary = summary };
        existing.Content = json;
        existing.Summary = summary;
        return existing;
    }

    /// <summary>The record to change, with its content and form; null when there is none or it is out of reach. The caller holds the write transaction.</summary>
    public async Task<LoadedRecord?> LoadAsync(Actor actor, Guid id, CancellationToken ct)
    {
        var found = await (
            from r in db.Set<FormRecord>().VisibleTo(db, actor)
            join v in db.Set<FormVersion>() on r.FormVersionId equals v.Id
            from c in db.Set<RecordContent>().Where(c => c.RecordId == r.Id).DefaultIfEmpty()
            where r.Id == id
            select new { Record = r, v.Definition, Content = c }).SingleOrDefaultAsync(ct);
        if (found is null)
            return null;
        var form = FormDefinition.Parse(found.Definition);
        var filled = found.Content is null ? FilledForm.Empty : ContentJson.Parse(found.Content.Content);
        found.Record.Words = found.Content is null ? "" : WordsOf(form, filled);
        return new LoadedRecord(found.Record, form, found.Content, filled);
    }

    public Task<int> FilesOfAsync(Guid id, CancellationToken ct) => db.Set<Attachment>().CountAsync(a => a.SubjectKind == RecordFiles.KindName && a.SubjectId == id, ct);

    private static string SummaryOf(FormDefinition form, FilledForm filled)
    {
        var shown = form.Fields.Where(f => f.IsAsked && f.Type is FieldType.Text or FieldType.LongText or FieldType.Reference or FieldType.Person or FieldType.Choice or FieldType.Integer or FieldType.Date or FieldType.Department or FieldType.Masked)
            .Select(f => FieldText.Of(f, filled.Of(f.Key) is { HasValue: true } v ? v : null, Phrase.Chinese)).Where(t => t.Length > 0).Take(3);
        var text = FieldText.Masked(string.Join(" · ", shown).ReplaceLineEndings(" "));
        return text.Length <= RecordContent.SummaryLength ? text : text[..(RecordContent.SummaryLength - 1)] + "…";
    }

    /// <summary>What of a content is searched for.</summary>
    internal static string WordsOf(FormDefinition form, FilledForm filled)
    {
        var words = string.Join(' ', form.Fields.Where(f => f.Type is not (FieldType.Secret or FieldType.Masked)).SelectMany(f => filled.Of(f.Key) is { HasValue: true } value
            ? value.Rows is { } rows ? rows.SelectMany(r => r.Values) : [FieldText.Of(f, value, Phrase.Chinese)] : []));
        return $"{form.Zh} {form.En} {(words.Length <= LongestWords ? words : words[..LongestWords])}";
    }

    private async Task<FilledField?> LookUpAsync(Actor actor, FormField field, FilledField parsed, FilledField? before, List<FieldProblem> problems, CancellationToken ct)
    {
        var name = FieldPrefix + field.Key;
        switch (field.Type)
        {
            case FieldType.Person:
                return await PersonAsync(actor, name, parsed.Text!, problems, ct) is { } person ? new FilledField(person) : null;
            case FieldType.Department:
                return await DepartmentAsync(name, parsed.Text!, problems, ct) is { } department ? new FilledField(department) : null;
            case FieldType.Signature:
                return new FilledField(parsed.Text == before?.Text ? before!.Text : parsed.Text == Me ? await OwnSignatureAsync(actor, ct) : "|" + parsed.Text!.Replace("|", "", StringComparison.Ordinal));
            case FieldType.People or FieldType.Departments:
                var items = new List<string>();
                foreach (var item in parsed.Items!)
                {
                    if ((field.Type == FieldType.People ? await PersonAsync(actor, name, item, problems, ct) : await DepartmentAsync(name, item, problems, ct)) is { } found)
                        items.Add(found);
                }
                return items.Count == 0 ? null : new FilledField(Items: items);
            default:
                return parsed;
        }
    }

    private async Task<string?> OwnSignatureAsync(Actor actor, CancellationToken ct)
    {
        var now = TimeZoneInfo.ConvertTimeFromUtc(time.Instant(), await settings.TimeZoneAsync(ct));
        return $"{actor.PersonId} {actor.Name}|{now.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture)}";
    }

    private async Task<string?> PersonAsync(Actor actor, string name, string text, List<FieldProblem> problems, CancellationToken ct)
    {
        if (FieldText.IdOf(text) is { } id && await db.People.Where(p => p.Id == id).Select(p => p.Name).SingleOrDefaultAsync(ct) is { } known)
            return $"{id} {known}";
        var (found, problem) = await PersonChoice.FindAsync(db, name, text, actor.Today, ct);
        if (problem is not null)
            problems.Add(problem);
        return found is { } person ? $"{person} {await db.People.Where(p => p.Id == person).Select(p => p.Name).SingleAsync(ct)}" : null;
    }

    private async Task<string?> DepartmentAsync(string name, string text, List<FieldProblem> problems, CancellationToken ct)
    {
        var id = FieldText.IdOf(text);
        var found = await db.Departments.Where(d => d.Id == id || d.Code == text || d.Name == text).OrderBy(d => d.Code).Select(d => new { d.Id, d.Name }).FirstOrDefaultAsync(ct);
        if (found is not null)
            return $"{found.Id} {found.Name}";
        problems.Add(new FieldProblem(name, "records.no-such-department", text));
        return null;
    }

    private async Task<Dictionary<int, Guid>> SignersAsync(Actor actor, FormDefinition form, IReadOnlyDictionary<int, string>? given, List<FieldProblem> problems, CancellationToken ct)
    {
        var signers = new Dictionary<int, Guid>();
        foreach (var (step, text) in given ?? new Dictionary<int, string>())
        {
            var field = FormCheck.SignerField(step);
            if (string.IsNullOrWhiteSpace(text) || step < 0 || step >= form.Route.Count || form.Route[step].By != SignerKind.Named)
                continue;
            if (await PersonAsync(actor, field, text, problems, ct) is not { } person)
                continue;
            var id = FieldText.IdOf(person)!.Value;
            if (id == actor.PersonId)
                problems.Add(new FieldProblem(field, "records.signer-self"));
            else
                signers[step] = id;
        }
        return signers;
    }
}

/// <summary>A record to be changed.</summary>
/// <param name="Content">Null once it was destroyed.</param>
internal sealed record LoadedRecord(FormRecord Record, FormDefinition Form, RecordContent? Content, FilledForm Filled);

/// <summary>Contents as text.</summary>
internal static class ContentJson
{
    private static readonly System.Text.Json.JsonSerializerOptions Options = new(System.Text.Json.JsonSerializerDefaults.Web);

    public static FilledForm Parse(string json) => System.Text.Json.JsonSerializer.Deserialize<FilledForm>(json, Options)!;
}
