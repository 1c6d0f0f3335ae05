using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.Numbering;
using Isms.Kernel.OfficeFiles.Importing;
using Isms.Kernel.OfficeFiles.Reading;
using Isms.Kernel.Text;
using Isms.Modules.Records.Domain;
using Isms.Modules.Records.Filling;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records.Importing;

/// <summary>Takes over a list kept in a spreadsheet: one record per row, all or none.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Content">Can be sought; the caller disposes it.</param>
/// <param name="OnlyCheck">Says what would happen and changes nothing.</param>
internal sealed record ImportRecordsRequest(Guid FormId, [property: Required] string Name, Stream Content, bool OnlyCheck = false)
{
    /// <summary>Sheet to read; null for the best visible one.</summary>
    public string? Sheet { get; init; }

    /// <summary>Columns said by hand; the others are recognised.</summary>
    public IReadOnlyList<ColumnChoice> Columns { get; init; } = [];
}

/// <summary>One problem of one row.</summary>
/// <param name="Row">In the file, counted from 1.</param>
public sealed record ImportProblem(int Row, string Column, string Message);

/// <summary>What became of an import.</summary>
/// <param name="Rows">Rows with data.</param>
/// <param name="Imported">0 when only checked, or when any row was wrong.</param>
/// <param name="Columns">Headings that were recognised, with the field each was taken for.</param>
public sealed record RecordsImported(int Rows, int Imported, IReadOnlyList<ImportProblem> Problems, IReadOnlyList<string> Columns);

/// <inheritdoc cref="ImportRecordsRequest"/>
internal sealed class ImportRecords(IsmsDbContext db, RecordDesk desk, Rules.RuleDesk rules, Numbers numbers, TimeProvider time)
{
    private const int MostRows = 5_000;
    private const int MostProblems = 200;
    private const string FilledOn = "dayOfRecord";
    private const string Department = "departmentOfRecord";

    public async Task<Outcome<RecordsImported>> RunAsync(Actor actor, ImportRecordsRequest request, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.Fill, request) is { } no)
            return no;
        await using var writing = await db.BeginAsync(ct);
        if (await db.Set<RecordForm>().AsNoTracking().SingleOrDefaultAsync(f => f.Id == request.FormId, ct) is not { } form)
            return Refusal.NotFound;
        if (form.CurrentId is null || form.RetiredOn is not null)
            return CreateRecord.NotInForce.With(form.Code);
        if (!RecordReach.MayFill(actor, form.Owner))
            return CreateRecord.NotYours.With(Phrase.Of("records.role." + form.Owner));
        var opening = SpreadsheetReader.Open(request.Content, request.Name);
        if (opening.Spreadsheet is not { } sheet)
            return Refusal.Invalid("file", opening.Problem!.Code, [.. opening.Problem.Args]);
        var definition = FormDefinition.Parse(await db.Set<FormVersion>().Where(v => v.Id == form.CurrentId).Select(v => v.Definition).SingleAsync(ct));
        var schema = SchemaOf(definition);
        var recognition = HeaderRecognizer.Recognize(sheet, schema, new ImportOptions { Sheet = request.Sheet, Columns = request.Columns });
        if (recognition.Problem is { } problem)
            return Refusal.Invalid("file", problem.Code, [.. problem.Args]);

        var (report, problems, records, contents) = (new ImportReport(request.Name), new List<ImportProblem>(), new List<FormRecord>(), new List<RecordContent>());
        var (marks, inFile) = (new List<RecordMark>(), new Dictionary<(string, string), string>());
        var rows = 0;
        foreach (var row in new TableReader(sheet, schema, recognition, report, ScoreScale.FiveLevels).Rows())
        {
            if (++rows > MostRows)
                return Refusal.Invalid("file", "records.import-too-long", MostRows);
            var (facts, department) = await FactsOf(actor, row, schema, definition, problems, ct);
            var record = new FormRecord
            {
                Number = await numbers.TakeAsync(RecordsModule.RecordNumber.With("form", form.Code), ct), FormId = form.Id, FormVersionId = form.CurrentId.Value, Basis = form.Basis,
                DepartmentId = department, FilledById = actor.PersonId, FilledOn = facts.FilledOn ?? actor.Today, CreatedAt = time.Instant(), Access = form.Access, ContentHash = "",
                RetentionFrom = form.RetentionFrom, RetentionYears = form.RetentionYears,
            };
            var read = await desk.ReadAsync(actor, definition, facts, FilledForm.Empty, record.Number, ct);
            problems.AddRange(read.Problems.Select(p => new ImportProblem(row.Number, LabelOf(definition, p.Field), p.Message)));
            problems.AddRange(row.Problems.Where(p => p.Rejects).Select(p => new ImportProblem(row.Number, p.Heading ?? "", Phrase.Of(p.Code, [.. p.Args]))));
            var found = RuleMarks.Of(definition, read.Filled, record.FilledOn, record.Number);
            var taken = await rules.TakenAsync(definition, form.Id, record.Id, null, found, ct);
            problems.AddRange(taken.Concat(Twice(definition, found, inFile, row.Number)).Select(p => new ImportProblem(row.Number, LabelOf(definition, p.Field), p.Message)));
            marks.AddRange(Rules.RuleDesk.Rows(record, found));
            contents.Add(desk.Put(record, definition, read.Filled, null));
            records.Add(record);
        }
        List<string> columns = [.. schema.Fields.Select(f => (Field: f, Column: recognition.Table!.Of(f.Key))).Where(c => c.Column is not null).Select(c => $"{c.Column!.Heading} → {c.Field.LabelKey}")];
        if (problems.Count > 0 || request.OnlyCheck)
            return new RecordsImported(rows, 0, [.. problems.Take(MostProblems)], columns);
        await db.SaveNewAsync(actor, "records.import", records, ct);
        db.AddRange(contents);
        db.AddRange(marks);
        db.Note("records_forms", form.Id, new { import = request.Name, rows });
        await db.SaveAsync(actor, "records.import", ct);
        await writing.CommitAsync(ct);
        return new RecordsImported(rows, rows, [], columns);
    }

    // The file itself may name a thing twice that must stand in the register once.
    private static IEnumerable<FieldProblem> Twice(FormDefinition form, IReadOnlyList<RuleMark> found, Dictionary<(string, string), string> inFile, int row)
    {
        foreach (var rule in form.Rules.Where(r => r.Kind == RuleKind.Unique))
        {
            if (found.FirstOrDefault(m => m.Rule == rule.Key) is not { } mark || inFile.TryAdd((mark.Rule, mark.Value), Phrase.Of("records.import-row", row)))
                continue;
            yield return Rules.RuleDesk.Taken(form, rule, mark, inFile[(mark.Rule, mark.Value)]);
        }
    }

    // Headings are the form's own labels in both languages; day and department of the record come besides, where no field has that name.
    private static ImportSchema SchemaOf(FormDefinition form)
    {
        var culture = CultureInfo.CurrentUICulture;
        var fields = form.Fields.Where(f => f.IsAsked && f.Type is not (FieldType.Files or FieldType.Table or FieldType.Signature))
            .Select(f => new ImportField(f.Key, f.Label(culture), Kernel.OfficeFiles.Importing.FieldKind.Text, [f.Zh, f.En]) { MaxLength = FieldParser.LongestLongText }).ToList();
        Head(FilledOn, "records.field.filledOn");
        Head(Department, "records.field.department");
        return new ImportSchema(fields);

        void Head(string key, string label)
        {
            string[] names = [Phrase.In(Phrase.Chinese, label), Phrase.In(Phrase.English, label)];
            if (!form.Fields.Any(f => names.Contains(f.Zh) || names.Contains(f.En)))
                fields.Add(new ImportField(key, Phrase.In(culture, label), Kernel.OfficeFiles.Importing.FieldKind.Text, names));
        }
    }

    private async Task<(RecordFacts Facts, Guid Department)> FactsOf(Actor actor, TableRow row, ImportSchema schema, FormDefinition form, List<ImportProblem> problems, CancellationToken ct)
    {
        var fields = new Dictionary<string, FilledField>(StringComparer.Ordinal);
        foreach (var field in form.Fields.Where(f => f.IsAsked && f.Type is not (FieldType.Files or FieldType.Table or FieldType.Signature)))
        {
            // A date cell is a date whatever its format shows.
            var text = field.Type == FieldType.Date && row.Cell(field.Key).Raw.Length > 0 && row.Date(field.Key) is { } day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : row.Text(field.Key);
            if (text is "无" or "不适用" or "/" or "N/A" or "n/a" && !field.Required)
                fields[field.Key] = FilledField.Nothing;
            else if (text is not null)
                fields[field.Key] = new FilledField(text);
        }
        var home = actor.DepartmentId ?? Guid.Empty;
        if (Has(Department) && row.Text(Department) is { } named)
        {
            var found = await db.Departments.Where(d => (d.Code == named || d.Name == named) && d.ClosedOn == null).Select(d => (Guid?)d.Id).FirstOrDefaultAsync(ct);
            if (found is { } id && RecordReach.MayFillFor(actor, id))
                home = id;
            else
                problems.Add(new ImportProblem(row.Number, named, Phrase.Of("records.no-such-department", named)));
        }
        return (new RecordFacts(fields, FilledOn: Has(FilledOn) ? row.Date(FilledOn) : null), home);

        bool Has(string key) => schema.Fields.Any(f => f.Key == key) && row.Cell(key).Raw.Length > 0;
    }

    private static string LabelOf(FormDefinition form, string field) =>
        form.Find(field.Replace(RecordDesk.FieldPrefix, "", StringComparison.Ordinal).Split('[', '.')[0])?.Label(CultureInfo.CurrentUICulture) ?? field;
}
