using Isms.Kernel.Access;
using Isms.Kernel.Data;
using Isms.Kernel.Http;
using Isms.Kernel.OfficeFiles.Writing;
using Isms.Kernel.Registers;
using Isms.Kernel.Settings;
using Isms.Kernel.Signing;
using Isms.Kernel.Text;
using Isms.Modules.Records.Domain;
using Isms.Modules.Records.Filling;
using Isms.Modules.Records.Finding;
using Isms.Modules.Records.Forms;
using Microsoft.EntityFrameworkCore;

namespace Isms.Modules.Records.Documents;

/// <summary>The ledger of a form: its records with every field, as a workbook; exactly the rows that the list shows. Noted in the ledger.</summary>
internal sealed class ExportRecords(IsmsDbContext db, SettingsReader settings, SignedPaper paper)
{
    private const int Chunk = 500;

    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, Guid formId, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.See) is { } no)
            return no;
        if (await db.Set<RecordForm>().AsNoTracking().SingleOrDefaultAsync(f => f.Id == formId, ct) is not { CurrentId: { } version } form)
            return Refusal.NotFound;
        var definition = FormDefinition.Parse(await db.Set<FormVersion>().Where(v => v.Id == version).Select(v => v.Definition).SingleAsync(ct));
        var prefix = await settings.TextAsync(KernelSettings.NumberPrefix, ct);
        var head = await paper.HeadAsync(actor, new PaperFacts(definition.Name(actor.Culture), RecordNumbers.Of(prefix, form.Code), Phrase.In(actor.Culture, "records.version-n", form.CurrentNumber), DocumentState.Extract), ct);
        db.Note("records_forms", formId, new { export = query.Search, query.Filters });
        await db.SaveAsync(actor, "records.export", ct);
        var (source, asked, found) = FindRecords.Rows(db, actor, new FindRecordsRequest(query, formId));
        var rows = await RecordRegister.Of(actor.Culture, [], []).AllAsync(source, asked, found).ToListAsync(ct);
        var fields = definition.Fields.Where(f => f.Type is not (FieldType.Files or FieldType.AutoNumber or FieldType.Secret)).ToList();
        return WrittenFile.By($"{head.Number} {head.Title.Replace('/', '-')}.xlsx", WrittenFile.Xlsx, output => WorkbookWriter.Write(output, head, [new WorkbookSheet(head.Title, Columns(fields, actor), Cells(rows, fields, actor)) { FrozenColumns = 2, Zebra = true }]));
    }

    private static IReadOnlyList<SheetColumn> Columns(List<FormField> fields, Actor actor) =>
    [
        new(Phrase.In(actor.Culture, "records.field.number"), 24), new(Phrase.In(actor.Culture, "records.field.filledOn"), 11, SheetCellKind.Date), new(Phrase.In(actor.Culture, "records.field.department"), 14),
        new(Phrase.In(actor.Culture, "records.field.filledBy"), 12), new(Phrase.In(actor.Culture, "records.field.state"), 9),
        .. fields.Select(f => new SheetColumn(f.Label(actor.Culture), f.Type is FieldType.LongText or FieldType.Table ? 36 : 16, f.Type switch { FieldType.Date => SheetCellKind.Date, FieldType.Integer or FieldType.Scale => SheetCellKind.Integer, FieldType.Number or FieldType.Money => SheetCellKind.Decimal, _ => SheetCellKind.Text })),
    ];

    // Contents come by the chunk while the file is written, so that memory does not grow with the register.
    private IEnumerable<IReadOnlyList<object?>> Cells(List<RecordRow> rows, List<FormField> fields, Actor actor)
    {
        foreach (var chunk in rows.Chunk(Chunk))
        {
            var ids = chunk.Select(r => r.Id).ToList();
            var contents = db.Set<RecordContent>().AsNoTracking().Where(c => ids.Contains(c.RecordId)).ToDictionary(c => c.RecordId, c => ContentJson.Parse(c.Content));
            foreach (var row in chunk)
            {
                var filled = contents.GetValueOrDefault(row.Id, FilledForm.Empty);
                yield return [row.Number, row.FilledOn, row.Department, row.FilledBy, Phrase.In(actor.Culture, "records.state." + row.State), .. fields.Select(f => Cell(f, filled.Of(f.Key), actor))];
            }
        }
    }

    private static object? Cell(FormField field, FilledField? value, Actor actor)
    {
        if (value is { HasValue: true, Text: { } text })
        {
            if (field.Type == FieldType.Date && DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day))
                return day;
            if (field.Type is FieldType.Integer or FieldType.Scale or FieldType.Number or FieldType.Money && decimal.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number))
                return field.Type is FieldType.Integer or FieldType.Scale ? (object)(long)number : number;
        }
        if (value?.Rows is { } rows)
            return string.Join('\n', rows.Select(r => string.Join(" | ", field.Columns.Select(c => r.GetValueOrDefault(c.Key, "")))));
        return FieldText.Masked(FieldText.Of(field, value, actor.Culture));
    }
}

/// <summary>The record master list (记录清单) as a workbook, exactly as shown; noted in the ledger.</summary>
internal sealed class ExportForms(IsmsDbContext db, SettingsReader settings, SignedPaper paper)
{
    public async Task<Outcome<WrittenFile>> RunAsync(Actor actor, RegisterQuery query, CancellationToken ct)
    {
        if (actor.Refuses(RecordPermissions.See) is { } no)
            return no;
        var prefix = await settings.TextAsync(KernelSettings.NumberPrefix, ct);
        var register = FormRegister.Of(actor.Culture, prefix, []);
        var columns = register.Columns.Where(c => query.Columns.Count == 0 ? c.Shown : query.Columns.Contains(c.Key)).ToList();
        if (columns.Count == 0)
            columns = [.. register.Columns.Where(c => c.Shown)];
        var title = Phrase.In(actor.Culture, "records.master-list");
        var head = await paper.HeadAsync(actor, new PaperFacts(title, RecordNumbers.Of(prefix, "B-03-R01"), State: DocumentState.Extract), ct);
        db.Note("records_forms", Guid.Empty, new { export = query.Search, query.Filters });
        await db.SaveAsync(actor, "records.export", ct);
        var rows = register.AllAsync(FormRegister.Rows(db), query);
        return WrittenFile.By(title + ".xlsx", WrittenFile.Xlsx, output => WorkbookWriter.Write(output, head,
            [new WorkbookSheet(title, [.. columns.Select(c => new SheetColumn(Phrase.In(actor.Culture, c.Label), c.Key is "name" or "procedure" ? 30 : 16))], rows.ToBlockingEnumerable(ct).Select(r => (IReadOnlyList<object?>)[.. columns.Select(c => RegisterText.Of(c, r))])) { FrozenColumns = 2, Zebra = true }]));
    }
}
